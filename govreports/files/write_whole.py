"""A file is written beside its place and moved there: nobody ever sees half of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def write_whole(place: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place and move it there: nobody ever sees half of it.

    Parameters
    ----------
    place : Path
        Where the file shall be.
    write : callable
        Writes the file that it is given.
    """
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=place.suffix)
    os.close(handle)
    draft = Path(name)
    try:
        write(draft)
        draft.chmod(0o644)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
