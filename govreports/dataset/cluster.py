"""Files read on the machines of a Dask cluster: the same functions, the same records, the same bytes.

Nothing but paths and hashes goes over the network: a worker opens each file itself and keeps the record in the cache,
which all machines see. On the worker a batch is read as `govreports.dataset.workers` reads a folder, in processes of
its own, so that a file that hangs or crashes costs itself only there too; a worker that dies is replaced by Dask, and
what it had read of its batch is not read again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from govreports.dataset import cache
from govreports.dataset.read_one import failed
from govreports.dataset.records import FileRecord
from govreports.sources.file_limits import Limits

if TYPE_CHECKING:
    from distributed import Client

_MOST_IN_A_BATCH = 64  # files: half a minute's work, beside which the seconds that its processes take to start are few
_LEAST_IN_A_BATCH = 8  # files
_BATCHES_A_WORKER = 4  # at least, so that no worker is idle while another has a long one
_ATTEMPTS = 3  # of a batch whose process failed as a whole


class ClusterError(RuntimeError):
    """A cluster cannot read these files; the message says what to do."""


def read_on_cluster(
    files: Sequence[Path], engine: str, limits: Limits, scheduler: str, force: bool = False
) -> Iterator[tuple[Path, FileRecord]]:
    """Read files on a Dask cluster.

    Parameters
    ----------
    files : sequence of Path
        Under which every worker finds them.
    engine : str
        As for `govreports.read_report`.
    limits : Limits
        What one file may take.
    scheduler : str
        The address of Dask's scheduler, ``tcp://host:8786``.
    force : bool
        Whether files are read that the cache has.

    Yields
    ------
    (Path, FileRecord)
        In the order in which batches are ready.

    Raises
    ------
    ClusterError
        The scheduler does not answer, has no workers, or they have another version or do not see the cache.
    """
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise ClusterError("A cluster needs Dask: pip install 'govreports[cluster]'.") from error
    try:
        client = Client(scheduler, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"No Dask scheduler answers at {scheduler}.") from error
    with client:
        _must_be_alike(client)
        batches = _batches(files, len(client.scheduler_info(n_workers=-1)["workers"]))
        task = {"engine": engine, "limits": asdict(limits), "cache": str(cache.cache_folder()), "force": force}
        futures = {
            client.submit(read_batch, [str(path) for path in batch], task, pure=False, retries=_ATTEMPTS): batch
            for batch in batches
        }
        for future in as_completed(list(futures), loop=client.loop):
            batch = futures.pop(future)
            done = future.result() if future.status == "finished" else {}
            yield from ((path, _record(path, engine, limits, done)) for path in batch)


def _must_be_alike(client: Client) -> None:
    """Refuse workers that would read otherwise, or keep what they read where it is not found."""
    folder = cache.cache_folder()
    token = folder / f".seen-{uuid4().hex}"
    folder.mkdir(parents=True, exist_ok=True)
    token.touch()
    try:
        told: dict[str, tuple[str, bool]] = client.run(_about_worker, str(token))
    finally:
        token.unlink(missing_ok=True)
    if not told:
        raise ClusterError("The scheduler has no workers: start some with `dask worker`.")
    for address, (rules, sees_cache) in told.items():
        if rules != cache.rules():
            raise ClusterError(f"The worker {address} has another version of govreports or of a library it reads with.")
        if not sees_cache:
            raise ClusterError(f"The worker {address} does not see {folder}: set GOVREPORTS_CACHE to a shared folder.")


def _about_worker(token: str) -> tuple[str, bool]:
    return cache.rules(), Path(token).exists()


def _batches(files: Sequence[Path], n_workers: int) -> list[Sequence[Path]]:
    size = min(_MOST_IN_A_BATCH, max(_LEAST_IN_A_BATCH, len(files) // (n_workers * _BATCHES_A_WORKER)))
    return [files[start : start + size] for start in range(0, len(files), size)]


def read_batch(paths: list[str], task: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
    """Read files on a worker of the cluster.

    Parameters
    ----------
    paths : list of str
    task : dict
        ``engine``, ``limits``, ``cache`` and ``force`` as on the machine that asks.

    Returns
    -------
    dict
        For each path the hash under which the cache has its record, or the record itself where it is not to be kept
        (a file that cannot be opened, say).
    """
    asked = json.dumps({"paths": paths, **task})
    command = [sys.executable, "-m", "govreports.dataset.batch"]
    told = subprocess.run(
        command, input=asked, capture_output=True, text=True, encoding="utf-8", check=True, env=_environment(task)
    )
    done: dict[str, tuple[str, str | None]] = json.loads(told.stdout.splitlines()[-1])
    return done


def _environment(task: dict[str, Any]) -> dict[str, str]:
    return {**os.environ, "GOVREPORTS_CACHE": task["cache"], "PYTHONUTF8": "1"}


def _record(path: Path, engine: str, limits: Limits, done: dict[str, tuple[str, str | None]]) -> FileRecord:
    sha256, text = done.get(str(path), ("", None))
    if text is not None:
        return FileRecord.from_json(text)
    known = cache.find(sha256, path, engine, limits) if sha256 else None
    return known or failed(path, "reader_died", "The workers of the cluster that read it died.")
