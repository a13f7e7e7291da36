"""When a report was published, where the document itself says it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

_DATE = re.compile(
    r"(?:发布|公开|公布|发文|成文|生成|印发)(?:日期|时间)[:：]?"
    r"(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})"
)


def published_on(lines: Iterable[str]) -> str | None:
    """Read the date of publication.

    Parameters
    ----------
    lines : iterable of str
        The document's lines of prose.

    Returns
    -------
    str or None
        ISO 8601, e.g. ``"2025-03-10"``; the first that is printed.

    Examples
    --------
    >>> published_on(["发布机构：办公室 发布时间： 2025-03-10 15:35"])
    '2025-03-10'
    """
    for line in lines:
        match = _DATE.search("".join(line.split()))
        if match:
            try:
                return datetime.date(*map(int, match.groups())).isoformat()
            except ValueError:
                continue
    return None
