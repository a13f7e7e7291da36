"""A sheet saved as CSV → lines and grids."""

from __future__ import annotations

import csv
import io
import re
from itertools import groupby

from govreports.sources.bar_rows import BAR
from govreports.sources.document import Grid, TextLine
from govreports.sources.padded_rows import padded_blocks
from govreports.sources.settings import SETTINGS

# No field of a sheet holds numbers side by side, a bar or a sentence's end: there commas part thousands and clauses.
_NO_FIELD = re.compile(rf"\d\s+\d|{BAR.pattern}|。")


def sheet_blocks(text: str, method: str) -> list[TextLine | Grid] | None:
    """Return the lines and grids of a CSV, None where the text is no CSV.

    Lines with another count of fields than their neighbours (a title, a paragraph) are lines. Where the fields do not
    keep their columns (see `padded_rows.padded_blocks`) the lines have tabs between the fields.

    Examples
    --------
    >>> blocks = sheet_blocks("标题\\n" + "规章,,7\\n" * 10, "plain")
    >>> blocks[0].text, [cell.text for cell in blocks[1].cells][:3], sheet_blocks("规章 0 1,286\\n" * 20, "plain")
    ('标题', ['规章', '7', '规章'], None)
    >>> sheet_blocks("| 规章 | 1,286 | 2,345 |\\n" * 20, "plain") or sheet_blocks("去年,本区,共12件。\\n" * 20, "plain")
    """
    if "\t" in text:
        return None
    try:
        rows = [row for row in csv.reader(io.StringIO(text)) if row]
    except csv.Error:
        return None
    blocks: list[TextLine | Grid] = []
    n_rows = 0
    for (count, in_fields), group in groupby(rows, key=lambda row: (len(row), not any(map(_NO_FIELD.search, row)))):
        run = [[" ".join(field.split()) for field in row] for row in group]
        tabular = in_fields and count > 2 and len(run) > 1
        n_rows += len(run) * tabular
        lines = (TextLine(("\t" if tabular else ",").join(row)) for row in run)
        blocks += (padded_blocks(run, method) if tabular else None) or lines
    return blocks if n_rows >= SETTINGS.habit_lines else None
