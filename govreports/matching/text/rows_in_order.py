"""Tables whose labels and heads are broken over lines, but whose rows have all their numbers: named by their order.

A page's text gives a narrow label in pieces, above, beside and below its numbers (flipbook_full_1, pdftotext -layout,
pandoc), so that no label is whole. Where a section holds as many rows as an edition of the form, each with as many
numbers as columns, where every piece beside numbers is a piece of that row's own label or of its groups', where most
rows have a piece that only they can have, and where the heads are spelled in the form's order, there is one way only to
name them. Where no head is printed at all (tables written as Markdown), or those of table 四 without the procedures
above them, the form's order is taken if every sum holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from govreports.form import Item, Label, Table
from govreports.form.equations import equations_of
from govreports.matching.grid.cells import TableReading, make_cell
from govreports.matching.grid.find_tables import tables_of
from govreports.matching.grid.headers import Head
from govreports.matching.labels import normalise
from govreports.matching.numbers import read_number
from govreports.matching.prose.report_sections import section_named
from govreports.matching.settings import SETTINGS
from govreports.matching.text.broken_heads import HeadsOrder, heads_order
from govreports.sources.document import Grid, GridCell, TextLine
from govreports.sources.page_feet import is_page_number

_TABLE = "表一二三四1234"  # 表三: a table's number before its name


class _Line(NamedTuple):
    """A line of text: the words before its last numbers, the numbers, and the block that it stands in.

    Among the numbers are the blank fields behind the words, where bars or tabs part the line.
    """

    text: str
    words: list[str]
    numbers: list[str]
    block: int


class OrderedTable(NamedTuple):
    """A table that was read by the order of its rows, and the blocks that it was read from."""

    reading: TableReading
    blocks: frozenset[int]


def read_in_order(blocks: Sequence[TextLine | Grid], table_id: str, method: str) -> OrderedTable | None:
    """Read table 三 or 四 by the order of its rows.

    Parameters
    ----------
    blocks : sequence of TextLine and Grid
        A document's blocks in reading order; of the grids those whose columns say nothing are read as lines.
    table_id : str
        ``applications`` or ``litigation``.
    method : str
        See `govreports.sources.document.Grid.method`.

    Returns
    -------
    OrderedTable or None
        None unless every row can be named and the heads are the form's, see above.
    """
    lines = [line for line in _lines(blocks) if not is_page_number(line.text)]
    for section in _sections(lines, table_id):
        for table in tables_of(table_id):
            reading = _read(section, table, method)
            if reading is not None:
                return OrderedTable(reading, frozenset(line.block for line in section))
    return None


def _lines(blocks: Sequence[TextLine | Grid]) -> Iterator[_Line]:
    for place, block in enumerate(blocks):
        for fields in _fields(block):
            words, numbers = _parted(fields) if "" in fields else _parted(" ".join(fields).split())
            if words or any(read_number(number).state == "number" for number in numbers):
                yield _Line(" ".join(fields), " ".join(words).split(), numbers, place)


def _fields(block: TextLine | Grid) -> Iterable[list[str]]:
    if isinstance(block, TextLine):
        return [line.split() for line in block.text.split("\n")]
    rows: dict[int, list[str]] = {}
    for cell in block.cells if block.ragged else ():
        rows.setdefault(cell.row, []).append(cell.text)
    return rows.values()


def _parted(fields: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part a line's words from the numbers, marks and blank fields behind them."""
    end = len(fields)
    while end and (not fields[end - 1] or read_number(fields[end - 1]).state in ("number", "mark")):
        end -= 1
    return list(fields[:end]), list(fields[end:])


def _sections(lines: Sequence[_Line], table_id: str) -> Iterator[list[_Line]]:
    """Part off the lines below each heading of the table, up to the next section."""
    names = {normalise(name) for table in tables_of(table_id) for name in (table.zh, *table.headings)}
    number = tables_of(table_id)[0].section
    starts = [place for place, line in enumerate(lines) if normalise(line.text) in names]
    for start in starts:
        end = next(
            (place for place in range(start + 1, len(lines)) if section_named(lines[place].text) not in (None, number)),
            len(lines),
        )
        yield list(lines[start + 1 : end])


def _read(section: Sequence[_Line], table: Table, method: str) -> TableReading | None:
    first = next((place for place, line in enumerate(section) if any(line.numbers)), len(section))
    keys = _keys(table)
    numbered = _to_width([line for line in section[first:] if line.numbers], len(keys[0]))
    if len(numbered) != len(keys) or any(len(line.numbers) != len(k) for line, k in zip(numbered, keys, strict=True)):
        return None
    if table.layout == "rows" and not _labels_fit(numbered, table):
        return None
    if table.layout == "one_row" and numbered[0].words:
        return None
    order = heads_order([line.text for line in section[:first]], table)
    if order != "proven" and not _says_nothing(section[:first], table, order):
        return None
    reading = TableReading(table)
    for line, row in zip(numbered, keys, strict=True):
        for text, (item, column) in zip(line.numbers, row, strict=True):
            head = Head(column, None, "")
            reading.cells.append(make_cell(table, item, column, [GridCell(0, 0, text)], head, method, None, None))
    return reading if order == "proven" or _sums_hold(reading) else None


def _says_nothing(heads: Sequence[_Line], table: Table, order: HeadsOrder) -> bool:
    """Return whether what stands above the numbers leaves nothing but the form's order: no head, or no procedure."""
    texts = [normalise(line.text) for line in heads]
    if order == "open":
        return table.layout == "one_row" and not any(
            item.zh in text for item in table.items if item.group for text in texts
        )
    around = [table.zh, *table.headings, *(label.zh for label in (*table.items, *table.groups)), *table.corner]
    parts = sorted(map(normalise, around), key=len, reverse=True)
    return not any(re.sub("|".join(map(re.escape, filter(None, parts))), "", text).strip(_TABLE) for text in texts)


def _sums_hold(reading: TableReading) -> bool:
    """Return whether every sum of a table holds, some of them not of nothing but zeros, or nothing but zeros stand."""
    values = dict.fromkeys(reading.table.cells, 0.0)
    values |= {(cell.item, cell.column): cell.value or 0.0 for cell in reading.cells}
    sums = equations_of(reading.table)
    if any(equation.missing(values) for equation in sums):
        return False
    filled = sum(any(map(values.get, equation.places)) for equation in sums)
    return filled >= SETTINGS.full_rows_sums or not any(values.values())


def _to_width(rows: Sequence[_Line], columns: int) -> list[_Line]:
    """Leave out the blank fields behind the last column; no row is left where these may be others.

    A page saved cell by cell ends a row in blank fields for the columns that its wider cells cover. That they are
    these, and not blank cells before the numbers, the totals prove: they stand in most rows, and in the last column.
    """
    if not any("" in line.numbers for line in rows):
        return list(rows)
    filled = [line for line in rows if any(line.numbers)]
    totals = sum(len(line.numbers) >= columns and bool(line.numbers[columns - 1]) for line in filled)
    if any(any(line.numbers[columns:]) for line in rows) or totals < SETTINGS.proven_rows_share * len(filled):
        return []
    return [line._replace(numbers=line.numbers[:columns]) for line in rows]


def _keys(table: Table) -> list[list[tuple[str, str]]]:
    """List the cells of each printed row."""
    if table.layout == "one_row":
        return [list(table.cells)]
    return [[(item.id, column) for column in item.columns] for item in table.items]


def _labels_fit(rows: Sequence[_Line], table: Table) -> bool:
    """Return whether the words beside each row's numbers are pieces of its label, and most have one of their own."""
    anchored = 0
    for line, item in zip(rows, table.items, strict=True):
        pieces = [piece for word in line.words if (piece := normalise(word))]
        if not all(any(_is_piece(piece, wording) for wording in _wordings(table)[item.id]) for piece in pieces):
            return False
        anchored += any(len(piece) >= SETTINGS.anchor_characters and _only(piece, item, table) for piece in pieces)
    return anchored >= SETTINGS.proven_rows_share * len(rows)


def _is_piece(piece: str, wording: str) -> bool:
    """Return whether a wording holds a piece; a long one may have a typo (2.其他法律行政止公开)."""
    if piece in wording or len(piece) < SETTINGS.anchor_characters:
        return piece in wording
    return (Counter(piece) & Counter(wording)).total() >= SETTINGS.misspelt_share * len(piece)


def _only(piece: str, item: Item, table: Table) -> bool:
    """Return whether a piece of a label can be no other row's."""
    return not any(piece in wording for other in table.items if other is not item for wording in _own(table)[other.id])


@cache
def _own(table: Table) -> dict[str, tuple[str, ...]]:
    """Map each item to its label's wordings."""
    return {item.id: _normal(item) for item in table.items}


@cache
def _wordings(table: Table) -> dict[str, tuple[str, ...]]:
    """Map each item to its label's wordings and to those of the groups that it stands under."""
    groups = {group.id: group for group in table.groups}

    def above(item: Item) -> Iterator[Label]:
        group = groups.get(item.group or "")
        while group is not None:
            yield group
            group = groups.get(group.group or "")

    return {
        item.id: (*_normal(item), *(word for group in above(item) for word in _normal(group))) for item in table.items
    }


def _normal(label: Label) -> tuple[str, ...]:
    return tuple(map(normalise, (label.zh, *label.spellings)))
