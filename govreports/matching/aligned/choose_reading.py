"""Two readings of a table, one by its cells and one by its words' positions: which of them counts."""

from __future__ import annotations

from govreports.matching.grid.cells import TableReading

#: Flags that say that the grid's lines, not what they enclose, left the place of a number in doubt.
_OF_PLACE = frozenset(
    {
        "alignment_uncertain",
        "column_by_position",
        "merged_cell",
        "row_cut",
        "row_too_short",
        "split_cell",
    }
)
#: Flags that a cell has because of the lines of its grid, too: several numbers stand in it.
_OF_LINES = _OF_PLACE | {"two_numbers", "not_a_number"}


def is_doubtful(reading: TableReading) -> bool:
    """Return whether a grid left some of the form's places without a number that is certain to stand there."""
    return bool(reading.unnamed) or len(reading.cells) < len(reading.table.cells) or bool(_places_in_doubt(reading))


def choose(by_cells: TableReading | None, by_position: TableReading | None) -> TableReading | None:
    """Return the reading that counts.

    Parameters
    ----------
    by_cells : TableReading or None
        What the grid's cells say, where it has rows and columns that can be named.
    by_position : TableReading or None
        What the positions of the words say, where they make a whole.

    Returns
    -------
    TableReading or None
        The whole one. A place at which the two differ is in doubt, unless labels and sums prove the whole; what the
        cells say of a number itself (another year's, printed over) stays.
    """
    if by_position is None or by_cells is None:
        return by_cells or by_position
    if not is_doubtful(by_cells) and len(by_cells.cells) >= len(by_position.cells):
        return by_cells
    proven = bool(by_position.table.identities) and not _places_in_doubt(by_position)
    doubtful = _places_in_doubt(by_cells)
    sure = {(cell.item, cell.column): cell for cell in by_cells.cells if (cell.item, cell.column) not in doubtful}
    own = {(cell.item, cell.column): cell.flag for cell in by_cells.cells if cell.flag not in _OF_LINES}
    printed = {(cell.item, cell.column): cell.flag for cell in by_cells.cells if cell.text.strip()}
    differing = {
        (cell.item, cell.column)
        for cell in by_position.cells
        if (other := sure.get((cell.item, cell.column))) is not None
        and not proven
        and (other.value, other.state) != (cell.value, cell.state)
    }
    rows = {item for item, _ in differing}
    cells = []
    for cell in by_position.cells:
        place = (cell.item, cell.column)
        # Where a row's numbers stand is unknown, and so is which of its cells is empty (a_strike with a rule deleted).
        unplaced = place in differing or (cell.state == "blank" and cell.item in rows)
        doubt = "alignment_uncertain" if unplaced else own.get(place)
        if cell.state == "blank" and place in printed:  # a cell of two lines, 236 over 2, is not empty
            doubt = printed[place] or "alignment_uncertain"
        cells.append(cell._replace(flag=cell.flag or doubt))
    return TableReading(by_position.table, cells)


def _places_in_doubt(reading: TableReading) -> set[tuple[str, str]]:
    return {(cell.item, cell.column) for cell in reading.cells if cell.flag in _OF_PLACE}
