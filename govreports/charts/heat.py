"""Agencies by years: one tile a report, darker where the value is higher."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from matplotlib.colors import LinearSegmentedColormap, Normalize, PowerNorm, to_hex
from matplotlib.patches import Rectangle

from govreports.charts.canvas import Canvas, Key, Words, canvas
from govreports.charts.caption import break_notes, breaks_within, caption
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import Row, one, rows_of
from govreports.charts.fonts import width
from govreports.charts.one_page import asked_names, largest_first, not_named, on_one_page, spoken_of
from govreports.charts.plain import nothing
from govreports.charts.say import indicator as called
from govreports.charts.say import number, of_agencies, pick, shown, unit, years
from govreports.charts.style import FAINT, INK, NAME_INCHES, SMALL, SOFT, TEXT, TINY, look
from govreports.charts.titles import spoken as told
from govreports.charts.wrap import even
from govreports.measures.kinds import WITH_CASES
from govreports.measures.too_few import FEWEST_CASES

if TYPE_CHECKING:
    import pandas as pd

# One hue from light to dark: the order survives in grey.
TONES = LinearSegmentedColormap.from_list("tones", ["#f3f7fb", "#9cc3e4", "#2f74b0", "#08306b"])


def heatmap(
    frame: pd.DataFrame,
    indicator: str | None = None,
    *,
    highlight: str | Iterable[str] | None = None,
    lang: str = "zh",
    title: str | None = None,
    size: str = "page",
) -> Chart:
    """Show one indicator of many agencies over the years.

    Parameters
    ----------
    frame, indicator, highlight, lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        Values of fewer than ten cases stand in brackets, on a pale tile; a year without a report is left white, a
        report without a value is hatched.
    """
    rows = sorted(rows_of(frame, indicator), key=lambda row: (row.agency, row.year))
    if not rows:
        return nothing(lang, title=title, size=size)
    name = str(one(rows, "indicator"))
    everyone = _ordered(rows)
    heading = title or _title(rows, name, lang)
    kept = on_one_page(everyone, asked_names(highlight), lambda who: _high(len(even(who, TEXT, NAME_INCHES))))
    agencies = [agency for agency in everyone if agency in kept]
    numbers = frame[frame["report"].isin([row.report for row in rows]) & (frame["indicator"] == name)]
    rows = [row for row in rows if row.agency in kept]
    spoken = spoken_of(
        [f"{row.agency} {row.year} {told(row, lang)}" for row in rows if row.value is not None],
        lang,
    )
    alt = pick(lang, f"热力图。{heading}。{spoken}。", f"Heat map. {heading}. {spoken}.")
    white = len(agencies) * (max(row.year for row in rows) - min(row.year for row in rows) + 1) - len(rows)
    none = pick(lang, f"空白（{white} 格）：没有该年的报告。", f"Empty ({white}): no report of that year.")
    notes = [
        *([none] if white else []),
        *break_notes(rows, lang),
        *not_named(len(agencies), len(everyone), largest_first(rows[0].kind), lang),
    ]
    labels = {agency: even(agency, TEXT, NAME_INCHES) for agency in agencies}
    step = max(_high(len(lines)) for lines in labels.values())
    words = Words(
        heading, pick(lang, "单位：", "Unit: ") + unit(rows[0].unit, lang), caption(rows, lang, notes), alt, lang
    )
    with look():
        sheet = canvas(words, numbers, len(agencies) * step + 0.45, size=size, keys=_keys(rows, lang))
        _draw(sheet, rows, labels)
    return sheet.chart


def _high(lines: int) -> float:
    """Return the height of a row whose label has so many lines, in inches."""
    return 0.12 + 0.165 * lines


def _ordered(rows: list[Row]) -> list[str]:
    largest: dict[str, float] = {}
    for row in rows:
        largest[row.agency] = max(largest.get(row.agency, -1.0), row.cases or 0.0, row.value or 0.0)
    return sorted(largest, key=lambda agency: (-largest[agency], agency))


def _title(rows: list[Row], name: str, lang: str) -> str:
    period = years(sorted({row.year for row in rows}))
    count = len({row.agency for row in rows})
    return pick(
        lang,
        f"{called(name, lang)}：{number(count)} 个机关，{period} 年",
        f"{called(name, lang)}: {of_agencies(count)}, {period}",
    )


def _keys(rows: list[Row], lang: str) -> list[Key]:
    scale = _scale(rows)
    firm = [row for row in rows if row.value is not None and not row.small]
    # The key is a scale: what the lightest, the middle and the darkest tile hold.
    marks = sorted({float(scale.inverse(tone)) for tone in (0.0, 0.5, 1.0)}) if firm else []
    keys = [
        Key(
            shown(mark if rows[0].kind in WITH_CASES else round(mark), rows[0].kind, 1),
            "box",
            to_hex(TONES(scale(mark))),
        )
        for mark in marks
    ]
    if any(row.small and row.value is not None for row in rows):
        keys.append(
            Key(pick(lang, f"（ ）不足 {FEWEST_CASES} 件", f"( ) under {FEWEST_CASES} cases"), "box", "#f7f7f7")
        )
    if any(row.value is None for row in rows):
        keys.append(Key(pick(lang, "有报告无数值", "report without a value"), "box", "#ffffff", "////"))
    return keys


def _scale(rows: list[Row]) -> Normalize:
    """Return how values become tones; values of few cases have none."""
    top = max([abs(row.value) for row in rows if row.value is not None and not row.small], default=0.0) or 1.0
    # Counts of agencies differ by orders of magnitude; the root lets the small ones be seen.
    return Normalize(0, top) if rows[0].kind in WITH_CASES else PowerNorm(0.4, 0, top)


def _draw(sheet: Canvas, rows: list[Row], labels: dict[str, list[str]]) -> None:
    room = max(width(line, TEXT) for lines in labels.values() for line in lines) + 0.15
    first, last = min(row.year for row in rows), max(row.year for row in rows)
    count = last - first + 1
    axes = sheet.axes(sheet.left + room, sheet.top + 0.25, sheet.right, sheet.bottom - 0.1)
    axes.set(xlim=(first - 0.5, last + 0.5), ylim=(len(labels) - 0.5, -0.5))
    axes.set_xticks(range(first, last + 1))
    axes.xaxis.tick_top()
    axes.set_yticks([])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    scale = _scale(rows)
    wide = (sheet.right - sheet.left - room) / count
    high = (sheet.height - 0.35) / len(labels)
    order = list(labels)
    for row in rows:
        y = order.index(row.agency)
        tile = Rectangle((row.year - 0.48, y - 0.46), 0.96, 0.92, facecolor="#f7f7f7", edgecolor="white", lw=0)
        axes.add_patch(tile)
        if row.value is None:
            tile.set(facecolor="white", hatch="////", edgecolor=FAINT)
            continue
        text = shown(row.value, row.kind, row.cases) + row.mark
        ink = INK
        if row.small:
            text = f"({text})"
        else:
            tone = float(scale(max(row.value, 0.0)))
            tile.set_facecolor(TONES(tone))
            ink = "white" if tone > 0.55 else INK
        size = SMALL if width(text, SMALL) < wide * 0.9 else TINY
        size = min(size, TINY * wide * 0.92 / max(width(text, TINY), 0.01), high * 72 * 0.7)
        axes.text(row.year, y, text, ha="center", va="center", fontsize=size, color=ink if not row.small else SOFT)
    for place, (_, lines) in enumerate(labels.items()):
        sheet.write(sheet.left + room - 0.1, sheet.top + 0.25 + (place + 0.5) * high, "\n".join(lines), ha="right")
    for sign, rule in zip("①②③④⑤⑥⑦⑧⑨", breaks_within(rows), strict=False):
        axes.axvline((rule.year or 0) - 0.5, color=SOFT, lw=0.9, ls=(0, (3, 3)))
        axes.text((rule.year or 0) - 0.5, len(labels) - 0.5, sign, ha="center", va="top", fontsize=TINY, color=SOFT)
