"""Who has reported: each agency and year as present, missing, unreadable or in doubt, and whether it was in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from govreports.codes import is_notice
from govreports.columns import TEXT, TRUTH, WHOLE, ReportRow, frame, records
from govreports.dataset.in_time import CERTAINTY, deadline, earliest, verdict
from govreports.dataset.not_the_original import name_set_anew

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

COVERAGE_COLUMNS: dict[str, str] = {
    "agency": TEXT,
    "agency_id": TEXT,
    "year": WHOLE,
    "state": TEXT,
    "report": TEXT,
    "cells_in_doubt": WHOLE,
    "checks_failed": WHOLE,
    "published": TEXT,
    "deadline": TEXT,
    "on_time": TRUTH,
    "note": TEXT,
    "published_source": TEXT,
    "certainty": TEXT,
}
"""The columns of `coverage`."""

PRESENT, IN_DOUBT, UNREADABLE, MISSING = "present", "in_doubt", "unreadable", "missing"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def coverage(data: Dataset, published: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return for every agency and year whether its report is there, and whether it was published in time.

    The agencies are those of ``agencies.csv`` (for the years in which they exist) and all others that reported; the
    years run from the first to the last report.

    Parameters
    ----------
    data : Dataset
    published : pandas.DataFrame, optional
        The user's list of days: ``agency`` (name or id), ``year``, ``published`` (``2025-01-31``). It goes before what
        the documents say.

    Returns
    -------
    pandas.DataFrame
        One row an agency and year, columns of `COVERAGE_COLUMNS`. `state`: ``present``; ``in_doubt`` (a cell, agency or
        year carries a flag, or part of the file could not be read); ``unreadable`` (a file is there and gave no report;
        which agency and year it is for is told from its name, and stays NA where that does not tell); ``missing``.
        `checks_failed` is NA where no sum of the report could be checked. `deadline` is the legal one for the kind of
        agency in that year (the editions' data say it), NA where the kind is not known or the law names no day for it
        (townships). `published_source` is ``list`` or that of the report,
        `certainty` what the source is good for: ``certain``, ``likely`` or ``not_before``. `on_time` is NA where day
        or deadline is, and where the source does not settle it (see `govreports.dataset.in_time`).

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> coverage(Dataset()).empty
    True
    """
    known = _Known(data)
    listed = _listed_days(known, published)
    rows = []
    for who in known.agencies:
        for year in known.years:
            files = known.reports.get((who, year), [])
            broken = known.unreadable.get((who, year), [])
            if not files and not broken and not known.exists(who, year):
                continue
            rows.append(_row(known, who, year, files, broken, listed.get((who, year))))
    nobody = (None, None)
    rows += [(*nobody, None, UNREADABLE, *[None] * 6, path, None, None) for path in known.unreadable.get(nobody, [])]
    covered = frame(rows, COVERAGE_COLUMNS)
    name_set_anew(covered, data.reports)
    return covered


def not_reported(data: Dataset, year: int | None = None) -> pd.DataFrame:
    """Return which agencies have no report that could be read.

    Parameters
    ----------
    data : Dataset
        Its ``agencies.csv`` says who is expected; without it only agencies of other years' reports are.
    year : int, optional
        All years from the first report to the last for None.

    Returns
    -------
    pandas.DataFrame
        The rows of `coverage` whose `state` is ``missing`` or ``unreadable``.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> not_reported(Dataset()).empty
    True
    """
    covered = coverage(data)
    absent = covered["state"].isin([MISSING, UNREADABLE])
    if year is not None:
        absent &= (covered["year"] == year).fillna(False)
    found: pd.DataFrame = covered[absent].reset_index(drop=True)
    return found


def coverage_matrix(covered: pd.DataFrame) -> pd.DataFrame:
    """Lay the states of `coverage` out as agencies × years.

    Parameters
    ----------
    covered : pandas.DataFrame
        From `coverage`.

    Returns
    -------
    pandas.DataFrame
        Agencies × years, each a state; NA where the agency did not exist.

    Raises
    ------
    ValueError
        The frame is another one.
    """
    if "state" not in covered.columns:
        raise ValueError("This frame has no column state: give what gr.coverage(data) returned.")
    known = covered.dropna(subset=["agency", "year"])
    wide = known.pivot(index="agency", columns="year", values="state")
    return wide.reindex(index=known["agency"].drop_duplicates())


class _Known:
    """The agencies, years, reports and broken files of a dataset, under one key for each agency."""

    def __init__(self, data: Dataset) -> None:

        self.listed = {str(row["id"]): row for row in data.agencies.to_dict("records")} if len(data.agencies) else {}
        rows = records(data.reports, ReportRow)
        self.names = {who: str(row["name"]) for who, row in self.listed.items()}
        self.reports: dict[tuple[Any, Any], list[ReportRow]] = {}
        self.bases: dict[str, str] = {}
        for row in rows:
            who = row["agency_id"] or row["agency"]
            if who is None or row["year"] is None:
                continue
            self.names.setdefault(who, row["agency"] or who)
            self.reports.setdefault((who, row["year"]), []).append(row)
            self.bases[_base(row["report"])] = who
        years = [year for _, year in self.reports]
        self.years = range(min(years), max(years) + 1) if years else range(0)
        decided = data.checks["status"].isin(["pass", "fail"])
        self.checked = set(data.checks["report"][decided])
        read = {row["path"] for row in rows}
        problems = data.problems.dropna(subset=["path"])
        told = [path for path, code in zip(problems["path"], problems["code"], strict=True) if not is_notice(code)]
        paths = [str(path) for path in dict.fromkeys(told)]
        self.partly = {path for path in paths if any(_same_file(path, known) for known in read)}
        self.unreadable: dict[tuple[Any, Any], list[str]] = {}
        for path in paths:
            if path not in self.partly and path != "corrections.csv":
                self.unreadable.setdefault(self._named_by(path), []).append(path)

    @property
    def agencies(self) -> Iterator[str]:
        """Those of agencies.csv in its order, then the others by name."""
        yield from self.listed
        yield from sorted(self.names.keys() - self.listed.keys())

    def exists(self, who: str, year: int) -> bool:
        """Whether an agency of agencies.csv exists in a year; of others nothing is known, so they do."""
        import pandas as pd

        row = self.listed.get(who, {})
        ends = (row.get("valid_from"), row.get("valid_to"))
        first, last = (default if pd.isna(end) else int(end) for end, default in zip(ends, (0, 9999), strict=True))
        return first <= year <= last

    def _named_by(self, path: str) -> tuple[str | None, int | None]:
        """Derive agency and year from a file's name: as the agency's other files are named, or as it is."""
        years = _YEAR.findall(PurePosixPath(path).name)
        if len(set(years)) != 1 or int(years[0]) not in self.years:
            return None, None
        stem = path.rpartition(".")[0]
        who = next((who for base, who in self.bases.items() if base and _base(stem).endswith(base)), None)
        if who is None:
            bearers = [who for who, name in self.names.items() if name in path]
            who = max(bearers, key=lambda one: len(self.names[one]), default=None)
        return (None, None) if who is None else (who, int(years[0]))


def _base(name: str) -> str:
    """A file's name without its year."""
    return _YEAR.sub("", PurePosixPath(name).name)


def _same_file(path: str, known: object) -> bool:
    return isinstance(known, str) and (path == known or path.endswith("/" + known))


def _row(
    known: _Known, who: str, year: int, files: list[ReportRow], broken: list[str], day: str | None
) -> tuple[Any, ...]:
    notes = [f"{len(files)} files"] if len(files) > 1 else []
    notes += [f"not read: {path}" for path in broken]
    flags = [f"{row['report']}: {row['flag']}" for row in files if row["flag"]]
    partly = [row["path"] for row in files if any(_same_file(path, row["path"]) for path in known.partly)]
    doubts = sum(int(row["cells_in_doubt"] or 0) for row in files)
    notes += flags + [f"read in part: {path}" for path in partly]
    state = MISSING
    if files:
        state = IN_DOUBT if doubts or flags or partly else PRESENT
    elif broken:
        state = UNREADABLE
    publication = earliest(files, day)
    due = deadline(known.listed.get(who, {}).get("level"), known.names[who], year)
    on_time, why = verdict(publication, due)
    notes += [why] if why else []
    agency_id = who if who in known.listed else None
    names = ";".join(str(row["report"]) for row in files) or None
    checked = [row for row in files if row["report"] in known.checked]
    failed = sum(int(row["checks_failed"] or 0) for row in checked) if checked else None
    counts = (doubts, failed) if files else (None, None)
    dated = (publication.day, due, on_time) if publication else (None, due, None)
    source = (publication.source, CERTAINTY[publication.source]) if publication else (None, None)
    return (known.names[who], agency_id, year, state, names, *counts, *dated, "; ".join(notes) or None, *source)


def _listed_days(known: _Known, published: pd.DataFrame | None) -> dict[tuple[str, int], str]:
    """The user's days by agency key and year."""
    import pandas as pd

    if published is None:
        return {}
    keys = {name: who for who, name in known.names.items()} | {who: who for who in known.names}
    days = published.dropna(subset=["agency", "year", "published"])
    return {
        (keys[str(row["agency"])], int(row["year"])): pd.Timestamp(row["published"]).strftime("%Y-%m-%d")
        for row in days.to_dict("records")
        if str(row["agency"]) in keys
    }
