"""The page on the screen, with the cells that were read drawn over it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govreports.columns import Cell
from govreports.sources.render import render_page

if TYPE_CHECKING:
    from PIL.Image import Image

    from govreports.report.report import Report

_SCALE = 1.6  # pixels a point: a page is then about as wide as a notebook
_READ, _DOUBT, _FAILED = (0, 114, 178, 90), (230, 159, 0, 255), (148, 52, 168, 255)  # Okabe-Ito blue, orange; purple


def draw_report(report: Report, table: str | None = None, scale: float = _SCALE) -> Image:
    """Draw the pages of a report, or of one of its tables; see `govreports.Report.show`.

    Parameters
    ----------
    report : Report
    table : str, optional
        Id of a table.
    scale : float
        Pixels a point.

    Returns
    -------
    PIL.Image.Image

    Raises
    ------
    ValueError
        The file has no pages, or no cell of the table was read.
    """
    from PIL import Image

    cells = [cell for cell in report.cell_rows if cell.page is not None and cell.x0 is not None]
    if table is not None:
        cells = [cell for cell in cells if cell.table == table]
    if not cells:
        what = table or "the report"
        raise ValueError(f"{report.path}: no page shows {what}: no cell of it was read from a page.")
    pages = sorted({cell.page for cell in cells if cell.page is not None})
    failed = failing_places(report)
    drawn = [_draw_page(report, page, [cell for cell in cells if cell.page == page], failed, scale) for page in pages]
    whole = Image.new("RGB", (max(image.width for image in drawn), sum(image.height for image in drawn)), "white")
    top = 0
    for image in drawn:
        whole.paste(image, (0, top))
        top += image.height
    return whole


def failing_places(report: Report) -> set[tuple[str, str | None, str | None]]:
    """Return table, item and column of the printed totals that fail a check."""
    return {(check.table, check.item, check.column) for check in report.failed}


def _draw_page(
    report: Report, page: int, cells: Iterable[Cell], failed: set[tuple[str, str | None, str | None]], scale: float
) -> Image:
    from PIL import Image, ImageDraw

    image = render(report, page, scale).convert("RGBA")
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for cell in cells:
        assert cell.x0 is not None and cell.top is not None and cell.x1 is not None and cell.bottom is not None
        box = (cell.x0 * scale, cell.top * scale, cell.x1 * scale, cell.bottom * scale)
        if cell.flag is not None:
            pen.rectangle(box, outline=_DOUBT, width=3)
        elif (cell.table, cell.item, cell.column) in failed:
            pen.rectangle(box, outline=_FAILED, width=3)
        else:
            pen.rectangle(box, fill=(*_READ[:3], 30), outline=_READ, width=1)
    return Image.alpha_composite(image, layer).convert("RGB")


def render(report: Report, page: int, scale: float) -> Image:
    """Render one page of a report's file; see `render_page`."""
    return render_page(report.path, page, scale)
