"""A folder of reports that lies elsewhere (``s3://…``, ``sftp://…``, whatever fsspec opens): its copy here."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from govreports.dataset.build import AGENCIES
from govreports.dataset.cache import cache_folder
from govreports.dataset.corrections import FILE as CORRECTIONS
from govreports.files.write_whole import write_whole

_LIST = ".copied.json"
"""Says of which state each file of a copy is."""


def here(raw: str | Path) -> Path:
    """Return a folder of reports, or the copy of one that lies elsewhere: what changed there is copied anew.

    Parameters
    ----------
    raw : str or Path
        A path, or an address. How it is opened is told to fsspec by its own settings or the environment
        (``AWS_PROFILE``, ``AWS_ENDPOINT_URL`` …). ``agencies.csv`` and ``corrections.csv`` are copied from beside it.

    Raises
    ------
    RuntimeError
        What opens such addresses is not installed.
    OSError
        The folder is not there or cannot be opened, or the disk is full.

    Examples
    --------
    >>> here("data/raw").as_posix()
    'data/raw'
    """
    if not isinstance(raw, str) or "://" not in raw:
        return Path(raw)
    try:
        from fsspec.core import url_to_fs

        files, top = url_to_fs(raw.rstrip("/"))
    except ImportError as error:
        raise RuntimeError(
            f"{raw} needs what opens such addresses: pip install 'govreports[remote]' ({error})"
        ) from error
    place = cache_folder() / "elsewhere" / hashlib.sha256(raw.encode()).hexdigest()[:32]
    copy = place / PurePosixPath(top).name
    copy.mkdir(parents=True, exist_ok=True)
    before, now = _states(place / _LIST), dict[str, str]()
    for path, told in _found(files, top).items():
        name = PurePosixPath(path).relative_to(PurePosixPath(top).parent).as_posix()
        if ".." in PurePosixPath(name).parts:  # a name of a bucket's may say anything
            continue
        now[name] = _state(told)
        if now[name] != before.get(name) or not (place / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(place / name, partial(files.get_file, path))
    for name in before.keys() - now.keys():
        (place / name).unlink(missing_ok=True)
    write_whole(place / _LIST, partial(Path.write_text, data=json.dumps(now), encoding="utf-8"))
    return copy


def _found(files: Any, top: str) -> dict[str, Any]:
    """Return what is told of each file of the folder, and of those beside it that belong to it."""
    files.invalidate_cache()
    found: dict[str, Any] = files.find(top, detail=True)
    if not found:
        raise FileNotFoundError(f"{files.unstrip_protocol(top)} holds no file.")
    for name in (AGENCIES, CORRECTIONS):
        beside = f"{PurePosixPath(top).parent}/{name}"
        if files.isfile(beside):
            found[beside] = files.info(beside)
    return found


def _state(told: dict[str, Any]) -> str:
    """Return what tells a file's content from another one: file systems name it differently."""
    return "; ".join(f"{key} {told[key]}" for key in ("size", "ETag", "etag", "LastModified", "mtime") if key in told)


def _states(file: Path) -> dict[str, str]:
    try:
        states: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return states
