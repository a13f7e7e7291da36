"""What stands around a number of a sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from govreports.matching.prose.sentence_numbers import Number

_MARKS = re.compile(r"[,;。:、()]")
_BREAKS = re.compile(r"[,;。:()]")
_WITH_BRACKETS = re.compile(r"[,;。:]")
_QUOTED = str.maketrans("", "", '“”‘’「」"')
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


def _until(sentence: str, start: int, marks: re.Pattern[str]) -> str:
    """Return the sentence from a place to the next mark or number, years left aside."""
    end = marks.search(sentence, start)
    text = sentence[start : end.start() if end else len(sentence)]
    digit = _OTHER_NUMBER.search(text)
    return text[: digit.start()] if digit else text
