"""Cells whose text may be one number or two: the sums in which they stand prove which, or leave them in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from govreports.columns import Cell
from govreports.form import Table
from govreports.form.equations import Place, equations_of
from govreports.matching.grid.cells import TableReading

_TWO = "two_numbers"
_TWO_ROWS = "merged_cell"


class _Candidate(NamedTuple):
    """What a text says as one number, and what else it may say: where it is two, the first of them or the last."""

    value: float
    first: float
    last: float


def joined_by_sums(reading: TableReading) -> TableReading:
    """Return the reading with numbers that are broken within (``7`` over ``88``) joined where sums prove them.

    Parameters
    ----------
    reading : TableReading
        A table as its cells or its words' positions give it.

    Returns
    -------
    TableReading
        The same where no cell may hold two numbers. Digits are joined only in a table whose every cell was found, and
        only where a sum holds with the joined number, holds neither with the first nor with the last parts (an old
        number beside a new one, two rows in one), and no sum speaks against it. Several cells of a row that are left
        with two numbers are two rows without the rule between: none of its numbers is read.

    Examples
    --------
    A number that a narrow column wraps (a_br_digits_d1, e_br_in_d1); 1 would be no sum, nor 2.

    >>> from govreports.form import table
    >>> from govreports.matching.grid.cells import make_cell
    >>> from govreports.sources.document import GridCell
    >>> form, texts = table("2021", "litigation"), ["1\\n2", "3", "0", "0", "15", *"00000", *"00000"]
    >>> printed = [[GridCell(0, 0, text)] for text in texts]
    >>> cells = [make_cell(form, *place, one, None, "html", None, 1) for place, one in zip(form.cells, printed)]
    >>> cells[0].flag, joined_by_sums(TableReading(form, cells)).cells[0].value
    ('two_numbers', 12.0)
    """
    if all(cell.flag != _TWO and _candidate(cell) is None for cell in reading.cells):
        return reading
    cells = list(reading.cells)
    if reading.whole:
        proven = _proven(reading.table, cells)
        cells = [
            cell._replace(value=proven[place], state="number", flag=None) if (place := _place(cell)) in proven else cell
            for cell in cells
        ]
    return replace(reading, cells=_without_double_rows(cells, reading.table))


def _place(cell: Cell) -> Place:
    return cell.item, cell.column


def _candidate(cell: Cell) -> _Candidate | None:
    parts = cell.text.split()
    if cell.flag == "not_a_number" and set(cell.text) == {"一"}:  # a number in Chinese digits, or a dash (e_zhnum)
        return _Candidate(float(len(cell.text) * "1"), 0, 0)
    if cell.flag != _TWO or len(parts) < 2 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if parts[0].startswith("0"):
        return None
    return _Candidate(float("".join(parts)), float(parts[0]), float(parts[-1]))


def _proven(table: Table, cells: Sequence[Cell]) -> Mapping[Place, float]:
    """Return the joined numbers that sums prove; what holds in no sum is left out, and the rest tried without it."""
    known = {_place(cell): cell.value for cell in cells if cell.value is not None}
    open_: dict[Place, _Candidate] = {}
    for cell in cells:
        candidate = _candidate(cell)
        if candidate is not None:
            open_[_place(cell)] = candidate
    while True:
        holding, failing = set[Place](), set[Place]()
        for places, verdict in _verdicts(table, known, open_):
            if verdict is not None:
                (holding if verdict else failing).update(places)
        refuted = failing - holding
        if not refuted:
            return {place: open_[place].value for place in holding - failing}
        open_ = {place: candidate for place, candidate in open_.items() if place not in refuted}


def _verdicts(
    table: Table, known: Mapping[Place, float], candidates: Mapping[Place, _Candidate]
) -> Iterator[tuple[list[Place], bool | None]]:
    """Return for each sum its joined numbers and whether it proves them; None where it holds for their parts too."""
    for equation in equations_of(table):
        inside = [place for place in equation.places if place in candidates]
        ways = [{**known, **{place: candidates[place][way] for place in inside}} for way in range(3)]
        missing = [equation.missing(values) for values in ways]
        if inside and None not in missing:
            joined, first, last = (not value for value in missing)
            yield inside, None if joined and (first or last) else joined


def _without_double_rows(cells: Sequence[Cell], table: Table) -> list[Cell]:
    """Leave out the numbers of rows in which several cells hold two (huaian_shi_2024 without one of its rules)."""
    if table.layout != "rows":
        return list(cells)
    two = Counter(cell.item for cell in cells if cell.flag == _TWO)
    return [
        cell._replace(value=None, state="unreadable", flag=_TWO_ROWS)
        if two[cell.item] > 1 and cell.state != "blank" and cell.flag in (None, _TWO)
        else cell
        for cell in cells
    ]
