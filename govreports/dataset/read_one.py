"""One file → its record, kept in the cache; whatever goes wrong with it becomes its problem."""

from __future__ import annotations

import hashlib
from pathlib import Path

from govreports.dataset import cache
from govreports.dataset.records import FileRecord
from govreports.errors import Problem, ReadError
from govreports.reading.read_file import reports_of
from govreports.sources.file_limits import Limits, within


def read_one(path: Path, engine: str, limits: Limits) -> FileRecord:
    """Read one file; no error leaves it.

    Parameters
    ----------
    path : Path
    engine : str
        As for `govreports.read_report`.
    limits : Limits
        What it may take. Those on time and memory hold only in a worker (`govreports.dataset.workers`).

    Returns
    -------
    FileRecord
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        return failed(path, "unreadable_file", f"The file cannot be opened: {error.strerror}.")
    try:
        with within(limits):
            record = FileRecord.of(reports_of(path, data, engine), [])
    except ReadError as error:
        record = FileRecord.of([], error.problems)
    except MemoryError:
        record = failed(path, "too_much_memory", f"It needs more than {limits.memory_mb:,} MB.")
    except Exception as error:  # a fault of ours must not cost the user the other files
        record = failed(path, "internal_error", f"The reader failed on this file ({type(error).__name__}: {error}).")
    cache.keep(hashlib.sha256(data).hexdigest(), path, engine, limits, record)
    return record


def failed(path: Path, code: str, reason: str) -> FileRecord:
    """Return the record of a file that gave nothing."""
    return FileRecord.of([], [Problem(str(path), None, code, reason)])
