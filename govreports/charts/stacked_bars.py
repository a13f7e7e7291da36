"""The bars of a composition: the parts of 100 %, a bar an agency and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter

from govreports.charts.canvas import Canvas
from govreports.charts.chart_rows import Row
from govreports.charts.fonts import width
from govreports.charts.parts import Part
from govreports.charts.say import number, percent
from govreports.charts.style import SMALL, SOFT, TEXT, TINY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Bars = dict[tuple[str, int], dict[str, Row]]
"""The parts by indicator, for each agency and year."""


def draw_bars(
    sheet: Canvas,
    ordered: list[tuple[str, int]],
    drawn: Bars,
    used: Sequence[Part],
    labels: dict[str, list[str]],
    step: float,
    between: float,
) -> None:
    """Draw the bars of agencies and years, thin where cases are few, with names, years and numbers of cases."""
    if not ordered:
        return
    room = max(width(line, TEXT) for lines in labels.values() for line in lines)
    cases = {key: number(next(iter(drawn[key].values())).denominator) for key in ordered}
    marks = {key: "".join(dict.fromkeys("".join(row.mark for row in drawn[key].values()))) for key in ordered}
    left = sheet.left + room + 0.6
    right = sheet.right - max(width("n=" + cases[key] + marks[key], SMALL) for key in ordered) - 0.12
    axes = sheet.axes(left, sheet.top, right, sheet.bottom - 0.3)
    counts = Counter(agency for agency, _ in ordered)
    tops, height = _tops(counts, labels, step, between)
    scale = sheet.height / (height + 0.3) if height + 0.3 > sheet.height else (sheet.height - 0.3) / height
    axes.set(xlim=(0, 1), ylim=((sheet.height - 0.3), 0))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, 0))
    for agency in counts:
        years_of = [year for who, year in ordered if who == agency]
        middle = (tops[agency] + len(years_of) * step / 2) * scale
        sheet.write(sheet.left + room, sheet.top + middle, "\n".join(labels[agency]), ha="right")
        for line, year in enumerate(years_of):
            y = (tops[agency] + (line + 0.5) * step) * scale
            key = (agency, year)
            sheet.write(left - 0.08, sheet.top + y, str(year), SMALL, SOFT, ha="right")
            sheet.write(sheet.right, sheet.top + y, f"n={cases[key]}{marks[key]}", SMALL, SOFT, ha="right")
            few = next(iter(drawn[key].values())).small
            thick = min(0.24, step * scale * 0.86) * (0.45 if few else 1.0)
            _bar(axes, y, thick, drawn[key], used, right - left)


def _tops(
    counts: Counter[str], labels: dict[str, list[str]], step: float, between: float
) -> tuple[dict[str, float], float]:
    """Return where the bars of each agency begin, its name in their middle, and the height of all, in inches."""
    tops, height = {}, 0.0
    for agency, count in counts.items():
        own = max(count * step, len(labels[agency]) * 0.17 + 0.05)
        tops[agency] = height + (own - count * step) / 2
        height += own + between
    return tops, height


def _bar(axes: Axes, y: float, thick: float, bar: dict[str, Row], used: Sequence[Part], long: float) -> None:
    at = 0.0
    for part in used:
        row = bar.get(part.id)
        if row is None or not row.value:
            continue
        box = Rectangle(
            (at, y - thick / 2), row.value, thick, facecolor=part.color, hatch=part.hatch, edgecolor="white", lw=0.8
        )
        axes.add_patch(box)
        text = percent(row.value, 1)
        if thick > 0.14 and width(text, TINY) + 0.06 < row.value * long:
            ground = {"facecolor": part.color, "edgecolor": "none", "pad": 0.8} if part.hatch else None
            axes.text(at + row.value / 2, y, text, ha="center", va="center", fontsize=TINY, color=part.ink, bbox=ground)
        at += row.value
