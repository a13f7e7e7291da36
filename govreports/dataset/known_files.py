"""What is known of the files of a folder: a file whose path, size and time did not change is not even opened."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from govreports.dataset.cache import cache_folder
from govreports.files.write_whole import write_whole

# File systems keep times to 2 seconds (FAT) at worst: a file that changed just before it was looked at may change again
# without another time.
_TICK_NS = 2_000_000_000

_Known: TypeAlias = dict[str, tuple[int, int, str]]  # path → size, time, hash


def hashes(folder: Path, files: Sequence[Path]) -> dict[Path, str]:
    """Return the SHA-256 of each file's content, "" where it cannot be opened.

    Files that are as they were the last time cost a look at the folder; what was found is kept beside the cache.

    Parameters
    ----------
    folder : Path
        That holds them.
    files : sequence of Path
    """
    place = cache_folder() / "folders" / hashlib.sha256(bytes(folder.resolve())).hexdigest()[:32]
    known = _load(place)
    now: _Known = {}
    found: dict[Path, str] = {}
    started = time.time_ns()
    for path in files:
        name = str(path.relative_to(folder))
        try:
            what = path.stat()
            size, changed, sha256 = known.get(name, (-1, -1, ""))
            if (what.st_size, what.st_mtime_ns) != (size, changed):
                sha256 = sha256_of(path)
        except OSError:
            found[path] = ""
            continue
        found[path] = sha256
        if what.st_mtime_ns < started - _TICK_NS:
            now[name] = (what.st_size, what.st_mtime_ns, sha256)
    if now != known:
        _save(place, now)
    return found


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's content, which may be larger than the memory.

    Raises
    ------
    OSError
        It cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _load(place: Path) -> _Known:
    try:
        return {name: (int(size), int(changed), str(sha)) for name, (size, changed, sha) in _read(place).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _read(place: Path) -> dict[str, tuple[Any, Any, Any]]:
    digest, _, text = place.read_bytes().partition(b"\n")
    if hashlib.sha256(text).hexdigest().encode() != digest:
        raise ValueError("not what was written")
    found: dict[str, tuple[Any, Any, Any]] = json.loads(text)
    return found


def _save(place: Path, known: _Known) -> None:
    text = json.dumps(known).encode()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, lambda draft: draft.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text))
    except OSError:  # costs the next run its time, nothing else
        return
