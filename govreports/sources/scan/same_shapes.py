"""Shapes that look the same: what one of them says, all say, so that few are read for all.

Recognising is what reading a scan costs; comparing pictures costs nothing. Two shapes are the same only where no
spot of one differs from the other: the middle bar that makes an 8 of a 0 is such a spot, and so is a piece that a
digit lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.pixels import Gray
from govreports.sources.scan.settings import SETTINGS

#: Shapes are compared at this size in pixels.
_HEIGHT, _WIDTH = 32, 28

#: The side of a spot in pixels.
_SPOT = 4


class KnownShapes:
    """The shapes of a document's numbers of which it is known what they say, from page to page.

    Attributes
    ----------
    digits : list of str
        What each of them says.

    Examples
    --------
    >>> nought, bar = np.full((40, 30), 255, np.uint8), np.full((40, 30), 255, np.uint8)
    >>> nought[6:34, 5:25] = bar[6:34, 5:25] = 0
    >>> nought[11:29, 10:20] = bar[11:18, 10:20] = bar[23:29, 10:20] = 255
    >>> known = KnownShapes()
    >>> known.kinds_of([nought, bar, nought.copy()])
    [0, 1, 0]
    >>> known.keep({1: "8"})
    >>> known.digits, known.kinds_of([nought, bar])
    (['8'], [1, 0])
    """

    def __init__(self) -> None:
        self.digits: list[str] = []
        self._kinds = np.empty((0, 1, _spots(_HEIGHT) * _spots(_WIDTH)), dtype=np.float32)

    def kinds_of(self, crops: Sequence[Gray]) -> list[int]:
        """Tell which kind each shape of a page is of: a known one, or a new one where it looks like none before it.

        Parameters
        ----------
        crops : sequence of numpy.ndarray
            Shape ``(H, W)``, uint8: black print on white, as `line_crop` cuts it.
        """
        count = len(self.digits)
        self._kinds = np.concatenate([self._kinds[:count], np.empty((len(crops), *self._kinds.shape[1:]), np.float32)])
        kinds: list[int] = []
        for crop in crops:
            shifted = _shifted(crop)
            apart = np.abs(self._kinds[:count] - shifted).max(axis=2).min(axis=1)
            nearest = int(apart.argmin()) if count else 0
            if not count or apart[nearest] > SETTINGS.same_spot_share:
                self._kinds[count] = shifted[len(shifted) // 2]
                nearest, count = count, count + 1
            kinds.append(nearest)
        return kinds

    def keep(self, digits: Mapping[int, str]) -> None:
        """Keep the kinds of which it is known now what they say, and forget the others."""
        self.digits = list(digits.values())
        self._kinds = self._kinds[list(digits)]


def _spots(side: int) -> int:
    return side // 2 - 1


def _shifted(crop: Gray) -> NDArray[np.float32]:
    """Return the ink of a shape's spots, half a spot apart, for each shift by a pixel: shape ``(9, spots)``."""
    import cv2

    scaled = cv2.resize(crop, (_WIDTH, _HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32)
    ink = cv2.blur(1.0 - scaled / 255.0, (_SPOT, _SPOT))
    high, wide = _spots(_HEIGHT), _spots(_WIDTH)
    shifts = [(down, right) for down in range(3) for right in range(3)]
    return np.stack([ink[down::2, right::2][:high, :wide].ravel() for down, right in shifts])
