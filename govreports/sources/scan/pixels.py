"""The kinds of arrays that pictures are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Shape ``(H, W)``: 0 black to 255 white.
Gray = NDArray[np.uint8]

#: Shape ``(H, W)``: 0 or 1.
Mask = NDArray[np.uint8]

#: Darker than this, on paper made 255, is ink; a hair rule of a quarter point at 150 dpi is lighter than a letter.
_INK, _HAIR = 165, 215


def ink_of(gray: Gray) -> Mask:
    """Detect ink (1) from paper (0).

    Examples
    --------
    >>> ink_of(np.array([[0, 200, 255]], np.uint8)).tolist(), hairs_of(np.array([[0, 200, 255]], np.uint8)).tolist()
    ([[1, 0, 0]], [[1, 1, 0]])
    """
    return (gray < _INK).astype(np.uint8)


def hairs_of(gray: Gray) -> Mask:
    """Detect ink, and lines so thin that they print grey, from paper."""
    return (gray < _HAIR).astype(np.uint8)
