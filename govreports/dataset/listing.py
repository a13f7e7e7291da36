"""The files of a folder that may be reports, and what lies there that cannot be read: nothing is passed over unsaid."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from govreports.dataset.first_and_last import is_document, is_whole
from govreports.errors import Problem

_Entry: TypeAlias = tuple[Path, str | None, str]

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
#: What lies beside saved pages and in folders of projects.
_OTHERS = frozenset(
    (
        *(".css", ".js", ".mjs", ".map", ".json", ".woff", ".woff2", ".ttf", ".eot", ".ico", ".svg", ".py", ".ipynb"),
        *(".toml", ".yml", ".yaml", ".ini", ".cfg", ".log", ".lock", ".parquet", ".lnk", ".url"),
    )
)
#: Files that are being downloaded, or were: browsers, 迅雷, wget and rsync name them so.
_UNFINISHED = frozenset({".part", ".crdownload", ".download", ".partial", ".xltd", ".tmp"})


class Listing(NamedTuple):
    """What a folder holds."""

    files: list[Path]  # regular files of whatever ending, in an order that every machine gives
    # What cannot be read: pipes, sockets, links that lead nowhere or to a folder that is read already, folders that
    # may not be opened, downloads that did not end
    problems: list[Problem]


def list_files(folder: Path) -> Listing:
    """List what a folder and the folders in it hold, those that a link leads to among them.

    Left out are names that begin with a dot or ``~$``, notes (README, LICENSE), parts of a page that a browser saved
    (``NAME_files`` beside ``NAME.html``) and files of programs (``.css``, ``.py`` …), where they are neither PDF nor
    Office files.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    for path, code, reason in _walk(folder):
        if code is None:
            files.append(path)
        else:
            problems.append(Problem(str(path), None, code, reason))
    files.sort(key=lambda path: path.relative_to(folder).as_posix())
    problems.sort(key=lambda problem: problem.path)
    return Listing(files, problems)


def _walk(top: Path) -> Iterator[_Entry]:
    """Return each file (code None) and each thing that is none, with the code and reason of a problem.

    A folder is read once, under its own name where it lies among the others: links from every folder to every other
    would give more paths than there are atoms.
    """
    folders, links, read = [top], list[Path](), set[tuple[int, int]]()
    while folders or links:
        folder = folders.pop() if folders else links.pop(links.index(min(links)))
        try:
            here = folder.stat()
        except OSError as error:
            yield folder, "unreadable_file", f"The folder cannot be opened: {error.strerror}."
            continue
        if (here.st_dev, here.st_ino) not in read:
            read.add((here.st_dev, here.st_ino))
            yield from _entries(folder, folders, links)
        elif folder.is_symlink():
            yield folder, "link_broken", "The link leads to a folder that is read already."


def _entries(folder: Path, folders: list[Path], links: list[Path]) -> Iterator[_Entry]:
    """Return what a folder holds; the folders in it, and the links to folders, go to the end of the lists."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield folder, "unreadable_file", f"The folder cannot be opened: {error.strerror}."
        return
    pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith((".html", ".htm"))}
    parts_of_pages = {f"{page}{ending}" for page in pages for ending in ("_files", ".files")}
    for entry in entries:
        path, name = Path(entry.path), entry.name
        if name.startswith((".", "~$")) or name.lower() in _NOTES:
            continue
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            yield path, "link_broken", f"The link leads nowhere: {error.strerror}."
            continue
        if stat.S_ISDIR(mode):
            if name not in parts_of_pages:
                (links if entry.is_symlink() else folders).append(path)
        elif not stat.S_ISREG(mode):
            yield path, "no_file", "It is a pipe, a socket or a device, not a file."
        elif path.suffix.lower() in _UNFINISHED and not is_whole(path):
            yield path, "unfinished", "The download has not ended."
        elif path.suffix.lower() not in _OTHERS or is_document(path):
            yield path, None, ""
