"""Grids whose spans were lost, read as text: by their rows' labels and by the count of their numbers.

Where a page's markup lost its rowspans and colspans (e_norowspan, e_nospan), or a table goes on in another one without
heads (e_split3), no number stands under its head; but each row still has its label and, behind it, as many numbers as
the form has columns, as in text copied from a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govreports.matching.grid.cells import TableReading
from govreports.matching.grid.find_tables import Part
from govreports.matching.text.running_text import match_running_text
from govreports.sources.document import Grid, GridCell, TextLine

# What a source says where spans were lost or wrong: which column is meant, not what a cell holds.
_OF_PLACES = frozenset({"row_short", "row_long", "span_overlap"})


def read_as_text(parts: Sequence[Part]) -> TableReading | None:
    """Read a table by label and count alone.

    Parameters
    ----------
    parts : sequence of Part
        The table's parts in reading order.

    Returns
    -------
    TableReading or None
        None where the source has measures (there a number's place counts), where any cell is left in doubt, or where
        the source doubts what a cell holds and not only its place: text has no place for that doubt (wan_format,
        x_formula_nocache).
    """
    if any(part.sheet.grid.column_edges is not None or _holds_doubt(part) for part in parts):
        return None
    grids = [_ragged(part) for part in parts]
    above = [TextLine(line) for line in reversed(parts[0].context)]
    readings = match_running_text([*above, *grids], grids[0].method).outcomes
    certain = [reading for reading in readings if reading.table.id == parts[0].table and reading.certain]
    return certain[0] if len(certain) == 1 else None


def _holds_doubt(part: Part) -> bool:
    cells = (cell for row in range(part.first, part.last) for cell in part.sheet.row(row))
    return any(cell.doubt is not None and cell.doubt not in _OF_PLACES for cell in cells)


def _ragged(part: Part) -> Grid:
    """Return a part's rows as fields one behind the other; a cell over several rows stands in its first."""
    cells: list[GridCell] = []
    for row in range(part.first, part.last):
        own = [cell for cell in part.sheet.row(row) if cell.row == row]
        cells += [
            cell._replace(row=row - part.first, column=place, row_span=1, column_span=1)
            for place, cell in enumerate(own)
        ]
    grid = part.sheet.grid
    return replace(grid, cells=tuple(cells), n_rows=part.last - part.first, ragged=True)
