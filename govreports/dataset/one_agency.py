"""What a dataset holds of one agency."""

from __future__ import annotations

from dataclasses import replace

from govreports.dataset.agency_named import agency_named
from govreports.dataset.data import Dataset
from govreports.dataset.same_agency import key


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
    own = data.reports[key(data.reports).eq(who).fillna(False)]
    kept = {}
    for frame, places in data.rows_of_reports.items():
        mine = sorted(place for report in own["report"] for place in places.get(report, ()))
        kept[frame] = getattr(data, frame).iloc[mine].reset_index(drop=True)
    files = tuple(f"/{path}" for path in own["path"].dropna())
    of_its_files = [f"/{path}".endswith(files) if files else False for path in data.problems["path"].fillna("")]
    # As an index: an empty list of truths would choose no columns in place of no rows.
    problems = data.problems.iloc[[place for place, mine in enumerate(of_its_files) if mine]]
    return replace(data, problems=problems.reset_index(drop=True), **kept)
