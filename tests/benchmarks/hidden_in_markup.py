"""What becomes of cells that hold more than a reader sees: a row a kind, at least 10,000 cells each.

Run ``python -m tests.benchmarks.hidden_in_markup [reports a kind]`` (50 reports are 10,000 cells).
"""

from __future__ import annotations

import math
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

Writer = Callable[[ReportData, int, list[str]], bytes]


def _html(data: ReportData, seed: int, spoilt: list[str], kind: str, by_class: bool) -> bytes:
    return hidden.html(data, kind, seed, by_class=by_class, spoilt=spoilt if kind in hidden.WHOLE else None)


def _docx(data: ReportData, seed: int, spoilt: list[str], kind: str) -> bytes:
    return hidden.docx(data, kind, seed)


def _xlsx(data: ReportData, seed: int, spoilt: list[str]) -> bytes:
    return hidden.xlsx(data, seed)


def _ofd(data: ReportData, seed: int, spoilt: list[str]) -> bytes:
    return hidden.ofd(data, seed)


STYLES = [*hidden.STYLES, *hidden.WHOLE]
WRITERS: dict[str, tuple[str, Writer]] = {
    **{f"html style {kind}": ("html", partial(_html, kind=kind, by_class=False)) for kind in STYLES},
    **{f"html class {kind}": ("html", partial(_html, kind=kind, by_class=True)) for kind in STYLES},
    **{f"html {kind}": ("html", partial(_html, kind=kind, by_class=False)) for kind in hidden.MARKUP},
    **{f"docx {kind}": ("docx", partial(_docx, kind=kind)) for kind in hidden.RUNS},
    "xlsx": ("xlsx", _xlsx),
    "ofd": ("ofd", _ofd),
}


def score(kind: str, seeds: range) -> Counter[str]:
    """Count what became of the cells of a kind's reports."""
    ending, write = WRITERS[kind]
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            # A cell that nobody can read is told by its number, which must stand in no other cell.
            data, spoilt = sample_report("2021", seed, distinct=kind.partition(" ")[2][6:] in hidden.WHOLE), list[str]()
            path = Path(folder, f"a.{ending}")
            path.write_bytes(write(data, seed, spoilt))
            cells = {"/".join(key): float(text) for key, text in data.cells.items() if text is not None}
            times = Counter(cells.values())
            cells |= {key: math.nan for key, value in cells.items() if str(int(value)) in spoilt and times[value] == 1}
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
