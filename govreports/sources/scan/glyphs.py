"""Digits cut out of the picture of a number, and what each digit looks like throughout a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.pixels import Gray
from govreports.sources.scan.settings import SETTINGS

Glyph = NDArray[np.float32]

_HIGH, _WIDE = 32, 28  # pixels of a digit brought to one height

#: How much of the way from ink to paper still is ink. Where digits touch only darker pixels part them, and a thin
#: stroke that breaks is whole where lighter ones count.
_HALF = 0.5
_LEVELS = (_HALF, 0.6, 0.7, 0.8, 0.4, 0.3)


class _Box(NamedTuple):
    """A piece of ink; `right` and `bottom` are the first pixels beyond it."""

    left: int
    top: int
    right: int
    bottom: int


class Kinds:
    """What every digit looks like in a report: the median of its glyphs, and how far they lie from it.

    Parameters
    ----------
    glyphs : mapping of str to sequence of Glyph
        The report's glyphs by what they were read as. A kind of which there are too few is not known.
    """

    def __init__(self, glyphs: Mapping[str, Sequence[Glyph]]) -> None:
        self.known = [digit for digit, others in glyphs.items() if len(others) >= SETTINGS.fewest_alike]
        usual = [np.median(np.stack(glyphs[digit]), axis=0) for digit in self.known]
        shifts = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
        self._shifted = np.array([[np.roll(kind, shift, (0, 1)) for shift in shifts] for kind in usual], np.float32)
        self.limits = {digit: self._limit(digit, glyphs[digit]) for digit in self.known}

    def read(self, glyphs: Sequence[Glyph]) -> tuple[str, float]:
        """Return the kind each glyph is nearest to, and how far the farthest lies from it (1: as far as may be)."""
        digits, far = "", 0.0
        for glyph in glyphs:
            apart = self._distances(glyph)
            if not apart:
                return "", np.inf
            nearest = min(apart, key=lambda kind: apart[kind])
            digits, far = digits + nearest, max(far, apart[nearest] / self.limits[nearest])
        return digits, far

    def _distances(self, glyph: Glyph) -> dict[str, float]:
        """Return the mean difference of grey values to each known kind, at the best of the shifts by a pixel."""
        if not self.known:
            return {}
        apart = np.abs(self._shifted - glyph).mean(axis=(2, 3)).min(axis=1)
        return dict(zip(self.known, apart.tolist(), strict=True))

    def _limit(self, digit: str, glyphs: Sequence[Glyph]) -> float:
        apart = np.array([self._distances(glyph)[digit] for glyph in glyphs])
        middle = float(np.median(apart))
        return middle + SETTINGS.spreads * max(
            float(np.median(np.abs(apart - middle))) * 1.4826, SETTINGS.least_spread_share
        )


def cuts(gray: Gray, digits: int, points: int, scale: float) -> Iterator[list[Glyph]]:
    """Cut a number into its digits, from left to right, each brought to one height.

    What is lower than a digit is a piece too, apart from points and commas: half of a digit may be all that is left.

    Parameters
    ----------
    gray : numpy.ndarray
        Shape ``(H, W)``, uint8: the inside of a cell.
    digits, points : int
        How many digits there should be, and how many points and commas at most.
    scale : float
        Pixels per point.

    Yields
    ------
    list of Glyph
        The ways to cut the print into so many digits, the plainest first; nothing where there is none.
    """
    low, high = (int(gray.min()), int(gray.max())) if gray.size else (0, 0)
    if high - low < SETTINGS.least_contrast_of_255 or not digits:
        return
    ink = ((high - gray.astype(np.float32)) / (high - low)).clip(0, 1)
    seen: set[tuple[_Box, ...]] = set()
    for boxes in _ways(ink, digits, points, scale):
        if boxes not in seen:
            seen.add(boxes)
            yield [_at_one_height(ink[box.top : box.bottom, box.left : box.right]) for box in boxes]


def _ways(ink: NDArray[np.float32], digits: int, points: int, scale: float) -> Iterator[tuple[_Box, ...]]:
    dark, parted = ink > 1 - _HALF, False
    for level in _LEVELS:
        boxes = _without_points(_lines(_pieces(ink > 1 - level, scale)), points)
        if level == _HALF and len(boxes) > digits:
            boxes = _mended(boxes, digits)
        if len(boxes) == digits:
            parted = True
            yield tuple(_tight(boxes, dark, ink > 1 - level))
    if not parted:
        boxes = _parted(_without_points(_lines(_pieces(dark, scale)), points), dark, digits)
        if len(boxes) == digits:
            yield tuple(_tight(boxes, dark, dark))


def _pieces(dark: NDArray[np.bool_], scale: float) -> list[_Box]:
    """Find the pieces of connected ink that are neither specks nor the rest of a rule at the edge of the cell."""
    import cv2

    high, wide = dark.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    found = []
    for left, top, width, height, area in stats[1:].tolist():
        at_edge = left == 0 or top == 0 or left + width == wide or top + height == high
        rule = at_edge and (
            width > wide / 2 or height > 0.9 * high or min(width, height) < SETTINGS.digit_speck_pt * scale
        )
        if area >= (SETTINGS.digit_speck_pt * scale) ** 2 and not rule:
            found.append(_Box(left, top, left + width, top + height))
    return found


def _without_points(lines: list[list[_Box]], points: int) -> list[_Box]:
    """Leave out points and commas: low pieces at the foot of their line, as many as there may be."""
    kept = []
    for line in lines:
        top, bottom = min(box.top for box in line), max(box.bottom for box in line)
        half = (top + bottom) / 2
        low = [box for box in line if box.top > half]
        if len(low) <= points:
            line = [box for box in line if box not in low]
            points -= len(low)
        kept += line
    return kept


def _lines(boxes: list[_Box]) -> list[list[_Box]]:
    """Put pieces into lines, each from left to right: a number too long for its cell goes on below."""
    lines: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda box: box.top):
        if lines and box.top < max(other.bottom for other in lines[-1]):
            lines[-1].append(box)
        else:
            lines.append([box])
    return [sorted(line) for line in lines]


def _mended(boxes: list[_Box], count: int) -> list[_Box]:
    """Put pieces together where each of equally wide digits would stand: thin print breaks a 0 in two halves."""
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    pitch = (right - left) / count
    stands: dict[int, list[_Box]] = {}
    for box in boxes:
        stands.setdefault(int(((box.left + box.right) / 2 - left) / pitch), []).append(box)
    return [
        _Box(
            min(box.left for box in those),
            min(box.top for box in those),
            max(box.right for box in those),
            max(box.bottom for box in those),
        )
        for _, those in sorted(stands.items())
    ]


def _parted(boxes: list[_Box], dark: NDArray[np.bool_], count: int) -> list[_Box]:
    """Part the pieces that are as wide as several digits: all digits of a type are about equally wide."""
    if not boxes or len(boxes) >= count:
        return boxes
    shares = [1] * len(boxes)
    while sum(shares) < count:
        widest = max(range(len(boxes)), key=lambda n: (boxes[n].right - boxes[n].left) / shares[n])
        shares[widest] += 1
    return [part for box, share in zip(boxes, shares, strict=True) for part in _shared_out(box, dark, share)]


def _shared_out(box: _Box, dark: NDArray[np.bool_], share: int) -> list[_Box]:
    ink = dark[box.top : box.bottom, box.left : box.right].sum(axis=0)
    width = len(ink) / share
    edges = [0]
    for part in range(1, share):
        first, last = round((part - SETTINGS.parted_share) * width), round((part + SETTINGS.parted_share) * width) + 1
        edges.append(first + int(np.argmin(ink[first:last])))
    edges.append(len(ink))
    return [_Box(box.left + a, box.top, box.left + b, box.bottom) for a, b in pairwise(edges)]


def _tight(boxes: list[_Box], dark: NDArray[np.bool_], found: NDArray[np.bool_]) -> list[_Box]:
    """Draw boxes tight around the dark ink, or around what they were found by where none of it is dark."""
    tight = []
    for box in boxes:
        top, left = max(box.top - 1, 0), max(box.left - 1, 0)
        window = (slice(top, box.bottom + 1), slice(left, box.right + 1))
        inside = dark[window] if dark[window].any() else found[window]
        rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
        first, last = (left + int(columns[0]), top + int(rows[0])), (left + int(columns[-1]), top + int(rows[-1]))
        tight.append(_Box(*first, last[0] + 1, last[1] + 1))
    return tight


def _at_one_height(ink: NDArray[np.float32]) -> Glyph:
    from PIL import Image

    wide = min(max(round(ink.shape[1] * _HIGH / ink.shape[0]), 1), _WIDE)
    scaled = np.asarray(Image.fromarray(ink).resize((wide, _HIGH), Image.Resampling.BILINEAR))
    glyph = np.zeros((_HIGH, _WIDE), dtype=np.float32)
    left = (_WIDE - wide) // 2
    glyph[:, left : left + wide] = scaled
    return glyph


def holds_ink(gray: Gray) -> bool:
    """Return whether anything is printed in what is read as a blank cell, be it the little that is left of a digit."""
    if not gray.size or int(gray.max()) - int(gray.min()) < SETTINGS.least_contrast_of_255:
        return False
    return int(np.count_nonzero(gray < (int(gray.min()) + int(gray.max())) / 2)) >= SETTINGS.least_left_pixels
