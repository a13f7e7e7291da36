"""Read the text of a numeric cell: what number is printed, in which unit, and what else stands there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_UNITS = "件|项|条|次|个|份|宗|起|人次|人|万元|亿元|千元|元"
_MARK = re.compile(r"[/\\|\-‐‑‒–—―─━－_~～·.。]+|无|无数据|不涉及")
_NUMBER = re.compile(
    r"(?P<sign>[+\-−–增减升降]?)"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    rf"(?P<unit>{_UNITS})?"
    r"(?P<note>[(\[【].*[)\]】]|[*※#]|[①-⑳¹²³⁰-⁹]+)?",
    re.ASCII,
)
# Full-width forms only: NFKC would also turn the footnote mark of 3① into a digit.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
# A single blank inside a number is the typesetter's (1 234); a wide gap or a line break may part two numbers.
_GAP = re.compile(r"\d[^\S\n]{2,}\d|\d\s*\n\s*\d", re.ASCII)
_MINUS = frozenset("-−–减降")


class Reading(NamedTuple):
    """What a cell prints.

    Attributes
    ----------
    value : float or None
        The number, None where none was printed or it could not be read.
    state : str
        ``number``, ``blank``, ``mark``, ``annotated`` or ``unreadable``.
    unit : str or None
        The unit printed in the cell.
    note : str or None
        What stands beside the number.
    flag : str or None
        Reason code where the text could not be read: ``two_numbers`` or ``not_a_number``.
    """

    value: float | None
    state: str
    unit: str | None = None
    note: str | None = None
    flag: str | None = None


@lru_cache(maxsize=65536)
def read_number(text: str) -> Reading:
    """Read a cell.

    Examples
    --------
    >>> read_number("３，９８５，７５８").value, read_number("1 234").value, read_number("+3").value
    (3985758.0, 1234.0, 3.0)
    >>> read_number(" ").state, read_number("—").state, read_number("无").state
    ('blank', 'mark', 'mark')
    >>> read_number("22（其中修订 16 件）")
    Reading(value=22.0, state='annotated', unit=None, note='其中修订16件', flag=None)
    >>> read_number("12.3万元").unit
    '万元'
    >>> read_number("12\\n7")
    Reading(value=None, state='unreadable', unit=None, note=None, flag='two_numbers')
    """
    wide = text.translate(_HALF_WIDTH).strip()
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
    if _GAP.search(wide[:number_end]):
        return Reading(None, "unreadable", flag="two_numbers")
    value = float(match["digits"].replace(",", "") + (match["decimals"] or ""))
    if match["sign"] in _MINUS:
        value = -value
    return Reading(value, "number" if note is None else "annotated", match["unit"], note and note.strip("()[]【】"))
