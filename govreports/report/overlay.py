"""The page on the screen, with the cells that were read drawn over it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.columns import Cell
from govreports.sources.render import render_page

if TYPE_CHECKING:
    from PIL.Image import Image

_Key = tuple[str, str | None, str | None]
_SCALE = 1.6  # pixels a point: a page is then about as wide as a notebook
_OUTLINE = 3  # pixels
_READ, _DOUBT, _FAILED = (0, 114, 178, 90), (230, 159, 0, 255), (148, 52, 168, 255)  # Okabe-Ito blue, orange; purple


def draw_pages(path: Path, cells: Iterable[Cell], failing: Collection[_Key], scale: float = _SCALE) -> Image:
    """Draw the pages of a file on which some cells stand; see `govreports.Report.show`.

    Parameters
    ----------
    path : Path
    cells : iterable of Cell
    failing : collection of (table, item, column)
        The printed totals that fail a check.
    scale : float
        Pixels a point.

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
        raise ValueError(f"{path}: no page shows it: no cell of it was read from a page.")
    pages = sorted({cell.page for cell in cells if cell.page is not None})
    drawn = [_draw_page(path, page, [cell for cell in cells if cell.page == page], failing, scale) for page in pages]
    whole = Image.new("RGB", (max(image.width for image in drawn), sum(image.height for image in drawn)), "white")
    top = 0
    for image in drawn:
        whole.paste(image, (0, top))
        top += image.height
    return whole


def _draw_page(path: Path, page: int, cells: Iterable[Cell], failing: Collection[_Key], scale: float) -> Image:
    from PIL import Image, ImageDraw

    image = render_page(path, page, scale).convert("RGBA")
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for cell in cells:
        assert cell.x0 is not None and cell.top is not None and cell.x1 is not None and cell.bottom is not None
        box = (cell.x0 * scale, cell.top * scale, cell.x1 * scale, cell.bottom * scale)
        # The outline lies around the box: of a table without rules it is as tight as the number.
        around = (box[0] - _OUTLINE, box[1] - _OUTLINE, box[2] + _OUTLINE, box[3] + _OUTLINE)
        if cell.flag is not None:
            pen.rectangle(around, outline=_DOUBT, width=_OUTLINE)
        elif (cell.table, cell.item, cell.column) in failing:
            pen.rectangle(around, outline=_FAILED, width=_OUTLINE)
        else:
            pen.rectangle(box, fill=(*_READ[:3], 30), outline=_READ, width=1)
    return Image.alpha_composite(image, layer).convert("RGB")
