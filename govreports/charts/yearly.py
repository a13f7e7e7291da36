"""Applications of one agency by year: received and carried out, with 同比 and the breaks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from govreports.charts.canvas import Canvas, Key, Words, canvas, tall
from govreports.charts.caption import break_notes, caption
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import Row, marks_of, one, rows_of
from govreports.charts.line_segments import above, draw_breaks, place_of, year_axis
from govreports.charts.native import native_of
from govreports.charts.one_page import spoken_of
from govreports.charts.plain import all_zero, nothing
from govreports.charts.say import number, pick, years
from govreports.charts.say_change import since_year, step_words
from govreports.charts.scales import count_axis
from govreports.charts.style import INK, ORANGE, SOFT, TINY, look
from govreports.charts.verdict_words import TESTED_AT, verdict_words
from govreports.measures.change import change
from govreports.measures.verdicts import beyond_chance

if TYPE_CHECKING:
    import pandas as pd

_BAR = "#7fb2dd"
_IDS = ["received", "carried_out"]
_BY_CHANCE = "≈"


def flow(frame: pd.DataFrame, *, lang: str = "zh", title: str | None = None, size: str = "page") -> Chart:
    """Show how many applications came in, and how many were left at the year's end.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.measures.indicators`, with ``received`` and ``carried_out`` of one agency.
    lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        同比 stands below each year, "≈" where no change beyond chance is seen, nothing where a break lies between.

    Raises
    ------
    ChartError
        The frame holds more than one agency.
    """
    rows = sorted(rows_of(frame, _IDS), key=lambda row: row.year)
    if not any(row.value is not None for row in rows):
        return nothing(lang, title=title, size=size)
    agency = str(one(rows, "agency"))
    moves = {
        int(record["year_to"]): record for record in change(frame[frame["indicator"] == "received"]).to_dict("records")
    }
    received = {row.year: row for row in rows if row.indicator == "received"}
    left = {row.year: row for row in rows if row.indicator == "carried_out"}
    heading = title or _title(agency, received, moves, lang)
    if reason := all_zero(rows, lang):
        return nothing(lang, reason, title=heading, size=size, under=caption(rows, lang))
    spoken = spoken_of([f"{year} {_numbers(row, left.get(year))}" for year, row in received.items()], lang)
    alt = pick(
        lang,
        f"柱形图。{heading}。逐年新收与结转下年：{spoken}。",
        f"Bars. {heading}. Received and carried over: {spoken}.",
    )
    notes = [*break_notes(rows, lang), _how_compared(moves, lang)]
    words = Words(heading, pick(lang, "单位：件", "Unit: cases"), caption(rows, lang, notes), alt, lang)
    keys = [
        Key(pick(lang, "新收申请", "Received"), "box", _BAR),
        Key(pick(lang, "结转下年", "Carried over to next year"), "line", ORANGE),
    ]
    with look():
        sheet = canvas(words, frame[frame["indicator"].isin(_IDS)], tall(size, 2.9), size=size, keys=keys)
        _draw(sheet, rows, received, left, moves, lang)
    period = sorted({row.year for row in rows})
    columns = [
        (key.label, [known[year].value if year in known else None for year in period], key.color)
        for key, known in zip(keys, (received, left), strict=True)
    ]
    sheet.chart.native = native_of("columns", [str(year) for year in period], columns)
    return sheet.chart


def _how_compared(moves: dict[int, Any], lang: str) -> str:
    """Explain the changes below the years, and the sign of those that chance explains where it is drawn."""
    said = pick(lang, "同比仅在口径可比的相邻报告之间计算", "Change on the year before only where comparable")
    if any(_move(move, lang).startswith(_BY_CHANCE) for move in moves.values()):
        said += pick(
            lang,
            f"；“{_BY_CHANCE}”表示未见超出偶然的变化（精确检验，每年各自 {TESTED_AT}）",
            f"; “{_BY_CHANCE}”: none beyond chance seen (exact test, {TESTED_AT} a year)",
        )
    return said + pick(lang, "。", ".")


def _title(agency: str, received: dict[int, Row], moves: dict[int, Any], lang: str) -> str:
    valued = [row for row in received.values() if row.value is not None]
    if not valued:
        return pick(
            lang,
            f"{agency}：{years(list(received))} 年新收申请无数",
            f"{agency}: received unknown in {years(list(received))}",
        )
    last = valued[-1]
    called = "application" if last.value == 1 else "applications"
    said = pick(
        lang,
        f"{agency} {last.year} 年新收申请 {number(last.value)}{last.mark} 件",
        f"{agency} received {number(last.value)}{last.mark} {called} in {last.year}",
    )
    move = moves.get(last.year)
    if move is None or _none(move["difference"]):
        return said
    # What is compared with a failed sum bears its mark, as in the sentence beside the chart.
    since = since_year(step_words(move, lang), move["year_from"], lang) + marks_of(move["flags"])
    tested = verdict_words(move, lang)
    return pick(lang, "，", ", ").join(part for part in (said, since, tested) if part)


def _numbers(received: Row, left: Row | None) -> str:
    return "/".join(number(row.value) + row.mark for row in (received, left) if row is not None)


def _none(value: Any) -> bool:
    import pandas as pd

    return bool(pd.isna(value))


def _draw(
    sheet: Canvas, rows: list[Row], received: dict[int, Row], left: dict[int, Row], moves: dict[int, Any], lang: str
) -> None:
    axes = sheet.axes(sheet.left + 0.55, sheet.top + 0.25, sheet.right - 0.1, sheet.bottom - 0.56)
    year_axis(axes, rows)
    highest = max((row.value or 0.0 for row in rows), default=0.0)
    count_axis(axes, highest * 1.15)
    # Nothing carried out is a point above the axis, not a line on it.
    axes.set_ylim(bottom=-0.05 * axes.get_ylim()[1])
    for year, row in received.items():
        if row.value is None:
            axes.text(year, highest * 0.02, row.why(lang), ha="center", va="bottom", fontsize=TINY, color=SOFT)
            continue
        axes.bar([year], [row.value], 0.55, color=_BAR, zorder=2)
        rest = left[year].value if year in left else None
        # A low bar's number stands above the point of those carried out, which would hide it.
        over = rest is not None and rest >= row.value - 0.1 * highest
        above(axes, year, max(row.value, rest or 0.0) if over else row.value, number(row.value) + row.mark, over=over)
    line = [row for row in left.values() if row.value is not None]
    for before, after in pairwise(line):
        if before.segment == after.segment and after.year == before.year + 1:
            axes.plot(
                [before.year, after.year], [before.value or 0.0, after.value or 0.0], color=ORANGE, lw=1.8, zorder=4
            )
    axes.plot(
        [row.year for row in line], [row.value or 0.0 for row in line], "o", color=ORANGE, ms=6, mec="white", zorder=5
    )
    draw_breaks(axes, rows)
    # Below the years: 同比 of those received, and the number carried out, which a low point would hide.
    for year in sorted({row.year for row in rows}):
        x = place_of(sheet, axes, year)
        sheet.write(x, sheet.bottom - 0.2, _move(moves.get(year), lang), TINY, INK, ha="center")
        if year in left:
            sheet.write(x, sheet.bottom - 0.05, number(left[year].value), TINY, ORANGE, ha="center")
    sheet.write(sheet.left, sheet.bottom - 0.2, pick(lang, "同比", "change"), TINY, INK, ha="left")
    sheet.write(sheet.left, sheet.bottom - 0.05, pick(lang, "结转", "left"), TINY, ORANGE, ha="left")


def _move(move: Any, lang: str) -> str:
    if move is None or _none(move["difference"]):
        return ""
    sign = "" if beyond_chance(move) else _BY_CHANCE
    since = f" ({move['year_from']})" if move["gap"] else ""
    return sign + step_words(move, lang, short=True) + since
