"""How the values of very many agencies lie: bars that share the axis of the rows below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from govreports.charts.canvas import Canvas
from govreports.charts.chart_rows import Row
from govreports.charts.say import many, number, pick
from govreports.charts.scales import value_axis
from govreports.charts.style import INK, SMALL, SOFT
from govreports.measures.too_few import FEWEST_CASES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HISTOGRAM_INCHES = 1.0
"""Height of the bars with the line of words above them."""
_BINS = 40  # bars
_ENOUGH, _FEW = "#7fb2dd", "#dddddd"


def histogram(sheet: Canvas, below: Axes, rows: Sequence[Row], lang: str) -> None:
    """Draw how the values lie, above axes whose scale of values is set.

    Parameters
    ----------
    below : Axes
        The axes of the rows.
    rows : sequence of Row
        All agencies; those of fewer than ten cases are grey, on top of the others.
    """
    wide, high = sheet.chart.get_size_inches()
    box = below.get_position()
    left, right, foot = box.x0 * wide, box.x1 * wide, (1 - box.y1) * high
    axes = sheet.axes(left, foot - HISTOGRAM_INCHES + 0.25, right, foot - 0.1)
    value_axis(axes, [row for row in rows if row.value is not None], "x", lang)
    axes.set_axis_off()
    groups = [[row.value for row in rows if row.value is not None and row.small == few] for few in (False, True)]
    scale, ends = axes.xaxis.get_transform(), np.array(axes.get_xlim())
    first, last = (float(end) for end in scale.transform(ends))
    edges = [float(edge) for edge in scale.inverted().transform(np.linspace(first, last, _BINS + 1))]
    edges[0], edges[-1] = axes.get_xlim()
    axes.hist(groups, bins=edges, stacked=True, color=[_ENOUGH, _FEW], edgecolor="white", linewidth=0.4)
    few = len(groups[1])
    counted = number(len(groups[0]) + few)
    said = pick(lang, f"{counted} 个机关的分布", f"How {many(len(groups[0]) + few, 'agency lies', 'agencies lie')}")
    if few:
        said += pick(
            lang,
            f"（灰：{number(few)} 个不足 {FEWEST_CASES} 件）",
            f" (grey: {number(few)} under {FEWEST_CASES} cases)",
        )
    sheet.write(left, foot - HISTOGRAM_INCHES + 0.14, said, SMALL, INK if few == 0 else SOFT)
