"""Tell which characters are struck through: by a drawn line, by Word, by a PDF editor's StrikeOut."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.ink import Floats

_MIDDLE = 0.2  # of a character's height: a line nearer to its top or foot is a rule or an underline
_FLAT = 0.35  # of a character's height: what is thicker is a bar over it
_ON_RULE = 1.5  # points: a line that begins and ends on upright rules is one of a table's
_LONG = 1.5  # of a character's height: a strike reaches no farther beyond what it strikes


def struck(boxes: Floats, strokes: Floats, down: Floats) -> NDArray[np.bool_]:
    """Determine which characters a level line strikes through.

    Parameters
    ----------
    boxes : ndarray, shape (n, 4)
        x0, top, x1, bottom of the characters in points.
    strokes : ndarray, shape (k, 4)
        The same of what is drawn thin.
    down : ndarray, shape (m, 3)
        Vertical rules: x, top, bottom.

    Returns
    -------
    ndarray of bool, shape (n,)

    Examples
    --------
    >>> import numpy as np
    >>> boxes = np.array([[0, 0, 5, 10], [5, 0, 10, 10], [12, 0, 17, 10]])
    >>> struck(boxes, np.array([[0, 5, 10, 5.5], [12, 9.5, 17, 10]]), np.zeros((0, 3))).tolist()
    [True, True, False]
    """
    through = np.zeros(len(boxes), dtype=bool)
    lines = strokes[_may_strike(strokes, down)]
    if not len(lines) or not len(boxes):
        return through
    height = boxes[:, 3] - boxes[:, 1]
    centre = (boxes[:, 0] + boxes[:, 2]) / 2
    for x0, top, x1, bottom in lines.tolist():
        level = (top + bottom) / 2
        crossed = (
            (centre > x0)
            & (centre < x1)
            & (level > boxes[:, 1] + _MIDDLE * height)
            & (level < boxes[:, 3] - _MIDDLE * height)
            & (bottom - top < _FLAT * height)
        )
        if crossed.any():
            reach = _LONG * height[crossed].max()
            if boxes[crossed, 0].min() - x0 < reach and x1 - boxes[crossed, 2].max() < reach:
                through |= crossed
    return through


def _may_strike(strokes: Floats, down: Floats) -> NDArray[np.bool_]:
    """Determine which strokes are level and do not begin and end on upright rules, as a table's own lines do."""
    level = (strokes[:, 3] - strokes[:, 1]) < (strokes[:, 2] - strokes[:, 0]) / 2
    if len(down):
        xs = np.unique(down[:, 0])
        level &= ~(_on(xs, strokes[:, 0]) & _on(xs, strokes[:, 2]))
    return level


def _on(xs: Floats, places: Floats) -> NDArray[np.bool_]:
    after = np.clip(np.searchsorted(xs, places), 1, max(1, len(xs) - 1))
    nearest = np.minimum(np.abs(xs[np.minimum(after, len(xs) - 1)] - places), np.abs(xs[after - 1] - places))
    near: NDArray[np.bool_] = nearest < _ON_RULE
    return near
