"""The tables of a workbook: one question each, numbers as numbers, headings in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from govreports.charts.parts import OUTCOMES, other_once
from govreports.charts.routes import REVIEW_IDS
from govreports.charts.say import indicator, pick, unit
from govreports.charts.verdict_words import verdict_label
from govreports.measures.change import change
from govreports.measures.definitions import definitions
from govreports.measures.flags import flag_text
from govreports.view.view import View

_RATES = ("disclosure_rate", "substantive_disclosure_rate", "completion_rate", "clearance_ratio", "backlog_rate")
_REVIEW_RATES = tuple(name for name in REVIEW_IDS if "_rate" in name)
_COUNTS = ("received", "carried_in", "accepted", "concluded", "carried_out")
_DISCLOSURE = (
    *("regulations_made", "regulations_repealed", "regulations_in_force"),
    *("normative_documents_made", "normative_documents_repealed", "normative_documents_in_force"),
    *("licences_decisions", "penalties_decisions", "coercive_measures_decisions", "fees_amount"),
)
KINDS = "kinds"
"""In `attrs` of a table whose rows are of several kinds: by column, the kind of each row's number.

Joined by ``;`` to one text, since pandas copies `attrs` at every step.
"""
_MEASURED = ("value", "low", "high", "value_from", "value_to", "difference", "difference_low", "difference_high")


@dataclass(frozen=True)
class Question:
    """One table."""

    id: str  # the file's name
    zh: str
    en: str
    table: Callable[[View], pd.DataFrame]  # from a view to a frame; share columns hold fractions of 1


def questions() -> tuple[Question, ...]:
    """Return every table, in the order of the workbook.

    Examples
    --------
    >>> [question.zh for question in questions()][:3]
    ['申请数量', '公开率等', '办理结果']
    """
    return (
        Question("applications", "申请数量", "Applications", lambda view: _wide(view, _COUNTS)),
        Question("rates", "公开率等", "Rates", lambda view: _long(view, _RATES)),
        Question("outcomes", "办理结果", "Outcomes", _outcomes),
        Question(
            "review",
            "复议诉讼件数",
            "Review cases",
            lambda view: _wide(view, [n for n in REVIEW_IDS if "_rate" not in n]),
        ),
        Question("review_rates", "纠错率败诉率", "Review rates", lambda view: _long(view, _REVIEW_RATES)),
        Question("disclosure", "主动公开", "Disclosure", lambda view: _wide(view, _DISCLOSURE)),
        Question("change", "逐年变化", "Change", _change),
    )


def _keys(view: View) -> dict[str, str]:
    return {
        "agency": view.pick("机关", "agency"),
        "agency_id": view.pick("机关代码", "agency_id"),
        "year": view.pick("年份", "year"),
    }


def _wide(view: View, ids: tuple[str, ...] | list[str]) -> pd.DataFrame:
    """Agencies and years by indicators."""
    rows = view.selected[view.selected["indicator"].isin(list(ids))]
    wide = _by_report(rows, list(_keys(view)), ids, "value")
    return wide.rename(columns=_keys(view) | {name: measured(name, view.lang) for name in ids})


def _by_report(rows: pd.DataFrame, keys: list[str], ids: Sequence[str], values: str) -> pd.DataFrame:
    """Return a row for each report that has any of the numbers."""
    heads = rows.groupby("report", sort=False)[keys].first()
    wide = rows.pivot(index="report", columns="indicator", values=values).reindex(columns=list(ids)).dropna(how="all")
    joined = heads.join(wide, how="inner").sort_index().sort_values(["agency", "year"], kind="stable")
    return joined.reset_index(drop=True)


def measured(name: str, lang: str) -> str:
    """Name an indicator as the head of a column: an amount says in what it is measured.

    Examples
    --------
    >>> measured("fees_amount", "zh"), measured("received", "zh")
    ('行政事业性收费金额（万元）', '新收申请')
    """
    definition = definitions()[name]
    if definition.kind != "amount":
        return indicator(name, lang)
    return pick(lang, f"{definition.zh}（{definition.unit}）", f"{definition.en} ({unit(definition.unit, lang)})")


def _long(view: View, ids: tuple[str, ...]) -> pd.DataFrame:
    """One row a rate: both counts, value, interval, and why it is in doubt."""
    rows = view.selected[view.selected["indicator"].isin(list(ids))].copy()
    rows["name"] = rows["indicator"].map(lambda name: indicator(name, view.lang))
    rows["why"] = rows["flags"].map(lambda codes: flag_text(codes, view.lang) if isinstance(codes, str) else "")
    rows = rows.sort_values(["agency", "year"], kind="stable")
    heads = _keys(view) | {
        "name": view.pick("指标", "indicator"),
        "numerator": view.pick("分子", "numerator"),
        "denominator": view.pick("分母", "denominator"),
        "value": view.pick("数值", "value"),
        "low": view.pick("95% 区间下限", "low"),
        "high": view.pick("95% 区间上限", "high"),
        "why": view.pick("说明", "notes"),
    }
    return _with_kinds(rows, heads).reset_index(drop=True)


def _with_kinds(rows: pd.DataFrame, heads: dict[str, str]) -> pd.DataFrame:
    """Name the columns, and remember in `attrs` of what kind each number is: a share is shown as per cent."""
    table = rows[list(heads)].rename(columns=heads)
    kinds = ";".join(rows["kind"].astype(str))
    table.attrs[KINDS] = {heads[name]: kinds for name in _MEASURED if name in heads}
    if "relative" in heads:
        table.attrs[KINDS][heads["relative"]] = ";".join(["share"] * len(table))
    return table


def _outcomes(view: View) -> pd.DataFrame:
    """Counts of every outcome; the total is the printed one."""
    ids = [part.id for part in OUTCOMES]
    rows = other_once(view.selected[view.selected["indicator"].isin(ids)])
    wide = _by_report(rows, [*_keys(view), "denominator"], ids, "numerator")
    heads = {part.id: part.label(view.lang) for part in OUTCOMES} | {
        "denominator": view.pick("办结（公布总计）", "concluded (printed)")
    }
    return wide.rename(columns=_keys(view) | heads)


def _change(view: View) -> pd.DataFrame:
    """Each year against the agency's report before it."""
    moves = change(view.selected[view.selected["indicator"].isin([*_COUNTS, *_RATES])])
    moves["name"] = moves["indicator"].map(lambda name: indicator(name, view.lang))
    moves["why"] = moves["flags"].map(lambda codes: flag_text(codes, view.lang) if isinstance(codes, str) else "")
    moves["verdict"] = [verdict_label(verdict, view.lang) for verdict in moves["verdict"].fillna("")]
    heads = {
        "agency": view.pick("机关", "agency"),
        "name": view.pick("指标", "indicator"),
        "year_from": view.pick("前一年", "year_from"),
        "year_to": view.pick("后一年", "year_to"),
        "value_from": view.pick("前一年数值", "value_from"),
        "value_to": view.pick("后一年数值", "value_to"),
        "difference": view.pick("差", "difference"),
        "difference_low": view.pick("差的 95% 区间下限", "difference_low"),
        "difference_high": view.pick("差的 95% 区间上限", "difference_high"),
        "relative": view.pick("同比", "relative"),
        "p_value": view.pick("精确检验 p 值", "p_value"),
        "verdict": view.pick("判断", "verdict"),
        "why": view.pick("说明", "notes"),
    }
    return _with_kinds(moves.sort_values(["agency", "name", "year_from"], kind="stable"), heads)
