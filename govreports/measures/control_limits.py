"""Control limits of a share, exact or widened by over-dispersion.

After D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005)
1185-1202.
"""

from __future__ import annotations

import numpy as np
from scipy import stats

from govreports.measures.intervals import Array


def limits(n: Array, target: float, level: float, factor: float = 1.0, between: float = 0.0) -> tuple[Array, Array]:
    """Return control limits of a share at each n.

    Parameters
    ----------
    n : ndarray of float64
        Numbers of cases.
    factor, between : float
        Over-dispersion: the variance is ``factor · p(1-p)/n + between``. With 1 and 0 the limits are exact.

    Returns
    -------
    low, high : ndarray of float64
        A count of x lies strictly below `low` n just where P(X <= x) <= (1 - level) / 2, and likewise above.

    Notes
    -----
    Spiegelhalter 2005, appendix A.1.1, interpolates between the two counts around the quantile. Read as printed for the
    upper limit the count just above it has a tail larger than asked for; here the upper limit is the lower one of the
    complement, so that both tails keep their level at every n.

    Examples
    --------
    >>> low, high = limits(np.array([10.0, 100.0]), 0.5, 0.95)
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.132, 0.397], [0.868, 0.603])
    """
    tail = (1 - level) / 2
    low, high = _lower(n, target, tail), 1 - _lower(n, 1 - target, tail)
    if factor > 1 or between > 0:
        half = stats.norm.isf(tail) * np.sqrt(factor * target * (1 - target) / n + between)
        low, high = np.minimum(low, target - half), np.maximum(high, target + half)
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def _lower(n: Array, target: float, tail: float) -> Array:
    count = stats.binom.ppf(tail, n, target)
    here, below = stats.binom.cdf(count, n, target), stats.binom.cdf(count - 1, n, target)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(here > below, (here - tail) / (here - below), 0.0)
    return np.asarray((count - part) / n)


def exact_p(x: Array, n: Array, target: float) -> Array:
    """Return the two-sided p-value of each count: twice the smaller exact binomial tail.

    Examples
    --------
    >>> exact_p(np.array([9.0]), np.array([10.0]), 0.5).round(5).tolist()
    [0.02148]
    """
    return np.asarray(np.minimum(1, 2 * np.minimum(*_tails(x, n, target))))


def _tails(x: Array, n: Array, target: float) -> tuple[Array, Array]:
    return np.asarray(stats.binom.cdf(x, n, target)), np.asarray(stats.binom.sf(x - 1, n, target))


def normal_p(x: Array, n: Array, target: float, factor: float, between: float) -> Array:
    """Return the two-sided p-value under over-dispersion; 0 where there is none, so that the exact one decides."""
    if factor <= 1 and between <= 0:
        return np.zeros(x.size)
    z = (x / n - target) / np.sqrt(factor * target * (1 - target) / n + between)
    return np.asarray(2 * stats.norm.sf(np.abs(z)))


def dispersion(x: Array, n: Array, target: float, winsorised: float = 0.1) -> tuple[float, float]:
    """Estimate over-dispersion from z-scores of which the lowest and highest tenth are drawn in.

    Returns
    -------
    phi : float
        Mean of the squared winsorised z-scores (Spiegelhalter 2005, section 3.3); about 1 where chance explains all.
    tau2 : float
        Method-of-moments variance between agencies (the same, appendix A.2.2; DerSimonian and Laird 1986), at least 0.
    """
    if not 0 < target < 1:
        return 1.0, 0.0
    weight = n / (target * (1 - target))
    z = (x / n - target) * np.sqrt(weight)
    if winsorised > 0:
        z = np.clip(z, *np.quantile(z, [winsorised, 1 - winsorised]))
    phi = float(np.mean(z**2))
    excess = z.size * phi - (z.size - 1)
    spread = float(weight.sum() - (weight**2).sum() / weight.sum())
    return phi, max(0.0, excess / spread) if spread > 0 else 0.0
