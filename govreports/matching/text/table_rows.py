"""Go through running text and gather the rows of the form's tables, each with the heads that stand above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from govreports.form import Column, Item, Table
from govreports.form.equations import Place
from govreports.matching.grid.cells import Unmatched
from govreports.matching.grid.find_tables import tables_of
from govreports.matching.labels import is_cut
from govreports.matching.settings import SETTINGS
from govreports.matching.text.assign_columns import Row
from govreports.matching.text.tokens import Name, Token


@dataclass(frozen=True, slots=True)
class _Head:
    """A head: the column that it names, and where it stands: its line, and its place among all tokens."""

    column: str
    token: Token
    line: int
    place: int


class Walk:
    """Go through tokens.

    Parameters
    ----------
    found : sequence of Token
        As `govreports.matching.text.tokens.tokens` gives them.

    Attributes
    ----------
    rows : list of Row
        The rows that stand under heads.
    unnamed : list of (str, Unmatched)
        What could not be named, with the id of its table.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.rows: list[Row] = []
        self.unnamed: list[tuple[str, Unmatched]] = []
        self._tokens = tokens
        self._table = ""
        self._heads: list[_Head] = []
        self._items: list[str] = []
        self._blocks: set[int] = set()
        self._over: _Head | None = None  # the head over several: what stands below it need not stand side by side
        self._below = False  # numbers have been read under these heads
        self._empty: list[Token] = []  # an empty line of fields under the heads of table 四
        self._stranger: Token | None = None  # the text before an item in its line, where it is no label

    def read(self) -> None:
        """Read from beginning to end."""
        at, line = 0, 0
        while at < len(self._tokens):
            token = self._tokens[at]
            after = at + 1
            if token.kind == "other":
                self._other(token, at, line)
            elif token.kind == "label":
                after = self._label(token, at, line)
            elif token.kind in ("value", "blank"):
                after = self._loose(at)
            ends = sum(passed.kind == "end" for passed in self._tokens[at:after])
            if ends:
                line += ends
                self._stranger = None
            at = after
        self._open("")

    def _open(self, table: str) -> None:
        if self._empty and not self._below:
            self._one(self._empty)
        self._empty = []
        self._table, self._heads, self._items = table, [], []
        self._blocks = set()
        self._over, self._below = None, False

    def _other(self, token: Token, at: int, line: int) -> None:
        columns = [column for table in tables_of(self._table) for column in table.columns] if self._table else []
        if token.field is not None and any(is_cut(token.text, column) for column in columns):
            self._begin_anew()
            self._heads.append(_Head("", token, line, at))
            return
        self._stranger = token
        if len(token.text) > SETTINGS.stranger_characters or any(mark in token.text for mark in "。；！"):
            self._open("")

    def _label(self, token: Token, at: int, line: int) -> int:
        """Take up a label; give the place after it and after the numbers that belong to it."""
        own = [name for name in token.names if name.table == self._table]
        names = own or list(token.names)
        roles = {name.role: name for name in names}
        if self._stranger is not None and "item" not in roles:
            self._stranger = None
        if self._stranger is not None or len({name.table for name in names}) > 1:
            return at + 1
        if not own or "heading" in roles:
            self._open(names[0].table)
        if "heading" in roles:
            return at + 1
        self._blocks.add(token.block)
        after = self._named_row(token, at, roles)
        if after is None:
            self._head(token, at, line, roles)
        return after or at + 1

    def _named_row(self, token: Token, at: int, roles: dict[str, Name]) -> int | None:
        """Take up a row with its numbers; give the place after them, None where the label names no row here."""
        if "item" not in roles:
            return None
        run, after = self._run(at + 1)
        if self._is_row(roles, run, after):
            self._row(roles["item"].id, token, run)
        elif not self._heads and self._is_full(roles["item"].id, run):
            self._unnamed("column_unnamed", "stands under no heads.", repr(token.text), roles["item"].id)
        else:
            return None
        return after

    def _head(self, token: Token, at: int, line: int, roles: dict[str, Name]) -> None:
        """Take up a head: of a column, of an item of table 四, or of several columns."""
        if "column" in roles:
            self._begin_anew()
            self._heads.append(_Head(roles["column"].id, token, line, at))
        elif "item" in roles and self._one_row:
            self._begin_anew()
            self._items.append(roles["item"].id)
        elif any(group.id == roles["group"].id for group in self._form.column_groups if "group" in roles):
            self._over = _Head("", token, line, at)

    @property
    def _form(self) -> Table:
        return tables_of(self._table)[0]

    @property
    def _one_row(self) -> bool:
        return self._form.layout == "one_row"

    def _begin_anew(self) -> None:
        if self._below:
            self._open(self._table)

    def _run(self, start: int) -> tuple[list[Token], int]:
        """Gather the numbers from a place on: to the end of a line with separators, else to the next text.

        In a line without separators the numbers may stand in lines of their own. Where they stand in one line a lone
        number below is a page's; where each has its own line one too many is part of the run, since any may be it.
        """
        run: list[Token] = []
        after = start
        lines = 0
        fields = self._tokens[start - 1].field is not None or self._tokens[start].field is not None
        for place in range(start, len(self._tokens)):
            token = self._tokens[place]
            if token.kind == "end":
                if fields or (len(run) >= len(self._heads) and lines < 2):
                    break
                continue
            if token.kind not in ("value", "blank") or (token.field is not None) != fields:
                break
            lines += place > start and self._tokens[place - 1].kind == "end"
            run.append(token)
            after = place + 1
        return run, after

    def _is_row(self, roles: dict[str, Name], run: list[Token], after: int) -> bool:
        """Return whether a label that may name a row does so: heads stand above it, and its numbers follow it."""
        filled = any(token.kind == "value" for token in run) or len(run) >= len(self._heads) > 0
        if not self._heads or (after < len(self._tokens) and self._tokens[after].kind == "other"):
            return False
        complete = any(
            {head.column for head in self._heads} == {column.id for column in table.columns}
            for table in tables_of(self._table)
        )
        if self._one_row:
            # The three items as rows under one set of heads.
            written = any(token.kind == "value" for token in run)
            return written and complete and len(self._heads) == len(self._form.columns)
        # 总计 and 其他 name a row and a column, 其他处理 a row and a group.
        return filled and (complete or "column" not in roles) if roles.keys() & {"column", "group"} else True

    def _is_full(self, item: str, run: list[Token]) -> bool:
        """Return whether a row has as many numbers as one of the form, and more than a sentence would."""
        values = sum(token.kind == "value" for token in run)
        return values >= SETTINGS.row_numbers and any(
            item in table.item and values == len(table.item[item].columns) for table in tables_of(self._table)
        )

    def _row(self, item: str, label: Token, run: list[Token]) -> None:
        self._below = True
        for table in tables_of(self._table):
            order = self._order(table.item[item], table) if item in table.item else None
            if order is not None:
                self._add([(item, head.column) for head in order], order, run, label.text)
                return
        if run:
            reason = "stands under heads that are none of its columns."
            self._unnamed("column_unnamed", reason, repr(label.text), item)

    def _order(self, item: Item, table: Table) -> list[_Head] | None:
        """Bring the heads into the order of the numbers, None where they are not the item's or the order is unknown."""
        heads = _completed(self._heads, [table.column[column] for column in item.columns])
        half = len(heads) // 2
        if [head.column for head in heads[:half]] == [head.column for head in heads[half:]]:
            heads = heads[half:]  # printed again on the next page
        ids = [head.column for head in heads]
        if sorted(ids) != sorted(item.columns):
            return None
        if self._over is None and len({head.line for head in heads}) == 1:
            return heads
        grouped = [column.id for column in self._form.columns if column.group]
        if grouped and [name for name in ids if name in grouped] != grouped:
            return None
        return self._spread(heads, item, grouped) if grouped else heads

    def _spread(self, heads: Sequence[_Head], item: Item, grouped: Sequence[str]) -> list[_Head] | None:
        """Put the heads below another one in its place among the heads of its line.

        Heads copied from a spreadsheet stand in fields of their own (weidong_justice_2024). Where neither tells, heads
        that reach over two lines come before or after their place in the text: then only the form's order is known.
        """
        fields = [head.token.field for head in heads if head.token.field is not None]
        if len(set(fields)) == len(heads):
            return sorted(heads, key=lambda head: head.token.field or 0)
        under = [head for head in heads if head.column in grouped]
        beside = [head for head in heads if head.column not in grouped]
        if self._over is not None and {head.line for head in beside} == {self._over.line}:
            left = [head for head in beside if head.place < self._over.place]
            return [*left, *under, *(head for head in beside if head not in left)]
        in_order = sorted(heads, key=lambda head: item.columns.index(head.column))
        return in_order if [head for head in in_order if head in beside] == beside else None

    def _loose(self, at: int) -> int:
        """Take up numbers without a label before them: the one row of table 四, or a row that cannot be named."""
        run, after = self._run(at)
        after = max(after, at + 1)
        follows = self._tokens[after].kind if after < len(self._tokens) else "end"
        filled = any(token.kind == "value" for token in run)
        last = self.rows[-1].run if self.rows else []
        if len(run) == 1 and filled and follows == "end" and last and self._tokens[at - 2] is last[-1]:
            self.rows[-1] = replace(self.rows[-1], rest=run[0])
        if not self._heads or (not filled and not self._one_row):
            return after
        if self._one_row and self._stranger is None and not self._below:
            first = at == 0 or self._tokens[at - 1].kind == "end"
            if run and run[0].field is not None and (not first or follows == "label"):
                return after  # empty fields between the heads
            if filled:
                self._one(run)
            elif len(run) >= len(self._heads):
                self._empty = run  # unless numbers follow
        elif filled and follows == "end" and (self._stranger is not None or len(run) == len(self._heads) > 1):
            label = repr(self._stranger.text) if self._stranger else "without a label"
            self._unnamed("row_unnamed", "is none of the form's rows.", label)
        return after

    def _one(self, run: list[Token]) -> None:
        self._below = True
        size = len(self._form.columns)
        pieces = [self._heads[start : start + size] for start in range(0, len(self._heads), size)]
        wanted = sorted(column.id for column in self._form.columns)
        whole = all(sorted(head.column for head in piece) == wanted for piece in pieces)
        if not whole or len(pieces) != len(self._items) or len(set(self._items)) < len(self._items):
            self._unnamed("column_unnamed", "the heads of the one row of numbers cannot be told apart.")
            return
        # Text in the order of its heads' heights names 未经复议直接起诉 before 行政复议: whose a number is is lost.
        if self._items != [item.id for item in self._form.items if item.id in self._items]:
            self._unnamed("column_unnamed", "the heads of the one row of numbers stand in no order of the form.")
            return
        keys = [(item, head.column) for item, piece in zip(self._items, pieces, strict=True) for head in piece]
        self._add(keys, self._heads, run, "")

    def _add(self, keys: list[Place], heads: Sequence[_Head], run: list[Token], label: str) -> None:
        blocks = self._blocks | {token.block for token in run}
        self.rows.append(Row(self._table, keys, [head.token for head in heads], run, label, frozenset(blocks)))

    def _unnamed(self, code: str, reason: str, row: str = "", item: str | None = None) -> None:
        cells = ((self._table, item, "*"),) if item is not None else ()
        self.unnamed.append((self._table, Unmatched(code, reason, None, cells, row)))


def _completed(heads: Sequence[_Head], columns: Sequence[Column]) -> list[_Head]:
    """Return heads of which some are cut by their places, where there are as many as columns, in the form's order.

    Else without those that are cut. weishan_liangcheng_2020 prints 本年新 over the first two columns of three.
    """
    fitting = zip(heads, columns, strict=False)
    if len(heads) == len(columns) and all(is_cut(head.token.text, column) for head, column in fitting):
        return [replace(head, column=column.id) for head, column in zip(heads, columns, strict=True)]
    return [head for head in heads if head.column]
