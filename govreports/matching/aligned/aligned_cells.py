"""A table told by position → its cells, where no identity speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govreports.columns import Cell
from govreports.form import Table
from govreports.form.equations import equations_of
from govreports.matching.aligned.aligned_table import AlignedTable
from govreports.matching.aligned.printed_lines import PrintedLine
from govreports.matching.aligned.read_aligned import read_aligned
from govreports.matching.grid.cells import TableReading, make_cell
from govreports.matching.grid.headers import Head, unit_in_head
from govreports.sources.document import Grid, GridCell, Word

_DOUBT = "alignment_uncertain"


def cells_by_alignment(
    lines: Sequence[PrintedLine], grids: Sequence[Grid], tables: Iterable[Table], method: str
) -> TableReading | None:
    """Read a table by the position of its words.

    Parameters
    ----------
    lines : sequence of PrintedLine
        The lines of the report's pages.
    grids : sequence of Grid
        What its source found of cells: their texts and doubts hold for the numbers that stand alone in them.
    tables : iterable of Table
        The table in the editions that are tried.
    method : str
        How the text was read.

    Returns
    -------
    TableReading or None
        None where in no edition, or in more than one, the whole form is there. Cells of an identity that fails are in
        doubt where some place is blank, and all of them where a label or a head is not printed in full.
    """
    wholes = [(table, aligned) for table in tables if (aligned := read_aligned(lines, table)) is not None]
    fewest = min((_wrapped(aligned) for _, aligned in wholes), default=0)
    wholes = [whole for whole in wholes if _wrapped(whole[1]) == fewest]
    if not wholes or any(aligned.words != wholes[0][1].words for _, aligned in wholes):
        return None
    table, aligned = wholes[0]
    reading = TableReading(table)
    for item, column in table.cells:
        if item not in aligned.pages:  # a row that is left out
            continue
        word = aligned.words.get((item, column))
        printed = [_cell_of(word, grids)] if word is not None else []
        text = aligned.heads[item, column]
        head = Head(column, unit_in_head(text), text)
        reading.cells.append(make_cell(table, item, column, printed, head, method, None, aligned.pages[item]))
    doubtful, proven = _by_sums(table, reading.cells)
    items = {item for item, _ in aligned.words}
    # A page's number below the heads of table 四 is no row of which all other places are blank.
    lone = table.layout == "one_row" and len(items) < len(table.items) and not aligned.words.keys() <= proven
    if lone or (doubtful and not aligned.exact):
        doubtful = set(table.cells)
    elif len(aligned.words) == len(reading.cells):
        doubtful = set()  # no place is blank, so no number can stand in another's: the sum is the agency's
    wrapped = {column for (_, column), word in aligned.words.items() if "\n" in word.text}
    # A blank there may be the number that is taken for another one's first line.
    doubtful |= {place for place in table.cells if place[0] in aligned.pages and place[1] in wrapped} - proven
    reading.cells = [
        cell._replace(flag=cell.flag or _DOUBT) if (cell.item, cell.column) in doubtful else cell
        for cell in reading.cells
    ]
    return reading


def _wrapped(aligned: AlignedTable) -> int:
    return sum("\n" in word.text for word in aligned.words.values())


def _cell_of(word: Word, grids: Sequence[Grid]) -> GridCell:
    """Return a word as a cell: as the source gives it where it found a cell with this word alone."""
    box = word.lies or word.box
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    doubt = word.doubt
    text = word.text.replace("\n", "")
    for grid in grids:
        if grid.page != word.page or not _holds(grid.box, x, y):
            continue
        for cell in grid.cells:
            if _holds(cell.box, x, y):
                if "".join(cell.text.split()) == text and cell.doubt != _DOUBT:
                    return cell
                doubt = cell.doubt if cell.doubt != _DOUBT else word.doubt
    return GridCell(0, 0, text, box=box, doubt=doubt, page=word.page)


def _holds(box: tuple[float, float, float, float] | None, x: float, y: float) -> bool:
    return box is not None and box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _by_sums(table: Table, cells: Sequence[Cell]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return the places of all sums that do not add up, and those of sums that do and of none that do not."""
    values = {(cell.item, cell.column): cell.value for cell in cells}
    failing: set[tuple[str, str]] = set()
    holding: set[tuple[str, str]] = set()
    for equation in equations_of(table):
        # A blank addend counts nothing; without its total a sum says nothing.
        addends = {place: values.get(place) or 0.0 for place, sign in equation.terms if sign > 0}
        missing = equation.missing(values | addends)
        if missing is not None:
            (failing if missing else holding).update(equation.places)
    return failing, holding - failing
