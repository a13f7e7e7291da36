"""Break the texts of a table's cells into lines and find the heights of its rows."""

from __future__ import annotations

from dataclasses import dataclass

from tests.typeset import typefaces
from tests.typeset.grid import Cell, TableGrid
from tests.typeset.layout import Layout
from tests.typeset.wrap import wrap

GAP = 0.35
"""Space between the digits of a number broken by gaps, in font sizes."""


@dataclass(frozen=True)
class Sized:
    """A cell with its lines."""

    cell: Cell
    lines: tuple[str, ...]
    face: str
    spacing: float


@dataclass(frozen=True)
class Measured:
    """A grid whose lines and row heights are known. `edges` are the columns' left edges from 0, and the last right."""

    grid: TableGrid
    cells: tuple[Sized, ...]
    heights: tuple[float, ...]
    edges: tuple[float, ...]

    @property
    def height(self) -> float:
        return sum(self.heights)


def measure(grid: TableGrid, layout: Layout) -> Measured:
    """Measure a grid under a layout."""
    edges = [0.0]
    for width in grid.widths:
        edges.append(edges[-1] + width)
    cells = tuple(_sized(cell, edges, layout) for cell in grid.cells)
    heights = [layout.row_height] * grid.n_rows
    for sized in cells:
        if sized.cell.row_span == 1:
            row = sized.cell.row
            heights[row] = max(heights[row], needed(len(sized.lines), layout))
    for sized in cells:
        cell = sized.cell
        if cell.row_span > 1:
            lack = _tall(sized, layout) - sum(heights[cell.row : cell.row + cell.row_span])
            if lack > 0:
                heights[cell.row + cell.row_span - 1] += lack
    return Measured(grid, cells, tuple(heights), tuple(edges))


def needed(lines: int, layout: Layout) -> float:
    """Return the height that a cell of so many lines needs."""
    return lines * layout.table_size * layout.table_leading + 2 * layout.padding[1]


def _tall(sized: Sized, layout: Layout) -> float:
    if sized.cell.vertical and layout.turned:
        return typefaces.width(sized.cell.text, sized.face, layout.table_size) + 2 * layout.padding[1]
    if sized.cell.vertical:
        return len(sized.lines) * layout.table_size + 2 * layout.padding[1]
    return needed(len(sized.lines), layout)


def _sized(cell: Cell, edges: list[float], layout: Layout) -> Sized:
    face: str = layout.face
    spacing = 0.0
    width = edges[cell.column + cell.column_span] - edges[cell.column] - 2 * layout.padding[0]
    if cell.vertical:
        return Sized(cell, (cell.text,) if layout.turned else tuple(cell.text), face, spacing)
    if cell.role == "number":
        face = layout.number_face or face
        if layout.number_spacing == "gaps":
            spacing = GAP * layout.table_size
            if typefaces.width(cell.text, face, layout.table_size) + spacing * (len(cell.text) - 1) > width:
                spacing = 0.0
    return Sized(cell, tuple(wrap(cell.text, face, layout.table_size, width)), face, spacing)
