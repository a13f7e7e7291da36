"""Files read in processes of their own: one that hangs, crashes or is killed costs its file only."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from pathlib import Path
from typing import Any

from govreports.dataset import cache
from govreports.dataset.known_files import sha256_of
from govreports.dataset.processes import processes
from govreports.dataset.read_one import failed, read_one
from govreports.dataset.records import FileRecord
from govreports.dataset.settings import SETTINGS
from govreports.sources.file_limits import Limits

_SIGXCPU = 24  # the signal of a spent time, on Linux and macOS


def read_each(files: Sequence[Path], engine: str, limits: Limits, workers: int) -> Iterator[tuple[Path, FileRecord]]:
    """Read files in worker processes.

    Parameters
    ----------
    files : sequence of Path
    engine : str
        As for `govreports.read_report`.
    limits : Limits
        What one file may take.
    workers : int
        How many processes.

    Yields
    ------
    (Path, FileRecord)
        In the order in which they are ready.

    Raises
    ------
    RuntimeError
        No process can be started here.
    """
    waiting, starts = deque(files), 0
    while waiting:
        before = len(waiting)
        try:
            yield from _through_one_pool(waiting, engine, limits, min(workers, before))
        except BrokenExecutor as error:
            starts = starts + 1 if len(waiting) == before else 0
            if starts == SETTINGS.broken_pools:
                raise RuntimeError(f"no worker process can be started ({error}); try workers=0") from error


def _through_one_pool(
    waiting: deque[Path], engine: str, limits: Limits, workers: int
) -> Iterator[tuple[Path, FileRecord]]:
    """Read what waits; where the pool breaks, what it had in hand waits again."""
    pool = processes(workers, memory_mb=limits.memory_mb)
    running: dict[Future[FileRecord], Path] = {}
    try:
        while waiting or running:
            while waiting and len(running) < workers * SETTINGS.files_in_hand:
                path = waiting.popleft()
                task: Future[FileRecord] = pool.schedule(
                    _read, args=(path, engine, limits), timeout=limits.seconds_for(_size(path))
                )
                running[task] = path
            patience = max(limits.seconds_for(_size(path)) for path in running.values()) + SETTINGS.margin_seconds
            done, _ = wait(running, timeout=patience, return_when=FIRST_COMPLETED)
            if not done:
                # A worker killed in the moment in which it takes a file holds the lock that all others wait for.
                raise BrokenExecutor("the workers do not answer")
            for task in done:
                if isinstance(task.exception(), BrokenExecutor):
                    raise BrokenExecutor(str(task.exception()))
                path = running.pop(task)
                yield path, _record(path, task, engine, limits)
    finally:
        waiting.extendleft(running.values())
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _record(path: Path, task: Future[FileRecord], engine: str, limits: Limits) -> FileRecord:
    """Return what a worker read, or why it did not; that too is kept, so that the file is not tried on every run."""
    error = task.exception()
    if error is None:
        return task.result()
    exit_code = getattr(error, "exitcode", None)
    if isinstance(error, TimeoutError) or exit_code == -_SIGXCPU:
        record = failed(path, "too_slow", f"It was not read in {limits.seconds_for(_size(path)):.0f} seconds.")
    elif exit_code == SETTINGS.out_of_memory_exit:
        record = failed(path, "too_much_memory", f"It needs more than {limits.memory_mb:,} MB.")
    else:
        how = f"signal {-exit_code}" if exit_code is not None and exit_code < 0 else f"{error}"
        record = failed(path, "reader_died", f"The process that read it died ({how}).")
    try:
        sha256 = sha256_of(path)
    except OSError:
        return record
    cache.keep(sha256, path, engine, limits, record)
    return record


def _read(path: Path, engine: str, limits: Limits) -> FileRecord:
    if sys.platform != "win32":
        # Code that never lets go of the interpreter would outlive the parent: the system ends it.
        import resource

        usage: Any = resource.getrusage(resource.RUSAGE_SELF)
        allowed = limits.seconds_for(_size(path)) * (os.cpu_count() or 1) + SETTINGS.margin_seconds
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime + allowed), hard))
    return read_one(path, engine, limits)
