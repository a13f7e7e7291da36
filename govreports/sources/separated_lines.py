"""Lines whose cells are parted by tabs or bars → ragged grids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from govreports.columns import SIGNS
from govreports.sources.bar_rows import BAR, barred_fields, joined_rows
from govreports.sources.document import Grid, GridCell, TextLine

_RULE = re.compile(r"[\s|+=:\-─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬]*(?:-{3}|[─━═]{2})[\s|+=:\-─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬]*")
_GAP = re.compile(r"\s+")
_DIGIT = re.compile(rf"[\s{SIGNS}]*\d")


def with_rows(blocks: Iterable[TextLine | Grid], method: str) -> tuple[TextLine | Grid, ...]:
    """Turn runs of lines with separators into ragged grids; leave every other line and grid as it is.

    An empty field between two separators is a cell without text. A run without any number is prose (a line of links,
    a table of contents) and stays lines, and so does a line that a tab only indents.

    Parameters
    ----------
    blocks : iterable of TextLine and Grid
        In reading order; the tabs of the lines still in them.
    method : str
        See `Grid.method`.

    Examples
    --------
    >>> blocks = with_rows([TextLine("二、主动公开"), TextLine("规章\\t0\\t\\t12"), TextLine("| 许可 | 45 |")], "plain")
    >>> blocks[0].text, [(cell.row, cell.column, cell.text) for cell in blocks[1].cells]
    ('二、主动公开', [(0, 0, '规章'), (0, 1, '0'), (0, 2, ''), (0, 3, '12'), (1, 0, '许可'), (1, 1, '45')])
    """
    found: list[TextLine | Grid] = []
    for kind, group in groupby(blocks, key=_kind):
        run = list(group)
        lines = [block for block in run if isinstance(block, TextLine)]
        rows = _rows(joined_rows([line.text for line in lines])) if kind == "row" else []
        if any(_DIGIT.match(field) for fields in rows for field in fields):
            cells = [GridCell(r, c, text) for r, fields in enumerate(rows) for c, text in enumerate(fields)]
            found.append(Grid(tuple(cells), len(rows), max(map(len, rows)), method=method, ragged=True))
        else:
            found.extend(
                block._replace(text=" ".join(block.text.split())) if isinstance(block, TextLine) else block
                for block in run
            )
    return tuple(found)


def _kind(block: TextLine | Grid) -> str:
    if isinstance(block, Grid):
        return "grid"
    parted = _RULE.fullmatch(block.text) or BAR.search(block.text) or "\t" in block.text.lstrip()
    return "row" if parted else "line"


def _rows(lines: Sequence[str]) -> list[list[str]]:
    """Split lines; a rule between rows has no fields.

    A tab before the first text is an indent, or the empty cells under a merged label: both are fields.
    """
    kept = [line for line in lines if not _RULE.fullmatch(line)]
    barred = iter(barred_fields([line for line in kept if "\t" not in line.lstrip()]))
    rows = [line.split("\t") if "\t" in line.lstrip() else next(barred) for line in kept]
    return [[_tidy(field) for field in row] for row in rows if row]


def _tidy(field: str) -> str:
    """Return a field with its blanks as one or two: a wide gap parts two numbers (32  593), one blank thousands."""
    return _GAP.sub(lambda gap: " " if gap[0] in " \xa0" else "  ", field.strip())
