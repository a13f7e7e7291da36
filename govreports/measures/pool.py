"""Several years of one agency pooled: sums over the years, never across a break."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from govreports.dataset.result import Result, result_of
from govreports.measures.comparison import NotComparableError, sound, used_rows
from govreports.measures.definitions import definitions
from govreports.measures.derived import summed_rows

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset


def pool(
    frame: Dataset | pd.DataFrame,
    years: Iterable[int] | None = None,
    *,
    indicator: str | Iterable[str] | None = None,
    agency: str | None = None,
    interval: str = "wilson",
) -> Result:
    """Add the years of each agency up, one row for each segment between two breaks.

    Parameters
    ----------
    frame : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned.
    years : iterable of int, optional
        The years to take; all for None.
    indicator, agency
        As for `govreports.change`.

    Returns
    -------
    pandas.DataFrame
        One row an agency, indicator, applicant and segment: ``agency, agency_id, indicator, applicant, segment, kind,
        unit, numerator, denominator, value, low, high, level, n_class, left_out``, ``years`` (those added, joined by
        ``;``), ``n_years, part_of, scope, basis, flags``.

    Raises
    ------
    NotComparableError
        An indicator holds cases that stand in the reports of two years (carried over, pending) or is a stock: its years
        do not add up.
    """
    rows = used_rows(frame, indicator, agency)
    if years is not None:
        rows = rows[rows["year"].isin(list(years)).fillna(False)]
    known = definitions()
    stocks = [name for name in rows["indicator"].unique() if not known[name].adds_over_years]
    if stocks:
        names = "、".join(f"{name} ({known[name].zh})" for name in stocks[:5]) + (" …" if len(stocks) > 5 else "")
        raise NotComparableError(
            f"{names}: what is carried over or pending stands in the reports of two years; sums over years take the "
            "decided only. Name others by indicator=…; gr.catalogue() says which add up (adds_over_years)."
        )
    keys = ["agency", "agency_id", "part_of", "indicator", "applicant", "segment"]
    named = rows[sound(rows)].sort_values("year").groupby(keys, dropna=False)["year"]
    listed = named.agg(lambda years_added: ";".join(str(year) for year in years_added)).rename("years").reset_index()
    result = summed_rows(rows, keys, interval).rename(columns={"rows": "n_years"})
    result = result.loc[:, ~result.columns.duplicated()].merge(listed, on=keys, how="left", validate="one_to_one")
    order = ["agency", "agency_id", "indicator", "applicant", "segment", "kind", "unit", "numerator", "denominator"]
    order += ["value", "low", "high", "level", "n_class", "left_out", "years", "n_years", "part_of", "scope", "basis"]
    return result_of(result[[*order, "flags"]])
