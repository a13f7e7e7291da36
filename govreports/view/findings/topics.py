"""What the agencies to compare did together, and who of them stands apart."""

from __future__ import annotations

import pandas as pd

from govreports.charts.say import indicator, listed, number, percent
from govreports.measures.comparison import DoubleCountingError, NotComparableError
from govreports.measures.groups import aggregate
from govreports.measures.ranks import two_denominators
from govreports.view.sentences import Findings, empty, findings_of, first, named, records, sentence
from govreports.view.view import View


def together(view: View, ids: list[str], year: int) -> pd.DataFrame:
    """Add the agencies to compare up; an empty frame where that would count cases twice."""
    try:
        return aggregate(view.side_by_side(ids, year), view.data)
    except (DoubleCountingError, NotComparableError):
        return pd.DataFrame(columns=["indicator", "value"])


def disclosure(view: View) -> Findings:
    """Determine what agencies disclosed on their own initiative in the last year."""
    lang, year = view.lang, view.last
    ids = ["normative_documents_made", "normative_documents_repealed"]
    ids += ["licences_decisions", "penalties_decisions", "coercive_measures_decisions"]
    sums = together(view, ids, year)
    said = []
    for name in ids:
        row = first(sums, name)
        if row is None or empty(row["value"]):
            continue
        rows = view.side_by_side(name, year).dropna(subset=["value"]).sort_values("value", ascending=False)
        top = records(rows.head(1))[0]
        most = ""
        if row["value"] > 0 and len(rows) > 1:
            share = percent(top["value"] / row["value"], row["value"])
            most = view.pick(
                f"其中{top['agency']} {number(top['value'])} 件（{share}）",
                f"{number(top['value'])} of them ({share}) at {top['agency']}",
            )
        head = view.pick(
            f"{year} 年 {row['counted']} 个机关{indicator(name, lang)}合计 {number(row['value'])} 件",
            f"{indicator(name, lang)}, {year}, {row['counted']} agencies: {number(row['value'])}",
        )
        said.append(sentence(lang, head, most))
    return findings_of([*said, view.note], lang)


def outcomes(view: View) -> Findings:
    """Determine how applications were concluded in the last year, over all and apart."""
    lang, year = view.lang, view.last
    ids = ["received", "concluded", "disclosure_rate", "substantive_disclosure_rate", "unavailable_not_held_share"]
    sums = together(view, ids, year)
    received, concluded = first(sums, "received"), first(sums, "concluded")
    rates = [first(sums, name) for name in ids[2:]]
    said = []
    if received is not None and concluded is not None:
        came, done = number(received["value"]), number(concluded["value"])
        said.append(
            view.pick(
                f"{year} 年 {received['counted']} 个机关新收申请 {came} 件，办结 {done} 件。",
                f"In {year} {received['counted']} agencies received {came} applications and concluded {done}.",
            )
        )
    said.append(sentence(lang, *[named(row, lang) for row in rates if row is not None and not empty(row["value"])]))
    return findings_of([*said, outside(view, "disclosure_rate"), _rank_moves(view), view.note], lang)


def outside(view: View, name: str) -> str:
    """Determine which agencies lie outside the funnel."""
    found = view.funnel(name)
    if found is None:
        return ""
    points = found.points
    called = indicator(name, view.lang)
    sides = [
        (view.pick("高于：", "above: "), points[points["outside"] == "above_998"]),
        (view.pick("低于：", "below: "), points[points["outside"] == "below_998"]),
    ]
    said = [side + listed(list(rows["agency"]), view.lang) for side, rows in sides if len(rows)]
    if not said:
        return view.pick(
            f"{called}没有机关超出 99.8% 控制限：差异可由偶然解释。",
            f"{called}: no agency lies outside the 99.8 % limits; chance explains the differences.",
        )
    joined = view.pick("；", "; ").join(said)
    return view.pick(
        f"{called}超出 99.8% 控制限（合计 {percent(found.target)}）——{joined}。原因须另行查证。",
        f"{called} outside the 99.8 % limits around {percent(found.target)} — {joined}. Why is another question.",
    )


def _rank_moves(view: View) -> str:
    """Return whether another denominator changes the order."""
    pair = "disclosure_rate", "substantive_disclosure_rate"
    try:
        both = two_denominators(view.side_by_side(list(pair)), *pair, year=view.last)
    except (NotComparableError, DoubleCountingError):
        return ""
    settled = both[both["settled"].fillna(False)]
    if len(settled):
        names = listed(list(settled["agency"]), view.lang)
        return view.pick(
            f"换用实体公开率作分母口径后，{names}的位次变化超出偶然。",
            f"With the substantive rate the rank of {names} changes beyond chance.",
        )
    return view.pick(
        "两种分母口径下的位次变化都在位次区间之内，不宜据此排名。",
        "Under either denominator all ranks stay within their intervals: no ranking rests on them.",
    )


def litigation(view: View) -> Findings:
    """Determine how reconsiderations and lawsuits ended in the last year."""
    lang, year = view.lang, view.last
    routes = (("reconsideration", "correction"), ("lawsuit", "loss"))
    ids = [
        f"{route}_{part}"
        for route, rate in routes
        for part in ("decided", "pending", f"{rate}_rate", f"{rate}_rate_bound")
    ]
    sums = together(view, ids, year)
    said = []
    for route, rate in routes:
        decided, pending = first(sums, f"{route}_decided"), first(sums, f"{route}_pending")
        share, bound = first(sums, f"{route}_{rate}_rate"), first(sums, f"{route}_{rate}_rate_bound")
        if decided is None or empty(decided["value"]):
            continue
        head = view.pick(
            f"{year} 年 {decided['counted']} 个机关{indicator(f'{route}_decided', lang)} {number(decided['value'])} 件",
            f"{indicator(f'{route}_decided', lang)}, {year}, {decided['counted']} agencies: {number(decided['value'])}",
        )
        left = ""
        if pending is not None and not empty(pending["value"]):
            left = view.pick(f"另有 {number(pending['value'])} 件尚未审结", f"{number(pending['value'])} pending")
        rated = named(share, lang) if share is not None and not empty(share["value"]) else ""
        upper = ""
        if rated and bound is not None and not empty(bound["value"]):
            upper = view.pick(
                f"若其他结果均计入则至多 {percent(bound['value'], bound['denominator'])}",
                f"at most {percent(bound['value'], bound['denominator'])} with all other outcomes counted in",
            )
        said.append(sentence(lang, head, left, rated, upper))
    return findings_of([*said, view.note], lang)
