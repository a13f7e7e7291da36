"""Draw the rules and backgrounds of a page's part of a table, in each of the ways of `Layout.rules`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tests.typeset.grid import Cell
from tests.typeset.layout import Layout
from tests.typeset.page import Fill, Frame, Page, Rule


class Placed(NamedTuple):
    """A cell's part on a page: bands `top_band` to before `bottom_band`, and its box."""

    cell: Cell
    top_band: int
    bottom_band: int
    x0: float
    top: float
    x1: float
    bottom: float


class Edge(NamedTuple):
    """A straight line of the table's grid; `outer` where it lies on the part's upper or lower border."""

    x0: float
    y0: float
    x1: float
    y1: float
    outer: bool


_GREYS = {"caption": "#c8c8c8", "head": "#d8d8d8", "label": "#e8e8e8", "merged": "#e0e0e0", "number": "#f2f2f2"}


def draw_backgrounds(page: Page, placed: Sequence[Placed], layout: Layout) -> None:
    """Fill the cells."""
    for part in placed:
        box = part.x0, part.top, part.x1, part.bottom
        if layout.rules == "backgrounds":
            page.marks.append(Fill(box[0] + 0.6, box[1] + 0.6, box[2] - 0.6, box[3] - 0.6, _GREYS[part.cell.role]))
            continue
        colour = {"caption": layout.caption_fill, "head": layout.head_fill}.get(part.cell.role)
        if layout.zebra_fill and part.cell.row % 2 and part.cell.role in ("label", "number"):
            colour = layout.zebra_fill
        if colour and layout.rules != "none":
            page.marks.append(Fill(*box, colour))


def draw_rules(
    page: Page,
    placed: Sequence[Placed],
    columns: Sequence[float],
    bands: Sequence[float],
    layout: Layout,
    first: bool,
    last: bool,
) -> None:
    """Rule a part with the given column and band edges; `first` and `last`: the table begins, or ends, here."""
    if layout.rules in ("none", "backgrounds"):
        return
    width, colour = layout.rule_width, layout.rule_colour
    if layout.rules == "cells":
        for part in placed:
            page.marks.append(Frame(part.x0, part.top, part.x1, part.bottom, width, colour))
        return
    for edge in _edges(placed, columns, bands):
        if edge.outer and layout.break_rules == "open" and not (first if edge.y0 == bands[0] else last):
            continue
        flat = edge.y0 == edge.y1
        if layout.rules == "rows":
            if flat:
                page.marks.append(Rule(*edge[:4], 1.0 if edge.outer else width, colour))
        elif layout.rules == "lines":
            page.marks.append(Rule(*edge[:4], width, colour))
        elif layout.rules == "dotted":
            page.marks.append(Rule(*edge[:4], width, colour, (1.0, 1.2)))
        elif layout.rules == "rects":
            page.marks.extend(_as_rects(edge, width, colour, columns if flat else bands))
        elif layout.rules == "dots":
            page.marks.extend(_as_dots(edge, width, colour))


def _edges(placed: Sequence[Placed], columns: Sequence[float], bands: Sequence[float]) -> Iterator[Edge]:
    """Return every line between two cells, as long as it goes."""
    owner: dict[tuple[int, int], int] = {}
    for number, part in enumerate(placed):
        for band in range(part.top_band, part.bottom_band):
            for column in range(part.cell.column, part.cell.column + part.cell.column_span):
                owner[band, column] = number
    n_bands, n_columns = len(bands) - 1, len(columns) - 1
    for band in range(n_bands + 1):
        drawn = [owner.get((band - 1, c)) != owner.get((band, c)) for c in range(n_columns)]
        for start, stop in _stretches(drawn):
            yield Edge(columns[start], bands[band], columns[stop], bands[band], band in (0, n_bands))
    for column in range(n_columns + 1):
        drawn = [owner.get((b, column - 1)) != owner.get((b, column)) for b in range(n_bands)]
        for start, stop in _stretches(drawn):
            yield Edge(columns[column], bands[start], columns[column], bands[stop], False)


def _stretches(drawn: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for place, here in enumerate([*drawn, False]):
        if here and start is None:
            start = place
        elif not here and start is not None:
            yield start, place
            start = None


def _as_rects(edge: Edge, width: float, colour: str, stops: Sequence[float]) -> Iterator[Fill]:
    """Thin rectangles from grid point to grid point, as word processors write rules."""
    half = width / 2
    flat = edge.y0 == edge.y1
    low, high = (edge.x0, edge.x1) if flat else (edge.y0, edge.y1)
    inside = [stop for stop in stops if low - 1e-6 <= stop <= high + 1e-6]
    for start, end in pairwise(inside):
        if flat:
            yield Fill(start - half, edge.y0 - half, end + half, edge.y0 + half, colour)
        else:
            yield Fill(edge.x0 - half, start - half, edge.x0 + half, end + half, colour)


def _as_dots(edge: Edge, width: float, colour: str) -> Iterator[Fill]:
    length = max(edge.x1 - edge.x0, edge.y1 - edge.y0)
    for step in range(int(length / 3) + 1):
        x = edge.x0 + (step * 3 if edge.y0 == edge.y1 else 0)
        y = edge.y0 + (0 if edge.y0 == edge.y1 else step * 3)
        yield Fill(x - width / 2, y - width / 2, x + width / 2, y + width / 2, colour)
