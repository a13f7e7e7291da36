"""A reader that is killed by one file, for `test_workers`."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from govreports.dataset.read_one import read_one
from govreports.dataset.records import FileRecord
from govreports.sources.file_limits import Limits


def read(path: Path, engine: str, limits: Limits) -> FileRecord:
    """Read a file, or die of it; a file beside the folder counts the attempts."""
    if path.stem == "victim":
        with (path.parents[1] / "attempts.txt").open("a") as attempts:
            attempts.write("1")
        os.kill(os.getpid(), signal.SIGKILL)
    return read_one(path, engine, limits)
