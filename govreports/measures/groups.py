"""Aggregation over groups of agencies with coverage, and groups of peers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govreports.measures.arrays import floats, objects, texts, truths
from govreports.measures.asked import dataset_of
from govreports.measures.comparison import (
    NotComparableError,
    flags_of,
    masks_of,
    refuse_double_counting,
    sound,
    used_rows,
)
from govreports.measures.derived import summed_rows
from govreports.measures.flags import BIT
from govreports.measures.indicator_rows import INDICATOR_COLUMNS

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset


def aggregate(
    frame: Dataset | pd.DataFrame,
    data: Dataset | None = None,
    by: str | Mapping[str, str] | None = None,
    *,
    indicator: str | Iterable[str] | None = None,
    interval: str = "wilson",
) -> pd.DataFrame:
    """Add agencies up: the rate of a group is the sum of its numerators over the sum of its denominators.

    Parameters
    ----------
    frame : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned.
    data : Dataset, optional
        Its `agencies` say who belongs to a group and who is missing; needed where `frame` is no dataset.
    by : str, mapping of str to str, or None
        A column of agencies.csv (``level``, ``region``, ``parent``, a column of the user's), a mapping from agency id
        to group, or None for all agencies of the frame together.
    indicator : str or iterable of str, optional
        Ids or names; all of the frame for None.

    Returns
    -------
    pandas.DataFrame
        One row a group, year, indicator and applicant, with all columns of `indicators` (`agency` is the group,
        `report` its name and year), so that groups can be compared and drawn as agencies are, then ``group`` and the
        coverage: `counted` (agencies in the sum), `reported` (with a report of the year), `expected` (in agencies.csv
        and alive in that year; NA for ``by=None``) and `missing` (names of those expected and not counted; `flags`
        then says ``incomplete``, since a change from year to year may be one of membership).

    Raises
    ------
    DoubleCountingError
        A group holds an agency and a part of it in one year; the message names both.
    NotComparableError
        The frame has no numerators, or `by` is no column of the agencies.
    """
    rows = used_rows(frame, indicator)
    agencies = dataset_of(frame, data).agencies
    group = _group_of(rows, agencies, by)
    rows = rows.assign(group=texts(group))
    rows = rows[rows["group"].notna()]
    refuse_double_counting(rows, ["group"])
    keys = ["group", "year", "indicator", "applicant"]
    result = summed_rows(rows, keys, interval).rename(columns={"rows": "counted"})
    reported = rows.groupby(keys).size().rename("reported").reset_index()
    result = result.merge(reported, on=keys, how="left", validate="one_to_one")
    return _as_agencies(_with_coverage(result, rows, agencies, by), rows)


def _as_agencies(result: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return groups the columns of agencies; a group that holds a parent of another one's member contains that one."""
    home = dict(zip(objects(rows["agency_id"]).tolist(), objects(rows["group"]).tolist(), strict=True))
    above: dict[Any, set[str]] = {}
    for group, line in rows[["group", "part_of"]].drop_duplicates().itertuples(index=False):
        ids = line.split(";") if isinstance(line, str) else []
        above.setdefault(group, set()).update(home[agency] for agency in ids if home.get(agency, group) != group)
    inside = {group: ";".join(f"group {other}" for other in sorted(groups)) or None for group, groups in above.items()}
    groups = objects(result["group"]).tolist()
    result = result.assign(
        report=texts(f"{group} {year}" for group, year in zip(groups, result["year"], strict=True)),
        agency=texts(groups),
        agency_id=texts(f"group {group}" for group in groups),
        part_of=texts(inside[group] for group in groups),
        used=truths([True] * len(result)),
    )
    return result[[*INDICATOR_COLUMNS, "group", "counted", "reported", "expected", "missing"]]


def _group_of(rows: pd.DataFrame, agencies: pd.DataFrame, by: str | Mapping[str, str] | None) -> list[Any]:
    who = objects(rows["agency_id"]).tolist()
    if by is None:
        return ["all"] * len(rows)
    if isinstance(by, str):
        if by not in agencies.columns:
            listed = ", ".join(agencies.columns) or "none: there is no agencies.csv"
            raise NotComparableError(f"agencies.csv has no column {by!r}; its columns are {listed}")
        by = dict(zip(objects(agencies["id"]).tolist(), objects(agencies[by]).tolist(), strict=True))
    return [None if agency is None else by.get(agency) for agency in who]


def _with_coverage(
    result: pd.DataFrame, rows: pd.DataFrame, agencies: pd.DataFrame, by: str | Mapping[str, str] | None
) -> pd.DataFrame:
    if by is None or "id" not in agencies.columns:
        result["expected"] = pd.array([None] * len(result), dtype="Int64")
        result["missing"] = texts([None] * len(result))
        return result
    listed = agencies.assign(group=_group_of(agencies.rename(columns={"id": "agency_id"}), agencies, by))
    years = agencies.reindex(columns=["valid_from", "valid_to"])
    first = np.nan_to_num(floats(years["valid_from"]), nan=-np.inf)
    last = np.nan_to_num(floats(years["valid_to"]), nan=np.inf)
    counted = rows[sound(rows)].groupby(["group", "year", "indicator", "applicant"])["agency_id"].agg(set)
    expected, missing = [], []
    alive = {year: listed[(first <= year) & (year <= last)] for year in result["year"].dropna().unique()}
    for group, year, indicator, applicant in result[["group", "year", "indicator", "applicant"]].itertuples(
        index=False
    ):
        members = alive[year][alive[year]["group"] == group]
        there = counted.get((group, year, indicator, applicant), set())
        expected.append(len(members))
        missing.append("、".join(members.loc[~members["id"].isin(list(there)), "name"]) or None)
    result["expected"] = pd.array(expected, dtype="Int64")
    result["missing"] = texts(missing)
    masks = masks_of(result["flags"])
    masks[[names is not None for names in missing]] |= BIT["incomplete"]
    return result.assign(flags=flags_of(masks))


def peers(
    data: Dataset,
    *,
    level: str | None = None,
    region: str | None = None,
    parent: str | None = None,
    population: tuple[float, float] | None = None,
    ids: Iterable[str] | None = None,
) -> list[str]:
    """List the agencies that share what is asked for.

    Parameters
    ----------
    level, parent : str, optional
        As in agencies.csv.
    region : str, optional
        The beginning of a region: ``江苏省`` takes all of Jiangsu.
    population : (float, float), optional
        Smallest and largest number of inhabitants; agencies without one are left out.
    ids : iterable of str, optional
        A list of the user's own, to be narrowed by the rest.

    Returns
    -------
    list of str
        Agency ids in the order of agencies.csv.

    Raises
    ------
    NotComparableError
        There is no agencies.csv, or an id is not in it.
    """
    table = data.agencies
    if "id" not in table.columns:
        raise NotComparableError("there is no agencies.csv, and so no groups of peers")
    if ids is not None:
        wanted = list(ids)
        unknown = sorted(set(wanted) - set(table["id"]))
        if unknown:
            raise NotComparableError(f"agencies.csv has no id {', '.join(unknown)}")
        table = table[table["id"].isin(wanted)]
    for column, value in (("level", level), ("parent", parent)):
        if value is not None:
            table = table[(table[column] == value).fillna(False)]
    if region is not None:
        table = table[table["region"].str.startswith(region).fillna(False)]
    if population is not None:
        table = table[table["population"].between(*population).fillna(False)]
    return [str(agency) for agency in table["id"]]
