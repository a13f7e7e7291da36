"""A report at a glance, as JupyterLab shows it: whose it is, its headline numbers, what fails, what is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from govreports.codes import in_words
from govreports.columns import Cell, Check
from govreports.words import cell_label

if TYPE_CHECKING:
    from govreports.report.report import Report

_HEADLINES = (
    ("applications", "received", "total", "新收申请 received"),
    ("applications", "concluded", "total", "办结 concluded"),
    ("applications", "granted", "total", "予以公开 granted"),
    ("applications", "carried_out", "total", "结转下年 carried out"),
    ("litigation", "reconsideration", "total", "行政复议 reconsiderations"),
    ("litigation", "lawsuit_direct", "total", "直接起诉 direct lawsuits"),
)
_MOST = 8  # rows of a list before the rest is only counted

# Spans and not a list of terms: JupyterLab floats every dt and dd that it shows, over each other.
_STYLE = """<style>
.gr-card{font-family:system-ui,"Noto Sans SC",sans-serif;max-width:56rem;line-height:1.45}
.gr-card h3{margin:.2em 0;font-size:1.15em}.gr-card .meta{color:#666;margin:0 0 .6em}
.gr-card .facts{display:flex;flex-wrap:wrap;gap:.4em 2em;margin:.4em 0}.gr-card .facts span{white-space:nowrap}
.gr-card .label{display:block;color:#666;font-size:.85em}
.gr-card .number{display:block;font-size:1.4em;font-variant-numeric:tabular-nums}
.gr-card ul{margin:.2em 0 .6em 1.2em;padding:0}.gr-card code{font-size:.9em}
.gr-card .bad{border-left:4px solid #9434a8;padding-left:.6em}
.gr-card .doubt{border-left:4px solid #e69f00;padding-left:.6em}
</style>"""


def report_card(report: Report) -> str:
    """Write a report's card as HTML.

    Parameters
    ----------
    report : Report

    Returns
    -------
    str
        Self-contained; text of the document is escaped.
    """
    tables = ", ".join(f"{table} {edition}" for table, edition in report.table_edition.items())
    meta = [f"版本 edition {report.edition or '?'} ({tables})", f"读取 read as {report.method}", report.path.name]
    who = f"{report.agency or '机关未知 agency unknown'} · {report.year or '年份未知 year unknown'}"
    parts = [
        _STYLE,
        f"<div class='gr-card'><h3>{escape(who)}</h3>",
        f"<p class='meta'>{escape(' · '.join(meta))}</p><div class='facts'>{_headlines(report)}</div>",
        _listed("bad", "勾稽关系不符 checks that fail", [_check(check) for check in report.failed]),
        _listed("doubt", "读取存疑 cells in doubt", [_cell(cell) for cell in report.in_doubt]),
        _listed("doubt", "未读全或未列 read in part, or left out", [escape(str(one)) for one in report.problems]),
    ]
    if report.flag:
        doubt = f"{escape(in_words(report.flag, where='report'))} <code>{escape(report.flag)}</code>"
        parts.append(f"<p class='doubt'>存疑 in doubt: {doubt}</p>")
    counted = sum(check.status == "pass" for check in report.check_rows)
    parts.append(
        f"<p class='meta'>{len(report.cell_rows)} cells, {counted} of {len(report.check_rows)} checks pass</p></div>"
    )
    return "".join(parts)


def _headlines(report: Report) -> str:
    values = {(cell.table, cell.item, cell.column): cell for cell in report.cell_rows}
    shown = []
    for table, item, column, label in _HEADLINES:
        cell = values.get((table, item, column))
        if cell is not None:
            number = f"{cell.value:,.10g}" if cell.value is not None else escape(cell.text or "空白 blank")
            shown.append(f"<span><span class='label'>{label}</span><span class='number'>{number}</span></span>")
    return "".join(shown)


def _listed(kind: str, title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    rest = f"<li>… {len(lines) - _MOST} more</li>" if len(lines) > _MOST else ""
    rows = "".join(f"<li>{line}</li>" for line in lines[:_MOST])
    return f"<div class='{kind}'><b>{title}: {len(lines)}</b><ul>{rows}{rest}</ul></div>"


def _check(check: Check) -> str:
    return f"{escape(check.message or check.check)} <code>{check.cause}</code>"


def _cell(cell: Cell) -> str:
    place = cell_label(cell.table, cell.item, cell.column)
    page = f", p. {cell.page}" if cell.page else ""
    doubt = escape(in_words(cell.flag or ""))
    return f"{escape(place)}: “{escape(cell.text)}” {doubt} <code>{cell.flag}</code>{page}"
