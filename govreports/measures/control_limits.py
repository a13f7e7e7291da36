"""Control limits of a share, exact or widened by over-dispersion.

After D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005)
1185-1202.
"""

from __future__ import annotations

import numpy as np
from scipy import optimize, stats

from govreports.measures.intervals import Array


def limits(n: Array, target: float, level: float, factor: float = 1.0, between: float = 0.0) -> tuple[Array, Array]:
    """Return control limits of a share at each n.

    Parameters
    ----------
    n : ndarray of float64
        Numbers of cases.
    factor, between : float
        Over-dispersion, see `variance`. With 1 and 0 the limits are exact.

    Returns
    -------
    low, high : ndarray of float64
        A count of x lies strictly below `low` n just where P(X <= x) <= (1 - level) / 2, and likewise above.

    Notes
    -----
    Spiegelhalter 2005, appendix A.1.1, interpolates between the two counts around the quantile. Read as printed for the
    upper limit the count just above it has a tail larger than asked for; here the upper limit is the lower one of the
    complement, so that both tails keep their level at every n.

    Over-dispersed shares follow a beta distribution of their mean and variance, not a normal one: at a common rate of
    10 % and a spread of 10 points normal limits of 99.8 % flag 1.4 % of agencies that differ no more than the others.

    Where the agencies' true rates have another shape than a beta distribution no estimate of their spread gives 0.2 %:
    from 100 agencies nobody can tell how far the 500th lies out. At a spread of 10 points 0 to 3 % are flagged at rates
    of 30 to 50 %, up to 3.6 % at 10 % (``tests/benchmarks/fairness.py``). A shape with one peak puts at most
    4 / (9 z²) = 4.7 % farther from its mean than normal limits lie (Vysochanskij and Petunin 1980): no limits drawn
    from mean and spread alone promise much less.

    Examples
    --------
    >>> low, high = limits(np.array([10.0, 100.0]), 0.5, 0.95)
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.132, 0.397], [0.868, 0.603])
    """
    tail = (1 - level) / 2
    low, high = _lower(n, target, tail), 1 - _lower(n, 1 - target, tail)
    if (factor > 1 or between > 0) and 0 < target < 1:
        a, b = _beta(n, target, factor, between)
        # As in `wide_p` a count reaches half a case to both sides.
        low = np.minimum(low, stats.beta.ppf(tail, a, b) - 0.5 / n)
        high = np.maximum(high, stats.beta.isf(tail, a, b) + 0.5 / n)
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def variance(n: Array, target: float, factor: float, between: float) -> Array:
    """Return the variance of an over-dispersed share at each n.

    Parameters
    ----------
    factor : float
        Multiplies the binomial variance (φ).
    between : float
        Variance between the agencies' true rates (τ²); what n cases add to it is the mean of their own p (1 - p) / n.
    """
    return np.asarray(factor * target * (1 - target) / n + between * (1 - 1 / n))


def _beta(n: Array, target: float, factor: float, between: float) -> tuple[Array, Array]:
    # A share of a few cases cannot vary more than one that is 0 or 1 throughout: the exact limits decide there.
    cases = np.maximum(target * (1 - target) / variance(n, target, factor, between) - 1, 1e-6)
    return target * cases, (1 - target) * cases


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


def wide_p(x: Array, n: Array, target: float, factor: float, between: float) -> Array:
    """Return the two-sided p-value under over-dispersion; 0 where there is none, so that the exact one decides."""
    if (factor <= 1 and between <= 0) or not 0 < target < 1:
        return np.zeros(x.size)
    a, b = _beta(n, target, factor, between)
    below, above = (
        stats.beta.cdf(np.minimum(1, (x + 0.5) / n), a, b),
        stats.beta.sf(np.maximum(0, (x - 0.5) / n), a, b),
    )
    return np.asarray(np.minimum(1, 2 * np.minimum(below, above)))


def dispersion(x: Array, n: Array, target: float) -> tuple[float, float]:
    """Estimate over-dispersion without bias.

    Returns
    -------
    phi : float
        Sum of the squared z-scores over one less than their number: 1 in the mean where chance explains all.
    tau2 : float
        Variance between agencies after R. C. Paule and J. Mandel, Journal of Research of the NBS 87 (1982) 377-385, at
        least 0: the one under which the weighted squares about the weighted mean are what chance lets expect.

    Notes
    -----
    Drawing the outermost tenth of the z-scores in, as Spiegelhalter does, gives a φ of 0.68 under pure chance and a τ²
    of a third to a half of the truth, so that limits widened by it still flag 1.3 to 3.1 % at a nominal 0.2 %.

    Examples
    --------
    >>> phi, tau2 = dispersion(np.array([20.0, 40.0, 60.0]), np.full(3, 100.0), 0.4)
    >>> round(phi, 1), round(tau2, 3)
    (16.7, 0.038)
    """
    if not 0 < target < 1 or n.size < 2:
        return 1.0, 0.0
    binomial = target * (1 - target)
    phi = float(((x / n - target) ** 2 * n / binomial).sum() / (n.size - 1))
    several = n > 1  # one case says nothing of a spread
    share, cases = (x / n)[several], n[several]

    def excess(between: float) -> float:
        weight = 1 / variance(cases, target, 1.0, between)
        middle = float((weight * share).sum() / weight.sum())
        return float((weight * (share - middle) ** 2).sum() - (share.size - 1))

    if share.size < 2 or excess(0.0) <= 0:
        return phi, 0.0
    if excess(binomial) >= 0:  # no rates differ more than those that are 0 or 1
        return phi, binomial
    return phi, float(optimize.brentq(excess, 0.0, binomial, xtol=1e-12))
