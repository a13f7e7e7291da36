"""Exact tests of whether shares or counts differ, and of many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from scipy import stats

from govreports.measures.intervals import Array

if TYPE_CHECKING:
    import numpy.typing as npt

ALPHA = 0.05
"""Chance that a difference is spoken of where there is none; family-wise where several are looked at."""
_EXPECTED_CASES = 5.0
"""Below this expected number in any cell the chi-square distribution is no fit (W. G. Cochran, Biometrics 10 (1954)
417-451), and the table's own permutations decide."""
_PERMUTATIONS = 9_999
_FEWEST_PERMUTATIONS = 999
_DRAWN_CELLS = 3_000_000
"""Random tables are fewer where they are long: 9,999 of 3,000 agencies took eight seconds, 1,000 take one."""
_SEED = 20_190_515
"""Same numbers in, same p-value out; any number would do."""

Method = Literal["exact", "chi_square", "permutation"]


def two_shares_p(x: npt.ArrayLike, n: npt.ArrayLike, y: npt.ArrayLike, m: npt.ArrayLike) -> Array:
    """Return the two-sided p-value of x of n against y of m: twice the smaller tail of Fisher's exact test.

    Twice the tail, so that a difference found is one whose direction may be told, too.

    Parameters
    ----------
    x, n, y, m : array_like of float
        Whole numbers; NaN and empty denominators give NaN.

    Examples
    --------
    >>> two_shares_p([10, 2], [46, 3], [0, 0], [50, 2]).round(4).tolist()  # 沭阳县 against 上海市人民政府办公厅, 2025
    [0.0007, 0.6]
    """
    a, b, c, d = (np.asarray(part, dtype=np.float64) for part in np.broadcast_arrays(x, n, y, m))
    fit = (b > 0) & (d > 0) & (a >= 0) & (c >= 0) & (a <= b) & (c <= d) & _whole(a, b, c, d)
    a, b, c, d = (np.where(fit, part, 1.0) for part in (a, b, c, d))
    table = (b + d, a + c, b)
    p_value = np.minimum(1.0, 2 * np.minimum(stats.hypergeom.cdf(a, *table), stats.hypergeom.sf(a - 1, *table)))
    return np.where(fit, p_value, np.nan)


def two_counts_p(x: npt.ArrayLike, y: npt.ArrayLike, times: npt.ArrayLike = 1.0) -> Array:
    """Return the two-sided p-value of one count against another, given their sum.

    Parameters
    ----------
    x, y : array_like of float
        Numbers of events; NaN gives NaN.
    times : array_like of float
        The exposure of x (inhabitants, years) over that of y.

    Notes
    -----
    J. Przyborowski and H. Wilenski, Biometrika 31 (1940) 313-323.

    Examples
    --------
    >>> two_counts_p([4, 2, 0], [21, 3, 0]).round(4).tolist()
    [0.0009, 1.0, 1.0]
    """
    a, b, odds = (np.asarray(part, dtype=np.float64) for part in np.broadcast_arrays(x, y, times))
    fit = (a >= 0) & (b >= 0) & _whole(a, b)
    a, b = np.where(fit, a, 0.0), np.where(fit, b, 0.0)
    share = odds / (1 + odds)
    below, above = stats.binom.cdf(a, a + b, share), stats.binom.sf(a - 1, a + b, share)
    return np.where(fit, np.minimum(1.0, 2 * np.minimum(below, above)), np.nan)


def p_of_kind(kind: str, x: npt.ArrayLike, n: npt.ArrayLike, y: npt.ArrayLike, m: npt.ArrayLike) -> Array:
    """Return the exact p-value of the difference of two values of a kind of indicator that cases make by chance.

    Parameters
    ----------
    kind : str
        ``share``, ``ratio`` (given the sum of two counts the first is binomial, and so two ratios are two shares),
        ``count`` or ``rate`` (n and m are the inhabitants).
    x, n, y, m : array_like of float
        Numerator and denominator of both.
    """
    if kind == "share":
        return two_shares_p(x, n, y, m)
    if kind == "ratio":
        return two_shares_p(x, np.add(x, n), y, np.add(y, m))
    return two_counts_p(x, y, np.divide(n, m) if kind == "rate" else 1.0)


def _whole(*counts: Array) -> npt.NDArray[np.bool_]:
    """Return where every number is whole: a misprinted 3.5 is no count of anything."""
    return np.asarray(np.logical_and.reduce([np.floor(count) == count for count in counts]), dtype=bool)


def holm(p_value: npt.ArrayLike) -> Array:
    """Return p-values adjusted so that the chance of any false claim among all of them stays below the level.

    Notes
    -----
    S. Holm, Scandinavian Journal of Statistics 6 (1979) 65-70. NaN are no tests and stay.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03, float("nan")]).round(2).tolist()
    [0.03, 0.06, 0.06, nan]
    """
    raw = np.asarray(p_value, dtype=np.float64)
    adjusted = np.full(raw.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(raw))
    order = tested[np.argsort(raw[tested], kind="stable")]
    steps = raw[order] * np.arange(order.size, 0, -1)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(steps)) if order.size else steps
    return adjusted


class Homogeneity(NamedTuple):
    """The result of `homogeneity`: the p-value and how it was found."""

    p_value: float
    method: Method


def homogeneity(x: Array, n: Array) -> Homogeneity:
    """Test whether all shares can be one.

    Two are compared exactly; more by Pearson's chi-square, where every expected number is at least 5, and otherwise by
    its distribution over random tables with the same margins.

    Parameters
    ----------
    x, n : ndarray of float64, shape (agencies,)
        At least two, ``n`` above 0.

    Examples
    --------
    >>> homogeneity(np.array([50.0, 58.0, 45.0]), np.full(3, 100.0))
    Homogeneity(p_value=0.1..., method='chi_square')
    """
    total, cases = float(x.sum()), float(n.sum())
    if x.size == 2:
        return Homogeneity(float(two_shares_p(x[0], n[0], x[1], n[1])), "exact")
    if total in (0.0, cases):
        return Homogeneity(1.0, "exact")
    smallest = float(n.min()) * min(total, cases - total) / cases
    if smallest >= _EXPECTED_CASES:
        test = stats.chi2_contingency(np.stack([x, n - x]), correction=False)
        return Homogeneity(float(test.pvalue), "chi_square")
    random = np.random.default_rng(_SEED)
    draws = min(_PERMUTATIONS, max(_FEWEST_PERMUTATIONS, _DRAWN_CELLS // x.size))
    tables = random.multivariate_hypergeometric(n.astype(np.int64), int(total), size=draws)
    # With fixed margins chi-square grows with this sum alone.
    drawn, seen = (tables**2 / n).sum(axis=1), float((x**2 / n).sum())
    as_far = int((drawn >= seen * (1 - 1e-12)).sum())
    return Homogeneity((as_far + 1) / (draws + 1), "permutation")
