"""Compare the digits that a PDF claims with the shapes that it draws: a lying map of characters shows 9 and says 0.

Shapes are told by what every typeface has in common: 8 encloses two areas, 0, 6 and 9 enclose one (in the middle, low
and high), 1, 2, 3, 5 and 7 none. 4 may be open or closed, and a 0 may be dotted or slashed.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Mapping, Sequence

import cv2
import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from govreports.sources.document import Box
from govreports.sources.pdf.drawn import drawn_on
from govreports.sources.pdf.pdfium import Display, TextPage, page_size
from govreports.sources.pdf.rendered import rendered
from govreports.sources.pdf.settings import SETTINGS


def digits_unlike_shapes(data: bytes, areas: Mapping[int, Sequence[Box]]) -> list[tuple[int, int]]:
    """Return the areas in which digits stand whose shape is another digit's, each as page and place in its list.

    Parameters
    ----------
    data : bytes
        The PDF; one that cannot be opened has none.
    areas : mapping of int to sequence of Box
        By page, counted from 1, where to look.
    """
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    unlike: list[tuple[int, int, str]] = []
    for number, boxes in areas.items() if document else ():
        page = pdfium.FPDF_LoadPage(document, number - 1)
        unlike += [(number, *one) for one in _on_page(ctypes.cast(page, ctypes.c_void_p).value or 0, boxes)]
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    counts = Counter(digit for _, _, digit in unlike)
    return [(page, area) for page, area, digit in unlike if counts[digit] >= SETTINGS.lying_glyphs]


def _on_page(page: int, areas: Sequence[Box]) -> list[tuple[int, str]]:
    if not page or drawn_on(page).texts_inside:  # within forms boxes may be those of another space
        return []
    text = TextPage(page)
    try:
        codes, boxes = text.codes(), Display(page).boxes(text.glyph_boxes())
    finally:
        text.close()
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    picture = rendered(page, page_size(page), SETTINGS.shape_dpi)
    unlike = []
    for place, area in enumerate(areas):
        within = digit & (x > area.x0) & (x < area.x1) & (y > area.top) & (y < area.bottom)
        for i in np.flatnonzero(within).tolist():
            x0, top, x1, bottom = boxes[i] * (SETTINGS.shape_dpi / 72)
            part = picture[max(0, int(top)) : int(bottom) + 1, max(0, int(x0)) : int(x1) + 1]
            glyph = part.min(axis=2) < SETTINGS.shape_dark_of_255  # of the whole page it takes a quarter of a second
            if glyph.any() and not may_be(chr(int(codes[i])), glyph):
                unlike.append((place, chr(int(codes[i]))))
    return unlike


def may_be(digit: str, glyph: NDArray[np.bool_]) -> bool:
    """Return whether a shape may be a digit.

    Parameters
    ----------
    digit : str
        What the file claims.
    glyph : ndarray of bool, shape (H, W)
        The shape's ink.

    Examples
    --------
    >>> import numpy as np
    >>> ring = np.ones((9, 7), dtype=bool)
    >>> ring[2:4, 2:5] = False
    >>> may_be("9", ring), may_be("6", ring), may_be("0", ring), may_be("1", ring)
    (True, False, False, False)
    """
    levels = _enclosed(glyph)
    if digit in "12357":
        return not levels
    if digit == "4":
        return len(levels) <= 1
    if digit == "8":
        return len(levels) == 2
    if digit == "0":
        return len(levels) > 1 or (len(levels) == 1 and abs(levels[0]) < SETTINGS.enclosed_middle_em)
    return len(levels) == 1 and (levels[0] > 0 if digit == "6" else levels[0] < 0)


def _enclosed(glyph: NDArray[np.bool_]) -> list[float]:
    """Return how far below the glyph's middle each area lies that its ink encloses, in parts of its height."""
    rows = np.flatnonzero(glyph.any(axis=1))
    ground = np.pad(~glyph[rows[0] : rows[-1] + 1], 1, constant_values=True).astype(np.uint8)
    count, _, stats, centres = cv2.connectedComponentsWithStats(ground, connectivity=4)
    height = ground.shape[0] - 2
    return [
        (float(centres[k][1]) - 0.5) / height - 0.5
        for k in range(2, count)
        if stats[k, cv2.CC_STAT_AREA] >= max(2.0, SETTINGS.enclosed_share * ground.size)
    ]
