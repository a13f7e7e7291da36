"""Put lines of labels and numbers into rows where no rule parts them.

A cell's lines follow one another at the pitch of its type; a row's cells are centred on one another, or begin or end
at one height. Of all ways to cut the lines into rows the one that fits best is taken.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median
from typing import Literal, NamedTuple

from govreports.sources.pdf.unruled.pieces import Piece

Fit = Literal["center", "top", "bottom"]

_MOST = 14  # lines of a row
_SAME = 0.25  # of an em: lines nearer than this stand at one height
_TIGHT = 1.15  # of the pitch: lines nearer than this may be of one cell
_PARTED = 1.2  # of the pitch: where most rows are no nearer than this, what is nearer is one cell
_NO_LABEL, _NO_NUMBER = 6.0, 1.0  # what a row costs that lacks one of them
_BLANK, _BLANK_UNLABELLED = 0.3, 2.0  # ... that lacks all of the numbers, and accordingly fewer of them
_BEGINS = 3.0  # ... a second item in a row
_OFF = 4.0  # ... each pitch that a cell's centre is off
_LOOSE = 6.0  # ... each pitch between two lines of a cell beyond the usual
_CUT, _FREE_CUT = 4.0, 0.3  # ... a cut between lines that follow one another at the pitch
_SECOND = 1.0  # ... a second line of a number
_ALL_SECOND, _SOLE_SECOND = 1.5, 0.5  # ... second lines of all numbers of a row, of its only number
_MARGIN = 0.5  # a cut that is better than the next best by less is in doubt


class Cut(NamedTuple):
    """The boundary between two rows: where it lies, and whether it could lie elsewhere."""

    y: float
    doubt: bool


class _Line(NamedTuple):
    level: float
    label: bool
    columns: frozenset[int]
    begins: bool = False  # with the number of an item: a label of its own


def pitch_of(texts: Sequence[Piece], em: float) -> float:
    """Return the pitch of lines within a cell: the least between pieces one below the other.

    Examples
    --------
    >>> pitch_of([Piece(0, y, 50, y + 10, 10, "…" * 5) for y in (0, 13, 40)], 10)
    13.0
    """
    # Upright text, one character a line, is set tighter.
    ordered = sorted((one for one in texts if len(one.text) > 1), key=lambda one: one.level)
    steps = [
        other.level - one.level
        for i, one in enumerate(ordered)
        for other in ordered[i + 1 : i + 12]
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 0 and 0.95 * em <= other.level - one.level < 1.75 * em
    ]
    return min(steps, default=1.3 * em)


def cut_rows(labels: Sequence[Piece], numbers: Sequence[tuple[int, Piece]], em: float, pitch: float) -> list[Cut]:
    """Cut lines into rows.

    Parameters
    ----------
    labels : sequence of Piece
        The labels of the rows, without those of groups of rows; empty where the table has none.
    numbers : sequence of tuple of int and Piece
        Column and number.
    em, pitch : float
        Width of a Chinese character and pitch of the lines of a cell, in points.

    Returns
    -------
    list of Cut
        The boundaries between the rows, from top to bottom.

    Examples
    --------
    >>> labels = [Piece(0, y, 50, y + 10, 10, "…") for y in (0, 13, 33)]
    >>> [cut.y for cut in cut_rows(labels, [(0, Piece(90, y, 95, y + 10, 10, "1")) for y in (6.5, 33)], 10, 13)]
    [28.0]
    """
    lines = _lines(labels, numbers, em)
    parted = _parted(lines, pitch)
    best: list[Cut] = []
    least = float("inf")
    for fit in ("center", "top", "bottom"):
        cost, cuts = _best(lines, pitch, fit, bool(labels), parted)
        if cost < least - 1e-6:
            least, best = cost, cuts
    return best


def _lines(labels: Sequence[Piece], numbers: Sequence[tuple[int, Piece]], em: float) -> list[_Line]:
    entries = sorted(
        [(one.level, -1, one.item) for one in labels] + [(one.level, column, False) for column, one in numbers]
    )
    lines: list[_Line] = []
    for level, column, begins in entries:
        if not lines or level - lines[-1].level > _SAME * em:
            lines.append(_Line(level, False, frozenset()))
        last = lines[-1]
        columns = last.columns | ({column} if column >= 0 else set())
        lines[-1] = _Line(last.level, last.label or column < 0, columns, last.begins or begins)
    return lines


def _parted(lines: Sequence[_Line], pitch: float) -> bool:
    """Return whether rows stand further apart than the lines of a cell: seen where one-line rows follow each other."""
    steps = [
        other.level - one.level
        for one, other in itertools.pairwise(lines)
        if one.label and other.label and one.columns and other.columns
    ]
    if len(steps) < 2:  # every number is wrapped
        steps = [other - one for one, other in itertools.pairwise(line.level for line in lines if line.label)]
    return len(steps) > 1 and median(steps) > _PARTED * pitch


def _best(lines: Sequence[_Line], pitch: float, fit: Fit, labelled: bool, parted: bool) -> tuple[float, list[Cut]]:
    count = len(lines)
    columns = len(frozenset[int]().union(*(line.columns for line in lines)))
    costs = {
        (i, j): _row(lines[i:j], pitch, fit, labelled, columns) + (_cut(lines, j, pitch, parted) if j < count else 0.0)
        for i in range(count)
        for j in range(i + 1, min(count, i + _MOST) + 1)
    }
    before = [0.0] + [float("inf")] * count
    came = [0] * (count + 1)
    for j in range(1, count + 1):
        for i in range(max(0, j - _MOST), j):
            cost = before[i] + costs[i, j]
            if cost < before[j]:
                before[j], came[j] = cost, i
    after = [float("inf")] * count + [0.0]
    for i in range(count - 1, -1, -1):
        after[i] = min(costs[i, j] + after[j] for j in range(i + 1, min(count, i + _MOST) + 1))
    ends = []
    j = count
    while j:
        j = came[j]
        ends.append(j)
    cuts = [j for j in reversed(ends) if j]
    close = [_without(j, costs, before, after) - before[count] < _MARGIN for j in cuts]
    ys = [(lines[j - 1].level + lines[j].level) / 2 for j in cuts]
    wide = parted or (len(ys) > 2 and median(other - one for one, other in itertools.pairwise(ys)) > _PARTED * pitch)
    return before[count], [
        Cut(y, near or (wide and _tears(lines, j, pitch))) for y, j, near in zip(ys, cuts, close, strict=True)
    ]


def _without(cut: int, costs: dict[tuple[int, int], float], before: list[float], after: list[float]) -> float:
    """Return the least cost of all ways that do not cut there."""
    return min((before[i] + cost + after[j] for (i, j), cost in costs.items() if i < cut < j), default=float("inf"))


def _row(lines: Sequence[_Line], pitch: float, fit: Fit, labelled: bool, columns: int) -> float:
    """Determine how little some lines look like a row."""
    blocks: dict[int, list[float]] = {}
    for line in lines:
        if line.label:
            blocks.setdefault(-1, []).append(line.level)
        for column in line.columns:
            blocks.setdefault(column, []).append(line.level)
    cost = 0.0
    if labelled and -1 not in blocks:
        cost += _NO_LABEL
    if len(blocks) == (-1 in blocks):
        cost += _NO_NUMBER
    if columns:
        cost += (_BLANK if labelled else _BLANK_UNLABELLED) * (1 - (len(blocks) - (-1 in blocks)) / columns)
    headed = [line.begins for line in lines if line.label]
    cost += _BEGINS * sum(headed[1:])
    for column, block in blocks.items():
        steps = [(other - one) / pitch for one, other in itertools.pairwise(block)]
        cost += sum(1 + _LOOSE * (step - _TIGHT) for step in steps if step > _TIGHT)
        cost += _SECOND * (column >= 0) * len(steps) / max(1, len(blocks))
    numbers = [block for column, block in blocks.items() if column >= 0]
    if numbers and all(len(block) > 1 for block in numbers):
        cost += _ALL_SECOND if len(numbers) > 1 else _SOLE_SECOND
    places = {column: _place(block, fit) for column, block in blocks.items()}
    middle = places.get(-1, sorted(places.values())[len(places) // 2])
    off = [abs(place - middle) / pitch for column, place in places.items() if column >= 0]
    return cost + (_OFF * sum(off) / len(off) if off else 0.0)


def _place(block: Sequence[float], fit: Fit) -> float:
    if fit == "top":
        return block[0]
    return block[-1] if fit == "bottom" else (block[0] + block[-1]) / 2


def _tears(lines: Sequence[_Line], at: int, pitch: float) -> bool:
    """Return whether a cut goes between two lines of numbers that may be one number's."""
    return any(step < _TIGHT * pitch for column, step in _steps(lines, at).items() if column >= 0)


def _cut(lines: Sequence[_Line], at: int, pitch: float, parted: bool) -> float:
    """Determine what it costs to cut between two lines of one column."""
    tight = any(step < _TIGHT * pitch for step in _steps(lines, at).values())
    return (_CUT if parted else _FREE_CUT) if tight else 0.0


def _steps(lines: Sequence[_Line], at: int) -> dict[int, float]:
    """Return for each column how far apart its last line before a cut and its first one after it are."""
    last: dict[int, float] = {}
    for line in lines[max(0, at - _MOST) : at]:
        for column in {*line.columns, *([-1] if line.label else [])}:
            last[column] = line.level
    following: dict[int, float] = {}
    for line in lines[at : at + _MOST]:
        for column in {*line.columns, *([-1] if line.label else [])}:
            following.setdefault(column, line.level)
    return {column: following[column] - last[column] for column in last.keys() & following.keys()}
