"""Render a loaded page as it is displayed."""

from __future__ import annotations

import ctypes

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from govreports.sources.document import PageSize


def rendered(page: int, size: PageSize, dpi: float) -> NDArray[np.uint8]:
    """Render a page in RGB, shape (H, W, 3).

    Parameters
    ----------
    page : address of a loaded pdfium page
    size : PageSize
        Its size in points.
    dpi : float
        Pixels per inch.
    """
    width, height = max(1, round(size.width * dpi / 72)), max(1, round(size.height * dpi / 72))
    bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        handle = ctypes.cast(page, pdfium.FPDF_PAGE)
        pdfium.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * (stride * height)))
        pixels = np.frombuffer(buffer.contents, dtype=np.uint8).reshape(height, stride // 4, 4)[:, :width]
        return np.ascontiguousarray(pixels[:, :, 2::-1])
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
