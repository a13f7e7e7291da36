"""From a numerator and a denominator to a value with its interval: the one place where anything is divided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govreports.measures.flags import BIT
from govreports.measures.intervals import SHARE_INTERVALS, Array, Bounds, poisson_exact, ratio
from govreports.measures.kinds import OF_CASES, OF_EVENTS, PERCENTAGES, UNDIVIDED

if TYPE_CHECKING:
    import numpy.typing as npt

N_CLASSES = (("none", 0), ("under_10", 1), ("under_30", 10), ("under_100", 30), ("100_and_more", 100))
"""Classes of the number of cases (the denominator; of a count the count itself), each with its lower end."""


def value_of(
    kind: str, numerator: Array, denominator: Array, scale: npt.ArrayLike = 1.0, least: npt.ArrayLike = 0.0
) -> tuple[Array, npt.NDArray[np.int64]]:
    """Divide, where that is allowed.

    Parameters
    ----------
    kind : str
        One of `govreports.measures.kinds.KINDS`.
    numerator, denominator : ndarray of float64
        Sums of cells, NaN where a cell is missing.
    scale, least : array_like
        What the quotient is multiplied by; the smallest denominator that is shown.

    Returns
    -------
    value : ndarray of float64
        NaN where a bit that withholds it is set.
    bits : ndarray of int64
        ``negative``, ``no_cases``, ``above_denominator``, ``few_cases``.

    Examples
    --------
    >>> value, bits = value_of("share", np.array([3.0, 5.0]), np.array([4.0, 4.0]))
    >>> value.tolist(), bits[1] == BIT["above_denominator"]
    ([0.75, nan], np.True_)
    """
    bits = np.zeros(numerator.shape, dtype=np.int64)
    bits[(numerator < 0) | (denominator < 0)] |= BIT["negative"]
    if kind in UNDIVIDED:
        return np.where(bits > 0, np.nan, numerator), bits
    bits[denominator == 0] |= BIT["no_cases"]
    if kind in PERCENTAGES:
        bits[numerator > denominator] |= BIT["above_denominator"]
    bits[denominator < np.asarray(least)] |= BIT["few_cases"]
    with np.errstate(divide="ignore", invalid="ignore"):
        value = numerator / denominator * np.asarray(scale)
    return np.where(bits > 0, np.nan, value), bits


def bounds_of(
    kind: str, numerator: Array, denominator: Array, scale: npt.ArrayLike, interval: str, level: float
) -> Bounds:
    """Return the interval that fits the kind; NaN for stocks and amounts, of which nothing was drawn."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if kind in PERCENTAGES:
            low, high = SHARE_INTERVALS[interval](numerator, denominator, level)
        elif kind == "ratio":
            low, high = ratio(numerator, denominator, interval, level)
        elif kind in OF_EVENTS:
            low, high = poisson_exact(numerator, level)
            if kind == "rate":
                low, high = low / denominator, high / denominator
        else:
            low = high = np.full(numerator.shape, np.nan)
    return low * np.asarray(scale), high * np.asarray(scale)


def cases_of(kind: str, numerator: Array, denominator: Array) -> Array:
    """Return the number of cases that a value rests on, NaN where it does not rest on cases."""
    if kind == "count":
        return numerator
    return denominator if kind in OF_CASES else np.full(numerator.shape, np.nan)


def n_class_codes(cases: Array) -> npt.NDArray[np.intp]:
    """Number the classes of `N_CLASSES`; the place after the last for an unknown number of cases.

    Examples
    --------
    >>> n_class_codes(np.array([0, 9, 10, 250, np.nan])).tolist()
    [0, 1, 2, 4, 5]
    """
    ends = np.array([end for _, end in N_CLASSES], dtype=np.float64)
    classes = np.searchsorted(ends, cases, side="right") - 1
    return np.where(np.isnan(cases), len(N_CLASSES), np.maximum(classes, 0))
