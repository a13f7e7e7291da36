"""What a composition says of itself: its title, the sentence that stands for bars all alike, the words for the bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from govreports.charts.chart_rows import Row
from govreports.charts.one_page import spoken_of
from govreports.charts.parts import Part
from govreports.charts.say import listed, many, number, percent, pick, years
from govreports.charts.stacked_bars import Bars
from govreports.charts.titles import spoken as said
from govreports.charts.verdict_words import too_few_cases

_MOST_NAMED = 3
_NEARLY_ALL = 0.95
"""Share of the cases from which on, where one part has it in every report, a sentence tells it all (谁在申请:
thirteen bars of 97 to 100 % natural persons)."""


def is_small(bar: dict[str, Row]) -> bool:
    """Return whether a whole has too few cases to judge; its parts share one denominator."""
    return next(iter(bar.values())).small


def title_of(drawn: Bars, parts: Sequence[Part], what: str, lang: str) -> str:
    """Return what the bars show, in a sentence."""
    period = years(sorted({year for _, year in drawn}))
    if not drawn:
        return pick(lang, f"{what}：没有可画的数", f"Nothing to draw: {what}")
    by_id = {part.id: part.label(lang) for part in parts}
    agencies = list(dict.fromkeys(agency for agency, _ in drawn))
    if len(agencies) == 1:
        _, bar = max(drawn.items(), key=lambda item: item[0][1])
        rows = sorted((row for row in bar.values() if row.value), key=lambda row: -(row.value or 0))[:_MOST_NAMED]
        shares = pick(lang, "、", ", ").join(f"{by_id[row.indicator]} {percent(row.value, row.cases)}" for row in rows)
        last = max(year for _, year in drawn)
        whole = next(iter(bar.values()))
        cases = number(whole.denominator) + "".join(dict.fromkeys("".join(row.mark for row in bar.values())))
        if is_small(bar):
            shares = too_few_cases(lang)
        return pick(
            lang,
            f"{agencies[0]} {last} 年{what}（{cases} 件）：{shares}",
            f"{agencies[0]}, {what} {last} ({cases}): {shares}",
        )
    return period + pick(lang, f" 年{what}：", f", {what}: ") + _largest(drawn, by_id, lang)


def _largest(drawn: Bars, by_id: dict[str, str], lang: str) -> str:
    """Count which part is the largest of how many reports; of those with fewer than ten cases nothing is said."""
    firm = [bar for bar in drawn.values() if not is_small(bar)]
    few = pick(lang, "，", ", ") + too_few_cases(lang)
    if not firm:
        return pick(lang, f"{number(len(drawn))} 份报告", f"{many(len(drawn), 'report', 'reports')}") + few
    most = Counter(_tied([by_id[name] for name in _leading(bar)], lang) for bar in firm)
    largest = [(names, count) for names, count in most.most_common(_MOST_NAMED) if count > 1 or len(most) == 1]
    said = [pick(lang, f"{number(count)} 份以{names}最多", f"{names} in {number(count)}") for names, count in largest]
    others = len(firm) - sum(count for _, count in largest)
    if not said:
        return pick(
            lang,
            f"{number(len(firm))} 份报告，最多的一项各不相同",
            f"the largest part differs in each of {number(len(firm))} reports",
        )
    if others:
        said.append(pick(lang, f"其余 {number(others)} 份并列或为别的项", f"tied or another in {number(others)}"))
    if len(most) == 1 and len(firm) > 1:
        (names,) = most
        said = [pick(lang, f"均以{names}最多", f"{names} in all")]
    zh = f"{number(len(firm))} 份报告中，{'，'.join(said)}"
    told = pick(lang, zh, f"of {many(len(firm), 'report', 'reports')}, the largest part is {', '.join(said)}")
    rest = len(drawn) - len(firm)
    return told + (
        pick(lang, f"；另 {number(rest)} 份", f"; {number(rest)} more with ") + too_few_cases(lang) if rest else ""
    )


def _tied(labels: list[str], lang: str) -> str:
    """Name the largest part of a report, or those that are equally large."""
    if len(labels) == 1:
        return labels[0]
    zh, en = "、".join(labels) + "并列", f"{', '.join(labels[:-1])} and {labels[-1]} alike"
    return pick(lang, zh, en)


def _leading(bar: dict[str, Row]) -> list[str]:
    """Return the largest part of a bar, or those that share that place."""
    top = max(row.numerator or 0.0 for row in bar.values())
    return [name for name, row in bar.items() if row.numerator == top]


def nearly_all(drawn: Bars, lang: str, parts: Sequence[Part]) -> str:
    """State that one part is nearly everything in every report, of which bars would show nothing; else empty."""
    firm = {key: bar for key, bar in drawn.items() if not is_small(bar)}
    if len(firm) < 2:
        return ""
    tops = [max(bar.values(), key=lambda row: row.value or 0.0) for bar in firm.values()]
    least = min(row.value or 0.0 for row in tops)
    if least < _NEARLY_ALL or len({row.indicator for row in tops}) > 1:
        return ""
    label = next(part.label(lang) for part in parts if part.id == tops[0].indicator)
    alone = len({year for _, year in firm}) == 1
    each = [
        (who if alone else f"{who}{pick(lang, f' {year} 年', f', {year},')}")
        + f" {percent(row.value, row.cases)}{row.mark}"
        for (who, year), row in zip(firm, tops, strict=True)
    ]
    return pick(
        lang,
        f"{number(len(firm))} 份报告中，{label}占比均在 {int(least * 100)}% 以上：{listed(each, lang, 6)}。",
        f"{label}: {int(least * 100)}% or more in each of {number(len(firm))} reports: {listed(each, lang, 6)}.",
    )


def alt_of(ordered: list[tuple[str, int]], drawn: Bars, used: Sequence[Part], heading: str, lang: str) -> str:
    """Return the words that stand for the bars."""
    spoken = []
    for agency, year in ordered:
        bar = drawn[agency, year]
        shares = pick(lang, "、", ", ").join(
            f"{part.label(lang)} {said(bar[part.id], lang)}" for part in used if part.id in bar and bar[part.id].value
        )
        spoken.append(pick(lang, f"{agency} {year} 年：{shares}", f"{agency} {year}: {shares}"))
    told = spoken_of(spoken, lang)
    return pick(lang, f"百分比条形图。{heading}。{told}。", f"Bars of 100%. {heading}. {told}.")
