"""A report at a glance, as JupyterLab shows it: whose it is, its headline numbers, what fails, what is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreports.codes import in_words
from govreports.columns import Cell, Check
from govreports.files.offline_page import render
from govreports.words import cell_label

if TYPE_CHECKING:
    from govreports.report.read_from import ReadFrom

_HEADLINES = (
    ("applications", "received", "total", "新收申请 received"),
    ("applications", "concluded", "total", "办结 concluded"),
    ("applications", "granted", "total", "予以公开 granted"),
    ("applications", "carried_out", "total", "结转下年 carried out"),
    ("litigation", "reconsideration", "total", "行政复议 reconsiderations"),
    ("litigation", "lawsuit_direct", "total", "直接起诉 direct lawsuits"),
)
_MOST = 8  # rows of a list before the rest is only counted


def report_card(report: ReadFrom) -> str:
    """Write a report's card as HTML.

    Parameters
    ----------
    report : ReadFrom

    Returns
    -------
    str
        Self-contained; text of the document is escaped.
    """
    tables = ", ".join(f"{table} {edition}" for table, edition in report.table_edition.items())
    meta = [f"版本 edition {report.edition or '?'} ({tables})", f"读取 read as {report.method}", report.path.name]
    who = f"{report.agency or '机关未知 agency unknown'} · {report.year or '年份未知 year unknown'}"
    counted = sum(check.status == "pass" for check in report.check_rows)
    return render(
        "card.html",
        who=who,
        meta=" · ".join(meta),
        facts=_headlines(report),
        lists=[
            ("bad", "勾稽关系不符 checks that fail", [_check(check) for check in report.failed]),
            ("doubt", "读取存疑 cells in doubt", [_cell(cell) for cell in report.in_doubt]),
            ("doubt", "未读全或未列 read in part, or left out", [(str(problem), "") for problem in report.problems]),
        ],
        most=_MOST,
        doubt=in_words(report.flag, where="report") if report.flag else None,
        flag=report.flag,
        counted=f"{len(report.cell_rows)} cells, {counted} of {len(report.check_rows)} checks pass",
    )


def _headlines(report: ReadFrom) -> list[tuple[str, str]]:
    values = {(cell.table, cell.item, cell.column): cell for cell in report.cell_rows}
    shown = []
    for table, item, column, label in _HEADLINES:
        cell = values.get((table, item, column))
        if cell is not None:
            shown.append((label, f"{cell.value:,.10g}" if cell.value is not None else cell.text or "空白 blank"))
    return shown


def _check(check: Check) -> tuple[str, str]:
    return check.message or check.check, check.cause or ""


def _cell(cell: Cell) -> tuple[str, str]:
    page = f", p. {cell.page}" if cell.page else ""
    doubt = in_words(cell.flag or "")
    return f"{cell_label(cell.table, cell.item, cell.column)}: “{cell.text}”{page} {doubt}", cell.flag or ""
