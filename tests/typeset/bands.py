"""Cut a measured table into the parts that fit on pages."""

from __future__ import annotations

from typing import NamedTuple

from tests.typeset.layout import Layout
from tests.typeset.measure import Measured, needed


class Band(NamedTuple):
    """One row, or a part of one, on one page: the lines from `first` to before `last`, to the end where it is None."""

    row: int
    first: int
    last: int | None
    height: float


class Place(NamedTuple):
    """Where a table goes on: a row, and a line in it."""

    row: int
    line: int


def fit(table: Measured, start: Place, room: float, layout: Layout) -> tuple[list[Band], Place]:
    """Take rows from `start` while they fit into `room`; a last one is cut where the layout allows it."""
    bands: list[Band] = []
    row, line = start
    while row < len(table.heights):
        band = _rest(table, row, line, layout)
        if band.height > room + 1e-6:
            part = first_part(table, row, layout) if line == 0 else None
            if part and part.height <= room + 1e-6:
                return [*bands, part], Place(row, part.last or 0)
            break
        bands.append(band)
        room -= band.height
        row, line = row + 1, 0
    return bands, Place(row, line)


def first_part(table: Measured, row: int, layout: Layout) -> Band | None:
    """Return the part of a row before its cut, None where it cannot be cut: after half of its label's lines."""
    cells = [sized for sized in table.cells if sized.cell.row == row and sized.cell.row_span == 1]
    most = max((len(sized.lines) for sized in cells), default=1)
    numbers = max((len(sized.lines) for sized in cells if sized.cell.role == "number"), default=0)
    lines = max(most // 2, numbers)
    if not layout.split_rows or not 0 < lines < most:
        return None
    return Band(row, 0, lines, needed(lines, layout))


def _rest(table: Measured, row: int, line: int, layout: Layout) -> Band:
    if line == 0:
        return Band(row, 0, None, table.heights[row])
    most = max(len(s.lines) for s in table.cells if s.cell.row == row and s.cell.row_span == 1)
    return Band(row, line, None, needed(most - line, layout))
