"""How many files of a folder were read, and which: counts that add up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govreports.columns import PROBLEM_COLUMNS
from govreports.dataset.corrections import FILE as CORRECTIONS
from govreports.dataset.data import Dataset
from govreports.errors import Problem
from govreports.files.printable import readable_name

if TYPE_CHECKING:
    import pandas as pd


class FileCounts(NamedTuple):
    """How many files there were, each counted once: ``read + not_read`` are all."""

    read: int  # files that gave a report, those read in part among them
    in_part: int  # of these, files of which something could not be read
    not_read: int  # files that gave no report


def file_counts(data: Dataset, raw: Path | None = None) -> FileCounts:
    """Count the files behind a dataset.

    Parameters
    ----------
    data : Dataset
    raw : Path, optional
        The folder that was read. Without it a file that was not read passes for one of the same name that was, where
        that lies in a folder above.

    Examples
    --------
    >>> file_counts(Dataset())
    FileCounts(read=0, in_part=0, not_read=0)
    """
    problems = [problem for problem in problems_of(data) if Path(problem.path).name != CORRECTIONS]
    gave_a_report = {problem.path for problem in problems if was_read(data.reports, problem.path, raw)}
    in_part = {problem.path for problem in problems if problem.path in gave_a_report and not problem.notice}
    not_read = {problem.path for problem in problems} - gave_a_report
    return FileCounts(int(data.reports["path"].nunique()), len(in_part), len(not_read))


def has_faults(data: Dataset) -> bool:
    """Return whether anything was not read or not used; what is only a notice (a row left out) is no fault.

    Examples
    --------
    >>> has_faults(Dataset())
    False
    """
    return any(not problem.notice for problem in problems_of(data))


def was_read(reports: pd.DataFrame, path: str, raw: Path | None = None) -> bool:
    """Return whether a file, named as in `problems`, gave a report.

    Examples
    --------
    >>> import pandas as pd
    >>> reports = pd.DataFrame({"path": ["a.pdf"]})
    >>> was_read(reports, "raw/a.pdf", Path("raw")), was_read(reports, "raw/2024/a.pdf", Path("raw"))
    (True, False)
    """
    named = Path(path).as_posix()
    if raw is not None:
        folder = Path(readable_name(str(raw))).as_posix().removesuffix("/") + "/"
        return bool((reports["path"] == named.removeprefix(folder)).any())
    return f"/{named}".endswith(tuple(f"/{read}" for read in reports["path"]))


def problems_of(data: Dataset) -> list[Problem]:
    """Return the rows of `problems` as records."""
    rows = data.problems[list(PROBLEM_COLUMNS)].astype(object)
    rows = rows.where(rows.notna(), None)
    return [Problem(*row) for row in rows.itertuples(index=False, name=None)]
