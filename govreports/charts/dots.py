"""Agencies side by side in one year: a dot and its interval for each, with the cases behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from govreports.charts.canvas import Canvas, Key, Words, canvas
from govreports.charts.caption import caption
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import Row, number_kind, one, rows_of
from govreports.charts.fonts import width
from govreports.charts.histogram import HISTOGRAM_INCHES, histogram
from govreports.charts.native import native_of
from govreports.charts.one_page import ROOM_INCHES, asked_names, from_both_ends, not_named, on_one_page, spoken_of
from govreports.charts.plain import nothing
from govreports.charts.say import indicator as indicator_name
from govreports.charts.say import number, pick, shown
from govreports.charts.scales import value_axis
from govreports.charts.style import BLUE, INK, NAME_INCHES, ORANGE, SMALL, SOFT, TEXT, look
from govreports.charts.titles import comparison, spoken, subtitle
from govreports.charts.wrap import even
from govreports.measures.kinds import OF_CASES, WITH_CASES
from govreports.measures.too_few import FEWEST_CASES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_EMPTY = 5
"""Up to so many agencies without a value have a row each."""


def compare(
    frame: pd.DataFrame,
    indicator: str | None = None,
    year: int | None = None,
    *,
    highlight: str | Iterable[str] | None = None,
    lang: str = "zh",
    title: str | None = None,
    size: str = "page",
) -> Chart:
    """Compare agencies in one year.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.measures.indicators`.
    indicator, year : optional
        May be left out where the frame holds one only.
    highlight : str or iterable of str, optional
        The names of agencies to stand out; they are shown however many others there are.
    lang : str
        ``zh`` or ``en``.
    title : str, optional
        Yours in place of the computed one.
    size : str
        ``page``, ``slide``, ``half`` or ``column``.

    Returns
    -------
    Chart
        Sorted by value; agencies without a value stand below with the reason. Shares of fewer than ten cases are
        hollow. Of more agencies than a page has room for those with the highest and the lowest values are named, below
        a histogram of all.

    Raises
    ------
    ChartError
        The frame holds more than one indicator or year and none is named.
    """
    rows = [row for row in rows_of(frame, indicator) if year is None or row.year == year]
    if not rows:
        return nothing(lang, title=title, size=size)
    name, _ = str(one(rows, "indicator")), one(rows, "year")
    ordered = sorted(rows, key=lambda row: (row.value is None, -(row.value or 0.0), -(row.cases or 0.0), row.agency))
    asked = asked_names(highlight)
    gathered = _gathered(ordered, lang)
    named = _named(gathered, asked)
    crowd = ordered if len(named) < len(gathered) else []
    heading = title or comparison(ordered, name, lang, asked)
    words = _words(ordered, named if crowd else ordered, name, lang, heading)
    labels = [even(row.agency + row.mark, TEXT, NAME_INCHES) for row in named]
    step = _high(max(map(len, labels)))
    with look():
        shown_rows = frame[frame["report"].isin([row.report for row in rows]) & (frame["indicator"] == name)]
        body = len(named) * step + 0.45 + (HISTOGRAM_INCHES if crowd else 0.0)
        sheet = canvas(words, shown_rows, body, size=size, keys=_keys(named, lang))
        _draw(sheet, named, crowd, labels, asked, lang)
    valued = [row for row in named if row.value is not None]
    bars = (indicator_name(name, lang), [row.value for row in valued], BLUE)
    sheet.chart.native = native_of("bars", [_office_name(row) for row in valued], [bars], number_kind(valued))
    return sheet.chart


def _office_name(row: Row) -> str:
    """Return a row's name where no dot can be hollow: few cases are told beside it."""
    return row.agency + row.mark + (f" ({_counts(row)})" if row.small else "")


def _high(lines: int) -> float:
    """Return the height of a row whose label has so many lines, in inches."""
    return 0.25 + 0.155 * (lines - 1)


def _named(rows: list[Row], asked: Sequence[str]) -> list[Row]:
    """Return the rows that a page has room for: those asked for, then those from both ends, few cases last."""
    if len(rows) * _high(1) <= ROOM_INCHES:
        return rows
    judged = [row.agency for row in rows if row.value is not None and not row.small]
    others = [row.agency for row in rows if row.value is None or row.small]
    kept = on_one_page(
        [*from_both_ends(judged), *others],
        asked,
        lambda who: _high(len(even(who, TEXT, NAME_INCHES))),
        ROOM_INCHES - 1.0,
    )
    return [row for row in rows if row.agency in kept]


def _words(rows: list[Row], named: list[Row], name: str, lang: str, heading: str) -> Words:
    lines = spoken_of([f"{row.agency} {spoken(row, lang)}" for row in named if row.value is not None], lang)
    alt = pick(lang, f"点线图。{heading}。各机关：{lines}。", f"Dot plot. {heading}. By agency: {lines}.")
    ends = ("值最高和最低的", "with the highest and the lowest values")
    notes = [*_how_to_read(rows, lang), *not_named(len(named), len(rows), ends, lang)]
    return Words(heading, subtitle(rows[0], lang, heading), caption(rows, lang, notes), alt, lang)


def _how_to_read(rows: list[Row], lang: str) -> list[str]:
    """Explain what intervals that overlap do not say."""
    if rows[0].kind not in OF_CASES:
        return []
    return [
        pick(
            lang,
            "区间重叠并不说明没有差异：是否有差异以检验为准（两两比较用精确检验，按对数作 Holm 校正），见标题。",
            "Intervals that overlap refute no difference: the test in the title decides (pairs: exact, with Holm).",
        )
    ]


def _gathered(rows: list[Row], lang: str) -> list[Row]:
    """Put many agencies without a value into one row for each reason."""
    empty = [row for row in rows if row.value is None]
    if len(empty) <= _EMPTY:
        return rows
    groups: dict[str, list[Row]] = {}
    for row in empty:
        groups.setdefault(row.why(lang), []).append(row)
    valued = [row for row in rows if row.value is not None]
    for same in groups.values():
        label = pick(lang, f"另 {number(len(same))} 个机关", f"{number(len(same))} more agencies")
        marked = tuple(flag for row in same for flag in row.flags if flag != "published_error")
        valued.append(same[0] if len(same) == 1 else replace(same[0], agency=label, flags=marked))
    return valued


def _keys(rows: list[Row], lang: str) -> list[Key]:
    if not any(row.small and row.value is not None for row in rows):
        return []
    return [
        Key(pick(lang, f"{FEWEST_CASES} 件及以上", f"{FEWEST_CASES} cases or more"), "dot", BLUE),
        Key(
            pick(lang, f"不足 {FEWEST_CASES} 件，不作判断", f"under {FEWEST_CASES} cases: not judged"),
            "dot",
            BLUE,
            hollow=True,
        ),
    ]


def _draw(
    sheet: Canvas, rows: list[Row], crowd: list[Row], labels: list[list[str]], asked: Sequence[str], lang: str
) -> None:
    wide = max(width(line, TEXT) for lines in labels for line in lines)
    values = [shown(row.value, row.kind, row.cases) for row in rows]
    counts = [_counts(row) for row in rows]
    value_room = max(width(text, TEXT) for text in values) + 0.15
    count_room = max((width(text, SMALL) for text in counts), default=0.0)
    left, right = sheet.left + wide + 0.12, sheet.right - value_room - count_room - (0.2 if count_room else 0.05)
    top = sheet.top + 0.05 + (HISTOGRAM_INCHES if crowd else 0.0)
    axes = sheet.axes(left, top, right, sheet.bottom - 0.3)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    value_axis(axes, [row for row in crowd or rows if row.value is not None], "x", lang)
    if crowd:
        histogram(sheet, axes, crowd, lang)
    step = (sheet.bottom - 0.3 - top) / len(rows)
    for place, (row, label) in enumerate(zip(rows, labels, strict=True)):
        y = top + (place + 0.5) * step
        color = ORANGE if row.agency in asked else BLUE
        sheet.write(left - 0.1, y, "\n".join(label), color=color if color == ORANGE else INK, ha="right")
        sheet.write(right + 0.12 + value_room - 0.15, y, values[place], ha="right")
        sheet.write(sheet.right, y, counts[place], SMALL, SOFT, ha="right")
        axes.axhline(place, color="#efefef", lw=0.8, zorder=0)
        _dot(axes, place, row, color, lang)


def _counts(row: Row) -> str:
    if row.value is None:
        return ""
    return f"{number(row.numerator)}/{number(row.denominator)}" if row.kind in WITH_CASES else ""


def _dot(axes: Axes, place: int, row: Row, color: str, lang: str) -> None:
    if row.value is None:
        text = row.why(lang)
        axes.text(0.01, place, text, transform=axes.get_yaxis_transform(), va="center", fontsize=SMALL, color=SOFT)
        return
    if row.low is not None and row.high is not None:
        axes.plot([row.low, row.high], [place, place], color=color, lw=1.6, alpha=0.75, solid_capstyle="butt")
    face = "white" if row.small else color
    axes.plot(
        [row.value],
        [place],
        "D" if color == ORANGE else "o",
        ms=6,
        mfc=face,
        mec=color,
        mew=1.4,
        clip_on=False,
        zorder=5,
    )
