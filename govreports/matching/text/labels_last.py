"""Rows whose label stands behind their numbers, as in text that was copied from right to left: label first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from govreports.matching.settings import SETTINGS
from govreports.matching.text.tokens import Token


def labels_first(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens of a text, each row's label before its numbers, where a table prints most of them behind.

    In text that flows on, a line may begin with the numbers of the row above as well (规章 / 0 0 0 行政规范性文件 /
    1 2 3): there a label stands before the first numbers too.

    Parameters
    ----------
    tokens : iterable of Token
        As `govreports.matching.text.tokens.tokens` gives them.

    Examples
    --------
    >>> from govreports.matching.text.tokens import tokens
    >>> from govreports.sources.document import TextLine
    >>> lines = [TextLine("0 1 2 规章"), TextLine("3 4 5 行政规范性文件")]
    >>> [token.text for token in labels_first(tokens(lines)) if token.kind != "end"]
    ['规章', '0', '1', '2', '行政规范性文件', '3', '4', '5']
    """
    ordered: list[Token] = []
    for table in _tables(tokens):
        behind = _stand_behind(table)
        for line in table:
            turned = behind and _has_numbers(line) and _ends_in_label(line)
            # Stable: labels, then numbers, each in their order; the end stays last.
            ordered += sorted(line, key=lambda token: token.kind != "label") if turned else line
    return ordered


def _tables(tokens: Iterable[Token]) -> Iterator[list[list[Token]]]:
    """Return the lines of a text, parted before the heading of each table."""
    lines: list[list[Token]] = []
    line: list[Token] = []
    for token in tokens:
        line.append(token)
        if token.kind == "end":
            if any(name.role == "heading" for known in line for name in known.names):
                yield lines
                lines = []
            lines.append(line)
            line = []
    yield [*lines, line]


def _stand_behind(table: list[list[Token]]) -> bool:
    """Return whether most labels stand behind their numbers, the first one too."""
    rows = [place for place, line in enumerate(table) if _has_numbers(line)]
    behind = [place for place in rows if _ends_in_label(table[place])]
    if not behind or behind[0] != rows[0] or len(behind) < SETTINGS.proven_rows_share * len(rows):
        return False
    before = [token for line in table[: rows[0]] for token in line if token.kind != "end"]
    roles = {name.role for name in before[-1].names} if before else set()
    return "item" not in roles or "column" in roles  # 总计 and 其他 are heads


def _has_numbers(line: list[Token]) -> bool:
    """Return whether a line holds numbers, and no sentence."""
    kinds = {token.kind for token in line}
    return "value" in kinds and "other" not in kinds


def _ends_in_label(line: list[Token]) -> bool:
    """Return whether a line is numbers, then nothing but the label of a row and of its groups."""
    kinds = [kind for kind, _ in groupby(token.kind.replace("blank", "value") for token in line if token.kind != "end")]
    roles = [{name.role for name in token.names} for token in line if token.kind == "label"]
    return kinds == ["value", "label"] and "item" in roles[-1] and all(role & {"item", "group"} for role in roles)
