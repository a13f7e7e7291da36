"""A table's cells told by position alone: the whole of the form's rows and columns, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from govreports.form import Column, Item, Table
from govreports.matching.aligned.number_columns import (
    Extent,
    extents,
    extents_of_heads,
    heads_above,
    heads_aligned,
    name_columns,
    placed,
    split_words,
    united,
)
from govreports.matching.aligned.printed_lines import DIGITS, PrintedLine, is_number, printed_lines
from govreports.matching.aligned.row_alignment import AlignedRow, align_rows
from govreports.matching.aligned.wrapped_numbers import FITS, NumberRun, follows, number_runs
from govreports.matching.labels import normalise
from govreports.sources.document import Word

_HEAD_LINES = 14  # heads wrap into a character a line, and those of the page before count where a break cuts them
_EDGE_LINES = 3  # running heads, page numbers and two lines of a note are the first or last lines of a page


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """What stands at each place of a table.

    Attributes
    ----------
    words : dict of (str, str) to Word
        The number at each ``(item, column)``; a place without one is blank.
    pages : dict of str to int
        The page of each item.
    heads : dict of (str, str) to str
        What stands above a place.
    exact : bool
        Whether all labels and heads are printed in full.
    """

    words: Mapping[tuple[str, str], Word]
    pages: Mapping[str, int]
    heads: Mapping[tuple[str, str], str]
    exact: bool


def read_aligned(words: Sequence[Word], table: Table) -> AlignedTable | None:
    """Align the words of a report with a table of the form.

    Parameters
    ----------
    words : sequence of Word
        The words of the report's pages.
    table : Table
        The table in the edition that is tried.

    Returns
    -------
    AlignedTable or None
        None where not every row and column of the form is there, but for one row of table 二, where a number among
        them is left over, or where more than one such whole can be found.
    """
    lines = _around_numbers(printed_lines(words))
    if not lines:
        return None
    if table.layout == "one_row":
        wholes = [whole for whole in _one_row_tables(lines, table) if whole is not None]
        return wholes[0] if len(wholes) == 1 else None
    uniform = len({item.columns for item in table.items}) == 1
    return _uniform_rows(lines, table) if uniform else _uneven_rows(lines, table) or _without_a_row(lines, table)


def _around_numbers(lines: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """Leave out the prose before and after all that may be a table."""
    numbered = [index for index, line in enumerate(lines) if line.numbers]
    if not numbered:
        return []
    return lines[max(0, numbered[0] - _HEAD_LINES) : numbered[-1] + _HEAD_LINES]


def _uniform_rows(lines: Sequence[PrintedLine], table: Table) -> AlignedTable | None:
    """Read a table whose rows all have the same columns, wherever it goes on."""
    count = len(table.columns)
    columns = _columns_of_leaves(lines, count)
    if columns is None:
        return None
    lines = [_cut_at(line, columns[line.leaf]) for line in lines if line.leaf in columns]
    full = [word for row in _full_rows(lines, count) for word in row]
    rows = _only_rows(lines, table, [index for index, line in enumerate(lines) if line.numbers], full)
    if rows is None:
        return None
    first = rows[table.items[0].id]
    heads, named = _named(_above(lines, first.first), columns[lines[first.number_line].leaf], table.columns)
    if named is None:
        return None
    found: dict[tuple[str, str], Word] = {}
    for item, row in rows.items():
        line = lines[row.number_line]
        under = placed(row.numbers, columns[line.leaf])
        if under is None:
            return None
        found |= {(item, table.columns[named[place]].id): word for place, word in under.items()}
    pages = {item: lines[row.number_line].leaf[0] for item, row in rows.items()}
    above = {(item, table.columns[named[place]].id): heads[place] for item in rows for place in range(count)}
    return AlignedTable(found, pages, above, all(row.recall == 1 for row in rows.values()))


def _columns_of_leaves(lines: Sequence[PrintedLine], count: int) -> dict[tuple[int, int], list[Extent]] | None:
    """Return the columns of each page, told by its full rows; where it has none they are those of the page before."""
    found: dict[tuple[int, int], list[Extent]] = {}
    last: list[Extent] | None = None
    before: tuple[int, int] | None = None
    for leaf, on_leaf in groupby(lines, key=lambda line: line.leaf):
        full = _full_rows(list(on_leaf), count)
        if full:
            here = extents(full)
            if here is None:
                return None
            if last is None and before is not None:
                found[before] = here  # heads, and a first row that is not full, may end the page before
            last = here
        if last is not None:
            found[leaf] = last
        before = leaf
    whole = last
    for columns in found.values():
        whole = _widened(whole, columns)
    return {leaf: _widened(columns, whole) or columns for leaf, columns in found.items()} or None


def _full_rows(lines: Sequence[PrintedLine], count: int) -> list[Sequence[Word]]:
    """Return the numbers of the rows that print as many; where all are wrapped, with their lines put together."""
    numbered = [
        index
        for index, line in enumerate(lines)
        if line.numbers and not any(set(word.text) <= DIGITS for word in line.labels)  # 四 has more columns than 三
    ]
    full: list[Sequence[Word]] = [lines[index].numbers for index in numbered if len(lines[index].numbers) == count]
    if not full and count > 1:
        full += [run.numbers for fit in FITS for run in number_runs(lines, numbered, fit) if len(run.numbers) == count]
    return full


def _cut_at(line: PrintedLine, columns: Sequence[Extent]) -> PrintedLine:
    """Return a line with its words parted into labels and numbers where the first column begins."""
    begins = columns[0].x0 - line.em / 2
    words = split_words(line.words, columns)
    labels = tuple(word for word in words if (word.box.x0 + word.box.x1) / 2 < begins)
    right = [word for word in words if word not in labels]
    numbers = tuple(right) if all(map(is_number, right)) else ()
    return PrintedLine(line.leaf, line.level, labels, numbers, line.words)


def _uneven_rows(lines: Sequence[PrintedLine], table: Table) -> AlignedTable | None:
    """Read a table whose rows have columns of their own, as many numbers each."""
    most = max(len(item.columns) for item in table.items)
    numbered = [index for index, line in enumerate(lines) if 1 <= len(line.numbers) <= most and line.labels]
    rows = _only_rows(lines, table, numbered)
    if rows is None:
        return None
    found: dict[tuple[str, str], Word] = {}
    above: dict[tuple[str, str], str] = {}
    for items in _runs(table):
        run = _run(lines, [rows[item.id] for item in items], [table.column[column] for column in items[0].columns])
        if run is None:
            return None
        names = items[0].columns
        for item, under in zip(items, run.rows, strict=True):
            found |= {(item.id, names[run.named[place]]): word for place, word in under.items()}
            above |= {(item.id, names[run.named[place]]): head for place, head in enumerate(run.heads)}
    pages = {item: lines[row.number_line].leaf[0] for item, row in rows.items()}
    return AlignedTable(found, pages, above, all(row.recall == 1 for row in rows.values()))


def _without_a_row(lines: Sequence[PrintedLine], table: Table) -> AlignedTable | None:
    """Read a table in which the agency leaves one row out (规章 in pingtan_htp_2023), all others printed in full."""
    others = [tuple(other for other in table.items if other is not item) for item in table.items]
    wholes = [_uneven_rows(lines, replace(table, items=items)) for items in others]
    exact = [whole for whole in wholes if whole is not None and whole.exact]
    return exact[0] if len(exact) == 1 else None


class _Run(NamedTuple):
    """Rows under the same heads: the numbers of each by place, the heads, and the columns that they name."""

    rows: list[Mapping[int, Word]]
    heads: list[str]
    named: list[int]


def _run(lines: Sequence[PrintedLine], rows: Sequence[AlignedRow], columns: Sequence[Column]) -> _Run | None:
    """Place the numbers of rows under the same heads; None where a number could stand in another column."""
    numbers = [row.numbers for row in rows]
    if not any(numbers):
        return _Run([{} for _ in rows], [""] * len(columns), list(range(len(columns))))
    head_lines = _own_heads(_above(lines, rows[0].first, rows[0].number_line))
    full = [row for row in numbers if len(row) == len(columns)]
    of_heads = extents_of_heads(head_lines, columns, _labels_end(lines, rows))
    where = _widened(extents(full), of_heads) if full else of_heads
    if where is None:
        return None
    heads, named = _named(head_lines, where, columns)
    if named is None and of_heads is not None:  # as many heads as numbers, side by side in the form's order
        named = list(range(len(columns)))
    placements = [placed(row, where) for row in numbers]
    if named is None or None in placements:
        return None
    return _Run([row for row in placements if row is not None], heads, named)


def _widened(columns: list[Extent] | None, others: list[Extent] | None) -> list[Extent] | None:
    """Return columns with their heads, or with those of another page, where each stands over its own.

    A number of another row may reach there.
    """
    if columns is None or others is None:
        return columns
    both = [Extent(min(a.x0, b.x0), max(a.x1, b.x1)) for a, b in zip(columns, others, strict=True)]
    return columns if len(united(both)) < len(both) else both


def _named(
    lines: Sequence[PrintedLine], where: Sequence[Extent], columns: Sequence[Column]
) -> tuple[list[str], list[int] | None]:
    """Return what stands above each place, and the columns that it names."""
    heads = heads_above(lines, where)
    if len(columns) == 1:
        return heads, [0]
    named = name_columns(heads, columns)
    if named is None:
        heads = heads_aligned(lines, where)
        named = name_columns(heads, columns)
    return heads, named


def _runs(table: Table) -> Iterator[list[Item]]:
    """Return the rows that stand under the same heads."""
    for _, items in groupby(table.items, key=lambda item: (item.group, item.columns)):
        yield list(items)


def _only_rows(
    lines: Sequence[PrintedLine], table: Table, numbered: Sequence[int], full: Sequence[Word] = ()
) -> dict[str, AlignedRow] | None:
    """Align rows; None where fewer than half of them print a number, or where another whole stands beside the first."""
    if 2 * len(numbered) < len(table.items):
        return None
    pairs = [pair for pair in pairwise(numbered) if follows(lines, *pair)]
    # Beyond a page break the upper one may be the page's number, which is no row's.
    close = {below for _, below in pairs} | {row for row, below in pairs if lines[row].leaf == lines[below].leaf}
    skippable = {row: row not in close and _may_be_foot(lines, row) for row in numbered}
    em = median(line.em for line in lines)
    found = align_rows(lines, skippable, table, em, full)
    if found is None or 2 * sum(row.number_line in skippable for row in found.values()) < len(found):
        return None
    low, high = min(row.first for row in found.values()), max(row.last for row in found.values())
    for part in (slice(0, low), slice(high, None)):
        rest = {row - (part.start or 0): may for row, may in skippable.items() if row in range(len(lines))[part]}
        if 2 * len(rest) >= len(found) and align_rows(lines[part], rest, table, em, full) is not None:
            return None
    return found


def _may_be_foot(lines: Sequence[PrintedLine], row: int) -> bool:
    """Return whether a line with one number is among the first or last of its page."""
    leaf = lines[row].leaf
    above = sum(line.leaf == leaf for line in lines[max(0, row - _EDGE_LINES) : row])
    below = sum(line.leaf == leaf for line in lines[row + 1 : row + 1 + _EDGE_LINES])
    return len(lines[row].numbers) == 1 and min(above, below) < _EDGE_LINES


def _above(lines: Sequence[PrintedLine], row: int, last: int | None = None) -> Sequence[PrintedLine]:
    """Return the lines above a row, those of the row itself that stand above its numbers included."""
    return lines[max(0, row - _HEAD_LINES) : max(row, last or 0)]


def _own_heads(above: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """Return the lines after the last row among some."""
    rows = [number for number, line in enumerate(above, 1) if line.labels and _has_digits(line)]
    return above[rows[-1] :] if rows else above


def _has_digits(line: PrintedLine) -> bool:
    return any(set(word.text) <= DIGITS for word in line.numbers)


def _labels_end(lines: Sequence[PrintedLine], rows: Sequence[AlignedRow]) -> float:
    """Return where the labels of some rows end that stand beside their numbers."""
    beside = [word.box.x1 for row in rows for word in lines[row.number_line].labels]
    return max(beside, default=0.0)


def _one_row_tables(lines: Sequence[PrintedLine], table: Table) -> Iterator[AlignedTable | None]:
    """Read each row without a label under the heads of all cells, and each three small tables, one for each item."""
    count = len(table.columns)
    runs = [run for run in _whole_runs(lines) if not lines[run.first].labels]
    heads = [column for _ in table.items for column in table.columns]
    for run in runs:
        above = _above(lines, run.first)
        where = _where(run.numbers, above, heads)
        if where is not None:
            yield _one_row(split_words(run.numbers, where), where, above, table)
    small = [run for run in runs if len(run.numbers) <= count]
    for several in zip(*(small[first:] for first in range(len(table.items))), strict=False):
        ends = [several[0].first - _HEAD_LINES, *(run.last + 1 for run in several)]
        between = [lines[max(0, end) : run.first] for end, run in zip(ends, several, strict=False)]
        named = name_columns(["".join(map(_text, part)) for part in between], table.items) if all(between) else None
        if named is None:
            continue
        yield _joined(
            [
                _small_table(run.numbers, part, table.items[item], table)
                for run, part, item in zip(several, between, named, strict=True)
            ]
        )


def _small_table(
    numbers: Sequence[Word], above: Sequence[PrintedLine], item: Item, table: Table
) -> AlignedTable | None:
    where = _where(numbers, above, table.columns)
    return _outcomes(numbers, where, heads_above(above, where), item, table) if where is not None else None


def _text(line: PrintedLine) -> str:
    return normalise("".join(word.text for word in line.words))


def _where(numbers: Sequence[Word], above: Sequence[PrintedLine], heads: Sequence[Column]) -> list[Extent] | None:
    """Return where the columns of a row stand: where its numbers do, or if some are blank, their heads."""
    return extents([numbers]) if len(numbers) == len(heads) else extents_of_heads(above, heads, 0.0)


def _whole_runs(lines: Sequence[PrintedLine]) -> list[NumberRun]:
    """Return the rows of numbers with all lines of those that are wrapped.

    Lines of numbers that follow one another as one row's, but are not known to be one, are no rows of their own: the
    lower one holds the ends of numbers only (a_strike_d0 with a rule deleted).
    """
    numbered = [index for index, line in enumerate(lines) if line.numbers]
    runs = {run[:2]: run for fit in FITS for run in number_runs(lines, numbered, fit)}
    longest: list[NumberRun] = []
    for run in sorted(runs.values(), key=lambda run: (run.first, -run.last)):
        if not longest or run.last > longest[-1].last:
            longest.append(run)
    close = [
        lines[above.last].leaf == lines[below.first].leaf and follows(lines, above.last, below.first)
        for above, below in pairwise(longest)
    ]
    return [run for run, *near in zip(longest, [False, *close], [*close, False], strict=True) if not any(near)]


def _one_row(
    numbers: Sequence[Word], where: Sequence[Extent], above: Sequence[PrintedLine], table: Table
) -> AlignedTable | None:
    """Read a row that prints all items, each under its own head."""
    count = len(table.columns)
    groups = [where[first : first + count] for first in range(0, len(where), count)]
    over = heads_above(above, [Extent(group[0].x0, group[-1].x1) for group in groups])
    items = name_columns(over, table.items)
    under = placed(numbers, where)
    if items is None or under is None:
        return None
    heads = heads_above(above, where)
    parts = []
    for number, item in enumerate(items):
        places = range(number * count, (number + 1) * count)
        own = [under[place] for place in places if place in under]
        parts.append(_outcomes(own, groups[number], heads[places.start : places.stop], table.items[item], table))
    return _joined(parts)


def _outcomes(
    numbers: Sequence[Word], where: Sequence[Extent], heads: Sequence[str], item: Item, table: Table
) -> AlignedTable | None:
    """Read the numbers of one item under the heads of the outcomes."""
    named = name_columns(heads, table.columns)
    under = placed(numbers, where)
    if named is None or under is None or not numbers:
        return None
    names = [table.columns[column].id for column in named]
    words = {(item.id, names[place]): word for place, word in under.items()}
    texts = {(item.id, name): head for name, head in zip(names, heads, strict=True)}
    return AlignedTable(words, {item.id: numbers[0].page}, texts, exact=True)


def _joined(parts: Sequence[AlignedTable | None]) -> AlignedTable | None:
    """Return the parts of a table as one; None where one is missing."""
    whole = [part for part in parts if part is not None]
    if len(whole) < len(parts):
        return None
    return AlignedTable(
        {place: word for part in whole for place, word in part.words.items()},
        {item: page for part in whole for item, page in part.pages.items()},
        {place: head for part in whole for place, head in part.heads.items()},
        all(part.exact for part in whole),
    )
