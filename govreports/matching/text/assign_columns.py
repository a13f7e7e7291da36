"""Put the numbers of a row of running text under its columns, where the count proves which is which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govreports.columns import Cell
from govreports.form import Table
from govreports.form.equations import Place
from govreports.matching.grid.cells import TableReading, make_cell
from govreports.matching.grid.headers import Head, unit_in_head
from govreports.matching.numbers import read_number
from govreports.matching.settings import SETTINGS
from govreports.matching.text.run_together import Way, resolve, sums_along, ways
from govreports.matching.text.tokens import Token
from govreports.sources.document import GridCell

_LEADING_ZERO = re.compile(r"[+\-−–]?0\d")


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of running text."""

    table: str  # id of the table
    keys: list[Place]  # the cells that its heads name, in the order of its numbers
    heads: list[Token]  # the head of each
    run: list[Token]  # its values, and the blank fields between separators, from its label on
    label: str  # as printed; "" for the one row of table 四
    blocks: frozenset[int]  # the blocks that it and its heads were read from
    # A number alone in the line below: a page's, or the end of the last number where lines break after 60 characters
    rest: Token | None = None

    @property
    def values(self) -> list[Token]:
        """What is printed, without the blank fields."""
        return [token for token in self.run if token.kind == "value"]

    @property
    def full(self) -> bool:
        """True where as many values as columns stand side by side."""
        places = [place for place, token in enumerate(self.run) if token.kind == "value"]
        side_by_side = not places or places[-1] - places[0] == len(places) - 1
        return len(places) == len(self.keys) and side_by_side and not any(map(_glued, self.values))

    @property
    def text(self) -> str:
        """The values as printed."""
        return "".join(("" if token.glued else " ") + token.text for token in self.values).strip()


def place(rows: Sequence[Row], outcome: TableReading, method: str) -> None:
    """Read the cells of a table's rows.

    A row with exactly as many values as columns is read by position; one with blank fields where the table's full
    rows prove how its fields lie; one whose cells run together where the sums prove it. The cells of every other row
    are ``unreadable``, with the flag ``ambiguous_split`` or ``value_count``.

    Parameters
    ----------
    rows : sequence of Row
        No two of them have a cell in common.
    outcome : TableReading
        Its cells are filled, in the order of the form.
    method : str
        See `govreports.sources.document.Grid.method`.
    """
    table = outcome.table
    texts: dict[int, Sequence[str]] = {}
    cut: dict[int, list[Way]] = {}
    for index, row in enumerate(rows):
        placed = _by_position(row, rows) or _by_even_fields(row, rows, table)
        placed = None if row.rest is not None and not _adds_up(row, table) else placed
        if placed is not None:
            texts[index] = placed
        elif row.values and len(row.values) == len(row.run):
            columns = [table.column[column] for _, column in row.keys]
            cut[index] = ways(row.text, columns, sums_along(table, row.keys))
    texts |= _settled(table, rows, texts, cut)
    cells: dict[Place, Cell] = {}
    for index, row in enumerate(rows):
        code = "ambiguous_split" if index in cut else "value_count"
        for number, (item, column) in enumerate(row.keys):
            printed = texts[index][number] if index in texts else row.text
            head = Head(column, unit_in_head(row.heads[number].text), row.heads[number].text)
            cell = make_cell(table, item, column, [GridCell(0, 0, printed)], head, method, None, None)
            if index not in texts:
                # Behind a label nothing may stand at all, as in a blank form (format_2021_notice).
                state = "unreadable" if row.values else "blank"
                cell = cell._replace(value=None, state=state, note=None, flag=code)
            cells[item, column] = cell
    outcome.cells.extend(cells[key] for key in table.cells if key in cells)


def _adds_up(row: Row, table: Table) -> bool:
    """Return whether no sum speaks against a row's numbers as they stand."""
    values = [read_number(token.text).value or 0.0 for token in row.values]
    sums = sums_along(table, row.keys) if row.full else []
    return all(sum(values[place] for place in left) == values[total] for left, total in sums)


def _by_position(row: Row, rows: Sequence[Row]) -> list[str] | None:
    """Return the text of each cell, None where the count does not tell."""
    if row.full:
        return [token.text for token in row.values]
    if len(row.run) == len(row.values) or any(map(_glued, row.values)):
        return None
    if not row.values:
        return [""] * len(row.keys) if len(row.run) >= len(row.keys) else None
    if _under_heads(row, rows):
        fields = {token.field: token.text for token in row.run}
        return [fields.get(head.field, "") for head in row.heads]
    full = [other for other in rows if other.full]
    if full and all(len(other.run) == len(other.keys) for other in full) and len(row.run) == len(row.keys):
        return [token.text for token in row.run]
    if len(row.run) == len(row.keys) and not row.label:
        # The one row of table 四 has no label that could be merged over fields.
        return [token.text for token in row.run]
    return None


def _by_even_fields(row: Row, rows: Sequence[Row], table: Table) -> list[str] | None:
    """Return the text of each cell where every row has a field for each column, blank or not, and the sums agree.

    So it is in text copied from a browser (shanghai_fubanting_2019_copy), where hardly a row has all its numbers. Rows
    filled up to the same length end in fields of no column (二道区 2022).
    """
    alike = [other for other in rows if [key[1] for key in other.keys] == [key[1] for key in row.keys]]
    if len(alike) < SETTINGS.full_rows or not _filled_up_at_the_end(alike):
        return None
    if any(map(_glued, row.values)) or any(token.field is None for token in row.run):
        return None
    holding = failing = 0
    for other in alike:
        values = [read_number(token.text).value for token in other.run]
        for addends, total in sums_along(table, other.keys):
            if values[total]:
                holds = sum(values[place] or 0.0 for place in addends) == values[total]
                holding, failing = holding + holds, failing + (not holds)
    proven = holding >= SETTINGS.full_rows_sums and not failing
    return [token.text for token in row.run[: len(row.keys)]] if proven else None


def _filled_up_at_the_end(rows: Sequence[Row]) -> bool:
    """Return whether each row has its columns' fields first and only blank ones behind them.

    Fields that a merged label covers would be blank ones before the first column: a row as much longer whose first
    column is filled shows that there are none.
    """
    longer = {len(row.run) - len(row.keys) for row in rows}
    begun = {len(row.run) - len(row.keys) for row in rows if row.run and row.run[0].kind == "value"}
    behind = (token.kind for row in rows for token in row.run[len(row.keys) :])
    return min(longer) >= 0 and longer - {0} <= begun and "value" not in behind


def _under_heads(row: Row, rows: Sequence[Row]) -> bool:
    """Return whether the fields of a table lie under its heads, as in one copied from a spreadsheet.

    They do where no value stands under no head, and where full rows, or several together, fill all the heads.
    """
    if not _measured(row) or (not row.label and len(row.run) < len(row.keys)):
        return False  # without a label before them, blank fields at a line's beginning may be lost
    alike = [other for other in rows if [head.field for head in other.heads] == [head.field for head in row.heads]]
    used = {token.field for other in alike for token in other.values}
    proven = any(other.full for other in alike) or len(alike) >= SETTINGS.alike_rows
    everywhere = all(_stands(other) for other in rows if other.full)
    return proven and everywhere and used == {head.field for head in row.heads}


def _measured(row: Row) -> bool:
    fields = [-1 if head.field is None else head.field for head in row.heads]
    return -1 not in fields and len(set(fields)) == len(fields)


def _stands(row: Row) -> bool:
    return _measured(row) and [token.field for token in row.values] == [head.field for head in row.heads]


def _glued(token: Token) -> bool:
    """Return whether a value may be several: no cell prints 007, and nothing parts it from the value before it."""
    return token.glued or bool(_LEADING_ZERO.match(token.text))


def _settled(
    table: Table, rows: Sequence[Row], texts: dict[int, Sequence[str]], cut: dict[int, list[Way]]
) -> dict[int, Sequence[str]]:
    """Choose among the ways to cut the rows, those under the same columns together."""
    texts_of_cut: dict[int, Sequence[str]] = {}
    known = {**{index: [tuple(printed)] for index, printed in texts.items()}, **cut}
    by_columns: dict[tuple[str, ...], dict[str, int]] = {}
    for index in known:
        columns = tuple(column for _, column in rows[index].keys)
        by_columns.setdefault(columns, {})[rows[index].keys[0][0]] = index
    for columns, items in by_columns.items():
        if not cut.keys() & items.values():
            continue
        settled = resolve(table, {item: known[index] for item, index in items.items()}, columns)
        texts_of_cut |= {items[item]: way for item, way in settled.items() if items[item] in cut}
    return texts_of_cut
