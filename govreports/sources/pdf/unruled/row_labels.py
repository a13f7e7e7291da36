"""Separate labels of rows from labels of groups of rows, which stand left of them in columns of their own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from govreports.sources.pdf.unruled.pieces import Piece

_SAME = 0.3  # of an em: labels whose left edges differ by less begin at one place
_ROW = 0.75  # of the usual distance of rows: a label further than this from every other label is a row's own
_BESIDE, _ROWS = 0.25, 0.9  # of the pitch: a number this near is beside a label, a label this far is another row's
_NARROW = 2.6  # em: so narrow a column holds no row's own label
_WRAPPED = 1.3  # of the pitch: lines of one label follow each other within this


class Gutter(NamedTuple):
    """A white strip between a column of labels and those left of it, from one height to another."""

    x: float
    top: float
    bottom: float


class RowLabels(NamedTuple):
    """The labels of a table.

    Attributes
    ----------
    rows : list of Piece
        The lines of the rows' own labels.
    groups : list of list of Piece
        Left of each gutter, up to the gutter before it: the lines of the labels of groups.
    gutters : list of Gutter
        From left to right.
    """

    rows: list[Piece]
    groups: list[list[Piece]]
    gutters: list[Gutter]


def read_row_labels(labels: Sequence[Piece], numbers: Sequence[Piece], pitch: float) -> RowLabels:
    """Sort labels into those of rows and those of groups.

    Parameters
    ----------
    labels : sequence of Piece
        Everything left of the numbers.
    numbers : sequence of Piece
        The numbers: a label at the height of one, with none to its right, is a row's own.
    pitch : float
        Pitch of the lines of a cell in points.

    Returns
    -------
    RowLabels

    Examples
    --------
    >>> rows = [Piece(50, y, 90, y + 10, 10, "…") for y in (0, 20, 40)]
    >>> row_labels = read_row_labels([*rows, Piece(0, 13, 40, 23, 10, "组"), Piece(0, 60, 70, 70, 10, "计")], [], 13)
    >>> [line.text for line in row_labels.rows], [[line.text for line in group] for group in row_labels.groups]
    (['…', '…', '…', '计'], [['组']])
    """
    whole = _on_one_line(numbers, pitch)
    gutters = _gutters(labels, [label for label in labels if _numbered(label, whole, pitch)], pitch)
    groups: list[list[Piece]] = [[] for _ in gutters]
    rows = []
    step = _row_step(labels, gutters)
    left = min((one.x0 for one in labels), default=0.0)
    narrow = [
        gutter.x - before < _NARROW * labels[0].em
        for before, gutter in zip([left, *(g.x for g in gutters)], gutters, strict=False)
    ]
    for label in sorted(labels, key=lambda one: one.level):
        place = next((i for i, gutter in enumerate(gutters) if _left_of(label, gutter)), None)
        if place is None:
            rows.append(label)
            continue
        group, gutter = groups[place], gutters[place]
        distance = _distance(label, labels, gutter)
        numbered = _numbered(label, whole, pitch)
        wraps = bool(group) and label.level - group[-1].level < _WRAPPED * pitch and not numbered
        far = distance > (_ROWS * pitch if numbered else max(_ROW * step, _ROWS * pitch))
        (rows if far and not wraps and not narrow[place] else group).append(label)
    return RowLabels(rows, groups, gutters)


def _numbered(label: Piece, numbers: Sequence[Piece], pitch: float) -> bool:
    """Return whether a number stands beside a label."""
    return any(abs(number.level - label.level) < _BESIDE * pitch for number in numbers)


def _on_one_line(numbers: Sequence[Piece], pitch: float) -> list[Piece]:
    """Return the numbers that are not lines of a wrapped one."""
    return [
        one
        for one in numbers
        if not any(
            0 < abs(other.level - one.level) < _WRAPPED * pitch and min(one.x1, other.x1) > max(one.x0, other.x0)
            for other in numbers
        )
    ]


def _left_of(label: Piece, gutter: Gutter) -> bool:
    return label.x1 <= gutter.x and gutter.top <= label.level <= gutter.bottom


def _gutters(labels: Sequence[Piece], numbered: Sequence[Piece], pitch: float) -> list[Gutter]:
    """Find where labels begin that have others to their left.

    The last line of a label that reaches over the gutter is part of it, however short, unless a number stands beside.
    """
    ordered = sorted(labels, key=lambda one: one.level)
    found: list[tuple[int, Gutter]] = []
    for x in _starts(ordered):
        em = ordered[0].em
        edge = x - _SAME * em / 2
        run: list[Piece] = []
        over: Piece | None = None
        for label in [*ordered, None]:
            if label is not None and over is not None and label not in numbered and _goes_on(over, label, pitch):
                continue
            if label is not None and not label.x0 < edge < label.x1:
                run.append(label)
                continue
            over = label
            right = [one for one in run if one.x0 >= edge]
            left = [one for one in run if one.x1 <= edge]
            if len(right) > 1 and any(right[0].level - one.em < one.level < right[-1].level + one.em for one in left):
                support = sum(one.x0 - edge < _SAME * em * 1.5 for one in right)
                found.append((support, Gutter(edge, run[0].level - em, run[-1].level + em)))
            run = []
    kept: list[Gutter] = []
    for _, gutter in sorted(found, key=lambda pair: -pair[0]):
        if all(_parts(gutter, other, ordered) for other in kept):
            kept.append(gutter)
    return sorted(kept)


def _goes_on(line: Piece, below: Piece, pitch: float) -> bool:
    """Return whether a piece is the next line of a label: close below, and within its width."""
    return below.level - line.level < _WRAPPED * pitch and line.x0 <= below.x0 and below.x1 <= line.x1


def _starts(labels: Sequence[Piece]) -> list[float]:
    """Return the places where labels begin, apart from the leftmost."""
    starts: list[float] = []
    for x0 in sorted(one.x0 for one in labels):
        if not starts or x0 - starts[-1] > _SAME * labels[0].em:
            starts.append(x0)
    return starts[1:]


def _parts(one: Gutter, other: Gutter, labels: Sequence[Piece]) -> bool:
    """Return whether two gutters part different labels: whether anything stands between them where both run."""
    low, high = sorted((one.x, other.x))
    top, bottom = max(one.top, other.top), min(one.bottom, other.bottom)
    between = [label for label in labels if label.x0 >= low and label.x1 <= high]
    return bottom <= top or any(top <= label.level <= bottom for label in between)


def _row_step(labels: Sequence[Piece], gutters: Sequence[Gutter]) -> float:
    """Return the usual distance of the labels right of all gutters."""
    if not gutters:
        return 0.0
    last = max(gutters, key=lambda gutter: gutter.x)
    right = sorted(one.level for one in labels if one.x0 >= last.x and last.top <= one.level <= last.bottom)
    steps = sorted(other - one for one, other in itertools.pairwise(right))
    return steps[len(steps) * 3 // 4] if steps else 0.0


def _distance(label: Piece, labels: Sequence[Piece], gutter: Gutter) -> float:
    """Determine how far up or down the nearest label right of a gutter is."""
    right = [one.level for one in labels if one.x0 >= gutter.x and gutter.top <= one.level <= gutter.bottom]
    return min((abs(level - label.level) for level in right), default=float("inf"))


def blocks(lines: Sequence[Piece], pitch: float) -> list[tuple[float, float]]:
    """Return top and bottom of each label of a group, from its lines.

    Examples
    --------
    >>> blocks([Piece(0, y, 9, y + 10, 10, "…") for y in (0, 13, 60)], 13)
    [(0, 23), (60, 70)]
    """
    found: list[tuple[float, float]] = []
    last: Piece | None = None
    for line in sorted(lines, key=lambda one: one.level):
        if last is not None and line.level - last.level < _WRAPPED * pitch:
            found[-1] = found[-1][0], max(found[-1][1], line.bottom)
        else:
            found.append((line.top, line.bottom))
        last = line
    return found


def spans(centres: Sequence[float], tops: Sequence[float], bottoms: Sequence[float]) -> list[int]:
    """Divide consecutive rows among the labels of groups so that each label is in the middle of its rows.

    Parameters
    ----------
    centres : sequence of float
        The height of each label.
    tops, bottoms : sequence of float
        The edges of each row.

    Returns
    -------
    list of int
        The first row of each label; rows before the first and after the last label are theirs.

    Examples
    --------
    >>> spans([20, 45], [0, 10, 20, 30, 40, 50], [10, 20, 30, 40, 50, 60])
    [0, 3]
    """
    count, rows = len(centres), len(tops)
    if count > rows:
        return list(range(rows))
    infinite = float("inf")
    best = [[infinite] * (rows + 1) for _ in range(count + 1)]
    came = [[0] * (rows + 1) for _ in range(count + 1)]
    best[0][0] = 0.0
    for k in range(1, count + 1):
        for j in range(k, rows + 1):
            for i in range(k - 1, j):
                cost = best[k - 1][i] + abs((tops[i] + bottoms[j - 1]) / 2 - centres[k - 1])
                if cost < best[k][j]:
                    best[k][j], came[k][j] = cost, i
    firsts, j = [], rows
    for k in range(count, 0, -1):
        j = came[k][j]
        firsts.append(j)
    return firsts[::-1]
