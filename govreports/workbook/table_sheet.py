"""A table as a sheet, written row by row: widths, heights and how its numbers look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from govreports.files.printable import printable
from govreports.measures.kinds import PERCENTAGES
from govreports.workbook.paper import fit_to_paper
from govreports.workbook.questions import KINDS

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_NARROWEST, _WIDEST = 10, 48
"""Widths of a column, in signs."""
_LINE = 17.0
"""Height of a line in points: at 14.5 the second line of a Chinese note was cut in half in LibreOffice."""
_SHAPES = {
    **dict.fromkeys(("count", "stock"), "#,##0"),
    **dict.fromkeys(PERCENTAGES, "0.0%"),
    **dict.fromkeys(("ratio", "rate"), "0.00"),
    "amount": "#,##0.####",
}
"""How the numbers of a kind look."""


def write_sheet(sheet: WriteOnlyWorksheet, table: pd.DataFrame) -> None:
    """Write a table: its heads marked and on every printed page, texts of several lines read whole."""
    from openpyxl.utils import get_column_letter

    columns = [_Column(sheet, table, name) for name in table.columns]
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = "A2"
    fit_to_paper(sheet)
    if len(table):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(table) + 1}"
    for row in range(len(table) + 1):
        # LibreOffice takes a row for one line high unless it is told.
        sheet.row_dimensions[row + 1].height = _LINE * max((column.lines(row) for column in columns), default=1)
        sheet.append([column.cell(row) for column in columns])
        sheet.row_dimensions.clear()


class _Column:
    """A column of a sheet: its head and its values as cells, one at a time."""

    def __init__(self, sheet: WriteOnlyWorksheet, table: pd.DataFrame, name: str) -> None:
        values = table[name]
        self._sheet, self._shapes = sheet, _shapes(table, name)
        self._values = [_plain(value) for value in (str(name), *values.astype(object).where(values.notna(), None))]
        self._numbers = pd.api.types.is_numeric_dtype(values) and values.dtype != "boolean"
        self._wide = {value: _length(value) for value in set(self._values[1:]) if isinstance(value, str)}
        head = _length(str(name))
        self.width = min(_WIDEST, max([_NARROWEST, head * 0.6, *self._wide.values()])) + 2
        self._wide[self._values[0]] = head
        self._cells: dict[tuple[bool, str], WriteOnlyCell] = {}

    def lines(self, row: int) -> int:
        """Return how many lines a cell takes."""
        return max(1, -int(-self._wide.get(self._values[row], 0.0) // (self.width - 1)))

    def cell(self, row: int) -> WriteOnlyCell:
        """Return a cell, the head for row 0; it is the last one of like looks with another value."""
        value = self._values[row]
        words = isinstance(value, str)
        shape = self._shapes[row - 1] if row and value is not None and not words else ""
        # To make each one and its looks anew would take half of the time of a workbook.
        cell = self._cells.get((words, shape)) or self._cells.setdefault((words, shape), self._new(words, shape))
        if row == 0:
            from openpyxl.styles import Font, PatternFill

            cell = self._new(words, shape)
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE8F2")
        cell.value = value
        if words:
            cell.data_type = "s"  # a text that begins with = stays a text
        return cell

    def _new(self, words: bool, shape: str) -> WriteOnlyCell:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment

        cell = WriteOnlyCell(self._sheet)
        # Words of several lines are read whole; everything beside them begins on the first line.
        side, indent = ("right", 0) if self._numbers else ("left", 1)
        cell.alignment = Alignment(side, "top", wrap_text=words, indent=indent)
        cell.number_format = shape or "General"
        return cell


def _plain(value: Any) -> Any:
    """Return what a cell may hold: no control character (a number of a web page had one), no number of numpy's."""
    if isinstance(value, str):
        return printable(value)
    return value.item() if hasattr(value, "item") else value


def _length(text: str) -> float:
    """Measure a text in columns of a sheet: Chinese signs are twice as wide."""
    return sum(2.0 if ord(sign) > 0x2E7F else 1.0 for sign in text.split("\n")[0])


def _shapes(table: pd.DataFrame, name: str) -> list[str]:
    """Choose how the numbers of a column look: each by its kind, where that is known."""
    kinds = table.attrs.get(KINDS, {}).get(name)
    return [_SHAPES[kind] for kind in kinds.split(";")] if kinds else [_shape(table[name])] * len(table)


def _shape(column: pd.Series[Any]) -> str:
    """Choose how numbers look: whole ones with separators, years plain."""
    numbers = pd.to_numeric(column, errors="coerce").dropna()
    if not len(numbers) or column.dtype == "boolean":
        return ""
    if (numbers % 1 == 0).all():
        return "0" if numbers.between(1900, 2200).all() else "#,##0"
    return "#,##0.####"
