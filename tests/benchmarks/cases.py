"""What becomes of files that were read wrongly or not at all: ``../shared/cases``, each beside its truth.

Run ``python -m tests.benchmarks.cases [part of a name …] [--cells]``. A row a file, with the number of cells that are

- *right*: the value of the truth, without a flag; nothing where nothing is printed,
- *flagged*: whatever the value, with a reason code,
- *told*: no value, and a problem that names the row, the column or the table,
- *silent*: no value, no flag, and no problem that names it,
- *wrong*: another value than the page shows, without a flag.

``--cells`` lists the wrong and the silent ones. A file whose truth has no cells is *refused* or not; a file is *whole*
where every cell is right, or where it is refused as it should be.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govreports.errors import Problem, ReadError
from govreports.form import editions
from govreports.reading.read_file import read_reports
from govreports.report.report import Report

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
KINDS = ("right", "flagged", "told", "silent", "wrong")


@dataclass
class Verdict:
    """What became of one file."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    cells: list[str] = field(default_factory=list)
    refused: bool = False
    expects_nothing: bool = False
    said: str = ""

    @property
    def whole(self) -> bool:
        """Whether every cell is right, or the file is refused as it should be."""
        if self.expects_nothing:
            return not self.counts["wrong"]
        return self.counts["right"] == sum(self.counts.values()) > 0


def names_of(key: str) -> set[str]:
    """Return the words by which a problem may name a cell: its id, its row's, column's and table's Chinese labels."""
    table_id, item_id, column_id = key.split("/")
    words = {key}
    for edition in editions().values():
        table = edition.tables.get(table_id)
        if table is None:
            continue
        words.add(table.zh)
        words |= {table.item[item_id].zh} if item_id in table.item else set()
        words |= {table.column[column_id].zh} if column_id in table.column else set()
    return words


def is_told(key: str, problems: Iterable[Problem]) -> bool:
    """Return whether a problem names the cell, or its row, column or table."""
    words = names_of(key)
    for problem in problems:
        cells = getattr(problem, "cells", ())
        if cells and any(all(a in ("*", b) for a, b in zip(cell, key.split("/"), strict=True)) for cell in cells):
            return True
        if any(word and word in problem.reason for word in words):
            return True
    return False


def judge(name: str, path: Path, truth: Mapping[str, Any]) -> Verdict:
    """Read a file and compare it with its truth."""
    cells: Mapping[str, float | None] = dict.fromkeys(truth.get("cut") or (), None) | truth["cells"]
    verdict = Verdict(name, expects_nothing=not truth["cells"])
    try:
        reports = read_reports(path)
    except ReadError as error:
        verdict.refused, problems, reports = True, list(error.problems), []
    except Exception as error:
        verdict.said = f"CRASH {type(error).__name__}: {error}"
        verdict.counts["silent"] = len(cells)
        return verdict
    else:
        problems = []
    report = _picked(reports, truth)
    if report is not None:
        problems += report.problems
        if truth.get("agency") and report.agency != truth["agency"] and not report.flag:
            verdict.said = f"agency {report.agency!r} not {truth['agency']!r}; "
        if truth.get("year") and report.year != truth["year"] and not report.flag:
            verdict.said += f"year {report.year} not {truth['year']}; "
    verdict.said += "; ".join(f"{problem.code}: {problem.reason}" for problem in problems)
    read = {f"{c.table}/{c.item}/{c.column}": c for c in report.cell_rows} if report is not None else {}
    for key, value in cells.items():
        kind = _kind(key, value, read.get(key), problems, key in (truth.get("cut") or ()))
        verdict.counts[kind] += 1
        if kind in ("wrong", "silent"):
            verdict.cells.append(f"{key}: {value} read as {read[key].value if key in read else 'nothing'}")
    if verdict.expects_nothing:
        extra = [key for key, cell in read.items() if cell.value is not None and cell.flag is None]
        verdict.counts["wrong"] += len(extra)
        verdict.cells += extra
    return verdict


def _picked(reports: list[Report], truth: Mapping[str, Any]) -> Report | None:
    pick = truth.get("pick")
    if isinstance(pick, int):
        return reports[pick] if pick < len(reports) else None
    return reports[0] if reports else None


def _kind(key: str, value: float | None, cell: Any, problems: list[Problem], cut: bool) -> str:
    if cell is not None and cell.flag is not None:
        return "flagged"
    got = None if cell is None else cell.value
    if value is None:
        return "right" if got is None else "wrong"
    if got is not None:
        return "right" if abs(got - value) < 1e-9 else "wrong"
    if cut or is_told(key, problems):
        return "told"
    return "silent"


def tasks(words: list[str]) -> list[tuple[str, Path, dict[str, Any]]]:
    """Return each file with its truth, or those whose name holds one of the words."""
    found = [
        (path.name, path, json.loads(truth.read_text(encoding="utf-8")))
        for truth in sorted(CASES.glob("*.json"))
        for path in sorted(CASES.glob(f"{truth.stem}.*"))
        if path != truth and path.suffix != ".zip"  # bundle's truth is that of the RAR
    ]
    return [task for task in found if not words or any(word in task[0] for word in words)]


def main(arguments: list[str]) -> None:
    """Print the table."""
    words = [word for word in arguments if not word.startswith("--")]
    with ProcessPoolExecutor(2) as pool:
        verdicts = list(pool.map(judge, *zip(*tasks(words), strict=True)))
    print(f"{'file':34}" + "".join(f"{kind:>9}" for kind in KINDS))
    total: Counter[str] = Counter()
    for verdict in verdicts:
        total += verdict.counts
        mark = "refused" if verdict.refused else "whole" if verdict.whole else ""
        print(f"{verdict.name:34}" + "".join(f"{verdict.counts[kind]:9}" for kind in KINDS) + f"  {mark:8}", end="")
        print(verdict.said[:200] if not verdict.whole or "--said" in arguments else "")
        if "--cells" in arguments:
            for line in verdict.cells:
                print("      " + line)
    print(f"{len(verdicts)} files" + "".join(f", {kind} {total[kind]}" for kind in KINDS))
    wrong = [verdict for verdict in verdicts if verdict.counts["wrong"]]
    silent = [verdict for verdict in verdicts if verdict.counts["silent"]]
    whole = sum(verdict.whole for verdict in verdicts)
    print(f"whole or rightly refused {whole}; with wrong cells {len(wrong)}; with silent cells {len(silent)}")


if __name__ == "__main__":
    main(sys.argv[1:])
