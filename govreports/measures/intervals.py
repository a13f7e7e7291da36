"""Intervals for shares, counts, ratios and differences, for whole arrays at once.

What an interval means on a full count, where nobody drew a sample, says `MEANING`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy import special

if TYPE_CHECKING:
    import numpy.typing as npt

Array: TypeAlias = "npt.NDArray[np.float64]"
Bounds: TypeAlias = "tuple[Array, Array]"

MEANING = {
    "zh": "报告是全数而非抽样；区间表示：假如一切照旧，仅因个案来去的偶然，这一数字会在多大范围内变动。",
    "en": (
        "The reports are full counts, no samples: an interval shows how far the figure would move by chance, "
        "by which cases happened to come, if nothing changed."
    ),
}


def wilson(x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95) -> Bounds:
    """Return the score interval of a share, without continuity correction.

    Parameters
    ----------
    x, n : array_like
        Cases and all; NaN, ``n = 0`` and ``x`` outside ``0..n`` give NaN.
    level : float
        Confidence level.

    Returns
    -------
    low, high : ndarray of float64
        Fractions of 1.

    Notes
    -----
    E. B. Wilson, JASA 22 (1927) 209-212; recommended by Brown, Cai and DasGupta, Statistical Science 16 (2001) 101-133.

    Examples
    --------
    >>> low, high = wilson(81, 263)  # Newcombe 1998, table I, method 3
    >>> round(float(low), 4), round(float(high), 4)
    (0.2553, 0.3662)
    """
    x, n = _shares(x, n)
    z2 = float(special.ndtri((1 + level) / 2)) ** 2
    middle = (x + z2 / 2) / (n + z2)
    half = np.sqrt(z2 * (x * (n - x) / n + z2 / 4)) / (n + z2)
    # At the ends the exact bound is 0 or 1; rounding would leave it a hair off.
    return np.where(x == 0, 0.0, middle - half), np.where(x == n, 1.0, middle + half)


def clopper_pearson(x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95) -> Bounds:
    """Return the exact interval of a share: its coverage is never below `level`.

    Notes
    -----
    C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404-413.

    Examples
    --------
    >>> low, high = clopper_pearson(15, 148)  # Newcombe 1998, table I, method 5
    >>> round(float(low), 4), round(float(high), 4)
    (0.0578, 0.1617)
    """
    x, n = _shares(x, n)
    tail = (1 - level) / 2
    return _on_unique(
        x,
        n,
        lambda a, b: np.where(a == 0, np.where(np.isnan(b), np.nan, 0.0), special.betaincinv(a, b - a + 1, tail)),
        lambda a, b: np.where(a == b, 1.0, special.betaincinv(a + 1, b - a, 1 - tail)),
    )


def jeffreys(x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95) -> Bounds:
    """Return the equal-tailed credible interval of a share under Jeffreys' prior, its ends 0 and 1 where x is 0 or n.

    Notes
    -----
    Brown, Cai and DasGupta, Statistical Science 16 (2001) 101-133, section 3.1.3.

    Examples
    --------
    >>> [round(float(bound), 4) for bound in jeffreys(0, 20)]
    [0.0, 0.1166]
    """
    x, n = _shares(x, n)
    tail = (1 - level) / 2
    return _on_unique(
        x,
        n,
        lambda a, b: np.where(a == 0, 0.0 * b, special.betaincinv(a + 0.5, b - a + 0.5, tail)),
        lambda a, b: np.where(a == b, 1.0, special.betaincinv(a + 0.5, b - a + 0.5, 1 - tail)),
    )


SHARE_INTERVALS: dict[str, Callable[[npt.ArrayLike, npt.ArrayLike, float], Bounds]] = {
    "wilson": wilson,
    "clopper_pearson": clopper_pearson,
    "jeffreys": jeffreys,
}


def poisson_exact(x: npt.ArrayLike, level: float = 0.95) -> Bounds:
    """Return the exact interval of a count's expectation.

    Notes
    -----
    F. Garwood, Biometrika 28 (1936) 437-442.

    Examples
    --------
    >>> [round(float(bound), 3) for bound in poisson_exact(10)]
    [4.795, 18.39]
    """
    x = np.asarray(x, dtype=np.float64)
    x = np.where(x >= 0, x, np.nan)
    tail = (1 - level) / 2
    return _on_unique(
        x,
        np.zeros_like(x),
        lambda a, _: np.where(a == 0, 0.0, special.gammaincinv(a, tail)),
        lambda a, _: special.gammaincinv(a + 1, 1 - tail),
    )


def ratio(x: npt.ArrayLike, n: npt.ArrayLike, method: str = "wilson", level: float = 0.95) -> Bounds:
    """Return the interval of the ratio of two counts of which neither contains the other.

    Given their sum, the first of two Poisson counts is binomial; the interval of that share p becomes that of the ratio
    p / (1 - p). Where the two counts move together (concluded with received) it is too wide rather than too narrow.

    Notes
    -----
    J. Przyborowski and H. Wilenski, Biometrika 31 (1940) 313-323.

    Examples
    --------
    >>> [round(float(bound), 3) for bound in ratio(10, 20)]
    [0.238, 1.05]
    """
    x, n = np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64)
    n = np.where(n > 0, n, np.nan)
    low, high = SHARE_INTERVALS[method](x, x + n, level)
    return low / (1 - low), high / (1 - high)


def difference(
    first: npt.ArrayLike, first_bounds: Bounds, second: npt.ArrayLike, second_bounds: Bounds
) -> tuple[Array, Array, Array]:
    """Return second − first with the interval that follows from the interval of each.

    Notes
    -----
    Square-and-add: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10 where the bounds are Wilson's;
    for other kinds G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008) 1693-1702.

    Examples
    --------
    >>> d, low, high = difference(48 / 80, wilson(48, 80), 56 / 70, wilson(56, 70))
    >>> [round(float(value), 4) for value in (d, low, high)]
    [0.2, 0.0524, 0.3339]
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    (a_low, a_high), (b_low, b_high) = first_bounds, second_bounds
    change = b - a
    return change, change - np.hypot(b - b_low, a_high - a), change + np.hypot(b_high - b, a - a_low)


def _shares(x: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Array, Array]:
    x, n = np.broadcast_arrays(np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64))
    fit = (n > 0) & (x >= 0) & (x <= n)
    return np.where(fit, x, np.nan), np.where(fit, n, np.nan)


def _on_unique(
    x: Array, n: Array, low: Callable[[Array, Array], Array], high: Callable[[Array, Array], Array]
) -> Bounds:
    """Compute slow quantiles once for each pair that occurs: among millions of rows only thousands differ."""
    pairs, where = np.unique(np.stack([x.ravel(), n.ravel()], axis=1).view(np.complex128).ravel(), return_inverse=True)
    a, b = pairs.real.copy(), pairs.imag.copy()
    with np.errstate(all="ignore"):
        ends = low(a, b), high(a, b)
    return ends[0][where].reshape(x.shape), ends[1][where].reshape(x.shape)
