"""What a briefing on one agency says: sentences, a table, three charts, notes. Not how it looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from govreports.charts import compare, flow, funnel, outcomes
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import beyond_chance
from govreports.charts.say import indicator, number, percent, points, relative, shown
from govreports.dataset.data import Dataset
from govreports.measures.change import change
from govreports.measures.intervals import MEANING
from govreports.view.findings import profile
from govreports.view.opening import view_of
from govreports.view.sentences import empty, first, records
from govreports.view.view import View

ROWS = (
    *("received", "concluded", "carried_out", "disclosure_rate", "substantive_disclosure_rate", "denied_share"),
    *(
        "unavailable_share",
        "rejected_share",
        "backlog_rate",
        "reconsideration_decided",
        "reconsideration_correction_rate",
    ),
    *("lawsuit_decided", "lawsuit_loss_rate", "normative_documents_made"),
)
"""The indicators of the table."""
_PEERS = 12
"""More agencies than these are shown as a funnel."""


@dataclass(frozen=True)
class Content:
    """What a briefing says.

    Attributes
    ----------
    table : tuple of tuple of str
        The first row holds the heads.
    """

    title: str
    subtitle: str
    sentences: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    charts: tuple[Chart, ...]
    notes: tuple[str, ...]
    lang: str


def content_of(data: Dataset, agency: str, year: int | None = None, lang: str = "zh") -> Content:
    """Determine what there is to say of an agency's year, against the year before and its peers.

    Parameters
    ----------
    data : Dataset
    agency : str
        Name, alias, id, or a part of the name that only one has.
    year : int, optional
        Its last report's for None.
    lang : str

    Raises
    ------
    ValueError
        The agency is unknown, or has no report of that year.
    """
    view = view_of(data, agencies=agency, lang=lang)
    who = view.agencies[0] if view.agencies else view.focus
    there = sorted({int(one) for one in view.of(who)["year"].dropna()})
    when = year or max(there, default=0)
    if when not in there:
        raise ValueError(f"{view.name(who)} 没有 {when} 年的报告。There is no report for {when}; there are: {there}")
    # Later years are none of this briefing's business.
    view = replace(view, years=tuple(one for one in range(min(there), when + 1)))
    name = str(view.of(who)["agency"].iloc[-1])
    before = max((one for one in there if one < when), default=0)
    return Content(
        title=view.pick(f"{name}政府信息公开工作简报", f"{name}: government information disclosure"),
        subtitle=view.pick(f"{when} 年，与上年及同类机关比较", f"{when}, against the year before and its peers"),
        sentences=tuple(line for line in profile(view, who)[1:]),
        table=_table(view, who, before, when),
        charts=_charts(view, who, name, before, when),
        notes=_notes(view, who),
        lang=lang,
    )


def _table(view: View, who: str, before: int, when: int) -> tuple[tuple[str, ...], ...]:
    own = view.of(who)
    moves = {str(move["indicator"]): move for move in records(change(own)) if move["year_to"] == when}
    heads = (
        view.pick("指标", "Indicator"),
        str(before),
        str(when),
        view.pick("变化", "change"),
        view.pick("同类合计", "peers"),
    )
    lines = [heads]
    for name in ROWS:
        last, earlier = first(own[own["year"] == when], name), first(own[own["year"] == before], name)
        if last is None:
            continue
        lines.append(
            (
                indicator(name, view.lang),
                _cell(earlier),
                _cell(last),
                _moved(moves.get(name), view.lang),
                _middle(view, who, name, when),
            )
        )
    # Without a report of the year before there is nothing to set beside this year's numbers.
    return tuple(lines) if before else tuple((line[0], line[2], line[4]) for line in lines)


def _cell(row: dict[Any, Any] | None) -> str:
    if row is None or empty(row["value"]):
        return "—"
    if row["kind"] == "share":
        return f"{percent(row['value'], row['denominator'])} ({number(row['numerator'])}/{number(row['denominator'])})"
    return shown(row["value"], str(row["kind"]))


def _moved(move: dict[Any, Any] | None, lang: str) -> str:
    if move is None or empty(move["difference"]):
        return "—"
    size = points(move["difference"], lang).split(" ")[0] if move["kind"] == "share" else relative(move["relative"])
    if move["kind"] != "share" and empty(move["relative"]):
        size = f"{move['difference']:+,.0f}"
    return size if empty(move["clear"]) or beyond_chance(move) else f"≈ {size}"


def _middle(view: View, who: str, name: str, when: int) -> str:
    """Return the peers' common rate; of counts, which depend on size, nothing."""
    found = view.funnel(name, when) if name.endswith(("_rate", "_share")) else None
    return "—" if found is None else percent(found.target)


def _charts(view: View, who: str, name: str, before: int, when: int) -> tuple[Chart, ...]:
    parts = view.of(who, basis="summed")
    parts = parts[parts["year"].isin([before, when])]
    peers = view.side_by_side("disclosure_rate", when)
    if len(peers) > _PEERS:
        among = funnel(view.funnel("disclosure_rate", when), lang=view.lang, size="column")
    else:
        among = compare(peers, highlight=name, lang=view.lang, size="column")
    return (
        outcomes(parts, lang=view.lang, size="column"),
        flow(view.of(who), lang=view.lang, size="column"),
        among,
    )


def _notes(view: View, who: str) -> tuple[str, ...]:
    corrections = view.data.corrections
    reports = set(view.of(who)["report"])
    corrected = len(corrections[corrections["report"].isin(reports)]) if "report" in corrections.columns else 0
    return tuple(
        note
        for note in (
            view.pick(
                "来源：各机关政府信息公开工作年度报告；数值按公布值，未作更正。",
                "Source: the agencies' annual reports; values as published, not corrected.",
            ),
            view.pick(
                "变化栏“≈”表示未超出偶然波动；比率的变化为百分点，件数为同比。",
                "≈: a change within chance; rates in percentage points, counts relative to the year before.",
            ),
            view.pick(
                "“同类合计”一栏为各机关分子之和÷分母之和。",
                "Peers: the sum of their numerators over the sum of their denominators.",
            ),
            MEANING[view.lang],
            view.note,
            view.pick(
                f"corrections.csv 记有该机关更正 {corrected} 处，本简报未采用。",
                f"{corrected} corrections are on record and not used here.",
            )
            if corrected
            else "",
        )
        if note
    )
