"""Lines of print that look the same: what one of them says, all say, so that one is read for all.

Most cells of a report print 0, one hundred and fifty times on a page in one type. Recognising each is what reading a
scan costs; comparing pictures costs nothing. Two lines are the same only where no spot of one differs from the other:
the middle bar that makes an 8 of a 0 is such a spot, and so is a digit that lost a piece, which is then read by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.pixels import Gray

#: Lines are compared at this size in pixels; a line wider than so many of its heights is not compared, since a spot of
#: it would be too small to be seen.
_HEIGHT, _WIDTH, _WIDEST = 32, 28, 1.6

#: The side of a spot in pixels, and how much of its ink may differ (0 none, 1 all). On typeset pages scanned at 150 to
#: 300 dpi 99 % of the pairs of one digit differ by 0.25 or less, and no pair of two digits by less than 0.37.
_SPOT, _DIFFERS = 4, 0.25


def same_shapes(crops: Sequence[Gray]) -> list[int]:
    """Find for each line the first line that looks the same.

    Parameters
    ----------
    crops : sequence of numpy.ndarray
        Shape ``(H, W)``, uint8: lines of black print on white, as `line_crop` cuts them.

    Returns
    -------
    list of int
        For each line the number of the one that stands for it: its own where it looks like none before it.

    Examples
    --------
    >>> nought, bar = np.full((40, 30), 255, np.uint8), np.full((40, 30), 255, np.uint8)
    >>> nought[6:34, 5:25] = bar[6:34, 5:25] = 0
    >>> nought[11:29, 10:20] = bar[11:18, 10:20] = bar[23:29, 10:20] = 255
    >>> same_shapes([nought, bar, nought.copy()])
    [0, 1, 0]
    """
    stands = list(range(len(crops)))
    small = [number for number, crop in enumerate(crops) if crop.shape[1] <= _WIDEST * crop.shape[0]]
    kinds: list[tuple[int, NDArray[np.float32]]] = []
    for number in small:
        glyph = _at_one_size(crops[number])
        shifted = np.stack([np.roll(glyph, (down, right), (0, 1)) for down in (-1, 0, 1) for right in (-1, 0, 1)])
        for first, kind in kinds:
            if _spots(np.abs(shifted - kind)).max(axis=(1, 2)).min() <= _DIFFERS:
                stands[number] = first
                break
        else:
            kinds.append((number, glyph))
    return stands


def _at_one_size(crop: Gray) -> NDArray[np.float32]:
    import cv2

    scaled = cv2.resize(crop, (_WIDTH, _HEIGHT), interpolation=cv2.INTER_AREA)
    return np.asarray(1.0 - scaled.astype(np.float32) / 255.0, dtype=np.float32)


def _spots(difference: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of every square of `_SPOT` pixels, at steps of half its side."""
    summed = np.pad(difference, ((0, 0), (1, 0), (1, 0))).cumsum(axis=1).cumsum(axis=2)
    step = _SPOT // 2
    a, b = summed[:, _SPOT::step, _SPOT::step], summed[:, :-_SPOT:step, _SPOT::step]
    c, d = summed[:, _SPOT::step, :-_SPOT:step], summed[:, :-_SPOT:step, :-_SPOT:step]
    return np.asarray((a - b - c + d) / _SPOT**2, dtype=np.float32)
