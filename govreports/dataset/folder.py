"""A folder of reports → a dataset: every file on all cores, and none that was read before."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from govreports.dataset import cache
from govreports.dataset.build import build
from govreports.dataset.data import Dataset
from govreports.dataset.records import FileRecord
from govreports.errors import Problem, ReadError
from govreports.reading.read_file import reports_of

_REPORTS = frozenset(
    {
        *(".pdf", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml", ".docx", ".doc", ".wps", ".rtf", ".odt"),
        *(".xlsx", ".xls", ".txt", ".md"),
        *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"),
        *(".ofd", ".zip", ".rar", ".7z"),  # not read, but never passed over in silence
    }
)
_NOTES = frozenset({"readme.txt", "license.txt", "readme.md", "license.md"})
_FEW = 12  # files: below this the start of other processes costs more than they save


def read_folder(
    raw: str | Path,
    *,
    engine: str = "pdfium",
    progress: bool = True,
    workers: int | None = None,
) -> Dataset:
    """Read every report of a folder and of the folders in it.

    Parameters
    ----------
    raw : str or Path
        The folder. ``agencies.csv`` and ``corrections.csv`` are taken from beside it, where they are.
    engine : str
        As for `govreports.read_report`.
    progress : bool
        Whether to show a progress bar.
    workers : int, optional
        How many processes read; all cores where it is left out.

    Returns
    -------
    Dataset
        In order of the files' paths, whatever the number of workers. A file that could not be read stands in
        `problems`; the others are read.

    Raises
    ------
    NotADirectoryError
        There is no such folder.

    Examples
    --------
    >>> data = read_folder("data/raw", progress=False)
    >>> len(data.reports), len(data.problems)
    (81, 0)
    """
    folder = Path(raw)
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is no folder. Name the folder that holds the reports.")
    files = list(_files(folder))
    records = _read_all(files, engine, progress, workers or os.cpu_count() or 1)
    return build(folder, zip(files, records, strict=True))


def read_some(raw: str | Path) -> Dataset:
    """Read a folder that results are to be made of: as `read_folder`, but an empty one is a mistake.

    Raises
    ------
    FileNotFoundError
        It holds no file that may be a report.
    """
    data = read_folder(raw)
    if data.reports.empty and data.problems.empty:
        raise FileNotFoundError(
            f"{raw} holds no report. Put the files there as the agencies published them: PDF, web page, Word, scan …"
        )
    return data


def _files(folder: Path) -> Iterator[Path]:
    """List the files that may be reports, in an order that every machine gives."""
    found = [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix.lower() in _REPORTS
        and not path.name.startswith((".", "~$"))
        and path.name.lower() not in _NOTES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    return iter(sorted(found, key=lambda path: path.relative_to(folder).as_posix()))


def _read_all(files: list[Path], engine: str, progress: bool, workers: int) -> list[FileRecord]:
    from tqdm.auto import tqdm

    records: dict[int, FileRecord] = {}
    open_files: list[tuple[int, Path]] = []
    for place, path in enumerate(files):
        known = cache.find(_hash(path), engine)
        if known is None:
            open_files.append((place, path))
        else:
            records[place] = known
    bar = tqdm(total=len(files), initial=len(records), desc="reading", unit="file", disable=not progress)
    with bar:
        for place, record in _read_each(open_files, engine, workers):
            records[place] = record
            bar.update()
    return [records[place] for place in range(len(files))]


def _read_each(files: list[tuple[int, Path]], engine: str, workers: int) -> Iterable[tuple[int, FileRecord]]:
    if len(files) < _FEW or workers < 2:
        return (_read_one(place, path, engine) for place, path in files)
    from joblib import Parallel, delayed

    # loky: processes that stay warm from one folder to the next, and that need no `if __name__ == "__main__"`.
    pool = Parallel(n_jobs=min(workers, len(files)), backend="loky", return_as="generator_unordered")
    found: Iterable[tuple[int, FileRecord]] = pool(delayed(_read_one)(place, path, engine) for place, path in files)
    return found


def _read_one(place: int, path: Path, engine: str) -> tuple[int, FileRecord]:
    """Read one file; whatever goes wrong with it becomes its problem, never that of the others."""
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = Problem(str(path), None, "unreadable_file", f"The file cannot be opened: {error.strerror}.")
        return place, FileRecord.of([], [problem])
    try:
        record = FileRecord.of(reports_of(path, data, engine), [])
    except ReadError as error:
        record = FileRecord.of([], error.problems)
    except Exception as error:  # a fault of ours must not cost the user the other files
        reason = f"The reader failed on this file ({type(error).__name__}: {error})."
        return place, FileRecord.of([], [Problem(str(path), None, "internal_error", reason)])
    cache.keep(hashlib.sha256(data).hexdigest(), engine, record)
    return place, record


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
