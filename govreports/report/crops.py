"""The place on the page, cut out and marked: what proves a number better than any sentence."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 1.6  # pixels a point: 9-point numbers are easily read, and a page is about as wide as a notebook
ABOVE, BELOW = 72.0, 14.0  # points above and below the marked cells: the heads of a narrow table stand above it
MARKED, BESIDE = (230, 159, 0), (0, 114, 178)  # Okabe-Ito orange and blue

Box = tuple[float, float, float, float]


def crop(path: Path, marked: Iterable[Mapping[Any, Any]], beside: Iterable[Mapping[Any, Any]] = ()) -> Image | None:
    """Cut the place of some cells out of their page.

    Parameters
    ----------
    path : Path
        The report's file.
    marked, beside : iterable of mapping
        Rows of `cells` (``page, x0, top, x1, bottom`` in points): the cells in question, framed thick in orange, and
        those that belong to the same sum, framed thin in blue. Only the page of the first marked cell is shown.

    Returns
    -------
    PIL.Image.Image or None
        None where no cell has a place, or where the file is no longer there or has no pages.
    """
    from PIL import ImageDraw

    first = [cell for cell in marked if _box(cell)]
    if not first:
        return None
    number = int(first[0]["page"])
    boxes = [(box, MARKED, 3) for cell in first if (box := _box(cell)) and cell["page"] == number]
    boxes += [(box, BESIDE, 1) for cell in beside if (box := _box(cell)) and cell["page"] == number]
    page = _page(path, number)
    if page is None:
        return None
    # The whole width of the page: without the labels at its left the numbers say nothing.
    top = max(min(box[1] for box, _, _ in boxes) - ABOVE, 0)
    bottom = min(max(box[3] for box, _, _ in boxes) + BELOW, page.height / SCALE)
    image = page.crop((0, round(top * SCALE), page.width, round(bottom * SCALE)))
    pen = ImageDraw.Draw(image)
    for (x0, y0, x1, y1), colour, width in reversed(boxes):
        corners = (x0 * SCALE, (y0 - top) * SCALE, x1 * SCALE, (y1 - top) * SCALE)
        pen.rectangle(corners, outline=colour, width=width)
    return image


def data_uri(image: Image) -> str:
    """Write a picture into a page: a PNG of at most 64 colours, as ``data:`` address."""
    buffer = BytesIO()
    image.quantize(64).save(buffer, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


def _box(cell: Mapping[Any, Any]) -> Box | None:
    import pandas as pd

    values = [cell.get(name) for name in ("page", "x0", "top", "x1", "bottom")]
    if any(value is None or pd.isna(value) for value in values):
        return None
    x0, top, x1, bottom = (float(str(value)) for value in values[1:])
    return x0, top, x1, bottom


@lru_cache(maxsize=4)
def _page(path: Path, number: int) -> Image | None:
    from govreports.sources.render import render_page

    try:
        return render_page(path, number, SCALE)
    except (OSError, ValueError):
        return None
