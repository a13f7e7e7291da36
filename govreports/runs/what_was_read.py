"""What a run says at its end: for a reader in lines, for a program in one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.errors import Problem

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset


def count_line(data: Dataset) -> str:
    """Return how much was read and how much of it is in doubt."""
    counts = _counts(data)
    return "{reports} reports, {cells} cells, {in_doubt} in doubt, {checks_failed} checks fail.".format(**counts)


def problem_lines(data: Dataset) -> Iterator[str]:
    """Return what could not be read, a line each."""
    read = tuple(f"/{path}" for path in data.reports["path"])
    for problem in problems_of(data):
        yield f"{problem.heading(read=f'/{Path(problem.path).as_posix()}'.endswith(read))}: {problem}"


def as_json(data: Dataset, places: Mapping[str, Path]) -> str:
    """Return counts, problems and the places of results as one line of JSON.

    Parameters
    ----------
    data : Dataset
    places : mapping of str to Path
        What was written where.
    """
    problems = [asdict(problem) for problem in problems_of(data)]
    for problem in problems:
        del problem["cells"]  # a dataset does not keep them
    where = {name: str(place) for name, place in places.items()}
    return json.dumps({**_counts(data), "problems": problems, **where}, ensure_ascii=False)


def _counts(data: Dataset) -> dict[str, int]:
    cells, doubtful, failed = data.reports[["cells", "cells_in_doubt", "checks_failed"]].sum()
    return {
        "reports": len(data.reports),
        "cells": int(cells),
        "in_doubt": int(doubtful),
        "checks_failed": int(failed),
    }


def problems_of(data: Dataset) -> list[Problem]:
    """Return the rows of `problems` as records."""
    rows = data.problems.astype(object).where(data.problems.notna(), None)
    return [Problem(*row) for row in rows.itertuples(index=False, name=None)]
