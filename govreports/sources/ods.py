"""OpenDocument sheets (.ods, as WPS and LibreOffice save them) → grids and lines: the text that each cell shows."""

from __future__ import annotations

import io
import math
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from govreports.errors import ReadError
from govreports.sources import file_limits as limits
from govreports.sources.characters import OF_SIGNS, RAISED
from govreports.sources.colours import BLACK, WHITE, contrast, read_colour
from govreports.sources.document import Document, Grid, TextLine
from govreports.sources.lengths import pixels
from govreports.sources.misaligned_spans import Placed, Spanning
from govreports.sources.settings import SETTINGS
from govreports.sources.spans import grid_of

_Element: TypeAlias = Any  # lxml's elements carry no types
_Look: TypeAlias = Mapping[str, str]


def _name(prefixed: str) -> str:
    prefix, _, local = prefixed.partition(":")
    return f"{{urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0}}{local}"


_TABLE, _ROW, _COLUMN = _name("table:table"), _name("table:table-row"), _name("table:table-column")
_CELL, _COVERED = _name("table:table-cell"), _name("table:covered-table-cell")
_PARAGRAPH, _SPAN, _ASIDE = _name("text:p"), _name("text:span"), _name("office:annotation")
_DRAWING = _name("drawing:")
_BLANKS = {_name("text:s"): " ", _name("text:tab"): " ", _name("text:line-break"): "\n"}


class _Cell(NamedTuple):
    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    doubt: str | None
    bordered: bool


def read(path: Path, data: bytes) -> Document:
    """Read the visible sheets of an OpenDocument spreadsheet.

    The file holds for each cell the text that the sheet shows. Rows with borders, or with more than one filled cell,
    make grids; the others are lines. Hidden sheets, rows and columns, and what is struck out or has the colour of its
    ground, are left out.

    Returns
    -------
    Document
        Without pages and boxes; its `method` is ``xlsx``, as for other workbooks.

    Raises
    ------
    ReadError
        ``damaged`` or ``no_text``.
    """
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = etree.fromstring(archive.read("content.xml"))
            roots = [
                content,
                *([etree.fromstring(archive.read("styles.xml"))] if "styles.xml" in archive.namelist() else []),
            ]
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, etree.XMLSyntaxError) as error:
        reason = f"The spreadsheet cannot be opened ({type(error).__name__})."
        raise ReadError.of(path, "damaged", reason) from error
    styles = _Styles(roots)
    blocks = tuple(block for table in content.iter(_TABLE) for block in _blocks(table, styles))
    if not blocks:
        raise ReadError.of(path, "no_text", "The spreadsheet holds no text.")
    return Document(blocks, method="xlsx")


class _Styles:
    """What the styles of a file say of cells and of stretches of text."""

    def __init__(self, roots: list[_Element]) -> None:
        self._styles = {
            (style.get(_name("style:family")), style.get(_name("style:name"))): style
            for root in reversed(roots)
            for style in root.iter(_name("style:style"))
        }

    def look(self, family: str, name: str | None) -> _Look:
        """Return the properties of a style, those that it inherits among them."""
        chain: list[_Element] = []
        while (style := self._styles.get((family, name))) is not None and style not in chain:
            chain.append(style)
            name = style.get(_name("style:parent-style-name"))
        return {
            key.rpartition("}")[2]: value
            for style in reversed(chain)
            for properties in style
            for key, value in properties.attrib.items()
        }


def _blocks(table: _Element, styles: _Styles) -> Iterator[TextLine | Grid]:
    if styles.look("table", table.get(_name("table:style-name"))).get("display") == "false":
        return
    cells = list(_cells(table, styles))
    rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]
    for tabular, group in groupby(rows, key=_tabular):
        stretch = list(group)
        if tabular:
            yield from filter(None, [grid_of(_placed(stretch), method="xlsx")])
        else:
            yield from (TextLine(cell.text) for row in stretch for cell in row if cell.text)


def _tabular(row: list[_Cell]) -> bool:
    return sum(bool(cell.text or cell.doubt) for cell in row) > 1 or any(cell.bordered for cell in row)


def _placed(rows: list[list[_Cell]]) -> list[Placed]:
    numbers = [row[0].row for row in rows]
    used = max((cell.column for row in rows for cell in row if cell.text or cell.doubt or cell.bordered), default=0)
    return [
        Placed(
            place,
            cell.column,
            sum(cell.row <= number < cell.row + cell.row_span for number in numbers),
            cell.column_span,
            Spanning(cell.text),
            cell.doubt,
        )
        for place, row in enumerate(rows)
        for cell in row
        if cell.column <= used
    ]


def _cells(table: _Element, styles: _Styles) -> Iterator[_Cell]:
    """Return the visible cells row by row, rows without any text or border left out."""
    hidden, widths = _hidden_columns(table), _widths(table, styles)
    number = 0
    for row in table.iter(_ROW):
        repeated = _count(row, "table:number-rows-repeated")
        if row.get(_name("table:visibility"), "visible") == "visible":
            low = _is_low(styles.look("table-row", row.get(_name("table:style-name"))))
            cells = [
                _with_room(cell, widths, low)
                for cell in _row_cells(row, styles)
                if not hidden.issuperset(_columns(cell))
            ]
            if any(cell.text or cell.doubt or cell.bordered for cell in cells):
                limits.check("cells", repeated * len(cells))
                yield from (cell._replace(row=number + step) for step in range(repeated) for cell in cells)
        number += repeated


def _is_low(look: _Look) -> bool:
    """Return whether a row is fixed at less than a line's height."""
    height = pixels(look.get("row-height", ""), 16.0)
    fixed = look.get("use-optimal-row-height") != "true"
    return fixed and height is not None and height * 15 < SETTINGS.least_row_twip


def _widths(table: _Element, styles: _Styles) -> dict[int, float]:
    """Return how many digits of the usual size the columns are wide, as far as the file says it."""
    widths: dict[int, float] = {}
    column = 0
    for entry in table.iter(_COLUMN):
        repeated = _count(entry, "table:number-columns-repeated")
        look = styles.look("table-column", entry.get(_name("table:style-name")))
        width = pixels(look.get("column-width", ""), 16.0)
        if width is not None:
            digits = 3 * width / SETTINGS.usual_half_pt  # half an em of pixels, of which a half-point has two thirds
            widths |= dict.fromkeys(range(column, column + min(repeated, SETTINGS.html_columns)), digits)
        column += repeated
    return widths


def _with_room(cell: _Cell, widths: Mapping[int, float], low: bool) -> _Cell:
    """Return a cell in doubt where its column or its row has no room for its number: a sheet shows ### then."""
    width = sum(widths.get(column, math.inf) for column in _columns(cell))
    number = cell.text.replace(",", "").replace(".", "").isdigit()
    return cell._replace(doubt="clipped") if cell.text and (low or (number and len(cell.text) > width)) else cell


def _columns(cell: _Cell) -> range:
    return range(cell.column, cell.column + cell.column_span)


def _row_cells(row: _Element, styles: _Styles) -> list[_Cell]:
    cells: list[_Cell] = []
    column = 0
    entries = [entry for entry in row if entry.tag in (_CELL, _COVERED)]
    for place, entry in enumerate(entries):
        repeated = _count(entry, "table:number-columns-repeated")
        look = styles.look("table-cell", entry.get(_name("table:style-name")))
        bordered = any(side.startswith("border") and value != "none" for side, value in look.items())
        text, doubt = _shown(entry, look, styles)
        # The rest of a row is one entry, repeated to the sheet's last column.
        if entry.tag == _CELL and (text or doubt or place < len(entries) - 1 or (bordered and repeated < 100)):
            limits.check("cells", repeated)
            spans = _count(entry, "table:number-rows-spanned"), _count(entry, "table:number-columns-spanned")
            cells += [_Cell(0, column + step, *spans, text, doubt, bordered) for step in range(repeated)]
        column += repeated
    return cells


def _hidden_columns(table: _Element) -> set[int]:
    hidden: set[int] = set()
    column = 0
    for entry in table.iter(_COLUMN):
        repeated = _count(entry, "table:number-columns-repeated")
        if entry.get(_name("table:visibility"), "visible") != "visible":
            hidden.update(range(column, column + min(repeated, 10_000)))
        column += repeated
    return hidden


def _count(element: _Element, name: str) -> int:
    value = element.get(_name(name), "1")
    return max(int(value), 1) if value.isdigit() else 1


def _shown(cell: _Element, look: _Look, styles: _Styles) -> tuple[str, str | None]:
    """Return the text that a cell shows, and its doubt where it holds a value and no text, or is hardly seen."""
    paragraphs = [list(_pieces(paragraph, look, styles)) for paragraph in cell if paragraph.tag == _PARAGRAPH]
    text = "\n".join("".join(piece for piece, _ in paragraph) for paragraph in paragraphs).strip()
    formula = cell.get(_name("table:formula")) is not None
    value = cell.get(_name("office:value")) is not None
    if not paragraphs and (formula or value):
        return text, "no_value"
    faint = any(seen == "faint" and piece.strip() for paragraph in paragraphs for piece, seen in paragraph)
    faint |= "apply-style-name" in look and _seen(styles.look("table-cell", look["apply-style-name"])) != ""
    doubt: str | None
    if any(str(child.tag).startswith(_DRAWING) for child in cell):
        doubt = "covered" if text else "picture"
    elif text and (look.get("repeat-content") == "true" or OF_SIGNS.search(look.get("font-name", ""))):
        doubt = "text_unlike_ink"
    else:
        doubt = "hidden_text" if faint or (not text and _hides_digits(cell, look)) else None
    return text, doubt


def _hides_digits(cell: _Element, look: _Look) -> bool:
    """Return whether a cell that shows nothing holds digits, which are not struck out as a whole."""
    paragraphs = (paragraph for paragraph in cell if paragraph.tag == _PARAGRAPH)
    return not _is_struck(look) and any(map(str.isdigit, "".join(text for p in paragraphs for text in p.itertext())))


def _is_struck(look: _Look) -> bool:
    return look.get("text-line-through-style", "none") != "none"


def _pieces(element: _Element, look: _Look, styles: _Styles) -> Iterator[tuple[str, str]]:
    """Return the text that shows, in pieces, each with how it is seen: see `_seen`."""
    seen, raised = _seen(look), look.get("text-position", "0%").split("%")[0] not in ("0", "")
    if element.text and seen != "unseen":
        yield element.text.translate(RAISED) if raised else element.text, seen
    for child in element:
        if child.tag in _BLANKS:
            yield _BLANKS[child.tag], ""
        elif child.tag != _ASIDE:
            own = styles.look("text", child.get(_name("text:style-name"))) if child.tag == _SPAN else {}
            yield from _pieces(child, {**look, **own}, styles)
        if child.tail and seen != "unseen":
            yield child.tail.translate(RAISED) if raised else child.tail, seen


def _seen(look: _Look) -> str:
    """Return ``unseen`` for text struck out, of its ground's colour or tiny, ``faint`` for hardly seen, else ""."""
    if _is_struck(look) or look.get("display") == "none":
        return "unseen"
    colour = read_colour(look.get("color", "")) or BLACK
    ground = read_colour(look.get("background-color", "")) or WHITE
    strength = math.inf if look.get("use-window-font-color") == "true" else contrast(colour, ground)
    usual_px = SETTINGS.usual_half_pt / 1.5  # half-points in a pixel
    size_px = pixels(look.get("font-size", "100%"), usual_px)
    half_pt = 1.5 * (usual_px if size_px is None else size_px)
    if strength < SETTINGS.unseen_contrast or half_pt < SETTINGS.unseen_half_pt:
        return "unseen"
    squeezed = look.get("text-scale", "100%").rstrip("%")
    if squeezed.isdigit() and int(squeezed) < SETTINGS.squeezed_percent:
        return "faint"
    return "faint" if strength < SETTINGS.faint_contrast or half_pt < SETTINGS.faint_half_pt else ""
