"""Running text → cells: a number is placed by its row's label and by the count of the columns that the heads name.

In text that was copied from a page a number's place in its line says nothing by itself: merged cells leave empty fields
or none, and blank cells cannot be told from them. So a row is read where it has exactly as many numbers as the heads
above it name columns. Where it has fewer, blank fields are taken for blank cells only if other, full rows of the table
prove how the fields lie; cells that run together are read only where their sums leave one way to cut them. Every
other cell is ``unreadable``, with a flag.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from govreports.form import Table
from govreports.matching.grid.cells import TableReading, Unmatched
from govreports.matching.grid.find_tables import tables_of
from govreports.matching.text.assign_columns import Row, place
from govreports.matching.text.labels_last import labels_first
from govreports.matching.text.rows_in_order import read_in_order
from govreports.matching.text.table_rows import Walk
from govreports.matching.text.tokens import tokens
from govreports.sources.document import Grid, TextLine


class RunningText(NamedTuple):
    """What was read of running text."""

    outcomes: list[TableReading]  # one for each table that was found
    blocks: frozenset[int]  # the blocks that the tables were read from: no prose


def match_running_text(blocks: Sequence[TextLine | Grid], method: str) -> RunningText:
    """Read the form's tables from the lines and ragged grids of a document.

    Parameters
    ----------
    blocks : sequence of TextLine and Grid
        In reading order. Grids that are not ragged part the text and are not read.
    method : str
        See `Grid.method`.

    Returns
    -------
    RunningText
        A row that names no item, or one whose item another row names too, gives no cell but a problem.

    Examples
    --------
    >>> lines = ["信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 0 0 0", "行政规范性文件 1129"]
    >>> for cell in match_running_text([TextLine(line) for line in lines], "plain").outcomes[0].cells:
    ...     print(cell.item, cell.column, cell.value, cell.state, cell.flag)
    regulations made 0.0 number None
    regulations repealed 0.0 number None
    regulations in_force 0.0 number None
    normative_documents made None unreadable ambiguous_split
    normative_documents repealed None unreadable ambiguous_split
    normative_documents in_force None unreadable ambiguous_split
    """
    walk = Walk(labels_first(tokens(blocks)))
    walk.read()
    readings: dict[str, TableReading] = {}
    for table_id in dict.fromkeys(row.table for row in walk.rows):
        rows = [row for row in walk.rows if row.table == table_id]
        reading = TableReading(_edition(table_id, rows))
        reading.unnamed.extend(problem for table, problem in walk.unnamed if table == table_id)
        place(_once(rows, reading), reading, method)
        readings[table_id] = reading
    used = {block for row in walk.rows for block in row.blocks}
    for table_id in ("applications", "litigation"):
        if table_id not in readings or not readings[table_id].certain:
            ordered = read_in_order(blocks, table_id, method)
            if ordered is not None:
                readings[table_id] = ordered.reading
                used |= ordered.blocks
    return RunningText(list(readings.values()), frozenset(used))


def _edition(table_id: str, rows: Sequence[Row]) -> Table:
    """Choose the edition that has most of the cells that the rows name; of equals the newest."""
    named = {key for row in rows for key in row.keys}
    return max(tables_of(table_id), key=lambda table: len(named & set(table.cells)))


def _once(rows: Sequence[Row], outcome: TableReading) -> list[Row]:
    """Keep the rows whose cells no other row names, and that the edition has."""
    times = Counter(key for row in rows for key in row.keys)
    kept = []
    for row in rows:
        if any(times[key] > 1 for key in row.keys):
            outcome.unnamed.append(Unmatched("row_twice", "is printed twice.", None, row=repr(row.label)))
        elif not set(row.keys) <= set(outcome.table.cells):
            outcome.unnamed.append(Unmatched("row_unnamed", "is none of the form's rows.", None, row=repr(row.label)))
        else:
            kept.append(row)
    return kept
