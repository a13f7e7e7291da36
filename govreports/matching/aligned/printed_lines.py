"""The words of a document as lines: which of them are labels, and which print the numbers of a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import NamedTuple

from govreports.matching.labels import normalise
from govreports.matching.numbers import read_number
from govreports.matching.settings import SETTINGS
from govreports.sources.document import FIRST_WIDE, Word

DIGITS = frozenset("0123456789０１２３４５６７８９,，.．")
_NUMERIC = frozenset({"number", "annotated", "mark"})


class Glyph(NamedTuple):
    """One character of a word and the x of its centre, as far as the word's box tells."""

    text: str
    x: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words that stand on one line of a page, from left to right."""

    leaf: tuple[int, int]  # the page, and which of those printed on one sheet
    level: float  # height of its centre on the page
    labels: tuple[Word, ...]  # what stands left of the line's numbers; everything where it has none
    numbers: tuple[Word, ...]  # the numbers and marks at its end
    words: tuple[Word, ...]  # everything
    em: float  # height of its print in points


def is_number(word: Word) -> bool:
    """Return whether a word is a number, several that run together, or a mark in place of one."""
    return set(word.text) <= DIGITS or read_number(word.text).state in _NUMERIC


def glyphs(word: Word) -> Iterator[Glyph]:
    """Return the characters of a word with the x of their centres.

    Examples
    --------
    >>> from govreports.sources.document import Box
    >>> list(glyphs(Word("总计12", 1, Box(0, 0, 30, 10))))
    [Glyph(text='总', x=5.0), Glyph(text='计', x=15.0), Glyph(text='1', x=22.5), Glyph(text='2', x=27.5)]
    """
    if word.centres:
        yield from map(Glyph, word.text, word.centres)
        return
    widths = [1.0 if ord(character) >= FIRST_WIDE else 0.5 for character in word.text]
    step = (word.box.x1 - word.box.x0) / (sum(widths) or 1.0)
    x = word.box.x0
    for character, width in zip(word.text, widths, strict=True):
        yield Glyph(character, x + step * width / 2)
        x += step * width


def printed_lines(words: Sequence[Word]) -> list[PrintedLine]:
    """Set words into lines.

    Parameters
    ----------
    words : sequence of Word
        The words of a document or of some of its pages, in any order.

    Returns
    -------
    list of PrintedLine
        From the first page to the last, from top to bottom.
    """
    lines = []
    for leaf, on_leaf in groupby(sorted(words, key=lambda word: (*_leaf(word), _level(word))), key=_leaf):
        line: list[Word] = []
        for word in on_leaf:
            if line and _level(word) - _level(line[0]) > SETTINGS.same_line_em * min(_height(word), _height(line[0])):
                lines.append(_line(leaf, line))
                line = []
            line.append(word)
        if line:
            lines.append(_line(leaf, line))
    return lines


def _line(leaf: tuple[int, int], words: list[Word]) -> PrintedLine:
    ordered = sorted(words, key=lambda word: word.box.x0)
    first = len(ordered)
    while first and is_number(ordered[first - 1]):
        first -= 1
    level, em = median(map(_level, words)), median(map(_height, words))
    return PrintedLine(leaf, level, tuple(ordered[:first]), tuple(ordered[first:]), tuple(ordered), em)


def _leaf(word: Word) -> tuple[int, int]:
    return word.page, word.part


def _level(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def _height(word: Word) -> float:
    return word.box.bottom - word.box.top


def plain(words: Sequence[Word]) -> str:
    """Return what counts of labels: no blanks, no brackets, no punctuation."""
    return normalise("。" + "".join(word.text for word in words))
