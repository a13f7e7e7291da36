"""A batch of files that a worker of a cluster has read: asked on standard input, answered on standard output."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

from govreports.dataset import cache
from govreports.dataset.known_files import sha256_of
from govreports.dataset.records import FileRecord
from govreports.dataset.workers import read_each
from govreports.sources.file_limits import Limits


def main() -> None:
    """Read what standard input asks for (see `govreports.dataset.cluster.read_batch`), and say where it is kept."""
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    asked: dict[str, Any] = json.load(sys.stdin)
    engine, limits = asked["engine"], Limits(**asked["limits"])
    hashes = {path: _sha256(path) for path in map(Path, asked["paths"])}
    known = (
        {} if asked["force"] else {path: sha for path, sha in hashes.items() if cache.find(sha, path, engine, limits)}
    )
    done: dict[str, tuple[str, str | None]] = {str(path): (sha256, None) for path, sha256 in known.items()}
    for path, record in read_each([path for path in hashes if path not in known], engine, limits, workers=1):
        done[str(path)] = (hashes[path], _not_kept(path, hashes[path], engine, limits, record))
    print(json.dumps(done))


def _not_kept(path: Path, sha256: str, engine: str, limits: Limits, record: FileRecord) -> str | None:
    kept = bool(sha256) and cache.find(sha256, path, engine, limits) is not None
    return None if kept else record.to_json()


def _sha256(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return ""


def _end_with(parent: int) -> None:
    """End this process when the worker that started it is gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main()
