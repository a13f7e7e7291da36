"""One draft, checked before it is published: ``govreports check draft.docx``."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from govreports.checks.cross import cross_checks
from govreports.checks.faults import explain
from govreports.codes import in_words
from govreports.columns import CheckRow, ReportRow, records
from govreports.dataset.agencies import AgencyNames
from govreports.dataset.build import build
from govreports.dataset.data import Dataset
from govreports.dataset.records import FileRecord
from govreports.files.printable import for_terminal
from govreports.quality.quality_page import quality_page
from govreports.reading.read_file import read_reports
from govreports.report.report import Report
from govreports.words import cell_label, whose


class Draft(NamedTuple):
    """What `check_draft` found."""

    html: str  # the quality page of the draft
    lines: tuple[str, ...]  # the same in short, for a terminal
    clean: bool  # true where no sum fails, no reading is in doubt and everything was read


def check_draft(path: str | Path, against: Dataset | None = None) -> Draft:
    """Check a report before it is published.

    Parameters
    ----------
    path : str or Path
        A Word, Excel or PDF file, or any other that can be read.
    against : Dataset, optional
        The agency's reports of earlier years (and its peers'), for what must agree with them.

    Returns
    -------
    Draft

    Raises
    ------
    govreports.ReadError
        The file cannot be opened, holds no form, or is a blank form.
    FileNotFoundError
        There is no such file.
    """
    file = Path(path)
    reports = read_reports(file)
    mine = build(file.parent, [(file, FileRecord.of(reports, ()))])
    if against is not None:
        mine = replace(mine, checks=_with_others(mine, against))
    values = [_table(report, table) for report in reports for table in report.table_edition]
    html = quality_page(mine, file.parent, values=values)
    problems = [problem for report in reports for problem in report.problems]
    failed, notices = (mine.checks[mine.checks["status"] == status] for status in ("fail", "notice"))
    uncertain = mine.reports[mine.reports["flag"].notna()]
    clean = failed.empty and all(problem.notice for problem in problems) and not _doubtful(mine) and uncertain.empty
    lines = [
        _summary(mine, clean),
        *(f"勾稽不符 fails: {row['message']}" for row in records(failed, CheckRow)),
        *(f"推测 suggestion: {row['why']}" for row in records(explain(mine)) if row["rank"] == 1),
        *(f"读取存疑 in doubt: {_named(row)}: {in_words(str(row['flag']))}" for row in _doubtful(mine)),
        *(f"读取存疑 in doubt: {whose(row)}: {in_words(str(row['flag']))}" for row in records(uncertain, ReportRow)),
        *(f"提示 notice: {row['message']}" for row in records(notices, CheckRow)),
        *(f"正文 prose: {row['message']}" for row in records(mine.checks[_unmatched(mine)], CheckRow)),
        *(f"{problem.heading(read=True)}: {problem.words}" for problem in problems),
        *(_values(report, table) for report in reports for table in report.table_edition),
    ]
    return Draft(html, tuple(lines), clean)


def _summary(mine: Dataset, clean: bool) -> str:
    """Return the first line, for the clerk who publishes the report."""
    held = int((mine.checks["status"] == "pass").sum())
    if clean:
        return f"未发现问题，可以发布 clean: {len(mine.cells)} 个数据 values, {held} 条勾稽关系成立 sums hold."
    return f"请在发布前核对下列各处 look at these before it is published; {held} 条勾稽关系成立 sums hold."


def _named(row: dict[str, object]) -> str:
    return f"{cell_label(str(row['table']), str(row['item']), str(row['column']))} “{row['text']}”"


def _values(report: Report, table: str) -> str:
    """Return a table as it was read, in the form's words."""
    read = report.table(table, labels="zh")
    return f"\n{read.attrs['title']}\n{for_terminal(read)}"


def _table(report: Report, table: str) -> dict[str, Any]:
    """Return a table as it was read, in the form's words, for the page."""
    read = report.table(table, labels="zh")
    rows = [
        (str(label), *(None if pd.isna(value) else value for value in values))
        for label, values in zip(read.index, read.to_numpy(dtype=object), strict=True)
    ]
    return {"title": read.attrs["title"], "heads": ["", *map(str, read.columns)], "rows": rows}


def _doubtful(data: Dataset) -> list[dict[str, object]]:
    return records(data.cells[data.cells["flag"].notna()])


def _unmatched(data: Dataset) -> pd.Series[bool]:
    return (data.checks["check"] == "prose") & (data.checks["status"] == "unknown")


def _with_others(draft: Dataset, against: Dataset) -> pd.DataFrame:
    """The draft's checks with those that need the other reports; an earlier file of the draft itself gives way."""
    known = AgencyNames(against.agencies)
    pairs = draft.reports[["agency", "year"]].itertuples(index=False, name=None)
    ids = [known.match(agency, year) for agency, year in pairs]
    named = draft.reports.assign(agency_id=pd.Series(ids, index=draft.reports.index, dtype="string"))
    draft = replace(draft, reports=named)
    keys = set(draft.reports[["agency", "year"]].itertuples(index=False, name=None))
    names = {
        report
        for report, *key in against.reports[["report", "agency", "year"]].itertuples(index=False, name=None)
        if tuple(key) not in keys and report not in set(draft.reports["report"])
    }
    parts = {}
    for part in fields(Dataset):
        own, other = getattr(draft, part.name), getattr(against, part.name)
        if "report" in other.columns and part.name != "corrections":
            parts[part.name] = pd.concat([other[other["report"].isin(names)], own], ignore_index=True)
        else:
            parts[part.name] = other if len(other) else own
    crossed = cross_checks(Dataset(**parts))
    own_checks = draft.checks[~draft.checks["check"].isin(crossed["check"])]
    return pd.concat([own_checks, crossed[crossed["report"].isin(draft.reports["report"])]], ignore_index=True)
