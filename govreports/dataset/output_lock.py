"""One run at a time writes into a folder of results; the next waits and says for whom."""

from __future__ import annotations

import logging
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govreports.dataset.settings import SETTINGS
from govreports.files.write_whole import DRAFT

_NAME = ".govreports.lock"
_HOLDER = ".govreports.holder"


class OutputInUseError(ValueError):
    """Another run writes into the folder; the message says which."""


@contextmanager
def output_lock(folder: Path, seconds: float = SETTINGS.output_seconds) -> Iterator[None]:
    """Hold a folder of results; within it the same process may hold it again.

    What runs that were killed left half-written is removed first.

    Parameters
    ----------
    folder : Path
        It must be there.
    seconds : float
        How long to wait for another run; the system frees the folder when that run ends, however it ends.

    Raises
    ------
    OutputInUseError
        Another run holds it still.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / _NAME, is_singleton=True, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        logging.getLogger("govreports").warning("%s is being written by %s: waiting.", folder, _holder(folder))
        try:
            lock.acquire(timeout=seconds)
        except Timeout as error:
            raise OutputInUseError(
                f"{folder} is being written by {_holder(folder)}. Wait until it ends, or end it."
            ) from error
    try:
        if lock.lock_counter == 1:
            _sweep(folder)
            (folder / _HOLDER).write_text(f"process {os.getpid()} on {platform.node()}", encoding="utf-8")
        yield
    finally:
        if lock.lock_counter == 1:
            (folder / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    try:
        return (folder / _HOLDER).read_text(encoding="utf-8") or "another run"
    except OSError:
        return "another run"


def _sweep(place: Path) -> None:
    """Remove what runs that were killed left half-written; under the lock nobody else writes."""
    for folder, names, files in os.walk(place):
        for name in [name for name in names if name.startswith(DRAFT)]:
            names.remove(name)
            shutil.rmtree(Path(folder, name), ignore_errors=True)
        for name in files:
            if name.startswith(DRAFT):
                Path(folder, name).unlink(missing_ok=True)
