"""Table 四 told by position: one row of numbers under the heads of all cells, or three small tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from govreports.form import Column, Item, Table
from govreports.matching.aligned.aligned_table import AlignedTable, lines_above
from govreports.matching.aligned.number_columns import (
    Extent,
    extents,
    extents_of_heads,
    heads_above,
    name_columns,
    placed,
    split_words,
)
from govreports.matching.aligned.printed_lines import PrintedLine
from govreports.matching.aligned.wrapped_numbers import FITS, NumberRun, follows, number_runs
from govreports.matching.labels import normalise
from govreports.matching.settings import SETTINGS
from govreports.sources.document import Word


def one_row_tables(lines: Sequence[PrintedLine], table: Table) -> Iterator[AlignedTable | None]:
    """Read each row without a label under the heads of all cells, and each three small tables, one for each item."""
    count = len(table.columns)
    runs = [run for run in _whole_runs(lines) if not lines[run.first].labels]
    heads = [column for _ in table.items for column in table.columns]
    for run in runs:
        above = lines_above(lines, run.first)
        where = _where(run.numbers, above, heads)
        if where is not None:
            yield _one_row(split_words(run.numbers, where), where, above, table)
    small = [run for run in runs if len(run.numbers) <= count]
    for several in zip(*(small[first:] for first in range(len(table.items))), strict=False):
        ends = [several[0].first - SETTINGS.wrapped_lines, *(run.last + 1 for run in several)]
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
    if where is None:
        return None
    return _outcomes(numbers, where, heads_above(above, where), item, table, numbers[0].page)


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
        own_heads, page = heads[places.start : places.stop], numbers[0].page
        parts.append(_outcomes(own, groups[number], own_heads, table.items[item], table, page))
    return _joined(parts)


def _outcomes(
    numbers: Sequence[Word], where: Sequence[Extent], heads: Sequence[str], item: Item, table: Table, page: int
) -> AlignedTable | None:
    """Read the numbers of one item, which may all be blank, under the heads of the outcomes."""
    named = name_columns(heads, table.columns)
    under = placed(numbers, where)
    if named is None or under is None:
        return None
    names = [table.columns[column].id for column in named]
    words = {(item.id, names[place]): word for place, word in under.items()}
    texts = {(item.id, name): head for name, head in zip(names, heads, strict=True)}
    return AlignedTable(words, {item.id: page}, texts, exact=True)


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
