"""What stands between the halves of a table that a page break cuts: page numbers, feet and running heads.

The one place that says so: the reader of a page asks whether a table ends it, matching whether the next grid goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreports.sources.settings import SETTINGS

_ALONE = re.compile(r"[-—–－\s·]*(?:第?\s*\d{1,4}\s*页?(?:[/／共]\s*\d{1,4}\s*页?)?)[-—–－\s·]*")
_SAID = re.compile(
    r"[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页.*|P(?:age)?\.?\s*\d{1,3}(?:\s*[-—–－]\s*\S.*)?", re.IGNORECASE
)


def is_page_number(text: str) -> bool:
    """Return whether a line is a page's number, alone or before the running title.

    A bare number counts too: where it could be a cell's, ask `says_page`.

    Examples
    --------
    >>> [is_page_number(text) for text in ("— 4 —", "第 3 页 共 9 页", "P. 6", "Page 7 - 甲市乙局年度报告", "规章 3")]
    [True, True, True, True, False]
    """
    return _ALONE.fullmatch(text.strip()) is not None or says_page(text)


def says_page(text: str) -> bool:
    """Return whether a line is a page's number by more than its being a number: dashes around it, 第…页, P.

    Examples
    --------
    >>> [says_page(text) for text in ("— 4 —", "第 3 页 共 9 页", "P. 6", "4")]
    [True, True, True, False]
    """
    return _SAID.fullmatch(text.strip()) is not None


def only_feet(lines: Sequence[str]) -> bool:
    """Return whether lines are so few and so short that a table may go on behind them.

    Examples
    --------
    >>> only_feet(["- 4 -", "淮安市人民政府2024年政府信息公开工作年度报告"]), only_feet(["1", "2", "3", "4", "5"])
    (True, False)
    """
    return len(lines) <= SETTINGS.foot_lines and all(len(line) < SETTINGS.foot_characters for line in lines)
