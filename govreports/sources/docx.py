"""Word files (.docx) → grids and lines, as Word shows them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from govreports.errors import ReadError
from govreports.sources.document import Document, Grid, TextLine
from govreports.sources.misaligned_spans import Placed, Spanning
from govreports.sources.separated_lines import with_rows
from govreports.sources.spans import grid_of, lays_out

_Element: TypeAlias = Any  # lxml's elements carry no types

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _TABLE, _ROW, _CELL, _RUN = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc", f"{_W}r"
# Tracked deletions, the older drawing of what a newer one shows, and the small characters over a ruby text.
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}rt"})
_BREAKS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_PICTURES = (f"{_W}drawing", f"{_W}pict", f"{_W}object")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read(path: Path, data: bytes) -> Document:
    """Read a Word file.

    Paragraphs and tables come in the order of the body; a merged region is one cell. Headers, feet, tracked deletions,
    hidden and struck-out text are left out; text boxes are lines where they are anchored. A table that only lays out
    the page (see `spans.lays_out`, or one that holds tables) gives the lines and tables in it.

    Parameters
    ----------
    path : Path
        Named in errors.
    data : bytes
        The file.

    Returns
    -------
    Document
        Without pages and boxes; its `method` is ``docx``. Its `title` is empty: the title in a Word file's properties
        is mostly that of the file it was copied from.

    Raises
    ------
    ReadError
        ``damaged`` or ``no_text``.
    """
    import docx

    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own through
        raise ReadError.of(
            path,
            "damaged",
            f"The Word file cannot be opened ({type(error).__name__}).",
            "Open it in Word or WPS and save it again as .docx.",
        ) from error
    blocks = with_rows(_blocks(body), "docx")
    if not blocks:
        raise ReadError.of(path, "no_text", "The Word file holds no text.", "See whether it is the right file.")
    return Document(blocks, method="docx")


def _blocks(container: _Element) -> Iterator[TextLine | Grid]:
    for child in container:
        if child.tag == _P:
            yield from (TextLine(line) for line in _lines(child) if line.strip())
            for box in _boxes(child):
                yield from _blocks(box)
        elif child.tag == _TABLE:
            yield from _table(child)
        elif child.tag not in _GONE:
            # Content controls, insertions and custom XML wrap paragraphs and tables.
            yield from _blocks(child)


def _table(table: _Element) -> Iterator[TextLine | Grid]:
    rows = [row for row in _own(table, _ROW) if row.find(f"{_W}trPr/{_W}del") is None]
    cells = [list(_own(row, _CELL)) for row in rows]
    nested = any(sum(1 for _ in inner.iter(_CELL)) > 1 for inner in table.iterdescendants(_TABLE))
    grid = None
    if not nested and not lays_out([[_text(cell) for cell in row] for row in cells]):
        grid = grid_of(_placed(rows), method="docx")
    if grid is not None:
        yield grid
    else:
        for row in cells:
            for cell in row:
                yield from _blocks(cell)


def _own(element: _Element, tag: str) -> Iterator[_Element]:
    """Find the rows of a table or the cells of a row, also those in content controls, but not those of inner tables."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in (_TABLE, _ROW, _CELL) and child.tag not in _GONE:
            yield from _own(child, tag)


def _placed(rows: list[_Element]) -> list[Placed]:
    """Put the cells where ``gridSpan``, ``gridBefore`` and ``vMerge`` put them."""
    found: list[Placed] = []
    open_above: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        still_open: dict[int, int] = {}
        for cell in _own(row, _CELL):
            width = _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            text = _text(cell)
            above = open_above.get(column) if merge is not None and merge.get(f"{_W}val") != "restart" else None
            if above is not None:
                # Word shows the first cell's text only; text below it is one that no reader sees.
                first = found[above]
                doubt = first.doubt or ("merged_text" if text else None)
                found[above] = first._replace(row_span=first.row_span + 1, doubt=doubt)
                still_open[column] = above
            else:
                doubt = (
                    "picture" if not text and any(next(cell.iter(tag), None) is not None for tag in _PICTURES) else None
                )
                if merge is not None:
                    still_open[column] = len(found)
                found.append(Placed(number, column, 1, width, Spanning(text), doubt))
            column += width
        open_above = still_open
    return found


def _number(element: _Element | None, default: int) -> int:
    """Read a count of columns; what is no number does not count."""
    value = element.get(f"{_W}val", "") if element is not None else ""
    return int(value) if re.fullmatch(r"[+-]?[0-9]{1,9}", value) else default


def _text(cell: _Element) -> str:
    lines = (line.strip() for block in _paragraphs(cell) for line in _lines(block))
    return "\n".join(line for line in lines if line)


def _paragraphs(element: _Element) -> Iterator[_Element]:
    for child in element:
        if child.tag == _P:
            yield child
            for box in _boxes(child):
                yield from _paragraphs(box)
        elif child.tag not in _GONE:
            yield from _paragraphs(child)


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """Find the text boxes that are anchored in a paragraph, each once."""
    for child in paragraph:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag not in _GONE:
            yield from _boxes(child)


def _lines(paragraph: _Element) -> list[str]:
    return "".join(_pieces(paragraph)).split("\n")


def _pieces(element: _Element) -> Iterator[str]:
    """Return the text of a paragraph without its text boxes and without what Word does not show."""
    for child in element:
        if child.tag == _RUN and _unseen(child):
            continue
        if child.tag == f"{_W}t":
            raised = element.find(f"{_W}rPr/{_W}vertAlign")
            text = child.text or ""
            yield text.translate(_RAISED) if raised is not None and raised.get(f"{_W}val") == "superscript" else text
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _GONE and child.tag not in (f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr"):
            yield from _pieces(child)


def _unseen(run: _Element) -> bool:
    marks = (run.find(f"{_W}rPr/{_W}{name}") for name in ("vanish", "strike", "dstrike"))
    return any(mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off") for mark in marks)
