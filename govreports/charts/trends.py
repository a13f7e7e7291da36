"""One indicator over the years: a line with its interval for each agency, never drawn across a break."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govreports.charts.canvas import Words, canvas, tall
from govreports.charts.caption import break_notes, caption, few_notes
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import Row, number_kind, one, rows_of
from govreports.charts.fonts import width
from govreports.charts.line_segments import draw_breaks, draw_line, place_of, year_axis
from govreports.charts.multiples import small_multiples
from govreports.charts.native import native_of
from govreports.charts.one_page import spoken_of
from govreports.charts.plain import all_zero, nothing
from govreports.charts.say import number, pick, years
from govreports.charts.scales import value_axis
from govreports.charts.spread import spread
from govreports.charts.style import LINES, SMALL, SOFT, TINY, look
from govreports.charts.titles import over_years, spoken, subtitle
from govreports.charts.wrap import even
from govreports.measures.kinds import WITH_CASES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from govreports.charts.canvas import Canvas

_BODY = 3.0  # inches of height
_NAME_INCHES = 1.7  # a label at the end of a line


def trend(
    frame: pd.DataFrame,
    indicator: str | None = None,
    *,
    highlight: str | Iterable[str] | None = None,
    lang: str = "zh",
    title: str | None = None,
    size: str = "page",
) -> Chart:
    """Show one indicator over the years.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.measures.indicators`.
    indicator : str, optional
        May be left out where the frame holds one only.
    highlight, lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        Up to six agencies in one picture, more as small multiples. Points are joined only within a segment of equal
        rules; breaks are dashed lines, explained below.

    Raises
    ------
    ChartError
        The frame holds more than one indicator and none is named.
    """
    rows = sorted(rows_of(frame, indicator), key=lambda row: (row.agency, row.year))
    if not rows:
        return nothing(lang, title=title, size=size)
    name = str(one(rows, "indicator"))
    agencies = list(dict.fromkeys(row.agency for row in rows))
    if len(agencies) > len(LINES):
        return small_multiples(frame, name, highlight=highlight, lang=lang, title=title, size=size)
    heading = title or over_years(rows, lang)
    # Of nothing but zeros there is no rate, in any year.
    if reason := "".join(_gaps(rows, lang)) if all(row.value is None for row in rows) else all_zero(rows, lang):
        return nothing(lang, reason, title=heading, size=size, under=caption(rows, lang))
    lines = spoken_of([f"{row.agency} {row.year} {spoken(row, lang)}" for row in rows if row.value is not None], lang)
    alt = pick(lang, f"折线图。{heading}。{lines}。", f"Line chart. {heading}. {lines}.")
    notes = [*break_notes(rows, lang), *few_notes(rows, lang), *_gaps(rows, lang)]
    words = Words(heading, subtitle(rows[0], lang, heading), caption(rows, lang, notes), alt, lang)
    numbers = frame[frame["report"].isin([row.report for row in rows]) & (frame["indicator"] == name)]
    with look():
        sheet = canvas(words, numbers, tall(size, _BODY), size=size)
        _draw(sheet, rows, agencies, lang)
    period = sorted({row.year for row in rows})
    lines_of = [line for place, who in enumerate(agencies) for line in _unbroken(rows, who, period, LINES[place][0])]
    sheet.chart.native = native_of("lines", [str(year) for year in period], lines_of, number_kind(rows))
    return sheet.chart


def _unbroken(rows: list[Row], who: str, period: list[int], color: str) -> list[tuple[str, list[float | None], str]]:
    """Return an agency's line for an office program, one for each stretch of equal rules: none crosses a break."""
    stretches: dict[str, dict[int, float | None]] = {}
    for row in rows:
        if row.agency == who:
            stretches.setdefault(row.segment, {})[row.year] = row.value
    stretches = {segment: values for segment, values in stretches.items() if any(map(_there, values.values()))}
    whole = len(stretches) == 1
    return [
        (who if whole else f"{who} {years(list(values))}", [values.get(year) for year in period], color)
        for values in stretches.values()
    ]


def _there(value: float | None) -> bool:
    return value is not None


def _gaps(rows: list[Row], lang: str) -> list[str]:
    empty = [
        pick(lang, f"{row.agency} {row.year}（{row.why(lang)}）", f"{row.agency} {row.year} ({row.why(lang)})")
        for row in rows
        if row.value is None
    ]
    if not empty:
        return []
    more = pick(lang, f"等 {number(len(empty))} 处", f" and {number(len(empty) - 4)} more") if len(empty) > 4 else ""
    return [pick(lang, "无数值：", "No value: ") + pick(lang, "、", ", ").join(empty[:4]) + more]


def _draw(sheet: Canvas, rows: list[Row], agencies: list[str], lang: str) -> None:
    alone = len(agencies) == 1
    labels = {agency: even(agency, SMALL, _NAME_INCHES) for agency in agencies}
    room = 0.15 if alone else max(width(line, SMALL) for lines in labels.values() for line in lines) + 0.25
    strip = 0.3 if alone else 0.0
    axes = sheet.axes(sheet.left + 0.55, sheet.top + 0.2, sheet.right - room, sheet.bottom - 0.3 - strip)
    value_axis(axes, [row for row in rows if row.value is not None], "y", lang)
    year_axis(axes, rows)
    crowded = len(agencies) > 2
    for place, agency in enumerate(agencies):
        color, dash, mark = LINES[place]
        # Bands of many lines hide each other: whiskers side by side do not.
        aside = (place - (len(agencies) - 1) / 2) * 0.09 if crowded else 0.0
        draw_line(axes, [row for row in rows if row.agency == agency], color, dash, mark, aside=aside, band=not crowded)
    draw_breaks(axes, rows)
    if alone:
        _strip(sheet, axes, rows, lang)
    else:
        _names(sheet, axes, rows, labels)


def _strip(sheet: Canvas, axes: Axes, rows: list[Row], lang: str) -> None:
    """Write value and cases of each year below the axis."""
    share = rows[0].kind in WITH_CASES
    for row in rows:
        text = "—" if row.value is None else spoken(row, lang)
        if share and row.value is not None and not row.small:
            text += f"\n{number(row.numerator)}/{number(row.denominator)}"
        sheet.write(place_of(sheet, axes, row.year), sheet.bottom - 0.16, text, TINY, SOFT, ha="center")


def _names(sheet: Canvas, axes: Axes, rows: list[Row], labels: dict[str, list[str]]) -> None:
    """Write each agency's name at the end of its line."""
    right = float(axes.get_position().x1 * sheet.chart.get_figwidth())
    high = float(sheet.chart.get_figheight())
    wanted, named = [], []
    for agency in labels:
        valued = [row for row in rows if row.agency == agency and row.value is not None]
        if not valued:
            continue
        at = axes.transData.transform((valued[-1].year, valued[-1].value or 0.0))[1] / sheet.chart.dpi
        wanted.append(high - float(at))
        named.append(agency)
    gap = 0.17 * max((len(labels[agency]) for agency in named), default=1)
    places = spread(wanted, gap, sheet.top + 0.25, sheet.bottom - 0.35)
    for agency, want, y in zip(named, wanted, places, strict=True):
        color = LINES[list(labels).index(agency)][0]
        sheet.page.plot([right + 0.02, right + 0.15], [want, y], color=color, lw=0.7)
        sheet.write(right + 0.19, y, "\n".join(labels[agency]), SMALL, color, ha="left")
