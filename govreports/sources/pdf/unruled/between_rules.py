"""The upright rules that a typesetter left out, of tables whose rows are ruled."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from statistics import median

from govreports.sources.document import Box
from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.ruled.rules import edges
from govreports.sources.pdf.unruled.by_alignment import Guessed, Known, crosses, fit_columns
from govreports.sources.pdf.unruled.find_columns import Columns
from govreports.sources.pdf.unruled.pieces import Piece, levels
from govreports.sources.pdf.unruled.sections import LARGER, Section, sections

_SAME = 2.5  # points: rules nearer than this are at one height
_SIDES = 6.0  # points: rules of one table begin and end within this of each other
_HIGHEST = 220.0  # points: rules further apart enclose no row
_PROSE = 0.8  # share of the table's width: longer print at a stretch is prose
_INDENT = 1.2  # em: a heading stands further in than the labels of a table
_OPEN = 2.2  # em: a row without its upper or lower rule stands this near to the next
_CENTRED = 1.0  # em off the middle of the table, at most


def rule_columns(found: Sequence[Piece], across: Floats, known: Known) -> list[Guessed]:
    """Guess the upright rules of tables whose rows are ruled.

    Parameters
    ----------
    found : sequence of Piece
        What stands outside the ruled tables of a page.
    across : ndarray, shape (k, 3)
        The horizontal rules that no upright rule meets: y, x0, x1.
    known : Known
        What the pages before tell; what this page tells is added.

    Returns
    -------
    list of Guessed
        One for each table, from top to bottom, with its horizontal rules.
    """
    guessed = []
    for rules in _tables(across, found):
        table = _rule(found, rules, known)
        if table is not None:
            guessed.append(table)
    return guessed


Rule = tuple[float, float, float]


def _tables(across: Floats, found: Sequence[Piece]) -> list[list[Rule]]:
    """Group the rules of each table."""
    full: list[list[Rule]] = []
    for y, x0, x1 in sorted((float(y), float(x0), float(x1)) for y, x0, x1 in across):
        group = full[-1] if full else None
        if group is not None and _one_table(group, (y, x0, x1), found):
            group.append((y, x0, x1))
        else:
            full.append([(y, x0, x1)])
    return [group for group in full if len(edges([y for y, _, _ in group], _SAME)) > 1]


def _one_table(group: Sequence[Rule], rule: Rule, found: Sequence[Piece]) -> bool:
    left, right = min(x0 for _, x0, _ in group), max(x1 for _, _, x1 in group)
    y, x0, x1 = rule
    above = group[-1][0]
    outside = x0 < left - _SIDES or x1 > right + _SIDES
    if (outside and not x0 - _SIDES < left < right < x1 + _SIDES) or y - above > _HIGHEST:
        return False
    within = [piece for piece in found if above < piece.level < y and piece.x1 > left and piece.x0 < right]
    return not any(_is_prose(piece, within, left, right, found) for piece in within)


def _is_prose(piece: Piece, within: Sequence[Piece], left: float, right: float, found: Sequence[Piece]) -> bool:
    """Return whether a piece between two rules is no part of a table: a long line, larger print, a heading."""
    sizes = [one.em for one in found if one.number and left <= one.middle <= right]
    if piece.x1 - piece.x0 > _PROSE * (right - left) or (sizes and piece.em > LARGER * median(sizes)):
        return True
    indented = piece.x0 - left > _INDENT * piece.em and abs(2 * piece.middle - left - right) > 2 * _CENTRED * piece.em
    return len(within) == 1 and indented and piece.heading


def _rule(found: Sequence[Piece], rules: list[Rule], known: Known) -> Guessed | None:
    left, right = min(x0 for _, x0, _ in rules), max(x1 for _, _, x1 in rules)
    beside = [piece for piece in found if left - _SIDES < piece.middle < right + _SIDES]
    ys = _open_ends(edges([y for y, _, _ in rules], _SAME), beside)
    bands = [[piece for piece in beside if above < piece.level < below] for above, below in itertools.pairwise(ys)]
    parts = sections(bands, ruled=True)
    if not any(part.numbers or _is_headed(part) for part in parts) and (known.columns is None or not parts):
        return None
    guessed = Guessed(list(rules))
    guessed.across += [(y, left, right) for y in (ys[0], ys[-1])]
    guessed.down += [(x, ys[0], ys[-1]) for x in (left, right)]
    for part, following in itertools.zip_longest(parts, parts[1:]):
        last = following.first if following is not None else len(bands)
        columns = _columns(part, known)
        if columns is None:
            continue
        if columns.doubt:
            guessed.doubts.append(Box(left, ys[part.first], right, ys[last]))
        for band in range(part.first, last):
            guessed.down += _separate(bands[band], columns, ys[band], ys[band + 1], left, right)
            guessed.down += _cut_off_row(bands[band], columns, ys[band], ys[band + 1])
    guessed.down += _sub_columns(rules, bands, ys, left)
    return guessed


def _is_headed(part: Section) -> bool:
    """Return whether heads stand side by side: their numbers may follow on the next page."""
    return bool(part.heads) and len(levels(part.heads)[-1]) > 1


def _columns(part: Section, known: Known) -> Columns | None:
    if not part.numbers and not part.heads:
        return known.columns
    return fit_columns(part, known)


def _open_ends(ys: list[float], beside: Sequence[Piece]) -> list[float]:
    """Add the edges of a first row and a last row that the page break left without a rule.

    Only a table at the top or at the bottom of its page is open: rows follow one another up to there.
    """
    top = _reach(ys[0], [piece for piece in beside if piece.level < ys[0]][::-1], -1)
    bottom = _reach(ys[-1], [piece for piece in beside if piece.level > ys[-1]], 1)
    return [*([top] if top is not None else []), *ys, *([bottom] if bottom is not None else [])]


def _reach(edge: float, outside: Sequence[Piece], way: int) -> float | None:
    """Return how far a row reaches that has a number, or the rest of a label, beyond the last rule."""
    row: list[Piece] = []
    y = edge
    for line in levels(outside)[::way]:
        near = min(line, key=lambda piece: abs(piece.level - y))
        if abs(near.level - y) > _OPEN * near.em:
            break
        row += line
        y = line[0].level
    if not any(piece.number for piece in row) or any(piece.heading for piece in row):
        return None
    em = row[0].em
    return max(piece.bottom for piece in row) + em / 2 if way > 0 else min(piece.top for piece in row) - em / 2


def _separate(
    band: Sequence[Piece], columns: Columns, above: float, below: float, left: float, right: float
) -> Iterable[Rule]:
    """Rule a band between two rules, but not through a head over several columns."""
    if len(band) == 1 and not band[0].number and abs(2 * band[0].middle - left - right) < 2 * _CENTRED * band[0].em:
        return
    for x in columns.separators:
        if not any(crosses(piece, x) for piece in band):
            yield x, above, below


def _cut_off_row(band: Sequence[Piece], columns: Columns, above: float, below: float) -> Iterable[Rule]:
    """Rule between the label of a group and the only row of it that stands on this page."""
    labels = sorted((one for one in band if one.middle < columns.edges[0]), key=lambda one: one.x0)
    end = float("inf")
    for place, label in enumerate(labels):
        left, right = labels[:place], labels[place:]
        apart = {round(one.level) for one in left}.isdisjoint(round(one.level) for one in right)
        if label.x0 > end and (apart or label.item):
            yield (end + label.x0) / 2, above, below
        end = max(label.x1, end if place else label.x1)


def _sub_columns(
    rules: Sequence[Rule], bands: Sequence[Sequence[Piece]], ys: Sequence[float], left: float
) -> Iterable[Rule]:
    """Rule between the labels of groups and those of rows: up and down from where a rule begins within the table."""
    right = max(x1 for _, _, x1 in rules)
    starts = [(y, x0) for y, x0, x1 in rules if x0 > left + _SIDES and x1 > right - _SIDES]
    places = edges([x0 for _, x0 in starts], _SAME)
    for x in places:
        for number, (above, below) in enumerate(itertools.pairwise(ys)):
            touched = any(abs(x0 - x) < _SAME and min(abs(y - above), abs(y - below)) < _SAME for y, x0 in starts)
            band = bands[number]
            beside = any(piece.x1 < x for piece in band) and any(piece.x0 > x and not piece.number for piece in band)
            if (touched or beside) and not any(crosses(piece, x) for piece in band):
                yield x, above, below
