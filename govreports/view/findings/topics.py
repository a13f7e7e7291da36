"""What the agencies to compare did together, and who of them stands apart."""

from __future__ import annotations

from typing import Any

import pandas as pd

from govreports.charts.chart_rows import marks_of
from govreports.charts.say import indicator, listed, number, of_agencies, percent, within
from govreports.charts.verdict_words import homogeneity_words
from govreports.columns import records
from govreports.measures.comparison import DoubleCountingError, NotComparableError, sound
from govreports.measures.funnel import Funnel
from govreports.measures.groups import aggregate
from govreports.measures.ranks import two_denominators
from govreports.measures.too_few import FEWEST_CASES
from govreports.view.sentences import Findings, empty, findings_of, first, named, sentence
from govreports.view.sentences import rate as rate_of
from govreports.view.view import View


def together(view: View, ids: list[str], year: int, *, whole: bool = False) -> pd.DataFrame:
    """Add the agencies to compare up; an empty frame where that would count cases twice.

    Parameters
    ----------
    whole : bool
        Only reports that have a sound number for every one of the indicators.
    """
    rows = view.side_by_side(ids, year)
    if whole:
        usable = rows[sound(rows)].groupby("report")["indicator"].nunique()
        rows = rows[rows["report"].isin(usable.index[usable == len(ids)])]
    try:
        return aggregate(rows, view.data)
    except (DoubleCountingError, NotComparableError):
        return pd.DataFrame(columns=["indicator", "value"])


def disclosure(view: View) -> Findings:
    """Determine what agencies disclosed on their own initiative in the last year.

    A sum is said only over agencies of one level and function: a county's 694 thousand penalties and a bureau's 67 make
    no total of anything.
    """
    lang, year = view.lang, view.last
    ids = ["normative_documents_made", "normative_documents_repealed"]
    ids += ["licences_decisions", "penalties_decisions", "coercive_measures_decisions"]
    alike = view.of_one_kind(year)
    said = []
    for name in ids:
        rows = records(view.side_by_side(name, year).dropna(subset=["value"]).sort_values("value", ascending=False))
        if not rows:
            continue
        called, total = indicator(name, lang), sum(float(row["value"]) for row in rows)
        head = view.pick(
            f"{year} 年{called}：{number(len(rows))} 个机关",
            f"{called}, {year}: {of_agencies(len(rows))}",
        )
        if total == 0:
            said.append(sentence(lang, head, view.pick("均为零", "none at any")))
            continue
        whole = view.pick(f"合计 {number(total)} 件", f"{number(total)} in all") if alike else ""
        zero = sum(not row["value"] for row in rows)
        none = view.pick(f"{number(zero)} 个为零", f"none at {number(zero)}") if zero else ""
        top = _marked(rows[0])
        most = view.pick(f"最多的是{rows[0]['agency']}（{top} 件）", f"most at {rows[0]['agency']} ({top})")
        said.append(sentence(lang, head, whole, most if len(rows) > 1 else top, none))
    return findings_of([*said, view.note(year)], lang)


def outcomes(view: View) -> Findings:
    """Determine how applications were concluded in the last year, over all and apart."""
    lang, year = view.lang, view.last
    counts = ["received", "concluded"]
    rates = ["disclosure_rate", "substantive_disclosure_rate", "unavailable_not_held_share"]
    # One sentence, one population: only reports that have every number of it are added up.
    sums = together(view, [*counts, *rates], year, whole=True)
    received, concluded = first(sums, "received"), first(sums, "concluded")
    said = []
    if received is not None and concluded is not None and not empty(concluded["value"]):
        came, done = _marked(received), _marked(concluded)
        who, noun = concluded["counted"], "application" if received["value"] == 1 else "applications"
        said.append(
            view.pick(
                f"{year} 年 {number(who)} 个机关（各项数字齐全的）新收申请 {came} 件，办结 {done} 件。",
                f"In {year}, {of_agencies(who)} (with every number) received {came} {noun} and concluded {done}.",
            )
        )
    shares = [first(sums, name) for name in rates]
    said.append(
        sentence(
            lang,
            view.pick("上述机关合计", "These agencies together"),
            *[within(named(row, lang)) for row in shares if row is not None and not empty(row["value"])],
        )
        if any(row is not None and not empty(row["value"]) for row in shares)
        else ""
    )
    return findings_of([*said, outside(view, "disclosure_rate"), _rank_moves(view), view.note(year)], lang)


def _marked(row: dict[Any, Any]) -> str:
    return number(row["value"]) + marks_of(row["flags"])


def outside(view: View, name: str) -> str:
    """Determine which agencies lie outside the funnel, and what the test of all says where none does."""
    found = view.funnel(name)
    if found is None:
        return ""
    lang, points = view.lang, found.points
    called = indicator(name, lang)
    centre = _centre(view, found)
    sides = [
        (view.pick("高于：", "above: "), points[points["outside"] == "above_998"]),
        (view.pick("低于：", "below: "), points[points["outside"] == "below_998"]),
    ]
    said = [side + listed(list(rows["agency"]), lang) for side, rows in sides if len(rows)]
    if said:
        joined = view.pick("；", "; ").join(said)
        return view.pick(
            f"{called}超出 99.8% 控制限（{centre}）：{joined}。原因须另行查证。",
            f"{called}, outside the 99.8% limits ({centre}): {joined}. Why is another question.",
        )
    judged = int((points["outside"] != "too_few").sum())
    tested = homogeneity_words(found.homogeneity, lang)
    test = view.pick("，", "; ") + tested if tested else ""
    return view.pick(
        f"{called}：满 {FEWEST_CASES} 件的 {number(judged)} 个机关中，未见超出 99.8% 控制限的（{centre}{test}）。",
        f"{called}: none of {of_agencies(judged)} with {FEWEST_CASES} cases or more seen outside the 99.8% limits "
        f"({centre}{test}).",
    )


def _centre(view: View, found: Funnel) -> str:
    """State the common rate with and without the largest, which may hold most of the cases."""
    said = view.pick(f"合计 {percent(found.target)}", f"{percent(found.target)} in all")
    rest = found.pooled[found.pooled["who"] == "without_largest"]
    if not len(rest):
        return said
    row = records(rest)[0]
    without = percent(row["value"], row["denominator"])
    largest = len(found.points) - int(row["agencies"])
    held = percent(1 - row["share_of_cases"], 1)
    return said + view.pick(
        f"；件数最多的 {largest} 个占 {held}，除去它们为 {without}",
        f"; the {largest} largest hold {held} of the cases, {without} without them",
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
            f"换用实体公开率后，{names}的位次区间与原来的不相交。",
            f"With the substantive rate, rank intervals that no longer meet the old ones: {names}.",
        )
    return view.pick(
        "两种分母下的位次区间（偏宽的 95% 同时区间）都相交，不宜据此排名。",
        "Under either denominator the rank intervals (95%, simultaneous, conservative) meet: nothing to rank by.",
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
            f"{year} 年 {number(decided['counted'])} 个机关{indicator(f'{route}_decided', lang)} {_marked(decided)} 件",
            f"{indicator(f'{route}_decided', lang)}, {year}, {of_agencies(decided['counted'])}: {_marked(decided)}",
        )
        left = ""
        if pending is not None and not empty(pending["value"]):
            left = view.pick(f"另有 {_marked(pending)} 件尚未审结", f"{_marked(pending)} pending")
        rated = within(named(share, lang)) if share is not None and not empty(share["value"]) else ""
        upper = ""
        if rated and bound is not None and not empty(bound["value"]):
            upper = view.pick(
                f"若其他结果均计入则至多 {rate_of(bound, lang)}",
                f"at most {rate_of(bound, lang)} with all other outcomes counted in",
            )
        said.append(sentence(lang, head, left, rated, upper))
    return findings_of([*said, view.note(year)], lang)
