"""Small multiples: the same indicator over the years, one small picture for each agency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govreports.charts.canvas import Canvas, Words, canvas
from govreports.charts.caption import break_notes, caption, few_notes
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import Row, one, rows_of
from govreports.charts.line_segments import draw_breaks, draw_line, year_axis
from govreports.charts.one_page import asked_names, largest_first, left_out, not_named, on_one_page, spoken_of
from govreports.charts.plain import nothing
from govreports.charts.say import pick, shown
from govreports.charts.scales import value_axis
from govreports.charts.style import BLUE, INK, SMALL, SOFT, TINY, look, sheet_of
from govreports.charts.titles import over_years, subtitle
from govreports.charts.titles import spoken as told
from govreports.charts.wrap import even
from govreports.measures.kinds import PERCENTAGES, WITH_CASES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_CELL = 2.05
"""Width in inches that a small picture needs."""
_PLOT, _FOOT = 0.95, 0.42
"""Height of a small picture, and of its years with the space that parts it from the name below."""


def small_multiples(
    frame: pd.DataFrame,
    indicator: str | None = None,
    *,
    highlight: str | Iterable[str] | None = None,
    lang: str = "zh",
    title: str | None = None,
    size: str = "page",
) -> Chart:
    """Show one indicator over the years for many agencies.

    Parameters
    ----------
    frame, indicator, highlight, lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        One small picture an agency, shares on one common scale, counts each on its own (its largest value is printed).
        Agencies whose every value is zero are named below, not drawn.
    """
    rows = sorted(rows_of(frame, indicator), key=lambda row: (row.agency, row.year))
    if not rows:
        return nothing(lang, title=title, size=size)
    name = str(one(rows, "indicator"))
    heading = title or over_years(rows, lang)
    columns = max(1, int((sheet_of(size)[0] - 0.4) / _CELL))
    everyone, zero = _ordered(rows)
    kept = on_one_page(
        everyone, asked_names(highlight), lambda who: (_head(_label(rows, who)) + _PLOT + _FOOT) / columns
    )
    numbers = frame[frame["report"].isin([row.report for row in rows]) & (frame["indicator"] == name)]
    agencies = [agency for agency in everyone if agency in kept]
    rows = [row for row in rows if row.agency in kept]
    own = rows[0].kind not in WITH_CASES
    scale = pick(lang, "各图刻度不同", "each on its own scale") if own else pick(lang, "各图刻度相同", "one scale")
    words = Words(
        heading,
        subtitle(rows[0], lang, heading, scale),
        caption(rows, lang, _notes(rows, len(agencies), len(everyone), zero, lang)),
        _alt(rows, agencies, heading, lang),
        lang,
    )
    columns = min(len(agencies), columns)
    labels = {agency: _label(rows, agency) for agency in agencies}
    head = max(map(_head, labels.values()))
    lines = -(-len(agencies) // columns)
    with look():
        sheet = canvas(words, numbers, lines * (head + _PLOT + _FOOT), size=size)
        _draw(sheet, rows, labels, columns, head, lang)
    return sheet.chart


def _ordered(rows: list[Row]) -> tuple[list[str], list[str]]:
    """Return the agencies with the largest values first, and those apart whose every value is zero.

    Where all are zero they are drawn, since that is what the chart shows.
    """
    largest: dict[str, float] = {}
    for row in rows:
        value = -1.0 if row.value is None else row.cases or row.value
        largest[row.agency] = max(largest.get(row.agency, -1.0), value)
    ordered = sorted(largest, key=lambda agency: (-largest[agency], agency))
    zero = [agency for agency in ordered if largest[agency] == 0]
    some = [agency for agency in ordered if largest[agency] != 0]
    return (some, zero) if any(largest[agency] > 0 for agency in some) else (ordered, [])


def _notes(rows: list[Row], shown_ones: int, everyone: int, zero: list[str], lang: str) -> list[str]:
    return [
        *break_notes(rows, lang),
        *few_notes(rows, lang),
        *left_out(zero, ("各年均为零", "zero in every year"), lang),
        *not_named(shown_ones, everyone, largest_first(rows[0].kind), lang),
    ]


def _label(rows: list[Row], agency: str) -> list[str]:
    return even(agency + _mark(rows, agency), SMALL, _CELL - 0.15)


def _head(label: list[str]) -> float:
    """Return the height that a name needs above its picture, in inches."""
    return len(label) * 0.16 + 0.22


def _mark(rows: list[Row], agency: str) -> str:
    return "".join(dict.fromkeys("".join(row.mark for row in rows if row.agency == agency)))


def _alt(rows: list[Row], agencies: list[str], heading: str, lang: str) -> str:
    last = [[row for row in rows if row.agency == agency and row.value is not None] for agency in agencies]
    spoken = spoken_of(
        [f"{of_agency[-1].agency} {of_agency[-1].year} {told(of_agency[-1], lang)}" for of_agency in last if of_agency],
        lang,
    )
    return pick(lang, f"小图组。{heading}。最近一年：{spoken}。", f"Small multiples. {heading}. Latest: {spoken}.")


def _draw(sheet: Canvas, rows: list[Row], labels: dict[str, list[str]], columns: int, head: float, lang: str) -> None:
    lines = -(-len(labels) // columns)
    wide, high = (sheet.right - sheet.left) / columns, sheet.height / lines
    common = rows[0].kind in WITH_CASES
    valued = [row for row in rows if row.value is not None]
    for place, (agency, label) in enumerate(labels.items()):
        x, y = sheet.left + place % columns * wide, sheet.top + place // columns * high
        own = [row for row in rows if row.agency == agency]
        shown_rows = [row for row in own if row.value is not None]
        sheet.write(x + 0.42, y + head - 0.17, "\n".join(label), SMALL, INK, ha="left", va="bottom")
        axes = sheet.axes(x + 0.42, y + head, x + wide - 0.12, y + high - _FOOT)
        value_axis(axes, valued if common else shown_rows, "y", lang)
        _two_marks(axes, valued if common else shown_rows, rows[0].kind)
        year_axis(axes, rows)
        _few_years(axes, rows)
        draw_line(axes, own, BLUE, "-", "o")
        draw_breaks(axes, rows)
        if not shown_rows:
            why = own[-1].why(lang)
            axes.text(0.5, 0.5, why, transform=axes.transAxes, ha="center", va="center", fontsize=TINY, color=SOFT)


def _two_marks(axes: Axes, rows: list[Row], kind: str) -> None:
    """Keep two marks of the scale: 0 and the top, which of counts is the largest value."""
    top = axes.get_ylim()[1]
    axes.set_yscale("linear")
    if kind not in PERCENTAGES:
        largest = max((row.value or 0.0 for row in rows), default=0.0)
        ends = [row.high or 0.0 for row in rows]
        axes.set_ylim(0, max(largest, *ends, 1.0) * 1.05 if rows else 1.0)
        top = largest
    marks = sorted({0.0, top})
    axes.set_yticks(marks, [shown(mark, kind) if rows else "" for mark in marks], fontsize=TINY)


def _few_years(axes: Axes, rows: list[Row]) -> None:
    """Name the first and the last year only."""
    period = {row.year for row in rows}
    axes.set_xticks(sorted({min(period), max(period)}))
    axes.tick_params(axis="x", labelsize=TINY)
