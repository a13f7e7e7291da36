"""The rows of a table, over all its pages: what stands before the numbers, and the numbers by column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreports.form import Table
from govreports.matching.grid.cut_labels import name_cut_rows
from govreports.matching.grid.find_tables import Part
from govreports.matching.grid.headers import Head, Heads
from govreports.matching.grid.page_breaks import join_rows
from govreports.matching.grid.row import Row
from govreports.matching.grid.sheet import Sheet
from govreports.matching.labels import LabelIndex, items_of
from govreports.matching.numbers import read_number
from govreports.sources.document import GridCell

_REST = re.compile(r"[,，.．][\s\d,，]*")  # of a number that a page break cut


def read_rows(parts: Sequence[Part], table: Table, year: int | None = None) -> list[Row]:
    """Read the rows of a table whose items are rows.

    Parameters
    ----------
    parts : sequence of Part
        The table's parts in reading order.
    table : Table
        The table in the edition that is tried.
    year : int or None
        The report's year: of columns for several years its own are read.

    Returns
    -------
    list of Row
        Rows of heads, captions and empty rows are left out. A row cut by a page break is one row.
    """
    index = items_of(table)
    heads = Heads(table, year)
    rows: list[Row] = []
    for part in parts:
        heads.enter(part.sheet)
        seam = len(rows)
        for number in range(part.first, part.last):
            cells = part.sheet.row(number)
            if not any(cell.row == number and cell.text.strip() for cell in cells):
                continue  # a browser ends a merged cell a little above or below its last row: the sliver is no row
            label = _item(cells, number, heads, index)
            if label is None and not _mostly_numbers(cells) and heads.read(cells):
                continue
            row = _row(part, number, heads, label, index, year)
            if row.filled or (row.labels and not heads.above(row.labels)):
                rows.append(row)
        if 0 < seam < len(rows):
            join_rows(rows, seam, table)
    name_cut_rows(rows, table)
    return rows


def _item(cells: list[GridCell], number: int, heads: Heads, index: LabelIndex) -> GridCell | None:
    """Return the cell that names the row, None where no cell does or the row is one of heads.

    总计 and 其他 name a row and a column; in a row that names other columns too they are heads.
    """
    named = [cell for cell in cells if cell.text and index.find(cell.text) is not None]
    if not named:
        return None
    columns = {id(cell) for cell in cells if cell.text and heads.find(cell) is not None}
    sole = [cell for cell in named if id(cell) not in columns]
    if not sole and (len(columns) > len(named) or heads.above([cell.text for cell in cells])):
        return None
    # A label that a wrong rowspan lets reach in from the row above does not name this one.
    own = [cell for cell in sole if cell.row == number]
    return (own or sole or named)[-1]


def _row(
    part: Part, number: int, heads: Heads, label: GridCell | None, index: LabelIndex, year: int | None = None
) -> Row:
    sheet = part.sheet
    others = heads.other_years()
    cells = [cell for cell in sheet.row(number) if cell.column not in others]
    printed = any(_REST.fullmatch(cell.text) or _number(cell.text) for cell in cells)
    over = heads.data() if label is not None or printed else {}
    named = {place: head for place, head in over.items() if head.column is not None and place not in others}
    start = _first_value(cells, named, sheet.grid.n_columns) if label is None else label.column + label.column_span
    row = Row([], {}, {}, page=sheet.grid.page)
    for cell in _align(row, cells, named, start):
        _take(row, cell, named, over, start)
    row.other_year = any(head.year not in (None, year) for head in named.values())
    row.short = bool(row.values) and any(sheet.at(number, place) is None for place in named)
    if sheet.grid.column_edges is None and row.values:
        loose = any(cell.column >= start and over.keys().isdisjoint(_places(cell)) for cell in cells)
        row.uneven = loose or any(len(under) > 1 for under in row.values.values())
        row.reordered = not (heads.in_one_row or _closed(named, heads, sheet)) and _reordered(named, heads.order)
    _name(row, label, index)
    row.doubled = _names_two_rows(label, index)
    return row


def _first_value(cells: list[GridCell], named: dict[int, Head], n_columns: int) -> int:
    """Return the first column of numbers; one may begin left of its head, where cells are cut elsewhere than heads."""
    begins = [cell.column for cell in cells if any(place in named for place in _places(cell)) and _number(cell.text)]
    return min([*named, *begins], default=n_columns)


def _take(row: Row, cell: GridCell, named: dict[int, Head], over: dict[int, Head], start: int) -> None:
    """Put a cell under the columns that it stands in, or among the labels left of them, or among the strays."""
    places = [place for place in _places(cell) if place in named]
    if places and cell.column >= start:
        for place in places:
            column = named[place].column or ""
            under = row.values.setdefault(column, [])
            if cell not in under:
                under.append(cell)
            row.heads[column] = named[place]
    elif cell.text.strip() and cell.column < start:
        row.labels.append(cell.text)
    elif cell.text.strip():
        row.strays.append((cell, over.get(cell.column)))


def _name(row: Row, label: GridCell | None, index: LabelIndex) -> None:
    """Name the row by its label; what stands right of it is no label."""
    if label is None:
        return
    row.found = index.find(label.text)
    if label.text in row.labels:
        row.labels = row.labels[: row.labels.index(label.text) + 1]


def _names_two_rows(label: GridCell | None, index: LabelIndex) -> bool:
    """Return whether the lines of a label name two rows.

    huaian_shi_2024 without one of its rules: 规章 and 行政规范性文件 in one cell, which is most like the second.
    """
    matches = [index.find(line) for line in label.text.split("\n")] if label is not None else []
    return len({match.id for match in matches if match is not None and match.how == "exact"}) > 1


def _closed(named: dict[int, Head], heads: Heads, sheet: Sheet) -> bool:
    """Return whether each column from the first has a head of its own, and rows of heads leave no place open."""
    names = [head.column for head in named.values()]
    whole = len(names) == len(set(names)) == sheet.grid.n_columns - min(named, default=0)
    return heads.covered and whole


def _reordered(named: dict[int, Head], order: Sequence[str]) -> bool:
    """Return whether heads stand in another order than the form's: one of them may be missing, and others pushed."""
    printed = dict.fromkeys(head.column for _, head in sorted(named.items()))
    return list(printed) != [column for column in order if column in printed]


def _align(row: Row, cells: list[GridCell], named: dict[int, Head], start: int) -> list[GridCell]:
    """Take a row whose cells are cut elsewhere than its heads: as many cells as heads, each under its own.

    上海市人民政府办公厅 2019 sets two heads over columns of 1 + 2 and their numbers over 2 + 1. Gives the cells that
    are left.
    """
    heads = list(dict.fromkeys(named.values()))
    under = [cell for cell in cells if cell.column >= start and any(place in named for place in _places(cell))]
    crossed = any(len({named[place] for place in _places(cell) if place in named}) > 1 for cell in under)
    if not crossed or len(under) != len(heads):
        return cells
    if not all(
        any(named.get(place) == head for place in _places(cell)) for cell, head in zip(under, heads, strict=True)
    ):
        return cells
    for cell, head in zip(under, heads, strict=True):
        row.values[head.column or ""] = [cell]
        row.heads[head.column or ""] = head
    return [cell for cell in cells if cell not in under]


def _number(text: str) -> bool:
    return read_number(text).state in ("number", "annotated", "mark")


def _mostly_numbers(cells: list[GridCell]) -> bool:
    written = [cell for cell in cells if cell.text.strip()]
    return 2 * sum(_number(cell.text) for cell in written) > len(written)


def _places(cell: GridCell) -> range:
    return range(cell.column, cell.column + cell.column_span)
