"""Rows of text whose cells each end in a bar, also where a blank cell ends its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreports.sources.settings import SETTINGS

#: What parts cells: a bar, or a line of a table drawn with signs.
BAR = re.compile(r"[|｜│┃║]")
_OPENS = re.compile(rf"\s*{BAR.pattern}")
_CLOSES = re.compile(rf"[^|｜│┃║]*\S.*{BAR.pattern}\s*")
# What a row may go on with below itself: bars, blanks, numbers and marks.
_REST = re.compile(r"[\s|｜│┃║\d,，.．+\-−–—/%元万件]*")


def framed_rows(lines: Sequence[str]) -> list[str]:
    """Return rows that end in a bar with a bar before them too, and put together where blank cells broke them.

    A page's text saved cell by cell ends each cell with a bar and each blank one with a line (liwan_fagai_2020)::

        一、本年新收政府信息公开申请数量 | 25 |
        |
        | 25 |

    Where too few lines show the habit, numbers behind a bar are a row whose first cell is blank. Lines that do not end in
    a bar are left as they are.

    Examples
    --------
    >>> framed_rows(["规章 | 0 |", "许可 | 25 |", "|", "| 25 |", "处罚 | 2 |"])
    ['|规章 | 0 |', '|许可 | 25 ||| 25 |', '|处罚 | 2 |']
    >>> framed_rows(["| 规章 | 0 |", "许可 | 3"])
    ['| 规章 | 0 |', '许可 | 3']
    >>> framed_rows(["维持 | 纠正 | 总计 |", " | 57 | 57 |"])
    ['|维持 | 纠正 | 总计 |', '|| 57 | 57 |']
    """
    closed = [line for line in lines if not _OPENS.match(line) and _CLOSES.fullmatch(line)]
    opened = [line for line in lines if _OPENS.match(line)]
    if not closed or not all(_REST.fullmatch(line) for line in opened):
        return list(lines)
    rows: list[str] = []
    for line in lines:
        if _OPENS.match(line) and rows and len(closed) >= SETTINGS.habit_rows:
            rows[-1] += line.strip()
        else:
            rows.append(f"|{line.strip()}" if _CLOSES.fullmatch(line) else line)
    return rows
