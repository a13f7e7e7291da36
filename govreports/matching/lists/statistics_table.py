"""The lists of 2014 and before (政府信息公开情况统计表): one indicator a row, with its unit and its number."""

from __future__ import annotations

from collections.abc import Sequence

from govreports.columns import Cell
from govreports.form import Item, Table, editions
from govreports.matching.grid.cells import TableReading, Unmatched, make_cell
from govreports.matching.grid.headers import Head
from govreports.matching.lists.list_indicators import indicators
from govreports.matching.lists.list_rows import ListRow, list_rows
from govreports.matching.numbers import read_number
from govreports.matching.settings import SETTINGS
from govreports.sources.document import Grid, GridCell, TextLine


def match_statistics(blocks: Sequence[TextLine | Grid], method: str, year: int | None) -> TableReading | None:
    """Read the list of indicators of a report for 2018 or before.

    An indicator that means the same as a cell of the newer forms is given as that cell, with its own label as the note;
    the others are cells of the table ``statistics``.

    Parameters
    ----------
    blocks : sequence of TextLine and Grid
        In reading order.
    method : str
        How lines of text were read; a grid says so itself.
    year : int or None
        The report's year: of columns for several years its own is taken.

    Returns
    -------
    TableReading or None
        The cells in the order of the list; None where there is no list of the form.

    Examples
    --------
    >>> lines = ["统计指标 单位 统计数", "（一）收到申请数 件 12", "1．当面申请数 件 5", "2．传真申请数 件 0"]
    >>> lines += ["3．网络申请数 件 7", "4．信函申请数 件 0"]
    >>> for cell in match_statistics([TextLine(line) for line in lines], "plain", 2016).cells[:2]:
    ...     print(cell.table, cell.item, cell.column, cell.value, cell.note)
    applications received total 12.0 统计指标：收到申请数
    statistics received_in_person value 5.0 None
    """
    readings = [
        _read(list_rows(blocks, edition.tables["statistics"], method, year), edition.tables["statistics"])
        for edition in editions().values()
        if "statistics" in edition.tables
    ]
    fitting = [reading for reading in readings if len(reading.cells) >= SETTINGS.list_indicators]
    return max(fitting, key=lambda reading: reading.score, default=None)


def _read(rows: Sequence[ListRow], table: Table) -> TableReading:
    outcome = TableReading(table)
    known = indicators(table.edition)
    claims: dict[str, list[ListRow]] = {}
    group: str | None = None
    for row in rows:
        indicator = known.find(row.labels, group)
        group = indicator.group
        if indicator.item is not None:
            claims.setdefault(indicator.item, []).append(row)
        elif row.label and any(
            cell is not None and read_number(cell.text).value is not None for cell in row.values.values()
        ):
            reason = "is none of the list's indicators."
            outcome.unnamed.append(Unmatched("row_unnamed", reason, row.page, row=repr(row.label)))
    for item in table.items:
        claimed = claims.get(item.id, [])
        if len(claimed) == 1:
            outcome.cells.extend(_cells(item, claimed[0], table))
        elif claimed:
            label = repr(claimed[0].label)
            outcome.unnamed.append(Unmatched("row_twice", "is printed twice.", claimed[1].page, row=label))
    return outcome


def _cells(item: Item, row: ListRow, table: Table) -> list[Cell]:
    return [_cell(item, column, cell, row, table) for column, cell in row.values.items()]


def _cell(item: Item, column: str, printed: GridCell | None, row: ListRow, table: Table) -> Cell:
    head = Head(column, row.unit or item.unit, "")
    shown = printed or GridCell(0, 0, row.text)
    flag = "other_year" if row.other_year and column == "value" else None
    cell = make_cell(table, item.id, column, [shown], head, row.method, flag, row.page)
    if printed is None:
        cell = cell._replace(value=None, state="unreadable", note=None, flag="value_count")
    place = table.place(item.id, column)
    if place[0] != table.id:
        notes = [note for note in (cell.note, f"统计指标：{item.zh}") if note]
        cell = cell._replace(table=place[0], item=place[1], column=place[2], note="；".join(notes))
    return cell
