"""Name the columns of a table from its heads, and carry them over to the table's next page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from govreports.columns import MONEY
from govreports.form import Table
from govreports.matching.grid.sheet import Sheet
from govreports.matching.labels import column_groups_of, columns_of, normalise
from govreports.sources.document import GridCell

_YEAR = re.compile(r"(20\d\d)\s*年度?")
_RELATIVE = re.compile(r"(?:本|今|上|上一|去)年度?(?:数|数量|件数)?")
#: Heads over numbers that are none of the form's: a row's number, a remark.
BESIDE = frozenset({"序号", "代码", "编号", "行次", "单位", "计量单位", "备注"})
_UNIT = re.compile(rf"(?:单位[:：]?)?({'|'.join(MONEY)})[)）\]】]?$")


class Head(NamedTuple):
    """The head of one column of a grid."""

    column: str | None  # id of the form's column; None where the head's text is none of the form's
    unit: str | None  # the unit that the head prints
    text: str  # the head as printed; "" where a head's cell is there and empty
    year: int | None = None  # the year that the head names, or one above it


def unit_in_head(text: str) -> str | None:
    """Return the unit that a head prints.

    Examples
    --------
    >>> unit_in_head("本年收费金额（单位：万元）"), unit_in_head("本年废止件数")
    ('万元', None)
    """
    match = _UNIT.search(text.strip())
    return match[1] if match else None


def year_in_head(text: str, year: int | None) -> int | None:
    """Return the year that a head names; this year and last year are counted from the report's.

    Examples
    --------
    >>> year_in_head("2022年", 2023), year_in_head("2023年度自然人", 2023), year_in_head("上年度", 2023)
    (2022, 2023, 2022)
    >>> year_in_head("上一年项目数量", 2023) is None
    True
    """
    named = _YEAR.match("".join(text.split()))
    if named is not None:
        return int(named[1])
    relative = _RELATIVE.fullmatch("".join(text.split()))
    return None if relative is None or year is None else year - (relative[0][0] in "上去")


class Heads:
    """The heads in force at a row, by column of the grid.

    Parameters
    ----------
    table : Table
        The table in the edition that is tried.
    year : int or None
        The report's year: where heads stand once for each of several years, its own are in force.
    """

    def __init__(self, table: Table, year: int | None = None) -> None:
        self._year = year
        self._years: dict[int, int] = {}  # the year over each column
        self._fresh = True  # no heads since the last row of numbers
        self.order = tuple(column.id for column in table.columns)
        self._index = columns_of(table)
        self._groups = column_groups_of(table)
        self._corner = frozenset(map(normalise, table.corner))
        self._by_column: dict[int, Head] = {}
        self._sheet: Sheet | None = None
        self._below_data = True
        self._rows = 0  # rows of heads that name a column
        self.covered = True  # whether they leave no place open, so that no lost span can have pushed one
        self._texts: dict[int, str] = {}  # what stands lowest over each column
        self._upper: dict[int, str] = {}  # the same on the page before: a page break may cut heads

    def find(self, cell: GridCell) -> str | None:
        """Return the column that a cell's text names, None where it names none."""
        match = self._index.find(_YEAR.sub("", cell.text) or cell.text)
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
        self._read_years(cells)
        named = {id(cell): self._column(cell) for cell in cells if cell.text}
        self._texts |= {cell.column: cell.text for cell in cells if cell.text}
        self._upper = {}
        if not any(named.values()):
            return False
        if self._below_data:
            self._by_column, self._below_data, self._rows, self.covered = {}, False, 0, True
        self._rows += 1
        places = sum(cell.column_span for cell in cells)
        self.covered = self.covered and self._sheet is not None and places == self._sheet.grid.n_columns
        for cell in cells:
            column = named.get(id(cell))
            if column is None and cell.text and self._groups.find(cell.text):
                continue
            head = Head(column, unit_in_head(cell.text), cell.text, self._years.get(cell.column))
            for place in range(cell.column, cell.column + cell.column_span):
                known = self._by_column.get(place)
                if column is not None or known is None or not known.text:
                    self._by_column[place] = head
        return True

    def _read_years(self, cells: list[GridCell]) -> None:
        if self._fresh:
            self._years, self._fresh = {}, False
        for cell in cells:
            year = year_in_head(cell.text, self._year)
            if year is not None:
                self._years |= dict.fromkeys(range(cell.column, cell.column + cell.column_span), year)

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
        self._below_data = self._fresh = True
        self._texts, self._upper = {}, {}
        return self._by_column

    def other_years(self) -> set[int]:
        """Return the places of columns for other years than the report's; none where no head names the report's."""
        years = {place: head.year for place, head in self._by_column.items() if head.year is not None}
        return {place for place, year in years.items() if year != self._year} if self._year in years.values() else set()
