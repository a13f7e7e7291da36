"""Rows that a wrong rowspan or colspan pushed aside → the columns that they were written for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from govreports.columns import VALUE
from govreports.sources import file_limits as limits

_VALUE = re.compile(rf"\s*(?:{VALUE.pattern})?\s*")


class Spanning(NamedTuple):
    """A cell as its markup gives it: what it holds and how far it claims to reach, at least 1 row and 1 column."""

    text: str
    row_span: int = 1
    column_span: int = 1
    doubt: str | None = None


class Placed(NamedTuple):
    """A cell at its place; `doubt` where another cell reaches over it."""

    row: int
    column: int
    row_span: int
    column_span: int
    entry: Spanning
    doubt: str | None


def lay(rows: Sequence[Sequence[Spanning]]) -> list[Placed]:
    """Lay cells onto a grid by the rules of the HTML table model, as browsers do.

    A cell takes the first place of its row that no cell above reaches into. A span that reaches below the last row is
    cut there. Where a wide cell meets a place that is taken from above it ends before it, and both get the doubt
    ``span_overlap``: a browser draws one over the other, so nobody knows which column was meant.
    """
    taken: dict[tuple[int, int], int] = {}  # from above, by which cell
    n_places = 0
    cells: list[Placed] = []
    for row, entries in enumerate(rows):
        column = 0
        for entry in entries:
            while (row, column) in taken:
                column += 1
            height = min(entry.row_span, len(rows) - row)
            doubt = entry.doubt
            width = next(
                (step for step in range(entry.column_span) if (row, column + step) in taken), entry.column_span
            )
            if width < entry.column_span:
                above = taken[row, column + width]
                cells[above] = cells[above]._replace(doubt=cells[above].doubt or "span_overlap")
                doubt = doubt or "span_overlap"
            # A table of 2,000 rows whose cells claim 60,000 rows each would fill the memory.
            n_places += height * width
            limits.check("cells", n_places)
            for down in range(1, height):
                taken.update({(row + down, column + step): len(cells) for step in range(width)})
            cells.append(Placed(row, column, height, width, entry, doubt))
            column += width
    return cells


def straighten(rows: Sequence[Sequence[Spanning]]) -> list[Placed]:
    """Lay cells onto a grid and mend the rows that a span one too long or too short pushed aside.

    In a table of numbers most rows end with the same count of values at the same right edge. A row with that very
    count of values and another right edge was pushed: by a cell from above that reaches one row too far or not far
    enough, or by its label's own colspan. Where changing that one span brings the row to the common edge it is
    changed; every value then has the place that its count gives it. A row of a wide table (five values and more) that
    is too short and has fewer values is left as it is with the doubt ``row_short``: a cell was left out, and nothing
    says which. A row that sticks out and cannot be mended gets ``row_long``.
    """
    mended = [list(entries) for entries in rows]
    cells = lay(mended)
    lines = _lines(cells)
    shapes = Counter((_end(line), count) for row, line in lines.items() if (count := _values(line, row)) >= 3)
    if not shapes:
        return cells
    # The first row is the widest head, pushed by nothing; where no row of numbers ends with it most rows decide.
    fitting = {shape: times for shape, times in shapes.items() if shape[0] == _end(lines[min(lines)])} or shapes
    edge, count = max(fitting, key=lambda shape: fitting[shape])
    for row in range(len(mended)):
        line = lines.get(row, [])
        if _values(line, row) == count and _end(line) != edge:
            cells = _mend(mended, cells, row, _end(line) - edge)
            lines = _lines(cells)
    doubts = {row: _doubt(line, row, edge, count) for row, line in lines.items()}
    return [
        cell._replace(doubt=cell.doubt or doubts[cell.row]) if _VALUE.fullmatch(cell.entry.text) else cell
        for cell in cells
    ]


def _lines(cells: Sequence[Placed]) -> dict[int, list[Placed]]:
    """List the cells that stand in or reach into each row, from left to right."""
    lines: dict[int, list[Placed]] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            lines.setdefault(row, []).append(cell)
    return {row: sorted(line, key=lambda cell: cell.column) for row, line in lines.items()}


def _end(line: Sequence[Placed]) -> int:
    return max((cell.column + cell.column_span for cell in line), default=0)


def _values(line: Sequence[Placed], row: int) -> int:
    """Count the values at the right end of a row."""
    run = takewhile(
        lambda cell: cell.row == row and cell.column_span == 1 and _VALUE.fullmatch(cell.entry.text), reversed(line)
    )
    return sum(1 for _ in run)


def _doubt(line: Sequence[Placed], row: int, edge: int, count: int) -> str | None:
    end, values = _end(line), _values(line, row)
    if end > edge:
        return "row_long"
    if end < edge and count >= 5 and 0 < values < count:
        return "row_short"
    return None


def _mend(rows: list[list[Spanning]], cells: list[Placed], row: int, off: int) -> list[Placed]:
    """Change the one span that brings a row `off` columns back; change nothing where none does."""
    trials: list[tuple[int, Spanning, Spanning]] = []
    # A span is wrong by a row or two: the cell that ends nearest is the likeliest.
    for cell in sorted(cells, key=lambda cell: cell.row + cell.row_span):
        bottom = cell.row + cell.row_span
        merged = cell.entry.row_span > 1 and cell.row < row and not _VALUE.fullmatch(cell.entry.text)
        if merged and cell.column_span == abs(off) and (bottom > row if off > 0 else bottom == row):
            height = row - cell.row + (off < 0)
            trials.append((cell.row, cell.entry, cell.entry._replace(row_span=height)))
    label = next((c for c in reversed(_lines(cells)[row]) if c.row == row and not _VALUE.fullmatch(c.entry.text)), None)
    if label and label.entry.column_span > off:
        width = label.entry.column_span - off
        trials.append((row, label.entry, label.entry._replace(column_span=width)))
    before = _lines(cells)[row]
    for at, entry, changed in trials:
        place = next(index for index, known in enumerate(rows[at]) if known is entry)
        rows[at][place] = changed
        found = lay(rows)
        line = _lines(found)[row]
        mended = _end(line) == _end(before) - off and _values(line, row) == _values(before, row)
        if mended and not any(cell.doubt == "span_overlap" for cell in line):
            return found
        rows[at][place] = entry
    return cells
