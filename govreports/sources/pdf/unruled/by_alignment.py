"""The rules that a typesetter left out, of tables whose rows and columns are told by alignment alone.

What is found is given as rules, so that everything after goes on as if they had been drawn. Prose gives none.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from govreports.sources.document import Box
from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.unruled.find_columns import Align, Columns, aligned, alignment, find_columns, moved_for
from govreports.sources.pdf.unruled.pieces import Piece
from govreports.sources.pdf.unruled.row_cuts import Cut, cut_rows, pitch_of
from govreports.sources.pdf.unruled.row_labels import RowLabels, blocks, read_row_labels, spans
from govreports.sources.pdf.unruled.sections import Section, regions, tables

_CROSSES = 1.0  # points: a piece that reaches further over a separator covers both columns
_HEAD = 1.25  # of the pitch: what stands further above a head is another head
_PAD = 0.5  # em between the text of a table and its edge


@dataclass(slots=True)
class Known:
    """What earlier pages and tables of a document tell about the next ones."""

    columns: Columns | None = None
    align: Align | None = None
    pitch: float | None = None  # in em
    goes_on: bool = False  # a table stands at the foot of the page before


@dataclass(slots=True)
class Guessed:
    """Rules that were not drawn.

    Attributes
    ----------
    across : list of tuple of float
        y, x0, x1 in points.
    down : list of tuple of float
        x, top, bottom in points.
    doubts : list of Box
        Where the rules could lie otherwise.
    """

    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    doubts: list[Box] = field(default_factory=list)

    def arrays(self) -> tuple[Floats, Floats]:
        """Return the rules as arrays of shape (k, 3) and (m, 3)."""
        return np.array(self.across).reshape(-1, 3), np.array(self.down).reshape(-1, 3)


def guess_rules(found: Sequence[Piece], known: Known) -> list[Guessed]:
    """Guess the rules of the tables among what no rule encloses.

    Parameters
    ----------
    found : sequence of Piece
        What stands outside the ruled tables of a page.
    known : Known
        What the pages before tell; what this page tells is added.

    Returns
    -------
    list of Guessed
        One for each table, from top to bottom.
    """
    return [
        _guess(parts, known)
        for number, region in enumerate(regions(found))
        for parts in tables(region, known.goes_on and number == 0)
        if _stands_alone(parts[0], known)
    ]


def _stands_alone(section: Section, known: Known) -> bool:
    """Return whether a row without heads stands in the columns of the page before, or is one of several."""
    alone = not section.heads and len(section.numbers) == 1
    return not alone or (known.columns is not None and _fits(section, known.columns))


def fit_columns(section: Section, known: Known) -> Columns:
    """Find the columns of a section; under no heads of its own they are those of the page before.

    Parameters
    ----------
    section : Section
        Heads and rows.
    known : Known
        What is known so far; the columns found are added.
    """
    em = section.em
    known.align = alignment(section.numbers, em) or known.align
    if not section.heads and known.columns is not None and _fits(section, known.columns):
        return moved_for(known.columns, section.labels, section.numbers)
    known.columns = find_columns(section.numbers, section.labels, section.heads, em, known.align)
    return known.columns


def crosses(piece: Piece, x: float) -> bool:
    """Return whether a piece stands on both sides of a place."""
    return piece.x0 + _CROSSES < x < piece.x1 - _CROSSES


def _fits(section: Section, columns: Columns) -> bool:
    inside = all(columns.edges[0] < number.middle < columns.right for number in section.numbers)
    cut = any(crosses(number, x) for number in section.numbers for x in columns.separators)
    return inside and not cut and all(label.middle < columns.edges[0] for label in section.labels)


def _guess(parts: Sequence[Section], known: Known) -> Guessed:
    guessed = Guessed()
    layouts = [fit_columns(part, known) for part in parts]
    left = min(
        min(columns.left for columns in layouts),
        *(piece.x0 - _PAD * piece.em for part in parts for piece in part.pieces),
    )
    right = max(columns.right for columns in layouts)
    last = layouts[-1]
    known.columns = Columns((*last.edges[:-1], right), left, last.doubt)
    top: float | None = None
    for number, (part, columns) in enumerate(zip(parts, layouts, strict=True)):
        below = parts[number + 1] if number + 1 < len(parts) else None
        bottom = _between(part.pieces, below.pieces if below else [], part.em)
        first = top if top is not None else _between([], part.pieces, part.em)
        _rule_section(guessed, part, columns, known, Box(left, first, right, bottom))
        top = bottom
    return guessed


def _between(above: Sequence[Piece], below: Sequence[Piece], em: float) -> float:
    """Return a height between pieces; where there are none on one side, a little off the others."""
    if not above:
        return min(piece.top for piece in below) - _PAD * em
    if not below:
        return max(piece.bottom for piece in above) + _PAD * em
    return (max(piece.level for piece in above) + min(piece.level for piece in below)) / 2


def _rule_section(guessed: Guessed, part: Section, columns: Columns, known: Known, area: Box) -> None:
    em = part.em
    pitch = _pitch(part, known)
    rows_top = _between(part.heads, [*part.labels, *part.numbers], em) if part.heads else area.top
    guessed.across += [(y, area.x0, area.x1) for y in (area.top, rows_top, area.bottom)]
    guessed.down += [(x, area.top, area.bottom) for x in (area.x0, area.x1)]
    if columns.doubt:
        guessed.doubts.append(area)
    _rule_heads(guessed, part.heads, columns, pitch, Box(area.x0, area.top, area.x1, rows_top))
    _rule_rows(guessed, part, columns, pitch, Box(area.x0, rows_top, area.x1, area.bottom))


def _pitch(part: Section, known: Known) -> float:
    pitch = pitch_of([*part.heads, *part.labels, *part.numbers], part.em)
    known.pitch = min(pitch / part.em, known.pitch or pitch / part.em)
    return known.pitch * part.em


def _rule_heads(guessed: Guessed, heads: Sequence[Piece], columns: Columns, pitch: float, area: Box) -> None:
    """Rule between heads and the heads above them; a head over several columns has no rule through it."""
    if not heads:
        return
    edges = (area.x0, *columns.separators, area.x1)
    covered = {head: _cover(head, edges) for head in heads}
    ends = dict.fromkeys(heads, area.top)  # how far down a head reaches
    for head, (x0, x1) in covered.items():
        below = [
            other for other, (left, right) in covered.items() if other.level > head.level and left < x1 and right > x0
        ]
        if not below:
            ends[head] = area.bottom
            continue
        following = min(below, key=lambda other: other.level)
        ends[head] = (head.level + following.level) / 2
        same = (x0, x1) == covered[following] and aligned(head, following)
        if not same or following.level - head.level > _HEAD * pitch:
            alone = all(other is head or other.level > head.level + 0.5 * pitch for other in heads)
            guessed.across.append((ends[head], *((area.x0, area.x1) if alone else (x0, x1))))
    for x in columns.separators:
        top = max((ends[head] for head in heads if crosses(head, x)), default=area.top)
        guessed.down.append((x, top, area.bottom))


def _cover(head: Piece, edges: Sequence[float]) -> tuple[float, float]:
    """Return the edges between which a head stands."""
    left = max((x for x in edges if x <= head.x0 + _CROSSES), default=edges[0])
    right = min((x for x in edges if x >= head.x1 - _CROSSES), default=edges[-1])
    return left, right


def _rule_rows(guessed: Guessed, part: Section, columns: Columns, pitch: float, area: Box) -> None:
    row_labels = read_row_labels(part.labels, part.numbers, pitch)
    edges = columns.edges
    numbers = [(sum(number.middle > x for x in edges), number) for number in part.numbers]
    cuts = cut_rows(row_labels.rows, numbers, part.em, pitch)
    guessed.down += [(x, area.top, area.bottom) for x in columns.separators]
    bounds = [area.top, *(cut.y for cut in cuts), area.bottom]
    starts = _rule_groups(guessed, row_labels, bounds, pitch, area)
    for cut, start in zip(cuts, starts, strict=True):
        guessed.across.append((cut.y, start, area.x1))
    guessed.doubts += _doubtful(cuts, bounds, area)


def _doubtful(cuts: Sequence[Cut], bounds: Sequence[float], area: Box) -> list[Box]:
    return [Box(area.x0, bounds[i], area.x1, bounds[i + 2]) for i, cut in enumerate(cuts) if cut.doubt]


def _rule_groups(
    guessed: Guessed, row_labels: RowLabels, bounds: Sequence[float], pitch: float, area: Box
) -> list[float]:
    """Rule the columns of labels of groups; give for each boundary of rows where its rule begins."""
    starts = [area.x0] * (len(bounds) - 2)
    for gutter, lines in zip(row_labels.gutters, row_labels.groups, strict=True):
        for first, last in _groups(gutter.top, gutter.bottom, row_labels, gutter.x, lines, bounds, pitch):
            guessed.down.append((gutter.x, bounds[first], bounds[last]))
            for boundary in range(first, last - 1):
                starts[boundary] = max(starts[boundary], gutter.x)
    return starts


def _groups(
    top: float,
    bottom: float,
    row_labels: RowLabels,
    x: float,
    lines: Sequence[Piece],
    bounds: Sequence[float],
    pitch: float,
) -> list[tuple[int, int]]:
    """Return for each label of a group its first row and the one after its last."""
    rows = list(itertools.pairwise(bounds))
    right = [
        any(label.x0 >= x and above < label.level < below and top <= label.level <= bottom for label in row_labels.rows)
        for above, below in rows
    ]
    found: list[tuple[int, int]] = []
    for first, last in _stretches(right):
        own = [
            (block_top + block_bottom) / 2
            for block_top, block_bottom in blocks(lines, pitch)
            if bounds[first] <= (block_top + block_bottom) / 2 <= bounds[last]
        ]
        tops, bottoms = [row[0] for row in rows[first:last]], [row[1] for row in rows[first:last]]
        firsts = [first + place for place in spans(own, tops, bottoms)] if own else [first]
        found += list(zip(firsts, [*firsts[1:], last], strict=True))
    return found


def _stretches(flags: Sequence[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for i, flag in enumerate(flags):
        if flag and found and found[-1][1] == i:
            found[-1] = found[-1][0], i + 1
        elif flag:
            found.append((i, i + 1))
    return found
