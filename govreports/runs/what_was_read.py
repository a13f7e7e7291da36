"""What a run says at its end: for a reader in lines, for a program in one line of JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.dataset.corrected import apply_corrections
from govreports.dataset.corrections import FILE as CORRECTIONS
from govreports.dataset.file_counts import file_counts, problems_of, was_read
from govreports.words import many

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset
    from govreports.errors import Problem


def count_lines(data: Dataset, raw: Path | None = None) -> Iterator[str]:
    """Return how much was read, how much of it is in doubt, and how many corrections are used.

    Parameters
    ----------
    data : Dataset
    raw : Path, optional
        The folder that was read, as in `govreports.dataset.file_counts.file_counts`.
    """
    counts = _counts(data, raw)
    in_part = " ({files_read_in_part} of them in part)" if counts["files_read_in_part"] else ""
    yield (f"{{files}} files: {{files_read}} read{in_part}, {{files_not_read}} not read.").format(**counts)
    yield "{reports} reports, {cells} cells, {in_doubt} in doubt, {checks_failed} checks fail.".format(**counts)
    if counts["corrections"]:
        yield (
            "{corrections} corrections on record: {corrections_used} used where basis='corrected' is asked for (tables "
            "and charts show what is printed), {corrections_not_used} not used."
        ).format(**counts)


def problem_lines(data: Dataset, raw: Path | None = None) -> Iterator[str]:
    """Return what could not be read or used, a line each; what many files leave out alike in one line."""
    problems = problems_of(data)
    alike = Counter((problem.reason, problem.remedy) for problem in problems if problem.notice)
    for problem in problems:
        files = alike.pop((problem.reason, problem.remedy), 0) if problem.notice else 1
        if not files:
            continue
        if files > 1:
            where = f"{Path(problem.path).name} and {many(files - 1, 'more file', 'more files')}"
            yield f"{problem.heading(read=True)}: {where}: {problem.words}"
        elif Path(problem.path).name == CORRECTIONS:
            yield f"更正未采用 correction not used: {problem}"
        else:
            heading = problem.heading(read=was_read(data.reports, problem.path, raw))
            yield f"{heading}: {problem}"


def as_json(
    data: Dataset, places: Mapping[str, Path], raw: Path | None = None, not_made: Sequence[Problem] = ()
) -> str:
    """Return counts, problems and the places of results as one line of JSON.

    Parameters
    ----------
    data : Dataset
    places : mapping of str to Path
        What was written where.
    raw : Path, optional
        As in `count_lines`.
    not_made : sequence of Problem
        Results that could not be made.
    """
    problems = [asdict(problem) for problem in (*problems_of(data), *not_made)]
    for problem in problems:
        del problem["cells"]  # a dataset does not keep them
    where = {name: str(place) for name, place in places.items()}
    return json.dumps({**_counts(data, raw), "problems": problems, **where}, ensure_ascii=False)


def _counts(data: Dataset, raw: Path | None) -> dict[str, int]:
    files = file_counts(data, raw)
    cells, doubtful, failed = data.reports[["cells", "cells_in_doubt", "checks_failed"]].sum()
    used = 0 if data.corrections.empty else int(apply_corrections(data).cells["correction"].notna().sum())
    return {
        "files": files.read + files.not_read,
        "files_read": files.read,
        "files_read_in_part": files.in_part,
        "files_not_read": files.not_read,
        "reports": len(data.reports),
        "cells": int(cells),
        "in_doubt": int(doubtful),
        "checks_failed": int(failed),
        "corrections": len(data.corrections),
        "corrections_used": used,
        "corrections_not_used": len(data.corrections) - used,
    }
