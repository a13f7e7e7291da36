"""A folder of reports that lies elsewhere (``s3://…`` and what else fsspec opens): its copy here."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from govreports.dataset.build import AGENCIES
from govreports.dataset.cache import cache_folder
from govreports.dataset.corrections import FILE as CORRECTIONS
from govreports.dataset.output_lock import output_lock
from govreports.files.write_whole import OF_THE_DISK, write_whole

_LIST = ".copied.json"
"""Says of which state each file of a copy is."""
_TELL_A_CHANGE = ("ETag", "etag", "LastModified", "last_modified", "modified", "modify", "mtime", "updated", "created")
"""How file systems name what is another one when a file's content is."""


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
        The folder is not there or cannot be opened or listed whole, or the disk is full. Nothing was deleted here.
    ValueError
        A file there has a name that no file can have here.

    Examples
    --------
    >>> here("data/raw").as_posix()
    'data/raw'
    """
    if not is_elsewhere(raw):
        return Path(raw)
    raw = str(raw).rstrip("/")
    place = cache_folder() / "elsewhere" / sha256(raw.encode()).hexdigest()[:32]
    with _named(raw):
        from fsspec.core import url_to_fs

        files, top = url_to_fs(raw)
        copy = place / (PurePosixPath(top).name or "raw")
        there = _there(files, top, copy.name)
    copy.mkdir(parents=True, exist_ok=True)
    with output_lock(place), _named(raw):
        _copy(files, there, place, copy)
    return copy


def is_elsewhere(raw: str | Path) -> bool:
    """Return whether a folder of reports is named by an address, not by a path."""
    return isinstance(raw, str) and "://" in raw


def shown(address: str) -> str:
    """Return an address as others may read it: without who opens it, and the passwords and keys that are in it.

    Examples
    --------
    >>> shown("sftp://wang:geheim@host/raw?token=1")
    'sftp://host/raw'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _there(files: Any, top: str, folder: str) -> dict[str, dict[str, Any]]:
    """Return what is told of each file of the folder, and of those beside it that belong to it, by its name here."""
    there: dict[str, dict[str, Any]] = {}
    for info in _listed(files, top):
        name = Path(folder, info["name"].removeprefix(top).lstrip("/"))
        if ".." in name.parts or name.parts[0] != folder or name.as_posix() in there:
            raise ValueError(f"{info['name']}: no file can have this name here. Rename it there.")
        there[name.as_posix()] = info
    for file in (AGENCIES, CORRECTIONS) if "/" in top else ():
        beside = f"{top.rpartition('/')[0]}/{file}"
        with suppress(FileNotFoundError):
            try:
                there[file] = files.info(beside)
            except PermissionError:  # where nothing may be listed a server says so of what is not there too
                logging.getLogger("govreports").warning("%s may not be opened: it is not used.", beside)
    return there


def _listed(files: Any, top: str) -> Iterator[dict[str, Any]]:
    """Yield each file; `find` of most file systems passes over the folders that cannot be opened."""
    files.invalidate_cache()
    folders, seen, empty = [top], {top}, True
    while folders:
        entries: list[dict[str, Any]] = []
        with suppress(FileNotFoundError):
            entries = files.ls(folders.pop(), detail=True)
        for info in entries:
            path = info["name"].rstrip("/")
            if info["type"] != "directory" and not info["name"].endswith("/"):  # an empty object marks a folder
                if path == top:
                    raise NotADirectoryError("it is a file. Name the folder that holds the reports.")
                empty = False
                yield info
            elif path not in seen:
                seen.add(path)
                folders.append(path)
    if empty:
        raise FileNotFoundError("it holds no file.")


def _copy(files: Any, there: dict[str, dict[str, Any]], place: Path, copy: Path) -> None:
    """Take away what is no longer there, and copy what is another; who is stopped goes on where it was."""
    states = _states(place / _LIST)
    beside = (place / name for name in (AGENCIES, CORRECTIONS) if name in states)  # a user's own stay
    for file in (*copy.rglob("*"), *beside):
        if not file.is_dir() and file.relative_to(place).as_posix() not in there:
            file.unlink(missing_ok=True)
            with suppress(OSError):  # the first folder that holds something
                os.removedirs(file.parent)
    try:
        for name, info in there.items():
            file, state = place / name, _state(info)
            if state is None or states.get(name) != state or not file.is_file():
                states.pop(name, None)
                file.parent.mkdir(parents=True, exist_ok=True)
                write_whole(file, partial(files.get_file, info["name"]))
                states |= {name: state} if state else {}
    finally:
        kept = {name: state for name, state in states.items() if name in there}
        write_whole(place / _LIST, partial(Path.write_text, data=json.dumps(kept), encoding="utf-8"))


def _state(info: dict[str, Any]) -> str | None:
    """Return what tells a file's content from another one; None where nothing does: then it is copied each time."""
    marks = [f"{key} {info[key]}" for key in _TELL_A_CHANGE if info.get(key) is not None]
    return "; ".join([f"size {info.get('size')}", *marks]) if marks else None


def _states(file: Path) -> dict[str, str]:
    try:
        states: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return states


@contextmanager
def _named(address: str) -> Iterator[None]:
    """Name the address where something fails, and nothing secret that is written in it."""
    try:
        yield
    except ImportError as error:
        raise RuntimeError(
            f"{shown(address)} needs what opens such addresses: pip install 'govreports[remote]' ({error})"
        ) from error
    except Exception as error:  # every file system has errors of its own
        if isinstance(error, OSError) and error.errno in OF_THE_DISK:
            raise
        said, parts = str(error) or type(error).__name__, urlsplit(address)
        for secret in (parts.password, parts.query):
            said = said.replace(secret, "…") if secret else said
        for kind in (FileNotFoundError, NotADirectoryError, ValueError):
            if isinstance(error, kind):
                raise kind(f"{shown(address)}: {said}") from None
        raise OSError(
            f"{shown(address)}: {said}. Is the address right, and may you read it (AWS_PROFILE, AWS_ENDPOINT_URL …)?"
        ) from None
