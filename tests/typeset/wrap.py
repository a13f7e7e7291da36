"""Break text into lines as word processors break Chinese: anywhere but before closing punctuation."""

from __future__ import annotations

import re

from tests.typeset import typefaces

_TOKENS = re.compile(r"[0-9A-Za-z.,+\-]+|.", re.DOTALL)
_NOT_FIRST = set("，。、；：！？）》”’】,.;:)%")
_NOT_LAST = set("（《“‘【(")


def wrap(text: str, face: str, size: float, width: float, first: float | None = None) -> list[str]:
    """Break a text into lines of at most `width` points, the first one of `first`.

    Examples
    --------
    >>> wrap("（四）无法提供", "sans", 10, 41)
    ['（四）无', '法提供']
    >>> wrap("123456", "sans", 10, 20)
    ['123', '456']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, room = "", width if first is None else first
        for token in _pieces(paragraph, face, size, width):
            if line and typefaces.width(line + token, face, size) > room:
                kept = _stays(line, token)
                lines.append(line[:kept])
                line, room = line[kept:], width
            line += token if line or token != " " else ""
        lines.append(line)
    return lines


def _stays(line: str, token: str) -> int:
    """Return how many characters stay on a line that `token` must follow on the next: none may begin or end wrongly."""
    kept = len(line)
    following = token
    while kept > 1 and (following[0] in _NOT_FIRST or line[kept - 1] in _NOT_LAST):
        kept -= 1
        following = line[kept]
    return kept if kept > 1 else len(line)


def _pieces(text: str, face: str, size: float, width: float) -> list[str]:
    """Cut into what may not be broken: words and numbers, unless they are wider than a line."""
    pieces: list[str] = []
    for token in _TOKENS.findall(text):
        pieces.extend([token] if typefaces.width(token, face, size) <= width else list(token))
    return pieces
