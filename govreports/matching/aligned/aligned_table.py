"""What alignment gives: the number at each place of a table, with what stands above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govreports.matching.aligned.printed_lines import PrintedLine
from govreports.matching.settings import SETTINGS
from govreports.sources.document import Word


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """What stands at each place of a table."""

    words: Mapping[tuple[str, str], Word]  # the number at each ``(item, column)``; a place without one is blank
    pages: Mapping[str, int]  # the page of each item
    heads: Mapping[tuple[str, str], str]  # what stands above a place
    exact: bool  # whether all labels and heads are printed in full


def lines_above(lines: Sequence[PrintedLine], row: int, last: int | None = None) -> Sequence[PrintedLine]:
    """Return the lines above a row, those of the row itself that stand above its numbers included."""
    return lines[max(0, row - SETTINGS.wrapped_lines) : max(row, last or 0)]
