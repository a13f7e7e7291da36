"""Pages whose writing lies on its side or upside down: they are read as they would stand, and boxes laid back."""

from __future__ import annotations

import ctypes

import numpy as np
import pypdfium2.raw as pdfium

from govreports.sources.document import Box, Turned
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


def laid_back(box: Box, turned: Turned) -> Box:
    """Return a rectangle of a page that was turned where it stands on the page as it is displayed.

    Examples
    --------
    >>> from govreports.sources.document import PageSize
    >>> laid_back(Box(10, 20, 30, 25), Turned(1, PageSize(612, 792)))
    Box(x0=20, top=582, x1=25, bottom=602)
    """
    width, height = turned.size
    for _ in range(turned.quarters):
        box = Box(box.top, width - box.x1, box.bottom, width - box.x0)
        width, height = height, width
    return box
