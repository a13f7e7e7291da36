"""Rows of cells that span → a grid of the places where something begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from govreports.sources import file_limits as limits
from govreports.sources.document import Grid, GridCell
from govreports.sources.misaligned_spans import Placed, Spanning, straighten
from govreports.sources.settings import SETTINGS


def lays_out(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a table only lays out a page: a single column, or most of its text is prose in one cell.

    Examples
    --------
    >>> lays_out([["规章", "0"]]), lays_out([["标题"], ["正文"]]), lays_out([["目录", "正文" * 200]])
    (False, True, True)
    """
    texts = [text for row in rows for text in row]
    longest = max(map(len, texts), default=0)
    is_prose = longest > SETTINGS.prose_characters and 2 * longest > sum(map(len, texts))
    return is_prose or max(map(len, rows), default=0) < 2


def place(rows: Sequence[Sequence[Spanning]], *, method: str) -> Grid | None:
    """Lay rows of spanning cells onto a grid.

    Parameters
    ----------
    rows : sequence of sequence of Spanning
        The cells in the order of the markup.
    method : str
        See `Grid.method`.

    Returns
    -------
    Grid or None
        Without rows and columns in which no cell begins: they only widen the cells that reach over them. None where
        no cell holds text.

    Examples
    --------
    >>> grid = place([[Spanning("行政许可", row_span=9), Spanning("1")], [Spanning("2")]], method="html")
    >>> [(cell.row, cell.column, cell.row_span, cell.text) for cell in grid.cells]
    [(0, 0, 2, '行政许可'), (0, 1, 1, '1'), (1, 1, 1, '2')]
    """
    return grid_of(straighten(rows), method=method)


def grid_of(cells: Sequence[Placed], *, method: str) -> Grid | None:
    """Make the grid of cells that have their places, see `place`."""
    if not any(cell.entry.text for cell in cells):
        return None
    limits.check("cells", len(cells))
    rows_used, columns_used = sorted({cell.row for cell in cells}), sorted({cell.column for cell in cells})

    def moved(cell: Placed) -> GridCell:
        row, column = bisect_left(rows_used, cell.row), bisect_left(columns_used, cell.column)
        height = bisect_left(rows_used, cell.row + cell.row_span) - row
        width = bisect_left(columns_used, cell.column + cell.column_span) - column
        return GridCell(row, column, cell.entry.text, height, width, doubt=cell.doubt)

    ordered = sorted(map(moved, cells), key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(ordered), len(rows_used), len(columns_used), method=method)
