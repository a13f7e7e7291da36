"""Determine, without rendering, whether a page's digits may not all be plain to see, so that it is worth a look."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from govreports.sources.pdf.drawn import Drawn
from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.objects import Rect, clip_of, has_clip
from govreports.sources.pdf.pdfium import _INT, _POINTER, TextPage, _bind
from govreports.sources.pdf.settings import SETTINGS

_mode = _bind(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
_count_marks = _bind(pdfium.FPDFPageObj_CountMarks, _INT, _POINTER)
_get_mark = _bind(pdfium.FPDFPageObj_GetMark, _POINTER, _POINTER, ctypes.c_ulong)
_mark_name = _bind(pdfium.FPDFPageObjMark_GetName, _INT, _POINTER, _POINTER, ctypes.c_ulong, _POINTER)

_FILLED = {pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE}
_LAYER = "OC"  # the name of a mark by which a layer holds an object


def looks_doubtful(text: TextPage, drawn: Drawn, boxes: Floats, digits: NDArray[np.int64]) -> bool:
    """Return whether anything on the page may hide a digit, or make it look other than it is.

    Parameters
    ----------
    text : TextPage
        The page's text.
    drawn : Drawn
        What the page draws.
    boxes : ndarray, shape (n, 4)
        Left, top, right, bottom of its characters in PDF coordinates (y upwards).
    digits : ndarray of int
        The characters in question.
    """
    if not len(digits):
        return False
    shapes = text.objects(digits.tolist())
    if drawn.texts_inside and not set(shapes) <= set(drawn.texts):
        return True  # a form may be clipped, hidden or scaled as a whole
    colours = text.colours(digits.tolist())
    if (colours[:, :3] > SETTINGS.plain_ink_of_255).any() or (colours[:, 3] < SETTINGS.full_of_255).any():
        return True
    if _crushed(boxes[digits]) or _overlapping(boxes[digits]) or _on_fills(boxes[digits], drawn):
        return True
    return _covered(shapes, boxes[digits], drawn) or _unusual(shapes, boxes[digits])


def _crushed(boxes: Floats) -> bool:
    width, height = np.abs(boxes[:, 2] - boxes[:, 0]), np.abs(boxes[:, 1] - boxes[:, 3])
    low, high = np.minimum(width, height), np.maximum(width, height)
    return bool((high < SETTINGS.least_digit_pt).any() or (low < SETTINGS.narrow_digit_share * high).any())


def _overlapping(boxes: Floats) -> bool:
    """Return whether two digits stand one over the other."""
    order = np.lexsort((boxes[:, 0], np.round(boxes[:, 3])))
    left, right, bottom = boxes[order, 0], boxes[order, 2], boxes[order, 3]
    step = left[1:] - left[:-1]
    over = (np.abs(np.diff(bottom)) < 3) & (step < 0.5 * (right - left)[:-1]) & (step >= 0)
    return bool(over.any())


def _on_fills(boxes: Floats, drawn: Drawn) -> bool:
    return bool(_meet(boxes, drawn.dark).any())


def _covered(shapes: list[int], boxes: Floats, drawn: Drawn) -> bool:
    """Return whether an area or a picture was drawn over a digit."""
    covers = [*drawn.covers, *((picture.area, picture.over) for picture in drawn.pictures if picture.over)]
    meet = _meet(boxes, [area for area, _ in covers])
    if not meet.any():
        return False
    order = {shape: number for number, shape in enumerate(drawn.texts)}
    drawn_at = np.array([order.get(shape, 0) for shape in shapes])
    over = np.array([over for _, over in covers])
    return bool((meet & (drawn_at[:, None] < over)).any())


def _meet(boxes: Floats, areas: Sequence[Rect]) -> NDArray[np.bool_]:
    """Determine which boxes (rows) have a part in which areas (columns)."""
    left, bottom, right, top = np.array(areas, dtype=np.float64).reshape(-1, 4).T
    meet: NDArray[np.bool_] = (
        (boxes[:, :1] < right) & (boxes[:, 2:3] > left) & (boxes[:, 3:] < top) & (boxes[:, 1:2] > bottom)
    )
    return meet


def _unusual(shapes: list[int], boxes: Floats) -> bool:
    """Return whether a text is of no colour or on a layer, or a clip cuts a digit."""
    own = list(dict.fromkeys(shapes))
    if not set(map(_mode, own)) <= _FILLED or any(map(_on_layer, _having(_count_marks, own))):
        return True
    clipped = {shape: clip_of(shape) for shape in own if has_clip(shape)}
    return any(
        area is not None and _cuts(area, box)
        for area, box in ((clipped.get(shape), box) for shape, box in zip(shapes, boxes.tolist(), strict=True))
        if area is not None
    )


def _having(count: Callable[..., int], shapes: list[int]) -> list[int]:
    return [shape for shape, number in zip(shapes, map(count, shapes), strict=True) if number > 0]


def _cuts(area: Rect, box: Sequence[float]) -> bool:
    """Return whether a clip cuts what can be the ink of a digit; its box reaches above and below the ink."""
    left, top, right, bottom = box
    spare = (top - bottom) / 4
    return (
        left < area.left - SETTINGS.clip_cut_pt
        or right > area.right + SETTINGS.clip_cut_pt
        or top - spare > area.top
        or bottom + spare < area.bottom
    )


def _on_layer(shape: int) -> bool:
    name, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    for number in range(_count_marks(shape)):
        _mark_name(_get_mark(shape, number), ctypes.addressof(name), 64, ctypes.addressof(length))
        if name.raw[: max(0, length.value - 2)].decode("utf-16-le", "replace") == _LAYER:
            return True
    return False
