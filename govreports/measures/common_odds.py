"""One odds ratio over many agencies, each held against itself, with an interval that holds where agencies differ."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import stats

from govreports.measures.intervals import Array
from govreports.measures.peer_group import FEWEST_PEERS
from govreports.measures.too_few import FEWEST_CASES


class CommonOdds(NamedTuple):
    """What `common_odds` found."""

    ratio: float  # odds of x among n after over those before; NaN where no agency has cases that tell
    low: float  # NaN where fewer than `FEWEST_PEERS` agencies tell or either side has fewer than `FEWEST_CASES` cases
    high: float
    p_value: float
    error: float  # standard error of the logarithm
    informative: int  # agencies with cases on both sides, neither all nor none of them x


def common_odds(x: Array, n: Array, y: Array, m: Array, level: float = 0.95) -> CommonOdds:
    """Estimate how the odds of x among n became those of y among m, common to all agencies.

    Parameters
    ----------
    x, n, y, m : ndarray of float64, shape (agencies,)
        Cases and all cases before, cases and all cases after.
    level : float

    Notes
    -----
    N. Mantel and W. Haenszel, JNCI 22 (1959) 719-748, with the agencies as strata, so that an agency with many cases
    that reports on one side only moves nothing. Two standard errors: that of J. Robins, N. Breslow and S. Greenland
    (Biometrics 42 (1986) 311-323), right where cases come one by one and agencies share one ratio, and one from what
    the agencies' own ratios differ by (a sandwich whose parts are weighted up by their leverage). The larger is taken,
    with Student's t of agencies − 1: all twelve lawsuits of 平潭综合实验区管委会 in 2021 were those of one of its
    bureaus, and cases of one applicant are no twelve events.

    Examples
    --------
    >>> before, after = np.full(6, 10.0), np.full(6, 5.0)
    >>> found = common_odds(before, np.full(6, 20.0), after, np.full(6, 20.0))
    >>> round(found.ratio, 3), found.informative, round(found.high, 1)
    (0.333, 6, 0.7)
    """
    tells = (n > 0) & (m > 0) & (x + y > 0) & (x + y < n + m)
    a, b, c, d = y[tells], (m - y)[tells], x[tells], (n - x)[tells]
    up, down, count = a * d / (a + b + c + d), b * c / (a + b + c + d), int(tells.sum())
    if up.sum() == 0 or down.sum() == 0:
        return CommonOdds(np.nan, np.nan, np.nan, np.nan, np.nan, count)
    ratio = float(up.sum() / down.sum())
    enough = count >= FEWEST_PEERS and min((a + b).sum(), (c + d).sum()) >= FEWEST_CASES
    if not enough:
        return CommonOdds(ratio, np.nan, np.nan, np.nan, np.nan, count)
    error = max(_of_cases(a, b, c, d, up, down), _of_agencies(up, down, ratio))
    reach = float(stats.t.ppf((1 + level) / 2, count - 1)) * error
    p_value = float(2 * stats.t.sf(abs(np.log(ratio)) / error, count - 1))
    low, high = (float(ratio * np.exp(side * reach)) for side in (-1, 1))
    return CommonOdds(ratio, low, high, p_value, error, count)


def _of_cases(a: Array, b: Array, c: Array, d: Array, up: Array, down: Array) -> float:
    total = a + b + c + d
    agree, differ = (a + d) / total, (b + c) / total
    parts = (
        (agree * up).sum() / (2 * up.sum() ** 2),
        (agree * down + differ * up).sum() / (2 * up.sum() * down.sum()),
        (differ * down).sum() / (2 * down.sum() ** 2),
    )
    return float(np.sqrt(sum(parts)))


def _of_agencies(up: Array, down: Array, ratio: float) -> float:
    leverage = (up + ratio * down) / (up.sum() + ratio * down.sum())
    apart = (up - ratio * down) / (1 - np.minimum(leverage, 0.99))
    return float(np.sqrt((apart**2).sum()) / up.sum())


def odds_against(odds: CommonOdds, other: CommonOdds, level: float = 0.95) -> CommonOdds:
    """Hold one group's odds ratio against another's: how many times the first is the second.

    Examples
    --------
    >>> same = CommonOdds(0.5, 0.3, 0.8, 0.01, 0.2, 8)
    >>> found = odds_against(same, same)
    >>> found.ratio, found.p_value
    (1.0, 1.0)
    """
    ratio, error = odds.ratio / other.ratio, float(np.hypot(odds.error, other.error))
    fewer = min(odds.informative, other.informative)
    if np.isnan(error):
        return CommonOdds(ratio, np.nan, np.nan, np.nan, np.nan, fewer)
    reach = float(stats.t.ppf((1 + level) / 2, fewer - 1)) * error
    p_value = float(2 * stats.t.sf(abs(np.log(ratio)) / error, fewer - 1))
    low, high = (float(ratio * np.exp(side * reach)) for side in (-1, 1))
    return CommonOdds(ratio, low, high, p_value, error, fewer)
