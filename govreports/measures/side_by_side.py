"""What may be said of agencies side by side: whether they differ, which pairs do, who stands out from the rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from govreports.measures.intervals import Array
from govreports.measures.tests_of_difference import ALPHA, Method, holm, homogeneity, two_counts_p, two_shares_p
from govreports.measures.too_few import too_few

MOST_PAIRED_AGENCIES = 8
"""More agencies than these are held against the rest, not against each other: of 300 there are 44,850 pairs, and the
names of a pair say nothing about the others."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The verdict on agencies side by side; places are those of the arrays given."""

    judged: tuple[int, ...]  # those with enough cases and those with too few, of which nothing is said
    few: tuple[int, ...]
    p_value: float | None = None  # of the test of homogeneity over those judged; None where fewer than two are
    method: Method = "exact"  # how it was found
    # Higher, lower and adjusted p-value of each pair that differs (Holm over all pairs), largest difference first;
    # empty for more than `MOST_PAIRED_AGENCIES` and where homogeneity is not refuted
    pairs: tuple[tuple[int, int, float], ...] = ()
    # Those that stand out from all the rest together (Holm over all judged); empty where pairs are looked at
    above: tuple[int, ...] = ()
    below: tuple[int, ...] = ()

    @property
    def differ(self) -> bool:
        """Whether a difference may be spoken of."""
        return self.p_value is not None and self.p_value <= ALPHA


def side_by_side(kind: str, x: Array, n: Array) -> SideBySide:
    """Judge shares or ratios of agencies in one year.

    Parameters
    ----------
    kind : str
        ``share`` or ``ratio`` (of two counts: given their sum the first is binomial).
    x, n : ndarray of float64, shape (agencies,)
        Numerators and denominators, no NaN.

    Examples
    --------
    >>> found = side_by_side("share", np.array([10.0, 0.0, 1.0]), np.array([46.0, 50.0, 1.0]))
    >>> found.judged, found.few, found.differ, [(high, low) for high, low, _ in found.pairs]
    ((0, 1), (2,), True, [(0, 1)])
    """
    enough = ~too_few(kind, n)
    judged = np.flatnonzero(enough)
    few = tuple(np.flatnonzero(~enough).tolist())
    names = tuple(judged.tolist())
    if judged.size < 2:
        return SideBySide(names, few)
    cases = (n + x if kind == "ratio" else n)[judged]
    events = x[judged]
    whole = homogeneity(events, cases)
    if whole.p_value > ALPHA:
        return SideBySide(names, few, whole.p_value, whole.method)
    if judged.size <= MOST_PAIRED_AGENCIES:
        pairs = tuple((names[high], names[low], p_value) for high, low, p_value in _pairs(events, cases))
        return SideBySide(names, few, whole.p_value, whole.method, pairs)
    rest, rest_cases = events.sum() - events, cases.sum() - cases
    apart = holm(two_shares_p(events, cases, rest, rest_cases)) <= ALPHA
    higher = events / cases > rest / rest_cases
    above, below = (tuple(judged[side].tolist()) for side in (apart & higher, apart & ~higher))
    return SideBySide(names, few, whole.p_value, whole.method, (), above, below)


def _pairs(x: Array, n: Array) -> list[tuple[int, int, float]]:
    """Return the pairs that differ, largest difference first."""
    left, right = (np.array(side) for side in zip(*combinations(range(x.size), 2), strict=True))
    adjusted = holm(two_shares_p(x[left], n[left], x[right], n[right]))
    gap = x[left] / n[left] - x[right] / n[right]
    pairs = [
        (int(a), int(b), float(p)) if step > 0 else (int(b), int(a), float(p))
        for a, b, p, step in zip(left, right, adjusted, gap, strict=True)
        if p <= ALPHA
    ]
    return sorted(pairs, key=lambda pair: (-(x[pair[0]] / n[pair[0]] - x[pair[1]] / n[pair[1]]), pair))


def leading(counts: Array) -> tuple[int, ...]:
    """Return the place of the largest count and of those that chance may keep below it, largest first.

    Holm over all others, each against the largest.

    Examples
    --------
    >>> leading(np.array([21.0, 4.0, 19.0]))
    (0, 2)
    """
    order = np.argsort(-counts, kind="stable")
    top, others = order[0], order[1:]
    near = holm(two_counts_p(counts[top], counts[others])) > ALPHA
    return (int(top), *(int(place) for place in others[near]))
