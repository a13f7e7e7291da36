"""Labels and heads that their cells had no room for: each shows its beginning, and the form's order tells whose it is.

Word cuts what does not fit into a row of exact height (a_exact_d0). ``1.属于`` alone may be many a row; all of the
form's rows, one below the other, each with its number and its beginning, can be no others.
"""

from __future__ import annotations

from collections.abc import Sequence

from govreports.form import Item, Label, Table
from govreports.matching.grid.one_row_heads import OneRowHeads
from govreports.matching.grid.row import Row
from govreports.matching.labels import Found, normalise, split_number

CUT = "cut"


def name_cut_rows(rows: Sequence[Row], table: Table) -> None:
    """Name the rows of a table by their order where each of the form's shows, some of them by their beginning only."""
    own = [row for row in rows if row.values]
    if len(own) != len(table.items) or len({row.found.id for row in own if row.found is not None}) == len(own):
        return
    if all(_may_be(row, item) for row, item in zip(own, table.items, strict=True)):
        for row, item in zip(own, table.items, strict=True):
            row.found, row.cut = Found(item.id, CUT), False


def name_cut_heads(heads: OneRowHeads, rows: range, table: Table) -> bool:
    """Name the heads of table 四 by their order where each of the form's shows; tell whether some had to be.

    Parameters
    ----------
    heads : OneRowHeads
        The heads, as far as their texts name them.
    rows : range
        The rows in which they stand.
    table : Table
        The table in the edition that is tried.
    """
    if all(heads.column) or len(heads.column) != len(table.cells):
        return False
    for place, (item, column) in enumerate(table.cells):
        over = [cell.text for row in rows if (cell := heads.sheet.at(row, place)) is not None and cell.text]
        if not over or not _begins(over[-1], table.column[column]) or heads.item[place] not in (None, item):
            return False
    heads.column = [column for _, column in table.cells]
    return True


def _may_be(row: Row, item: Item) -> bool:
    number, _ = split_number(row.label)
    if number and number not in item.number:
        return False
    return _begins(row.label, item) or (row.found is not None and row.found.id == item.id)


def _begins(text: str, label: Label) -> bool:
    key = normalise(text)
    return bool(key) and any(normalise(wording).startswith(key) for wording in (label.zh, *label.spellings))
