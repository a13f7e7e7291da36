"""Rows of fields in which every place of the table keeps its column → a grid, with merged cells found again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from govreports.columns import VALUE
from govreports.sources.document import Grid, TextLine
from govreports.sources.misaligned_spans import Placed, Spanning
from govreports.sources.spans import grid_of


def padded_blocks(rows: Sequence[Sequence[str]], method: str) -> list[TextLine | Grid] | None:
    """Return the lines and grids of rows that keep an empty field for every place that a merged cell covers.

    A spreadsheet copied or saved as text leaves the places empty that a merged cell covers. Beside a label, and below
    it, they are the label's; among the numbers, and in a row without a label, an empty place is a cell without a
    number. A row with a single text is a line.

    Parameters
    ----------
    rows : sequence of sequence of str
        The fields, as many in each row.
    method : str
        See `Grid.method`.

    Returns
    -------
    list of TextLine and Grid, or None
        None where the fields do not keep their columns: a row has another count, no place is empty, or labels stand
        among the numbers.

    Examples
    --------
    >>> (grid,) = padded_blocks([["项", "决定", ""], ["", "许可", "处罚"], ["件数", "", "3"]], "plain")
    >>> [(cell.row, cell.column, cell.column_span, cell.text) for cell in grid.cells if cell.text]
    [(0, 0, 1, '项'), (0, 1, 2, '决定'), (1, 1, 1, '许可'), (1, 2, 1, '处罚'), (2, 0, 2, '件数'), (2, 2, 1, '3')]
    """
    width = max(map(len, rows), default=0)
    if width < 3 or any(len(row) != width for row in rows) or all(text for row in rows for text in row):
        return None
    blocks: list[TextLine | Grid] = []
    for tabular, group in groupby(rows, key=lambda row: sum(map(bool, row)) > 1):
        stretch = list(group)
        if tabular:
            grid = _grid(stretch, method)
            if grid is None:
                return None
            blocks.append(grid)
        else:
            blocks.extend(TextLine(text) for row in stretch for text in row if text)
    return blocks


def _grid(rows: Sequence[Sequence[str]], method: str) -> Grid | None:
    width = max(at + 1 for row in rows for at, text in enumerate(row) if text)
    values = [{at for at, text in enumerate(row) if VALUE.fullmatch(text)} for row in rows]
    first = min((min(own) for own in values if own), default=width)
    for row, own in zip(rows, values, strict=True):
        if own and any(row[at] and at not in own for at in range(first, max(own))):  # behind them a remark may stand
            return None
    return grid_of(_cells(rows, values, first, width), method=method)


def _cells(rows: Sequence[Sequence[str]], values: Sequence[set[int]], first: int, width: int) -> list[Placed]:
    cells: list[Placed] = []
    owner: dict[tuple[int, int], int] = {}
    for number, (row, own) in enumerate(zip(rows, values, strict=True)):
        unlabelled = len(own) == sum(map(bool, row))
        for column in range(width):
            among_numbers = bool(own) and (column >= first or unlabelled)
            merged = None if row[column] or among_numbers else _merged(owner, number, column, head=not own)
            if merged is None:
                merged = len(cells)
                cells.append(Placed(number, column, 1, 1, Spanning(row[column]), None))
            else:
                cell = cells[merged]
                across = max(cell.column_span, column - cell.column + 1)
                cells[merged] = cell._replace(row_span=number - cell.row + 1, column_span=across)
            owner[number, column] = merged
    return cells


def _merged(owner: dict[tuple[int, int], int], row: int, column: int, head: bool) -> int | None:
    """Return the cell that covers an empty place.

    That to the left where it begins in this row; among heads only where one cell lies over both, or none. Else that
    above.
    """
    above, left, corner = (owner.get(place) for place in ((row - 1, column), (row, column - 1), (row - 1, column - 1)))
    begins_here = left is not None and left != corner
    if begins_here and (not head or above is None or above == corner):
        return left
    return above if above is not None else left
