"""Two years side by side: where each agency stood, where it stands, and whether chance explains the step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.lines import Line2D

from govreports.charts.canvas import Canvas, Key, Words, canvas, grey_key
from govreports.charts.caption import caption
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import Row, number_kind, one, rows_of
from govreports.charts.fonts import width
from govreports.charts.native import native_of
from govreports.charts.one_page import asked_names, not_named, on_one_page, spoken_of
from govreports.charts.plain import nothing
from govreports.charts.say import listed, pick
from govreports.charts.say_change import step_words
from govreports.charts.scales import value_axis
from govreports.charts.style import BLUE, FEW_EDGE, FEW_FACE, GREY, NAME_INCHES, ORANGE, SMALL, SOFT, TEXT, look
from govreports.charts.titles import spoken, subtitle
from govreports.charts.titles_of_change import between_years
from govreports.charts.verdict_words import exact_test
from govreports.charts.wrap import even
from govreports.measures.change import change as compared
from govreports.measures.too_few import FEWEST_CASES
from govreports.measures.verdicts import beyond_chance

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Move = dict[Any, Any]


def change(
    frame: pd.DataFrame,
    first: int,
    last: int,
    indicator: str | None = None,
    *,
    highlight: str | Iterable[str] | None = None,
    lang: str = "zh",
    title: str | None = None,
    size: str = "page",
) -> Chart:
    """Compare two years of each agency.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.measures.indicators`.
    first, last : int
        The two years.
    indicator : str, optional
        May be left out where the frame holds one only.
    highlight, lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        A thick orange step where the change is beyond chance; a thin grey one where that was not seen. Of more agencies
        than a page has room for those with a change beyond chance are named first.
    """
    rows = [row for row in rows_of(frame, indicator) if row.year in (first, last)]
    name = str(one(rows, "indicator")) if rows else ""
    moves = compared(frame[frame["indicator"] == name], first, last) if 0 < first < last else frame.iloc[:0]
    moves = moves[moves["applicant"] == "total"]
    by_agency: dict[str, Move] = {str(move["agency"]): move for move in moves.to_dict("records")}
    if reason := _why_nothing(first, last, by_agency, lang):
        return nothing(lang, reason, title=title, size=size)
    everyone = _pairs(rows, by_agency)
    valued = [agency for agency in _latest_first(by_agency) if not _one_sided(by_agency[agency])]
    kept = on_one_page(
        _telling(valued, by_agency), asked_names(highlight), lambda who: _high(len(even(who, TEXT, NAME_INCHES)))
    )
    order = [agency for agency in valued if agency in kept]
    pairs = {agency: everyone[agency] for agency in by_agency if agency in kept}
    shown = [row for pair in pairs.values() for row in pair.values()]
    heading = title or between_years(list(by_agency.values()), name, first, last, lang)
    notes = [
        *_how_tested(by_agency, lang),
        *_not_shown(rows, everyone, by_agency, lang),
        *not_named(len(kept), len(valued), ("变化最明确的", "with the clearest change"), lang),
    ]
    alt = _alt(heading, order, by_agency, pairs, lang)
    words = Words(heading, subtitle(shown[0], lang, heading), caption(shown, lang, notes), alt, lang)
    labels = [even(agency + _marks(pairs[agency]), TEXT, NAME_INCHES) for agency in order]
    tall = len(order) * _high(max(map(len, labels), default=1)) + 0.45
    with look():
        sheet = canvas(words, moves, tall, size=size, keys=_keys(first, last, shown, lang))
        _draw(sheet, order, labels, by_agency, pairs, lang)
    ends = [
        (str(year), [pairs[who][year].value if year in pairs[who] else None for who in order], color)
        for year, color in ((first, GREY), (last, BLUE))
    ]
    sheet.chart.native = native_of("bars", order, ends, number_kind(shown))
    return sheet.chart


def _why_nothing(first: int, last: int, moves: dict[str, Move], lang: str) -> str:
    """Return why two years cannot be compared; "" where they can."""
    if not 0 < first < last:
        return pick(lang, "没有前后两年的报告。", "There are no reports of two years.")
    if not moves:
        zh = f"没有机关同时有 {first} 年和 {last} 年的报告。"
        return pick(lang, zh, f"No agency has reports of both {first} and {last}.")
    if all(map(_one_sided, moves.values())):
        zh = f"没有机关 {first} 年和 {last} 年都有数值。"
        return pick(lang, zh, f"No agency has a value in both {first} and {last}.")
    return ""


def _latest_first(moves: dict[str, Move]) -> list[str]:
    """Order agencies by their later value, the largest first; those that cannot be compared last."""
    return sorted(moves, key=lambda who: (_empty(moves[who]["difference"]), -_zero(moves[who]["value_to"]), who))


def _not_shown(rows: list[Row], pairs: dict[str, dict[int, Row]], moves: dict[str, Move], lang: str) -> list[str]:
    """Name the agencies with one report only, and those without a value in one of the years."""
    alone = sorted({row.agency for row in rows} - {row.agency for pair in pairs.values() for row in pair.values()})
    bare = [agency for agency in _latest_first(moves) if _one_sided(moves[agency])]
    reasons = {
        pick(lang, "仅有一年报告，未列：", "Only one of the two years, not shown: "): alone,
        pick(lang, "两年中有一年无数值，未列：", "No value in a year, not shown: "): bare,
    }
    return [reason + listed(agencies, lang, 4) for reason, agencies in reasons.items() if agencies]


def _keys(first: int, last: int, shown: list[Row], lang: str) -> list[Key]:
    keys = [Key(str(first), "dot", GREY, hollow=True), Key(str(last), "dot", BLUE)]
    if any(row.small for row in shown):
        keys.append(grey_key(lang))
    return keys


def _how_tested(moves: dict[str, Move], lang: str) -> list[str]:
    """Explain the thick and the thin steps; nothing where no test was made, since nothing came by chance."""
    if all(move["verdict"] in ("plain", "same") or _empty(move["verdict"]) for move in moves.values()):
        return []
    test = exact_test(lang)
    thin = pick(lang, "细线：未见超出偶然的变化", "Thin: no change beyond chance seen")
    if any(move["verdict"] == "few" for move in moves.values()):
        zh = f"，或件数不足 {FEWEST_CASES}、不作判断"
        thin += pick(lang, zh, f", or fewer than {FEWEST_CASES} cases, not judged")
    if not any(map(beyond_chance, moves.values())):
        return [pick(lang, f"{thin}（{test}）。", f"{thin} ({test}).")]
    return [pick(lang, f"粗线：变化超出偶然（{test}）；{thin}。", f"Thick: a change beyond chance ({test}). {thin}.")]


def _pairs(rows: list[Row], moves: dict[str, Move]) -> dict[str, dict[int, Row]]:
    """Return the two rows of each agency by year."""
    agency_of = {move[side]: agency for agency, move in moves.items() for side in ("report_from", "report_to")}
    pairs: dict[str, dict[int, Row]] = {agency: {} for agency in moves}
    for row in rows:
        if row.report in agency_of:
            pairs[agency_of[row.report]][row.year] = row
    return pairs


def _telling(order: list[str], moves: dict[str, Move]) -> list[str]:
    """Order agencies by how certain their change is, then by its size."""
    return sorted(
        order,
        key=lambda who: (not beyond_chance(moves[who]), _empty(moves[who]["p_value"]), _sized(moves[who]), who),
    )


def _sized(move: Move) -> tuple[float, float]:
    return (_zero(move["p_value"]), -abs(_zero(move["difference"])))


def _high(lines: int) -> float:
    """Return the height of a row whose label has so many lines, in inches."""
    return 0.27 + 0.155 * (lines - 1)


def _one_sided(move: Move) -> bool:
    return _empty(move["value_from"]) or _empty(move["value_to"])


def _empty(value: Any) -> bool:
    return bool(pd.isna(value))


def _zero(value: Any) -> float:
    return 0.0 if _empty(value) else float(value)


def _marks(pair: dict[int, Row]) -> str:
    return "".join(dict.fromkeys("".join(row.mark for row in pair.values())))


def _step(move: Move, lang: str) -> str:
    if _empty(move["difference"]):
        return pick(lang, "不可比", "n/a")
    return "—" if move["verdict"] == "few" else step_words(move, lang, short=True)


def _alt(heading: str, order: list[str], moves: dict[str, Move], pairs: dict[str, dict[int, Row]], lang: str) -> str:
    said = []
    for agency in order:
        ends = " → ".join("—" if row.value is None else spoken(row, lang) for _, row in sorted(pairs[agency].items()))
        step = _step(moves[agency], lang)
        said.append(f"{agency} {ends}" + pick(lang, f"（{step}）", f" ({step})"))
    told = spoken_of(said, lang)
    return pick(lang, f"哑铃图。{heading}。{told}。", f"Dumbbell plot. {heading}. {told}.")


def _draw(
    sheet: Canvas,
    order: list[str],
    labels: list[list[str]],
    moves: dict[str, Move],
    pairs: dict[str, dict[int, Row]],
    lang: str,
) -> None:
    wide = max(width(line, TEXT) for lines in labels for line in lines)
    steps = [_step(moves[agency], lang) for agency in order]
    head = (
        pick(lang, "变化（百分点）", "points")
        if any(move["kind"] == "share" for move in moves.values())
        else pick(lang, "变化", "change")
    )
    room = max(width(text, SMALL) for text in [head, *steps]) + 0.15
    left, right = sheet.left + wide + 0.12, sheet.right - room
    axes = sheet.axes(left, sheet.top + 0.15, right, sheet.bottom - 0.3)
    axes.set_ylim(len(order) - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    every = [row for pair in pairs.values() for row in pair.values() if row.value is not None]
    value_axis(axes, every, "x", lang)
    high = (sheet.height - 0.45) / len(order)
    sheet.write(sheet.right, sheet.top + 0.04, head, SMALL, SOFT, ha="right")
    for place, (agency, label) in enumerate(zip(order, labels, strict=True)):
        y = sheet.top + 0.15 + (place + 0.5) * high
        sheet.write(left - 0.1, y, "\n".join(label), ha="right")
        sheet.write(sheet.right, y, steps[place], SMALL, SOFT, ha="right")
        axes.axhline(place, color="#efefef", lw=0.8, zorder=0)
        _dumbbell(axes, place, moves[agency], pairs[agency])


def _dumbbell(axes: Axes, place: int, move: Move, pair: dict[int, Row]) -> None:
    clear = beyond_chance(move)
    ends = [pair[year] for year in sorted(pair)]
    for row, color, aside in zip(ends, (GREY, BLUE), (-0.13, 0.13), strict=False):
        if row.low is not None and row.high is not None and row.value is not None:
            axes.plot([row.low, row.high], [place + aside] * 2, color=color, lw=0.9, alpha=0.6)
    if not _empty(move["difference"]):
        across = [float(move["value_from"]), float(move["value_to"])]
        axes.add_line(
            Line2D(across, [place, place], color=ORANGE if clear else GREY, lw=2.8 if clear else 1.0, zorder=3)
        )
    for row, color, face in zip(ends, (GREY, BLUE), ("white", BLUE), strict=False):
        if row.value is not None:
            color, face = (FEW_EDGE, "white" if face == "white" else FEW_FACE) if row.small else (color, face)
            axes.plot([row.value], [place], "o", ms=6, mfc=face, mec=color, mew=1.4, zorder=5, clip_on=False)
