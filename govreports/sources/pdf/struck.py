"""Tell which characters are struck through: by a drawn line, by Word, by a PDF editor's StrikeOut."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.settings import SETTINGS


class Struck(NamedTuple):
    """Which characters a level line goes through."""

    out: NDArray[np.bool_]  # shape (n,); those that are struck out
    # Shape (n,); those that a line crosses which may be a rule: it runs from one upright rule to another, or reaches
    # far beyond what it crosses. It may also strike out a number that fills its cell, or the blanks around one. And
    # those that a line aslant may cross.
    unsure: NDArray[np.bool_]


def struck(boxes: Floats, strokes: Floats, across: Floats, down: Floats) -> Struck:
    """Determine which characters a level line strikes through.

    Parameters
    ----------
    boxes : ndarray, shape (n, 4)
        x0, top, x1, bottom of the characters in points.
    strokes : ndarray, shape (k, 4)
        The same of what is drawn thin.
    across, down : ndarray, shape (m, 3)
        Horizontal rules: y, x0, x1; vertical rules: x, top, bottom. Lines of dashes and dots are among them as wholes.

    Examples
    --------
    >>> import numpy as np
    >>> boxes = np.array([[0, 0, 5, 10], [5, 0, 10, 10], [12, 0, 17, 10]])
    >>> strokes = np.array([[0, 5, 10, 5.5], [12, 9.5, 17, 10]])
    >>> none = np.zeros((0, 3))
    >>> struck(boxes, strokes, none, none).out.tolist()
    [True, True, False]
    >>> struck(boxes, strokes, none, np.array([[0, 0, 10], [10, 0, 10]])).unsure.tolist()
    [True, True, False]
    """
    lines_through = Struck(np.zeros(len(boxes), dtype=bool), np.zeros(len(boxes), dtype=bool))
    if not len(boxes):
        return lines_through
    height = boxes[:, 3] - boxes[:, 1]
    centre = (boxes[:, 0] + boxes[:, 2]) / 2
    lines, aslant = _parted(strokes)
    for x0, top, x1, bottom in aslant.tolist():
        middle = (boxes[:, 1] + boxes[:, 3]) / 2
        crossed = (centre > x0) & (centre < x1) & (middle > top) & (middle < bottom)
        crossed &= np.maximum(boxes[:, 1] - top, bottom - boxes[:, 3]) < SETTINGS.strike_overhang_em * height
        lines_through.unsure[crossed] = True
    for (x0, top, x1, bottom), ruled in zip(lines.tolist(), _from_rule_to_rule(lines, down).tolist(), strict=True):
        crossed = _crossed(boxes, (top + bottom) / 2, x0, x1) & (bottom - top < SETTINGS.strike_thickness_em * height)
        if crossed.any():
            overhang = max(boxes[crossed, 0].min() - x0, x1 - boxes[crossed, 2].max())
            sure = not ruled and overhang < SETTINGS.strike_overhang_em * height[crossed].max()
            (lines_through.out if sure else lines_through.unsure)[crossed] = True
    for level, x0, x1 in across.tolist():  # of dashes: one strikes out a digit, the next digit stands over a gap
        lines_through.unsure[_crossed(boxes, level, x0, x1) & ~lines_through.out] = True
    return lines_through


def _crossed(boxes: Floats, level: float, x0: float, x1: float) -> NDArray[np.bool_]:
    """Determine which characters a level line goes through, neither at their top nor at their foot."""
    centre = (boxes[:, 0] + boxes[:, 2]) / 2
    edge = SETTINGS.strike_middle_em * (boxes[:, 3] - boxes[:, 1])
    crossed: NDArray[np.bool_] = (centre > x0) & (centre < x1) & (level > boxes[:, 1] + edge)
    return crossed & (level < boxes[:, 3] - edge)


def _parted(strokes: Floats) -> tuple[Floats, Floats]:
    """Return the strokes that are level, and those that run aslant."""
    width, height = strokes[:, 2] - strokes[:, 0], strokes[:, 3] - strokes[:, 1]
    aslant = np.minimum(width, height) > SETTINGS.rule_thickness_pt
    return strokes[~aslant & (height < width / 2)], strokes[aslant]


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
