"""Read what a page draws: strokes and fills as segments and rectangles, through form XObjects and clips.

A path may hold one rule, one rectangle, or the rules of a whole table; so its segments are read, not only its bounds.
White strokes and fills are paper: hongze_2023 covers every page with over a hundred of them.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from govreports.sources.affine import Affine
from govreports.sources.pdf.objects import (
    PAPER,
    Rect,
    area_of,
    clip_of,
    get_matrix,
    matrix_of,
    point_of,
    registers,
)
from govreports.sources.pdf.pdfium import _INT, _POINTER, _bind
from govreports.sources.pdf.settings import SETTINGS

_count = _bind(pdfium.FPDFPage_CountObjects, _INT, _POINTER)
_get = _bind(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
_form_count = _bind(pdfium.FPDFFormObj_CountObjects, _INT, _POINTER)
_form_get = _bind(pdfium.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
_type = _bind(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
_mode = _bind(pdfium.FPDFPath_GetDrawMode, _INT, _POINTER, _POINTER, _POINTER)
_fill = _bind(pdfium.FPDFPageObj_GetFillColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_stroke = _bind(pdfium.FPDFPageObj_GetStrokeColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_segments = _bind(pdfium.FPDFPath_CountSegments, _INT, _POINTER)
_segment = _bind(pdfium.FPDFPath_GetPathSegment, _POINTER, _POINTER, _INT)
_kind = _bind(pdfium.FPDFPathSegment_GetType, _INT, _POINTER)
_close = _bind(pdfium.FPDFPathSegment_GetClose, _INT, _POINTER)

_transparent = _bind(pdfium.FPDFPageObj_HasTransparency, _INT, _POINTER)
_pixels = _bind(pdfium.FPDFImageObj_GetImagePixelSize, _INT, _POINTER, _POINTER, _POINTER)

_INCH = 72.0  # points
_WHITE = 255
_NEST = 8  # form XObjects within form XObjects


class Picture(NamedTuple):
    """An image: the area that it covers, its pixels per inch there, and how many texts it was drawn over."""

    area: Rect
    resolution: float
    over: int = 0


class Cover(NamedTuple):
    """An area that was filled over so many texts."""

    area: Rect
    over: int


@dataclass(slots=True)
class Drawn:
    """What a page draws, in PDF coordinates (y upwards)."""

    # Stroked segments and thin filled areas, as the area that they cover
    strokes: list[Rect] = field(default_factory=list)
    fills: list[Rect] = field(default_factory=list)  # filled areas that are not white
    dark: list[Rect] = field(default_factory=list)  # those of them on which plain ink may not show
    # Areas of any colour, white too, that were filled after some of the text
    covers: list[Cover] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)  # images
    # Small pictures and outlines that are no rectangle: each may be a digit
    figures: list[Rect] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)  # addresses of the text objects that stand on the page itself
    texts_inside: int = 0  # how many text objects stand within form XObjects
    slanted_inside: bool = False  # whether any of those runs at an angle
    patterned: bool = False  # whether the file may paint patterns and shadings, which nothing above tells of

    def slanted(self) -> bool:
        """Return whether any text runs at an angle, as a watermark's or a stamp's does; the page must be loaded."""
        ways = np.zeros((len(self.texts), 6), dtype=np.float32)
        start = ways.ctypes.data
        deque(map(get_matrix, self.texts, range(start, start + ways.nbytes, 24)), maxlen=0)
        level, rise = np.abs(ways[:, 0]), np.abs(ways[:, 1])
        return self.slanted_inside or bool(
            (np.minimum(level, rise) > SETTINGS.slant_radians * np.maximum(level, rise)).any()
        )


def drawn_on(page: int) -> Drawn:
    """Read everything that a page draws, apart from its text.

    Parameters
    ----------
    page : address of a loaded pdfium page
    """
    drawn = Drawn()
    text = pdfium.FPDF_PAGEOBJ_TEXT
    shapes = list(map(_get, itertools.repeat(page), range(_count(page))))
    for shape, kind in zip(shapes, map(_type, shapes), strict=True):
        if kind == text:  # far the most
            drawn.texts.append(shape)
        else:
            _add(drawn, shape, PAPER, 0)
    return drawn


def has_text_in_forms(page: int) -> bool:
    """Return whether text stands within form XObjects of a page."""
    kinds = map(_type, map(_get, itertools.repeat(page), range(_count(page))))
    return pdfium.FPDF_PAGEOBJ_FORM in kinds and drawn_on(page).texts_inside > 0


def _add(drawn: Drawn, shape: int, matrix: Affine, depth: int) -> None:
    kind = _type(shape)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        drawn.texts_inside += 1
        way = matrix.after(matrix_of(shape))
        drawn.slanted_inside |= min(abs(way.a), abs(way.b)) > SETTINGS.slant_radians * max(abs(way.a), abs(way.b))
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        _add_path(drawn, shape, matrix)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        area = Rect(*matrix.box(*area_of(shape)))
        _pixels(shape, *registers.whole_at[:2])
        covered = max(1.0, (area.right - area.left) * (area.top - area.bottom))
        pixels = registers.whole[0] * registers.whole[1]
        _add_figure(drawn, area)
        over = 0 if _transparent(shape) else len(drawn.texts)
        drawn.pictures.append(Picture(area, _INCH * math.sqrt(pixels / covered), over))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _NEST:
        inner = matrix.after(matrix_of(shape))
        for i in range(_form_count(shape)):
            _add(drawn, _form_get(shape, i), inner, depth + 1)


def _add_path(drawn: Drawn, path: int, matrix: Affine) -> None:
    _mode(path, registers.whole_at[0], registers.whole_at[1])
    filled, stroked = bool(registers.whole[0]), bool(registers.whole[1])
    ground = _darkest(_fill, path) if filled else _WHITE
    white = filled and ground >= SETTINGS.full_of_255
    over = len(drawn.texts) + drawn.texts_inside
    filled = filled and not white
    stroked = stroked and _darkest(_stroke, path) < SETTINGS.full_of_255
    if white and not stroked and over:
        drawn.covers.append(Cover(Rect(*matrix.box(*area_of(path))), over))
    if not filled and not stroked:
        return
    if _segments(path) > SETTINGS.rectangle_segments:
        _add_figure(drawn, Rect(*matrix.box(*area_of(path))))
    clip = clip_of(path, matrix)
    full = matrix.after(matrix_of(path))
    for points in _outlines(path, full):
        if stroked:
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                _keep(drawn.strokes, Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), clip)
        elif len(points) > 2:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            area = Rect(min(xs), min(ys), max(xs), max(ys))
            thin = min(area.right - area.left, area.top - area.bottom) <= SETTINGS.rule_thickness_pt
            _keep(drawn.strokes if thin else drawn.fills, area, clip)
            if not thin and ground <= _WHITE - SETTINGS.plain_ink_of_255:  # as dark as plain ink is not light
                _keep(drawn.dark, area, clip)
            if over and not thin:
                drawn.covers.append(Cover(area, over))


def _add_figure(drawn: Drawn, area: Rect) -> None:
    if (
        SETTINGS.least_digit_pt <= area.top - area.bottom <= SETTINGS.drawn_digit_height_pt
        and area.right - area.left < SETTINGS.picture_width_pt
    ):
        drawn.figures.append(area)


def _keep(areas: list[Rect], area: Rect, clip: Rect | None) -> None:
    if clip is not None:
        area = Rect(
            max(area.left, clip.left),
            max(area.bottom, clip.bottom),
            min(area.right, clip.right),
            min(area.top, clip.top),
        )
        if area.left > area.right + SETTINGS.rule_thickness_pt or area.bottom > area.top + SETTINGS.rule_thickness_pt:
            return
    areas.append(area)


def _darkest(colour: Callable[..., int], shape: int) -> int:
    """Return the darkest channel of a colour: white where nothing shows, black where the colour cannot be told."""
    if not colour(shape, *registers.whole_at):
        return 0
    *channels, alpha = registers.whole
    return min(channels) if alpha else _WHITE


def _outlines(path: int, matrix: Affine) -> Iterator[list[tuple[float, float]]]:
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
        point_of(segment, registers.at[0], registers.at[1])
        point = matrix.of(registers.floats[0], registers.floats[1])
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(point)
        if _close(segment) and points[0] != point:
            points.append(points[0])
    if len(points) > 1:
        yield points
