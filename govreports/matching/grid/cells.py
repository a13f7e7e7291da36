"""From rows to cells: each number under its item and its column, or a problem that says why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from govreports.columns import Cell
from govreports.errors import CellPattern
from govreports.form import Item, Table
from govreports.matching.grid.cut_labels import CUT
from govreports.matching.grid.headers import BESIDE, Head
from govreports.matching.grid.row import Row
from govreports.matching.labels import is_cut, normalise
from govreports.matching.numbers import read_count, read_number
from govreports.sources.document import GridCell


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Something of a table that could not be named: a row, a column, or a table as a whole."""

    code: str  # a reason code of problems
    reason: str  # what is wrong; of a row what holds for it: "is printed twice."
    page: int | None
    cells: tuple[CellPattern, ...] = ()  # the cells of the form that have no number because of it
    row: str = ""  # the row that it is about, as it is shown; "" where it is about more


@dataclass(slots=True)
class TableReading:
    """What was read of a table in one edition."""

    table: Table  # the table in the edition that was tried
    cells: list[Cell] = field(default_factory=list)  # in the order of the form
    unnamed: list[Unmatched] = field(default_factory=list)  # what could not be named
    cut: bool = False  # whether labels or heads show their beginning only, so that numbers may do so too

    @property
    def score(self) -> int:
        """How well the edition fits: cells that it names, less what it leaves unnamed."""
        return len(self.cells) - 10 * len(self.unnamed)

    @property
    def whole(self) -> bool:
        """True where every cell of the form was named and nothing was left: no other edition can fit better."""
        return not self.unnamed and len(self.cells) == len(self.table.cells)

    @property
    def certain(self) -> bool:
        """True where every cell of the form was named and read without a doubt."""
        return self.whole and all(cell.flag is None for cell in self.cells)


def cells_of_rows(rows: Sequence[Row], table: Table, method: str) -> TableReading:
    """Read the cells of a table whose items are rows.

    Parameters
    ----------
    rows : sequence of Row
        The rows as `govreports.matching.grid.rows.read_rows` gives them.
    table : Table
        The table in the edition that is tried.
    method : str
        How the text was read.

    Returns
    -------
    TableReading
        A row that cannot be named, or whose name another row has too, gives no cell but a problem.
    """
    outcome = TableReading(table, cut=any(row.found is not None and row.found.how == CUT for row in rows))
    named = _named(rows, outcome)
    places = Counter(id(cell) for row in named.values() for cells in row.values.values() for cell in cells)
    for item in table.items:
        row = named.get(item.id)
        if row is None:
            continue
        _name_by_position(row, item, table)
        row.reordered = row.reordered and not _sums_prove(row, table)
        split = table.layout == "rows" and any(map(_is_split, row.values.values()))
        row.uneven = row.uneven or split or _is_shifted(row, item)
        for column in item.columns:
            if column in row.values:
                outcome.cells.append(_cell(row, item.id, column, table, method, places))
        extra = [cell for cell, head in row.strays if head is None or normalise(head.text) not in BESIDE]
        extra += [cell for column, cells in row.values.items() if column not in item.columns for cell in cells]
        # Text without a digit is a head that stands in the row, and no number is lost with it.
        extra = [cell for cell in extra if any(char.isdigit() for char in cell.text)]
        if extra:
            reason, page = "prints a number under no column of the form.", extra[0].page or row.page
            outcome.unnamed.append(Unmatched("column_unnamed", reason, page, row=repr(item.zh)))
    return outcome


def _named(rows: Sequence[Row], outcome: TableReading) -> dict[str, Row]:
    """Return each item its row. Of two rows for one item an exact label wins over a typo; else neither is taken."""
    claims: dict[str, list[Row]] = {}
    for row in rows:
        if row.found is not None:
            claims.setdefault(row.found.id, []).append(row)
        elif row.filled:
            outcome.unnamed.append(Unmatched("row_unnamed", "is none of the form's rows.", row.page, row=_shown(row)))
    named = {}
    for item, claimed in claims.items():
        exact = [row for row in claimed if row.found is not None and row.found.how == "exact"]
        sole = exact if exact else claimed
        filled = [row for row in sole if row.filled] or sole[:1]
        if len({row.printed for row in filled}) == 1:  # a row that is printed twice alike is one
            named[item] = filled[0]
            claimed = [row for row in claimed if row not in filled or row is filled[0]]
        losers = [row for row in claimed if row.filled and named.get(item) is not row]
        for row in losers:
            cells = ((outcome.table.id, item, "*"),) if item not in named else ()
            label = repr(outcome.table.item[item].zh)
            outcome.unnamed.append(Unmatched("row_twice", "is printed twice.", row.page, cells, label))
    return named


def _shown(row: Row) -> str:
    """Name a row by its labels; a number that stands before the first column is none."""
    labels = [label.replace("\n", "") for label in row.labels if read_number(label).value is None]
    return repr(" / ".join(labels)) if labels else "without a label"


def _name_by_position(row: Row, item: Item, table: Table) -> None:
    """Name the heads that no label names, where they stand in the places that are left.

    One of a text that is none of the form's (a misprint), whose number then carries a flag; any number of those that
    are the beginning of their column's label (本年新 in weishan_liangcheng_2020).
    """
    missing = [column for column in item.columns if column not in row.values]
    strays = [(cell, head) for cell, head in row.strays if head is not None and head.column is None and head.text]
    if not missing or len(strays) != len(missing) or len(row.strays) != len(missing):
        return
    named = list(zip(missing, strays, strict=True))
    cut = all(is_cut(head.text, table.column[column]) for column, (_, head) in named)
    at = {column: [cell] for column, (cell, _) in named} | row.values
    in_order = all(at[left][-1].column < at[right][0].column for left, right in pairwise(item.columns))
    if not in_order or not (cut or len(missing) == 1):
        return
    for column, (cell, head) in named:
        row.values[column] = [cell]
        row.heads[column] = head._replace(column=column) if cut else head
    row.strays = []


def _sums_prove(row: Row, table: Table) -> bool:
    """Return whether heads in another order are right: only a total has moved, and it is the sum of the others.

    A head that a lost span pushed between the others would stand over another's number.
    """
    order = [column.id for column in table.columns]
    at = {column: cells[0].column for column, cells in row.values.items() if len(cells) == 1}
    values = {column: read_number(cells[0].text).value or 0.0 for column, cells in row.values.items()}
    for identity in table.identities:
        total = identity.right[0]
        if identity.along != "items" or not {*identity.left, total} <= at.keys():
            continue
        moved = sorted(identity.left, key=lambda column: at[column])
        in_order = moved == sorted(identity.left, key=order.index)
        return in_order and values[total] == sum(values[column] for column in identity.left) > 0
    return False


def _cell(row: Row, item: str, column: str, table: Table, method: str, places: Counter[int]) -> Cell:
    printed = row.values[column]
    written = _joined([cell for cell in printed if cell.text.strip()])
    flag = None
    if row.short:
        flag = "row_too_short"
    elif len(written) > 1:
        flag = "split_cell"
    elif row.doubled or (written and places[id(written[0])] > 1):  # several rows or columns of the form stand in it
        flag = "merged_cell"
    elif row.uneven:
        flag = "row_uneven"
    elif row.cut:
        flag = "row_cut"
    elif row.heads[column].column is None:
        flag = "column_by_position"
    elif row.reordered:
        flag = "columns_reordered"
    elif row.other_year:
        flag = "other_year"
    return make_cell(table, item, column, written or printed[:1], row.heads[column], method, flag, row.page)


def _is_split(printed: Sequence[GridCell]) -> bool:
    """Return whether two numbers stand side by side under one head: its neighbours' may stand under a wrong one."""
    numbers = [cell for cell in printed if read_number(cell.text).state == "number"]
    return len({(cell.page, cell.row) for cell in numbers}) < len(numbers)


def _is_shifted(row: Row, item: Item) -> bool:
    """Return whether more numbers stand beside a row's named ones than columns are missing on that side.

    Where a page lost the spans of its cells and was printed, heads and numbers stand in columns of their own, and seven
    numbers begin a column too far left under five heads.
    """
    at = {place: cells[0].column for place, column in enumerate(item.columns) if (cells := row.values.get(column))}
    strays = [cell.column for cell, _ in row.strays if read_number(cell.text).state == "number"]
    if not at or not strays or row.reordered:
        return False
    first, last = min(at, key=lambda place: at[place]), max(at, key=lambda place: at[place])
    left, right = sum(x < at[first] for x in strays), sum(x > at[last] for x in strays)
    return len(at) < len(item.columns) and (left > first or right > len(item.columns) - 1 - last)


def _joined(cells: Sequence[GridCell]) -> list[GridCell]:
    """Join the pieces of a number that a page break cuts, where a piece alone is none: 24，78 and 3, or 2 and ，984."""
    if len(cells) < 2:
        return list(cells)
    texts = [cell.text.strip() for cell in cells]
    alone = [read_number(text).state for text in texts]
    if "unreadable" in alone and "mark" not in alone and read_number("".join(texts)).state == "number":
        return [cells[0]._replace(text="".join(texts))]
    return list(cells)


def make_cell(
    table: Table,
    item: str,
    column: str,
    printed: Sequence[GridCell],
    head: Head | None,
    method: str,
    flag: str | None,
    page: int | None,
) -> Cell:
    """Read what is printed at one place of the form.

    Parameters
    ----------
    printed : sequence of GridCell
        The cells that stand there: one, unless the place is split.
    head : Head or None
        The head above; its unit counts where the cell prints none.
    flag : str or None
        Why the place is in doubt. A number in a split, merged or shifted place is not read at all.
    """
    text = " ".join(cell.text for cell in printed)
    reading = read_count(text) if item in table.counting else read_number(text)
    value, state = reading.value, reading.state
    if flag in _UNREADABLE and state != "blank":
        value, state = None, "unreadable"
    # 1.234 where cases are counted: a thousands separator, a misprint, or an amount in the wrong column.
    broken = "not_whole" if table.column[column].whole and value is not None and value % 1 else None
    doubts = [code for code in (flag, reading.flag, *(cell.doubt for cell in printed), broken) if code]
    unit = reading.unit or (head.unit if head is not None else None) or table.column[column].unit
    box = printed[0].box if printed else None
    x0, top, x1, bottom = box if box is not None else (None, None, None, None)
    return Cell(
        table=table.id,
        item=item,
        column=column,
        value=value,
        unit=unit,
        state=state,
        text=text.replace("\n", " ").strip(),
        note=reading.note,
        page=printed[0].page if printed and printed[0].page is not None else page,
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
        method=method,
        flag=doubts[0] if doubts else None,
    )


# The number may belong to another place, so that even its value would be a guess.
_UNREADABLE = frozenset({"split_cell", "merged_cell", "row_too_short", "row_uneven", "columns_reordered"})
