"""Find the form's tables among the grids of a document, and put the pieces of each table together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from govreports.form import Label, Table, editions
from govreports.matching.grid.sheet import Sheet
from govreports.matching.labels import LabelIndex, normalise
from govreports.matching.numbers import read_number
from govreports.matching.settings import SETTINGS
from govreports.sources.document import Grid, TextLine
from govreports.sources.page_feet import only_feet
from govreports.sources.settings import SETTINGS as SOURCES

_HEADING = re.compile(r"[一二三四五六七八九十][、.．]")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Rows of one grid that belong to one table."""

    table: str  # id of the table
    sheet: Sheet
    first: int  # the first row and the one after the last
    last: int
    block: int  # where the grid stands among the document's blocks
    # The lines of prose above the grid, the nearest first: feet and running heads may lie between it and its name
    context: tuple[str, ...]


@dataclass(slots=True)
class Pieces:
    """The parts of one table, in reading order."""

    table: str
    parts: list[Part] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    @property
    def block(self) -> int:
        """Where the table begins among the document's blocks."""
        return self.parts[0].block

    @property
    def page(self) -> int | None:
        """The page on which the table begins."""
        return self.parts[0].sheet.grid.page


@cache
def tables_of(table_id: str) -> tuple[Table, ...]:
    """Return a table in every edition that has it, newest first."""
    return tuple(edition.tables[table_id] for edition in editions().values() if table_id in edition.tables)


@cache
def _signs() -> dict[str, str]:
    """Map every wording that only one kind of table prints to that table."""
    seen: dict[str, set[str]] = {}
    for edition in editions().values():
        for table in edition.tables.values():
            if table.layout == "list":
                continue
            labels: Iterable[Label] = (*table.items, *table.columns, *table.groups, *table.column_groups)
            wordings = [word for label in labels for word in (label.zh, *label.spellings)]
            for word in (*wordings, *table.corner):
                seen.setdefault(normalise(word), set()).add(table.id)
    return {word: min(ids) for word, ids in seen.items() if len(ids) == 1}


@cache
def item_names(table_id: str) -> LabelIndex:
    """Index the items of a table in all its editions, apart from those that a head may name too (总计, 其他)."""
    known: dict[str, Label] = {}
    groups: dict[str, Label] = {}
    columns = {normalise(column.zh) for table in tables_of(table_id) for column in table.columns}
    for table in tables_of(table_id):
        for item in table.items:
            if normalise(item.zh) in columns:
                continue
            before = known.get(item.id)
            spellings = item.spellings if before is None else (*before.spellings, item.zh, *item.spellings)
            known[item.id] = Label(item.id, (before or item).zh, item.en, spellings)
        groups |= {group.id: group for group in table.groups}
    return LabelIndex(tuple(known.values()), tuple(groups.values()))


def find_tables(blocks: Sequence[TextLine | Grid]) -> list[Pieces]:
    """Find the form's tables, each with all its parts.

    Parameters
    ----------
    blocks : sequence of TextLine and Grid
        A document's blocks in reading order.

    Returns
    -------
    list of Pieces
        In reading order. A table of the same kind that names a row anew is another table.
    """
    tables: list[Pieces] = []
    for part in _parts(blocks):
        names = _names(part)
        open_piece = next((piece for piece in reversed(tables) if piece.table == part.table), None)
        if open_piece is None or names & open_piece.names:
            heads = _heads(open_piece, part)
            open_piece = Pieces(part.table, heads)
            tables.append(open_piece)
        open_piece.parts.append(part)
        open_piece.names |= names
    return tables


def _heads(before: Pieces | None, part: Part) -> list[Part]:
    """Return the heads of a table as a part before its rows that a second print of a page goes on with below none."""
    if before is None or _heads_end(part) > part.first:
        return []
    first = before.parts[0]
    end = _heads_end(first)
    return [replace(first, last=end)] if end > first.first else []


def _heads_end(part: Part) -> int:
    """Return the row after the heads that a part begins with."""
    index = item_names(part.table)
    for number in range(part.first, part.last):
        if any(cell.row == number and cell.text and index.find(cell.text) for cell in part.sheet.row(number)):
            return number
    return part.last


def _parts(blocks: Sequence[TextLine | Grid]) -> Iterable[Part]:
    between: list[str] = []
    last: Part | None = None
    for place, block in enumerate(blocks):
        if isinstance(block, TextLine):
            between.append(block.text)
            continue
        if block.ragged:  # its columns say nothing: govreports.matching.text.running_text reads it
            continue
        sheet = Sheet(_with_rest_of_heads(block, blocks[place + 1 : place + 1 + SETTINGS.lines_below_rules]))
        votes = _votes(sheet, last.table if last is not None and _goes_on(last, block, between) else None)
        context = tuple(between[: -SOURCES.foot_lines - 2 : -1])
        first = 0
        for row in range(1, block.n_rows + 1):
            if row == block.n_rows or votes[row] != votes[first]:
                table = votes[first]
                if table is not None:
                    last = Part(table, sheet, first, row, place, context)
                    between = []
                    yield last
                first = row


def _with_rest_of_heads(grid: Grid, below: Sequence[TextLine | Grid]) -> Grid:
    """Return the grid with the ends of heads that stand below its last rules: 自然 over 人 (c_2up)."""
    for line in below:
        if not isinstance(line, TextLine) or line.box is None or line.page != grid.page:
            break
        at = (line.box.x0 + line.box.x1) / 2
        cells = tuple(
            cell._replace(text=f"{cell.text}\n{line.text}")
            if cell.row + cell.row_span == grid.n_rows
            and (cell.box is not None and cell.box.x0 < at < cell.box.x1)
            and normalise(cell.text)
            and normalise(cell.text) + normalise(line.text) in _signs()
            else cell
            for cell in grid.cells
        )
        grid = replace(grid, cells=cells)
    return grid


def _goes_on(last: Part, grid: Grid, between: list[str]) -> bool:
    """Return whether a grid may be the rest of a table: nothing but feet and running heads stands between them."""
    if grid.page is not None and grid.page == last.sheet.grid.page:
        return False
    return only_feet(between) and not any(_HEADING.match(line) for line in between)


def _votes(sheet: Sheet, current: str | None) -> list[str | None]:
    """Determine for each row of a grid which table it belongs to.

    A row without a sign of its own goes with the row above it, and the first rows of a grid with the first sign below
    them. A grid without any sign is the rest of the table before it, if there is one that may go on.
    """
    signs = _signs()
    votes: list[str | None] = []
    for row in range(sheet.grid.n_rows):
        tables = {signs[key] for cell in sheet.row(row) if cell.text and (key := normalise(cell.text)) in signs}
        votes.append(tables.pop() if len(tables) == 1 else None)
    own = [vote for vote in votes if vote is not None]
    before = own[0] if own else current
    for row, vote in enumerate(votes):
        before = vote or before
        votes[row] = before
    return votes


def _names(part: Part) -> set[str]:
    """List the rows (or, in table 四, the heads) that a part names; none where it prints no number.

    The heads of table 四 may end a page and be printed again above their numbers on the next one.
    """
    index = item_names(part.table)
    names: set[str] = set()
    numbers = False
    for row in range(part.first, part.last):
        for cell in part.sheet.row(row):
            if cell.text and cell.row == row:
                match = index.find(cell.text)
                if match is not None and match.how == "exact":
                    names.add(match.id)
                numbers = numbers or read_number(cell.text).value is not None
    return names if numbers else set()
