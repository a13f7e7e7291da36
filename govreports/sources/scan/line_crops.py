"""The picture of one line, set as the network was trained: on white, with a margin."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from govreports.sources.scan.ink_lines import Extent
from govreports.sources.scan.pixels import Gray
from govreports.sources.scan.settings import SETTINGS


def line_crop(gray: Gray, line: Extent, scale: float, above: float | None = None) -> Gray:
    """Cut out a line.

    Parameters
    ----------
    gray : numpy.ndarray
        Shape ``(H, W)``, uint8: black print on white.
    line : Extent
        The line's ink.
    scale : float
        Pixels per point.
    above : float
        The margin above and below in heights of the line; by default that of a first reading.

    Returns
    -------
    numpy.ndarray
        Shape ``(h, w)``, uint8: nothing but the line and white.

    Examples
    --------
    >>> line_crop(np.full((40, 60), 200, np.uint8), Extent(10, 10, 30, 30), 2.0).shape
    (28, 36)
    """
    return side_by_side(gray, [line], scale, above)


def side_by_side(gray: Gray, lines: Sequence[Extent], scale: float, above: float | None = None) -> Gray:
    """Cut out the lines of a label, set one behind the other; see `line_crop`."""
    height = max(round(SETTINGS.low_line_pt * scale), *(line.height for line in lines))
    pad = round((SETTINGS.above_heights if above is None else above) * height)
    side, gap = round(SETTINGS.beside_heights * height), round(SETTINGS.between_heights * height)
    width = sum(line.width + gap for line in lines) - gap
    crop = np.full((height + 2 * pad, width + 2 * side), 255, dtype=np.uint8)
    # Two pixels of the blur around the ink belong to it; beyond may be the rules.
    blur, begin = 2, side
    for line in lines:
        top, bottom = max(line.top - blur, 0), min(line.bottom + blur, gray.shape[0])
        left, right = max(line.left - blur, 0), min(line.right + blur, gray.shape[1])
        down = pad + (height - line.height) // 2 - (line.top - top)
        across = begin - (line.left - left)
        crop[down : down + bottom - top, across : across + right - left] = gray[top:bottom, left:right]
        begin += line.width + gap
    return crop
