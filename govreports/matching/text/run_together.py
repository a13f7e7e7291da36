"""Cells that were copied without anything between them (``3000003`` for 3, 0, 0, 0, 0, 0, 3): what the sums prove.

A row of digits can be cut in many ways. A way counts here where every cell holds a number without a leading zero, a
mark or nothing, and where the sums along the row hold (an empty cell adds nothing; a total is always printed). Only
where one single way counts that leaves no cell empty, and the sums down the columns hold with it, is the row read.
Where several ways count, the sums of the columns may leave one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from govreports.columns import MONEY, SIGNS, SLASHES_AND_DASHES
from govreports.form import Column, Equation, Table, equations_of
from govreports.matching.numbers import HALF_WIDTH, read_number
from govreports.matching.settings import SETTINGS

Way = tuple[str, ...]
"""The printed text of each cell of a row."""
Sum = tuple[tuple[int, ...], int]
"""The places in a row whose numbers add up to that of another place."""

_WHOLE = re.compile(r"0|[1-9]\d{0,2}(?:,\d{3})+(?!\d)|[1-9]\d{0,7}")
_MARK = re.compile(rf"[{SLASHES_AND_DASHES}]{{1,2}}|无")
_SIGNED = re.compile(rf"[{SIGNS}][1-9]\d{{0,7}}")
_DECIMAL = re.compile(rf"(?:0|[1-9]\d*)(?:\.\d+(?:{'|'.join(MONEY)})?|(?:{'|'.join(MONEY)}))")


def sums_along(table: Table, keys: Sequence[tuple[str, str]]) -> list[Sum]:
    """List the sums that hold within a row of cells.

    Parameters
    ----------
    table : Table
        Its identities along the items are the sums.
    keys : sequence of (item, column)
        The cells of the row in the printed order.
    """
    sums: list[Sum] = []
    for equation in equations_of(table):
        if equation.along == "items" and set(equation.places) <= set(keys):
            left = tuple(keys.index(place) for place, sign in equation.terms if sign > 0)
            sums.append((left, keys.index(equation.places[-1])))
    return sums


def ways(text: str, columns: Sequence[Column], sums: Sequence[Sum] = ()) -> list[Way]:
    """List the ways to cut a row of digits into its cells.

    Parameters
    ----------
    text : str
        The row as printed; a blank in it always parts two cells.
    columns : sequence of Column
        The columns in the printed order: whether a number may have a sign or decimals.
    sums : sequence of Sum
        The sums that must hold.

    Returns
    -------
    list of tuple of str
        Each with one text for each column, "" for an empty cell; none where there are more than can be told apart.

    Examples
    --------
    >>> from govreports.form import table
    >>> form = table("2021", "applications")
    >>> ways("3000003", form.columns, sums_along(form, [("received", column.id) for column in form.columns]))
    [('3', '0', '0', '0', '0', '0', '3')]
    >>> [way for way in ways("1129", table("2021", "disclosure").columns[:3]) if all(way)]
    [('1', '1', '29'), ('1', '12', '9'), ('11', '2', '9')]
    """
    search = _Search(text.translate(HALF_WIDTH).strip(), columns, sums)
    try:
        first_ways = list(islice(search.ways(0, 0), SETTINGS.search_ways + 1))
    except _TooLongError:
        return []
    return [_as_printed(text, way) for way in first_ways] if len(first_ways) <= SETTINGS.search_ways else []


class _TooLongError(Exception):
    """The search was given up."""


class _Search:
    """Look for the ways to cut a text, total by total: the total tells how much the cells before it may hold."""

    def __init__(self, text: str, columns: Sequence[Column], sums: Sequence[Sum]) -> None:
        self._text = text
        self._columns = columns
        # A total that does not stand right after what it adds up proves nothing here.
        self._totals = {left[0]: right for left, right in sums if left == tuple(range(left[0], right))}
        self._dead: set[tuple[int, int, int, float]] = set()
        self._steps = 0

    def ways(self, start: int, column: int) -> Iterator[Way]:
        """Cut the text from a place on for the columns from one on."""
        self._step()
        if column == len(self._columns):
            if start == len(self._text):
                yield ()
            return
        total = self._totals.get(column)
        if total is None:
            for cell in (*self._cells(start, column, len(self._text)), ""):
                for rest in self.ways(self._after(start + len(cell)), column + 1):
                    yield (cell, *rest)
            return
        for place in range(start, len(self._text)):
            for cell in self._cells(place, total, len(self._text)):
                after = self._after(place + len(cell))
                if total + 1 == len(self._columns) and after < len(self._text):
                    continue
                for addends in self._filled(start, place, column, total, _number(cell)):
                    for rest in self.ways(after, total + 1):
                        yield (*addends, cell, *rest)

    def _filled(self, start: int, end: int, column: int, total: int, left: float) -> Iterator[Way]:
        """Cut the text between two places for the columns before a total so that they add up to it."""
        if column == total:
            if start == end and left == 0:
                yield ()
            return
        state = (start, end, column, left)
        if state in self._dead:
            return
        self._step()
        alive = False
        for cell in (*self._cells(start, column, end), ""):
            number = _number(cell)
            if number <= left:
                after = min(self._after(start + len(cell)), end)
                for rest in self._filled(after, end, column + 1, total, left - number):
                    alive = True
                    yield (cell, *rest)
        if not alive:
            self._dead.add(state)

    def _step(self) -> None:
        self._steps += 1
        if self._steps > SETTINGS.search_steps:
            raise _TooLongError

    def _after(self, place: int) -> int:
        while place < len(self._text) and self._text[place].isspace():
            place += 1
        return place

    def _cells(self, start: int, column: int, end: int) -> list[str]:
        """List what may be printed in a cell that begins at a place."""
        rest = self._text[start:end]
        texts = list(_numbers(rest, self._columns[column]))
        mark = _MARK.match(rest)
        return texts + ([mark[0][:length] for length in range(1, mark.end() + 1)] if mark else [])


def _as_printed(text: str, way: Way) -> Way:
    rest = text
    cells = []
    for cell in way:
        rest = rest.lstrip()
        cells.append(rest[: len(cell)])
        rest = rest[len(cell) :]
    return tuple(cells)


def _numbers(rest: str, column: Column) -> Iterator[str]:
    whole = _WHOLE.match(rest)
    if whole and "," in whole[0]:
        yield whole[0]
    elif whole:
        yield from (rest[:length] for length in range(1, whole.end() + 1))
    longer = (_SIGNED.match(rest) if column.signed else None) or (_DECIMAL.match(rest) if not column.whole else None)
    if longer:
        start = 2 if column.signed else longer.end()
        yield from (rest[:length] for length in range(start, longer.end() + 1))


@lru_cache(maxsize=65536)
def _number(cell: str) -> float:
    return read_number(cell).value or 0.0


def resolve(table: Table, rows: Mapping[str, Sequence[Way]], columns: Sequence[str]) -> dict[str, Way]:
    """Choose the one way of each row that the sums along the row, and down the columns, leave.

    Parameters
    ----------
    table : Table
        Its identities along the columns are the sums.
    rows : mapping of item id to ways
        One way for a row that was read as printed.
    columns : sequence of str
        Ids of the columns in the order of the ways.

    Returns
    -------
    dict of item id to way
        The rows that are settled. Unless a row can be cut in one way only whatever its sum (zeros), it needs the sums
        of its columns too.

    Examples
    --------
    >>> from govreports.form import table
    >>> resolve(table("2021", "applications"), {"received": [("1", "2"), ("12", "")]}, ["natural_person", "total"])
    {}
    """
    left = {item: list(possible) for item, possible in rows.items()}
    while True:
        sole = {item: possible[0] for item, possible in left.items() if len(possible) == 1}
        narrowed = False
        for item, possible in left.items():
            kept = (
                [way for way in possible if not _denied(table, sole, item, way, columns)]
                if len(possible) > 1
                else possible
            )
            narrowed |= len(kept) < len(possible)
            left[item] = kept
        if not narrowed:
            return {item: way for item, way in sole.items() if all(way) and _proven(table, sole, item, columns)}


def _proven(table: Table, sole: Mapping[str, Way], item: str, columns: Sequence[str]) -> bool:
    """Return whether there is a second proof: a sum along one row may hold by chance where the printed one does not."""
    way = sole[item]
    if ways("".join(way), [table.column[column] for column in columns]) == [way]:
        return True  # only zeros: no other way to cut them, whatever the sums
    down = [equation for equation in _down(table, item, columns) if _items(equation) <= {*sole, item}]
    return bool(down) and not _denied(table, sole, item, way, columns)


def _down(table: Table, item: str, columns: Sequence[str]) -> list[Equation]:
    """Return the sums down these columns in which a row stands."""
    down = [equation for equation in equations_of(table) if equation.along == "columns" and equation.key in columns]
    return [equation for equation in down if item in _items(equation)]


def _items(equation: Equation) -> set[str]:
    return {item for item, _ in equation.places}


def _denied(table: Table, sole: Mapping[str, Way], item: str, way: Way, columns: Sequence[str]) -> bool:
    """Return whether a sum of a column, all of whose other numbers are known, does not hold with this way of a row."""
    known = {**sole, item: way}
    for equation in _down(table, item, columns):
        if _items(equation) <= known.keys():
            at = columns.index(equation.key)
            if equation.missing({place: _number(known[place[0]][at]) for place in equation.places}):
                return True
    return False
