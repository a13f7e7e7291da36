"""Table 四: one row of numbers under heads of heads. Each column's item and outcome both stand above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from govreports.form import Table
from govreports.matching.grid.cells import TableReading, Unmatched, make_cell
from govreports.matching.grid.cut_labels import name_cut_heads
from govreports.matching.grid.find_tables import Part
from govreports.matching.grid.one_row_heads import OneRowHeads, item_above, read_heads
from govreports.matching.grid.page_breaks import is_rest_of_row, rows_with_text
from govreports.matching.labels import LabelIndex, columns_of, items_of
from govreports.matching.numbers import read_number
from govreports.matching.settings import SETTINGS
from govreports.sources.document import GridCell

_Key: TypeAlias = tuple[str, str]
"""``(item, column)``."""


def cells_of_one_row(parts: Sequence[Part], table: Table, method: str) -> TableReading:
    """Read the cells of a table that is printed as one row under its heads.

    Parameters
    ----------
    parts : sequence of Part
        The table's parts in reading order. Three small tables, one for each item, are parts too; so are the heads at
        the foot of a page and the numbers on the next one.
    table : Table
        The table in the edition that is tried.
    method : str
        How the text was read.

    Returns
    -------
    TableReading
    """
    reader = _Reader(table)
    for part in parts:
        for small in _stacked(part, reader.items, reader.columns, reader.awaited is not None):
            reader.read(small)
    return reader.reading(method)


class _Reader:
    """Gather the numbers of table 四 over its parts.

    Attributes
    ----------
    awaited : OneRowHeads or None
        Heads at the foot of a page, whose numbers stand on the next one.
    """

    def __init__(self, table: Table) -> None:
        self.items, self.columns = items_of(table), columns_of(table)
        self.awaited: OneRowHeads | None = None
        self._table = table
        self._last: OneRowHeads | None = None
        self._numbers: dict[_Key, GridCell] = {}
        self._rests: dict[_Key, GridCell] = {}
        self._uneven: set[_Key] = set()
        self._unnamed: list[Unmatched] = []
        self._cut = False

    def read(self, part: Part) -> None:
        """Read one small table: its heads and the numbers below them."""
        heads, first = read_heads(part, self.items, self.columns, self.awaited)
        rows = rows_with_text(part, first)
        if self._last is not None and self.awaited is None and is_rest_of_row(part, first, self._last.sheet):
            heads.complete(self._last)
            self._read_rest(part, heads)
            return
        self._last = heads
        self._name_columns(part, heads)
        self._cut |= name_cut_heads(heads, range(part.first, first), self._table)
        for number in rows or range(first, part.last)[:1]:
            known = len(self._numbers)
            self._read_row(number, heads)
            if heads.uneven(number, self._table.cells):
                self._uneven.update(list(self._numbers)[known:])
        self.awaited = heads if first == part.last else None

    def reading(self, method: str) -> TableReading:
        """Return the cells in the order of the form. Where a number is cut in two the whole row is in doubt."""
        outcome = TableReading(self._table, unnamed=self._unnamed, cut=self._cut)
        for item, column in self._table.cells:
            cell = self._numbers.get((item, column))
            if cell is not None:
                pieces = [
                    part for part in (cell, self._rests.get((item, column))) if part is not None and part.text.strip()
                ]
                flag = self._doubt((item, column), len(pieces) > 1)
                outcome.cells.append(
                    make_cell(self._table, item, column, pieces or [cell], None, method, flag, cell.page)
                )
        if any(cell.flag == "split_cell" for cell in outcome.cells):
            outcome.cells = [cell._replace(flag=cell.flag or "row_cut") for cell in outcome.cells]
        return outcome

    def _doubt(self, key: _Key, is_split: bool) -> str | None:
        if is_split:
            return "split_cell"
        cell = self._numbers[key]
        if sum(cell is other for other in self._numbers.values()) > 1:
            return "merged_cell"
        return "row_uneven" if key in self._uneven else None

    def _name_columns(self, part: Part, heads: OneRowHeads) -> None:
        """Name every column by its own heads, by a line above the table, or by those that a page break cut off."""
        heads.spread()
        if not any(heads.item) and len(heads.segments()) == 1:
            heads.item = item_above(part, self.items, heads)
        if self.awaited is not None:
            heads.complete(self.awaited)
        heads.spread()

    def _read_rest(self, part: Part, heads: OneRowHeads) -> None:
        """Read what a page break cut off numbers that narrow columns wrap."""
        for number in range(part.first, part.last):
            for cell in part.sheet.row(number):
                item, column = heads.item[cell.column], heads.column[cell.column]
                if cell.text.strip() and item is not None and column is not None:
                    self._rests[item, column] = cell

    def _read_row(self, number: int, heads: OneRowHeads) -> None:
        for place in range(heads.sheet.grid.n_columns):
            cell = heads.sheet.at(number, place)
            if cell is not None and cell.row == number:
                self._read_cell(cell, place, heads)

    def _read_cell(self, cell: GridCell, place: int, heads: OneRowHeads) -> None:
        item, column = heads.item[place], heads.column[place]
        if cell.column != place:
            # A rule that a scan has lost: the numbers of two columns stand in one cell, so that neither is known.
            if item is not None and column is not None and heads.column[cell.column] is not None:
                self._numbers.setdefault((item, column), cell)
        elif column is None or item is None:
            if read_number(cell.text).value is not None:
                head = "a head that cannot be named" if column is None else "a head of no known procedure"
                self._tell("column_unnamed", f"a number of {self._table.zh!r} stands under {head}.", heads)
        elif (item, column) not in self._numbers:
            self._numbers[item, column] = cell
        elif self._numbers[item, column] is not cell and read_number(cell.text).state != "unreadable":
            label = self._table.item[item].zh
            self._tell("row_twice", f"the numbers of {label!r} are printed twice.", heads)

    def _tell(self, code: str, reason: str, heads: OneRowHeads) -> None:
        self._unnamed.append(Unmatched(code, reason, heads.sheet.grid.page))


def _stacked(part: Part, items: LabelIndex, columns: LabelIndex, headed: bool) -> Iterator[Part]:
    """Part small tables that a source gives as one grid: heads stand anew below numbers.

    Its first rows are numbers where they are `headed` on the page before.
    """
    first = part.first
    below: int | None = None  # the row after the last one of numbers
    for row in range(part.first, part.last):
        texts = [cell.text for cell in part.sheet.row(row)]
        if any(text and (items.find(text) or columns.find(text)) for text in texts):
            if below is not None:
                yield replace(part, first=first, last=below)
                first, below = below, None
            headed = True
        elif (
            headed
            and (len(texts) >= SETTINGS.row_blanks or any(text.strip() for text in texts))
            and all(read_number(text).state != "unreadable" for text in texts)
        ):
            below = row + 1
    yield replace(part, first=first)
