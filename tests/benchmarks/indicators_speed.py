"""How long `indicators` takes over 20,000 reports (4 million cells) on one core: at most 3 s (issue: compare fairly).

Run as ``python tests/benchmarks/indicators_speed.py [reports]``.
"""

from __future__ import annotations

import os
import sys
import time

import numpy as np
import pandas as pd

from govreports.columns import CELL_COLUMNS, KEY_COLUMNS, REPORT_COLUMNS
from govreports.dataset.data import Dataset
from govreports.form import editions
from govreports.measures.compute import indicators


def many(reports: int, seed: int = 0) -> Dataset:
    """Make reports of the 2021 edition with 200 cells each: ten years of each agency."""
    random = np.random.default_rng(seed)
    cells = [(t.id, item, column) for t in editions()["2021"].tables.values() for item, column in t.cells]
    names = np.array([f"agency_{i // 10:05d}/{2016 + i % 10}" for i in range(reports)])
    which, cell = np.repeat(np.arange(reports), len(cells)), np.tile(np.arange(len(cells)), reports)
    agency = pd.array([f"机关{i // 10}" for i in range(reports)], dtype="string")
    year = pd.array([2016 + i % 10 for i in range(reports)], dtype="Int64")
    frame = pd.DataFrame(
        {
            "report": pd.array(names, dtype="string").take(which),
            "agency": agency.take(which),
            "year": year.take(which),
            **{
                name: pd.array([one[part] for one in cells], dtype="string").take(cell)
                for part, name in enumerate(("table", "item", "column"))
            },
            "value": pd.array(random.poisson(20, which.size).astype(float), dtype="Float64"),
            "state": pd.array(["number"], dtype="string").take(np.zeros(which.size, dtype=int)),
            "unit": pd.array(["万元"], dtype="string").take(np.zeros(which.size, dtype=int)),
        }
    )
    columns = KEY_COLUMNS | CELL_COLUMNS
    for name in columns:
        if name not in frame:
            frame[name] = pd.Series(pd.NA, index=frame.index, dtype=columns[name])
    heads = pd.DataFrame({"report": names, "agency": agency, "year": year, "edition": "2021"})
    return Dataset(
        reports=heads.reindex(columns=list(REPORT_COLUMNS)).astype(REPORT_COLUMNS), cells=frame[list(columns)]
    )


def seconds(data: Dataset, repeats: int = 4) -> list[tuple[float, float]]:
    """Time the whole call by the clock and by the processor, the first one with what it loads on first use."""
    found = []
    for _ in range(repeats):
        clock, processor = time.perf_counter(), time.process_time()
        indicators(data)
        found.append((time.perf_counter() - clock, time.process_time() - processor))
    return found


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):  # one core, whatever threads the libraries start
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    data = many(count)
    listed = ", ".join(f"{clock:.2f} s ({processor:.2f} s of processor)" for clock, processor in seconds(data))
    print(f"{count:,} reports, {len(data.cells):,} cells: {listed} (at most 3 s on an idle core)")
