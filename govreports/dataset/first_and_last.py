"""What a file's first and last bytes tell: whether it is a document at all, and whether it is there to its end."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

_LOOK = 1024
"""Bytes from either end: as far as readers of PDF look for ``%PDF-`` and ``%%EOF``."""


def is_document(file: Path) -> bool:
    """Return whether a file begins as PDF, ZIP (Word, Excel …) or old Office file, whatever its name says."""
    start, _ = _ends(file)
    return b"%PDF-" in start or start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def is_whole(file: Path) -> bool:
    """Return whether a PDF, ZIP or web page is there to its end; of other kinds nothing at the end tells it."""
    start, end = _ends(file)
    if b"%PDF-" in start:
        return b"%%EOF" in end
    if start.startswith(b"PK\x03\x04"):
        return zipfile.is_zipfile(file)
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"</html>" in end.lower()


def _ends(file: Path) -> tuple[bytes, bytes]:
    """Return nothing of a file that cannot be opened: who reads it says why."""
    try:
        with file.open("rb") as stream:
            start = stream.read(_LOOK)
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - _LOOK))
            return start, stream.read(_LOOK)
    except OSError:
        return b"", b""
