"""Tables of the notebooks: what fails, what is in doubt, rates with their counts and intervals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

import pandas as pd

from govreports.charts.say import indicator, number
from govreports.charts.say_change import step_words
from govreports.charts.verdict_words import verdict_label
from govreports.codes import in_words, is_notice
from govreports.columns import CellRow, CheckRow, records
from govreports.dataset.result import AllColumns
from govreports.errors import problem_in_words
from govreports.measures.change import change
from govreports.measures.flags import FLAGS, flag_text
from govreports.view.sentences import Findings, empty, rate
from govreports.view.view import View
from govreports.words import cell_label, column_label, item_label, whose

AGENCY_ROWS = (
    *("received", "concluded", "carried_out", "disclosure_rate", "substantive_disclosure_rate", "denied_share"),
    *("unavailable_share", "rejected_share", "backlog_rate", "reconsideration_decided"),
    *("reconsideration_correction_rate", "lawsuit_decided", "lawsuit_loss_rate", "normative_documents_made"),
)
"""The indicators of an agency's table, in its briefing and on its page."""


def problems(view: View) -> pd.DataFrame | Findings:
    """List the files that were not read in full: file, page, reason, remedy."""
    heads = [
        view.pick("文件", "file"),
        view.pick("页", "page"),
        view.pick("原因", "reason"),
        view.pick("办法", "remedy"),
    ]
    rows = [
        (
            PurePath(row["path"]).name,
            _page(row["page"]),
            *problem_in_words(row["code"], row["reason"], row["remedy"], view.lang),
        )
        for row in records(view.data.problems)
        if not is_notice(str(row["code"]))
    ]
    return _or_none(pd.DataFrame(rows, columns=heads).set_index(heads[0]), view)


def _page(number: int | None) -> str:
    # A text: beside none a column of numbers would print 2.0, and one of which none is known None.
    return "" if empty(number) else str(number)


def _or_none(table: pd.DataFrame, view: View) -> pd.DataFrame | Findings:
    # Reasons and remedies are read whole: pandas cuts them after 50 signs.
    return AllColumns(table) if len(table) else Findings([view.pick("无。", "None.")])


def printed(view: View, agency: str, table: str = "applications") -> pd.DataFrame | Findings:
    """Return a table of an agency's latest report in its printed shape, with the printed labels."""
    report = view.of(agency)["report"].iloc[-1:]
    cells = view.data.cells
    cells = cells[cells["report"].isin(report) & (cells["table"] == table)]
    if not len(cells):
        return _or_none(cells, view)
    wide = cells.pivot(index="item", columns="column", values="value")
    wide = wide.reindex(index=cells["item"].unique(), columns=cells["column"].unique())
    wide.index = pd.Index([item_label(table, name, view.lang) for name in wide.index], name=None)
    wide.columns = pd.Index([column_label(table, name, view.lang) for name in wide.columns], name=None)
    return wide.map(number)


def failed(view: View, agency: str | None = None) -> pd.DataFrame | Findings:
    """List the sums that do not add up, with both sides."""
    checks = view.data.checks
    checks = checks[checks["status"] == "fail"]
    if agency is not None:
        checks = checks[checks["report"].isin(view.of(agency)["report"])]
    heads = [
        view.pick("报告", "report"),
        view.pick("何处", "where"),
        view.pick("分项之和", "sum"),
        view.pick("公布合计", "printed total"),
        view.pick("差", "difference"),
        view.pick("因何", "cause"),
    ]
    causes = {"published": view.pick("公布如此", "published"), "reading": view.pick("识读存疑", "our reading")}
    rows = [
        (
            whose(row),
            cell_label(row["table"], row["item"], row["column"], view.lang),
            number(row["left"]),
            number(row["right"]),
            number(row["delta"]),
            causes.get(str(row["cause"]), ""),
        )
        for row in records(checks, CheckRow)
    ]
    return _or_none(pd.DataFrame(rows, columns=heads).set_index(heads[0]), view)


def doubtful(view: View) -> pd.DataFrame | Findings:
    """List the cells whose reading is in doubt."""
    cells = view.data.cells
    cells = cells[cells["flag"].notna()]
    heads = [view.pick("报告", "report"), view.pick("何处", "where"), view.pick("页", "page")]
    heads += [view.pick("原文", "printed"), view.pick("值", "value"), view.pick("原因", "flag")]
    rows = [
        (
            whose(row),
            cell_label(row["table"], row["item"], row["column"], view.lang),
            _page(row["page"]),
            row["text"],
            number(row["value"]),
            in_words(str(row["flag"]), "zh" if view.lang == "zh" else "en", "cell"),
        )
        for row in records(cells, CellRow)
    ]
    return _or_none(pd.DataFrame(rows, columns=heads).set_index(heads[0]), view)


def rates(view: View, ids: Sequence[str], year: int | None = None) -> pd.DataFrame | Findings:
    """Set indicators of the agencies to compare side by side: agencies × indicators, each with what it rests on."""
    rows = view.side_by_side(list(ids), view.last if year is None else year)
    head = view.pick("机关", "agency")
    cells = [
        {
            "report": row["report"],
            head: view.pick("机关不明", "unknown agency") if empty(row["agency"]) else row["agency"],
            "indicator": indicator(str(row["indicator"]), view.lang),
            "text": _text(row, view.lang),
        }
        for row in records(rows.sort_values("agency"))
    ]
    if not cells:
        return _or_none(pd.DataFrame(), view)
    # By report: two agencies may bear one name, and of several reports nobody may know whose they are.
    wide = pd.DataFrame(cells).pivot(index=["report", head], columns="indicator", values="text")
    wide = wide.droplevel("report").sort_index(kind="stable")
    wide.columns.name = None
    order = [indicator(name, view.lang) for name in ids]
    return wide[[name for name in order if name in wide.columns]]


def _text(row: dict[Any, Any], lang: str) -> str:
    if empty(row["value"]):
        codes = str(row["flags"]).split(";") if not empty(row["flags"]) else []
        reasons = [flag_text(flag.code, lang) for flag in FLAGS if flag.withheld and flag.code in codes]
        return f"—（{reasons[0]}）" if reasons and lang == "zh" else f"— ({reasons[0]})" if reasons else "—"
    return rate(row, lang)


def _size(move: dict[Any, Any], lang: str) -> str:
    return "—" if empty(move["difference"]) or move["verdict"] == "few" else step_words(move, lang)


def moved(view: View, first: int, last: int, ids: Sequence[str]) -> pd.DataFrame | Findings:
    """Set two years side by side: both values, the change, and what may be said of it."""
    heads = [view.pick("机关", "agency"), view.pick("指标", "indicator"), str(first), str(last)]
    heads += [view.pick("变化", "change"), view.pick("判断", "verdict")]
    rows = view.side_by_side(list(ids), [first, last])
    moves = change(rows, first, last) if first and last and len(rows) else pd.DataFrame()
    ends = {(row["report"], row["indicator"]): row for row in records(rows)}
    order = {name: place for place, name in enumerate(ids)}
    lines = [
        (
            move["agency"],
            indicator(str(move["indicator"]), view.lang),
            _end(ends[move["report_from"], move["indicator"]], view.lang),
            _end(ends[move["report_to"], move["indicator"]], view.lang),
            _size(move, view.lang),
            "" if empty(move["verdict"]) else verdict_label(str(move["verdict"]), view.lang),
        )
        for move in sorted(records(moves), key=lambda move: (str(move["agency"]), order[move["indicator"]]))
    ]
    return _or_none(pd.DataFrame(lines, columns=heads).set_index(heads[:2]), view)


def _end(row: dict[Any, Any], lang: str) -> str:
    return "—" if empty(row["value"]) else rate(row, lang)
