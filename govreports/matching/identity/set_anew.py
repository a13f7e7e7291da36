"""Whether a document says of itself that it is no original."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Both words in one line: 与原件核对 or 重新排印的规范性文件 alone say nothing of this document.
_SET_ANEW = re.compile("重新排(?:印|版).*(?:并非|不是|非)原件|(?:并非|不是|非)原件.*重新排(?:印|版)")


def is_set_anew(lines: Iterable[str]) -> bool:
    """Return whether a line says that the document was set anew and is no original: its prose is then not the agency's.

    Examples
    --------
    >>> is_set_anew(["本页由 govreports 项目据已公布的数字重新排印，并非原件。"])
    True
    """
    return any(_SET_ANEW.search("".join(line.split())) for line in lines)
