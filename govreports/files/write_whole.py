"""A file is written beside its place and moved there: nobody ever sees half of it."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

DRAFT = ".draft-"
"""How the names of files begin that are being written; one that is left was that of a run that was killed."""
OF_THE_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
"""A full or read-only disk takes no other file either."""


def write_whole(place: Path, write: Callable[[Path], object], *, durable: bool = True) -> None:
    """Write a file beside its place and move it there: nobody ever sees half of it.

    Parameters
    ----------
    place : Path
        Where the file shall be.
    write : callable
        Writes the file that it is given.
    durable : bool
        Whether it is on the disk before it is moved, so that no loss of power leaves an empty file.
    """
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=DRAFT, suffix=place.suffix)
    os.close(handle)
    draft = Path(name)
    try:
        write(draft)
        draft.chmod(0o644)
        if durable:
            sync(draft)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":  # where a folder cannot be opened
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
