"""A folder of reports → a dataset: every file on all cores, and none that was read before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from govreports.dataset import cache
from govreports.dataset.build import build, say_faults_beside
from govreports.dataset.data import Dataset
from govreports.dataset.elsewhere import here
from govreports.dataset.known_files import hashes
from govreports.dataset.listing import list_files
from govreports.dataset.progress import Progress, Shown
from govreports.dataset.read_one import failed, read_one
from govreports.dataset.records import FileRecord
from govreports.dataset.workers import read_each
from govreports.sources.file_limits import Limits


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """How a folder is read."""

    engine: str = "pdfium"  # as for `govreports.read_report`
    # Whether to show a progress bar; ``"json"`` writes a line of JSON on standard error each second
    progress: Shown = True
    # How many processes read; all cores where it is left out. 0 reads in this process, where no limit on time and
    # memory holds: for looking into the reader.
    workers: int | None = None
    limits: Limits = field(default_factory=Limits)  # what one file may take
    force: bool = False  # whether files are read that were read before
    # A pattern (``2024/*.pdf``) of paths below the folder: of the other files only what is known already is taken
    only: str | None = None
    # The address of a Dask cluster (``tcp://host:8786``) that reads; its workers see the folder and the cache
    scheduler: str | None = None

    def takes(self, path: Path, folder: Path) -> bool:
        """Return whether a file is one of those to be read."""
        return self.only is None or path.relative_to(folder).match(self.only)


def read_folder(
    raw: str | Path,
    *,
    engine: str = "pdfium",
    progress: Shown = True,
    workers: int | None = None,
    limits: Limits | None = None,
    force: bool = False,
    only: str | None = None,
    scheduler: str | None = None,
) -> Dataset:
    """Read every report of a folder and of the folders in it.

    Parameters
    ----------
    raw : str or Path
        The folder, or its address (``s3://bucket/raw``; see `govreports.dataset.elsewhere`). ``agencies.csv`` and
        ``corrections.csv`` are taken from beside it, where they are.
    engine, progress, workers, limits, force, only, scheduler
        See `ReadOptions`.

    Returns
    -------
    Dataset
        In order of the files' paths, whatever the number of workers. A file that could not be read stands in
        `problems`; the others are read.

    Raises
    ------
    NotADirectoryError
        There is no such folder.
    AgenciesError
        ``agencies.csv`` is not whole; no file was read yet. A ``corrections.csv`` that is not whole is said before
        the reading and stands in `problems`; the printed values hold.

    Examples
    --------
    >>> data = read_folder("data/raw", progress=False)
    >>> len(data.reports)
    82
    """
    options = ReadOptions(
        engine=engine,
        progress=progress,
        workers=workers,
        limits=limits or Limits(),
        force=force,
        only=only,
        scheduler=scheduler,
    )
    folder = _folder(here(raw))
    say_faults_beside(folder)
    return build(folder, read_records(folder, options))


NO_REPORT = "{} holds no report. Put the files there as the agencies published them: PDF, web page, Word, scan …"


def must_hold_files(raw: str | Path) -> Path:
    """Return a folder of reports; what is none, or is empty, is a mistake said before anything is written."""
    folder = _folder(raw)
    if not any(list_files(folder)):
        raise FileNotFoundError(NO_REPORT.format(raw))
    return folder


def _folder(raw: str | Path) -> Path:
    folder = Path(raw)
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is no folder. Name the folder that holds the reports.")
    return folder


class Read(NamedTuple):
    """A folder of which all is read that is new."""

    options: ReadOptions
    content: dict[Path, str]  # the hash of each file's, "" where it cannot be opened
    held: dict[Path, FileRecord]  # what the cache does not keep
    paths: list[Path]  # of all files, and of what cannot be read, in their order

    def records(self, paths: Iterable[Path]) -> Iterator[tuple[Path, FileRecord]]:
        """Yield what files gave, from the cache, so that the records of 100,000 are never held at once."""
        engine, limits = self.options.engine, self.options.limits
        for path in paths:
            kept = self.held.get(path) or cache.find(self.content[path], path, engine, limits)
            record = kept or read_one(path, engine, limits)  # the cache may have been emptied meanwhile
            if not _only_a_list(path, record):
                yield path, record


def read_records(folder: Path, options: ReadOptions) -> Iterator[tuple[Path, FileRecord]]:
    """Yield what each file of a folder gives, and what cannot be read, in the order of their paths."""
    read = read_new(folder, options)
    return read.records(read.paths)


def read_new(folder: Path, options: ReadOptions) -> Read:
    """Read what is new in a folder."""
    listing = list_files(folder)
    content = hashes(folder, listing.files)
    held = {Path(problem.path): FileRecord.of([], [problem]) for problem in listing.problems}
    to_read: list[Path] = []
    for path in listing.files:
        wanted = options.takes(path, folder)
        known = cache.knows(content[path], path, options.engine, options.limits)
        if wanted and (options.force or not known):
            to_read.append(path)
        elif not known:
            held[path] = failed(path, "left_out", f"It was not read before, and is none of {options.only}.")
    with Progress(len(to_read), len(listing.files) - len(to_read), options.progress) as progress:
        for path, record in _read(to_read, content, options):
            progress.add(path, record)
            if not cache.knows(content[path], path, options.engine, options.limits):
                held[path] = record
    paths = sorted({*listing.files, *held}, key=lambda path: path.relative_to(folder).as_posix())
    return Read(options, content, held, paths)


def _only_a_list(path: Path, record: FileRecord) -> bool:
    """Return whether a file is a CSV that holds no form: a list of sources, mostly, that lies beside the reports."""
    return path.suffix.lower() == ".csv" and {code for _, code, *_ in record.problems} == {"no_form"}


def _read(files: list[Path], content: dict[Path, str], options: ReadOptions) -> Iterator[tuple[Path, FileRecord]]:
    """Read files, each content once: a copy gives what the first gave, unless its name tells something too."""
    copies: dict[str, list[Path]] = {}
    for path in files:
        copies.setdefault(content[path] or str(path), []).append(path)
    again: list[Path] = []
    for path, record in _read_each([same[0] for same in copies.values()], options):
        yield path, record
        others = copies[content[path] or str(path)][1:]
        if record.told_by_name:
            again += others
        else:
            yield from ((other, record) for other in others)
    yield from _read_each(again, options)


def _read_each(files: list[Path], options: ReadOptions) -> Iterable[tuple[Path, FileRecord]]:
    if options.scheduler is not None and files:
        from govreports.dataset.cluster import read_on_cluster  # Dask is an extra

        return read_on_cluster(files, options.engine, options.limits, options.scheduler, options.force)
    workers = (os.cpu_count() or 1) if options.workers is None else options.workers
    if workers == 0:
        return ((path, read_one(path, options.engine, options.limits)) for path in files)
    return read_each(files, options.engine, options.limits, workers)
