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
from govreports.sources.pdf.drawn import has_text_in_forms
from govreports.sources.pdf.pdfium import Display, TextPage, page_size
from govreports.sources.pdf.rendered import Pixels, rendered
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
        unlike += [
            (number, *digit_unlike) for digit_unlike in _on_page(ctypes.cast(page, ctypes.c_void_p).value or 0, boxes)
        ]
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    counts = Counter(digit for _, _, digit in unlike)
    return [(page, area) for page, area, digit in unlike if counts[digit] >= SETTINGS.lying_glyphs]


def _on_page(page: int, areas: Sequence[Box]) -> list[tuple[int, str]]:
    if not page or has_text_in_forms(page):  # within forms boxes may be those of another space
        return []
    text = TextPage(page)
    try:
        codes = text.codes()
        digits = np.flatnonzero((codes >= ord("0")) & (codes <= ord("9")))
        boxes = Display(page).boxes(text.glyph_boxes(digits.tolist()))
    finally:
        text.close()
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    within = [
        (place, i)
        for place, area in enumerate(areas)
        for i in np.flatnonzero((x > area.x0) & (x < area.x1) & (y > area.top) & (y < area.bottom)).tolist()
    ]
    if not within:
        return []
    shown = np.maximum(boxes * (SETTINGS.shape_dpi / 72), 0).astype(np.int64)
    shown[:, 2:] += 1
    looked = shown[[i for _, i in within]]
    part = Pixels(*looked[:, :2].min(axis=0).tolist(), *looked[:, 2:].max(axis=0).tolist())
    picture = rendered(page, page_size(page), SETTINGS.shape_dpi, part)
    unlike = []
    for place, i in within:
        x0, top, x1, bottom = (shown[i] - [part.left, part.top, part.left, part.top]).tolist()
        glyph = picture[top:bottom, x0:x1].min(axis=2) < SETTINGS.shape_dark_of_255
        digit = chr(int(codes[digits[i]]))
        if glyph.any() and not may_be(digit, glyph):
            unlike.append((place, digit))
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
    ground = np.ones((rows[-1] - rows[0] + 3, glyph.shape[1] + 2), dtype=np.uint8)
    ground[1:-1, 1:-1] = ~glyph[rows[0] : rows[-1] + 1]
    count, _, stats, centres = cv2.connectedComponentsWithStats(ground, connectivity=4)
    height = ground.shape[0] - 2
    return [
        (float(centres[k][1]) - 0.5) / height - 0.5
        for k in range(2, count)
        if stats[k, cv2.CC_STAT_AREA] >= max(2.0, SETTINGS.enclosed_share * ground.size)
    ]
