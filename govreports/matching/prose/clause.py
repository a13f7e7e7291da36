"""What stands around a number of a sentence, and the year that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from govreports.matching.prose.sentence_numbers import Number, numbers, spoken_year, years_in_turn

_MARKS = re.compile(r"[,;。:、()]")
_BREAKS = re.compile(r"[,;。:()]")
_WITH_BRACKETS = re.compile(r"[,;。:]")
_QUOTED = str.maketrans("", "", '“”‘’「」"')
_JOINED = "、和及与"
_OTHER_NUMBER = re.compile(r"(?<!\d)(?!20\d\d年)\d")


class Clause(NamedTuple):
    """What stands around a number: all since the number before it, the last clause of that, and what follows: as far
    as the next mark, and as far as the next but a 、.
    """

    gap: str
    before: str
    after: str
    beyond: str


def clause_of(sentence: str, start: int, number: Number) -> Clause:
    """Return what stands around a number of a sentence; `start` is where the number before it ends.

    Examples
    --------
    >>> from govreports.matching.prose.sentence_numbers import numbers
    >>> sentence = "全年共收到8件政府信息公开申请,均已答复。"
    >>> clause_of(sentence, 0, next(numbers(sentence)))
    Clause(gap='全年共收到', before='全年共收到', after='政府信息公开申请', beyond='政府信息公开申请')
    """
    # 答复“予以公开”的17件: a label is the same in quotation marks.
    gap = sentence[start : number.start].translate(_QUOTED)
    after, beyond = (_until(sentence, number.end, marks).translate(_QUOTED) for marks in (_MARKS, _BREAKS))
    text = gap.rstrip(":(")
    # 予以公开，6件: a label and its number parted by a comma.
    text = text.rstrip(",") if not after else text
    # 不予公开（属于行政查询事项）9件: what stands in brackets is a part of the label.
    breaks = _WITH_BRACKETS if text.endswith(")") else _BREAKS
    return Clause(gap, "" if text.endswith("、") else breaks.split(text)[-1], after, beyond)


def dated_numbers(sentence: str, year: int | None) -> Iterator[tuple[Number, Clause, int | None]]:
    """Yield each number of a sentence, what stands around it, and the year that it is of: `year` where none is named.

    Examples
    --------
    >>> said = "2022年、2023年分别受理96件、133件,办结95件、130件。"
    >>> [(number.value, clause.before, year) for number, clause, year in dated_numbers(said, 2023)][1:3]
    [(133.0, '2022年、2023年分别受理', 2023), (95.0, '办结', 2022)]
    """
    start, spoken, first = 0, year, None
    listed: list[int] = []
    turn: list[int] = []
    every = list(numbers(sentence))
    for number, following in zip_longest(every, every[1:]):
        clause = clause_of(sentence, start, number)
        start = number.end
        named = years_in_turn(clause.gap)
        if named or spoken_year(clause.gap, None, year) is not None:
            listed = named
        spoken = spoken_year(clause.gap, spoken, year)
        # The years begin anew with each list of numbers, and what counts the first of it counts them all.
        goes_on = following is not None and not sentence[number.end : following.start].strip(_JOINED)
        turn = named or turn[1:] or (listed if goes_on else [])
        if turn:
            spoken = turn[0]
            first = clause if first is None or turn == listed else first
            if not clause.before.strip(_JOINED):
                clause = clause._replace(gap=first.gap, before=first.before)
        yield number, clause, spoken


def _until(sentence: str, start: int, marks: re.Pattern[str]) -> str:
    """Return the sentence from a place to the next mark or number, years left aside."""
    end = marks.search(sentence, start)
    text = sentence[start : end.start() if end else len(sentence)]
    digit = _OTHER_NUMBER.search(text)
    return text[: digit.start()] if digit else text
