"""A whole and its parts: bars of 100 % by agency and year, with the number of cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from govreports.charts.canvas import Key, Words, canvas
from govreports.charts.caption import caption
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import Row, rows_of
from govreports.charts.composition_words import alt_of, is_small, nearly_all, title_of
from govreports.charts.native import native_of
from govreports.charts.one_page import asked_names, largest_first, left_out, not_named, on_one_page
from govreports.charts.parts import APPLICANTS, DENIALS, OUTCOMES, Part, other_once
from govreports.charts.plain import nothing
from govreports.charts.say import listed, pick, years
from govreports.charts.stacked_bars import Bars, draw_bars
from govreports.charts.style import NAME_INCHES, TEXT, look
from govreports.charts.wrap import even
from govreports.measures.too_few import FEWEST_CASES

if TYPE_CHECKING:
    import pandas as pd

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
    bars = _bars(rows_of(frame))
    if not bars:
        return nothing(lang, title=title, size=size)
    complete = {key: bar for key, bar in bars.items() if all(row.value is not None for row in bar.values())}
    few = _too_few_beside_others(complete)
    drawn = {key: bar for key, bar in complete.items() if key[0] not in few}
    kept = [row for bar in bars.values() for row in bar.values()]
    without = [
        *_left_out(bars, drawn, few, lang),
        *left_out(few, (f"各年均不足 {FEWEST_CASES} 件", f"fewer than {FEWEST_CASES} cases"), lang),
    ]
    alike = nearly_all(drawn, lang, parts)
    if alike:
        tops = [max(bar.values(), key=lambda row: row.value or 0.0) for bar in drawn.values() if not is_small(bar)]
        under = caption(kept, lang, without, caveats=False, drawn=tops)
        period = years(sorted({year for _, year in drawn}))
        named_so = pick(lang, f"{period} 年{what}", f"{what.capitalize()}, {period}")
        return nothing(lang, alike, title=title or named_so, size=size, under=under)
    agencies = list(dict.fromkeys(agency for agency, _ in _ordered(drawn)))
    shown = _named(drawn, agencies, asked_names(highlight))
    ordered = [key for key in _ordered(drawn) if key[0] in shown]
    used = [part for part in parts if any(_parts_of(drawn, ordered, part))]
    heading = title or title_of(drawn, parts, what, lang)
    notes = [
        *without,
        *not_named(len(shown), len(agencies), largest_first("share"), lang),
        *_how_counted(drawn, ordered, "summed" in set(frame["basis"].dropna()), lang),
    ]
    seen = [row for key in ordered for row in drawn[key].values()]
    unit = pick(lang, f"占{whole}件数的百分比；右侧为件数", f"per cent of those {whole}; number of cases on the right")
    under = caption(kept, lang, notes, caveats=False, drawn=seen)
    words = Words(heading, unit, under, alt_of(ordered, drawn, used, heading, lang), lang)
    return _sheet(frame, words, ordered, drawn, used, size)


def _sheet(
    frame: pd.DataFrame, words: Words, ordered: list[tuple[str, int]], drawn: Bars, used: list[Part], size: str
) -> Chart:
    """Draw the bars, and hand on their shares for a native chart of an office program."""
    labels = {agency: even(agency, TEXT, NAME_INCHES) for agency, _ in ordered}
    tall = max((len(lines) for lines in labels.values()), default=1) * 0.17 + 0.05
    body = max(len(ordered) * _STEP + len(labels) * _BETWEEN, len(labels) * tall) + 0.4
    keys = [Key(part.label(words.lang), "box", part.color, part.hatch) for part in used]
    with look():
        sheet = canvas(words, frame, body, size=size, keys=keys)
        draw_bars(sheet, ordered, drawn, used, labels, _STEP, _BETWEEN)
    shares = [(part.label(words.lang), _parts_of(drawn, ordered, part), part.color) for part in used]
    names = [f"{agency} {year}" for agency, year in ordered]
    sheet.chart.native = native_of("stacked", names, shares, "share") if ordered else None
    return sheet.chart


def _parts_of(drawn: Bars, ordered: list[tuple[str, int]], part: Part) -> list[float | None]:
    return [drawn[key][part.id].value if part.id in drawn[key] else None for key in ordered]


def _how_counted(drawn: Bars, ordered: list[tuple[str, int]], summed: bool, lang: str) -> list[str]:
    """Explain totals that are not those printed, and thin bars."""
    notes = []
    if summed and any(row.mark for key in ordered for row in drawn[key].values()):
        zh = "合计为各分项之和；与公布的总计不同的，其比率与按公布值计算的图不同。"
        en = "Totals are the sums of their parts; where the printed total differs, rates differ from those of charts "
        notes.append(pick(lang, zh, en + "of printed values."))
    if any(is_small(drawn[key]) for key in ordered):
        zh = f"细条：不足 {FEWEST_CASES} 件，不作判断。"
        notes.append(pick(lang, zh, f"Thin bars: fewer than {FEWEST_CASES} cases, not judged."))
    return notes


def _named(drawn: Bars, everyone: list[str], asked: tuple[str, ...]) -> set[str]:
    """Return the agencies that a page has room for: those asked for, then those with the most cases."""
    bars = Counter(agency for agency, _ in drawn)
    return on_one_page(everyone, asked, lambda who: bars[who] * _STEP + _BETWEEN)


def _too_few_beside_others(drawn: Bars) -> list[str]:
    """Name the agencies that have too few cases in every year, where others have enough: 3 beside 3,521 mislead."""
    enough = {agency for (agency, _), bar in drawn.items() if not is_small(bar)}
    return list(dict.fromkeys(agency for agency, _ in drawn if agency not in enough)) if enough else []


def _bars(rows: list[Row]) -> Bars:
    bars: Bars = {}
    for row in rows:
        bars.setdefault((row.agency, row.year), {})[row.indicator] = row
    return bars


def _ordered(drawn: Bars) -> list[tuple[str, int]]:
    """Return the bars, agencies with the most cases first, the years of one agency together."""
    largest: dict[str, float] = {}
    for (agency, _), bar in drawn.items():
        cases = next(iter(bar.values())).denominator or 0.0
        largest[agency] = max(largest.get(agency, 0.0), cases)
    return sorted(drawn, key=lambda key: (-largest[key[0]], key[0], key[1]))


def _left_out(bars: Bars, drawn: Bars, few: list[str], lang: str) -> list[str]:
    reasons: dict[str, list[str]] = {}
    one_year = len({year for _, year in bars}) == 1
    for key, bar in bars.items():
        if key not in drawn and key[0] not in few:
            why = next(row for row in bar.values() if row.value is None).why(lang)
            reasons.setdefault(why, []).append(key[0] if one_year else f"{key[0]} {key[1]}")
    return [
        pick(lang, f"未列（{why}）：", f"Not shown ({why}): ") + listed(names, lang, 4)
        for why, names in reasons.items()
    ]
