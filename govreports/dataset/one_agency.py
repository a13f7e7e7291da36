"""What a dataset holds of one agency, or of each of several."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from govreports.checks.same_agency import key
from govreports.columns import TABLES
from govreports.dataset.agency_named import agency_named
from govreports.dataset.data import Dataset

if TYPE_CHECKING:
    import pandas as pd


def of_one_agency(data: Dataset, name: str) -> Dataset:
    """Return the reports of one agency with their cells, checks, sections, corrections and problems.

    Parameters
    ----------
    data : Dataset
    name : str
        Name, alias, id, or a part of the name that only one has.

    Raises
    ------
    ValueError
        No agency fits, or more than one.
    """
    who = agency_named(data, name)
    return of_each_agency(data, [who])[who]


def of_each_agency(data: Dataset, agencies: Collection[str]) -> dict[str, Dataset]:
    """Return what `of_one_agency` gives of each of some agencies: to take rows of a nation out once is cheaper.

    Parameters
    ----------
    data : Dataset
    agencies : collection of str
        Their ids; their names, where they have none.
    """
    reports: dict[str, list[Any]] = {who: [] for who in agencies}
    for who, report in zip(key(data.reports), data.reports["report"], strict=True):
        if who in reports:
            reports[who].append(report)
    frames: dict[str, dict[str, pd.DataFrame]] = {who: {} for who in reports}
    wanted = [report for of in reports.values() for report in of]
    for name in _by_report(data):
        table = data.of_reports(name, wanted)
        places = dict(table.groupby("report", sort=False).indices)
        rows = [np.sort(np.concatenate([[], *(places.get(one, []) for one in of)])) for of in reports.values()]
        taken = table.iloc[np.concatenate([[], *rows]).astype(np.intp)]
        ends = np.cumsum([len(part) for part in rows])
        for who, part, end in zip(reports, rows, ends, strict=True):
            frames[who][name] = taken.iloc[end - len(part) : end].reset_index(drop=True)
    paths = [f"/{path}" for path in data.problems["path"].fillna("")]
    return {who: replace(data, problems=_problems(data, paths, own["reports"]), **own) for who, own in frames.items()}


def _by_report(data: Dataset) -> list[str]:
    """Name the frames whose rows are of reports."""
    corrected = ["corrections"] if "report" in data.corrections.columns else []
    return [name for name, columns in TABLES.items() if "report" in columns] + corrected


def _problems(data: Dataset, paths: list[str], reports: pd.DataFrame) -> pd.DataFrame:
    files = tuple(f"/{path}" for path in reports["path"].dropna())
    # As an index: an empty list of truths would choose no columns in place of no rows.
    mine = [place for place, path in enumerate(paths) if files and path.endswith(files)]
    return data.problems.iloc[mine].reset_index(drop=True)
