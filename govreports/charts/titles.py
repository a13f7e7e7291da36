"""Titles computed from the numbers: a difference is spoken of only where a test that fits it finds one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from govreports.charts.chart_rows import Row
from govreports.charts.say import indicator, listed, many, number, of_agencies, pick, shown, unit, years
from govreports.charts.verdict_words import no_change_seen, p_text, too_few_cases
from govreports.measures.kinds import OF_CASES
from govreports.measures.side_by_side import SideBySide, leading, side_by_side
from govreports.measures.tests_of_difference import ALPHA, p_of_kind

_MOST_NAMED = 2  # agencies in a title


def comparison(rows: Sequence[Row], name: str, lang: str, asked: Sequence[str] = ()) -> str:
    """Determine what a comparison of agencies in one year shows, of those asked for by name first."""
    valued = sorted((row for row in rows if row.value is not None), key=lambda row: (-(row.value or 0), row.agency))
    period, called = years(sorted({row.year for row in rows})), indicator(name, lang)
    head = pick(lang, f"{period} 年{called}：", f"{called}, {period}: ")
    if not valued:
        return head + pick(lang, "没有可比的数", "nothing to compare")
    if len(valued) == 1:
        return head + _alone(valued[0], lang)
    if valued[0].kind == "yes_no":
        yes = sum(bool(row.value) for row in valued)
        return head + pick(
            lang,
            f"{number(len(valued))} 个机关中 {number(yes)} 个为“是”",
            f"yes at {number(yes)} of {of_agencies(len(valued))}",
        )
    if valued[0].kind in OF_CASES:
        return head + _rates(valued, lang, asked)
    return head + _levels(valued, lang)


def _alone(row: Row, lang: str) -> str:
    value = f"{row.agency} {spoken(row, lang)}"
    return value + (pick(lang, "，", ", ") + too_few_cases(lang) if row.small else "")


def _rates(valued: Sequence[Row], lang: str, asked: Sequence[str]) -> str:
    """State whether rates differ, as a test of homogeneity finds; name pairs or count those that stand out."""
    compared = side_by_side(
        valued[0].kind,
        np.array([row.numerator or 0.0 for row in valued]),
        np.array([row.denominator or 0.0 for row in valued]),
    )
    few = _few(compared, lang)
    count = len(compared.judged)
    if count < 2:
        return pick(
            lang,
            f"{number(len(valued))} 个机关中满 10 件的不足两个，不作比较",
            "fewer than two agencies with 10 cases or more",
        )
    test = p_text(compared.p_value)
    if not compared.differ:
        return (
            pick(
                lang,
                f"未见 {number(count)} 个机关之间有超出偶然的差异（同质性检验 {test}）",
                f"no difference beyond chance seen among {number(count)} agencies (homogeneity {test})",
            )
            + few
        )
    if compared.pairs:
        return _pair(valued, compared, lang, asked) + few
    if compared.above or compared.below:
        return _standing_out(compared, lang) + few
    return (
        pick(
            lang,
            f"{number(count)} 个机关之间的差异超出偶然（同质性检验 {test}），但未能指明是哪几个",
            f"{number(count)} agencies differ beyond chance (homogeneity {test}), which ones cannot be told",
        )
        + few
    )


def _few(compared: SideBySide, lang: str) -> str:
    if not compared.few:
        return ""
    return pick(
        lang,
        f"；另 {number(len(compared.few))} 个{too_few_cases(lang)}",
        f"; {number(len(compared.few))} more with {too_few_cases(lang)}",
    )


def _pair(valued: Sequence[Row], compared: SideBySide, lang: str, asked: Sequence[str]) -> str:
    wanted = [pair for pair in compared.pairs if any(valued[place].agency in asked for place in pair[:2])]
    high, low, p_value = (wanted or compared.pairs)[0]
    above, below = (f"{row.agency}（{_value(row)}）" for row in (valued[high], valued[low]))
    if lang == "en":
        above, below = (f"{row.agency} ({_value(row)})" for row in (valued[high], valued[low]))
    more = len(compared.pairs) - 1
    others = (
        pick(lang, f"，另有 {number(more)} 对可区分", f", {many(more, 'more pair differs', 'more pairs differ')}")
        if more
        else ""
    )
    test = p_text(p_value)
    return pick(lang, f"{above}高于{below}（{test}）", f"{above} above {below}, {test}") + others


def _value(row: Row) -> str:
    return shown(row.value, row.kind, row.cases) + row.mark


def _standing_out(compared: SideBySide, lang: str) -> str:
    sides = [
        pick(lang, f"{number(len(places))} 个{zh}", f"{number(len(places))} {en}")
        for places, zh, en in ((compared.above, "高于", "above"), (compared.below, "低于", "below"))
        if places
    ]
    return pick(
        lang,
        f"{number(len(compared.judged))} 个机关中，{'、'.join(sides)}其余机关的合计",
        f"of {number(len(compared.judged))} agencies {' and '.join(sides)} the rest together",
    )


def _levels(valued: Sequence[Row], lang: str) -> str:
    """Name the most; of cases that come by chance, also those that chance may keep below it."""
    top = valued[0]
    if top.value == 0:
        return pick(
            lang,
            f"{number(len(valued))} 个机关均为零",
            f"none at {'' if len(valued) == 1 else 'all '}{of_agencies(len(valued))}",
        )
    first = [row for row in valued if row.value == top.value]
    names = listed([row.agency for row in first], lang, _MOST_NAMED)
    value = f"{shown(top.value, top.kind)} {unit(top.unit, lang)}"
    most = pick(
        lang,
        f"{names}{'并列' if len(first) > 1 else ''}最多（{value}）",
        f"most at {names} ({value}{' each' if len(first) > 1 else ''})",
    )
    if top.kind != "count" or not top.by_chance:
        return most
    near = [valued[place] for place in leading(np.array([row.numerator or 0.0 for row in valued]))]
    near = [row for row in near if row not in first]
    if not near:
        return most
    close = listed([row.agency for row in near], lang, _MOST_NAMED)
    return most + pick(lang, f"，与{close}之间未见超出偶然的差别", f", no difference beyond chance seen from {close}")


def over_years(rows: Sequence[Row], lang: str) -> str:
    """Determine how one indicator of one or more agencies went over the years."""
    if not rows:
        return pick(lang, "没有可画的数", "Nothing to draw")
    called, period = indicator(rows[0].indicator, lang), years(sorted({row.year for row in rows}))
    agencies = list(dict.fromkeys(row.agency for row in rows))
    if len(agencies) > 1:
        return pick(
            lang,
            f"{called}：{number(len(agencies))} 个机关，{period} 年",
            f"{called}: {number(len(agencies))} agencies, {period}",
        )
    who, valued = agencies[0], sorted((row for row in rows if row.value is not None), key=lambda row: row.year)
    if not valued:
        return pick(lang, f"{who}{called}：{period} 年没有可列的数", f"{who}, {called}: no value in {period}")
    return _course(who, called, valued, lang)


def _course(who: str, called: str, valued: Sequence[Row], lang: str) -> str:
    """Return first and last value since the latest break, and the peak between them where there is one."""
    last = valued[-1]
    stretch = [row for row in valued if row.segment == last.segment]
    first = stretch[0]
    value, before = (spoken(row, lang) for row in (last, first))
    if first is last:
        alone = pick(lang, f"{who}{called}：{last.year} 年 {value}", f"{who}, {called}: {value} in {last.year}")
        return alone + (pick(lang, "，", ", ") + too_few_cases(lang) if last.small else "")
    ends = pick(
        lang,
        f"{who}{called}：{first.year} 年 {before}，{last.year} 年 {value}",
        f"{who}, {called}: {before} in {first.year}, {value} in {last.year}",
    )
    peak = max(stretch, key=lambda row: row.value or 0.0)
    if _is_peak(peak, stretch):
        return ends + pick(
            lang,
            f"，其间 {peak.year} 年最高（{spoken(peak, lang)}）",
            f", highest in {peak.year} ({spoken(peak, lang)})",
        )
    few = [row.year for row in (first, last) if row.small]
    if few:
        return ends + pick(lang, "，", ", ") + too_few_cases(lang, few if len(few) == 1 else ())
    if last.value == first.value:
        return ends
    p_value = p_between(first, last)
    if p_value is not None and p_value > ALPHA:
        return ends + pick(lang, "，", ", ") + no_change_seen(p_value, lang)
    up = (last.value or 0) > (first.value or 0)
    verb = pick(lang, "升至" if up else "降至", "rose to" if up else "fell to")
    return pick(
        lang,
        f"{who}{called}：由 {first.year} 年 {before} {verb} {last.year} 年 {value}",
        f"{who}, {called}: {verb} {value} in {last.year} from {before} in {first.year}",
    )


def spoken(row: Row, lang: str) -> str:
    """Return a value as words tell it: of fewer than ten cases the counts alone, since 100 % reads like praise."""
    return f"{number(row.numerator)}/{number(row.denominator)}{row.mark}" if row.small else _value(row)


def _is_peak(peak: Row, stretch: Sequence[Row]) -> bool:
    """Whether a year stands above the first and the last, under control for all pairs of years."""
    first, last = stretch[0], stretch[-1]
    if peak in (first, last) or peak.small or first.small or last.small:
        return False
    if not (peak.value or 0.0) > max(first.value or 0.0, last.value or 0.0):
        return False
    pairs = len(stretch) * (len(stretch) - 1) / 2
    tests = [p_between(peak, end) for end in (first, last)]
    return all(p_value is None or p_value * pairs <= ALPHA for p_value in tests)


def p_between(one: Row, other: Row) -> float | None:
    """Return the exact p-value of the difference of two values; None where no case in them came by chance."""
    if not one.by_chance:
        return None
    sides = (one.numerator, one.denominator, other.numerator, other.denominator)
    return float(p_of_kind(one.kind, *(side or 0.0 for side in sides)))


def subtitle(row: Row, lang: str, heading: str, more: str = "") -> str:
    """Name the unit and what the interval is, and the indicator where the heading does not."""
    parts = [pick(lang, f"单位：{unit(row.unit, lang)}", f"Unit: {unit(row.unit, lang)}")]
    if row.low is not None or (row.by_chance and row.kind != "yes_no"):
        parts.append(pick(lang, "横线或色带为 95% 区间", "bars and bands are 95% intervals"))
    called = indicator(row.indicator, lang)
    parts += [text for text in ("" if called in heading else called, more) if text]
    return pick(lang, "；", "; ").join(parts)
