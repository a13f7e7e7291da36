"""What becomes of cells that hold more than a reader sees: a row a kind, at least 10,000 cells each.

Run ``python -m tests.benchmarks.hidden_in_markup [reports a kind]`` (50 reports are 10,000 cells).
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.benchmarks.cases import KINDS, judge
from tests.typeset import hidden, sample_report
from tests.typeset.cells import ReportData

Writer = Callable[[ReportData, int], bytes]


def _html(data: ReportData, seed: int, kind: str, by_class: bool) -> bytes:
    return hidden.html(data, kind, seed, by_class=by_class)


def _docx(data: ReportData, seed: int, kind: str) -> bytes:
    return hidden.docx(data, kind, seed)


WRITERS: dict[str, tuple[str, Writer]] = {
    **{f"html style {kind}": ("html", partial(_html, kind=kind, by_class=False)) for kind in hidden.STYLES},
    **{f"html class {kind}": ("html", partial(_html, kind=kind, by_class=True)) for kind in hidden.STYLES},
    **{f"html {kind}": ("html", partial(_html, kind=kind, by_class=False)) for kind in hidden.MARKUP},
    **{f"docx {kind}": ("docx", partial(_docx, kind=kind)) for kind in hidden.RUNS},
    "xlsx": ("xlsx", hidden.xlsx),
    "ofd": ("ofd", hidden.ofd),
}


def score(kind: str, seeds: range) -> Counter[str]:
    """Count what became of the cells of a kind's reports."""
    ending, write = WRITERS[kind]
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            data = sample_report("2021", seed, distinct=False)
            path = Path(folder, f"a.{ending}")
            path.write_bytes(write(data, seed))
            cells = {"/".join(key): float(text) for key, text in data.cells.items() if text is not None}
            counts += judge(path.name, path, {"cells": cells}).counts
    return counts


def main(arguments: list[str]) -> None:
    """Print the table."""
    seeds = range(int(arguments[0]) if arguments else 50)
    print(f"{'kind':28}" + "".join(f"{kind:>9}" for kind in KINDS))
    with ProcessPoolExecutor(2) as pool:
        for kind, counts in zip(WRITERS, pool.map(partial(score, seeds=seeds), WRITERS), strict=True):
            print(f"{kind:28}" + "".join(f"{counts[name]:9}" for name in KINDS), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
