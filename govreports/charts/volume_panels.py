"""What agencies disclose on their own initiative: several quantities side by side, each on a scale of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from govreports.charts.canvas import Canvas, Words, canvas
from govreports.charts.caption import caption
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import Row, one, rows_of
from govreports.charts.fonts import width
from govreports.charts.one_page import asked_names, not_named, on_one_page, spoken_of
from govreports.charts.plain import nothing
from govreports.charts.say import indicator, number, pick, unit
from govreports.charts.style import BLUE, INK, NAME_INCHES, SMALL, SOFT, TEXT, TINY, look, sheet_of
from govreports.charts.wrap import even

if TYPE_CHECKING:
    import pandas as pd

VOLUMES = [
    "normative_documents_made",
    "normative_documents_in_force",
    "licences_decisions",
    "penalties_decisions",
    "coercive_measures_decisions",
    "fees_amount",
]
"""What `volumes` draws unless told otherwise: table 二 of the form of 2021."""
_HAVING = {
    "normative_documents_made": ("{} 个制发了规范性文件", "{} made normative documents"),
    "licences_decisions": ("{} 个有行政许可", "{} granted licences"),
    "penalties_decisions": ("{} 个有行政处罚", "{} imposed penalties"),
    "coercive_measures_decisions": ("{} 个有行政强制", "{} took coercive measures"),
    "fees_amount": ("{} 个有收费", "{} charged fees"),
}
"""How a title counts the agencies that have any."""
_COLUMN = 1.0
"""Least width of a column, in inches."""
Values = dict[tuple[str, str], Row]
"""The value of each agency and indicator."""


def volumes(
    frame: pd.DataFrame,
    year: int | None = None,
    ids: Sequence[str] = VOLUMES,
    *,
    highlight: str | Iterable[str] | None = None,
    lang: str = "zh",
    title: str | None = None,
    size: str = "page",
) -> Chart:
    """Show several quantities of many agencies in one year.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.measures.indicators`.
    year : int, optional
        May be left out where the frame holds one only.
    ids : sequence of str
        Counts, stocks or amounts.
    highlight, lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        A column for each quantity. Its scale is logarithmic from 1 on; zero stands at its left end.
    """
    rows = [row for row in rows_of(frame, list(ids)) if year is None or row.year == year]
    if not rows:
        return nothing(lang, title=title, size=size)
    when = int(one(rows, "year"))
    values = {(row.agency, row.indicator): row for row in rows}
    columns = [name for name in ids if any(row.indicator == name for row in rows)]
    everyone = _ordered(rows, columns)
    heading = title or _title(rows, everyone, when, lang)
    kept = on_one_page(everyone, asked_names(highlight), lambda who: _high(len(even(who, TEXT, NAME_INCHES))))
    agencies = [agency for agency in everyone if agency in kept]
    rows = [row for row in rows if row.agency in kept]
    zh = "横轴为对数刻度，零在最左；数量反映职权和事项多少，不作优劣排名。"
    en = "Log scales, zero at the left; volumes show powers and matters, not merit: never a ranking."
    most = ("事项最多的", "that disclose most kinds of things")
    notes = [pick(lang, zh, en), *not_named(len(agencies), len(everyone), most, lang)]
    alt = _alt(heading, values, agencies, columns, lang)
    words = Words(heading, "", caption(rows, lang, notes, caveats=False), alt, lang)
    labels = [even(agency, TEXT, NAME_INCHES) for agency in agencies]
    step = _high(max(map(len, labels)))
    room = max(width(line, TEXT) for lines in labels for line in lines) + 0.2
    broad = max(sheet_of(size)[0], 0.44 + room + len(columns) * _COLUMN)
    wide = (broad - 0.44 - room) / len(columns)
    heads = [even(_head(name, _unit(rows, name), lang), TINY, wide - 0.12) for name in columns]
    head = max(map(len, heads)) * 0.145 + 0.1
    with look():
        drawn = frame[frame["indicator"].isin(columns) & (frame["year"] == when)]
        sheet = canvas(words, drawn, len(agencies) * step + head, size=size, broad=broad)
        _draw(sheet, values, agencies, columns, labels, heads, head, room)
    return sheet.chart


def _alt(heading: str, values: Values, agencies: list[str], columns: list[str], lang: str) -> str:
    said = [
        pick(lang, f"{agency}：", f"{agency}: ")
        + pick(lang, "、", ", ").join(
            f"{indicator(name, lang)} {number(values[agency, name].value)}"
            for name in columns
            if (agency, name) in values
        )
        for agency in agencies
    ]
    spoken = spoken_of(said, lang)
    return pick(lang, f"点图。{heading}。{spoken}。", f"Dot plots. {heading}. {spoken}.")


def _high(lines: int) -> float:
    """Return the height of a row whose label has so many lines, in inches."""
    return 0.25 + 0.155 * (lines - 1)


def _unit(rows: list[Row], name: str) -> str:
    return next(row.unit for row in rows if row.indicator == name)


def _ordered(rows: list[Row], columns: list[str]) -> list[str]:
    total: dict[str, list[float]] = {row.agency: [0.0] * len(columns) for row in rows}
    for row in rows:
        total[row.agency][columns.index(row.indicator)] = row.value or 0.0
    return sorted(total, key=lambda agency: (-sum(value > 0 for value in total[agency]), -max(total[agency]), agency))


def _head(name: str, in_unit: str, lang: str) -> str:
    called, short = indicator(name, lang), unit(in_unit, lang)
    return called if in_unit == "件" else pick(lang, f"{called}（{short}）", f"{called} ({short})")


def _title(rows: list[Row], agencies: list[str], year: int, lang: str) -> str:
    """Count the agencies that have anything of each quantity: how much is a matter of their powers."""
    many = len(agencies) > 1
    head = pick(
        lang,
        f"{year} 年主动公开情况，" + (f"{number(len(agencies))} 个机关" if many else agencies[0]),
        f"Disclosed on own initiative, {year}, " + (f"{number(len(agencies))} agencies" if many else agencies[0]),
    )
    having = Counter(row.indicator for row in rows if row.value)
    if not having:
        return head + pick(lang, "：各项均为零或空白", ": nothing but zeros and blanks")
    if not many:
        return head
    said = [pick(lang, zh, en).format(number(having[name])) for name, (zh, en) in _HAVING.items() if having[name]]
    return head + pick(lang, "：", ": ") + pick(lang, "，", ", ").join(said) if said else head


def _draw(
    sheet: Canvas,
    values: Values,
    agencies: list[str],
    columns: list[str],
    labels: list[list[str]],
    heads: list[list[str]],
    head: float,
    room: float,
) -> None:
    wide = (sheet.right - sheet.left - room) / len(columns)
    top = sheet.top + head
    high = (sheet.bottom - top) / len(agencies)
    for place, label in enumerate(labels):
        sheet.write(sheet.left + room - 0.15, top + (place + 0.5) * high, "\n".join(label), ha="right")
    for column, name in enumerate(columns):
        left = sheet.left + room + column * wide
        sheet.write(left + 0.04, sheet.top + head - 0.08, "\n".join(heads[column]), TINY, SOFT, ha="left", va="bottom")
        rows = [values.get((agency, name)) for agency in agencies]
        texts = [(number(row.value) + row.mark) if row is not None else "" for row in rows]
        text_room = max(width(text, SMALL) for text in texts) + 0.08
        axes = sheet.axes(left + 0.06, top, left + wide - text_room - 0.14, sheet.bottom)
        largest = max((row.value or 0.0 for row in rows if row is not None), default=0.0)
        axes.set_xscale("symlog", linthresh=1, linscale=0.4)
        axes.set(xlim=(0, max(largest, 10) * 1.2), ylim=(len(agencies) - 0.5, -0.5))
        axes.set_xticks([])
        axes.minorticks_off()
        axes.set_yticks([])
        axes.spines["bottom"].set_visible(False)
        for place, (row, text) in enumerate(zip(rows, texts, strict=True)):
            color = INK if row is not None and row.value else SOFT
            sheet.write(left + wide - 0.1, top + (place + 0.5) * high, text, SMALL, color, ha="right")
            if row is not None and row.value is not None:
                axes.plot([0, row.value], [place, place], color=BLUE, lw=1.2, alpha=0.5)
                axes.plot([row.value], [place], "o", color=BLUE, ms=4.5, clip_on=False)
