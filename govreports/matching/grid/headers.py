"""Name the columns of a table from its heads, and carry them over to the table's next page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from govreports.form import Table
from govreports.matching.grid.sheet import Sheet
from govreports.matching.labels import column_groups_of, columns_of, normalise
from govreports.sources.document import GridCell

_UNIT = re.compile(r"(?:单位[:：]?)?(亿元|万元|千元|元)[)）\]】]?$")


class Head(NamedTuple):
    """The head of one column of a grid.

    Attributes
    ----------
    column : str or None
        Id of the form's column; None where the head's text is none of the form's.
    unit : str or None
        The unit that the head prints.
    text : str
        The head as printed; "" where a head's cell is there and empty.
    """

    column: str | None
    unit: str | None
    text: str


def unit_in_head(text: str) -> str | None:
    """Return the unit that a head prints.

    Examples
    --------
    >>> unit_in_head("本年收费金额（单位：万元）"), unit_in_head("本年废止件数")
    ('万元', None)
    """
    match = _UNIT.search(text.strip())
    return match[1] if match else None


class Heads:
    """The heads in force at a row, by column of the grid."""

    def __init__(self, table: Table) -> None:
        self.order = tuple(column.id for column in table.columns)
        self._index = columns_of(table)
        self._groups = column_groups_of(table)
        self._corner = frozenset(map(normalise, table.corner))
        self._by_column: dict[int, Head] = {}
        self._sheet: Sheet | None = None
        self._below_data = True
        self._rows = 0  # rows of heads that name a column
        self._texts: dict[int, str] = {}  # what stands lowest over each column
        self._upper: dict[int, str] = {}  # the same on the page before: a page break may cut heads

    def find(self, cell: GridCell) -> str | None:
        """Return the column that a cell's text names, None where it names none."""
        match = self._index.find(cell.text)
        return None if match is None else match.id

    def enter(self, sheet: Sheet) -> None:
        """Go on to the next part of the table: what stood above a column stands above it there too."""
        before, self._sheet = self._sheet, sheet
        if before is not None:
            self._by_column = sheet.carry(before, self._by_column)
            self._upper, self._texts = sheet.carry(before, self._texts), {}

    def read(self, cells: list[GridCell]) -> bool:
        """Take a row as a row of heads if it names a column; tell whether it did.

        The caller has made sure that the row names no item.
        """
        named = {id(cell): self._column(cell) for cell in cells if cell.text}
        self._texts |= {cell.column: cell.text for cell in cells if cell.text}
        self._upper = {}
        if not any(named.values()):
            return False
        if self._below_data:
            self._by_column, self._below_data, self._rows = {}, False, 0
        self._rows += 1
        for cell in cells:
            column = named.get(id(cell))
            if column is None and cell.text and self._groups.find(cell.text):
                continue
            head = Head(column, unit_in_head(cell.text), cell.text)
            for place in range(cell.column, cell.column + cell.column_span):
                known = self._by_column.get(place)
                if column is not None or known is None or not known.text:
                    self._by_column[place] = head
        return True

    def _column(self, cell: GridCell) -> str | None:
        """Name a head, with its first half where that stands on the page before."""
        upper = self._upper.get(cell.column)
        whole = self._index.find(upper + cell.text) if upper and normalise(cell.text) else None
        return whole.id if whole is not None and whole.how == "exact" else self.find(cell)

    def above(self, texts: Sequence[str]) -> bool:
        """Return whether a row of texts stands above the heads: what the form prints in the corner, or over columns."""
        return any(self._groups.find(text) or normalise(text) in self._corner for text in texts)

    @property
    def in_one_row(self) -> bool:
        """True where no head stands above another, so that no lost span can have pushed one."""
        return self._rows == 1

    def data(self) -> dict[int, Head]:
        """Return the heads for a row of numbers. The next row of heads then begins anew."""
        self._below_data = True
        self._texts, self._upper = {}, {}
        return self._by_column
