"""How long it takes to read what a nation's reports say in words: every verb on prose, seconds and memory.

python -m tests.benchmarks.whole_reports          # 3,000 reports
python -m tests.benchmarks.whole_reports 10000
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

import pandas as pd

from govreports.columns import CELL_COLUMNS, KEY_COLUMNS, PROBLEM_COLUMNS, frame
from govreports.dataset.coverage import coverage
from govreports.dataset.data import Dataset
from govreports.prose.completeness import completeness
from govreports.prose.promises import promises
from govreports.prose.shared_passages import shared_passages
from govreports.prose.versions import versions
from tests.benchmarks.shared_passages import planted
from tests.prose_passages import passages


def nation(count: int) -> Dataset:
    """Make reports with prose of sentences that are read, a file in thirty that is not, an agency in fifty twice."""
    data = planted(count).data
    texts = cycle(passages("development"))
    told = ["。".join(text.text for text, _ in zip(texts, range(8), strict=False)) for _ in range(len(data.sections))]
    sections = data.sections.assign(text=data.sections["text"] + pd.Series(told, dtype="string"))
    reports = data.reports.assign(path=data.reports["report"] + ".pdf", set_anew=False)
    twice = reports[::50].assign(report=reports["report"][::50] + "_again")
    again = sections[sections["report"].isin(set(reports["report"][::50]))]
    again = again.assign(report=again["report"] + "_again")
    lost = [(f"raw/b{place}_2022.pdf", None, "unreadable_file", "", None) for place in range(count // 30)]
    cells = [
        (*row, "applications", "received", "total", 3.0, "件", "number", "3", *[None] * 6, "text", None)
        for row in reports[["report", "agency", "year"]].itertuples(index=False)
    ]
    return replace(
        data,
        reports=pd.concat([reports, twice], ignore_index=True),
        sections=pd.concat([sections, again], ignore_index=True),
        problems=frame(lost, PROBLEM_COLUMNS),
        cells=frame(cells, KEY_COLUMNS | CELL_COLUMNS),
    )


def main() -> None:
    data = nation(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
    verbs: dict[str, Callable[[Dataset], pd.DataFrame]] = {
        "completeness": completeness,
        "coverage": coverage,
        "shared_passages": shared_passages,
        "promises": promises,
        "versions": versions,
        "prose_cells": lambda known: known.prose_cells,
    }
    letters = int(data.sections["text"].str.len().sum())
    print(f"{len(data.reports)} reports, {letters / 1e6:.1f} million characters")
    total = 0.0
    for name, verb in verbs.items():
        began = time.process_time()
        rows = len(verb(data))
        took = time.process_time() - began
        total += took
        print(f"{name:16} {took:7.1f} s {rows:8} rows")
    began = time.process_time()
    shared_passages(data, reports=list(data.reports["report"][:1]))
    print(f"{'one new report':16} {time.process_time() - began:7.1f} s")
    print(f"together {total:.0f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
