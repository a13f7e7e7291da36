"""Tell which characters are struck through: by a drawn line, by Word, by a PDF editor's StrikeOut."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.settings import SETTINGS


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
            & (level > boxes[:, 1] + SETTINGS.strike_middle_em * height)
            & (level < boxes[:, 3] - SETTINGS.strike_middle_em * height)
            & (bottom - top < SETTINGS.strike_thickness_em * height)
        )
        if crossed.any():
            reach = SETTINGS.strike_overhang_em * height[crossed].max()
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
    near: NDArray[np.bool_] = nearest < SETTINGS.same_rule_pt
    return near
