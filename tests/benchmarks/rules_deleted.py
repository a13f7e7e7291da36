"""What becomes of a report in which one rule is missing: each number is right, in doubt, told, or lost without a word.

Run ``python -m tests.benchmarks.rules_deleted [trials] [part of a name …]``. A trial takes one operator that draws a
line out of a PDF: of the sample data, of layouts of the gallery, of prints by Word and by browsers in
``../shared/cases``. Compared with the reading of the whole file, every cell is *right*, *flagged*, *told* or *silent*
(lost, or another value, without a flag and without a problem that names it). The goal is no silent cell.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf

from govreports.reading.read_file import read_reports
from tests.benchmarks.accuracy_layouts import case
from tests.benchmarks.cases import CASES, Verdict, judge
from tests.typeset import LAYOUTS

TRIALS = 60
_SAMPLES = Path(__file__).resolve().parents[2] / "data" / "raw"
# No print with digits struck out: without its line a struck 9 before 611 does print 9611.
_PRINTS = ("a_sup_d0", "b_scale60_d0", "b_sticky_d1", "b_hrules_d1", "s_lit_d15", "c_freetext_d0", "word_print")
_THIN = 3.0  # points


def files() -> dict[str, bytes]:
    """Return the files from which rules are taken."""
    found = {path.stem: path.read_bytes() for path in sorted(_SAMPLES.glob("*.pdf"))[::6]}
    found |= {f"gallery: {name}": case(name, 1).pdf for name in list(LAYOUTS)[::9]}
    return found | {name: (CASES / f"{name}.pdf").read_bytes() for name in _PRINTS if (CASES / f"{name}.pdf").exists()}


def rules(data: bytes) -> list[tuple[int, int]]:
    """List the operators of a file that draw lines, as page and number of the operator."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return [
            (page, number)
            for page, sheet in enumerate(document.pages)
            for number, step in enumerate(pikepdf.parse_content_stream(sheet))
            if _draws_a_line(str(step.operator), list(step.operands))
        ]


def _draws_a_line(operator: str, operands: Sequence[Any]) -> bool:
    """Return whether an operator adds a line, or a rectangle as thin as one, to what is drawn."""
    return operator == "l" or (operator == "re" and min(abs(float(operands[2])), abs(float(operands[3]))) < _THIN)


def without(data: bytes, page: int, number: int) -> bytes:
    """Return a file without one of the operators of a page."""
    with pikepdf.open(io.BytesIO(data)) as document:
        operators = list(pikepdf.parse_content_stream(document.pages[page]))
        del operators[number]
        document.pages[page].Contents = document.make_stream(pikepdf.unparse_content_stream(operators))
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


def judged(name: str, data: bytes, truth: Mapping[str, float | None], folder: Path) -> Verdict:
    """Compare the reading of a file with the numbers that it prints."""
    path = folder / "case.pdf"
    path.write_bytes(data)
    return judge(name, path, {"cells": truth})


def printed_in(data: bytes, folder: Path) -> dict[str, float | None]:
    """Return the numbers that the whole file prints, as they are read without a doubt."""
    path = folder / "case.pdf"
    path.write_bytes(data)
    cells = [cell for report in read_reports(path)[:1] for cell in report.cell_rows]
    return {f"{cell.table}/{cell.item}/{cell.column}": cell.value for cell in cells if cell.flag is None}


def main() -> None:
    """Print the table."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else TRIALS
    given = {name: data for name, data in files().items() if not sys.argv[2:] or any(w in name for w in sys.argv[2:])}
    drawn = [(name, *place) for name, data in given.items() for place in rules(data)]
    drawn = sorted(random.Random(12).sample(drawn, min(trials, len(drawn))))
    total, damaged = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        truths = {name: printed_in(given[name], Path(folder)) for name in {name for name, *_ in drawn}}
        for name, page, number in drawn:
            verdict = judged(name, without(given[name], page, number), truths[name], Path(folder))
            total += verdict.counts
            lost = verdict.counts["silent"] + verdict.counts["wrong"]
            doubted = verdict.counts["flagged"] + verdict.counts["told"]
            damaged["silent" if lost else "flagged or told" if doubted else "right"] += 1
            for line in verdict.cells[:3]:
                print(f"{name} page {page + 1} object {number}: {line}", flush=True)
    print(f"{len(drawn)} rules of {len(truths)} files: " + ", ".join(f"{kind} {n}" for kind, n in damaged.items()))
    print(f"{total.total()} cells: " + ", ".join(f"{kind} {n}" for kind, n in total.items()))


if __name__ == "__main__":
    main()
