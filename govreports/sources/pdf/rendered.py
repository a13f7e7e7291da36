"""Render a loaded page as it is displayed."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from govreports.sources.document import PageSize


class Pixels(NamedTuple):
    """A part of a rendered page: its first pixels, and those after its last."""

    left: int
    top: int
    right: int
    bottom: int


def rendered(page: int, size: PageSize, dpi: float, part: Pixels | None = None) -> NDArray[np.uint8]:
    """Render a page in RGB, shape (H, W, 3).

    Parameters
    ----------
    page : address of a loaded pdfium page
    size : PageSize
        Its size in points.
    dpi : float
        Pixels per inch.
    part : Pixels, optional
        The part that is wanted; the same pixels as in the whole page, at its share of the time.
    """
    whole = Pixels(0, 0, max(1, round(size.width * dpi / 72)), max(1, round(size.height * dpi / 72)))
    left, top, right, bottom = part or whole
    width, height = right - left, bottom - top
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        handle = ctypes.cast(page, pdfium.FPDF_PAGE)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER  # red first: turned by NumPy it takes as long again
        pdfium.FPDF_RenderPageBitmap(bitmap, handle, -left, -top, whole.right, whole.bottom, 0, flags)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * (stride * height)))
        pixels = np.frombuffer(buffer.contents, dtype=np.uint8).reshape(height, stride)[:, : 3 * width]
        return pixels.reshape(height, width, 3).copy()
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
