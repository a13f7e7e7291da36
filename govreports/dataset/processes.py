"""Processes that work beside this one, and end with it.

They are `pebble`'s, which ends one that takes too long and replaces those that died. They are started by loky, as
joblib starts them: a script of the user needs no ``if __name__ == "__main__"``, and nothing of a running notebook
(threads, locks) is copied into them.
"""

from __future__ import annotations

import os
import sys
import time
from threading import Thread
from typing import TYPE_CHECKING

from govreports.dataset.settings import SETTINGS

if TYPE_CHECKING:
    from pebble import ProcessPool


def processes(workers: int, *, memory_mb: int | None = None, most_tasks: int = 0) -> ProcessPool:
    """Return a pool of processes; who takes it stops it.

    Parameters
    ----------
    workers : int
        How many.
    memory_mb : int, optional
        What each may take; no bound where it is left out.
    most_tasks : int
        After so many a process is replaced, and what it held is given back; 0 for never.
    """
    from joblib.externals.loky.backend import get_context
    from pebble import ProcessPool

    settings = (os.getpid(), memory_mb, max(1, (os.cpu_count() or 1) // workers))
    return ProcessPool(workers, most_tasks, context=get_context("loky"), initializer=_start, initargs=settings)


def _start(parent: int, memory_mb: int | None, threads: int) -> None:
    """Prepare a process: bound its memory, give it its share of the cores, and end it when its parent is gone."""
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    if sys.platform == "linux" and memory_mb is not None:
        import resource

        most = memory_mb * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    Thread(target=_watch, args=(parent, memory_mb), daemon=True).start()


def _watch(parent: int, memory_mb: int | None) -> None:
    while os.getppid() == parent:
        time.sleep(SETTINGS.parent_seconds)
        if sys.platform == "darwin" and memory_mb is not None:  # where no limit of the system holds
            import resource

            if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > memory_mb * 1_000_000:
                os._exit(SETTINGS.out_of_memory_exit)
    os._exit(0)
