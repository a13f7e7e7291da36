"""What reports say in words: what the law asks of them, in time or not, copied, promised, counted in prose."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pandas as pd

from govreports.charts.say import listed, many, number, pick
from govreports.columns import TABLES, frame, records
from govreports.dataset.coverage import coverage
from govreports.dataset.data import prose_rows
from govreports.files.offline_page import render
from govreports.prose.completeness import EMPTY, MISSING, PRESENT, UNREAD
from govreports.prose.completeness import completeness as elements_of
from govreports.prose.own_prose import left_out
from govreports.prose.passages_page import passages_page
from govreports.prose.promises import DONE, REPEATED, TAKEN_UP, UNCLEAR, VANISHED
from govreports.prose.promises import promises as promises_of
from govreports.prose.shared_passages import OTHER, OWN, RELATED
from govreports.view.sentences import Findings, empty, sentence
from govreports.view.view import View

_NAMED = 4
"""Agencies or elements named in one line; the others as their number."""
_ROWS = 20
"""Rows of a table: a screen."""
_STATES = {
    PRESENT: ("有", "present"),
    EMPTY: ("写“无”", "empty"),
    MISSING: ("未见", "missing"),
    UNREAD: ("未读全", "unread"),
}
_OUTCOMES = {
    REPEATED: ("原文重复", "repeated word for word"),
    TAKEN_UP: ("换句再提", "taken up again"),
    DONE: ("自述已办", "reported done"),
    VANISHED: ("不再提起", "vanished"),
    UNCLEAR: ("不能断定", "unclear"),
}
_ITEMS = {
    "channel": ("申请方式", "way of receipt"),
    "subject": ("申请内容", "what was asked for"),
    "consultation": ("咨询", "consultations"),
    "publication": ("发布", "publications"),
    "fee": ("信息处理费", "fee for information"),
}
_RELATIONS = {
    OWN: ("本机关上一份", "its own last"),
    RELATED: ("上下级", "parent or part"),
    OTHER: ("另一机关", "another agency"),
}


def completeness(view: View) -> pd.DataFrame | Findings:
    """Count for every element of 条例 and form how many reports have it, and name those of which nothing says it."""
    rows = _chosen(view, elements_of(view.data))
    name = f"element_{view.lang}"
    lines = []
    for (element, basis), part in rows.groupby([name, "basis"], sort=False, observed=True):
        missing = part[part["state"] == MISSING]
        who = listed([f"{row['agency']} {row['year']}" for row in records(missing)], view.lang, _NAMED)
        lines.append((element, basis, *((part["state"] == state).sum() for state in _STATES), who))
    heads = [
        view.pick("要素", "element"),
        view.pick("依据", "basis"),
        *(pick(view.lang, *words) for words in _STATES.values()),
    ]
    return _table(lines, [*heads, view.pick("哪些报告未见", "missing from")], view)


def in_time(view: View) -> Findings:
    """Count which reports were published in time, and name the late ones with both days."""
    rows = _chosen(view, coverage(view.data))
    late = rows[rows["on_time"].eq(False).fillna(False)]
    punctual, open_ = rows["on_time"].eq(True).sum(), rows["on_time"].isna().sum()
    read, ontime, after, unsettled = (number(count) for count in (len(rows), punctual, len(late), open_))
    said = [
        view.pick(
            f"{read} 份报告：{ontime} 份按期公布，{after} 份逾期，{unsettled} 份公布日期不明或不足以断定。",
            f"{many(len(rows), 'report', 'reports')}: {ontime} in time, {after} late, {unsettled} with no day, or none "
            "that settles it.",
        )
    ]
    said += [late_words(row, view.lang) for row in records(late.head(_ROWS))]
    return Findings(said)


def late_words(row: dict[Any, Any], lang: str) -> str:
    """Say when a report was published and when the law asked for it."""
    return pick(
        lang,
        f"{row['agency']} {row['year']} 年报告 {row['published']} 发布，法定期限 {row['deadline']}。",
        f"{row['agency']} {row['year']}: published {row['published']}, due {row['deadline']}.",
    )


def copies(view: View) -> pd.DataFrame | Findings:
    """List the longest passages that reports have in common with an earlier one."""
    found = shared(view)
    heads = [view.pick("报告", "report"), view.pick("相同于", "same as"), view.pick("关系", "relation")]
    heads += [view.pick("先写的", "first"), view.pick("字数", "letters"), view.pick("文字", "text")]
    lines = [
        (
            row["report"],
            row["other_report"],
            pick(view.lang, *_RELATIONS[row["relation"]]),
            view.pick("不明", "not known") if empty(row["first"]) else row["first"],
            row["letters"],
            row["text"],
        )
        for row in records(found.sort_values("letters", ascending=False, kind="stable").head(_ROWS))
    ]
    return _table(lines, heads, view)


def shared(view: View) -> pd.DataFrame:
    """Return the shared passages of the reports chosen."""
    return view.shared


class Framed(str):
    """A whole page that a notebook shows in a frame of its own, so that its style stays there."""

    def _repr_html_(self) -> str:
        return render("framed.html", page=str(self))


def two_texts(view: View) -> Framed | Findings:
    """Set the two reports side by side that share most, what they have in common marked."""
    found = shared(view)
    if not len(found):
        return _none(view)
    sums = found.groupby(["report", "other_report"], observed=True)["letters"].sum()
    report, other = sums.index[int(sums.argmax())]
    return Framed(passages_page(view.data, found, report, other, view.lang))


def promises(view: View) -> pd.DataFrame | Findings:
    """List problems and measures of section 五 with what next year's report says of them, those repeated first."""
    rows = _chosen(view, promises_of(view.data))
    order = list(_OUTCOMES)
    rows = rows.sort_values("outcome", key=lambda names: names.map(order.index), kind="stable")
    heads = [view.pick("机关", "agency"), view.pick("年", "year"), view.pick("说了什么", "what was said")]
    heads += [view.pick("下一年", "the year after"), view.pick("下一年的话", "in its words")]
    lines = [
        (
            row["agency"],
            row["year"],
            row["sentence"],
            pick(view.lang, *_OUTCOMES[row["outcome"]]),
            "" if empty(row["next_sentence"]) else row["next_sentence"],
        )
        for row in records(rows.head(_ROWS))
    ]
    return _table(lines, heads, view)


def promised(view: View) -> Findings:
    """Count what became of the problems and measures of section 五."""
    counts = _chosen(view, promises_of(view.data))["outcome"].value_counts()
    said = [f"{pick(view.lang, *words)} {number(int(counts.get(name, 0)))}" for name, words in _OUTCOMES.items()]
    return Findings([sentence(view.lang, *said)] if len(counts) else [])


def prose_numbers(view: View) -> pd.DataFrame | Findings:
    """List the numbers of the last year that only sentences tell: ways of receipt, subjects, consultations, fees."""
    sections = _chosen(view, view.data.sections)
    first = islice(prose_rows(sections[sections["year"] == view.last]), _ROWS)
    heads = [view.pick("机关", "agency"), view.pick("何数", "of what"), view.pick("数", "number")]
    lines = [
        (
            row["agency"],
            pick(view.lang, *_ITEMS[row["item"]]),
            f"{number(row['value'])} {row['unit']}",
            "—" if empty(row["page"]) else row["page"],
            row["note"],
        )
        for row in records(frame(first, TABLES["cells"]))
    ]
    return _table(lines, [*heads, view.pick("页", "page"), view.pick("原句", "sentence")], view)


def reported(view: View, who: str, year: int) -> tuple[str, ...]:
    """Say of one report what of 条例 and form it does not have, and whether it came late; nothing where all is well."""
    near = view.near(who)
    reports = dict.fromkeys(str(row["report"]) for rows in near.rows.values() for row in rows if row["year"] == year)
    missing = [element for report in reports for element in near.lacking(report)]
    lacking = view.pick(
        f"条例和报表格式要求的内容，报告中未见：{'、'.join(missing)}。",
        f"What law and form ask and the report does not say: {'; '.join(missing)}.",
    )
    return (*((lacking,) if missing else ()), *(late_words(row, view.lang) for row in near.late(year)))


def _chosen(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the reports chosen; a row of `coverage` may name two."""
    chosen = set(view.selected["report"])
    kept = [isinstance(names, str) and not chosen.isdisjoint(names.split(";")) for names in frame["report"]]
    return frame[pd.array(kept, dtype=bool)]


def _table(lines: list[tuple[Any, ...]], heads: list[str], view: View) -> pd.DataFrame | Findings:
    return pd.DataFrame(lines, columns=heads).set_index(heads[0]) if lines else _none(view)


def _none(view: View) -> Findings:
    return Findings([left_out(view.data, view.lang) or view.pick("无。", "None.")])
