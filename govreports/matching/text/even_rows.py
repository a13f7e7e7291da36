"""Rows of text that keep a field for every place of their table, read as a grid: its heads may stand in any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from govreports.sources.document import Grid, TextLine
from govreports.sources.padded_rows import padded_blocks


def even_rows(blocks: Sequence[TextLine | Grid]) -> list[TextLine | Grid]:
    """Return the blocks with each ragged grid as grids of the rows that have as many fields as their neighbours.

    A sheet or a page copied with its tabs keeps empty the places that merged cells cover; so do tables of Markdown.

    Examples
    --------
    >>> from govreports.sources.document import GridCell
    >>> texts = ["类别", "维持", "纠正", "", "复议", "1", "2", ""]
    >>> cells = tuple(GridCell(place // 4, place % 4, text) for place, text in enumerate(texts))
    >>> (grid,) = even_rows([Grid(cells, 2, 4, method="plain", ragged=True)])
    >>> grid.ragged, grid.n_columns
    (False, 3)
    """
    even: list[TextLine | Grid] = []
    for block in blocks:
        even += list(_evened(block)) if isinstance(block, Grid) and block.ragged else [block]
    return even


def _evened(grid: Grid) -> Iterator[TextLine | Grid]:
    rows = [[cell.text for cell in row] for _, row in groupby(grid.cells, key=lambda cell: cell.row)]
    for _, group in groupby(rows, key=len):
        run = list(group)
        # The field behind the last one: no row without an empty place is taken for a table with merged cells.
        yield from padded_blocks([[*row, ""] for row in run], grid.method) or [TextLine(" ".join(row)) for row in run]
