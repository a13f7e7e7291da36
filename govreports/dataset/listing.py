"""The files of a folder that may be reports, and what lies there that cannot be read: nothing is passed over unsaid."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from govreports.errors import Problem

_NOTES = frozenset(
    {
        "readme.txt",
        "license.txt",
        "readme.md",
        "license.md",
        "thumbs.db",
        "desktop.ini",
        "agencies.csv",
        "corrections.csv",
    }
)
#: What lies beside saved pages and in folders of projects, and is never a report by itself.
_OTHERS = frozenset(
    (
        *(".css", ".js", ".mjs", ".map", ".json", ".woff", ".woff2", ".ttf", ".eot", ".ico", ".svg", ".py", ".ipynb"),
        *(".toml", ".yml", ".yaml", ".ini", ".cfg", ".log", ".lock", ".parquet", ".lnk", ".url"),
    )
)
#: Files that are still being downloaded: browsers, 迅雷, wget and rsync name them so.
_UNFINISHED = frozenset({".part", ".crdownload", ".download", ".partial", ".xltd", ".tmp"})


class Listing(NamedTuple):
    """What a folder holds.

    Attributes
    ----------
    files : list of Path
        Regular files of whatever ending, in an order that every machine gives.
    problems : list of Problem
        What cannot be read: pipes, sockets, links that lead nowhere or in a circle, folders that may not be opened,
        downloads that did not end.
    """

    files: list[Path]
    problems: list[Problem]


def list_files(folder: Path) -> Listing:
    """List what a folder and the folders in it hold, those that a link leads to among them.

    Left out are names that begin with a dot or ``~$``, notes (README, LICENSE), parts of a page that a browser saved
    (``NAME_files`` beside ``NAME.html``) and files of programs (``.css``, ``.py`` …).
    """
    files: list[Path] = []
    problems: list[Problem] = []
    for path, code, reason in _walk(folder, folder, {_identity(folder)}):
        if code is None:
            files.append(path)
        else:
            problems.append(Problem(str(path), None, code, reason))
    files.sort(key=lambda path: path.relative_to(folder).as_posix())
    problems.sort(key=lambda problem: problem.path)
    return Listing(files, problems)


def _walk(folder: Path, top: Path, above: set[tuple[int, int]]) -> Iterator[tuple[Path, str | None, str]]:
    """Return each file (code None) and each thing that is none, with the code and reason of a problem."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield folder, "unreadable_file", f"The folder cannot be opened: {error.strerror}."
        return
    pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith((".html", ".htm"))}
    for entry in entries:
        path, name = Path(entry.path), entry.name
        if name.startswith((".", "~$")) or name.lower() in _NOTES:
            continue
        try:
            what = entry.stat()
        except OSError as error:
            yield path, "link_broken", f"The link leads nowhere: {error.strerror}."
            continue
        if stat.S_ISDIR(what.st_mode):
            here = (what.st_dev, what.st_ino)
            if here in above:
                yield path, "link_broken", "The link leads back to a folder that it lies in."
            elif not any(name in (f"{page}_files", f"{page}.files") for page in pages):
                yield from _walk(path, top, above | {here})
        elif not stat.S_ISREG(what.st_mode):
            yield path, "no_file", "It is a pipe, a socket or a device, not a file."
        elif path.suffix.lower() in _UNFINISHED:
            yield path, "unfinished", "The download has not ended."
        elif path.suffix.lower() not in _OTHERS:
            yield path, None, ""


def _identity(folder: Path) -> tuple[int, int]:
    what = folder.stat()
    return what.st_dev, what.st_ino
