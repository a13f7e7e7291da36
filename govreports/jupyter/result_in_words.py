"""How a `Result` is read in JupyterLab: who, when, what, how much, how sure; the rest is a verb away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pandas as pd

from govreports.charts.say import indicator, number, percent, shown
from govreports.charts.say_change import points, relative
from govreports.codes import in_words
from govreports.files.offline_page import render
from govreports.measures.flags import flag_text
from govreports.measures.kinds import PERCENTAGES
from govreports.quality.check_sentences import check_sentence
from govreports.words import cell_label, check_label

ENDS = 10
"""Rows shown from either end of a frame of more than twice as many: a screen."""

Row = dict[Any, Any]


class Column(NamedTuple):
    """One column as it is read."""

    heading: str
    needs: tuple[str, ...]  # columns of the frame without which it is left out
    text: Callable[[Row], str]


def readable(frame: pd.DataFrame) -> str | None:
    """Write a result as an HTML table; None where it holds nothing of what a reader looks for.

    Parameters
    ----------
    frame : pandas.DataFrame

    Returns
    -------
    str or None
    """
    shape = next((shape for shape in _OF_REPORTS if shape[0].issubset(frame.columns)), None)
    columns = shape[1] if shape else [column for column in _COLUMNS if set(column.needs).issubset(frame.columns)]
    if "agency" not in frame.columns or len(columns) < _FEWEST:
        return None
    chosen = _ends(len(frame))
    rows = frame.iloc[[place for place in chosen if place >= 0]].astype(object)
    rows = rows.where(rows.notna(), None)
    if "kind" not in rows.columns:
        rows["kind"] = frame.attrs.get("kind", "share")
    records = rows.to_dict("records")
    texts = {column.heading: [column.text(row) for row in records] for column in columns}
    filled = {heading: told for heading, told in texts.items() if set(told) - {"", "—"}}
    lines = iter(zip(*filled.values(), strict=True))
    return render(
        "result.html",
        notes=[note.zh for note in frame.attrs.get("notes", ())],
        heads=list(filled),
        rows=[(place, next(lines) if place >= 0 else ()) for place in chosen],
        size=f"{len(frame):,} 行 rows × {frame.shape[1]} 列 columns；全部列 every column: ",
    )


def _ends(count: int) -> Iterable[int]:
    if count <= 2 * ENDS:
        return range(count)
    return [*range(ENDS), -1, *range(count - ENDS, count)]


def _value(name: str, cases: str = "denominator") -> Callable[[Row], str]:
    return lambda row: shown(row[name], row["kind"], row.get(cases))


def _interval(row: Row) -> str:
    if row["low"] is None or row["high"] is None:
        return ""
    return " – ".join(shown(row[name], row["kind"], row.get("denominator")) for name in ("low", "high"))


def _cases(row: Row) -> str:
    if row["denominator"] is None and row["kind"] not in ("share", "ratio"):  # of a share it is not printed
        return number(row["numerator"])
    return f"{number(row['numerator'])} / {number(row['denominator'])}"


def _move(name: str) -> Callable[[Row], str]:
    def text(row: Row) -> str:
        moved = row[name]
        if row["kind"] in PERCENTAGES:
            return points(moved, "zh")
        return f"+{number(moved)}" if moved is not None and moved > 0 else number(moved)

    return text


def _moved_between(row: Row) -> str:
    if row["difference_low"] is None or row["difference_high"] is None:
        return ""
    return f"{_move('difference_low')(row).split(' ')[0]} – {_move('difference_high')(row)}"


def _text(name: str) -> Callable[[Row], str]:
    return lambda row: "" if row[name] is None else str(row[name])


def _found(row: Row) -> str:
    if row["message"] is not None:
        return check_sentence(row)
    return f"{check_label(row['check'])}：{number(row['left'])} = {number(row['right'])}"


_COLUMNS = (
    Column("名次 rank", ("rank",), lambda row: f"{row['rank']}（{row['rank_low']}–{row['rank_high']}）"),
    Column("机关 agency", ("agency",), _text("agency")),
    Column("年 year", ("year",), _text("year")),
    Column("指标 indicator", ("indicator",), lambda row: indicator(str(row["indicator"]), "zh")),
    Column("自 from", ("year_from",), _text("year_from")),
    Column("至 to", ("year_to",), _text("year_to")),
    Column("前 before", ("value_from",), _value("value_from", "n_from")),
    Column("后 after", ("value_to",), _value("value_to", "n_to")),
    Column("值 value", ("value",), _value("value")),
    Column("区间 interval", ("value", "low", "high"), _interval),
    Column("件数 cases", ("numerator", "denominator"), _cases),
    Column("估计 estimate", ("estimate",), lambda row: percent(row["estimate"])),
    Column("变化 change", ("difference",), _move("difference")),
    Column("变化区间 interval", ("difference_low", "difference_high"), _moved_between),
    Column("同比 relative", ("relative",), lambda row: relative(row["relative"], "zh")),
    Column("超出偶然 clear", ("clear",), lambda row: {True: "是", False: "否", None: ""}[row["clear"]]),
    Column("年份 years", ("n_years", "years"), _text("years")),
    Column("说明 flags", ("flags",), lambda row: "" if row["flags"] is None else flag_text(str(row["flags"]))),
)
_WHO = (Column("机关 agency", (), _text("agency")), Column("年 year", (), _text("year")))
_CAUSES = {"published": "公布如此 published", "reading": "识读存疑 reading"}
_STATUS = {"pass": "成立", "fail": "不成立", "notice": "不寻常", "unknown": "未知"}
_OF_REPORTS: tuple[tuple[frozenset[str], tuple[Column, ...]], ...] = (
    (
        frozenset(("agency", "year", "table", "item", "column", "value", "text", "flag")),
        (
            *_WHO,
            Column("数据 cell", (), lambda row: cell_label(row["table"], row["item"], row["column"])),
            Column("值 value", (), lambda row: number(row["value"])),
            Column("印作 printed", (), _text("text")),
            Column("页 page", (), _text("page")),
            Column("存疑 flag", (), lambda row: "" if row["flag"] is None else in_words(row["flag"])),
        ),
    ),
    (
        frozenset(("agency", "year", "check", "table", "item", "column", "left", "right", "status", "cause")),
        (
            *_WHO,
            Column("核对 check", (), lambda row: f"{_STATUS[row['status']]} {row['status']}"),
            Column("因何 cause", (), lambda row: _CAUSES.get(row["cause"], "")),
            Column("说明 what", (), _found),
        ),
    ),
    (
        frozenset(("report", "agency", "year", "edition", "cells", "cells_in_doubt", "checks_failed")),
        (
            *_WHO,
            Column("报告 report", (), _text("report")),
            Column("报表 form", (), _text("edition")),
            Column("数据 cells", (), _text("cells")),
            Column("存疑 in doubt", (), _text("cells_in_doubt")),
            Column("不成立 sums that fail", (), _text("checks_failed")),
        ),
    ),
)
"""A dataset's cells, checks and reports: the columns by which each is known, and how it is read."""
_FEWEST = 4
"""Fewer of these columns are no result of a measure but something the user made of one: it is shown as it is."""
