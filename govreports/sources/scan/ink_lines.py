"""The lines of text in a piece of a picture, found by their ink alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.pixels import Mask
from govreports.sources.scan.settings import SETTINGS


class Extent(NamedTuple):
    """A rectangle of pixels within a picture; `right` and `bottom` are the first beyond it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.bottom - self.top


def find_lines(ink: Mask, scale: float) -> list[Extent]:
    """Find the lines of text in a piece of a picture.

    Parameters
    ----------
    ink : numpy.ndarray
        Shape ``(H, W)``, 0 or 1: where there is ink; no rules.
    scale : float
        Pixels per point.

    Returns
    -------
    list of Extent
        From top to bottom, each as tight as its ink; empty where nothing is printed.

    Examples
    --------
    >>> ink = np.zeros((40, 30), np.uint8)
    >>> ink[5:15, 4:9] = ink[22:32, 4:20] = 1
    >>> find_lines(ink, 2.0)
    [Extent(left=4, top=5, right=9, bottom=15), Extent(left=4, top=22, right=20, bottom=32)]
    """
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    size[0] = 0
    large = (size >= SETTINGS.smallest_pt * scale)[labels]
    if not large.any():
        return []
    lines = []
    for top, bottom in whole_characters(runs(large.any(axis=1))):
        columns = np.flatnonzero(large[top:bottom].any(axis=0))
        lines.append(Extent(int(columns[0]), top, int(columns[-1]) + 1, bottom))
    specks = np.asarray(
        stats[(size >= SETTINGS.dust_pt * scale) & (size < SETTINGS.smallest_pt * scale)], dtype=np.int32
    )
    return [_with_points(line, specks, round(SETTINGS.point_beside_pt * scale)) for line in lines]


def _with_points(line: Extent, specks: NDArray[np.int32], near: int) -> Extent:
    """Widen a line by the points and commas that stand beside its ink, or hang from it."""
    left, top, width, height = specks[:, :4].T
    beside = (left + width > line.left - near) & (left < line.right + near)
    beside &= (top < line.bottom + near) & (top + height > line.top)
    if not beside.any():
        return line
    return Extent(
        min(line.left, int(left[beside].min())),
        min(line.top, int(top[beside].min())),
        max(line.right, int((left + width)[beside].max())),
        max(line.bottom, int((top + height)[beside].max())),
    )


def runs(filled: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """List where a row of truths begins and ends to be true; an end is the first that is not.

    Examples
    --------
    >>> runs(np.array([False, True, True, False, True]))
    [(1, 3), (4, 5)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], filled.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def whole_characters(bands: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put bands of rows together that are less than a line high: the strokes of 三, the dot of a colon.

    Examples
    --------
    >>> whole_characters([(0, 2), (5, 7), (10, 12), (20, 32)])
    [(0, 12), (20, 32)]
    """
    tallest = max(bottom - top for top, bottom in bands)
    whole = bands[:1]
    for top, bottom in bands[1:]:
        above = whole[-1]
        low = min(bottom - top, above[1] - above[0]) < tallest / 2
        if low and bottom - above[0] <= SETTINGS.one_character_heights * tallest:
            whole[-1] = (above[0], bottom)
        else:
            whole.append((top, bottom))
    return whole
