"""Determine the columns of a table that no rule parts: from the numbers, and from the heads above them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from govreports.sources.pdf.unruled.pieces import Piece

Align = Literal["left", "center", "right"]

_GUTTER = 0.4  # of an em: what is nearer belongs to one column
_SAME = 0.15  # of an em: edges that differ by less are aligned
_VARIED = 0.4  # of an em: lengths that differ by less do not show how a column is aligned
_CENTRED = 0.5  # of its length: a caption is no further off the middle
_LINE = 1.35  # of the pitch of lines within a cell: a head further above is another one
_LEANS = 0.3  # of an em: a number whose centre is further from its head's leans to one side of its cell


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of numbers of a table.

    Attributes
    ----------
    edges : tuple of float
        The x of the edges of the columns of numbers; left of the first one stand the labels, if there are any.
    left : float
        Where the labels, or the first column, begin.
    doubt : bool
        Whether the numbers could stand under other heads as well.
    """

    edges: tuple[float, ...]
    left: float
    doubt: bool = False

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.edges[-1]

    @property
    def separators(self) -> tuple[float, ...]:
        """The inner edges, with the one between labels and numbers."""
        return self.edges[0 if self.left < self.edges[0] else 1 : -1]


class _Span(NamedTuple):
    x0: float
    x1: float
    head: bool = False
    data: bool = False
    label: bool = False


def alignment(numbers: Sequence[Piece], em: float) -> Align | None:
    """Determine how numbers are aligned in their columns, None where their lengths do not show it.

    Examples
    --------
    >>> alignment([Piece(50, 0, 55, 9, 9, "1"), Piece(40, 9, 55, 18, 9, "123")], 9)
    'right'
    """
    votes: dict[Align, int] = {"left": 0, "center": 0, "right": 0}
    for x0, x1 in _clumps(((one.x0, one.x1) for one in numbers), _GUTTER * em):
        column = [one for one in numbers if x0 <= one.middle <= x1]
        lengths = [one.x1 - one.x0 for one in column]
        if max(lengths) - min(lengths) < _VARIED * em:
            continue
        spread: dict[Align, float] = {
            "left": max(one.x0 for one in column) - min(one.x0 for one in column),
            "center": max(one.middle for one in column) - min(one.middle for one in column),
            "right": max(one.x1 for one in column) - min(one.x1 for one in column),
        }
        best = min(spread, key=lambda way: spread[way])
        if spread[best] < _SAME * em:
            votes[best] += 1
    best = max(votes, key=lambda way: votes[way])
    return best if votes[best] > sum(votes.values()) - votes[best] else None


def aligned(one: Piece, other: Piece) -> bool:
    """Return whether two pieces can be lines of one cell: they begin, end or have their middle at one place."""
    offs = (one.x0 - other.x0, one.middle - other.middle, one.x1 - other.x1)
    return min(map(abs, offs)) < _SAME * one.em


def find_columns(
    numbers: Sequence[Piece], labels: Sequence[Piece], heads: Sequence[Piece], em: float, align: Align | None
) -> Columns:
    """Find the columns of some rows.

    Parameters
    ----------
    numbers, labels : sequence of Piece
        What the rows print: numbers, and left of them their labels.
    heads : sequence of Piece
        What stands above the rows; also what stands above the labels, and heads over several heads.
    em : float
        Width of a Chinese character in points.
    align : str or None
        How the document aligns its numbers, None where that is not known.

    Returns
    -------
    Columns

    Examples
    --------
    A column without numbers is known by its head:

    >>> row = [Piece(150, 20, 160, 30, 9, "12"), Piece(0, 20, 36, 30, 9, "行政许可")]
    >>> heads = [Piece(90, 0, 110, 10, 9, "制发"), Piece(145, 0, 165, 10, 9, "废止"), Piece(10, 0, 40, 10, 9, "内容")]
    >>> find_columns(row[:1], row[1:], heads, 9, None).edges
    (65.0, 127.5, 169.5)
    """
    spans = [_Span(x0, x1, data=True) for x0, x1 in _clumps(((one.x0, one.x1) for one in numbers), _GUTTER * em)]
    leaves = [_Span(x0, x1, head=True) for x0, x1 in _leaf_heads(_without_caption(heads, numbers, em), spans, em)]
    if labels:
        spans.append(_Span(min(one.x0 for one in labels), max(one.x1 for one in labels), data=True, label=True))
    found = _united(sorted([*spans, *leaves]))
    doubt = False
    if leaves:
        found, doubt = _paired(found, align or _leaning(spans, leaves, em), em)
    labelled = found[0].label and len(found) > 1
    pad = em / 2
    edges = [(one.x1 + other.x0) / 2 for one, other in itertools.pairwise(found)]
    edges = [found[0].x0 - pad, *edges, found[-1].x1 + pad]
    if not labelled:
        return Columns(tuple(edges), edges[0], doubt)
    return Columns((_label_edge(found, edges), *edges[2:]), edges[0], doubt)


def _label_edge(found: Sequence[_Span], edges: Sequence[float]) -> float:
    """Return the edge between labels and numbers: where the first column is as wide on its left as on its right."""
    first, last = found[0].x1, found[1].x0
    if len(found) < 4:
        return edges[1]
    equal = (found[1].x0 + found[1].x1) - edges[2]
    return equal if first < equal < last else edges[1]


def moved_for(columns: Columns, labels: Sequence[Piece], numbers: Sequence[Piece]) -> Columns:
    """Move the edge between labels and numbers where a label of another page is longer.

    Examples
    --------
    >>> moved_for(Columns((50.0, 80.0), 0.0), [Piece(0, 0, 54, 9, 9, "…")], [Piece(60, 0, 70, 9, 9, "1")]).edges
    (57.0, 80.0)
    """
    end = max((label.x1 for label in labels), default=columns.edges[0])
    begin = min((number.x0 for number in numbers), default=columns.edges[1])
    if end <= columns.edges[0] or begin < end:
        return columns
    return Columns(((end + begin) / 2, *columns.edges[1:]), columns.left, columns.doubt)


def _without_caption(heads: Sequence[Piece], numbers: Sequence[Piece], em: float) -> Sequence[Piece]:
    """Leave out what stands alone above everything else, in the middle of the table."""
    if len(heads) < 2:
        return heads
    first, *rest = sorted(heads, key=lambda one: one.level)
    everything = [*heads, *numbers]
    middle = (min(one.x0 for one in everything) + max(one.x1 for one in everything)) / 2
    caption = rest[0].level - first.level > em and abs(first.middle - middle) < _CENTRED * (first.x1 - first.x0)
    return _without_caption(rest, numbers, em) if caption and len(rest) > 1 else heads


def _clumps(intervals: Iterable[tuple[float, float]], gutter: float) -> list[tuple[float, float]]:
    """Unite intervals that overlap or nearly touch."""
    clumps: list[tuple[float, float]] = []
    for x0, x1 in sorted(intervals):
        if clumps and x0 < clumps[-1][1] + gutter:
            clumps[-1] = clumps[-1][0], max(x1, clumps[-1][1])
        else:
            clumps.append((x0, x1))
    return clumps


def _leaf_heads(heads: Sequence[Piece], numbers: Sequence[_Span], em: float) -> list[tuple[float, float]]:
    """Return the extent of each head that stands over one column, from the bottom up; what covers two is none."""
    leaves: list[tuple[float, float, float]] = []  # x0, x1, top
    for head in sorted(heads, key=lambda one: -one.level):
        if sum(_meet(head.x0, head.x1, span.x0, span.x1) for span in numbers) > 1:
            continue
        under = [leaf for leaf in leaves if _meet(head.x0, head.x1, leaf[0], leaf[1])]
        if len(under) > 1:
            continue
        if not under:
            leaves.append((head.x0, head.x1, head.level))
        elif under[0][2] - head.level < _LINE * 1.4 * em:  # a line of the same head
            leaves.remove(under[0])
            leaves.append((min(head.x0, under[0][0]), max(head.x1, under[0][1]), head.level))
    return [(x0, x1) for x0, x1, _ in leaves]


def _meet(a0: float, a1: float, b0: float, b1: float) -> bool:
    return min(a1, b1) - max(a0, b0) > 0.5


def _united(spans: Sequence[_Span]) -> list[_Span]:
    """Put together the numbers of a column and the head that stands right above them."""
    united: list[_Span] = []
    for span in spans:
        last = united[-1] if united else None
        if last is not None and _meet(last.x0, last.x1, span.x0, span.x1):
            united[-1] = _Span(
                last.x0,
                max(last.x1, span.x1),
                last.head or span.head,
                last.data or span.data,
                last.label or span.label,
            )
        else:
            united.append(span)
    return united


def _leaning(spans: Sequence[_Span], leaves: Sequence[_Span], em: float) -> Align | None:
    """Determine to which side of their heads the numbers lean that reach below them."""
    leans = [
        (span.x0 + span.x1 - leaf.x0 - leaf.x1) / 2
        for span in spans
        for leaf in leaves
        if not span.label and _meet(span.x0, span.x1, leaf.x0, leaf.x1)
    ]
    if leans and max(leans) < -_LEANS * em:
        return "left"
    return "right" if leans and min(leans) > _LEANS * em else None


def _paired(spans: list[_Span], align: Align | None, em: float) -> tuple[list[_Span], bool]:
    """Put together numbers and heads that stand side by side: numbers to the left in their cells, or to the right.

    Labels may have a head of their own beside them, whatever the numbers do.
    """
    readings: dict[tuple[_Span, ...], Align] = {}
    ways: tuple[Align, ...] = (align,) if align in ("left", "right") else ("left", "right")
    for label_beside in (False, True):
        for way in ways:
            reading = _pair(spans, way, label_beside, em)
            if reading is not None:
                readings.setdefault(tuple(reading), way)
    fewest = min((_headless_labels(reading) for reading in readings), default=0)
    best = sorted((reading for reading in readings if _headless_labels(reading) == fewest), key=_misfit)
    return (list(best[0]), len(best) > 1) if best else (spans, False)


def _pair(spans: Sequence[_Span], way: Align, label_beside: bool, em: float) -> list[_Span] | None:
    """Pair every column of numbers with the head beside it, None where one is left over."""
    rest = list(spans)
    paired: list[_Span] = []
    step = 0 if way == "left" else -1
    if label_beside:
        first = next((i for i, span in enumerate(rest) if span.label and not span.head), None)
        if first is None or first + 1 >= len(rest) or not _heads_labels(rest[first:], em):
            return None
        rest[first : first + 2] = [_merge(rest[first], rest[first + 1])]
    while rest:
        span = rest.pop(step)
        if span.data and not span.head and not span.label:
            if not rest or rest[step].data:
                return None
            span = _merge(span, rest.pop(step))
        paired.append(span)
    return paired if way == "left" else paired[::-1]


def _heads_labels(spans: Sequence[_Span], em: float) -> bool:
    """Return whether a head can be centred over the labels to its left without reaching into the next column."""
    label, head = spans[:2]
    right = head.x0 + head.x1 - label.x0
    return not head.data and (len(spans) < 3 or right < spans[2].x0 + em)


def _merge(one: _Span, other: _Span) -> _Span:
    return _Span(min(one.x0, other.x0), max(one.x1, other.x1), True, True, one.label or other.label)


def _headless_labels(reading: Sequence[_Span]) -> int:
    """Count what a likely reading has not: labels without a head where the table has heads, and odd columns."""
    return sum(span.label and not span.head for span in reading)


def _misfit(reading: Sequence[_Span]) -> float:
    """Determine how unlike the widths of the columns of numbers are."""
    widths = [span.x1 - span.x0 for span in reading if span.head and span.data and not span.label]
    return max(widths, default=0.0) - min(widths, default=0.0)
