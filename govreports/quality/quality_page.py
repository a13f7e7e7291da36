"""The quality page: everything that is in doubt in a folder of reports, on one page that can be sent to an agency."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.codes import in_words
from govreports.dataset.corrected import apply_corrections
from govreports.dataset.coverage import IN_DOUBT, MISSING, PRESENT, UNREADABLE, coverage, coverage_matrix
from govreports.files.offline_page import listed, number, page, table
from govreports.quality.diff_page import changes_table
from govreports.quality.fault_cases import Pictures, failing_cases, records, who
from govreports.words import cell_label

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

TITLE = "政府信息公开工作年度报告数据质量 Data quality of the annual reports"
_STATES = {PRESENT: "●", IN_DOUBT: "◐", UNREADABLE: "✕", MISSING: "○"}
_LEGEND = "● 已读 present　◐ 存疑 in doubt　✕ 有文件而未能读取 unreadable　○ 未见 missing"


def quality_page(data: Dataset, raw: str | Path | None = None, changes: pd.DataFrame | None = None) -> str:
    """Write the quality page.

    Parameters
    ----------
    data : Dataset
    raw : str or Path, optional
        The folder of the reports, for the pictures of the places.
    changes : pandas.DataFrame, optional
        From `govreports.diff`: what changed since last time.

    Returns
    -------
    str
        HTML that works offline as one file. The same data give the same bytes.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> "0 份年报" in quality_page(Dataset())
    True
    """
    pictures = Pictures(data, None if raw is None else Path(raw))
    applied = apply_corrections(data)
    doubtful = data.cells[data.cells["flag"].notna()]
    notices = data.checks[data.checks["status"] == "notice"]
    prose = data.checks[(data.checks["check"] == "prose") & (data.checks["status"] == "unknown")]
    sections = [
        ("勾稽关系不符 Sums that do not add up", failing_cases(data, pictures)),
        ("读取存疑 Cells whose reading is in doubt", _doubtful(doubtful, pictures)),
        ("跨年、跨机关提示 Unusual, not wrong", _messages(notices)),
        ("正文与表格未能对上 Prose that no cell confirms", _messages(prose)),
        ("未读或未读全 Not read, or in part", _problems(data.problems)),
        ("更正记录 Corrections on record", _corrections(applied.cells, applied.problems)),
        ("报送情况 Who has reported", _coverage(data)),
    ]
    if changes is not None:
        sections.append(("与上次相比 What changed", changes_table(changes)))
    summary = (
        f"{len(data.reports)} 份年报 reports · {len(data.cells)} 个数据 cells · "
        f"{(data.checks['status'] == 'fail').sum()} 处勾稽不符 checks fail · "
        f"{len(doubtful)} 处读取存疑 cells in doubt · {len(data.problems)} 处未读或未读全 not read or in part"
    )
    parts = [f'<p class="meta">{escape(summary)}</p>']
    parts += [f"<h2>{escape(title)}</h2>\n{body or '<p>无 none</p>'}" for title, body in sections]
    if pictures.left_out:
        parts.append(f'<p class="meta">另有 {pictures.left_out} 处未附图 places without a picture.</p>')
    return page(TITLE, parts)


def write_quality_page(
    data: Dataset, path: str | Path, raw: str | Path | None = None, changes: pd.DataFrame | None = None
) -> Path:
    """Write the quality page to a file; see `quality_page`."""
    from govreports.files.write_whole import write_whole

    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    html = quality_page(data, raw, changes)
    write_whole(place, lambda draft: draft.write_text(html, encoding="utf-8"))
    return place


def _doubtful(cells: pd.DataFrame, pictures: Pictures) -> str:
    parts = []
    for cell in records(cells):
        name = cell_label(cell["table"], cell["item"], cell["column"])
        doubt = f"{in_words(cell['flag'])} [{cell['flag']}]"
        read = f"读作 {number(cell['value']) or '空'}，印作 “{number(cell['text'])}”：{doubt}"
        picture = pictures(cell["report"], [cell])
        parts.append(f'<div class="case reading"><p>{escape(f"{who(cell)} {name}: {read}")}</p>{picture}</div>')
    return "\n".join(parts)


def _messages(checks: pd.DataFrame) -> str:
    rows = [(who(row), row["check"], row["message"]) for row in records(checks)]
    return table(["机关、年度", "检查 check", "说明"], rows) if rows else ""


def _problems(problems: pd.DataFrame) -> str:
    rows = [(row["path"], row["page"], row["reason"], row["remedy"]) for row in records(problems)]
    return table(["文件", "页", "原因", "怎么办"], rows) if rows else ""


def _corrections(cells: pd.DataFrame, refused: pd.DataFrame) -> str:
    made = records(cells[cells["correction"].notna()])
    rows = [(who(cell), cell_label(cell["table"], cell["item"], cell["column"]), cell["correction"]) for cell in made]
    parts = [table(["机关、年度", "数据", "更正"], rows)] if rows else []
    if len(refused):
        parts.append("<p>以下更正未予采用 refused:</p>" + listed(refused["reason"]))
    return "\n".join(parts)


def _coverage(data: Dataset) -> str:
    covered = coverage(data)
    if covered.empty:
        return ""
    wide = coverage_matrix(covered)
    states = [[_STATES.get(str(state), "") for state in row] for row in wide.to_numpy()]
    rows = [(agency, *row) for agency, row in zip(wide.index, states, strict=True)]
    late = [row for row in records(covered) if row["on_time"] is False]
    notes = [f"{row['agency']} {row['year']}: {row['published']} 发布，法定期限 {row['deadline']}" for row in late]
    nameless = [row for row in records(covered) if row["agency"] is None]
    notes += [f"未能读取，机关和年度不明: {row['note']}" for row in nameless]
    legend = f'<p class="meta">{_LEGEND}</p>'
    return table(["机关", *map(str, wide.columns)], rows) + legend + (listed(notes) if notes else "")
