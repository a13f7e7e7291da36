"""Ranks with intervals in place of league tables, and what another denominator does to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govreports.dataset.data import Dataset
from govreports.dataset.result import Result, result_of
from govreports.measures.arrays import floats
from govreports.measures.asked import last_full_year, measured
from govreports.measures.comparison import notes_of, one_indicator, sound, too_few_agencies
from govreports.measures.intervals import Array, difference
from govreports.measures.kinds import RANKED
from govreports.measures.values import bounds_of

if TYPE_CHECKING:
    import numpy.typing as npt


def ranks(
    frame: Dataset | pd.DataFrame,
    indicator: str | None = None,
    year: int | None = None,
    *,
    simultaneous: bool = True,
    level: float = 0.95,
    applicant: str = "total",
) -> Result:
    """Rank agencies, highest value first, with the ranks that the data cannot tell apart.

    Parameters
    ----------
    frame : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned; restrict it to peers.
    indicator, year : optional
        Id or name, and the year. They may be left out where the frame holds one only; of a dataset the year is then
        the last full one. A share, a ratio or a rate: levels are no
        merit and get no rank.
    simultaneous : bool
        True: with probability `level` the intervals of *all* agencies hold their true ranks. False: that of each single
        agency does; right for a report on one agency, too narrow for reading down a list. Either way the intervals are
        conservative: exact intervals and Bonferroni hold more than they promise. Whether two agencies differ is told
        better by a test of the two: `govreports.measures.side_by_side`.

    Returns
    -------
    pandas.DataFrame
        One row an agency with a value, in the order of the ranks: ``report, agency, agency_id, year, numerator,
        denominator, value, low, high, rank, rank_low, rank_high, simultaneous, flags``. Equal values share the better
        rank. ``attrs["notes"]`` says what a reader must know (unlike scopes, published errors).

    Raises
    ------
    NotComparableError
        The indicator's kind has no rank, or there are fewer than two agencies with a value.

    Notes
    -----
    Simultaneous: exact intervals of the values at level^(1/K); an agency's rank lies between those certainly above and
    those certainly below (M. Klein, T. Wright and J. Wieczorek, JRSS C 69 (2020) 589-606). Single: differences from
    every other agency, Bonferroni over the others (M. Mogstad, J. Romano, A. Shaikh and D. Wilhelm, Review of Economic
    Studies 91 (2024) 476-518).
    """
    rows, definition = one_indicator(frame, indicator, year, RANKED, applicant)
    rows = rows[sound(rows) & rows["value"].notna().to_numpy(dtype=bool)].reset_index(drop=True)
    if len(rows) < 2:
        raise too_few_agencies(rows, definition, 2)
    value, count = floats(rows["value"]), len(rows)
    confidence = level ** (1 / count) if simultaneous else 1 - (1 - level) / (count - 1)
    x, n = floats(rows["numerator"]), floats(rows["denominator"])
    bounds = bounds_of(definition.kind, x, n, definition.scale, "clopper_pearson", confidence)
    first, last = rank_bounds(value, *bounds) if simultaneous else single_bounds(value, *bounds)
    columns = ["report", "agency", "agency_id", "year", "numerator", "denominator", "value", "low", "high"]
    result = rows[columns].copy()
    result["rank"] = (value[None, :] > value[:, None]).sum(axis=1) + 1
    result["rank_low"], result["rank_high"], result["simultaneous"] = first, last, simultaneous
    result["flags"] = rows["flags"]
    result = result.sort_values(["rank", "agency"], kind="stable").reset_index(drop=True)
    result.attrs |= {"notes": notes_of(rows), "kind": definition.kind}
    return result_of(result)


def rank_bounds(value: Array, low: Array, high: Array) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the best and worst rank that intervals of the values leave open.

    Examples
    --------
    >>> best, worst = rank_bounds(np.array([0.9, 0.5, 0.4]), np.array([0.8, 0.3, 0.2]), np.array([1, 0.7, 0.6]))
    >>> best.tolist(), worst.tolist()
    ([1, 2, 2], [1, 3, 3])
    """
    above = (low[None, :] > high[:, None]).sum(axis=1)
    below = (high[None, :] < low[:, None]).sum(axis=1)
    return above + 1, value.size - below


def single_bounds(value: Array, low: Array, high: Array) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the best and worst rank of each agency that its differences from the others leave open.

    Parameters
    ----------
    value, low, high : ndarray of float64, shape (agencies,)
        Values and their intervals at one level for each pair: 1 - (1 - level) / (agencies - 1).
    """
    mine, others = (value[:, None], (low[:, None], high[:, None])), (value[None, :], (low[None, :], high[None, :]))
    _, least, most = difference(mine[0], mine[1], others[0], others[1])
    itself = np.eye(value.size, dtype=bool)
    return ((least > 0) & ~itself).sum(axis=1) + 1, value.size - ((most < 0) & ~itself).sum(axis=1)


def two_denominators(frame: Dataset | pd.DataFrame, first: str, second: str, year: int | None = None) -> pd.DataFrame:
    """Set two indicators with different denominators side by side, with what moves a rank.

    Parameters
    ----------
    frame : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned, holding both.
    first, second : str
        Ids or names, for example ``disclosure_rate`` and ``substantive_disclosure_rate``.
    year : int, optional
        As for `ranks`.

    Returns
    -------
    pandas.DataFrame
        One row an agency that has both: ``agency, agency_id, year, numerator_1, denominator_1, value_1, rank_1,
        rank_low_1, rank_high_1``, the same with ``_2``, ``moved`` (rank_2 − rank_1), ``denominator_gap`` (what the
        first counts and the second does not, in cases) and `settled` (the two rank intervals do not meet).
    """
    rows = measured(frame, [first, second])
    if year is None and isinstance(frame, Dataset):
        year = last_full_year(rows)
    both = []
    for name in (first, second):
        of_one, _ = one_indicator(rows, name, year, RANKED)
        both.append(set(of_one.loc[of_one["value"].notna(), "report"]))
    shared = rows[rows["report"].isin(list(both[0] & both[1]))]
    columns = ["numerator", "denominator", "value", "rank", "rank_low", "rank_high"]
    tables = [ranks(shared, name, year).set_index("report") for name in (first, second)]
    result = tables[0][["agency", "agency_id", "year"]].copy()
    for suffix, table in zip(("_1", "_2"), tables, strict=True):
        result = result.join(table[columns].add_suffix(suffix))
    result["moved"] = result["rank_2"] - result["rank_1"]
    result["denominator_gap"] = result["denominator_1"] - result["denominator_2"]
    result["settled"] = (result["rank_low_1"] > result["rank_high_2"]) | (result["rank_low_2"] > result["rank_high_1"])
    return result.reset_index()
