"""A whole and its parts: bars of 100 % by agency and year, with the number of cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from govreports.charts.canvas import Key, Words, canvas
from govreports.charts.caption import caption
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import Row, rows_of
from govreports.charts.native import native_of
from govreports.charts.one_page import asked_names, left_out, not_named, on_one_page, spoken_of
from govreports.charts.parts import APPLICANTS, DENIALS, OUTCOMES, Part, other_once
from govreports.charts.plain import nothing
from govreports.charts.say import listed, number, percent, pick, years
from govreports.charts.stacked_bars import Bars, draw_bars
from govreports.charts.style import NAME_INCHES, TEXT, look
from govreports.charts.titles import spoken as said
from govreports.charts.verdict_words import too_few_cases
from govreports.charts.wrap import even
from govreports.measures.too_few import FEWEST_CASES

if TYPE_CHECKING:
    import pandas as pd

_MOST_NAMED = 3
_NEARLY_ALL = 0.95
"""Share of the cases from which on, where one part has it in every report, a sentence tells it all (谁在申请:
thirteen bars of 97 to 100 % natural persons)."""
_STEP, _BETWEEN = 0.27, 0.12
"""Height of a bar's row and of the space between two agencies, in inches."""


def outcomes(
    frame: pd.DataFrame,
    *,
    highlight: str | Iterable[str] | None = None,
    lang: str = "zh",
    title: str | None = None,
    size: str = "page",
) -> Chart:
    """Show how applications were concluded.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.measures.indicators`, best with ``basis="summed"``: a printed total that is wrong makes parts
        that are no parts of it. Agencies and years to compare.
    highlight, lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        A bar of 100 % for each agency and year.
    """
    what = pick(lang, "办理结果", "outcomes of applications")
    return _composition(frame, OUTCOMES, what, pick(lang, "办结", "concluded"), lang, title, size, highlight)


def grounds(
    frame: pd.DataFrame,
    *,
    highlight: str | Iterable[str] | None = None,
    lang: str = "zh",
    title: str | None = None,
    size: str = "page",
) -> Chart:
    """Show on which grounds disclosure was denied; see `outcomes`."""
    what = pick(lang, "不予公开的理由", "grounds of denial")
    return _composition(frame, DENIALS, what, pick(lang, "不予公开", "denied"), lang, title, size, highlight)


def applicants(
    frame: pd.DataFrame,
    *,
    highlight: str | Iterable[str] | None = None,
    lang: str = "zh",
    title: str | None = None,
    size: str = "page",
) -> Chart:
    """Show who applied; see `outcomes`."""
    what = pick(lang, "申请人", "applicants")
    return _composition(frame, APPLICANTS, what, pick(lang, "新收", "received"), lang, title, size, highlight)


def _composition(
    frame: pd.DataFrame,
    parts: Sequence[Part],
    what: str,
    whole: str,
    lang: str,
    title: str | None,
    size: str,
    highlight: str | Iterable[str] | None,
) -> Chart:
    frame = other_once(frame[frame["indicator"].isin([part.id for part in parts])])
    rows = rows_of(frame)
    bars = _bars(rows)
    if not bars:
        return nothing(lang, title=title, size=size)
    drawn = {key: found for key, found in bars.items() if all(row.value is not None for row in found.values())}
    few = _too_few_beside_others(drawn)
    drawn = {key: found for key, found in drawn.items() if key[0] not in few}
    ordered = _ordered(bars, drawn)
    everyone = list(dict.fromkeys(agency for agency, _ in ordered))
    heading = title or _title(drawn, parts, what, lang)
    alike = _nearly_all(drawn, lang, parts)
    if alike:
        period = years(sorted({year for _, year in drawn}))
        named_so = pick(lang, f"{period} 年{what}", f"{what.capitalize()}, {period}")
        return nothing(lang, alike, title=title or named_so, size=size)
    named = _named(ordered, everyone, asked_names(highlight))
    ordered = [key for key in ordered if key[0] in named]
    used = [
        part for part in parts if any((drawn[key][part.id].value or 0) > 0 for key in ordered if part.id in drawn[key])
    ]
    notes = [*_left_out(bars, drawn, few, lang)]
    few_cases = (f"各年均不足 {FEWEST_CASES} 件", f"fewer than {FEWEST_CASES} cases")
    notes += left_out(few, few_cases, lang)
    notes += not_named(len(named), len(everyone), ("件数最多的", "with the most cases"), lang)
    if any(row.mark for key in ordered for row in drawn[key].values()) and "summed" in set(frame["basis"].dropna()):
        notes.append(
            pick(
                lang,
                "合计为各分项之和；与公布的总计不同的，其比率与按公布值计算的图不同。",
                "Totals are the sums of their parts; where the printed total differs, rates differ from those of "
                "charts of printed values.",
            )
        )
    if any(next(iter(drawn[key].values())).small for key in ordered):
        notes.append(
            pick(
                lang,
                f"细条：不足 {FEWEST_CASES} 件，不作判断。",
                f"Thin bars: fewer than {FEWEST_CASES} cases, not judged.",
            )
        )
    kept = [row for found in bars.values() for row in found.values()]
    seen = [row for key in ordered for row in drawn[key].values()]
    unit = pick(lang, f"占{whole}件数的百分比；右侧为件数", f"per cent of those {whole}; number of cases on the right")
    words = Words(
        heading,
        unit,
        caption(kept, lang, notes, caveats=False, drawn=seen),
        _alt(ordered, drawn, used, heading, lang),
        lang,
    )
    labels = {agency: even(agency, TEXT, NAME_INCHES) for agency, _ in ordered}
    step, between = _STEP, _BETWEEN
    groups = len(dict.fromkeys(agency for agency, _ in ordered))
    tall = max((len(lines) for lines in labels.values()), default=1) * 0.17 + 0.05
    body = max(len(ordered) * step + groups * between, groups * tall) + 0.4
    keys = [Key(part.label(lang), "box", part.color, part.hatch) for part in used]
    with look():
        sheet = canvas(words, frame, body, size=size, keys=keys)
        draw_bars(sheet, ordered, drawn, used, labels, step, between)
    shares = [
        (
            part.label(lang),
            [drawn[key][part.id].value if part.id in drawn[key] else None for key in ordered],
            part.color,
        )
        for part in used
    ]
    names = [f"{agency} {year}" for agency, year in ordered]
    sheet.chart.native = native_of("stacked", names, shares, "share") if ordered else None
    return sheet.chart


def _named(ordered: list[tuple[str, int]], everyone: list[str], asked: tuple[str, ...]) -> set[str]:
    """Return the agencies that a page has room for: those asked for, then those with the most cases."""
    bars = Counter(agency for agency, _ in ordered)
    return on_one_page(everyone, asked, lambda who: bars[who] * _STEP + _BETWEEN)


def _too_few_beside_others(drawn: Bars) -> list[str]:
    """Name the agencies that have too few cases in every year, where others have enough: 3 beside 3,521 mislead."""
    enough = {agency for (agency, _), found in drawn.items() if not next(iter(found.values())).small}
    return list(dict.fromkeys(agency for agency, _ in drawn if agency not in enough)) if enough else []


def _bars(rows: list[Row]) -> Bars:
    found: Bars = {}
    for row in rows:
        found.setdefault((row.agency, row.year), {})[row.indicator] = row
    return found


def _ordered(bars: Bars, drawn: Bars) -> list[tuple[str, int]]:
    """Agencies with the most cases first, the years of one agency together; agencies without a bar stay out."""
    largest: dict[str, float] = {}
    for (agency, _), found in drawn.items():
        cases = next(iter(found.values())).denominator or 0.0
        largest[agency] = max(largest.get(agency, 0.0), cases)
    return sorted((key for key in bars if key in drawn), key=lambda key: (-largest[key[0]], key[0], key[1]))


def _left_out(bars: Bars, drawn: Bars, few: list[str], lang: str) -> list[str]:
    reasons: dict[str, list[str]] = {}
    one_year = len({year for _, year in bars}) == 1
    for key, found in bars.items():
        if key not in drawn and key[0] not in few:
            why = next(row for row in found.values() if row.value is None).why(lang)
            reasons.setdefault(why, []).append(key[0] if one_year else f"{key[0]} {key[1]}")
    return [
        pick(lang, f"未列（{why}）：", f"Not shown ({why}): ") + listed(names, lang, 4)
        for why, names in reasons.items()
    ]


def _title(drawn: Bars, parts: Sequence[Part], what: str, lang: str) -> str:
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
        if whole.small:
            shares = too_few_cases(lang)
        return pick(
            lang,
            f"{agencies[0]} {last} 年{what}（{cases} 件）：{shares}",
            f"{agencies[0]}, {what} {last} ({cases}): {shares}",
        )
    return period + pick(lang, f" 年{what}：", f", {what}: ") + _largest(drawn, by_id, lang)


def _largest(drawn: Bars, by_id: dict[str, str], lang: str) -> str:
    """Count which part is the largest of how many reports; of those with fewer than ten cases nothing is said."""
    firm = [bar for bar in drawn.values() if not next(iter(bar.values())).small]
    few = pick(lang, "，", ", ") + too_few_cases(lang)
    if not firm:
        return pick(lang, f"{len(drawn)} 份报告", f"{len(drawn)} reports") + few
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
    told = pick(lang, zh, f"of {number(len(firm))} reports, the largest part is {', '.join(said)}")
    rest = len(drawn) - len(firm)
    return told + (pick(lang, f"；另 {rest} 份", f"; {rest} more with ") + too_few_cases(lang) if rest else "")


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


def _nearly_all(drawn: Bars, lang: str, parts: Sequence[Part]) -> str:
    """State that one part is nearly everything in every report, of which bars would show nothing; else empty."""
    firm = {key: bar for key, bar in drawn.items() if not next(iter(bar.values())).small}
    if len(firm) < 2:
        return ""
    tops = [max(bar.values(), key=lambda row: row.value or 0.0) for bar in firm.values()]
    least = min(row.value or 0.0 for row in tops)
    if least < _NEARLY_ALL or len({row.indicator for row in tops}) > 1:
        return ""
    label = next(part.label(lang) for part in parts if part.id == tops[0].indicator)
    alone = len({year for _, year in firm}) == 1
    each = [
        (who if alone else f"{who}{pick(lang, f' {year} 年', f', {year},')}") + f" {percent(row.value, row.cases)}"
        for (who, year), row in zip(firm, tops, strict=True)
    ]
    return pick(
        lang,
        f"{len(firm)} 份报告中，{label}占比均在 {int(least * 100)}% 以上：{listed(each, lang, 6)}。",
        f"{label}: {int(least * 100)}% or more in each of {len(firm)} reports: {listed(each, lang, 6)}.",
    )


def _alt(ordered: list[tuple[str, int]], drawn: Bars, used: Sequence[Part], heading: str, lang: str) -> str:
    spoken = []
    for agency, year in ordered:
        bar = drawn[agency, year]
        shares = pick(lang, "、", ", ").join(
            f"{part.label(lang)} {said(bar[part.id], lang)}" for part in used if part.id in bar and bar[part.id].value
        )
        spoken.append(pick(lang, f"{agency} {year} 年：{shares}", f"{agency} {year}: {shares}"))
    told = spoken_of(spoken, lang)
    return pick(lang, f"百分比条形图。{heading}。{told}。", f"Bars of 100%. {heading}. {told}.")
