"""Read what a page draws: strokes and fills as segments and rectangles, through form XObjects and clips.

A path may hold one rule, one rectangle, or the rules of a whole table; so its segments are read, not only its bounds.
White strokes and fills are paper: hongze_2023 covers every page with over a hundred of them.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from govreports.sources.pdf.pdfium import _INT, _POINTER, _bind

_count = _bind(pdfium.FPDFPage_CountObjects, _INT, _POINTER)
_get = _bind(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
_form_count = _bind(pdfium.FPDFFormObj_CountObjects, _INT, _POINTER)
_form_get = _bind(pdfium.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
_type = _bind(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
_matrix = _bind(pdfium.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
_bounds = _bind(pdfium.FPDFPageObj_GetBounds, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_mode = _bind(pdfium.FPDFPath_GetDrawMode, _INT, _POINTER, _POINTER, _POINTER)
_fill = _bind(pdfium.FPDFPageObj_GetFillColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_stroke = _bind(pdfium.FPDFPageObj_GetStrokeColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_segments = _bind(pdfium.FPDFPath_CountSegments, _INT, _POINTER)
_segment = _bind(pdfium.FPDFPath_GetPathSegment, _POINTER, _POINTER, _INT)
_point = _bind(pdfium.FPDFPathSegment_GetPoint, _INT, _POINTER, _POINTER, _POINTER)
_kind = _bind(pdfium.FPDFPathSegment_GetType, _INT, _POINTER)
_close = _bind(pdfium.FPDFPathSegment_GetClose, _INT, _POINTER)
_clip = _bind(pdfium.FPDFPageObj_GetClipPath, _POINTER, _POINTER)
_clip_paths = _bind(pdfium.FPDFClipPath_CountPaths, _INT, _POINTER)
_clip_segments = _bind(pdfium.FPDFClipPath_CountPathSegments, _INT, _POINTER, _INT)
_clip_segment = _bind(pdfium.FPDFClipPath_GetPathSegment, _POINTER, _POINTER, _INT, _INT)

_transparent = _bind(pdfium.FPDFPageObj_HasTransparency, _INT, _POINTER)
_pixels = _bind(pdfium.FPDFImageObj_GetImagePixelSize, _INT, _POINTER, _POINTER, _POINTER)

_INCH = 72.0  # points
_WHITE = 250  # of 255, in every channel
_THIN = 3.0  # points: a filled rectangle no thicker than this is a rule
_SLANT = 0.03  # of a right angle's tangent: a smaller slope is a scanner's
_NEST = 8  # form XObjects within form XObjects


class Rect(NamedTuple):
    """An area in PDF coordinates (y upwards)."""

    left: float
    bottom: float
    right: float
    top: float


class Picture(NamedTuple):
    """An image: the area that it covers, its pixels per inch there, and how many texts it was drawn over."""

    area: Rect
    resolution: float
    over: int = 0


@dataclass(slots=True)
class Drawn:
    """What a page draws, in PDF coordinates (y upwards).

    Attributes
    ----------
    strokes : list of Rect
        Stroked segments and thin filled areas, as the area that they cover.
    fills : list of Rect
        Filled areas that are not white.
    pictures : list of Picture
        Images.
    texts : list of int
        Addresses of the text objects that stand on the page itself.
    texts_inside : int
        How many text objects stand within form XObjects.
    slanted_inside : bool
        Whether any of those runs at an angle.
    """

    strokes: list[Rect] = field(default_factory=list)
    fills: list[Rect] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    texts_inside: int = 0
    slanted_inside: bool = False

    def slanted(self) -> bool:
        """Return whether any text runs at an angle, as a watermark's or a stamp's does; the page must be loaded."""
        ways = np.zeros((len(self.texts), 6), dtype=np.float32)
        start = ways.ctypes.data
        for i, text in enumerate(self.texts):
            _matrix(text, start + 24 * i)
        level, rise = np.abs(ways[:, 0]), np.abs(ways[:, 1])
        return self.slanted_inside or bool((np.minimum(level, rise) > _SLANT * np.maximum(level, rise)).any())


class _Matrix(NamedTuple):
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def of(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: _Matrix) -> _Matrix:
        """Return the matrix that applies `inner` first."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return _Matrix(a, b, c, d, *self.of(inner.e, inner.f))

    def rect(self, area: Rect) -> Rect:
        corners = [self.of(x, y) for x in (area.left, area.right) for y in (area.bottom, area.top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Rect(min(xs), min(ys), max(xs), max(ys))


class _Registers:
    """Memory that pdfium writes its answers to, made once."""

    def __init__(self) -> None:
        self.floats = (ctypes.c_float * 6)()
        self.at = [ctypes.addressof(self.floats) + 4 * i for i in range(6)]
        self.whole = (ctypes.c_uint * 4)()
        self.whole_at = [ctypes.addressof(self.whole) + 4 * i for i in range(4)]


_registers = _Registers()


def drawn_on(page: int) -> Drawn:
    """Read everything that a page draws, apart from its text.

    Parameters
    ----------
    page : address of a loaded pdfium page
    """
    found = Drawn()
    text, paper = pdfium.FPDF_PAGEOBJ_TEXT, _Matrix()
    for i in range(_count(page)):
        shape = _get(page, i)
        if _type(shape) == text:  # far the most
            found.texts.append(shape)
        else:
            _add(found, shape, paper, 0)
    return found


def _add(found: Drawn, shape: int, matrix: _Matrix, depth: int) -> None:
    kind = _type(shape)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        found.texts_inside += 1
        way = matrix.after(_matrix_of(shape))
        found.slanted_inside |= min(abs(way.a), abs(way.b)) > _SLANT * max(abs(way.a), abs(way.b))
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        _add_path(found, shape, matrix)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        area = matrix.rect(_area(shape))
        _pixels(shape, *_registers.whole_at[:2])
        covered = max(1.0, (area.right - area.left) * (area.top - area.bottom))
        pixels = _registers.whole[0] * _registers.whole[1]
        over = 0 if _transparent(shape) else len(found.texts)
        found.pictures.append(Picture(area, _INCH * math.sqrt(pixels / covered), over))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _NEST:
        inner = matrix.after(_matrix_of(shape))
        for i in range(_form_count(shape)):
            _add(found, _form_get(shape, i), inner, depth + 1)


def _add_path(found: Drawn, path: int, matrix: _Matrix) -> None:
    _mode(path, _registers.whole_at[0], _registers.whole_at[1])
    filled, stroked = bool(_registers.whole[0]), bool(_registers.whole[1])
    filled = filled and _visible(_fill, path)
    stroked = stroked and _visible(_stroke, path)
    if not filled and not stroked:
        return
    clip = _clip_of(path, matrix)
    full = matrix.after(_matrix_of(path))
    for points in _outlines(path, full):
        if stroked:
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                _keep(found.strokes, Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), clip)
        elif len(points) > 2:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            area = Rect(min(xs), min(ys), max(xs), max(ys))
            thin = min(area.right - area.left, area.top - area.bottom) <= _THIN
            _keep(found.strokes if thin else found.fills, area, clip)


def _keep(areas: list[Rect], area: Rect, clip: Rect | None) -> None:
    if clip is not None:
        area = Rect(
            max(area.left, clip.left),
            max(area.bottom, clip.bottom),
            min(area.right, clip.right),
            min(area.top, clip.top),
        )
        if area.left > area.right + _THIN or area.bottom > area.top + _THIN:
            return
    areas.append(area)


def _area(shape: int) -> Rect:
    _bounds(shape, *_registers.at[:4])
    left, bottom, right, top = _registers.floats[:4]
    return Rect(left, bottom, right, top)


def _matrix_of(shape: int) -> _Matrix:
    _matrix(shape, _registers.at[0])
    return _Matrix(*_registers.floats)


def _visible(colour: object, shape: int) -> bool:
    if not colour(shape, *_registers.whole_at):  # type: ignore[operator]
        return True
    red, green, blue, alpha = _registers.whole
    return alpha > 0 and min(red, green, blue) < _WHITE


def _outlines(path: int, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """Return each run of straight segments as its points; a closed one ends where it began.

    A curve ends a run: the sides of a stamp's circle are no rules.
    """
    points: list[tuple[float, float]] = []
    bent = 0
    for i in range(_segments(path)):
        segment = _segment(path, i)
        kind = _kind(segment)
        bent = bent + 1 if kind == pdfium.FPDF_SEGMENT_BEZIERTO else 0
        if bent % 3:  # a control point
            continue
        _point(segment, _registers.at[0], _registers.at[1])
        point = matrix.of(_registers.floats[0], _registers.floats[1])
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(point)
        if _close(segment) and points[0] != point:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _clip_of(path: int, matrix: _Matrix) -> Rect | None:
    """Return the area that clips leave of a path, None where nothing clips it."""
    clip = _clip(path)
    if not clip:
        return None
    area: Rect | None = None
    for i in range(max(0, _clip_paths(clip))):
        xs, ys = [], []
        for j in range(_clip_segments(clip, i)):
            _point(_clip_segment(clip, i, j), _registers.at[0], _registers.at[1])
            xs.append(_registers.floats[0])
            ys.append(_registers.floats[1])
        if not xs:
            continue
        one = matrix.rect(Rect(min(xs), min(ys), max(xs), max(ys)))
        area = (
            one
            if area is None
            else Rect(
                max(area.left, one.left),
                max(area.bottom, one.bottom),
                min(area.right, one.right),
                min(area.top, one.top),
            )
        )
    return area
