"""Where the columns of a table stand: told by its full rows of numbers, named by the heads that stand above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from govreports.form import Label
from govreports.matching.aligned.printed_lines import DIGITS, Glyph, PrintedLine, glyphs
from govreports.matching.aligned.subsequence import Wording
from govreports.matching.labels import normalise
from govreports.sources.document import Box, Word

_RECALL = 0.6  # share of a head that must stand above its column: half of it may lie beyond a page break
_TOUCH_EM = 0.2  # columns as tight as a browser sets them may overlap by so much
_ALIGNED_EM = 0.5  # places of heads and numbers nearer than this are at one place
_REACH_EM = 4.0  # how far a head may reach beyond the outermost numbers


class Extent(NamedTuple):
    """The area that a column's numbers fill, from left to right."""

    x0: float
    x1: float


def extents(full: Sequence[Sequence[Word]]) -> list[Extent] | None:
    """Return where the columns stand, told by rows that have a number in each of them; None where two columns meet."""
    columns = [
        Extent(min(word.box.x0 for word in under), max(word.box.x1 for word in under))
        for under in zip(*full, strict=True)
    ]
    em = min(word.box.bottom - word.box.top for row in full for word in row)
    if any(right.x0 < left.x1 - _TOUCH_EM * em for left, right in pairwise(columns)):
        return None
    return columns


def extents_of_heads(lines: Sequence[PrintedLine], labels: Sequence[Label]) -> list[Extent] | None:
    """Return where the columns stand, told by the nearest heads above that are words of their own."""
    for line in reversed(lines):
        heads = line.words[-len(labels) :]
        named = [_shared(normalise(word.text), label) for word, label in zip(heads, labels, strict=False)]
        if len(named) == len(labels) and all(
            shared >= _RECALL * len(normalise(label.zh)) for shared, label in zip(named, labels, strict=True)
        ):
            return [Extent(word.box.x0, word.box.x1) for word in heads]
    return None


def split_words(words: Sequence[Word], columns: Sequence[Extent]) -> list[Word]:
    """Split numbers that run together because their columns touch.

    Examples
    --------
    >>> split = split_words([Word("10354556", 1, Box(0, 0, 40, 9))], [Extent(0, 24), Extent(26, 50)])
    >>> [word.text for word in split]
    ['10354', '556']
    """
    return [part for word in words for part in _split(word, columns)]


def _split(word: Word, columns: Sequence[Extent]) -> list[Word]:
    parts: dict[int, list[Glyph]] = {}
    for glyph in glyphs(word):
        parts.setdefault(nearest(glyph.x, columns), []).append(glyph)
    reached = sum(min(word.box.x1, column.x1) > max(word.box.x0, column.x0) for column in columns)
    if len(parts) == 1 or reached < 2 or not set(word.text) <= DIGITS:
        return [word]
    half = (word.box.x1 - word.box.x0) / len(word.text) / 2
    return [
        word._replace(
            text="".join(glyph.text for glyph in part),
            box=Box(part[0].x - half, word.box.top, part[-1].x + half, word.box.bottom),
            centres=tuple(glyph.x for glyph in part) if word.centres else (),
        )
        for part in parts.values()
    ]


def nearest(x: float, columns: Sequence[Extent]) -> int:
    """Return the column that a place lies in, or nearest to."""
    return min(range(len(columns)), key=lambda number: max(columns[number].x0 - x, x - columns[number].x1))


def heads_above(lines: Sequence[PrintedLine], columns: Sequence[Extent]) -> list[str]:
    """Return for each column the text that stands above it, letter by letter: in a tight print heads touch."""
    texts = [""] * len(columns)
    reach = _REACH_EM * max((line.em for line in lines), default=0.0)
    for line in lines:
        for word in line.words:
            for glyph in glyphs(word):
                if columns[0].x0 - reach < glyph.x < columns[-1].x1 + reach:
                    texts[nearest(glyph.x, columns)] += glyph.text
    return list(map(normalise, texts))


def heads_aligned(lines: Sequence[PrintedLine], columns: Sequence[Extent]) -> list[str]:
    """Return for each column the words that begin, end or have their middle where its numbers do: far from the others
    a long head over short numbers may reach nearer to the next column's.
    """
    texts = [""] * len(columns)
    for line in lines:
        for word in line.words:
            x0, x1 = word.box.x0, word.box.x1
            offsets = [
                min(abs(x0 - column.x0), abs(x1 - column.x1), abs(x0 + x1 - column.x0 - column.x1) / 2)
                for column in columns
            ]
            if min(offsets) < _ALIGNED_EM * line.em:
                texts[offsets.index(min(offsets))] += word.text
    return list(map(normalise, texts))


def name_columns(heads: Sequence[str], columns: Sequence[Label]) -> list[int] | None:
    """Return for each place the form's column that the heads name there.

    Parameters
    ----------
    heads : sequence of str
        What stands above each place.
    columns : sequence of Label
        As many columns of the form, in its order.

    Returns
    -------
    list of int or None
        The columns' indices; the form's own order unless the heads name another one beyond doubt. None where neither is
        certain.

    Examples
    --------
    >>> from govreports.form import table
    >>> columns = table("2021", "disclosure").columns[:3]
    >>> name_columns(["现行有效件数", "本年制发件数", "本年废止件数"], columns)
    [2, 0, 1]
    >>> name_columns(["", "", ""], columns) is None
    True
    """
    from scipy.optimize import linear_sum_assignment  # heavy, and few files need it

    worth = np.array([[_shared(head, column) for column in columns] for head in heads])
    sizes = np.array([len(normalise(column.zh)) for column in columns])
    places = np.arange(len(columns))
    _, best = linear_sum_assignment(-worth)
    as_named, as_printed = worth[places, best], worth[places, places]
    if as_printed.sum() >= as_named.sum() and (as_printed >= _RECALL * sizes).all():
        return places.tolist()
    return best.tolist() if (as_named >= sizes[best]).all() else None


def _shared(head: str, column: Label) -> float:
    """Return how many characters of a column's name stand in a head, in the wording that fits best."""
    size = len(normalise(column.zh))
    return size * max(Wording(normalise(text)).recall(head) for text in (column.zh, *column.spellings))


def placed(words: Sequence[Word], columns: Sequence[Extent]) -> Mapping[int, Word] | None:
    """Return the number that stands in each column; None where two stand in one, or one beside all or in several."""
    if len(words) == len(columns):
        return dict(enumerate(words))
    found: dict[int, Word] = {}
    for word in words:
        reached = [
            number
            for number, column in enumerate(columns)
            if min(word.box.x1, column.x1) - max(word.box.x0, column.x0) > 0
        ]
        if len(reached) != 1 or reached[0] in found:
            return None
        found[reached[0]] = word
    return found
