"""Read the text of a numeric cell: what number is printed, in which unit, and what else stands there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from govreports.columns import MARK_FOR_NOTHING, SIGNS, UNITS
from govreports.matching.chinese_numbers import chinese_number

_UNITS = "|".join(UNITS)
_MARK = re.compile(MARK_FOR_NOTHING)
_NUMBER = re.compile(
    rf"(?P<sign>[{SIGNS}]?)"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    rf"(?P<unit>{_UNITS})?"
    r"(?P<note>[(\[【].*[)\]】]|[*※#]|注?[①-⑳¹²³⁰-⁹]+|注\d?)?",
    re.ASCII,
)
# Full-width forms only: NFKC would also turn the footnote mark of 3① into a digit.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
# Without width: not printed at all (zwsp.txt, pages pasted from editors). U+202E is none: it prints 12 as 21.
_NO_WIDTH = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202E), 0x2060, 0xFEFF))
# A blank parts two numbers ("47 57", "0 5", "680 5" in one cell) unless it parts thousands: 1 234, 12 345 678.
_GAP = re.compile(r"[0-9]\s+[0-9]")
_GROUPS = re.compile(r"[^0-9]*[1-9][0-9]{0,2}(?:[^\S\n][0-9]{3})+(?!\s*[0-9])")
_ZERO_GROUP = re.compile(r"[^0-9]*0[0-9]*\s*,\s*[0-9]")  # 0,112 is a decimal comma, or two numbers
# Full stops for thousands where the groups are true (e_dot_thousand); 5.000 may be a five with decimals.
_STOPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})*\.(?!000)\d{3}", re.ASCII)
_ALL_ZEROS = re.compile(r"\d+\.000", re.ASCII)
_CHINESE = re.compile(rf"(?P<digits>[〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖千百十仟佰拾]+)(?P<unit>{_UNITS})?")
_PLAIN = HALF_WIDTH | _NO_WIDTH
_MINUS = frozenset("-−–减降")


class Reading(NamedTuple):
    """What a cell prints."""

    value: float | None  # the number, None where none was printed or it could not be read
    state: str  # ``number``, ``blank``, ``mark``, ``annotated`` or ``unreadable``
    unit: str | None = None  # the unit printed in the cell
    note: str | None = None  # what stands beside the number
    # Reason code where the text could not be read: ``two_numbers`` or ``not_a_number``; ``not_whole`` for a count
    # that may have decimals
    flag: str | None = None


@lru_cache(maxsize=65536)
def read_number(text: str) -> Reading:
    """Read a cell.

    Parameters
    ----------
    text : str
        As printed. A blank in it joins digits only as the gap between thousands; where a source sees that all digits
        of a number stand evenly apart it gives them without blanks.

    Examples
    --------
    >>> read_number("３，９８５，７５８").value, read_number("1 234").value, read_number("+3").value
    (3985758.0, 1234.0, 3.0)
    >>> read_number("47 57").flag, read_number("0,112").flag, read_number("12\\n7").flag
    ('two_numbers', 'two_numbers', 'two_numbers')
    >>> read_number(" ").state, read_number("—").state, read_number("无").state
    ('blank', 'mark', 'mark')
    >>> read_number("22（其中修订 16 件）")
    Reading(value=22.0, state='annotated', unit=None, note='其中修订16件', flag=None)
    >>> read_number("12.3万元").unit
    '万元'
    """
    wide = _half_width(text)
    plain = "".join(wide.split())
    if not plain:
        return Reading(None, "blank")
    if _MARK.fullmatch(plain):
        return Reading(None, "mark")
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return Reading(None, "unreadable", flag="not_a_number")
    note = match["note"]
    number_end = len(wide) if note is None else wide.index(note[0])
    if _holds_two(wide[:number_end]):
        return Reading(None, "unreadable", flag="two_numbers")
    value = float(match["digits"].replace(",", "") + (match["decimals"] or ""))
    if match["sign"] in _MINUS:
        value = -value
    return Reading(value, "number" if note is None else "annotated", match["unit"], note and note.strip("()[]【】"))


@lru_cache(maxsize=65536)
def read_count(text: str) -> Reading:
    """Read a cell of a row that counts cases: there Chinese digits and full stops between thousands are numbers too.

    Examples
    --------
    >>> [read_count(text).value for text in ("9.034", "五〇二", "一百二十", "零件", "85")]
    [9034.0, 502.0, 120.0, 0.0, 85.0]
    >>> read_count("5.000").flag, read_count("一").flag, read_count("4166.三").flag
    ('not_whole', 'not_a_number', 'not_a_number')
    """
    plain = _half_width(text)
    if _STOPS.fullmatch(plain):
        return read_number(plain.replace(".", ""))
    if _ALL_ZEROS.fullmatch(plain):
        return read_number(text)._replace(flag="not_whole")
    printed = _CHINESE.fullmatch(plain)
    return read_number(text) if printed is None else _chinese(printed)


def _half_width(text: str) -> str:
    return text.translate(_PLAIN).strip()


def _holds_two(number: str) -> bool:
    """Return whether blanks or a comma may part two numbers."""
    return bool(_ZERO_GROUP.match(number) or (_GAP.search(number) and not _GROUPS.match(number)))


def _chinese(printed: re.Match[str]) -> Reading:
    """Read a number in Chinese digits; a lone 一 may be a dash, and a number that begins with 零 is none."""
    digits = printed["digits"]
    value = chinese_number(digits)
    if value is None or set(digits) == {"一"} or (len(digits) > 1 and digits[0] in "零〇"):
        return Reading(None, "unreadable", flag="not_a_number")
    return Reading(float(value), "number", printed["unit"])
