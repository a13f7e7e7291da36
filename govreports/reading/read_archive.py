"""A ZIP, RAR or 7z file → the reports of the files in it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from govreports.errors import Problem, ReadError
from govreports.report.report import Report
from govreports.sources.archive import files_in
from govreports.sources.file_limits import TooLargeError
from govreports.sources.open import kind_of

_MOST_FILES = 200  # of one archive: a county sends 60


def is_archive(data: bytes) -> bool:
    """Return whether a file is an archive of other files."""
    return kind_of(data) in ("zip", "archive")


def reports_of_archive(path: Path, data: bytes, read: Callable[[Path, bytes], list[Report]]) -> list[Report]:
    """Read the reports of every file in an archive.

    Parameters
    ----------
    path : Path
        The archive.
    data : bytes
        Its content.
    read : callable
        Reads the reports of one file, given its path and content; a scan is looked at twice, so the file is there.

    Returns
    -------
    list of Report
        In the order of the files' names. What could not be read of the others stands in the first one's `problems`.

    Raises
    ------
    ReadError
        The archive cannot be opened, or none of its files can be read.
    """
    try:
        files = files_in(path, data)
    except TooLargeError as error:
        raise ReadError.of(path, "too_large", str(error)) from error
    reports: list[Report] = []
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files[:_MOST_FILES]:
            file = Path(folder, PurePosixPath(name).name)
            file.write_bytes(content)
            try:
                if is_archive(content):  # it could hold itself
                    raise ReadError.of(file, "archive_inside", "It is an archive itself, and was not opened.")
                in_file = read(file, content)
            except ReadError as error:
                problems += [_of_member(problem, path, name) for problem in error.problems]
            else:
                reports += [_moved(report, path, name) for report in in_file]
    if len(files) > _MOST_FILES:
        reason = f"The archive holds {len(files)} files; those after the first {_MOST_FILES} were not read."
        problems.append(Problem(str(path), None, "too_large", reason, "Unpack it and put its files here."))
    if not reports:
        raise ReadError(
            problems or [Problem(str(path), None, "no_form", "The archive holds no file that can be read as a report.")]
        )
    sha256 = hashlib.sha256(data).hexdigest()
    names = [path.stem if number == 1 else f"{path.stem}#{number}" for number in range(1, len(reports) + 1)]
    told = [(*report.problems, *(problems if number == 0 else [])) for number, report in enumerate(reports)]
    return [
        replace(report, name=name, sha256=sha256, problems=own)
        for report, name, own in zip(reports, names, told, strict=True)
    ]


def _moved(report: Report, path: Path, name: str) -> Report:
    """Name the archive as the report's file, and in its problems the file inside."""
    return replace(report, path=path, problems=tuple(_of_member(problem, path, name) for problem in report.problems))


def _of_member(problem: Problem, path: Path, name: str) -> Problem:
    """Name the archive as the problem's file, as a dataset lists it, and in its words the file inside."""
    return replace(problem, path=str(path), reason=f"In {name}: {problem.reason}")
