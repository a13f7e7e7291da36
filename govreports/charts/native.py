"""What an office program needs to draw a chart itself: categories, series and their looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["bars", "stacked", "columns", "lines"]
"""Bars lie, columns stand; stacked bars make a whole of 100 %."""
SHAPES = {"share": "0.0%", "share of few": "0%", "yes_no": "0.0%", "ratio": "0.00", "rate": "0.00"}
SHAPES |= {"amount": "#,##0.##"}
"""How the numbers of a kind of indicator look; all others are counts."""
COUNTS = "#,##0"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, a number a category; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    color: str


@dataclass(frozen=True, slots=True)
class Native:
    """A chart that Excel, PowerPoint or LibreOffice draws and lets its reader edit."""

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    shape: str = COUNTS  # the number format

    @property
    def of_a_whole(self) -> bool:
        """Whether the axis ends at 100 %, as shares do: office programs went on to 120 %."""
        values = [value for series in self.series for value in series.values if value is not None]
        return self.kind != "stacked" and "%" in self.shape and bool(values) and max(values) <= 1


def native_of(
    kind: Kind, categories: Sequence[str], series: Sequence[tuple[str, Sequence[float | None], str]], of: str = "count"
) -> Native:
    """Return a chart to be drawn by an office program.

    Parameters
    ----------
    kind : str
    categories : sequence of str
    series : sequence of (name, values, colour)
    of : str
        The kind of indicator.

    Examples
    --------
    >>> native_of("bars", ["甲局"], [("公开率", [0.4], "#1f5f99")], "share").shape
    '0.0%'
    """
    rows = tuple(Series(name, tuple(values), color) for name, values, color in series)
    return Native(kind, tuple(categories), rows, SHAPES.get(of, COUNTS))
