"""Axes for shares, counts and amounts: from 0, and stretched where the numbers span orders of magnitude."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from govreports.charts.chart_rows import Row
from govreports.charts.say import number
from govreports.measures.kinds import PERCENTAGES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SPAN = 60.0
"""From this ratio of the largest to the median value on, a scale of equal steps would flatten most of them."""


def value_axis(axes: Axes, rows: Sequence[Row], which: Literal["x", "y"], lang: str) -> None:
    """Set the axis of values to fit what is shown."""
    kind = rows[0].kind if rows else "count"
    ends = [end for row in rows for end in (row.value, row.high) if end is not None]
    highest = max(ends, default=0.0)
    if kind in PERCENTAGES:
        share_axis(axes, highest, which)
        return
    axis = axes.xaxis if which == "x" else axes.yaxis
    limit = axes.set_xlim if which == "x" else axes.set_ylim
    axes.grid(True, axis=which)
    positive = sorted(row.value for row in rows if row.value is not None and row.value > 0)
    if positive and positive[-1] / positive[len(positive) // 2] > _SPAN:
        (axes.set_xscale if which == "x" else axes.set_yscale)("symlog", linthresh=1, linscale=0.5)
        limit(0, highest * 1.3)
        tens = [0.0, 1.0]
        while tens[-1] * 10 <= highest * 1.3:
            tens.append(tens[-1] * 10)
        thin = max(1, len(tens) // 6)
        axis.set_major_locator(FixedLocator([0.0, *tens[1::thin]]))
        axis.set_minor_locator(NullLocator())
    else:
        limit(0, highest * 1.08 if highest > 0 else 1)
        axis.set_major_locator(MaxNLocator(5, integer=kind in ("count", "stock"), steps=[1, 2, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))


def share_axis(axes: Axes, highest: float, which: Literal["x", "y"]) -> None:
    """Set an axis of shares from 0: to 100 % where one is above half, else no longer than they need."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    (axes.set_xlim if which == "x" else axes.set_ylim)(0, 1.0 if highest > 0.5 else max(0.1, highest * 1.1))
    axes.grid(True, axis=which)
    axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{round(value * 100, 1):g}%"))


def count_axis(axes: Axes, highest: float) -> None:
    """Set an upright axis of counts from 0, whole numbers only."""
    axes.set_ylim(0, max(highest, 1.0))
    axes.grid(True, axis="y")
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
