"""Heads that narrow columns break over several lines: whether the lines spell the form's heads in the form's order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple, TypeAlias

from govreports.form import Label, Table
from govreports.matching.labels import normalise
from govreports.matching.settings import SETTINGS

HeadsOrder: TypeAlias = Literal["proven", "open", "none"]
_Key: TypeAlias = tuple[str, str]
"""``(item, column)``; the item is "" in a table whose items are rows."""
_Progress: TypeAlias = tuple[str, ...]
"""What has been spelled of each head, and of each text around them."""


class _Around(NamedTuple):
    """A text over several columns: its wordings, its first column and its last one."""

    wordings: tuple[str, ...]
    first: int
    last: int


def heads_order(lines: Sequence[str], table: Table) -> HeadsOrder:
    """Return whether lines of text are a table's heads, each broken over lines, in the form's order.

    Text copied from a page gives heads line by line: 自然 商业 科研 …, below it 人 企业 机构 … (flipbook_full_1).
    A line deals its pieces to columns from left to right, and every head must come out whole: columns in another
    order, or one that is missing, are not taken for the form's. Where no line holds pieces of two neighbours, another
    order may be spelled as well, and nothing is proven.

    Parameters
    ----------
    lines : sequence of str
        Everything between the section's heading and its first row of numbers.
    table : Table
        Table 三 or 四 in one edition.

    Examples
    --------
    >>> from govreports.form import table
    >>> lines = ["自然 商业 科研 社会 法律 总计", "人 企业 机构 公益 服务 其他", "组织 机构"]
    >>> heads_order(lines, table("2021", "applications")), heads_order(lines[1:], table("2021", "applications"))
    ('proven', 'none')
    >>> heads_order(["自然人", "商业企业", "科研机构", *lines[:1]], table("2021", "applications"))
    'none'
    """
    words = [[kept for word in line.split() if (kept := normalise(word))] for line in lines]
    rows = [row for row in words if row]
    if not _Dealer(rows, *_heads_of(table, _printed(table))).deals():
        return "none"
    others = (_Dealer(rows, *_heads_of(table, order)).deals() for order in _other_orders(table))
    return "open" if any(others) else "proven"


def _printed(table: Table) -> list[_Key]:
    return list(table.cells) if table.layout == "one_row" else [("", column.id) for column in table.columns]


def _above(table: Table, key: _Key) -> tuple[str, ...]:
    """Return what a column stands under, from the widest head to the column: what stands together in any order."""
    item, column = key
    if item:
        return table.item[item].group or item, item, column
    return table.column[column].group or column, column


def _other_orders(table: Table) -> Iterator[list[_Key]]:
    """List the orders in which two neighbours under one head have changed places."""
    keys = _printed(table)
    for level in range(len(_above(table, keys[0]))):
        blocks = [list(block) for _, block in groupby(keys, key=lambda key: _above(table, key)[: level + 1])]
        for place, (left, right) in enumerate(pairwise(blocks)):
            if _above(table, left[0])[:level] == _above(table, right[0])[:level]:
                yield [key for block in (*blocks[:place], right, left, *blocks[place + 2 :]) for key in block]


def _heads_of(table: Table, keys: Sequence[_Key]) -> tuple[list[tuple[str, ...]], list[_Around]]:
    """Return the wordings of the heads from left to right, and the texts that stand over several of them."""
    heads = [_wordings(table.column[column]) for _, column in keys]
    over: dict[Label, list[int]] = {}
    for place, (item, column) in enumerate(keys):
        named: list[Label] = [table.item[item]] if item else []
        named += [group for group in table.groups if item and group.id == table.item[item].group]
        named += [group for group in table.column_groups if group.id == table.column[column].group]
        for label in named:
            over.setdefault(label, []).append(place)
    around = [_Around(_wordings(label), min(places), max(places)) for label, places in over.items()]
    placed = {wording for text in around for wording in text.wordings}
    corner = [normalise(text) for text in table.corner if normalise(text) not in placed]
    return heads, [*around, *(_Around((text,), 0, len(keys)) for text in corner)]


def _wordings(label: Label) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(normalise, (label.zh, *label.spellings))))


class _Dealer:
    """Deal the words of lines to heads and to the texts over several of them, from left to right."""

    def __init__(
        self, lines: Sequence[Sequence[str]], heads: Sequence[tuple[str, ...]], around: Sequence[_Around]
    ) -> None:
        self._lines = lines
        self._around = around
        self._wordings = (*heads, *(text.wordings for text in around))
        self._heads = len(heads)
        self._dead: set[tuple[int, int, str, int, _Progress]] = set()
        self._steps = 0

    def deals(self) -> bool:
        """Return whether all words can be dealt so that every head is whole."""
        return bool(self._lines) and self._line(0, ("",) * len(self._wordings))

    def _line(self, number: int, spelled: _Progress) -> bool:
        if number == len(self._lines):
            return all(spelled[head] in self._wordings[head] for head in range(self._heads))
        return self._word(number, 0, self._lines[number][0], 0, spelled)

    def _word(self, line: int, place: int, rest: str, column: int, spelled: _Progress) -> bool:
        """Deal what is left of a word, to no head left of a column."""
        if not rest:
            place += 1
            if place == len(self._lines[line]):
                return self._line(line + 1, spelled)
            rest = self._lines[line][place]
        state = (line, place, rest, column, spelled)
        self._steps += 1
        if state in self._dead or self._steps > SETTINGS.search_steps:
            return False
        for target, reached in self._targets(column):
            for length in range(self._fits(target, spelled[target], rest), 0, -1):
                after = (*spelled[:target], spelled[target] + rest[:length], *spelled[target + 1 :])
                if self._word(line, place, rest[length:], reached, after):
                    return True
        self._dead.add(state)
        return False

    def _targets(self, column: int) -> Iterator[tuple[int, int]]:
        """List what may stand right of a column in a line, each with the column that is reached with it."""
        yield from ((head, head) for head in range(column, self._heads))
        for number, text in enumerate(self._around, self._heads):
            if column <= text.last:
                yield number, max(column, text.first)

    def _fits(self, target: int, spelled: str, rest: str) -> int:
        """Count the characters of a word that a wording goes on with."""
        best = 0
        for wording in self._wordings[target]:
            if wording.startswith(spelled):
                further = wording[len(spelled) :]
                length = next((n for n in range(min(len(further), len(rest)), 0, -1) if further[:n] == rest[:n]), 0)
                best = max(best, length)
        return best
