"""Boxes of characters within form XObjects: pdfium leaves those of some Type 3 glyphs in the form's own space.

A browser that prints with a scale, and every tool that puts two or four pages on a sheet, draws whole pages as forms.
There pdfium gives 行, 文 or 一 (Type 3 glyphs of Chromium) the place that they have within the form, and the height of
their strokes. The text object's matrix is known in both spaces, so the way from one to the other is too.
"""

from __future__ import annotations

import ctypes
from collections.abc import Container

import numpy as np
import pypdfium2.raw as pdfium

from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.pdfium import _INT, _POINTER, _bind
from govreports.sources.pdf.settings import SETTINGS

_object = _bind(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_origin = _bind(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_matrix = _bind(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_own_matrix = _bind(pdfium.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
_size = _bind(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)


def lift_from_forms(text: int, boxes: Floats, on_page: Container[int]) -> list[int]:
    """Set right, in place, the boxes that pdfium left in a form's own space.

    Parameters
    ----------
    text : address of a pdfium text page
    boxes : ndarray, shape (n, 4)
        Left, top, right, bottom of its characters in PDF coordinates (y upwards).
    on_page : container of int
        Addresses of the text objects that stand on the page itself.

    Returns
    -------
    list of int
        The characters whose boxes were set right.
    """
    lifted = []
    numbers = np.zeros(14)
    at = numbers.ctypes.data
    matrices = np.zeros((2, 6), dtype=np.float32)
    for i in range(len(boxes)):
        shape = _object(text, i)
        if not shape or shape in on_page:
            continue
        _matrix(text, i, matrices.ctypes.data)
        _own_matrix(shape, matrices.ctypes.data + 24)
        shown, own = _affine(matrices[0]), _affine(matrices[1])
        if np.abs(shown - own).max() < SETTINGS.same_matrix_pt or abs(np.linalg.det(own)) < 1e-9:
            continue
        _origin(text, i, at, at + 8)
        point = np.array([numbers[0], numbers[1], 1.0])
        inward = np.linalg.inv(own)
        if _strayed(np.linalg.inv(shown) @ point) <= _strayed(inward @ point):
            continue  # its place is given on the page
        left, top, right, bottom = boxes[i]
        corners = inward @ np.array([[left, right], [top, bottom], [1.0, 1.0]])
        size = _size(text, i)
        xs, ys = corners[0], np.array([-SETTINGS.descent_em, 1 - SETTINGS.descent_em]) * size
        placed = shown @ np.array([[xs[0], xs[1], xs[0], xs[1]], [ys[0], ys[0], ys[1], ys[1]], [1.0] * 4])
        boxes[i] = placed[0].min(), placed[1].max(), placed[0].max(), placed[1].min()
        lifted.append(i)
    return lifted


def _strayed(point: Floats) -> tuple[float, float]:
    """Return how far a point lies from where the writing of its own space runs: on y = 0, rightwards from x = 0."""
    x, y = float(point[0]), float(point[1])
    return round(abs(y)), -10 * x if x < -1 else x


def _affine(six: np.ndarray[tuple[int], np.dtype[np.float32]]) -> Floats:
    a, b, c, d, e, f = six.astype(float)
    return np.array([[a, c, e], [b, d, f], [0.0, 0.0, 1.0]])
