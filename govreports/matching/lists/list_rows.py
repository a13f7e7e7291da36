"""Find lists (指标, 单位, 统计数) among a document's blocks and take their rows apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from govreports.columns import UNITS
from govreports.form import Table
from govreports.matching.labels import columns_of, normalise
from govreports.matching.numbers import read_number
from govreports.sources.document import Grid, GridCell, TextLine

_YEAR = re.compile(r"20\d\d")
_UNIT = re.compile(rf"[（(]?({'|'.join(UNITS)}|篇|期)[)）]?")
_UNIT_HEADS = frozenset({"单位", "计量单位"})
_NO_VALUES = frozenset({"label", "unit", "number", "other"})
_NUMBER_HEADS = frozenset({"序号", "代码", "编号"})


@dataclass(frozen=True, slots=True, eq=False)
class ListRow:
    """A row of a list."""

    labels: list[str]  # the texts before the unit and the values, from left to right
    # By id of the value column; None where the row's count does not tell which number is whose
    values: dict[str, GridCell | None]
    unit: str | None  # the unit that the row prints
    text: str  # what stands where the values do
    method: str
    page: int | None
    other_year: bool = False  # true where the head of the value names another year than the report's

    @property
    def label(self) -> str:
        """The row's own label."""
        return self.labels[-1] if self.labels else ""


class _Line(NamedTuple):
    """A row of a grid or a line of text. `shape` is alike for the rows that one head may stand above."""

    cells: list[GridCell]
    shape: tuple[str, int]
    method: str
    page: int | None


class _Heads(NamedTuple):
    """What the columns hold, by place: ``label``, ``unit``, ``number``, ``other`` or the id of a value column."""

    kinds: dict[int, str]
    shape: tuple[str, int]
    other_year: bool = False

    @property
    def values(self) -> list[str]:
        return _values(self.kinds)


def list_rows(blocks: Sequence[TextLine | Grid], table: Table, method: str, year: int | None) -> list[ListRow]:
    """Return the rows that stand under the heads of a list.

    Parameters
    ----------
    blocks : sequence of TextLine and Grid
        In reading order. A list goes on in the next grid with as many columns.
    table : Table
        The list: its columns, and what its other heads say (`corner`).
    method : str
        How lines of text were read.
    year : int or None
        Of several columns for years the one for this year holds the values.
    """
    rows: list[ListRow] = []
    heads: _Heads | None = None
    for line in _lines(blocks, method):
        new = _heads(line, table, year)
        if new is not None:
            heads = new
        elif heads is not None and line.shape == heads.shape:
            row = _by_place(line, heads) if _placed(line, heads) else _by_count(line, heads)
            rows.append(replace(row, other_year=heads.other_year))
    return rows


def _lines(blocks: Sequence[TextLine | Grid], method: str) -> Iterator[_Line]:
    for block in blocks:
        if isinstance(block, TextLine):
            fields = [GridCell(0, column, text) for column, text in enumerate(block.text.split())]
            yield _Line(fields, ("text", 0), method, block.page)
            continue
        shape = ("ragged", 0) if block.ragged else ("grid", block.n_columns)
        rows: list[list[GridCell]] = [[] for _ in range(block.n_rows)]
        for cell in sorted(block.cells, key=lambda cell: cell.column):
            for row in rows[cell.row : cell.row + cell.row_span]:
                row.append(cell)
        yield from (_Line(row, shape, block.method, block.page) for row in rows)


def _heads(line: _Line, table: Table, year: int | None) -> _Heads | None:
    """Read a row of heads: one says that the indicators stand below it, another that values do."""
    kinds: dict[int, str] = {}
    years: dict[int, str] = {}
    corner = _corner(table)
    for cell in line.cells:
        key = normalise(cell.text)
        if key in _UNIT_HEADS or key in _NUMBER_HEADS or key in corner:
            kinds[cell.column] = "unit" if key in _UNIT_HEADS else "number" if key in _NUMBER_HEADS else "label"
            continue
        column = columns_of(table).find(_YEAR.sub("", cell.text) or "年")
        if column is not None and key:
            kinds[cell.column] = column.id
            named = _YEAR.search(cell.text)
            if named is not None:
                years[cell.column] = named[0]
        elif key:  # 本期实际 beside 本年累计 (dingxi_filled)
            kinds[cell.column] = "other"
    values = _values(kinds)
    if "label" not in kinds.values() or not values:
        return None
    if len(set(values)) < len(values):
        kinds = {place: kind for place, kind in kinds.items() if years.get(place, str(year)) == str(year)}
        values = _values(kinds)
    if not values or len(set(values)) < len(values):
        return None
    other = year is not None and any(years.get(place, str(year)) != str(year) for place in kinds)
    return _Heads(dict(sorted(kinds.items())), line.shape, other)


def _values(kinds: Mapping[int, str]) -> list[str]:
    """Return the ids of the value columns, from left to right."""
    return [kind for kind in kinds.values() if kind not in _NO_VALUES]


@cache
def _corner(table: Table) -> frozenset[str]:
    return frozenset(map(normalise, table.corner))


def _placed(line: _Line, heads: _Heads) -> bool:
    """Return whether the places of a row are those of the heads: in a grid always, else where it has as many fields."""
    return line.shape[0] == "grid" or [cell.column for cell in line.cells] == list(heads.kinds)


def _by_place(line: _Line, heads: _Heads) -> ListRow:
    at = {place: cell for cell in line.cells for place in range(cell.column, cell.column + cell.column_span)}
    first = min(place for place, kind in heads.kinds.items() if kind in heads.values)
    labels = [
        cell.text
        for cell in line.cells
        if cell.column < first and cell.text.strip() and heads.kinds.get(cell.column, "label") == "label"
    ]
    values: dict[str, GridCell | None] = {}
    for place, kind in heads.kinds.items():
        if kind in heads.values and place in at and at[place].column >= first:
            # A cell that reaches over two value columns, or over two rows, is nobody's alone.
            cell = at[place]
            shared = cell.row_span > 1 or sum(at.get(other) is cell for other in heads.kinds) > 1
            values[kind] = None if shared else cell
    units = [at[place].text for place, kind in heads.kinds.items() if kind == "unit" and place in at]
    return _row(line, labels, values, units)


def _by_count(line: _Line, heads: _Heads) -> ListRow:
    """Take a row of text apart from its end: the values, the unit, the label."""
    fields = [cell for cell in line.cells if cell.text.strip()]
    tail: list[GridCell] = []
    while fields and read_number(fields[-1].text).state != "unreadable":
        tail.insert(0, fields.pop())
    units = [fields.pop().text] if fields and _UNIT.fullmatch(fields[-1].text) else []
    values: dict[str, GridCell | None] = dict.fromkeys(heads.values)
    # A code (代码) and a column that is none of the list's may print numbers too, behind the label or not at all.
    for behind in (heads.values, [kind for kind in heads.kinds.values() if kind not in ("label", "unit")]):
        if len(tail) == len(behind):
            values = {kind: cell for kind, cell in zip(behind, tail, strict=True) if kind not in _NO_VALUES}
            break
    label = " ".join(cell.text for cell in fields)
    return _row(line, [label] if label else [], values, units, tail)


def _row(
    line: _Line, labels: list[str], values: dict[str, GridCell | None], units: list[str], tail: Sequence[GridCell] = ()
) -> ListRow:
    unit = next((match[1] for text in units if (match := _UNIT.fullmatch("".join(text.split())))), None)
    text = " ".join(cell.text for cell in tail)
    return ListRow(labels, values, unit, text, line.method, line.page)
