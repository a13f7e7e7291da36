"""Lines of text whose cells are parted by bars → rows of fields, also where a blank cell ends its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreports.columns import VALUE
from govreports.sources.settings import SETTINGS

#: What parts cells: a bar, or a line of a table drawn with signs.
BAR = re.compile(r"[|｜│┃║]")
_OPENS = re.compile(rf"\s*{BAR.pattern}")
_CLOSES = re.compile(rf"\s*[^\s|｜│┃║].*{BAR.pattern}\s*")


def joined_rows(lines: Sequence[str]) -> list[str]:
    """Return lines with the rows put together that blank cells broke.

    A page's text saved cell by cell ends each cell with a bar and each blank one with a line (liwan_fagai_2020)::

        一、本年新收政府信息公开申请数量 | 25 |
        |
        | 25 |

    Lines that keep no such habit are left as they are.

    Examples
    --------
    >>> joined_rows(["规章 | 0 |", "许可 | 25 |", "|", "| 25 |", "处罚 | 2 |"])
    ['规章 | 0 |', '许可 | 25 ||| 25 |', '处罚 | 2 |']
    >>> joined_rows(["| 规章 | 0 |", "许可 | 3"])
    ['| 规章 | 0 |', '许可 | 3']
    """
    closed = [line for line in lines if _CLOSES.fullmatch(line)]
    opened = [line for line in lines if _OPENS.match(line)]
    if len(closed) < SETTINGS.habit_rows or not all(map(_goes_on, opened)):
        return list(lines)
    rows: list[str] = []
    for line in lines:
        if _OPENS.match(line) and rows:
            rows[-1] += line.strip()
        else:
            rows.append(line)
    return rows


def _goes_on(line: str) -> bool:
    """Return whether a line may be the rest of a row: it holds nothing but numbers and marks."""
    return all(not field or VALUE.fullmatch(field) for field in map(str.strip, BAR.split(line)))


def barred_fields(lines: Sequence[str]) -> list[list[str]]:
    """Return the fields of each line; what stands before a first bar or behind a last one may be a blank cell.

    It is none where every row with a label begins with a bar, or ends with one: there bars frame the rows. Rows without
    a label tell only where there are no others: ` |  | 57 |` is a row of three cells below `维持 | 纠正 | 总计 |`.

    Examples
    --------
    >>> barred_fields(["|规章|1|2", "|许可||3", "|处罚|4|"])
    [['规章', '1', '2'], ['许可', '', '3'], ['处罚', '4', '']]
    >>> barred_fields(["维持 | 纠正 | 总计 |", " |  | 57 |"])
    [['维持', '纠正', '总计'], ['', '', '57']]
    """
    rows = [[field.strip() for field in BAR.split(line)] for line in lines]
    labelled = [row for row in rows if _has_label(row)] or rows
    opens, closes = (all(not row[end] for row in labelled) for end in (0, -1))
    return [row[opens and not row[0] : len(row) - (closes and not row[-1])] if len(row) > 2 else row for row in rows]


def _has_label(row: Sequence[str]) -> bool:
    texts = [field for field in row if field]
    return len(texts) > 1 and not VALUE.fullmatch(texts[0]) and any(map(VALUE.fullmatch, texts[1:]))
