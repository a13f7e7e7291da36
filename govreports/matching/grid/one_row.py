"""Table 四: one row of numbers under heads of heads. Each column's item and outcome both stand above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from govreports.form import Table
from govreports.matching.grid.cells import TableReading, Unmatched, make_cell
from govreports.matching.grid.find_tables import Part
from govreports.matching.grid.sheet import Sheet
from govreports.matching.labels import LabelIndex, columns_of, items_of, normalise
from govreports.matching.numbers import read_number
from govreports.sources.document import GridCell

_OUTCOMES = 5  # fewer blank cells are no row of numbers: the rest of heads that a page break cut


class _Heads:
    """Item and outcome of each column of a grid."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.item: list[str | None] = [None] * sheet.grid.n_columns
        self.column: list[str | None] = [None] * sheet.grid.n_columns
        self.covered = [False] * sheet.grid.n_columns
        self.text: list[str] = [""] * sheet.grid.n_columns  # the lowest

    def uneven(self, number: int, order: Sequence[tuple[str, str]]) -> bool:
        """Return whether a row's cells and the heads do not pair off one to one in the form's order, all of an item's.

        Where the source has no measures nothing says then which head or number is missing or too many.
        """
        if self.sheet.grid.column_edges is not None:
            return False
        pairs: list[tuple[str, str]] = []
        for cell in self.sheet.row(number):
            places = range(cell.column, cell.column + cell.column_span)
            heads = {(self.item[place], self.column[place]) for place in places} - {(None, None)}
            named = [(item, column) for item, column in heads if item is not None and column is not None]
            pairs.extend(named)
            stray = read_number(cell.text).value is not None or not all(self.covered[place] for place in places)
            if cell.row != number or len(named) > 1 or (not named and (heads or stray)):
                return True
        items = {item for item, _ in pairs}
        return pairs != [pair for pair in order if pair[0] in items]

    def above(self, sheet: Sheet) -> dict[int, str]:
        """Return what stands lowest over the columns of the table's next part: a page break may cut a head."""
        return sheet.carry(self.sheet, {place: text for place, text in enumerate(self.text) if text})

    def complete(self, above: _Heads) -> None:
        """Take from the heads at the foot of the page before what is not printed again."""
        self.item = self._completed(self.item, above.item, above.sheet)
        self.column = self._completed(self.column, above.column, above.sheet)

    def _completed(self, own: list[str | None], above: list[str | None], sheet: Sheet) -> list[str | None]:
        carried = self.sheet.carry(sheet, {place: name for place, name in enumerate(above) if name is not None})
        return [name or carried.get(place) for place, name in enumerate(own)]

    def segments(self) -> list[list[int]]:
        """Part the columns where the outcomes begin anew: after 总计, or where one comes again."""
        segments: list[list[int]] = []
        seen: set[str] = set()
        for place, column in enumerate(self.column):
            if column is None:
                continue
            if not segments or column in seen or "total" in seen:
                segments.append([])
                seen = set()
            segments[-1].append(place)
            seen.add(column)
        return segments

    def spread(self) -> None:
        """Return a segment's item to all its columns: where a head's span was lost it stands over one of them."""
        for segment in self.segments():
            items = {self.item[place] for place in segment} - {None}
            if len(items) == 1:
                for place in segment:
                    self.item[place] = next(iter(items))


def cells_of_one_row(parts: Sequence[Part], table: Table, method: str) -> TableReading:
    """Read the cells of a table that is printed as one row under its heads.

    Parameters
    ----------
    parts : sequence of Part
        The table's parts in reading order. Three small tables, one for each item, are parts too; so are the heads at
        the foot of a page and the numbers on the next one.
    table : Table
        The table in the edition that is tried.
    method : str
        How the text was read.

    Returns
    -------
    TableReading
    """
    outcome = TableReading(table)
    items = items_of(table)
    columns = columns_of(table)
    found: dict[tuple[str, str], GridCell] = {}
    uneven: set[tuple[str, str]] = set()
    rests: dict[tuple[str, str], GridCell] = {}
    before: _Heads | None = None
    last: _Heads | None = None
    for several in parts:
        for part in _stacked(several, items, columns, before is not None):
            heads, first = _read_heads(part, items, columns, before)
            if last is not None and before is None and _goes_on(part, first, last):
                heads.complete(last)
                _read_rest(part, heads, rests)
                continue
            last = heads
            heads.spread()
            if before is not None:
                heads.complete(before)
            if not any(heads.item):
                heads.item = _item_above(part, items, heads)
            heads.spread()
            for number in _filled(part, first) or range(first, part.last)[:1]:
                known = len(found)
                _read_row(number, heads, found, outcome)
                uneven.update(list(found)[known:] if heads.uneven(number, table.cells) else ())
            before = heads if first == part.last else None  # their numbers stand on the next page
    for item, column in table.cells:
        if (item, column) in found:
            cell, rest = found[item, column], rests.get((item, column))
            printed = [one for one in (cell, rest) if one is not None and one.text.strip()] or [cell]
            flag = "row_uneven" if (item, column) in uneven else None
            flag = "merged_cell" if sum(cell is other for other in found.values()) > 1 else flag
            flag = "split_cell" if len(printed) > 1 else flag
            outcome.cells.append(make_cell(table, item, column, printed, None, method, flag, cell.page))
    return outcome


def _goes_on(part: Part, first: int, above: _Heads) -> bool:
    """Return whether a part without heads is the rest of the row of numbers at the foot of the page before."""
    pages = (above.sheet.grid.page, part.sheet.grid.page)
    return first == part.first and None not in pages and pages[0] != pages[1] and len(_filled(part, first)) == 1


def _filled(part: Part, first: int) -> list[int]:
    """List the rows from one on that print anything: beside them, a blank one is the rest of heads cut above it."""
    return [row for row in range(first, part.last) if any(cell.text.strip() for cell in part.sheet.row(row))]


def _read_rest(part: Part, heads: _Heads, rests: dict[tuple[str, str], GridCell]) -> None:
    """Read what a page break cut off numbers that narrow columns wrap."""
    for number in range(part.first, part.last):
        for cell in part.sheet.row(number):
            item, column = heads.item[cell.column], heads.column[cell.column]
            if cell.text.strip() and item is not None and column is not None:
                rests[item, column] = cell


def _stacked(part: Part, items: LabelIndex, columns: LabelIndex, headed: bool) -> Iterator[Part]:
    """Part small tables that a source gives as one grid: heads stand anew below numbers.

    Its first rows are numbers where they are `headed` on the page before.
    """
    first = part.first
    below: int | None = None  # the row after the last one of numbers
    for row in range(part.first, part.last):
        texts = [cell.text for cell in part.sheet.row(row)]
        if any(text and (items.find(text) or columns.find(text)) for text in texts):
            if below is not None:
                yield replace(part, first=first, last=below)
                first, below = below, None
            headed = True
        elif (
            headed
            and (len(texts) >= _OUTCOMES or any(text.strip() for text in texts))
            and all(read_number(text).state != "unreadable" for text in texts)
        ):
            below = row + 1
    yield replace(part, first=first)


def _read_heads(part: Part, items: LabelIndex, columns: LabelIndex, before: _Heads | None) -> tuple[_Heads, int]:
    """Read the heads; give also the first row below them. Those of the page `before` may go on in the first row."""
    sheet = part.sheet
    heads = _Heads(sheet)
    below = part.first
    above = before.above(sheet) if before is not None else {}
    for number in range(part.first, part.last):
        named = False
        for cell in sheet.row(number):
            if not cell.text:
                continue
            text = _whole(cell, columns, above.get(cell.column, "") if number == part.first else "")
            item, column = items.find(text), columns.find(text)
            named = named or item is not None or column is not None
            for place in range(cell.column, cell.column + cell.column_span):
                heads.text[place] = text
                if item is not None:
                    heads.item[place] = item.id
                if column is not None:
                    heads.column[place] = column.id
        if named:
            below = number + 1
            heads.covered = [
                heads.covered[place] or sheet.at(number, place) is not None for place in range(sheet.grid.n_columns)
            ]
    return heads, below


def _whole(cell: GridCell, columns: LabelIndex, above: str) -> str:
    """Return a head with its first half where that stands on the page before."""
    match = columns.find(above + cell.text) if above and normalise(cell.text) else None
    return above + cell.text if match is not None and match.how == "exact" else cell.text


def _item_above(part: Part, items: LabelIndex, heads: _Heads) -> list[str | None]:
    """Take the item of a small table from the nearest line above it that names one (（一）行政复议)."""
    match = next((match for line in part.context if (match := items.find(line))), None)
    return [match.id if match is not None and column is not None else None for column in heads.column]


def _read_row(number: int, heads: _Heads, found: dict[tuple[str, str], GridCell], outcome: TableReading) -> None:
    sheet = heads.sheet
    page = sheet.grid.page
    for place in range(sheet.grid.n_columns):
        cell, item, column = sheet.at(number, place), heads.item[place], heads.column[place]
        if cell is None or cell.row != number:
            continue
        if cell.column != place:
            # A rule that a scan has lost: the numbers of two columns stand in one cell, so that neither is known.
            if item is not None and column is not None and heads.column[cell.column] is not None:
                found.setdefault((item, column), cell)
            continue
        if column is None or item is None:
            if read_number(cell.text).value is not None:
                head = "a head that cannot be named" if column is None else "a head of no known procedure"
                outcome.unnamed.append(
                    Unmatched("column_unnamed", f"a number of {outcome.table.zh!r} stands under {head}.", page)
                )
        elif (item, column) not in found:
            found[item, column] = cell
        elif found[item, column] is not cell and read_number(cell.text).state != "unreadable":
            label = outcome.table.item[item].zh
            outcome.unnamed.append(Unmatched("row_twice", f"the numbers of {label!r} are printed twice.", page))
