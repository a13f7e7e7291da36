"""Files that were read before are not read again: a cache by content, one small file each.

A record is found by the hash of the file and of everything that reads it (this package's code and data, the versions of
the libraries below it), so a new version reads anew and a moved or renamed file does not.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from govreports.dataset.records import FileRecord
from govreports.files.write_whole import write_whole
from govreports.sources.file_limits import Limits

#: What a file's problems say of the machine, not of the file: LibreOffice may be installed tomorrow.
_OF_THE_MACHINE = frozenset({"libreoffice_missing", "unreadable_file"})
_OF_LIMITS = frozenset({"too_large", "too_slow", "too_much_memory", "reader_died"})
_SEAL = 32  # bytes of a SHA-256
#: Everything that decides what is read of a file; a test holds it against what the reader imports.
READING = (
    *("form", "sources", "matching", "reading"),
    *(
        "codes.py",
        "codes.toml",
        "columns.py",
        "errors.py",
        "words.py",
        "report/read_from.py",
        "report/report.py",
        "dataset/records.py",
    ),
    *("checks/guards.py", "checks/identities.py", "checks/prose_against_tables.py", "checks/settings.py"),
)
LIBRARIES = {
    "PIL": "pillow",
    "cssselect2": "cssselect2",
    "cv2": "opencv-python",
    "docx": "python-docx",
    "lxml": "lxml",
    "numpy": "numpy",
    "onnxruntime": "onnxruntime",
    "openpyxl": "openpyxl",
    "pdfplumber": "pdfplumber",
    "pypdfium2": "pypdfium2",
    "rapidocr": "rapidocr",
    "scipy": "scipy",
    "tinycss2": "tinycss2",
}
"""What the reader imports, and the package that brings it."""


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


def find(sha256: str, path: Path, engine: str, limits: Limits) -> FileRecord | None:
    """Return what a file with this content gave before, None where it was never read (under these limits)."""
    names = _names(sha256, path, engine, limits)
    return next((record for name in names if (record := _load(name)) is not None), None)


def knows(sha256: str, path: Path, engine: str, limits: Limits) -> bool:
    """Return whether `find` gives a record, without making one."""
    return any(_content(name) is not None for name in _names(sha256, path, engine, limits))


def keep(sha256: str, path: Path, engine: str, limits: Limits, record: FileRecord) -> None:
    """Keep what a file gave.

    A file that a limit stopped is tried again under another, one whose agency or year its name told under another
    name. A folder that cannot be written to costs the next run its time, nothing else.
    """
    codes = {code for _, code, *_ in record.problems}
    if not lasting(codes):
        return
    name = _name(sha256, engine, limits if codes & _OF_LIMITS else path.stem if record.told_by_name else None)
    content = zlib.compress(record.to_json().encode(), 1)
    place = reading_folder() / name
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, lambda draft: draft.write_bytes(_seal(name, content) + content), durable=False)
    except OSError:
        return


def lasting(codes: Iterable[str]) -> bool:
    """Return whether what files gave with these problems holds for the next run too, on whatever machine."""
    return _OF_THE_MACHINE.isdisjoint(codes)


def _names(sha256: str, path: Path, engine: str, limits: Limits) -> tuple[str, ...]:
    return _name(sha256, engine), _name(sha256, engine, path.stem), _name(sha256, engine, limits)


def _load(name: str) -> FileRecord | None:
    content = _content(name)
    return None if content is None else FileRecord.from_json(zlib.decompress(content).decode())


def _content(name: str) -> bytes | None:
    """Read a record; one that is not what `keep` wrote under this very name is none."""
    try:
        written = (reading_folder() / name).read_bytes()
    except OSError:
        return None
    seal, content = written[:_SEAL], written[_SEAL:]
    return content if seal == _seal(name, content) else None


def _seal(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + content).digest()


def _name(sha256: str, engine: str, only_for: Limits | str | None = None) -> str:
    bounds = "" if only_for is None else "-" + hashlib.sha256(repr(only_for).encode()).hexdigest()[:8]
    return f"{engine}-{sha256}{bounds}"


def reading_folder() -> Path:
    """Return the folder of the records that these rules read: its name changes with every rule."""
    return cache_folder() / rules()


@cache
def rules() -> str:
    """Hash everything that decides what is read of a file."""
    home = Path(__file__).parents[1]
    digest = hashlib.sha256(repr([(name, _version(name)) for name in LIBRARIES.values()]).encode())
    for part in READING:
        whole = home / part
        for file in sorted(whole.rglob("*")) if whole.is_dir() else [whole]:
            if file.suffix in (".py", ".toml"):
                digest.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # OpenCV comes under several names
        return ""
