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
        place differs.
    """
    table = readings[0].table
    printed: dict[Place, list[Cell]] = {}
    for reading in readings:
        for cell in reading.cells:
            printed.setdefault((cell.item, cell.column), []).append(cell)
    differing = [
        place
        for place in table.cells
        if any(
            (cell.value, cell.state) != (copies[0].value, copies[0].state)
            for copies in [printed.get(place, [])]
            for cell in copies
        )
    ]
    taken = [
        min(copies, key=lambda cell: cell.flag is not None)
        for place, copies in printed.items()
        if place not in differing and (not differing or len(copies) == len(readings))
    ]
    order = {place: number for number, place in enumerate(table.cells)}
    return Copies(sorted(taken, key=lambda cell: order.get((cell.item, cell.column), len(order))), differing)
