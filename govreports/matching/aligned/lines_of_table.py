"""The lines of print that a table told by position is made of: they are no prose."""

from __future__ import annotations

from collections.abc import Sequence, Set

from govreports.columns import Cell
from govreports.matching.prose.report_sections import section_named
from govreports.matching.settings import SETTINGS
from govreports.sources.document import TextLine

_SENTENCE_ENDS = "。；："


def lines_of_table(lines: Sequence[TextLine], cells: Sequence[Cell]) -> Set[int]:
    """Return the indices of the lines that a table is made of.

    Parameters
    ----------
    lines : sequence of TextLine
        The report's lines outside the grids of its pages, in reading order.
    cells : sequence of Cell
        The table's cells.

    Returns
    -------
    set of int
        From its heads, below the section's heading or a sentence, to its last number.
    """
    places = [
        (cell.page, cell.top, cell.bottom)
        for cell in cells
        if cell.page is not None and cell.top is not None and cell.bottom is not None
    ]
    if not places:
        return set()
    first, last = min(places)[:2], max((page, bottom) for page, _, bottom in places)
    within = {index for index, line in enumerate(lines) if (place := _middle(line)) and first <= place <= last}
    begin = min(within, default=0)
    for index in range(begin - 1, max(-1, begin - SETTINGS.wrapped_lines - 1), -1):
        text = lines[index].text.strip()
        if section_named(text) is not None or text.endswith(tuple(_SENTENCE_ENDS)):
            break
        within.add(index)
    return within


def _middle(line: TextLine) -> tuple[int, float] | None:
    if line.page is None or line.box is None:
        return None
    return line.page, (line.box.top + line.box.bottom) / 2
