"""Shrinkage: an agency's own rate drawn towards that of its peers, the more the fewer cases it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import optimize, special, stats

from govreports.measures.arrays import floats
from govreports.measures.comparison import notes_of, one_indicator, sound, too_few
from govreports.measures.intervals import Array
from govreports.measures.result import Result, result_of

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset

MOST_PRIOR = 1e6
"""Prior cases at which the agencies count as identical: more would change no digit that is shown."""


def shrink(
    frame: Dataset | pd.DataFrame,
    indicator: str | None = None,
    year: int | None = None,
    *,
    level: float = 0.95,
    applicant: str = "total",
) -> Result:
    """Estimate each agency's underlying rate by a beta-binomial model of all.

    Parameters
    ----------
    frame : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned; restrict it to peers.
    indicator, year : optional
        Id or name, and the year. They may be left out where the frame holds one only; of a dataset the year is then
        the last full one. The indicator must be a share.
    level : float
        Of the credible intervals.

    Returns
    -------
    pandas.DataFrame
        One row an agency: ``report, agency, agency_id, year, numerator, denominator, value, estimate, low, high,
        weight`` (of the agency's own value in the estimate), ``prior_mean, prior_cases, flags``. `low` and `high` are
        equal-tailed credible bounds given the fitted prior. ``attrs["notes"]`` says what a reader must know.

    Raises
    ------
    NotComparableError
        Not a share, or fewer than three agencies with cases.

    Notes
    -----
    Prior by maximum marginal likelihood (empirical Bayes): Casella, The American Statistician 39 (1985) 83-87.
    """
    rows, found = one_indicator(frame, indicator, year, ["share"], applicant)
    rows = rows[sound(rows) & (floats(rows["denominator"]) > 0)].reset_index(drop=True)
    if len(rows) < 3:
        raise too_few(rows, found, 3)
    x, n = floats(rows["numerator"]), floats(rows["denominator"])
    a, b = fit_prior(x, n)
    result = rows[["report", "agency", "agency_id", "year", "numerator", "denominator", "value"]].copy()
    result["estimate"] = (a + x) / (a + b + n)
    tail = (1 - level) / 2
    result["low"], result["high"] = stats.beta.ppf(tail, a + x, b + n - x), stats.beta.ppf(1 - tail, a + x, b + n - x)
    result["weight"] = n / (a + b + n)
    result["prior_mean"], result["prior_cases"] = a / (a + b), a + b
    result["flags"] = rows["flags"]
    result.attrs["notes"] = notes_of(rows)
    return result_of(result)


def fit_prior(x: Array, n: Array) -> tuple[float, float]:
    """Fit the beta distribution from which the agencies' rates come.

    Returns
    -------
    a, b : float
        Its parameters; ``a + b`` is the number of cases that the prior is worth, at most `MOST_PRIOR`.

    Examples
    --------
    >>> a, b = fit_prior(np.array([2.0, 5.0, 9.0, 14.0]), np.array([20.0, 20.0, 20.0, 20.0]))
    >>> round(a / (a + b), 2)
    0.37
    """

    def lost(point: Array) -> float:
        mean, cases = special.expit(point[0]), np.exp(point[1])
        a, b = mean * cases, (1 - mean) * cases
        return float(-np.sum(special.betaln(a + x, b + n - x) - special.betaln(a, b)))

    # A rate of 0 or 1 in all agencies together has no finite logit: half a case keeps the start inside.
    mean = (x.sum() + 0.5) / (n.sum() + 1)
    bounds = [(-12.0, 12.0), (np.log(0.05), np.log(MOST_PRIOR))]
    # The likelihood is flat where agencies hardly differ: starts from few and from many prior cases find its top.
    fits = [
        optimize.minimize(lost, [special.logit(mean), np.log(start)], bounds=bounds, method="L-BFGS-B")
        for start in (2.0, 30.0, 1000.0, 1e5)
    ]
    best = min(fits, key=lambda fit: float(fit.fun))
    mean, cases = float(special.expit(best.x[0])), float(np.exp(best.x[1]))
    return mean * cases, (1 - mean) * cases
