"""A dataset as it would be with some cases left out or decided the other way: what a rank or a sentence rests on.

What was printed is never changed: these are copies that live as long as the question.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from govreports.dataset.data import Dataset
from govreports.dataset.result import Result, result_of
from govreports.form import required_tables
from govreports.measures.arrays import floats, numbers
from govreports.measures.definitions import definitions
from govreports.measures.values import bounds_of, value_of

_TOTALS = ("received", "concluded")
"""The rows of table three that hold an outcome's cases too."""


class SupposeError(ValueError):
    """What was supposed cannot have been: more cases than there are, a row that the form does not have."""


def outcome_named(name: str) -> str:
    """Return the id of a result row of table three by its id or its label.

    Examples
    --------
    >>> outcome_named("行政查询事项"), outcome_named("rejected_repeated")
    ('denied_administrative_query', 'rejected_repeated')
    """
    table = required_tables()["applications"]
    rows = {item.id: item for item in table.items if item.id not in (*_TOTALS, "carried_in", "carried_out")}
    fit = [id_ for id_, item in rows.items() if name == id_] or [id_ for id_, item in rows.items() if name in item.zh]
    if len(fit) != 1:
        there = "、".join(
            f"{item.zh.partition('（')[0]}（{id_}）" for id_, item in rows.items() if not fit or id_ in fit
        )
        raise SupposeError(f"没有唯一的办理结果“{name}”。No single result row is {name!r}; there are: {there}")
    return fit[0]


def without(data: Dataset, outcomes: Mapping[str, float | None], reports: Collection[str] | None = None) -> Dataset:
    """Return a dataset without the cases of some outcomes: they were never received, never concluded.

    Parameters
    ----------
    data : Dataset
    outcomes : mapping of str to float or None
        For each result row how many of its cases, all of them for None; ids.
    reports : collection of str, optional
        The reports concerned; all for None.

    Raises
    ------
    SupposeError
        A report has fewer cases of that outcome.
    """
    cells = data.cells
    mine = cells["table"] == "applications"
    if reports is not None:
        mine &= cells["report"].isin(list(reports))
    value = cells["value"].copy()
    for outcome, cases in outcomes.items():
        rows = cells[mine & (cells["item"] == outcome) & value.notna()]
        gone = _gone(rows, cases)
        value.loc[gone.index] -= gone
        of_place = dict(zip(zip(rows["report"], rows["column"], strict=True), gone, strict=True))
        sums = cells[mine & cells["item"].isin(_TOTALS) & value.notna()]
        places = zip(sums["report"], sums["column"], strict=True)
        value.loc[sums.index] -= pd.array([of_place.get(place, 0.0) for place in places], dtype="Float64")
        # Cases carried in were received the year before: of how many came in this year then nothing is known.
        value.loc[sums.index] = value.loc[sums.index].mask(value.loc[sums.index] < 0)
    return replace(data, cells=cells.assign(value=value))


def _gone(rows: pd.DataFrame, cases: float | None) -> pd.Series[float]:
    """Return how many cases each cell of an outcome loses: all, or a number in all, natural persons' first."""
    if cases is None:
        return rows["value"]
    total, lost = rows["column"] == "total", []
    short = rows[total & (rows["value"] < cases)]
    if len(short) or not total.any():
        there = f"{short['value'].iloc[0]:g}" if len(short) else "no"
        raise SupposeError(f"there are {there} cases of that result, not {cases:g}")
    left = dict.fromkeys(rows["report"], float(cases))
    for report, column, value in zip(rows["report"], rows["column"], floats(rows["value"]), strict=True):
        taken = cases if column == "total" else min(left[report], value)
        left[report] -= 0.0 if column == "total" else taken
        lost.append(taken)
    return pd.Series(pd.array(lost, dtype="Float64"), index=rows.index)


def other_way(frame: pd.DataFrame, report: str, indicator: str, cases: float) -> Result:
    """Return indicators with some cases of one report moved into the numerator (or out of it, where negative).

    Parameters
    ----------
    frame : pandas.DataFrame
        From `indicators`.
    report, indicator : str
        Whose value; a share.
    cases : float

    Raises
    ------
    SupposeError
        The indicator is no share, or there are fewer such cases.

    Examples
    --------
    >>> row = {"report": "甲", "indicator": "disclosure_rate", "level": 0.95, "value": 0.5, "low": 0.2, "high": 0.8}
    >>> frame = pd.DataFrame([row | {"numerator": 5.0, "denominator": 10.0}])
    >>> found = other_way(frame, "甲", "disclosure_rate", 3)
    >>> float(found["value"].iloc[0]), round(float(found["low"].iloc[0]), 2)
    (0.8, 0.49)
    """
    about = definitions()[indicator]
    if about.kind != "share":
        raise SupposeError(f"{about.zh} is a {about.kind}: only of a share can cases have gone the other way")
    supposed = frame.copy()
    mine = ((supposed["report"] == report) & (supposed["indicator"] == indicator)).to_numpy(dtype=bool)
    x, n = floats(supposed["numerator"])[mine] + cases, floats(supposed["denominator"])[mine]
    if not ((x >= 0) & (x <= n)).all():
        raise SupposeError(f"{report}: {x[0] - cases:g} of {n[0]:g} cases, so {cases:+g} cannot have been")
    value, _ = value_of("share", x, n, least=about.min_denominator)
    low, high = bounds_of("share", np.where(np.isnan(value), np.nan, x), n, 1.0, "wilson", 0.95)
    for name, part in (("numerator", x), ("value", value), ("low", low), ("high", high)):
        whole = floats(supposed[name])
        whole[mine] = part
        supposed[name] = numbers(whole)
    return result_of(supposed)
