"""An object that a page draws: its matrix, the area that it covers, and what clips leave of it."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import pypdfium2.raw as pdfium

from govreports.sources.affine import Affine
from govreports.sources.pdf.pdfium import _INT, _POINTER, _bind

get_matrix = _bind(pdfium.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
_bounds = _bind(pdfium.FPDFPageObj_GetBounds, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
point_of = _bind(pdfium.FPDFPathSegment_GetPoint, _INT, _POINTER, _POINTER, _POINTER)
get_clip = _bind(pdfium.FPDFPageObj_GetClipPath, _POINTER, _POINTER)
count_clips = _bind(pdfium.FPDFClipPath_CountPaths, _INT, _POINTER)
_clip_segments = _bind(pdfium.FPDFClipPath_CountPathSegments, _INT, _POINTER, _INT)
_clip_segment = _bind(pdfium.FPDFClipPath_GetPathSegment, _POINTER, _POINTER, _INT, _INT)


class Rect(NamedTuple):
    """An area in PDF coordinates (y upwards)."""

    left: float
    bottom: float
    right: float
    top: float


PAPER = Affine()


class _Registers:
    """Memory that pdfium writes its answers to, made once."""

    def __init__(self) -> None:
        self.floats = (ctypes.c_float * 6)()
        self.at = [ctypes.addressof(self.floats) + 4 * i for i in range(6)]
        self.whole = (ctypes.c_uint * 4)()
        self.whole_at = [ctypes.addressof(self.whole) + 4 * i for i in range(4)]


registers = _Registers()


def area_of(shape: int) -> Rect:
    """Return the area that an object covers, before its form's matrix."""
    _bounds(shape, *registers.at[:4])
    left, bottom, right, top = registers.floats[:4]
    return Rect(left, bottom, right, top)


def matrix_of(shape: int) -> Affine:
    """Return an object's own matrix."""
    get_matrix(shape, registers.at[0])
    return Affine(*registers.floats)


def has_clip(shape: int) -> bool:
    """Return whether a clip may leave less of a shape than it draws."""
    return bool(count_clips(get_clip(shape) or 0) > 0)


def clip_of(shape: int, matrix: Affine = PAPER) -> Rect | None:
    """Return the area that clips leave of a shape, None where nothing clips it."""
    clip = get_clip(shape)
    if not clip:
        return None
    area: Rect | None = None
    for i in range(max(0, count_clips(clip))):
        xs, ys = [], []
        for j in range(_clip_segments(clip, i)):
            point_of(_clip_segment(clip, i, j), registers.at[0], registers.at[1])
            xs.append(registers.floats[0])
            ys.append(registers.floats[1])
        if not xs:
            continue
        bounds = Rect(*matrix.box(min(xs), min(ys), max(xs), max(ys)))
        area = (
            bounds
            if area is None
            else Rect(
                max(area.left, bounds.left),
                max(area.bottom, bounds.bottom),
                min(area.right, bounds.right),
                min(area.top, bounds.top),
            )
        )
    return area
