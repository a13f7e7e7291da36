"""The page on the screen, with the cells that were read drawn over it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.columns import Cell
from govreports.report.crops import BESIDE, MARKED, SCALE
from govreports.sources.render import render_page

if TYPE_CHECKING:
    from PIL.Image import Image

_Key = tuple[str, str | None, str | None]
_OUTLINE = 3  # pixels
_FAILED = (148, 52, 168)  # purple


def draw_pages(path: Path, cells: Iterable[Cell], failing: Collection[_Key]) -> Image:
    """Draw the pages of a file on which some cells stand; see `govreports.Report.show`.

    Parameters
    ----------
    path : Path
    cells : iterable of Cell
    failing : collection of (table, item, column)
        The printed totals that fail a check.

    Returns
    -------
    PIL.Image.Image

    Raises
    ------
    ValueError
        The file has no pages, or none of the cells was read from one.
    """
    from PIL import Image

    cells = [cell for cell in cells if cell.page is not None and cell.x0 is not None]
    if not cells:
        raise ValueError(f"{path}: no cell of it was read from a page; report.cells holds what is printed in each.")
    pages = sorted({cell.page for cell in cells if cell.page is not None})
    drawn = [_draw_page(path, page, [cell for cell in cells if cell.page == page], failing) for page in pages]
    whole = Image.new("RGB", (max(image.width for image in drawn), sum(image.height for image in drawn)), "white")
    top = 0
    for image in drawn:
        whole.paste(image, (0, top))
        top += image.height
    return whole


def _draw_page(path: Path, page: int, cells: Iterable[Cell], failing: Collection[_Key]) -> Image:
    from PIL import Image, ImageDraw

    image = render_page(path, page, SCALE).convert("RGBA")
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for cell in cells:
        assert cell.x0 is not None and cell.top is not None and cell.x1 is not None and cell.bottom is not None
        box = (cell.x0 * SCALE, cell.top * SCALE, cell.x1 * SCALE, cell.bottom * SCALE)
        # The outline lies around the box: of a table without rules it is as tight as the number.
        around = (box[0] - _OUTLINE, box[1] - _OUTLINE, box[2] + _OUTLINE, box[3] + _OUTLINE)
        if cell.flag is not None:
            pen.rectangle(around, outline=MARKED, width=_OUTLINE)
        elif (cell.table, cell.item, cell.column) in failing:
            pen.rectangle(around, outline=_FAILED, width=_OUTLINE)
        else:
            pen.rectangle(box, fill=(*BESIDE, 30), outline=(*BESIDE, 90), width=1)
    return Image.alpha_composite(image, layer).convert("RGB")
