"""What `govreports check FOLDER` prints: file by file and row by row, the worst first within a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govreports.codes import in_words
from govreports.columns import CellRow, ReportRow, records
from govreports.measures.reports import Reports
from govreports.words import column_label, item_label

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset


def check_lines(data: Dataset) -> list[str]:
    """Return what fails and what is in doubt, one line a row of the form, under the name of its file.

    Parameters
    ----------
    data : Dataset

    Returns
    -------
    list of str
        Files without fault have no line; then files that stand for one agency and year, and which one is used.
    """
    failed = data.checks[data.checks["status"] == "fail"]
    doubtful = data.cells[data.cells["flag"].notna()]
    lines = []
    for report in records(data.reports, ReportRow):
        sums = list(_failed_rows(failed[failed["report"] == report["report"]]))
        doubts = list(_doubtful_rows(doubtful[doubtful["report"] == report["report"]]))
        if sums or doubts:
            lines.append(f"{report['report']}（{report['agency']} {report['year']}）")
            lines += [f"  {line}" for line in (*sums, *doubts)]
    return [*lines, *_same_agency_and_year(data)]


def _failed_rows(failed: pd.DataFrame) -> Iterator[str]:
    for _, rows in failed.groupby(["check", "table", "item"], dropna=False, sort=False):
        first = rows.iloc[0]
        more = f"；同一关系另有 {len(rows) - 1} 列不符 {len(rows) - 1} more columns" if len(rows) > 1 else ""
        yield f"勾稽不符 fails: {first['message']} [{first['cause']}]{more}"


def _doubtful_rows(doubtful: pd.DataFrame) -> Iterator[str]:
    for (table, item, flag), rows in doubtful.groupby(["table", "item", "flag"], sort=False):
        cells = records(rows, CellRow)
        columns = "、".join(f"{column_label(str(table), cell['column'])} “{cell['text']}”" for cell in cells)
        yield f"存疑 in doubt: {item_label(str(table), str(item))}（{columns}）: {in_words(str(flag))} [{flag}]"


def _same_agency_and_year(data: Dataset) -> Iterator[str]:
    reports = Reports.of(data)
    known = reports.frame.assign(key=reports.agency_key, used=reports.used)
    known = known[known["agency"].notna() & known["year"].notna()]
    for _, rows in known[known.duplicated(["key", "year"], keep=False)].groupby(["key", "year"], sort=False):
        agency, year = rows["agency"].iloc[0], rows["year"].iloc[0]
        used = "、".join(rows.loc[rows["used"], "report"])
        yield (
            f"同一机关同一年有 {len(rows)} 份 files of one agency and year: {agency} {year}: "
            f"{'、'.join(rows['report'])}；比较取 used: {used}"
        )
