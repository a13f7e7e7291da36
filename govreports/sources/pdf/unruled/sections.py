"""Part the lines of a page into tables that no rule parts, and each table into heads and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from govreports.sources.pdf.unruled.pieces import Piece, levels

_PROSE = 0.8  # share of the page's text width: a longer run is a line of prose
_LEADING = 2.4  # em: the last line of a paragraph follows its others within this
LARGER = 1.15  # times the size of a table's numbers: larger print is a heading
_APART = 4.5  # em: a wider space ends a table
_BESIDE = 0.8  # of an em: labels this near to a number's height are beside it
_LONE = 1.0  # em between a row's label and its number, at least
_HEADS = 4  # pieces side by side that are heads even if no number stands below them on their page
_UNITS = frozenset({"件", "项", "条", "次", "个", "万元", "亿元", "元"})


@dataclass(slots=True)
class Section:
    """Heads and the rows below them, under which all columns stay the same.

    Attributes
    ----------
    heads : list of Piece
        What stands above the rows: heads, captions, what stands above the labels.
    numbers, labels : list of Piece
        What the rows print.
    first : int
        The line that it begins with.
    """

    first: int
    heads: list[Piece] = field(default_factory=list)
    numbers: list[Piece] = field(default_factory=list)
    labels: list[Piece] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        """Everything."""
        return [*self.heads, *self.labels, *self.numbers]

    @property
    def em(self) -> float:
        """Width of a Chinese character in points."""
        return median(piece.em for piece in self.numbers or self.pieces)


def regions(found: Sequence[Piece]) -> list[list[list[Piece]]]:
    """Find what may be tables: runs of lines between prose, headings and wide spaces.

    Parameters
    ----------
    found : sequence of Piece
        What stands outside the ruled tables of a page.

    Returns
    -------
    list of list of list of Piece
        For each region its lines, from top to bottom.
    """
    if not found:
        return []
    left = min(piece.x0 for piece in found)
    width = max(piece.x1 for piece in found) - left
    runs: list[list[list[Piece]]] = [[]]
    prose: Piece | None = None
    for line in levels(found):
        before = runs[-1][-1] if runs[-1] else None
        ends = prose is not None and len(line) == 1 and _ends(prose, line[0], left)
        if ends or any(piece.x1 - piece.x0 > _PROSE * width or piece.leader for piece in line):
            runs.append([])
            prose = line[0]
            continue
        prose = None
        if before is not None and line[0].level - before[0].level > _APART * line[0].em:
            runs.append([])
        runs[-1].append(line)
    return [region for run in runs for region in _of_one_size(run)]


def _ends(prose: Piece, piece: Piece, left: float) -> bool:
    """Return whether a short line is the last one of a paragraph."""
    near = piece.level - prose.level < _LEADING * prose.em
    return near and piece.x0 - left < piece.em and abs(piece.em - prose.em) < 0.1 * prose.em


def _of_one_size(run: list[list[Piece]]) -> Iterable[list[list[Piece]]]:
    """Cut a run at lines of larger print."""
    numbers = [piece.em for line in run for piece in line if piece.number]
    beside = [piece.em for line in run for piece in line if len(line) >= _HEADS]
    if not numbers and not beside:
        return
    most = LARGER * max(median(sizes) for sizes in (numbers, beside) if sizes)
    part: list[list[Piece]] = []
    for line in [*run, None]:
        if line is not None and max(piece.em for piece in line) <= most:
            part.append(line)
            continue
        if any(piece.number or len(kept) >= _HEADS for kept in part for piece in kept):
            yield part
        part = []


def tables(lines: Sequence[Sequence[Piece]], goes_on: bool) -> list[list[Section]]:
    """Part the lines of a region into tables, each of one section or several.

    Parameters
    ----------
    lines : sequence of sequence of Piece
        The region's lines.
    goes_on : bool
        Whether a table of the page before may go on here, so that its last row needs no heads.

    Returns
    -------
    list of list of Section
        From top to bottom; what is prose is left out.
    """
    found = sections(lines)
    for section in found:
        _take_corner(section)
    sure = [_is_table(section) for section in found]
    first, last = found[0], found[-1]
    sure[-1] = sure[-1] or _awaits_rows(last, len(found) > 1)
    sure[0] = sure[0] or (goes_on and not first.heads and bool(first.labels) + len(first.numbers) > 1)
    parts: list[list[Section]] = []
    before = False
    for place, section in enumerate(found):
        here = sure[place] or (_is_blank(section) and any(sure[max(0, place - 1) : place + 2]))
        if here and before:
            parts[-1].append(section)
        elif here:
            parts.append([section])
        before = here
    return parts


def sections(lines: Sequence[Sequence[Piece]], ruled: bool = False) -> list[Section]:
    """Part the lines of a table where heads stand anew below rows.

    Parameters
    ----------
    lines : sequence of sequence of Piece
        The table's lines, or what stands between its rules.
    ruled : bool
        Whether rules part the rows, so that one without numbers is a row too.

    Returns
    -------
    list of Section
        From top to bottom.
    """
    edge = _labels_end(lines)
    found = [Section(0)]
    for place, line in enumerate(lines):
        numbers = [piece for piece in line if piece.number and piece.middle > edge]
        over = [piece for piece in line if not piece.number and piece.middle > edge]
        goes_on = all(piece.text in _UNITS for piece in over) or _goes_on(over, found[-1])
        if over and numbers and not goes_on:  # numbers in running text
            found.append(Section(place + 1))
            continue
        if over and not goes_on:
            last = found[-1]
            if last.numbers or (last.labels and (ruled or not _is_corner(last))):
                found.append(Section(place))
            found[-1].heads.extend([*found[-1].labels, *line])
            found[-1].labels = []
            continue
        found[-1].numbers.extend([*numbers, *over])
        found[-1].labels.extend(piece for piece in line if piece not in numbers and piece not in over)
    return [section for section in found if section.pieces] if ruled else found


def _is_corner(section: Section) -> bool:
    """Return whether all that stands below heads goes on with what stands beside them, above the labels."""
    return all(
        any(
            abs(head.x0 - label.x0) < 1.0 or abs(head.middle - label.middle) < 1.0
            for head in section.heads
            if 0 < label.level - head.level < _LEADING * label.em
        )
        or not section.heads
        or label.level < max(head.level for head in section.heads)
        for label in section.labels
    )


def _labels_end(lines: Sequence[Sequence[Piece]]) -> float:
    """Return the x where the labels of the rows end: whatever stands left of the first number beside it."""
    everything = [piece for line in lines for piece in line]
    end = float("-inf")
    for line in lines:
        numbers = [piece for piece in line if piece.number]
        if not numbers:
            continue
        first = min(numbers, key=lambda piece: piece.x0)
        beside = [
            piece.x1
            for piece in everything
            if not piece.number and piece.x1 <= first.x0 and abs(piece.level - first.level) < _BESIDE * first.em
        ]
        end = max(end, *beside) if beside else end
    return end


def _goes_on(over: Sequence[Piece], section: Section) -> bool:
    """Return whether text among the numbers is the rest of a note beside one: 22（其中修订 | 16件）."""
    return all(
        any(
            number.text.count("（") + number.text.count("(") > number.text.count("）") + number.text.count(")")
            and 0 < piece.level - number.level < 2 * number.em
            and min(piece.x1, number.x1) > max(piece.x0, number.x0)
            for number in section.numbers
        )
        for piece in over
    )


def _is_blank(section: Section) -> bool:
    """Return whether all rows below heads are blank."""
    return bool(section.labels) and not section.numbers and any(len(line) > 1 for line in levels(section.heads))


def _awaits_rows(section: Section, goes_on: bool) -> bool:
    """Return whether heads at the foot of a page have their rows on the next one."""
    if section.numbers or section.labels or not section.heads:
        return False
    lines = [len(line) for line in levels(section.heads)]
    return lines[-1] >= 2 if goes_on else max(lines) >= _HEADS  # the lowest line may be the rest of wrapped heads


def _take_corner(section: Section) -> None:
    """Return to the heads the last lines of what stands in the corner above the labels."""
    while section.heads and section.labels:
        first = min(section.labels, key=lambda piece: piece.level)
        if any(abs(number.level - first.level) < _BESIDE * first.em for number in section.numbers):
            return
        above = [
            head
            for head in section.heads
            if min(head.x1, first.x1) > max(head.x0, first.x0) and 0 < first.level - head.level < 1.5 * first.em
        ]
        if not above or not any(abs(head.x0 - first.x0) < 1.0 for head in above):
            return
        section.labels.remove(first)
        section.heads.append(first)


def _is_table(section: Section) -> bool:
    """Return whether numbers stand in rows and columns: under heads, or beside labels, several of them."""
    if not section.numbers:
        return False
    em = section.em
    labelled = [
        number
        for number in section.numbers
        for label in section.labels
        if abs(number.level - label.level) < 1.5 * em and number.x0 - label.x1 > _LONE * em
    ]
    across = max(len(row) for row in levels(section.numbers))
    if section.heads and len(levels(section.heads)[-1]) > 1:
        return across > 1 or bool(labelled)
    return across > 1 and bool(labelled) and (across > 2 or len(levels(labelled)) > 1)
