"""A table that a document prints several times: what its copies agree on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govreports.columns import Cell
from govreports.form.equations import Place
from govreports.matching.grid.cells import TableReading


class Copies(NamedTuple):
    """The cells of a table that can be taken from its copies, and the places where they differ, in the form's order."""

    cells: list[Cell]
    differing: list[Place]


def copies_alike(readings: Sequence[TableReading]) -> Copies:
    """Return what the copies of one table agree on.

    Parameters
    ----------
    readings : sequence of TableReading
        At least one. A page that is printed twice gives half a copy (c_pagegone); a table of another year or scope
        differs, and neither can be chosen.

    Returns
    -------
    Copies
        Cells that all copies print alike, the one without a flag first; those that some copies lack only where no
        place differs. Of copies in two editions the fuller one's cells count.
    """
    places = max(readings, key=lambda reading: len(reading.cells)).table.cells
    printed: dict[Place, list[Cell]] = {place: [] for place in places}
    for cell in (cell for reading in readings for cell in reading.cells):
        printed.get((cell.item, cell.column), []).append(cell)
    differing = [
        place
        for place, cells in printed.items()
        if len(cells) > 1 and len({(cell.value, cell.state) for cell in cells}) > 1
    ]
    taken = [
        min(cells, key=lambda cell: cell.flag is not None)
        for place, cells in printed.items()
        if cells and place not in differing and (not differing or len(cells) == len(readings))
    ]
    return Copies(taken, differing)
