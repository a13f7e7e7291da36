"""What a briefing on one agency says: sentences, a table, three charts, notes. Not how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from govreports.briefing.reasons import reasons
from govreports.charts import compare, flow, funnel, outcomes, trend
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import marks_of
from govreports.charts.parts import APPLICANTS, OUTCOMES, Part, other_once
from govreports.charts.say import indicator, many, number, percent
from govreports.charts.say_change import step_words
from govreports.charts.verdict_words import TESTED_AT
from govreports.columns import records
from govreports.dataset.not_the_original import provenance_words
from govreports.measures.change import change
from govreports.measures.funnel import funnel as funnel_of
from govreports.measures.intervals import MEANING
from govreports.measures.too_few import FEWEST_CASES
from govreports.view import findings
from govreports.view.findings import profile
from govreports.view.sentences import empty, first, marks_explained, rate
from govreports.view.tables import AGENCY_ROWS
from govreports.view.view import View

_ROWS_OF_ONE_PAGE = (
    "received",
    "concluded",
    "disclosure_rate",
    "backlog_rate",
    "reconsideration_correction_rate",
    "lawsuit_loss_rate",
)
_SENTENCES_OF_ONE_PAGE = 5
_COMPARED = "disclosure_rate"
"""The rate by which the agency is held against its peers."""
_LISTED = 6
"""So many counts stand in a sentence; the others as their sum."""
_PEERS = 12
"""More agencies than these are shown as a funnel."""


@dataclass(frozen=True)
class Content:
    """What a briefing says."""

    title: str
    subtitle: str
    sentences: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]  # the first row holds the heads
    charts: tuple[Chart, ...]
    notes: tuple[str, ...]
    lang: str
    provenance: str = ""

    @cached_property
    def pictures(self) -> tuple[bytes, ...]:
        """The charts as PNG, for the page and the Word file alike."""
        return tuple(chart.png() for chart in self.charts)


def content_of(everyone: View, agency: str, year: int | None = None, pages: int = 2) -> Content:
    """Determine what there is to say of an agency's year, against the year before and its peers.

    Parameters
    ----------
    everyone : View
        Of all agencies; what it computed serves every briefing.
    agency : str
        Name, alias, id, or a part of the name that only one has.
    year : int, optional
        Its last report's for None.
    pages : int
        2, or 1 for a reader with a minute: what was found first, the main numbers and one chart.

    Raises
    ------
    ValueError
        The agency is unknown, or has no report of that year; or a number of pages that no briefing has.
    """
    if pages not in (1, 2):
        raise ValueError(f"pages is {pages}; a briefing has 1 or 2")
    who = everyone.find(agency)
    view, data = everyone.beside(who), everyone.data
    there = sorted({int(one) for one in view.of(who)["year"].dropna()})
    when = year or max(there, default=0)
    if when not in there:
        raise ValueError(f"{view.name(who)} 没有 {when} 年的报告。There is no report for {when}; there are: {there}")
    # Later years are none of this briefing's business.
    view = replace(view, years=tuple(one for one in range(min(there), when + 1)))
    name = str(view.of(who)["agency"].iloc[-1])
    before = max((one for one in there if one < when), default=0)
    whole = pages > 1
    sentences = (*profile(view, who)[1:], *reasons(view, who, when), *findings.reported(view, who, when))
    if not _two_bars(view, who, before, when):
        sentences += _composition(view, who, when)
    charts = _charts(view, who, name, before, when)
    sentences = sentences if whole else sentences[:_SENTENCES_OF_ONE_PAGE]
    table = _table(view, who, before, when, AGENCY_ROWS if whole else _ROWS_OF_ONE_PAGE)
    return Content(
        title=view.pick(f"{name}政府信息公开工作简报", f"{name}: government information disclosure"),
        subtitle=_subtitle(view, before, when, len(view.peers_of(who, when, _COMPARED)) > 0),
        sentences=sentences,
        table=table,
        charts=charts if whole else charts[-1:],
        notes=_notes(view, who, before, when, sentences, table),
        lang=view.lang,
        provenance=provenance_words(data.reports[data.reports["report"].isin(set(view.of(who)["report"]))], view.lang),
    )


def _subtitle(view: View, before: int, when: int, peers: bool) -> str:
    against = [view.pick("上年" if before == when - 1 else f"{before} 年", str(before))] if before else []
    against += [view.pick("同类机关", "its peers")] if peers else []
    joined = view.pick("及", " and ").join(against)
    return f"{when}" + view.pick(f" 年，与{joined}比较" if against else " 年", f", against {joined}" if against else "")


def _table(view: View, who: str, before: int, when: int, rows: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    own = view.of(who)
    moves = {str(move["indicator"]): move for move in records(change(own)) if move["year_to"] == when}
    years = str(before), str(when)
    lines = [(view.pick("指标", "Indicator"), *years, view.pick("变化", "Change"), view.pick("同类合计", "Peers"))]
    for name in rows:
        last, earlier = first(own[own["year"] == when], name), first(own[own["year"] == before], name)
        if last is None or _no_cases(last, earlier):
            continue
        lines.append(
            (
                indicator(name, view.lang),
                _cell(earlier, view.lang),
                _cell(last, view.lang),
                _moved(moves.get(name), view.lang),
                _middle(view, who, name, when),
            )
        )
    # A column without a number says nothing: of a year without a report, of peers that are none.
    peers = any(line[4] != "—" for line in lines[1:])
    kept = (0, *((1,) if before else ()), 2, *((3,) if before else ()), *((4,) if peers else ()))
    return tuple(tuple(line[place] for place in kept) for line in lines)


def _no_cases(*rows: dict[Any, Any] | None) -> bool:
    """Whether a rate has no cases in either year: a line of dashes says nothing."""
    return all(row is None or "no_cases" in str(row["flags"]) for row in rows)


def _cell(row: dict[Any, Any] | None, lang: str) -> str:
    if row is None or empty(row["value"]):
        return "—"
    return rate(row, lang)


def _moved(move: dict[Any, Any] | None, lang: str) -> str:
    if move is None or empty(move["difference"]):
        return "—"
    size = step_words(move, lang, short=True)
    if move["verdict"] == "few":
        return "—"
    return f"≈ {size}" if move["verdict"] == "unseen" else size


def _middle(view: View, who: str, name: str, when: int) -> str:
    """Return the peers' common rate; of counts, which depend on size, nothing."""
    if not name.endswith(("_rate", "_share")):
        return "—"
    peers = view.peers_of(who, when, name)
    n = float(peers["denominator"].sum())
    return percent(float(peers["numerator"].sum()) / n, n) if len(peers) else "—"


def _charts(view: View, who: str, name: str, before: int, when: int) -> tuple[Chart, ...]:
    """Draw the charts in which the agency has something to be compared with: of a single bar a sentence says more."""
    peers = view.everything().loc[view.peers_of(who, when, _COMPARED).index]
    own = view.of(who)
    compared = own[own["indicator"] == _COMPARED]
    beside = pd.concat([peers, compared[compared["year"] == when]])
    charts = []
    if _two_bars(view, who, before, when):
        parts = view.of(who, basis="summed")
        charts.append(outcomes(parts[parts["year"].isin([before, when])], lang=view.lang, size="column"))
    if before:
        charts.append(flow(own, lang=view.lang, size="column"))
    if len(peers) > _PEERS:
        charts.append(funnel(funnel_of(beside, _COMPARED, when), highlight=name, lang=view.lang, size="column"))
    elif len(peers):
        charts.append(compare(beside, highlight=name, lang=view.lang, size="column"))
    elif (compared["denominator"] >= FEWEST_CASES).sum() > 1:
        charts.append(trend(compared, lang=view.lang, size="column"))
    return tuple(charts)


def _two_bars(view: View, who: str, before: int, when: int) -> bool:
    """Whether the outcomes of two years can be set side by side, one of them of ten cases or more."""
    parts = other_once(view.of(who, [part.id for part in OUTCOMES], basis="summed"))
    years = parts[parts["year"].isin([before, when])].groupby("year")
    whole = years["denominator"].max()[years["value"].apply(lambda values: bool(values.notna().all()))]
    return len(whole) == 2 and bool(whole.max() >= FEWEST_CASES)


def _composition(view: View, who: str, when: int) -> tuple[str, ...]:
    """State how the applications of a single year ended and who made them: bars of one year compare nothing."""
    return (
        *_counts(view, who, when, OUTCOMES, view.pick("办理结果", "Outcomes")),
        *_counts(view, who, when, APPLICANTS, view.pick("申请人", "Applicants")),
    )


def _counts(view: View, who: str, when: int, parts: Sequence[Part], head: str) -> tuple[str, ...]:
    """List the counts of a whole's parts in one sentence, the largest first; nothing where there is none."""
    labels = {part.id: part.label(view.lang) for part in parts}
    rows = other_once(view.of(who, list(labels), basis="summed"))
    counted = [row for row in records(rows[rows["year"] == when]) if not empty(row["value"]) and row["numerator"]]
    ordered = sorted(counted, key=lambda row: -row["numerator"])
    said = [f"{labels[row['indicator']]} {number(row['numerator'])}{marks_of(row['flags'])}" for row in ordered]
    rest = ordered[_LISTED:]
    if rest:
        left = number(sum(row["numerator"] for row in rest)) + marks_of(";".join(str(row["flags"]) for row in rest))
        said[_LISTED:] = [view.pick(f"其余各项合计 {left}", f"all others {left}")]
    joined = view.pick("；", "; ").join(said)
    # Where a sum fails, what is added up here differs from the totals printed beside it.
    failed = parts is OUTCOMES and any(marks_of(row["flags"]) for row in ordered)
    added = view.pick("，各类申请人之和", ", added up over applicants") if failed else ""
    return (view.pick(f"{head}（件{added}）：{joined}。", f"{head} (cases{added}): {joined}."),) if said else ()


def _change_explained(view: View) -> str:
    return view.pick(
        f"变化栏“≈”表示未见超出偶然的变化（精确检验，每项各自 {TESTED_AT}），“—”表示口径不可比或件数不足 "
        f"{FEWEST_CASES}；结转和制发的件数由机关自己掌握，未作检验；比率的变化为百分点（按所印的数计算），件数为同比，"
        f"上年不足 {FEWEST_CASES} 件的为增减件数。",
        f"≈: no change beyond chance seen (exact test, each row at {TESTED_AT}); —: not comparable or fewer than "
        f"{FEWEST_CASES} cases; what is carried over or made is not tested; rates in percentage points, cases in per "
        f"cent, from under {FEWEST_CASES} in cases.",
    )


def _notes(
    view: View, who: str, before: int, when: int, sentences: tuple[str, ...], table: tuple[tuple[str, ...], ...]
) -> tuple[str, ...]:
    corrections, shown = view.data.corrections, "".join((*sum(table, ()), *sentences))
    reports = set(view.of(who)["report"])
    corrected = len(corrections[corrections["report"].isin(reports)]) if "report" in corrections.columns else 0
    return tuple(
        note
        for note in (
            view.pick(
                "来源：各机关政府信息公开工作年度报告；数值按公布值，未作更正。",
                "Source: the agencies' annual reports; values as published, not corrected.",
            ),
            _change_explained(view) if before else "",
            view.pick(
                "“同类合计”一栏为级别、职能、规模相近的其他机关分子之和÷分母之和，不含本机关。",
                "Peers: agencies of like level, function and size without this one, sum over sum.",
            )
            if len(view.peers_of(who, when, _COMPARED))
            else "",
            MEANING[view.lang] if view.pick("95% 区间", "95% interval") in "".join(sentences) else "",
            *(mark for mark in marks_explained(shown, view.lang) if mark not in sentences),
            view.pick(
                f"corrections.csv 记有该机关更正 {corrected} 处，本简报未采用。",
                f"{many(corrected, 'correction is', 'corrections are')} on record and not used here.",
            )
            if corrected
            else "",
        )
        if note
    )
