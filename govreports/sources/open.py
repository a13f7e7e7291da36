"""A file → a document: the kind of a file is told by its content, never by its name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from govreports.errors import ReadError
from govreports.sources import file_limits as limits
from govreports.sources.archive import archive_kind
from govreports.sources.document import Document, Grid

ENGINES = ("pdfium", "pdfplumber")

#: Takes the path of a file, which its errors name, and what it holds.
Reader = Callable[[Path, bytes], Document]

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_ZIP = b"PK\x03\x04"
_ZIPPED = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "OFD.xml": "ofd", "content.xml": "doc"}
_REMEDIES = {
    "zip": "Unpack it and put the reports here.",
    "archive": "Unpack it and put the reports here.",
    "unknown": "Supported are PDF, OFD, HTML, MHTML, DOCX, DOC, WPS, RTF, ODT, XLSX, XLS, ODS, text and pictures "
    "(PNG, JPEG, TIFF), and ZIP files of them.",
}


def open_document(path: Path, data: bytes, engine: str = "pdfium") -> Document:
    """Read a file of any supported kind.

    Parameters
    ----------
    path : Path
        The file, for messages.
    data : bytes
        Its content.
    engine : str
        ``"pdfium"``, or ``"pdfplumber"``, the slow reference, for PDF files.

    Returns
    -------
    Document

    Raises
    ------
    ReadError
        ``empty``, ``unsupported``, ``too_large`` (see `govreports.sources.file_limits`), or what the source of its kind
        raises.
    """
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise ReadError.of(path, "empty", "The file is empty.", "Download it again.")
    kind = kind_of(data)
    reader = _reader(kind, engine)
    if reader is None:
        raise ReadError.of(path, "unsupported", f"The file is of a kind that is not read ({kind}).", _REMEDIES[kind])
    try:
        if data.startswith(_ZIP):
            _refuse_bomb(data)
        document = reader(path, data)
        limits.check("pages", len(document.page_sizes))
        limits.check("cells", _size(document))
    except limits.TooLargeError as error:
        raise ReadError.of(path, "too_large", str(error)) from error
    return document


def _refuse_bomb(data: bytes) -> None:
    """Refuse an archive that says it unpacks to more than a file may; zipfile holds it to what it says."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        limits.check("unpacked_mb", sum(entry.file_size for entry in archive.infolist()) // 1_000_000)


def _size(document: Document) -> int:
    return sum(len(block.cells) if isinstance(block, Grid) else 1 for block in document.blocks)


def open_as_pictures(path: Path, data: bytes, document: Document) -> Document | None:
    """Read a PDF again as pictures: those that stand among its text, or every page with a table.

    For a document in which tables of the form are missing. A table may be pasted as a picture, or the file may map its
    glyphs to other characters, which nothing but a look at the page can tell.

    Parameters
    ----------
    path, data
        As for `open_document`.
    document : Document
        What `open_document` gave.

    Returns
    -------
    Document or None
        None where there is no picture to look at.
    """
    pages = document.pictures or sorted({grid.page for grid in document.grids if grid.page is not None})
    if not pages or document.method == "ocr" or kind_of(data) != "pdf":
        return None
    from govreports.sources.pdf.read_pdf import read as read_pdf

    return read_pdf(path, data, pages)


def open_as_drawn(path: Path, data: bytes) -> Document:
    """Read a PDF whose text claims other digits than its pages draw; see `open_document`."""
    from govreports.sources.pdf.read_pdf import read as read_pdf

    return read_pdf(path, data, as_drawn=True)


def kind_of(data: bytes) -> str:
    """Determine the kind of a file: pdf, docx, xlsx, ods, doc, xls, ofd, zip, archive, picture, html, mhtml, text or
    unknown.

    ``doc`` are all the kinds that LibreOffice turns into DOCX: old Word, WPS, RTF, OpenDocument; ``archive`` are RAR
    and 7z.

    Examples
    --------
    >>> kind_of(b"%PDF-1.7 ..."), kind_of("<html>".encode()), kind_of("一、总体情况".encode("gb18030"))
    ('pdf', 'html', 'text')
    """
    start = data[:1024]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = data = data.decode("utf-16", "replace").encode()
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        # A Word file may hold a workbook; "Book" is the stream of Excel 5 and 95.
        streams = {name for name in ("WordDocument", "Workbook", "Book") if f"{name}\0".encode("utf-16-le") in data}
        return "xls" if streams and "WordDocument" not in streams else "doc"
    if archive_kind(data) is not None:
        return "archive"
    # What a file begins with comes first: an archive may hold PDFs as they are, and of those but one would be read.
    if b"%PDF-" in start:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "doc"
    if data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "picture"
    if re.search(rb"(?im)^content-type:\s*multipart/related", start):
        return "mhtml"
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or b"<html" in start.lower() or b"<table" in data.lower():
        return "html"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or not _binary(start):
        return "text"
    return "unknown"


def _zipped(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
        sheet = "content.xml" in names and b"opendocument.spreadsheet" in data[:100]
    except zipfile.BadZipFile:
        return "unknown"
    return "ods" if sheet else next((kind for name, kind in _ZIPPED.items() if name in names), "zip")


def _binary(start: bytes) -> bool:
    """Return whether the beginning of a file holds what no text holds."""
    control = sum(byte < 9 or 13 < byte < 32 for byte in start)
    return b"\x00" in start or control > len(start) // 100 + 1


def _reader(kind: str, engine: str) -> Reader | None:
    """Return the reader of a kind; those of like kinds are loaded when the first file of one is read."""
    if engine not in ENGINES:
        raise ValueError(f"engine must be one of {', '.join(ENGINES)}, not {engine!r}")
    if kind == "pdf":
        from govreports.sources.pdf import plumber, read_pdf

        return plumber.read if engine == "pdfplumber" else read_pdf.read
    if kind in ("docx", "doc", "xlsx", "xls", "ods"):
        return _office_reader(kind)
    if kind == "ofd":
        from govreports.sources.ofd import read_ofd

        return read_ofd.read
    if kind == "picture":
        from govreports.sources import image

        return image.read
    from govreports.sources import html, mhtml, text

    return {"html": html.read, "mhtml": mhtml.read, "text": text.read}.get(kind)


def _office_reader(kind: str) -> Reader:
    """Return the reader of a kind of office document; the older kinds are converted first."""
    from govreports.sources import doc, docx, ods, xlsx

    return {
        "docx": lambda path, data: docx.read(path, data, open_document),
        "doc": lambda path, data: docx.read(path, doc.as_docx(path, data), open_document),
        "xlsx": xlsx.read,
        "xls": lambda path, data: xlsx.read(path, doc.as_xlsx(path, data)),
        "ods": ods.read,
    }[kind]
