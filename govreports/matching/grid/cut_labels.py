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
            row.strays = [stray for stray in row.strays if stray[0].column > _first(row)]


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
    # （六）其他 is cut from 其他处理, and what stands between it and the numbers is the row's label.
    texts = [cell.text for cell, _ in row.strays if cell.column < _first(row)]
    text = texts[-1] if texts else row.label
    number, _ = split_number(text)
    if number and number not in item.number:
        return False
    return _begins(text, item) or (not texts and row.found is not None and row.found.id == item.id)


def _first(row: Row) -> int:
    return min(cell.column for cells in row.values.values() for cell in cells)


def _begins(text: str, label: Label) -> bool:
    key = normalise(text)
    return bool(key) and any(normalise(wording).startswith(key) for wording in (label.zh, *label.spellings))
