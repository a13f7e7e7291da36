"""One page's ink → its grids and, around them, its lines of prose, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from govreports.sources.document import Box, Grid, GridCell, TextLine, Word
from govreports.sources.pdf.ink import Floats, Ink
from govreports.sources.pdf.over_the_rule import keep_whole
from govreports.sources.pdf.pieces import pieces
from govreports.sources.pdf.raised_digits import mark_raised, runs
from govreports.sources.pdf.ruled.filled_cells import filled_tables
from govreports.sources.pdf.ruled.lattice import Lattice, lattices
from govreports.sources.pdf.settings import SETTINGS
from govreports.sources.pdf.text_lines import Line, joined, lines

_ROW = re.compile(r"\S\s+\S+\s+\S|\S\s{2,}\S|\D\s[\d,.／/—-]+$")
_FOOT = re.compile(r"\W*\d+\W*")  # - 4 -
_DIGIT = re.compile(r"\d")
_ALONE = frozenset({"struck_out", "picture"})  # reasons that concern only a cell in which no other number stands
_LAST_CONTROL = 0x20  # blanks and control characters are set anew from the gaps


def page_blocks(ink: Ink, page: int) -> list[TextLine | Grid]:
    """Read the grids and lines of a page.

    Parameters
    ----------
    ink : Ink
        What the page prints.
    page : int
        The page, counted from 1.

    Returns
    -------
    list of TextLine and Grid
        From top to bottom.
    """
    tables = [lattice for lattice in lattices(ink.across, ink.down) if len(lattice.xs) > 2]
    printed = _printed(ink)
    codes, boxes = ink.codes[printed], ink.boxes[printed]
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    owners, firsts = _owners(tables, centres)
    written, unclear = _written(codes, boxes, owners, tables)
    if may_be_table(line.text for line in written if line.owner < 0):
        tables += filled_tables(ink.fills, _unmet(ink.across, tables), centres[owners < 0], ink.size)
        owners, firsts = _owners(tables, centres)
        written, unclear = _written(codes, boxes, owners, tables)
    texts: dict[int, list[Line]] = {
        owner: list(group) for owner, group in groupby(written, key=lambda line: line.owner)
    }
    outside = [TextLine(line.text, page, Box(line.x0, line.top, line.x1, line.bottom)) for line in texts.pop(-1, [])]
    reasons = _reasons(ink, tables, unclear)
    grids = [_grid(lattice, first, texts, page, reasons) for lattice, first in zip(tables, firsts, strict=True)]
    blocks: list[TextLine | Grid] = [*outside, *grids]
    return sorted(blocks, key=lambda block: block.box.top if block.box else 0.0)


def page_words(ink: Ink, page: int, part: int = 0) -> list[Word]:
    """Return the words of a page, whatever rules stand between them."""
    printed = _printed(ink)
    codes, boxes = ink.codes[printed], ink.boxes[printed]
    codes, boxes, _ = mark_raised(codes, boxes, runs(boxes))  # a_sup_d0: 10313⁸ is no 810313
    return [
        Word(piece.text, page, Box(piece.x0, piece.top, piece.x1, piece.bottom), part, piece.centres)
        for piece in pieces(codes, boxes)
    ]


def _written(
    codes: NDArray[np.uint32], boxes: Floats, owners: NDArray[np.int64], tables: list[Lattice]
) -> tuple[list[Line], dict[int, str]]:
    """Return the lines, and the cells of which it is not clear which digits are theirs or a note's."""
    shared = keep_whole(codes, boxes, owners, lambda places: _owners(tables, places)[0]) if tables else []
    codes, boxes, unclear = mark_raised(codes, boxes, owners)
    return lines(codes, boxes, owners), dict.fromkeys(unclear, "raised_digits") | dict.fromkeys(shared, "digits_apart")


def _reasons(ink: Ink, tables: list[Lattice], unclear: dict[int, str]) -> dict[int, str]:
    """Return for each doubtful cell why it is."""
    places = np.array([(x, y) for x, y, _ in ink.doubts]).reshape(-1, 2)
    owners = _owners(tables, places)[0].tolist()
    known = sorted(
        zip(owners, (reason for _, _, reason in ink.doubts), strict=True), key=lambda owned: owned[1] not in _ALONE
    )
    return unclear | dict(known)


def _unmet(across: Floats, tables: list[Lattice]) -> Floats:
    """Return the horizontal rules that belong to no table yet."""
    free, reach = np.ones(len(across), dtype=bool), SETTINGS.rule_reach_pt
    for lattice in tables:
        x0, top, x1, bottom = lattice.box
        free &= ~(
            (across[:, 0] > top - reach) & (across[:, 0] < bottom + reach) & (across[:, 2] > x0) & (across[:, 1] < x1)
        )
    return across[free]


def may_be_table(outside: Iterable[str]) -> bool:
    """Return whether some lines could be a table's without rules: gaps, a number at its end, many short lines."""
    short = 0
    for line in outside:
        if _FOOT.fullmatch(line):
            continue
        short += len(line) < SETTINGS.short_line_characters
        if short >= SETTINGS.short_lines or _ROW.search(line):
            return True
    return False


def _printed(ink: Ink) -> NDArray[np.bool_]:
    codes = ink.codes
    blank = (codes <= _LAST_CONTROL) | (codes == 0xA0) | (codes == 0x3000) | (codes == 0xFFFE) | (codes == 0xFEFF)
    empty = (ink.boxes[:, 2] <= ink.boxes[:, 0]) & (ink.boxes[:, 3] <= ink.boxes[:, 1])
    off = (
        (ink.boxes[:, 2] < 0)
        | (ink.boxes[:, 0] > ink.size.width)
        | (ink.boxes[:, 3] < 0)
        | (ink.boxes[:, 1] > ink.size.height)
    )
    visible: NDArray[np.bool_] = ~(blank | empty | off | ink.over)
    return visible


def _owners(tables: list[Lattice], centres: NDArray[np.float64]) -> tuple[NDArray[np.int64], list[int]]:
    """Return each character the cell that its centre stands in; cells are numbered through all grids."""
    owners = np.full(len(centres), -1, dtype=np.int64)
    firsts, first = [], 0
    for lattice in tables:
        column = np.searchsorted(lattice.xs, centres[:, 0]) - 1
        row = np.searchsorted(lattice.ys, centres[:, 1]) - 1
        rows, columns = lattice.owner.shape
        within = (column >= 0) & (column < columns) & (row >= 0) & (row < rows) & (owners < 0)
        owners[within] = first + lattice.owner[row[within], column[within]]
        firsts.append(first)
        first += len(lattice.spans)
    return owners, firsts


def _grid(lattice: Lattice, first: int, texts: dict[int, list[Line]], page: int, reasons: dict[int, str]) -> Grid:
    cells = []
    for number, (row, column, rows, columns) in enumerate(lattice.spans):
        box = lattice.cell_box(number)
        parts = texts.get(first + number)
        text = joined(parts, box.x0, box.x1) if parts else ""
        doubt = "overprinted" if parts and any(part.overprinted for part in parts) else None
        reason = reasons.get(first + number)
        doubt = reason if reason and not (reason in _ALONE and _DIGIT.search(text)) else doubt
        cells.append(GridCell(row, column, text, rows, columns, box, doubt, page))
    rows, columns = lattice.owner.shape
    return Grid(tuple(cells), rows, columns, page, lattice.box, tuple(lattice.xs.tolist()))
