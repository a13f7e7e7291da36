"""Tell which characters are struck through: by a drawn line, by Word, by a PDF editor's StrikeOut."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.settings import SETTINGS


def struck(boxes: Floats, strokes: Floats, down: Floats) -> NDArray[np.int_]:
    """Determine which characters a level line goes through: 0 for none, 1 for what may be a rule, 2 for a strike.

    A line from one upright rule to another, or one far longer than the number, is drawn as the table's own lines are;
    it may also strike out a number that fills its cell, or the blanks around it.

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
    ndarray of int, shape (n,)

    Examples
    --------
    >>> import numpy as np
    >>> boxes = np.array([[0, 0, 5, 10], [5, 0, 10, 10], [12, 0, 17, 10]])
    >>> strokes = np.array([[0, 5, 10, 5.5], [12, 9.5, 17, 10]])
    >>> struck(boxes, strokes, np.zeros((0, 3))).tolist()
    [2, 2, 0]
    >>> struck(boxes, strokes, np.array([[0, 0, 10], [10, 0, 10]])).tolist()
    [1, 1, 0]
    """
    through = np.zeros(len(boxes), dtype=np.int_)
    lines = strokes[(strokes[:, 3] - strokes[:, 1]) < (strokes[:, 2] - strokes[:, 0]) / 2]
    if not len(lines) or not len(boxes):
        return through
    certainty = np.where(_from_rule_to_rule(lines, down), 1, 2)
    height = boxes[:, 3] - boxes[:, 1]
    centre = (boxes[:, 0] + boxes[:, 2]) / 2
    for (x0, top, x1, bottom), certain in zip(lines.tolist(), certainty.tolist(), strict=True):
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
            if boxes[crossed, 0].min() - x0 >= reach or x1 - boxes[crossed, 2].max() >= reach:
                certain = 1
            through[crossed] = np.maximum(through[crossed], certain)
    return through


def _from_rule_to_rule(lines: Floats, down: Floats) -> NDArray[np.bool_]:
    """Determine which lines begin and end on upright rules, as a table's own lines do."""
    if not len(down):
        return np.zeros(len(lines), dtype=bool)
    xs = np.unique(down[:, 0])
    return _on(xs, lines[:, 0]) & _on(xs, lines[:, 2])


def _on(xs: Floats, places: Floats) -> NDArray[np.bool_]:
    after = np.clip(np.searchsorted(xs, places), 1, max(1, len(xs) - 1))
    nearest = np.minimum(np.abs(xs[np.minimum(after, len(xs) - 1)] - places), np.abs(xs[after - 1] - places))
    near: NDArray[np.bool_] = nearest < SETTINGS.same_rule_pt
    return near
