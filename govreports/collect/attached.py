"""What a downloaded file is: its ending by its content, and what a page has attached to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from govreports.errors import ReadError
from govreports.sources.archive import archive_kind
from govreports.sources.html import read
from govreports.sources.open import kind_of

#: Kinds that have several endings; the address tells which one.
_OWN_ENDING = {
    "doc": (".doc", ".wps", ".rtf", ".odt"),
    "xls": (".xls", ".et"),
    "picture": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"),
}
_FILES = re.compile(r"\.(?:pdf|docx?|wps|rtf|odt|xlsx?|et|ods|ofd|zip|rar|7z|png|jpe?g|tiff?)$", re.IGNORECASE)
_BASE = re.compile(rb"""<base\s[^>]*?href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_MOST = 5  # files of one page: a report has one, with its tables apart two or three


def ending(content: bytes, url: str) -> str:
    """Return the ending of a file's name, told by its content; servers lie, and addresses often have none.

    Examples
    --------
    >>> ending(b"%PDF-1.7", "https://x.gov.cn/download?id=3"), ending(b"<html>", "https://x.gov.cn/a.shtml")
    ('.pdf', '.html')
    """
    kind = kind_of(content)
    own = Path(urlsplit(url).path).suffix.lower()
    if kind in _OWN_ENDING:
        return own if own in _OWN_ENDING[kind] else _OWN_ENDING[kind][0]
    if kind == "archive":
        return f".{(archive_kind(content) or '').lower()}"
    if kind == "unknown":  # damaged, mostly: what it was meant to be says more than what it is
        return own if _FILES.fullmatch(own) else ".bin"
    return ".txt" if kind == "text" else f".{kind}"


def is_page_for_file(content: bytes, url: str) -> bool:
    """Return whether a page came where the address names a file: sites answer so, with 200, for what they lost."""
    return _FILES.search(urlsplit(url).path) is not None and kind_of(content) == "html"


class Page(NamedTuple):
    """A web page."""

    attached: list[str]  # the addresses of the files that it shows or links
    prints_tables: bool  # whether it holds a table itself, so that it may be the report


def read_page(path: Path, content: bytes, url: str) -> Page:
    """Find what is attached to a page; a file that is none has nothing attached."""
    if kind_of(content) != "html":
        return Page([], True)
    try:
        document = read(path, content)
    except ReadError:
        return Page([], True)
    base = _BASE.search(content)
    start = urljoin(url, base[1].decode("ascii", "replace")) if base else url
    addresses = [urljoin(start, address) for address in document.attachments]
    web = [address for address in addresses if urlsplit(address).scheme in ("http", "https")]
    return Page(list(dict.fromkeys(web))[:_MOST], bool(document.grids))
