"""A grid as its rows see it: which cell covers which place."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from govreports.matching.settings import SETTINGS
from govreports.sources.document import Grid, GridCell

Head = TypeVar("Head", bound=Hashable)


class Sheet:
    """A grid whose cells can be asked for by row and column.

    Parameters
    ----------
    grid : Grid
        The grid as its source gave it.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._at: list[list[GridCell | None]] = [[None] * grid.n_columns for _ in range(grid.n_rows)]
        for cell in grid.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, grid.n_rows)):
                for column in range(cell.column, min(cell.column + cell.column_span, grid.n_columns)):
                    self._at[row][column] = cell

    def at(self, row: int, column: int) -> GridCell | None:
        """Return the cell that covers a place, None where nothing was printed."""
        return self._at[row][column]

    def row(self, row: int) -> list[GridCell]:
        """Return the cells that cover a row, each once, from left to right."""
        cells: list[GridCell] = []
        for cell in self._at[row]:
            if cell is not None and (not cells or cells[-1] is not cell):
                cells.append(cell)
        return cells

    @cached_property
    def _edges(self) -> tuple[float, ...]:
        return self.grid.column_edges or tuple(range(self.grid.n_columns + 1))

    def _places(self, other: Sheet) -> list[tuple[float, float]]:
        """Left and right edge of each column, so that they can be laid over those of another page.

        As shares of the table's width, since tables move and shrink from page to page; but where the edges stand at one
        place on both pages, a table that is narrower there lacks a column at its side.
        """
        edges = self._edges
        fewer, more = sorted((edges, other._edges), key=len)
        met = sum(any(abs(x - place) < SETTINGS.same_edge_pt for place in more) for x in fewer)
        if self.grid.column_edges is not None and met > SETTINGS.same_edges_share * len(fewer):
            return list(pairwise(edges))
        width = (edges[-1] - edges[0]) or 1.0
        return [((left - edges[0]) / width, (right - edges[0]) / width) for left, right in pairwise(edges)]

    def carry(self, above: Sheet, heads: Mapping[int, Head]) -> dict[int, Head]:
        """Carry what stands over the columns of a table's earlier part to the columns of this one.

        Parameters
        ----------
        above : Sheet
            The earlier part, on the page before.
        heads : mapping of int to hashable
            What stands over each of its columns.

        Returns
        -------
        dict of int to hashable
            For each column of this part what covers more than half of it. Empty where the two parts cannot be laid side
            by side: one of them has no measures and they have not as many columns.
        """
        measured = above.grid.column_edges is not None and self.grid.column_edges is not None
        if not measured and above.grid.n_columns != self.grid.n_columns:
            return {}
        carried: dict[int, Head] = {}
        others = above._places(self)
        for column, (left, right) in enumerate(self._places(above)):
            shares: dict[Head, float] = {}
            for place, head in heads.items():
                other_left, other_right = others[place]
                shares[head] = shares.get(head, 0.0) + max(0.0, min(right, other_right) - max(left, other_left))
            widest = max(shares, key=lambda head: shares[head], default=None)
            if widest is not None and shares[widest] > SETTINGS.column_share * (right - left):
                carried[column] = widest
        return carried

    def turned(self) -> Sheet:
        """Return the sheet with rows and columns exchanged."""
        cells = tuple(
            cell._replace(row=cell.column, column=cell.row, row_span=cell.column_span, column_span=cell.row_span)
            for cell in self.grid.cells
        )
        cells = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
        grid = self.grid
        return Sheet(Grid(cells, grid.n_columns, grid.n_rows, grid.page, grid.box, None, grid.method, grid.ragged))
