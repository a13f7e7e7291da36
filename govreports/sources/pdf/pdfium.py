"""Read a page's ink through pdfium's raw interface.

pypdfium2's helpers cost more than the reading itself, so the few functions that are called once a character or once
a drawn object are bound here with plain addresses as arguments (a third of the time of typed pointers).
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from govreports.sources.document import PageSize
from govreports.sources.pdf.ink import Floats, median_of
from govreports.sources.pdf.settings import SETTINGS

_POINTER, _INT, _UINT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint


def _bind(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, _POINTER).value or 0)


_text_range = _bind(pdfium.FPDFText_GetText, _INT, _POINTER, _INT, _INT, _POINTER)
_unicode = _bind(pdfium.FPDFText_GetUnicode, _UINT, _POINTER, _INT)
_loose_box = _bind(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_tight_box = _bind(pdfium.FPDFText_GetCharBox, _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)

_object = _bind(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_angle = _bind(pdfium.FPDFText_GetCharAngle, ctypes.c_float, _POINTER, _INT)
_colour = _bind(pdfium.FPDFText_GetFillColor, _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)

_LRBT = (0, 2, 3, 1)  # pdfium gives left, right, bottom, top; here boxes are left, top, right, bottom


class TextPage:
    """The characters of a page.

    Parameters
    ----------
    page : address of a loaded pdfium page
    """

    def __init__(self, page: int) -> None:
        self._handle = pdfium.FPDFText_LoadPage(ctypes.cast(page, pdfium.FPDF_PAGE))
        self.address = ctypes.cast(self._handle, _POINTER).value or 0
        self.count = max(0, pdfium.FPDFText_CountChars(self._handle))

    def close(self) -> None:
        """Free pdfium's text page."""
        pdfium.FPDFText_ClosePage(self._handle)

    def codes(self) -> NDArray[np.uint32]:
        """Return the code point of every character, in the order of the file."""
        units = np.zeros(self.count + 1, dtype=np.uint16)
        written = _text_range(self.address, 0, self.count, units.ctypes.data)
        if written == self.count + 1 and not np.any((units >= 0xD800) & (units < 0xE000)):
            return units[:-1].astype(np.uint32)
        # pdfium left characters out of the running text, or wrote some as surrogate pairs: ask for each.
        return np.array([_unicode(self.address, i) for i in range(self.count)], dtype=np.uint32)

    def boxes(self) -> Floats:
        """Return left, top, right, bottom of every character in PDF coordinates (y upwards), shape (n, 4).

        The boxes are as high as the font, so that a comma stands on the line of its number. For vertical fonts
        pdfium gives them in the wrong size (hongze_2023: 199 points); those are replaced by the boxes of the glyphs.
        """
        bounds = np.zeros((self.count, 4), dtype=np.float32)
        address = bounds.ctypes.data
        places = range(address, address + bounds.nbytes, 16)
        deque(map(_loose_box, repeat(self.address), range(self.count), places), maxlen=0)
        boxes = bounds.astype(np.float64)
        height = np.abs(boxes[:, 1] - boxes[:, 3])
        if np.any(height):
            huge = np.flatnonzero(height > SETTINGS.huge_times * median_of(height[height > 0]))
            boxes[huge] = self.glyph_boxes(huge.tolist())
        return boxes

    def angles(self) -> Floats:
        """Return the angle of every character's line of writing in radians, shape (n,)."""
        return np.array([_angle(self.address, i) for i in range(self.count)])

    def quarters(self, most: int) -> NDArray[np.int64]:
        """Return by how many quarters the lines of writing are turned (0 to 3), of so many characters at most."""
        looked = range(0, self.count, max(1, self.count // most))
        return np.round([_angle(self.address, i) / (np.pi / 2) for i in looked]).astype(np.int64) % 4

    def colours(self, indices: list[int]) -> NDArray[np.uint32]:
        """Return red, green, blue and alpha (0 to 255) of some characters, shape (n, 4)."""
        levels = np.zeros((len(indices), 4), dtype=np.uint32)
        first, size = levels.ctypes.data, levels.nbytes
        channels = (range(first + 4 * channel, first + 4 * channel + size, 16) for channel in range(4))
        deque(map(_colour, repeat(self.address), indices, *channels), maxlen=0)
        return levels

    def objects(self, indices: list[int]) -> list[int]:
        """Return the address of the text object of some characters, 0 for a blank that pdfium added."""
        return [shape or 0 for shape in map(_object, repeat(self.address), indices)]

    def glyph_boxes(self, indices: Sequence[int] | None = None) -> Floats:
        """Return left, top, right, bottom of the ink of some characters, or of all (y upwards), shape (n, 4)."""
        asked = range(self.count) if indices is None else indices
        bounds = np.zeros((len(asked), 4))
        sides = (
            range(bounds.ctypes.data + 8 * side, bounds.ctypes.data + 8 * side + bounds.nbytes, 32) for side in _LRBT
        )
        deque(map(_tight_box, repeat(self.address), asked, *sides), maxlen=0)
        return bounds


def page_size(page: int) -> PageSize:
    """Return the size of the page as it is displayed, in points."""
    handle = ctypes.cast(page, pdfium.FPDF_PAGE)
    return PageSize(pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle))


class Display:
    """Turns PDF coordinates (y upwards, before rotation and crop) into points of the displayed page."""

    def __init__(self, page: int) -> None:
        handle = ctypes.cast(page, pdfium.FPDF_PAGE)
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(handle, box)
        self._left, self._right = min(box.left, box.right), max(box.left, box.right)
        self._bottom, self._top = min(box.bottom, box.top), max(box.bottom, box.top)
        self._turns = pdfium.FPDFPage_GetRotation(handle) % 4

    def boxes(self, ltrb: Floats) -> Floats:
        """Turn left, top, right, bottom (n, 4) into x0, top, x1, bottom of the displayed page."""
        left, right = ltrb[:, 0] - self._left, ltrb[:, 2] - self._left
        down0, down1 = self._top - ltrb[:, 1], self._top - ltrb[:, 3]
        width, height = self._right - self._left, self._top - self._bottom
        x, y = {
            0: ((left, right), (down0, down1)),
            1: ((height - down0, height - down1), (left, right)),
            2: ((width - left, width - right), (height - down0, height - down1)),
            3: ((down0, down1), (width - left, width - right)),
        }[self._turns]
        return np.stack((np.minimum(*x), np.minimum(*y), np.maximum(*x), np.maximum(*y)), axis=1)
