"""Reconsideration and lawsuits of one agency: outcomes as counts by route and year, with the rates and their bounds.

Never a flow from applications to lawsuits: the cases of a year's lawsuits are not those of its applications.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from govreports.charts.canvas import Canvas, Key, Words, canvas
from govreports.charts.caption import break_notes, caption
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import Row, one, rows_of
from govreports.charts.fonts import width
from govreports.charts.line_segments import above, draw_breaks, place_of, year_axis
from govreports.charts.one_page import spoken_of
from govreports.charts.parts import REVIEW
from govreports.charts.plain import all_zero, nothing
from govreports.charts.say import counted, number, pick, span
from govreports.charts.scales import count_axis
from govreports.charts.style import INK, SOFT, TEXT, TINY, look
from govreports.charts.titles import spoken
from govreports.charts.verdict_words import too_few_cases

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_ROUTES = (
    ("reconsideration", "行政复议", "Reconsideration", "correction", "直接纠错率", "Correction rate"),
    ("lawsuit_direct", "未经复议直接起诉", "Direct lawsuits", "loss", "败诉率", "Loss rate"),
    ("lawsuit_after_reconsideration", "复议后起诉", "Lawsuits after reconsideration", "loss", "败诉率", "Loss rate"),
)
REVIEW_IDS = [
    *(f"{route[0]}_{part.id}" for route in _ROUTES for part in REVIEW),
    *(f"{route[0]}_{route[3]}_rate{bound}" for route in _ROUTES for bound in ("", "_bound")),
]
"""The indicators that `litigation` draws."""
_PLOT, _TABLE = 1.05, 0.62  # inches of height

ByYear = dict[tuple[str, int], Row]


def litigation(frame: pd.DataFrame, *, lang: str = "zh", title: str | None = None, size: str = "page") -> Chart:
    """Show how reconsiderations and lawsuits of one agency ended.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.measures.indicators`, with the indicators `REVIEW_IDS` of one agency.
    lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        A panel for each route; below each year the rate, its interval and its upper bound (other outcomes counted in).

    Raises
    ------
    ChartError
        The frame holds more than one agency.
    """
    rows = rows_of(frame, REVIEW_IDS)
    if not any(row.value is not None for row in rows):
        return nothing(lang, title=title, size=size)
    agency = str(one(rows, "agency"))
    by_year: ByYear = {(row.indicator, row.year): row for row in rows}
    heading = title or _title(agency, by_year, lang)
    if reason := all_zero([row for row in rows if row.kind != "share"], lang):
        return nothing(lang, reason, title=heading, size=size, under=caption(rows, lang, caveats=False))
    notes = [
        *break_notes(rows, lang),
        pick(
            lang,
            "比率分母为已审结（维持＋纠正＋其他）；“上限”把其他结果也算作纠正。诉讼与当年申请不是同一批案件。",
            "Rates are of those decided; the upper bound counts other outcomes as corrections. "
            "Lawsuits and the year's applications are not the same cases.",
        ),
    ]
    words = Words(
        heading,
        pick(lang, "单位：件", "Unit: cases"),
        caption(rows, lang, notes, caveats=False),
        _alt(heading, by_year, lang),
        lang,
    )
    keys = [Key(part.label(lang), "box", part.color, part.hatch) for part in REVIEW]
    with look():
        sheet = canvas(
            words, frame[frame["indicator"].isin(REVIEW_IDS)], 3 * (_PLOT + _TABLE + 0.52), size=size, keys=keys
        )
        _draw(sheet, rows, by_year, lang)
    return sheet.chart


def _title(agency: str, by_year: ByYear, lang: str) -> str:
    last = max(year for (_, year), row in by_year.items() if row.value is not None)
    said: list[str] = []
    few: list[bool] = []
    for route, zh, en, rate, rate_zh, rate_en in _ROUTES:
        row = by_year.get((f"{route}_{rate}_rate", last))
        if row is not None and row.value is not None:
            value = counted(row.value, row.numerator, row.denominator, row.kind, lang) + row.mark
            if row.small:
                value = f"{number(row.numerator)}/{number(row.denominator)}{row.mark}"
            said.append(pick(lang, f"{zh}{rate_zh} ", f"{en.lower()} {rate_en.lower()} ") + value)
            few.append(row.small)
    if not said:
        return pick(
            lang,
            f"{agency} {last} 年没有审结的复议和诉讼",
            f"{agency}: no reconsideration or lawsuit decided in {last}",
        )
    note = pick(lang, "（", " (") + too_few_cases(lang) + pick(lang, "）", ")")
    # Said once of those that stand together: at the title's end it would be said of a last one with many cases.
    notes = [note if small and not following else "" for small, following in zip_longest(few, few[1:], fillvalue=False)]
    parts = [text + end for text, end in zip(said, notes, strict=True)]
    return f"{agency} {last}" + pick(lang, " 年：", ": ") + pick(lang, "，", ", ").join(parts)


def _alt(heading: str, by_year: ByYear, lang: str) -> str:
    told_of = []
    for route, zh, en, *_ in _ROUTES:
        for year in sorted({year for _, year in by_year}):
            cells = [(part, by_year.get((f"{route}_{part.id}", year))) for part in REVIEW]
            shown = [f"{part.label(lang)} {number(row.value)}" for part, row in cells if row is not None and row.value]
            if shown:
                told_of.append(f"{pick(lang, zh, en)} {year} " + pick(lang, "、", ", ").join(shown))
    told = spoken_of(told_of, lang)
    return pick(lang, f"堆积柱形图。{heading}。{told}。", f"Stacked bars. {heading}. {told}.")


def _draw(sheet: Canvas, rows: list[Row], by_year: ByYear, lang: str) -> None:
    high = sheet.height / len(_ROUTES)
    labels = [pick(lang, route[4], route[5]) for route in _ROUTES]
    texts = [*labels, pick(lang, "95% 区间", "95% interval"), pick(lang, "上限", "upper bound")]
    room = max(width(text, TINY) for text in texts) + 0.1
    for place, route in enumerate(_ROUTES):
        top = sheet.top + place * high
        sheet.write(sheet.left, top + 0.1, pick(lang, route[1], route[2]), TEXT, INK, ha="left")
        axes = sheet.axes(sheet.left + room, top + 0.32, sheet.right - 0.1, top + high - _TABLE - 0.2)
        year_axis(axes, rows)
        _bars(axes, route[0], rows, by_year, lang)
        draw_breaks(axes, rows)
        _table(sheet, route, rows, by_year, top + high - _TABLE + 0.05, axes, lang)


def _bars(axes: Axes, route: str, rows: list[Row], by_year: ByYear, lang: str) -> None:
    highest = 0.0
    for year in sorted({row.year for row in rows}):
        cells = [(part, by_year.get((f"{route}_{part.id}", year))) for part in REVIEW]
        at = 0.0
        for part, row in cells:
            if row is None or not row.value:
                continue
            edge = SOFT if part.hatch else "white"
            axes.bar(
                [year],
                [row.value],
                0.5,
                bottom=at,
                color=part.color,
                hatch=part.hatch,
                edgecolor=edge,
                lw=0.6,
                zorder=2,
            )
            at += row.value
        unknown = [row for _, row in cells if row is not None and row.value is None]
        if unknown:
            axes.text(year, at, unknown[0].why(lang), ha="center", va="bottom", fontsize=TINY, color=SOFT, rotation=90)
        else:
            mark = "".join(dict.fromkeys("".join(row.mark for _, row in cells if row is not None)))
            above(axes, year, at, number(at) + mark)
        highest = max(highest, at)
    count_axis(axes, highest * 1.25)


def _table(
    sheet: Canvas, route: tuple[str, ...], rows: list[Row], by_year: ByYear, top: float, axes: Axes, lang: str
) -> None:
    name, _, _, rate, rate_zh, rate_en = route
    heads = [pick(lang, rate_zh, rate_en), pick(lang, "95% 区间", "95% interval"), pick(lang, "上限", "upper bound")]
    steps = [top + 0.08 + line * 0.15 for line in range(3)]
    for text, y in zip(heads, steps, strict=True):
        sheet.write(sheet.left, y, text, TINY, SOFT, ha="left")
    for year in sorted({row.year for row in rows}):
        value, bound = by_year.get((f"{name}_{rate}_rate", year)), by_year.get((f"{name}_{rate}_rate_bound", year))
        if value is None or value.value is None:
            continue
        x = place_of(sheet, axes, year)
        sheet.write(x, steps[0], spoken(value, lang), TINY, INK, ha="center")
        interval = span(value.low, value.high).replace("%–", "–")
        sheet.write(x, steps[1], interval, TINY, SOFT, ha="center")
        if bound is not None and bound.value is not None:
            sheet.write(x, steps[2], spoken(bound, lang), TINY, SOFT, ha="center")
