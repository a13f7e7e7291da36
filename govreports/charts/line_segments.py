"""Lines over years: pieces between breaks and gaps, numbered break marks, whole years on the axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.ticker import FixedLocator

from govreports.charts.caption import breaks_within
from govreports.charts.chart_rows import Row
from govreports.charts.style import INK, SMALL, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from govreports.charts.canvas import Canvas


def year_axis(axes: Axes, rows: list[Row]) -> None:
    """Set the axis of years: whole years only."""
    years = sorted({row.year for row in rows})
    # Few years stand together in the middle: their bars would be as broad as walls.
    aside = max(0.5, (4 - (years[-1] - years[0])) / 2)
    axes.set_xlim(years[0] - aside, years[-1] + aside)
    axes.xaxis.set_major_locator(FixedLocator(list(range(years[0], years[-1] + 1))))
    axes.xaxis.set_major_formatter("{x:.0f}")


def draw_line(
    axes: Axes, rows: list[Row], color: str, dash: object, mark: str, *, aside: float = 0.0, band: bool = True
) -> None:
    """Draw one agency's line, in pieces between breaks and gaps; a share of few cases is hollow.

    Parameters
    ----------
    aside : float
        Years by which the line is moved, so that whiskers of several agencies stand side by side.
    band : bool
        Whether intervals are a band; whiskers otherwise.
    """
    pieces: list[list[Row]] = []
    for row in rows:
        if row.value is None:
            continue
        if pieces and row.segment == pieces[-1][-1].segment and row.year == pieces[-1][-1].year + 1:
            pieces[-1].append(row)
        else:
            pieces.append([row])
    for piece in pieces:
        years = [row.year + aside for row in piece]
        if all(row.low is not None for row in piece):
            low, high = [row.low or 0.0 for row in piece], [row.high or 0.0 for row in piece]
            if band and len(piece) > 1:
                axes.fill_between(years, low, high, color=color, alpha=0.15, lw=0)
            else:
                axes.vlines(years, low, high, color=color, alpha=0.4, lw=2.5 if band else 1.2)
        axes.plot(years, [row.value or 0.0 for row in piece], color=color, ls=dash, lw=1.8)
        for x, row in zip(years, piece, strict=True):
            face = "white" if row.small else color
            axes.plot([x], [row.value or 0.0], mark, ms=5.5, mfc=face, mec=color, mew=1.3, clip_on=False, zorder=5)


def draw_breaks(axes: Axes, rows: list[Row]) -> None:
    """Mark the breaks by numbered dashed lines."""
    grouped: dict[int, str] = {}
    for sign, rule in zip("①②③④⑤⑥⑦⑧⑨", breaks_within(rows), strict=False):
        grouped[rule.year or 0] = grouped.get(rule.year or 0, "") + sign
    for year, signs in grouped.items():
        axes.axvline(year - 0.5, color=SOFT, lw=0.9, ls=(0, (3, 3)), zorder=1)
        axes.text(
            year - 0.5,
            1.01,
            signs,
            transform=axes.get_xaxis_transform(),
            ha="center",
            va="bottom",
            fontsize=SMALL,
            color=SOFT,
        )


def above(axes: Axes, x: float, y: float, text: str, *, over: bool = False) -> None:
    """Write just above a bar, or `over` a point that stands there."""
    how = {"xytext": (0, 4.5 if over else 1.5), "textcoords": "offset points", "ha": "center", "va": "bottom"}
    axes.annotate(text, (x, y), fontsize=SMALL, color=INK, **how)  # type: ignore[arg-type]


def place_of(sheet: Canvas, axes: Axes, year: float) -> float:
    """Return the place of a year on the sheet, in inches from the left."""
    low, high = axes.get_xlim()
    box = axes.get_position()
    return float((box.x0 + (year - low) / (high - low) * box.width) * sheet.chart.get_figwidth())
