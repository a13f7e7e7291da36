"""Files that were read before are not read again: a cache by content, one small file each.

A record is found by the hash of the file and of everything that reads it (this package's code and data, the versions of
the libraries below it), so a new version reads anew and a moved or renamed file does not.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import zlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from govreports.dataset.records import FileRecord

_LIBRARIES = ("pypdfium2", "lxml", "python-docx", "openpyxl", "rapidocr", "onnxruntime", "pdfplumber")
_READING = (
    "form",
    "sources",
    "matching",
    "checks",
    "reading",
    "report/report.py",
    "columns.py",
    "words.py",
    "dataset/records.py",
)


def cache_folder() -> Path:
    """Return the folder of the cache: ``$GOVREPORTS_CACHE``, else the place that the system keeps for caches."""
    named = os.environ.get("GOVREPORTS_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "govreports"


def find(sha256: str, engine: str) -> FileRecord | None:
    """Return what a file with this content gave before, None where it was never read."""
    try:
        return FileRecord.from_json(zlib.decompress(_place(sha256, engine).read_bytes()).decode())
    except (OSError, zlib.error, ValueError, TypeError):
        return None


def keep(sha256: str, engine: str, record: FileRecord) -> None:
    """Keep what a file gave. A folder that cannot be written to costs the next run its time, nothing else."""
    place = _place(sha256, engine)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(zlib.compress(record.to_json().encode(), 1))
        Path(name).replace(place)
    except OSError:
        return


def _place(sha256: str, engine: str) -> Path:
    return cache_folder() / _fingerprint() / f"{engine}-{sha256}"


@cache
def _fingerprint() -> str:
    """Hash everything that decides what is read of a file."""
    home = Path(__file__).parents[1]
    digest = hashlib.sha256(repr([(name, version(name)) for name in _LIBRARIES]).encode())
    for part in _READING:
        whole = home / part
        for file in sorted(whole.rglob("*")) if whole.is_dir() else [whole]:
            if file.suffix in (".py", ".toml"):
                digest.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
