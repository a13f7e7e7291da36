"""Tell what is printed over a page from what the page says: watermarks, drawn across it at an angle or far larger."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.ink import Floats

_SLANT = 0.25  # of a character's height: a step both sideways and down of more than this goes at an angle
_STRIDE = 4.0  # of a character's height: a longer step leads to another line
_TURN = 0.2  # radians: two steps that differ by less go on in the same direction
_LARGE = 2.5  # times the page's usual height: so large a character that covers others is a watermark


def printed_over(codes: NDArray[np.uint32], boxes: Floats) -> NDArray[np.bool_]:
    """Tell which characters belong to a watermark.

    Parameters
    ----------
    codes : ndarray of uint32, shape (n,)
        Code points in the order of the file.
    boxes : ndarray, shape (n, 4)
        x0, top, x1, bottom in points.

    Returns
    -------
    ndarray of bool, shape (n,)
    """
    over = np.zeros(len(codes), dtype=bool)
    if len(codes) < 3:
        return over
    height = np.maximum(boxes[:, 3] - boxes[:, 1], 1.0)
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    step = np.diff(centres, axis=0)
    size = np.minimum(height[1:], height[:-1])
    slanted = (np.abs(step) > _SLANT * size[:, None]).all(axis=1) & (np.hypot(*step.T) < _STRIDE * size)
    angle = np.arctan2(step[:, 1], step[:, 0])
    on = slanted[1:] & slanted[:-1] & (np.abs(np.diff(angle)) < _TURN)
    over[:-2] |= on
    over[1:-1] |= on
    over[2:] |= on
    large = height > _LARGE * np.median(height)
    for i in np.flatnonzero(large & ~over).tolist():
        x0, top, x1, bottom = boxes[i]
        covers = (centres[:, 0] > x0) & (centres[:, 0] < x1) & (centres[:, 1] > top) & (centres[:, 1] < bottom) & ~large
        over[i] = bool(covers.any())
    return over
