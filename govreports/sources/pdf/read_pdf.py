"""A PDF file → a document: open it, say clearly why where it cannot be opened, and let an engine read its pages."""

from __future__ import annotations

import ctypes
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from govreports.errors import ReadError
from govreports.sources.document import Document, Grid, PageSize, TextLine, Turned, Word
from govreports.sources.pdf.annotations import Annotations, annotations_on
from govreports.sources.pdf.drawn import Drawn, drawn_on
from govreports.sources.pdf.enclosed import names_of_enclosed
from govreports.sources.pdf.in_forms import lift_from_forms
from govreports.sources.pdf.ink import Floats, Ink
from govreports.sources.pdf.numbers_as_drawn import read_as_drawn, with_drawn_numbers
from govreports.sources.pdf.objects import Rect
from govreports.sources.pdf.page import may_be_table, page_blocks, page_words
from govreports.sources.pdf.painted_grounds import may_paint_patterns
from govreports.sources.pdf.pdfium import Display, TextPage, page_size
from govreports.sources.pdf.pictured_pages import may_hold_table, picture_of, read_pasted, why_picture
from govreports.sources.pdf.readable import readable_characters
from govreports.sources.pdf.ruled.rules import split
from govreports.sources.pdf.sheets import parts_of
from govreports.sources.pdf.turned_pages import set_upright
from govreports.sources.pdf.watermarks import slanted, tiled, towering

if TYPE_CHECKING:
    from govreports.sources.scan.read_scan import PictureReader, ReadPage

_REASONS = {
    pdfium.FPDF_ERR_PASSWORD: (
        "encrypted",
        "The PDF is protected by a password.",
        "Open it with the password, print it to a new PDF and put that one here.",
    ),
    pdfium.FPDF_ERR_SECURITY: (
        "encrypted",
        "The PDF is protected in a way that cannot be opened.",
        "Open it in a PDF reader, print it to a new PDF and put that one here.",
    ),
}
_DAMAGED = (
    "damaged",
    "The PDF is damaged and cannot be opened.",
    "Download it again, or open it in a PDF reader and print it to a new PDF.",
)


def read(path: Path, data: bytes, as_pictures: Container[int] = (), *, as_drawn: bool = False) -> Document:
    """Read a PDF.

    Parameters
    ----------
    as_pictures : container of int
        Pages whose pictures are read too, or that are read as pictures where they have none.
    as_drawn : bool
        Whether digits are read from what the pages draw, since their text claims others.

    Returns
    -------
    Document
        Grids and lines of every page, boxes in points from the top left corner of the displayed page.

    Raises
    ------
    ReadError
        ``encrypted`` or ``damaged``.
    """
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise ReadError.of(path, *_REASONS.get(pdfium.FPDF_GetLastError(), _DAMAGED))
    try:
        reader = _Reader(as_pictures, as_drawn, may_paint_patterns(data))
        for number, page, laid_over in _pages(document, path):
            reader.read(page, number, laid_over)
        return replace(reader.document(_title(document)), enclosed=names_of_enclosed(document))
    finally:
        pdfium.FPDF_CloseDocument(document)


def _pages(document: pdfium.FPDF_DOCUMENT, path: Path) -> Iterator[tuple[int, int, Annotations]]:
    """Return number and address of each page, loaded while it is in use, and what is laid over it."""
    count = pdfium.FPDF_GetPageCount(document)
    if not count:
        raise ReadError.of(path, *_DAMAGED)
    for number in range(count):
        page = pdfium.FPDF_LoadPage(document, number)
        laid_over = annotations_on(page) if page else Annotations()
        if laid_over.shown:
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            raise ReadError.of(path, "damaged", "The page cannot be read.", _DAMAGED[2], number + 1)
        try:
            yield number + 1, ctypes.cast(page, ctypes.c_void_p).value or 0, laid_over
        finally:
            pdfium.FPDF_ClosePage(page)


class _Reader:
    """Reads page after page, and keeps what the document as a whole is told by."""

    def __init__(self, as_pictures: Container[int], as_drawn: bool, patterned: bool) -> None:
        self._as_pictures, self._as_drawn, self._patterned = as_pictures, as_drawn, patterned
        self._blocks: list[TextLine | Grid] = []
        self._sizes: list[PageSize] = []
        self._recognised: set[int] = set()
        self._pictures: list[int] = []
        self._ink: dict[int, Sequence[Ink]] = {}
        self._turned: dict[int, Turned] = {}
        self._seen: dict[int, ReadPage] = {}
        self._scans: PictureReader | None = None

    def read(self, page: int, number: int, laid_over: Annotations) -> None:
        """Read a page: its text, or its picture where it has no text that can be read."""
        size = page_size(page)
        self._sizes.append(size)
        drawn = drawn_on(page)
        drawn.patterned = self._patterned
        text = TextPage(page)
        try:
            turns = set_upright(page, text)
            if why_picture(text, drawn, size) or (number in self._as_pictures and not may_hold_table(drawn)):
                self._recognised.add(number)
                self._read_picture(picture_of(page, drawn, size), number, size)
                return
            self._finish_picture()
            blocks = self._read_text(page, number, text, drawn, laid_over)
            if turns:
                self._turned[number] = Turned(turns, page_size(page))
        finally:
            text.close()
        if may_hold_table(drawn):
            if number in self._as_pictures:
                self._recognised.add(number)
                pasted = read_pasted(page, number, drawn, size)
                blocks = sorted(blocks + pasted, key=lambda block: block.box.top if block.box else 0.0)
            else:
                self._pictures.append(number)
        self._blocks += blocks

    def _read_picture(self, image: NDArray[np.uint8], number: int, size: PageSize) -> None:
        from govreports.sources.scan.read_scan import PictureReader

        self._scans = self._scans or PictureReader()
        self._take(self._scans.put(image, number, size))

    def _finish_picture(self) -> None:
        self._take(self._scans.last() if self._scans is not None else None)

    def _take(self, read: ReadPage | None) -> None:
        if read is not None:
            self._seen[read.number] = read
            self._blocks += read.blocks

    def _read_text(
        self, page: int, number: int, text: TextPage, drawn: Drawn, laid_over: Annotations
    ) -> list[TextLine | Grid]:
        if not drawn.strokes and number not in self._as_pictures and not self._as_drawn:
            running = _running_text(text.codes())
            if not may_be_table(running):
                return [TextLine(line, number) for line in running]
        parts = parts_of(_ink(page, text, drawn, laid_over), forms=bool(drawn.texts_inside))
        blocks = [block for part in parts for block in page_blocks(part, number)]
        if self._as_drawn:  # no words: they would claim other digits
            self._recognised.add(number)
            return read_as_drawn(page, number, page_size(page), blocks)
        self._ink[number] = parts
        return with_drawn_numbers(page, page_size(page), blocks)

    def document(self, title: str) -> Document:
        """Return what was read."""
        self._finish_picture()
        grids = [block.page in self._recognised for block in self._blocks if isinstance(block, Grid)]
        method = "ocr" if self._recognised and 2 * sum(grids) >= len(grids) else "text"
        doubts = ("prose_not_read",) if self._recognised and method == "ocr" else ()
        pictures, recognised = tuple(self._pictures), tuple(sorted(self._recognised))
        return Document(
            tuple(self._blocks),
            tuple(self._sizes),
            method,
            title,
            doubts,
            pictures,
            recognised,
            self._words,
            seen={number: page.view for number, page in self._seen.items()},
            turned=self._turned,
        )

    def _words(self, page: int) -> list[Word]:
        if page in self._seen:
            return self._seen[page].words()
        return [word for part, ink in enumerate(self._ink.get(page, ())) for word in page_words(ink, page, part)]


def _running_text(codes: np.ndarray[tuple[int], np.dtype[np.uint32]]) -> list[str]:
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "replace").replace("\ufffe", "").replace("\x02", "")
    return [line.strip() for line in text.splitlines() if line.strip()]


def _ink(page: int, text: TextPage, drawn: Drawn, laid_over: Annotations) -> Ink:
    display, size = Display(page), page_size(page)
    own_boxes = text.boxes()
    lifted = lift_from_forms(text.address, own_boxes, frozenset(drawn.texts)) if drawn.texts_inside else []
    boxes, codes = display.boxes(own_boxes), text.codes()
    over = towering(boxes) | tiled(text, boxes, codes)
    if drawn.slanted():
        over |= slanted(text, own_boxes)
    strokes = _shown(drawn.strokes, display, size)
    across, down = split(strokes)
    struck = np.concatenate((strokes, _shown(list(laid_over.strikes), display, size)))
    unsure = _shown(list(laid_over.unsure), display, size)
    pictured = split(_shown([picture.area for picture in drawn.pictures], display, size))[0]
    lines = np.concatenate((across, pictured))  # a line may be pasted as a picture
    readable = readable_characters(
        page, text, drawn, codes, own_boxes, boxes, struck, lines, down, over, lifted, unsure
    )
    kept = readable.kept
    figures = tuple(
        ((x0 + x1) / 2, (y0 + y1) / 2, "picture") for x0, y0, x1, y1 in _shown(drawn.figures, display, size)
    )
    fills = _shown(drawn.fills, display, size)
    return Ink(size, codes[kept], boxes[kept], over[kept], across, down, fills, readable.doubts + figures)


def _shown(areas: list[Rect], display: Display, size: PageSize) -> Floats:
    """Return the areas that lie on the displayed page: crop marks stand outside."""
    listed = np.array(areas, dtype=np.float64).reshape(-1, 4)
    boxes = display.boxes(listed[:, [0, 3, 2, 1]])
    within = (boxes[:, :2] <= size).all(axis=1) & (boxes[:, 2:] >= 0).all(axis=1)
    return boxes[within]


def _title(document: pdfium.FPDF_DOCUMENT) -> str:
    length = pdfium.FPDF_GetMetaText(document, b"Title", None, 0)
    buffer = ctypes.create_string_buffer(max(2, length))
    pdfium.FPDF_GetMetaText(document, b"Title", buffer, length)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace").strip()
