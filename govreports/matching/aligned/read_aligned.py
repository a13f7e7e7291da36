"""A table's cells told by position alone: the whole of the form's rows and columns, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from govreports.form import Column, Item, Table
from govreports.matching.aligned.aligned_table import AlignedTable, lines_above
from govreports.matching.aligned.number_columns import (
    Extent,
    extents,
    extents_of_heads,
    grown,
    heads_above,
    heads_aligned,
    name_columns,
    placed,
    split_words,
    united,
)
from govreports.matching.aligned.one_row_tables import one_row_tables
from govreports.matching.aligned.printed_lines import DIGITS, PrintedLine, is_number
from govreports.matching.aligned.row_alignment import AlignedRow, align_rows, is_printed
from govreports.matching.aligned.wrapped_numbers import FITS, follows, number_runs
from govreports.matching.settings import SETTINGS
from govreports.sources.document import Word


def read_aligned(printed: Sequence[PrintedLine], table: Table) -> AlignedTable | None:
    """Align the lines of a report with a table of the form.

    Parameters
    ----------
    printed : sequence of PrintedLine
        The lines of the report's pages.
    table : Table
        The table in the edition that is tried.

    Returns
    -------
    AlignedTable or None
        None where not every row and column of the form is there, but for one row of table 二, where a number among
        them is left over, or where more than one such whole can be found.
    """
    lines = _around_numbers(printed)
    if not lines:
        return None
    if table.layout == "one_row":
        wholes = [whole for whole in one_row_tables(lines, table) if whole is not None]
        return wholes[0] if len(wholes) == 1 else None
    uniform = len({item.columns for item in table.items}) == 1
    return _uniform_rows(lines, table) if uniform else _uneven_rows(lines, table) or _without_a_row(lines, table)


def _around_numbers(lines: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """Leave out the prose before and after all that may be a table."""
    numbered = [index for index, line in enumerate(lines) if line.numbers]
    if not numbered:
        return []
    return lines[max(0, numbered[0] - SETTINGS.wrapped_lines) : numbered[-1] + SETTINGS.wrapped_lines]


def _uniform_rows(lines: Sequence[PrintedLine], table: Table) -> AlignedTable | None:
    """Read a table whose rows all have the same columns, wherever it goes on."""
    count = len(table.columns)
    columns = _columns_of_leaves(lines, table.columns)
    if columns is None:
        return None
    lines = [_cut_at(line, columns[line.leaf]) for line in lines if line.leaf in columns]
    full = [word for row in _full_rows(lines, count) for word in row]
    rows = _only_rows(lines, table, [index for index, line in enumerate(lines) if line.numbers], full)
    if rows is None:
        return None
    first = rows[table.items[0].id]
    heads, named = _named(lines_above(lines, first.first), columns[lines[first.number_line].leaf], table.columns)
    if named is None:
        return None
    words: dict[tuple[str, str], Word] = {}
    everywhere = [word for row in rows.values() for word in row.numbers]
    for leaf, own in columns.items():
        columns[leaf] = grown(grown(own, [word for word in everywhere if (word.page, word.part) == leaf]), everywhere)
    for item, row in rows.items():
        line = lines[row.number_line]
        under = placed(row.numbers, columns[line.leaf])
        if under is None:
            return None
        words |= {(item, table.columns[named[place]].id): word for place, word in under.items()}
    pages = {item: lines[row.number_line].leaf[0] for item, row in rows.items()}
    above = {(item, table.columns[named[place]].id): heads[place] for item in rows for place in range(count)}
    return AlignedTable(words, pages, above, all(row.recall == 1 for row in rows.values()))


def _columns_of_leaves(
    lines: Sequence[PrintedLine], columns: Sequence[Column]
) -> dict[tuple[int, int], list[Extent]] | None:
    """Return the columns of each page, told by its full rows, or by its heads where zeros are blank.

    Where it has neither they are those of the page before.
    """
    by_leaf: dict[tuple[int, int], list[Extent]] = {}
    last: list[Extent] | None = None
    before: tuple[int, int] | None = None
    for leaf, on_leaf in groupby(lines, key=lambda line: line.leaf):
        here = _columns_of_leaf(list(on_leaf), columns)
        if here is not None:
            if last is None and before is not None:
                by_leaf[before] = here  # heads, and a first row that is not full, may end the page before
            last = here
        if last is not None:
            by_leaf[leaf] = last
        before = leaf
    whole = last
    for own in by_leaf.values():
        whole = _widened(whole, own)
    return {leaf: _widened(own, whole) or own for leaf, own in by_leaf.items()} or None


def _columns_of_leaf(lines: Sequence[PrintedLine], columns: Sequence[Column]) -> list[Extent] | None:
    """Return the columns told by a page's full rows, first those beside labels: table 四 may print as many numbers."""
    for candidates in ([line for line in lines if line.labels], lines):
        full = _full_rows(candidates, len(columns))
        where = extents(full) if full else None
        if where is not None:
            return where
    return _under_own_heads(lines, columns)


def _under_own_heads(lines: Sequence[PrintedLine], columns: Sequence[Column]) -> list[Extent] | None:
    """Return the columns below the first heads of a table that name all of them; the page may end there."""
    rows = (*(row for row, line in enumerate(lines) if line.numbers), len(lines))
    return next((where for row in rows if (where := extents_of_heads(lines_above(lines, row), columns, 0.0))), None)


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
    # A number before the first column may be one set to the right of the others; a mark is a scan's 一、.
    digits = [word for word in line.numbers if set(word.text) <= DIGITS]
    labels = tuple(word for word in words if (word.box.x0 + word.box.x1) / 2 < begins and word not in digits)
    right = [word for word in words if word not in labels]
    numbers = tuple(right) if all(map(is_number, right)) else ()
    return PrintedLine(line.leaf, line.level, labels, numbers, line.words, line.em)


def _uneven_rows(lines: Sequence[PrintedLine], table: Table, left_out: Item | None = None) -> AlignedTable | None:
    """Read a table whose rows have columns of their own, as many numbers each; what is left out stands not in it."""
    table = replace(table, items=tuple(item for item in table.items if item is not left_out))
    most = max(len(item.columns) for item in table.items)
    numbered = [index for index, line in enumerate(lines) if 1 <= len(line.numbers) <= most and line.labels]
    rows = _only_rows(lines, table, numbered)
    if rows is None:
        return None
    within = lines[min(row.first for row in rows.values()) : max(row.last for row in rows.values())]
    if left_out is not None and is_printed(left_out, within):
        return None
    words: dict[tuple[str, str], Word] = {}
    above: dict[tuple[str, str], str] = {}
    for items in _runs(table):
        run = _run(lines, [rows[item.id] for item in items], [table.column[column] for column in items[0].columns])
        if run is None:
            return None
        names = items[0].columns
        for item, under in zip(items, run.rows, strict=True):
            words |= {(item.id, names[run.named[place]]): word for place, word in under.items()}
            above |= {(item.id, names[run.named[place]]): head for place, head in enumerate(run.heads)}
    pages = {item: lines[row.number_line].leaf[0] for item, row in rows.items()}
    return AlignedTable(words, pages, above, all(row.recall == 1 for row in rows.values()))


def _without_a_row(lines: Sequence[PrintedLine], table: Table) -> AlignedTable | None:
    """Read a table in which the agency leaves one row out (规章 in pingtan_htp_2023), all others printed in full."""
    lacking = [item for item in table.items if not is_printed(item, lines)]
    if len(lacking) > 1:
        return None
    wholes = [_uneven_rows(lines, table, left_out=item) for item in lacking or table.items]
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
    head_lines = _own_heads(lines_above(lines, rows[0].first, rows[0].number_line))
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
    rows = align_rows(lines, skippable, table, em, full)
    if rows is None or 2 * sum(row.number_line in skippable for row in rows.values()) < len(rows):
        return None
    low, high = min(row.first for row in rows.values()), max(row.last for row in rows.values())
    for part in (slice(0, low), slice(high, None)):
        rest = {row - (part.start or 0): may for row, may in skippable.items() if row in range(len(lines))[part]}
        if 2 * len(rest) >= len(rows) and align_rows(lines[part], rest, table, em, full) is not None:
            return None
    return rows


def _may_be_foot(lines: Sequence[PrintedLine], row: int) -> bool:
    """Return whether a line with one number is among the first or last of its page."""
    leaf = lines[row].leaf
    above = sum(line.leaf == leaf for line in lines[max(0, row - SETTINGS.edge_lines) : row])
    below = sum(line.leaf == leaf for line in lines[row + 1 : row + 1 + SETTINGS.edge_lines])
    return len(lines[row].numbers) == 1 and min(above, below) < SETTINGS.edge_lines


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
