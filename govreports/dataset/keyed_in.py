"""A report that no machine can read, keyed in by hand: a workbook laid out as the form, with a record of who did it.

`write_template` makes the workbook. Filled in and saved among the reports it is read like any other file, by its labels
and its grid, and says of itself that it is no original; `keyed_record` gives the record, with the same reason, name and
day that a correction has.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.dataset.corrections import CorrectionsError, day_of
from govreports.errors import ReadError
from govreports.form import Item, Table, edition_for_year, editions

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET, RECORD = "年度报告", "录入记录"
_FIELDS = {"source": "原件（文件名、网址或存放处）", "who": "录入人", "date": "录入日期", "reason": "录入原因"}


class KeyedRecord(NamedTuple):
    """Who keyed a report in."""

    source: str  # where the original is
    who: str  # by whom, on which day (``2025-01-31``) and why
    date: str
    reason: str


def write_template(path: str | Path, agency: str, year: int, edition: str | None = None) -> Path:
    """Write the workbook into which one report is keyed.

    Parameters
    ----------
    path : str or Path
        Where to; ends in ``.xlsx``.
    agency : str
        As the report's title prints it.
    year : int
        The year that the report is for.
    edition : str, optional
        The form's edition; that of the year where it is left out.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    FileExistsError
        There is such a file: what was keyed in before is never written over.
    ValueError
        There is no such edition, or none for the year.
    """
    from openpyxl import Workbook

    place = Path(path)
    if place.exists():
        raise FileExistsError(f"{place} is there already. Name another file, or take this one away.")
    chosen = editions().get(edition or edition_for_year(year) or "")
    if chosen is None:
        raise ValueError(f"no edition {edition or f'for {year}'}; there are {', '.join(editions())}")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    pen = _Pen(sheet)
    pen.line(f"{agency}{year}年政府信息公开工作年度报告", bold=True)
    pen.line("请照原件填写：空白处留空，“/”照填“/”，不要补零，不要改正原件的错误。")
    pen.line("本表由人工据原件重新排印，并非原件。")
    for table in chosen.tables.values():
        pen.line(f"{table.section}、{table.zh}", bold=True)
        {"rows": _by_groups, "one_row": _one_row}[table.layout](pen, table)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 18
    sheet.column_dimensions["C"].width = 44
    record = book.create_sheet(RECORD)
    record.column_dimensions["A"].width, record.column_dimensions["B"].width = 34, 60
    for row, label in enumerate(_FIELDS.values(), start=1):
        record.cell(row, 1, label)
    place.parent.mkdir(parents=True, exist_ok=True)
    book.save(place)
    return place


class _Pen:
    """Writes lines and framed cells, and remembers the row."""

    def __init__(self, sheet: Worksheet) -> None:
        from openpyxl.styles import Border, Side

        self.sheet, self.row = sheet, 1
        thin = Side(style="thin")
        self.frame = Border(left=thin, right=thin, top=thin, bottom=thin)

    def line(self, text: str, *, bold: bool = False) -> None:
        from openpyxl.styles import Font

        self.sheet.cell(self.row, 1, text).font = Font(bold=bold)
        self.row += 2

    def cell(self, row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> None:
        from openpyxl.styles import Alignment

        for down in range(rows):
            for right in range(columns):
                self.sheet.cell(row + down, column + right).border = self.frame
        first = self.sheet.cell(row, column, text)
        first.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        if rows > 1 or columns > 1:
            self.sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + rows - 1, end_column=column + columns - 1
            )

    def number(self, row: int, column: int) -> None:
        from openpyxl.styles import PatternFill

        cell = self.sheet.cell(row, column)
        cell.border, cell.fill = self.frame, PatternFill("solid", fgColor="FFF9E5")


def _by_groups(pen: _Pen, table: Table) -> None:
    """Set a table of rows: part by part where each part has its own heads, else as one."""
    if len({item.columns for item in table.items}) > 1:
        _parts(pen, table)
    else:
        _whole(pen, table)


def _parts(pen: _Pen, table: Table) -> None:
    width = max(len(item.columns) for item in table.items) + 1
    for group in table.groups:
        items = [item for item in table.items if item.group == group.id]
        columns = [table.column[name] for name in items[0].columns]
        pen.cell(pen.row, 1, group.zh, columns=width)
        for at, label in enumerate(["信息内容", *(column.zh for column in columns)]):
            last = at == len(columns)
            pen.cell(pen.row + 1, 1 + at, label, columns=width - at if last else 1)
        for down, item in enumerate(items, start=2):
            pen.cell(pen.row + down, 1, item.zh)
            for at in range(len(columns)):
                last = at == len(columns) - 1
                pen.cell(pen.row + down, 2 + at, "", columns=width - 1 - at if last else 1)
                pen.number(pen.row + down, 2 + at)
        pen.row += len(items) + 2
    pen.row += 1


def _whole(pen: _Pen, table: Table) -> None:
    top, columns = pen.row, list(table.columns)
    pen.cell(top, 1, f"（{table.corner[0]}）", rows=3, columns=3)
    pen.cell(top, 4, table.corner[1], columns=len(columns))
    for at, column in enumerate(columns):
        if column.group is None:
            pen.cell(top + 1, 4 + at, column.zh, rows=2)
        else:
            pen.cell(top + 2, 4 + at, column.zh)
    for group in table.column_groups:
        members = [at for at, column in enumerate(columns) if column.group == group.id]
        pen.cell(top + 1, 4 + members[0], group.zh, columns=len(members))
    for down, item in enumerate(table.items, start=3):
        depth = _depth(table, item)
        pen.cell(top + down, 1 + depth, _numbered(item.number, item.zh), columns=3 - depth)
        for at in range(len(columns)):
            pen.number(top + down, 4 + at)
    for group in table.groups:
        inside = [
            down
            for down, item in enumerate(table.items, start=3)
            if group.id in (item.group, _above(table, item.group))
        ]
        place = 1 if group.group is None else 2
        pen.cell(top + inside[0], place, _numbered(group.number, group.zh), rows=len(inside))
    pen.row = top + 3 + len(table.items) + 1


def _one_row(pen: _Pen, table: Table) -> None:
    top, wide = pen.row, len(table.columns)
    for at, item in enumerate(table.items):
        left = 1 + at * wide
        pen.cell(top + (item.group is not None), left, item.zh, rows=1 if item.group else 2, columns=wide)
        for right, label in enumerate(table.columns):
            pen.cell(top + 2, left + right, label.zh)
            pen.number(top + 3, left + right)
    for group in table.groups:
        members = [at for at, item in enumerate(table.items) if item.group == group.id]
        pen.cell(top, 1 + members[0] * wide, group.zh, columns=wide * len(members))
    pen.row = top + 5


def _depth(table: Table, item: Item) -> int:
    return 0 if item.group is None else 1 if _above(table, item.group) is None else 2


def _above(table: Table, group: str | None) -> str | None:
    return next((label.group for label in table.groups if label.id == group), None)


def _numbered(number: str, label: str) -> str:
    if not number or number.startswith("（"):
        return number + label
    return f"{number}.{label}" if number.isdigit() else f"{number}、{label}"


def keyed_record(path: str | Path) -> KeyedRecord | None:
    """Read who keyed a workbook in.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    KeyedRecord or None
        None where the workbook is not one of `write_template`.

    Raises
    ------
    CorrectionsError
        The record is not filled in; every empty line is named.
    ReadError
        The workbook cannot be opened.
    """
    from openpyxl import load_workbook

    place = Path(path)
    try:
        book = load_workbook(place, read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets errors of zipfile and of its XML parser through
        raise ReadError.of(place, "damaged", "The workbook cannot be opened.", "Save it again as .xlsx.") from error
    try:
        if RECORD not in book.sheetnames:
            return None
        rows = list(book[RECORD].iter_rows(min_row=1, max_row=len(_FIELDS), max_col=2, values_only=True))
    finally:
        book.close()
    values = {str(row[0]): _text(row[1]) for row in rows if len(row) > 1}
    found = {name: values.get(label, "") for name, label in _FIELDS.items()}
    day = day_of(found["date"])
    faults = [f"{_FIELDS[name]} is empty" for name, value in found.items() if not value]
    if found["date"] and day is None:
        faults.append(f"{_FIELDS['date']}: {found['date']} is no day; write it as 2025-01-31")
    if faults:
        raise CorrectionsError(f"{place}, sheet {RECORD}: " + "; ".join(faults))
    return KeyedRecord(**(found | {"date": day or ""}))


def _text(value: Any) -> str:
    return value.strftime("%Y-%m-%d") if hasattr(value, "strftime") else str(value or "").strip()
