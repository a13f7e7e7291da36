"""The heads of table 四, in two or three rows: the item and the outcome that stand above each column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from govreports.matching.grid.find_tables import Part
from govreports.matching.grid.sheet import Sheet
from govreports.matching.labels import LabelIndex, normalise
from govreports.matching.numbers import read_number
from govreports.sources.document import GridCell


class OneRowHeads:
    """Item and outcome of each column of a grid."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.item: list[str | None] = [None] * sheet.grid.n_columns
        self.column: list[str | None] = [None] * sheet.grid.n_columns
        self.covered = [False] * sheet.grid.n_columns
        self.text: list[str] = [""] * sheet.grid.n_columns  # the lowest

    def uneven(self, number: int, order: Sequence[tuple[str, str]]) -> bool:
        """Return whether a row's cells and the heads do not pair off one to one in the form's order, all of an item's.

        Where the source has no measures nothing says then which head or number is missing or too many. In a
        spreadsheet a column may be hidden (x_hidden_cols_d0): each cell's address says whose it is.
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
        addressed = self.sheet.grid.method == "xlsx"
        return pairs != [pair for pair in order if (pair in pairs if addressed else pair[0] in items)]

    def above(self, sheet: Sheet) -> dict[int, str]:
        """Return what stands lowest over the columns of the table's next part: a page break may cut a head."""
        return sheet.carry(self.sheet, {place: text for place, text in enumerate(self.text) if text})

    def complete(self, above: OneRowHeads) -> None:
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


def read_heads(
    part: Part, items: LabelIndex, columns: LabelIndex, before: OneRowHeads | None
) -> tuple[OneRowHeads, int]:
    """Read the heads; give also the first row below them. Those of the page `before` may go on in the first row."""
    sheet = part.sheet
    heads = OneRowHeads(sheet)
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


def item_above(part: Part, items: LabelIndex, heads: OneRowHeads) -> list[str | None]:
    """Take the item of a small table from the nearest line, or two lines, above it that name one (（一）行政复议)."""
    before = zip_longest(part.context[1:], part.context, fillvalue="")
    lines = (text for line, nearer in before for text in (nearer, line + nearer))
    match = next((match for line in lines if (match := items.find(line))), None)
    return [match.id if match is not None and column is not None else None for column in heads.column]
