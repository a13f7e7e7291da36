"""Word files (.docx) → grids and lines, as Word shows them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from govreports.errors import ReadError
from govreports.sources.characters import RAISED
from govreports.sources.document import Document, Grid, TextLine
from govreports.sources.docx_cell import MATH, doubt_of, number_of
from govreports.sources.docx_package import usual_package
from govreports.sources.docx_run import SEEN, Styles, W, mark
from govreports.sources.misaligned_spans import Placed, Spanning
from govreports.sources.separated_lines import with_rows
from govreports.sources.spans import grid_of, lays_out

_Element: TypeAlias = Any  # lxml's elements carry no types
_Inserted: TypeAlias = dict[_Element, tuple[TextLine | Grid, ...]]

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _TABLE, _ROW, _CELL, _RUN = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}r"
# Tracked deletions, the older drawing of what a newer one shows, and the small characters over a ruby text.
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}rt"})
_BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_CHUNK = f"{W}altChunk"


def read(path: Path, data: bytes, open_inserted: Callable[[Path, bytes], Document]) -> Document:
    """Read a Word file.

    Paragraphs and tables come in the order of the body; a merged region is one cell. Headers, feet, tracked deletions,
    hidden and struck-out text are left out; text boxes are lines where they are anchored. A table that only lays out
    the page (see `spans.lays_out`, or one that holds tables) gives the lines and tables in it.

    Parameters
    ----------
    open_inserted : callable
        Reads the files that Word inserts when it opens the document (``altChunk``), of whatever kind they are.

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
        part = docx.Document(io.BytesIO(usual_package(data))).part
        body = part.element.body
        styles = Styles(part.styles.element)
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own through
        raise ReadError.of(
            path,
            "damaged",
            f"The Word file cannot be opened ({type(error).__name__}).",
            "Open it in Word or WPS and save it again as .docx.",
        ) from error
    mark(body, styles)
    blocks = with_rows(_blocks(body, _inserted(path, part, open_inserted)), "docx")
    if not blocks:
        raise ReadError.of(path, "no_text", "The Word file holds no text.", "See whether it is the right file.")
    return Document(blocks, method="docx")


def _inserted(path: Path, part: Any, open_inserted: Callable[[Path, bytes], Document]) -> _Inserted:
    inserted: _Inserted = {}
    for chunk in part.element.body.iter(_CHUNK):
        target = part.related_parts.get(chunk.get(f"{_R}id"))
        if target is not None:
            inserted[chunk] = open_inserted(path, target.blob).blocks
    return inserted


def _blocks(container: _Element, inserted: _Inserted) -> Iterator[TextLine | Grid]:
    for child in container:
        if child in inserted:
            yield from inserted[child]
        elif child.tag == _P:
            yield from (TextLine(line) for line in _lines(child) if line.strip())
            for box in _boxes(child):
                yield from _blocks(box, inserted)
        elif child.tag == _TABLE:
            yield from _table(child, inserted)
        elif child.tag not in _GONE:
            # Content controls, insertions and custom XML wrap paragraphs and tables.
            yield from _blocks(child, inserted)


def _table(table: _Element, inserted: _Inserted) -> Iterator[TextLine | Grid]:
    rows = [
        row
        for row in _own(table, _ROW)
        if not any(row.find(f"{W}trPr/{W}{gone}") is not None for gone in ("del", "hidden"))
    ]
    cells = [list(_own(row, _CELL)) for row in rows]
    nested = next(table.iter(_CHUNK), None) is not None or any(
        sum(1 for _ in inner.iter(_CELL)) > 1 for inner in table.iterdescendants(_TABLE)
    )
    grid = None
    if not nested and not lays_out([[_text(cell) for cell in row] for row in cells]):
        grid = grid_of(_placed(rows), method="docx")
    if grid is not None:
        yield grid
    else:
        for row in cells:
            for cell in row:
                yield from _blocks(cell, inserted)


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
        column = number_of(row.find(f"{W}trPr/{W}gridBefore"), 0)
        still_open: dict[int, int] = {}
        for cell in _own(row, _CELL):
            width = number_of(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            text = _text(cell)
            above = open_above.get(column) if merge is not None and merge.get(f"{W}val") != "restart" else None
            if above is not None:
                # Word shows the first cell's text only; text below it is one that no reader sees.
                first = found[above]
                doubt = first.doubt or ("merged_text" if text else None)
                found[above] = first._replace(row_span=first.row_span + 1, doubt=doubt)
                still_open[column] = above
            else:
                doubt = doubt_of(cell, row, text)
                if merge is not None:
                    still_open[column] = len(found)
                found.append(Placed(number, column, 1, width, Spanning(text), doubt))
            column += width
        open_above = still_open
    return found


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
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in _GONE:
            yield from _boxes(child)


def _lines(paragraph: _Element) -> list[str]:
    return "".join(_pieces(paragraph)).split("\n")


def _pieces(element: _Element) -> Iterator[str]:
    """Return the text of a paragraph without its text boxes and without what Word does not show."""
    for child in element:
        if child.tag == _RUN and child.get(SEEN) == "unseen":
            continue
        if child.tag in (f"{W}t", f"{MATH}t"):
            text = child.text or ""
            yield text.translate(RAISED) if element.get(SEEN) in ("raised", "small") else text
        elif child.tag == f"{W}ddList":
            yield _chosen(child)
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _GONE and child.tag not in (f"{W}txbxContent", f"{W}pPr", f"{W}rPr"):
            yield from _pieces(child)


def _chosen(field: _Element) -> str:
    """Return the entry that a drop-down field shows."""
    entries = [entry.get(f"{W}val") or "" for entry in field.findall(f"{W}listEntry")]
    chosen = field.find(f"{W}result")
    place = number_of(chosen if chosen is not None else field.find(f"{W}default"), 0)
    return entries[place] if place < len(entries) else ""
