"""What alignment gives: the number at each place of a table, with what stands above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govreports.matching.aligned.printed_lines import PrintedLine
from govreports.matching.settings import SETTINGS
from govreports.sources.document import Word


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """What stands at each place of a table.

    Attributes
    ----------
    words : dict of (str, str) to Word
        The number at each ``(item, column)``; a place without one is blank.
    pages : dict of str to int
        The page of each item.
    heads : dict of (str, str) to str
        What stands above a place.
    exact : bool
        Whether all labels and heads are printed in full.
    """

    words: Mapping[tuple[str, str], Word]
    pages: Mapping[str, int]
    heads: Mapping[tuple[str, str], str]
    exact: bool


def lines_above(lines: Sequence[PrintedLine], row: int, last: int | None = None) -> Sequence[PrintedLine]:
    """Return the lines above a row, those of the row itself that stand above its numbers included."""
    return lines[max(0, row - SETTINGS.wrapped_lines) : max(row, last or 0)]
