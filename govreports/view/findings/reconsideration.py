"""What 2024 did to direct lawsuits, as far as the reports can tell, and what they cannot."""

from __future__ import annotations

from typing import Any

import pandas as pd

from govreports.charts.say import listed, number, percent
from govreports.charts.verdict_words import p_text, too_few_cases
from govreports.columns import records
from govreports.measures.peer_group import FEWEST_PEERS
from govreports.measures.reconsideration_first import before_and_after, years_compared
from govreports.measures.reconsideration_first import reconsideration_first as estimated
from govreports.measures.too_few import FEWEST_CASES, too_few
from govreports.view.sentences import Findings, findings_of, sentence
from govreports.view.view import View

_GROUPS = {
    "all": ("各机关", "All agencies"),
    "denies_much": ("不予公开占比较高的机关", "Agencies that deny much"),
    "denies_little": ("不予公开占比较低的机关", "Agencies that deny little"),
}


def reconsideration_first(view: View) -> Findings:
    """Determine whether direct lawsuits gave way to reconsiderations in 2024, each agency held against itself."""
    frame, law = view.selected, years_compared()[2]
    rows = {(str(row["comparison"]), str(row["group"])): row for row in records(estimated(frame))}
    if not rows["law", "all"]["agencies"]:
        nobody = view.pick(
            f"没有机关在 {law} 年前后都有审结的行政复议或直接起诉。",
            f"No agency has reconsiderations or direct lawsuits decided both before {law} and since.",
        )
        return Findings([nobody])
    said = [_group(view, rows["law", group], group) for group in _GROUPS]
    said += [_against(view, rows["law", "much_against_little"]), _placebo(view, rows["placebo", "all"])]
    return findings_of([*said, *_single(view, before_and_after(frame))], view.lang)


def _group(view: View, row: dict[Any, Any], group: str) -> str:
    if not row["agencies"]:
        return ""
    counts = [(row[f"direct_{side}"], row[f"challenges_{side}"]) for side in ("before", "after")]
    spans, law = [_share(x, n) for x, n in counts], years_compared()[2]
    name = view.pick(
        f"{_GROUPS[group][0]}（{number(row['agencies'])} 个）", f"{_GROUPS[group][1]} ({number(row['agencies'])})"
    )
    head = view.pick(
        f"{name}审结的复议与直接起诉中，直接起诉占比 {law} 年前 {spans[0]}，{law} 年起 {spans[1]}",
        f"{name}: direct lawsuits among decided challenges {spans[0]} before {law}, {spans[1]} since".replace(
            "（", " ("
        ).replace("）", ")"),
    )
    return sentence(view.lang, head, _judged(view, row))


def _share(x: float, n: float) -> str:
    counts = f"{number(x)}/{number(n)}"
    return counts if too_few("share", n) else f"{percent(x / n, n)}（{counts}）"


def _judged(view: View, row: dict[Any, Any]) -> str:
    """State what the test of an odds ratio allows."""
    if row["verdict"] == "few":
        return view.pick(
            f"能比较的机关不足 {FEWEST_PEERS} 个或件数不足 {FEWEST_CASES}，不作判断",
            f"fewer than {FEWEST_PEERS} agencies or {FEWEST_CASES} cases that tell, not judged",
        )
    test = p_text(float(row["adjusted"]))
    ratio = f"{row['odds_ratio']:.2f}", f"{row['low']:.2f}–{row['high']:.2f}"
    zh, en = {
        "down": ("下降超出偶然", "a fall beyond chance"),
        "up": ("上升超出偶然", "a rise beyond chance"),
        "unseen": ("未见超出偶然的变化", "no change beyond chance seen"),
    }[str(row["verdict"])]
    return view.pick(
        f"各与自身比，比值比 {ratio[0]}（95% 区间 {ratio[1]}），{zh}（{test}）",
        f"each against itself, odds ratio {ratio[0]} (95% interval {ratio[1]}), {en} ({test})",
    )


def _against(view: View, row: dict[Any, Any]) -> str:
    if row["verdict"] == "few":
        return view.pick(
            "不予公开占比高低两组的变化无法相比：机关或件数不足。",
            "The two groups cannot be held against each other: too few agencies or cases.",
        )
    head = view.pick("高低两组变化之比", "The change where much is denied over that where little is")
    return sentence(view.lang, head, _judged(view, row))


def _placebo(view: View, row: dict[Any, Any]) -> str:
    start, middle, law = years_compared()
    spans = f"{start}–{middle - 1}", f"{middle}–{law - 1}"
    if row["verdict"] == "few":
        return view.pick(
            f"{spans[0]} 年与 {spans[1]} 年之间（当时没有此项规定）件数不足，此前是否已在变化不得而知。",
            f"Between {spans[0]} and {spans[1]}, when there was no such rule, cases are too few: whether it was moving "
            "before is unknown.",
        )
    head = view.pick(f"对照：{spans[0]} 年与 {spans[1]} 年之间", f"For comparison, between {spans[0]} and {spans[1]}")
    return sentence(view.lang, head, _judged(view, row))


def _single(view: View, table: pd.DataFrame) -> list[str]:
    """State of single agencies whose share moved beyond chance, and how many could not be judged."""
    said = []
    for verdict, zh, en in (("down", "下降", "fell"), ("up", "上升", "rose")):
        moved = [
            f"{row['agency']} {number(row['direct_before'])}/{number(row['challenges_before'])} → "
            f"{number(row['direct_after'])}/{number(row['challenges_after'])}"
            for row in records(table[table["verdict"] == verdict])
        ]
        if moved:
            names = listed(moved, view.lang, 5)
            head = view.pick(f"直接起诉占比{zh}超出偶然的机关：{names}", f"The share {en} beyond chance at {names}")
            test = view.pick("精确检验，按机关个数作 Holm 校正", "exact test, Holm over the agencies")
            said.append(sentence(view.lang, head, test))
    few = int((table["verdict"] == "few").sum())
    if few:
        words = too_few_cases(view.lang)
        said.append(view.pick(f"{number(few)} 个机关{words}。", f"At {number(few)} of the agencies: {words}."))
    gone = table.attrs.get("left_out", ())
    if gone:
        names = listed(list(gone), view.lang, 4)
        why = view.pick(f"为避免重复计算，未列：{names}。", f"Left out, since their cases may count twice: {names}.")
        said.append(why)
    return said


def limits(view: View) -> Findings:
    """Return what the comparison cannot show, whatever it found."""
    law = years_compared()[2]
    return Findings(
        [
            view.pick(
                "表四不分被诉的是不予公开还是其他决定；无法提供、不予处理和逾期不答复仍可直接起诉，所以不会降到零。",
                "Table 4 does not tell denials from other decisions; information not held, petitions and silence may "
                "still go straight to court, so zero is not to be expected.",
            ),
            view.pick(
                f"按审结年份计：{law} 年审结的可能是 {law - 1} 年起诉的。"
                f"{law} 年起复议制度还有其他改动，各报告分不开。",
                f"Cases count when decided: those of {law} may have been brought in {law - 1}. The law changed more "
                f"than this one rule in {law}, and the reports cannot part them.",
            ),
            view.pick(
                "精确检验把每件当作独立；同一申请人的一批案件会使单个机关的变化显得过于确定。",
                "The exact test takes cases as independent: many by one applicant make a single agency's change look "
                "firmer than it is.",
            ),
            view.pick(
                f"不予公开占比按 {law} 年以前计、含行政查询；分组不是抽签，两组还有别的不同。",
                f"The share denied is that of the years before {law}, administrative queries included; nobody drew "
                "lots for the groups, which differ in other ways too.",
            ),
        ]
    )
