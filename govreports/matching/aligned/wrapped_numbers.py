"""Numbers that narrow columns wrap: the lines of one row, whose digits stand one below the other, as one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from govreports.matching.aligned.number_columns import Extent, nearest
from govreports.matching.aligned.printed_lines import DIGITS, PrintedLine
from govreports.sources.document import Box, Word

_SAME_ROW_EM = 0.75  # a wrapped number's lines lie half a line off those of its row; rows are at least a line apart


def join_wrapped(
    lines: Sequence[PrintedLine], columns: Mapping[tuple[int, int], Sequence[Extent]]
) -> list[PrintedLine]:
    """Return the lines with each row's numbers on one of them.

    Parameters
    ----------
    lines : sequence of PrintedLine
        Lines of pages whose columns are known.
    columns : mapping
        The columns of each page.

    Returns
    -------
    list of PrintedLine
        As many lines; a number that is wrapped keeps a line break between its digits, since nothing but a sum proves
        that they are one number.
    """
    joined = list(lines)
    for row in _rows(lines):
        if len(row) > 1:
            chief = max(row, key=lambda index: len(lines[index].numbers))
            numbers = _stacked([word for index in row for word in lines[index].numbers], columns[lines[chief].leaf])
            for index in row:
                joined[index] = replace(lines[index], numbers=numbers if index == chief else ())
    return joined


def _rows(lines: Sequence[PrintedLine]) -> list[list[int]]:
    """Group the lines of numbers that are too near to each other to be rows of their own."""
    numbered = [index for index, line in enumerate(lines) if line.numbers]
    rows = [numbered[:1]]
    for above, below in pairwise(numbered):
        near = lines[below].level - lines[above].level < _SAME_ROW_EM * min(lines[below].em, lines[above].em)
        if lines[above].leaf == lines[below].leaf and near:
            rows[-1].append(below)
        else:
            rows.append([below])
    return rows


def _stacked(words: Sequence[Word], columns: Sequence[Extent]) -> tuple[Word, ...]:
    """Join the digits that stand one below the other in a column."""
    found: dict[int, Word] = {}
    for word in sorted(words, key=lambda word: word.box.top):
        column = nearest((word.box.x0 + word.box.x1) / 2, columns)
        above = found.get(column)
        if above is None or not set(above.text + word.text) <= DIGITS | {"\n"}:
            found[column if above is None else len(columns) + len(found)] = word
            continue
        box = Box(
            min(above.box.x0, word.box.x0),
            above.box.top,
            max(above.box.x1, word.box.x1),
            max(above.box.bottom, word.box.bottom),
        )
        found[column] = above._replace(text=f"{above.text}\n{word.text}", box=box, centres=())
    return tuple(sorted(found.values(), key=lambda word: word.box.x0))
