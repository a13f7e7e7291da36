"""What a comparison is asked of: a dataset or a frame at hand, an agency and its parts, the last year that is full."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from govreports.checks.same_agency import key
from govreports.dataset.agency_named import agency_named
from govreports.dataset.data import Dataset
from govreports.measures.names import choose

if TYPE_CHECKING:
    from govreports.measures.compute import Basis

FULL = 0.5
"""Share of the agencies of the fullest year that a year needs to be the last full one: in January most have not
reported, and a comparison of the first three says nothing."""


def year_asked(parameter: str, text: str) -> int:
    """Return a year given as a text of digits, as it comes from a file's name.

    Raises
    ------
    ValueError
        It is none.

    Examples
    --------
    >>> year_asked("year", "2024")
    2024
    """
    if not text.isdecimal():
        raise ValueError(f"{parameter} is {text!r}; a year is a number: {parameter}=2024")
    return int(text)


def measured(
    asked: Dataset | pd.DataFrame, indicator: str | Iterable[str] | None = None, basis: Basis = "printed"
) -> pd.DataFrame:
    """Return the indicators of a dataset, or those of a frame at hand.

    Parameters
    ----------
    asked : Dataset or pandas.DataFrame
        A dataset, or what `govreports.indicators` returned.
    indicator : str or iterable of str, optional
        Ids or names; all for None.
    basis : str
        As in `indicators`; of a dataset only.
    """
    if isinstance(asked, Dataset):
        from govreports.measures.compute import indicators

        return indicators(asked, indicator, basis=basis)
    if indicator is None or "indicator" not in asked.columns:
        return asked
    return asked[asked["indicator"].isin([chosen.id for chosen in choose(indicator)])]


def dataset_of(asked: Dataset | pd.DataFrame, data: Dataset | None) -> Dataset:
    """Return the dataset that goes with what was asked.

    Raises
    ------
    ValueError
        A frame was given without its dataset.
    """
    dataset = asked if isinstance(asked, Dataset) else data
    if dataset is None:
        raise ValueError("a frame does not know its agencies: give the dataset too, aggregate(frame, data)")
    return dataset


def with_parts(rows: pd.DataFrame, asked: Dataset | pd.DataFrame, agency: str) -> pd.DataFrame:
    """Return the rows of an agency and, after them, those of the agencies below it.

    Parameters
    ----------
    rows : pandas.DataFrame
        From `measured`.
    asked : Dataset or pandas.DataFrame
        What they were measured from: a dataset knows aliases too.
    agency : str
        Id, name or a part of the name that only one has.

    Raises
    ------
    ValueError
        No agency fits, or more than one; the message names those that are there.
    """
    who = agency_named(asked, agency) if isinstance(asked, Dataset) else _named_in(rows, agency)
    mine = key(rows) == who
    below = rows["part_of"].fillna("").str.split(";").map(lambda above: who in above).astype(bool)
    return pd.concat([rows[mine], rows[~mine & below]])


def _named_in(rows: pd.DataFrame, name: str) -> str:
    named = pd.DataFrame({"key": key(rows), "agency": rows["agency"]}).drop_duplicates().dropna()
    for fits in (named["key"] == name, named["agency"] == name, named["agency"].str.contains(name, regex=False)):
        if named.loc[fits, "key"].nunique() == 1:
            return str(named.loc[fits, "key"].iloc[0])
    there = "、".join(named["agency"].drop_duplicates().head(30))
    raise ValueError(f"没有唯一的机关“{name}”。No single agency fits {name!r}; there are: {there}")


def last_full_year(rows: pd.DataFrame) -> int:
    """Return the last year for which at least half as many agencies reported as for the fullest; 0 where none is."""
    counts = rows.drop_duplicates("report")["year"].dropna().value_counts()
    return max((int(str(year)) for year, count in counts.items() if count >= FULL * counts.max()), default=0)
