"""Pages whose writing lies on its side or upside down: they are read as they would stand, and boxes laid back."""

from __future__ import annotations

import ctypes

import numpy as np
import pypdfium2.raw as pdfium

from govreports.sources.document import Box, Grid, PageSize, TextLine
from govreports.sources.pdf.pdfium import TextPage
from govreports.sources.pdf.settings import SETTINGS


def set_upright(page: int, text: TextPage) -> int:
    """Turn a page so that most of its writing stands upright; tell by how many quarters, clockwise.

    The page's own rotation may do so already (rotate90_attr); where the writing is turned in the page's content
    (rotated_content) nothing but the angle of its letters tells.
    """
    handle = ctypes.cast(page, pdfium.FPDF_PAGE)
    quarters = text.quarters(SETTINGS.looked_at_for_turns)
    counts = np.bincount(quarters, minlength=4)
    if 2 * counts.max() <= len(quarters):
        return 0
    own, upright = int(pdfium.FPDFPage_GetRotation(handle)) % 4, -int(counts.argmax()) % 4
    if upright != own:
        pdfium.FPDFPage_SetRotation(handle, upright)
    return (upright - own) % 4


def laid_back(block: TextLine | Grid, turns: int, size: PageSize) -> TextLine | Grid:
    """Return a block with its boxes where they stand on the page as it is displayed.

    Parameters
    ----------
    block : TextLine or Grid
        As read from the page that was turned.
    turns : int
        By how many quarters it was turned clockwise.
    size : PageSize
        The size of the page so turned.

    Examples
    --------
    >>> laid_back(TextLine("规章", 1, Box(10, 20, 30, 25)), 1, PageSize(612, 792)).box
    Box(x0=20, top=582, x1=25, bottom=602)
    """
    if isinstance(block, TextLine):
        return block._replace(box=_back(block.box, turns, size))
    cells = tuple(cell._replace(box=_back(cell.box, turns, size)) for cell in block.cells)
    box = _back(block.box, turns, size)
    return Grid(cells, block.n_rows, block.n_columns, block.page, box, block.column_edges, block.method, block.ragged)


def _back(box: Box | None, turns: int, size: PageSize) -> Box | None:
    """Turn a box back by one quarter after another."""
    width, height = size
    for _ in range(turns if box is not None else 0):
        assert box is not None
        box = Box(box.top, width - box.x1, box.bottom, width - box.x0)
        width, height = height, width
    return box
