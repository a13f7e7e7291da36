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
from govreports.matching.settings import SETTINGS
from govreports.sources.document import Box, Word


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
    if any(right.x0 < left.x1 - SETTINGS.tight_columns_em * em for left, right in pairwise(columns)):
        return None
    return columns


def extents_of_heads(lines: Sequence[PrintedLine], labels: Sequence[Label], left: float) -> list[Extent] | None:
    """Return where the columns stand, told by the nearest heads above that are as many words side by side.

    Parameters
    ----------
    lines : sequence of PrintedLine
        The lines above the numbers.
    labels : sequence of Label
        The columns, as they are expected from left to right.
    left : float
        What ends before it heads no column but the labels.

    Returns
    -------
    list of Extent or None
        None where no lines of heads, put together, name all columns.
    """
    heads: list[Extent] = []
    for nearest_line in range(len(lines) - 1, -1, -1):
        words = [Extent(word.box.x0, word.box.x1) for word in lines[nearest_line].words if word.box.x1 > left]
        # What stands over several is the head of their group: 法人或其他组织, beside 自然人 and 总计.
        heads = united([*heads, *(word for word in words if sum(_overlap(word, head) > 0 for head in heads) < 2)])
        if len(heads) < len(labels):
            continue
        above = heads[-len(labels) :]
        named = [_shared(head, label) for head, label in zip(heads_above(lines, above), labels, strict=True)]
        least = [SETTINGS.label_share * len(normalise(label.zh)) for label in labels]
        if all(shared >= enough for shared, enough in zip(named, least, strict=True)):
            return _whole_heads(lines[:nearest_line], above, labels)
    return None


def _whole_heads(lines: Sequence[PrintedLine], lowest: list[Extent], labels: Sequence[Label]) -> list[Extent]:
    """Return columns told by the last line of their heads with the lines above it: 结果维 is wider than 持."""
    whole = list(lowest)
    for line in reversed(lines):
        for word in line.words:
            over = [place for place, head in enumerate(whole) if _overlap(Extent(word.box.x0, word.box.x1), head) > 0]
            text = normalise(word.text)
            if text and len(over) == 1 and text in normalise(labels[over[0]].zh):
                head = whole[over[0]]
                whole[over[0]] = Extent(min(word.box.x0, head.x0), max(word.box.x1, head.x1))
    return whole if len(united(whole)) == len(whole) else lowest


def _overlap(one: Extent, other: Extent) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def united(extents: Sequence[Extent]) -> list[Extent]:
    """Unite what overlaps, from left to right.

    Examples
    --------
    >>> united([Extent(30, 50), Extent(0, 20), Extent(15, 25)])
    [Extent(x0=0, x1=25), Extent(x0=30, x1=50)]
    """
    whole: list[Extent] = []
    for extent in sorted(extents):
        if whole and extent.x0 < whole[-1].x1:
            whole[-1] = Extent(whole[-1].x0, max(whole[-1].x1, extent.x1))
        else:
            whole.append(extent)
    return whole


def grown(columns: Sequence[Extent], words: Sequence[Word]) -> list[Extent]:
    """Return columns with all numbers that overlap them, one by way of the other: some are centred, some set right.

    Examples
    --------
    >>> numbers = [Word("3", 1, Box(14, 0, 18, 9)), Word("791", 1, Box(8, 9, 20, 18))]
    >>> grown([Extent(0, 10), Extent(30, 40)], numbers)
    [Extent(x0=0, x1=20), Extent(x0=30, x1=40)]
    """
    whole = united([*columns, *(Extent(word.box.x0, word.box.x1) for word in words)])
    held = [next(one for one in whole if one.x0 <= column.x0 and column.x1 <= one.x1) for column in columns]
    return held if len(set(held)) == len(held) else list(columns)


def split_words(words: Sequence[Word], columns: Sequence[Extent]) -> list[Word]:
    """Split what runs together because columns touch: numbers, and a label and its first number.

    Examples
    --------
    >>> split = split_words([Word("10354556", 1, Box(0, 0, 40, 9))], [Extent(0, 24), Extent(26, 50)])
    >>> [word.text for word in split]
    ['10354', '556']
    >>> split = split_words([Word("数量279", 1, Box(0, 0, 35, 10))], [Extent(21, 50), Extent(60, 90)])
    >>> [word.text for word in split]
    ['数量', '279']
    """
    return [part for word in words for part in _split(word, columns)]


def _split(word: Word, columns: Sequence[Extent]) -> list[Word]:
    if word.text[-1] not in DIGITS:
        return [word]
    printed = list(glyphs(word))
    begins = next((place for place in range(len(printed), 0, -1) if printed[place - 1].text not in DIGITS), 0)
    reached = [
        column
        for column in columns
        if min(word.box.x1, column.x1) > max(word.box.x0, column.x0) and printed[-1].x > column.x0
    ]
    if not reached:
        return [word]
    cuts = _cuts(printed[begins:], reached)
    if begins and printed[begins - 1].x < columns[0].x0:
        cuts = [begins, *(begins + cut for cut in cuts)]
    elif begins:
        return [word]
    half = (word.box.x1 - word.box.x0) / len(word.text) / 2
    parts = []
    for first, last in pairwise([0, *cuts, len(printed)]):
        x0 = word.box.x0 if first == 0 else printed[first].x - half
        x1 = word.box.x1 if last == len(printed) else printed[last - 1].x + half
        centres = tuple(glyph.x for glyph in printed[first:last]) if word.centres else ()
        box = Box(x0, word.box.top, x1, word.box.bottom)
        parts.append(word._replace(text="".join(g.text for g in printed[first:last]), box=box, centres=centres))
    return parts


def _cuts(digits: Sequence[Glyph], columns: Sequence[Extent]) -> list[int]:
    """Return where numbers that run together part: at the gaps between them, or where the nearer column changes."""
    steps = [right.x - left.x for left, right in pairwise(digits)]
    widest = sorted(range(len(steps)), key=lambda place: -steps[place])
    parts = len(columns) - 1
    if 0 < parts < len(steps) and steps[widest[parts - 1]] > SETTINGS.column_step_times * steps[widest[parts]]:
        return sorted(place + 1 for place in widest[:parts])
    owners = [nearest(digit.x, columns) for digit in digits]
    return [place for place in range(1, len(digits)) if owners[place] != owners[place - 1]]


def nearest(x: float, columns: Sequence[Extent]) -> int:
    """Return the column that a place lies in, or nearest to."""
    return min(range(len(columns)), key=lambda number: max(columns[number].x0 - x, x - columns[number].x1))


def heads_above(lines: Sequence[PrintedLine], columns: Sequence[Extent]) -> list[str]:
    """Return for each column the text that stands above it, letter by letter: in a tight print heads touch."""
    texts = [""] * len(columns)
    reach = SETTINGS.head_reach_em * max((line.em for line in lines), default=0.0)
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
            if min(offsets) < SETTINGS.digit_width_em * line.em:
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
    if as_printed.sum() >= as_named.sum() and (as_printed >= SETTINGS.label_share * sizes).all():
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
    by_column: dict[int, Word] = {}
    for word in words:
        reached = [
            number for number, column in enumerate(columns) if _overlap(Extent(word.box.x0, word.box.x1), column) > 0
        ]
        if len(reached) != 1 or reached[0] in by_column:
            return None
        by_column[reached[0]] = word
    return by_column
