"""Tidy the rules of a page: which drawn areas are rules, and which of them are pieces of one line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.settings import SETTINGS


def split(areas: Floats) -> tuple[Floats, Floats]:
    """Split drawn areas into horizontal and vertical rules.

    Parameters
    ----------
    areas : ndarray, shape (n, 4)
        x0, top, x1, bottom of every stroked segment and thin filled area.

    Returns
    -------
    tuple of ndarray
        ``(k, 3)`` y, x0, x1 and ``(m, 3)`` x, top, bottom, in points; dashes, dots and doubled lines are one.

    Examples
    --------
    >>> import numpy as np
    >>> across, down = split(np.array([[0, 9, 50, 10], [52, 9, 99, 10], [0, 0, 0.5, 80], [0, 0, 60, 60]]))
    >>> across.tolist(), down.tolist()
    ([[9.5, 0.0, 99.0]], [[0.25, 0.0, 80.0]])
    """
    width, height = areas[:, 2] - areas[:, 0], areas[:, 3] - areas[:, 1]
    flat, upright = height <= SETTINGS.rule_thickness_pt, width <= SETTINGS.rule_thickness_pt
    across = np.stack(((areas[:, 1] + areas[:, 3]) / 2, areas[:, 0], areas[:, 2]), axis=1)[flat]
    down = np.stack(((areas[:, 0] + areas[:, 2]) / 2, areas[:, 1], areas[:, 3]), axis=1)[upright]
    return _joined(across), _joined(down)


def _joined(rules: Floats) -> Floats:
    """Join the pieces of each line; a dot counts as a piece, but a line of less than 5 points is dropped."""
    whole: list[list[float]] = []
    for line in _lines(rules):
        start = len(whole)
        for place, begin, end in sorted(line, key=lambda rule: rule[1]):
            if len(whole) > start and begin <= whole[-1][2] + SETTINGS.dash_gap_pt:
                whole[-1][2] = max(whole[-1][2], end)
            else:
                whole.append([place, begin, end])
    return np.array([rule for rule in whole if rule[2] - rule[1] >= SETTINGS.rule_length_pt]).reshape(-1, 3)


def _lines(rules: Floats) -> list[list[list[float]]]:
    """Group rules that lie on one line.

    Dots and dashes say little of where a line runs: those of a line across stand at every place of one down. They go
    to the line that they lie on, and among themselves to the place where most of them stand.
    """
    long = rules[:, 2] - rules[:, 1] >= SETTINGS.rule_length_pt
    groups: list[list[list[float]]] = []
    for rule in sorted(rules[long].tolist()):
        if groups and rule[0] - groups[-1][-1][0] <= SETTINGS.same_rule_pt:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    places = [sum(rule[0] for rule in group) / len(group) for group in groups]
    dots = rules[~long]
    for place, count in sorted(zip(*_counted(dots[:, 0]), strict=True), key=lambda counted: (-counted[1], counted[0])):
        if count > 1 and all(abs(place - other) > SETTINGS.same_rule_pt for other in places):
            places.append(place)
            groups.append([])
    if len(dots) and places:
        nearest = np.abs(dots[:, :1] - np.array(places)).argmin(axis=1)
        for dot, line in zip(dots.tolist(), nearest.tolist(), strict=True):
            if abs(dot[0] - places[line]) <= SETTINGS.same_rule_pt:
                groups[line].append(dot)
    for place, group in zip(places, groups, strict=True):
        for rule in group:
            rule[0] = place
    return groups


def _counted(places: Floats) -> tuple[list[float], list[int]]:
    """Count how often each place comes, to a tenth of a point."""
    distinct, counts = np.unique(np.round(places, 1), return_counts=True)
    return distinct.tolist(), counts.tolist()


def edges(places: Sequence[float], tolerance: float) -> list[float]:
    """Merge places nearer than a tolerance (points) into one edge each; ascending.

    Examples
    --------
    >>> edges([10.0, 50.0, 11.0], 2.0)
    [10.5, 50.0]
    """
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= tolerance:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]
