"""What every threshold of a reader decides: each moved by a quarter to both sides, and what becomes of the cells.

Run ``python -m tests.benchmarks.thresholds NAME [part of a field …]``, NAME being one of `SETTINGS`. A row a value: how
many cells more or fewer than at the usual value are right, flagged, told, silent and wrong: for ``scan`` over four
scanned pages, else over ``../shared/cases``, some reports of the sample data and some typeset layouts. A threshold with
which nothing changes is named at the end: these files do not need it, or not between these values.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2

from govreports.matching.settings import SETTINGS as MATCHING
from govreports.reading import read_file
from govreports.sources.open import open_document
from govreports.sources.pdf.settings import SETTINGS as PDF
from govreports.sources.scan.settings import SETTINGS as SCAN
from tests.benchmarks import rules_deleted
from tests.benchmarks.accuracy_scans import case, coarse, grey, in_colour
from tests.benchmarks.cases import KINDS, judge, tasks
from tests.typeset.scans import scanned_pdf

MOVES = (0.75, 1.25)


Task = tuple[str, Path, dict[str, Any]]


class Reader(NamedTuple):
    """A frozen object of settings, the files to try them on with their truth, what a process does before its first."""

    settings: Any
    files: Callable[[Path], list[Task]]
    prepare: Callable[[], None] = lambda: None


def open_once() -> None:
    """Let a process open each file once: how places are matched changes nothing of what the file prints."""
    vars(read_file)["open_document"] = cache(open_document)


def texts(ending: str, folder: Path) -> list[Task]:
    """Return the cases of an ending that are no scans, and reports with rules deleted."""
    chosen = [task for task in tasks([]) if task[0].endswith(ending) and not task[0].startswith("d_")]
    for number, (title, data) in enumerate(rules_deleted.files().items()):
        path = folder / f"{number}.pdf"
        path.write_bytes(data)
        chosen.append((title, path, {"cells": rules_deleted.printed_in(data, folder)}))
    return chosen


def scans(folder: Path) -> list[Task]:
    """Return of four reports the page with most numbers, scanned: with a red and a grey stamp, coarse, upside down."""
    chosen = []
    for scan in (in_colour(0), coarse(5), grey(6), replace(in_colour(9), skew=178.5)):
        done = case(scan.seed)
        cells = done.reports[0].cells
        ((page, _),) = Counter(cell.page for cell in cells.values()).most_common(1)
        with pypdfium2.PdfDocument(done.pdf) as document, pypdfium2.PdfDocument.new() as alone:
            alone.import_pages(document, [page - 1])
            buffer = io.BytesIO()
            alone.save(buffer)
        path = folder / f"{scan.seed}.pdf"
        path.write_bytes(scanned_pdf(buffer.getvalue(), scan))
        printed = {"/".join(key): cell.value for key, cell in cells.items() if cell.page == page}
        values = {key: None if value is None else float(value) for key, value in printed.items()}
        chosen.append((path.name, path, {"cells": values}))
    return chosen


SETTINGS: dict[str, Reader] = {
    "pdf": Reader(PDF, partial(texts, ".pdf")),
    "matching": Reader(MATCHING, partial(texts, ""), open_once),
    "scan": Reader(SCAN, scans),
}


@contextmanager
def moved(settings: Any, field: str, value: float) -> Iterator[None]:
    """Let one threshold have another value."""
    usual = getattr(settings, field)
    object.__setattr__(settings, field, value)
    try:
        yield
    finally:
        object.__setattr__(settings, field, usual)


def values_of(usual: float) -> list[float]:
    """Return the values to try: a quarter to both sides, a whole number by one at least."""
    if isinstance(usual, int):
        return [min(usual - 1, round(usual * MOVES[0])), max(usual + 1, round(usual * MOVES[1]))]
    return [usual * move for move in MOVES]


def tried(chosen: list[Task], name: str, move: tuple[str, float] | None) -> Counter[str]:
    """Return what becomes of the cells of all files with one threshold moved."""
    if move is not None:
        with moved(SETTINGS[name].settings, *move):
            return tried(chosen, name, None)
    counts: Counter[str] = Counter()
    for task in chosen:
        try:
            counts += judge(*task).counts
        except Exception:  # a value that ends a reading is what this command is to show
            counts["silent"] += len(task[2].get("cells", ()))
    return counts


def main(arguments: list[str]) -> None:
    """Print the table."""
    name, words = arguments[0], arguments[1:]
    settings = SETTINGS[name].settings
    named = [one.name for one in fields(settings) if not words or any(word in one.name for word in words)]
    moves = [(field, value) for field in named for value in values_of(getattr(settings, field))]
    still = set(named)
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2, initializer=SETTINGS[name].prepare) as pool:
        results = pool.map(partial(tried, SETTINGS[name].files(Path(folder)), name), [None, *moves])
        usual = next(results)
        print(f"{'':32}" + "".join(f"{kind:>9}" for kind in KINDS))
        print(f"{'as it is':32}" + "".join(f"{usual[kind]:9}" for kind in KINDS), flush=True)
        for (field, value), counts in zip(moves, results, strict=True):
            if counts != usual:
                still.discard(field)
                row = "".join(f"{counts[kind] - usual[kind]:+9}" for kind in KINDS)
                print(f"{field:25}{value:7.6g}{row}", flush=True)
    print(f"{len(named)} thresholds; nothing changes with: {', '.join(one for one in named if one in still)}")


if __name__ == "__main__":
    main(sys.argv[1:])
