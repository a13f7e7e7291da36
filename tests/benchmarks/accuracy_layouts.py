"""How many cells of born-digital reports are read right, by layout: cases set afresh from a seed.

Run ``python -m tests.benchmarks.accuracy_layouts [cells per class] [class ...]``. Every number of a case stands in it
only once, so that a swapped row or column shows. *Right*: value and state as printed, and no flag. *Wrong*: another
value or state, a cell too many, or a cell that is missing, without a flag or a problem that says so.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from govreports.matching.match import Matched, match_document
from govreports.sources.pdf.read_pdf import read
from tests.typeset import LAYOUTS, Layout, TrueReport, Typeset, editions, random_layout, sample_report, typeset_many

CELLS = 10_000


class Score(NamedTuple):
    """How a class, or a file, was read."""

    cells: int = 0
    right: int = 0
    flagged: int = 0
    wrong: int = 0
    faults: tuple[str, ...] = ()

    def and_(self, other: Score) -> Score:
        """Add two scores up."""
        return Score(
            self.cells + other.cells,
            self.right + other.right,
            self.flagged + other.flagged,
            self.wrong + other.wrong,
            self.faults + other.faults,
        )


def score(done: Typeset) -> Score:
    """Read a file and compare every cell."""
    reports = match_document(read(Path("case.pdf"), done.pdf), "case")
    total = Score()
    if len(reports) != len(done.reports):
        total = Score(wrong=1, faults=(f"{len(reports)} reports instead of {len(done.reports)}",))
    for true, report in zip(done.reports, reports, strict=False):
        total = total.and_(compare(true, report))
    return total


def compare(true: TrueReport, report: Matched) -> Score:
    """Compare every cell of a report."""
    found = {(cell.table, cell.item, cell.column): cell for cell in report.cells}
    faults = []
    right = flagged = wrong = 0
    if (report.title.agency, report.title.year) != (true.agency, true.year):
        wrong += 1
        faults.append(f"{report.title.agency} {report.title.year} instead of {true.agency} {true.year}")
    for key, expected in true.cells.items():
        cell = found.pop(key, None)
        if cell is None:
            flagged, wrong = flagged + bool(report.unnamed), wrong + (not report.unnamed)
            faults.append(f"{key}: missing, {expected.text!r}")
            continue
        value = None if expected.value is None else float(expected.value)
        same = (cell.value, cell.state) == (value, expected.state)
        right += same and cell.flag is None
        flagged += cell.flag is not None
        wrong += not same and cell.flag is None
        if not same or cell.flag:
            faults.append(f"{key}: {cell.text!r} {cell.state} {cell.flag or ''} instead of {expected.text!r}")
    wrong += len(found)
    faults += [f"{key}: {cell.text!r} is not printed" for key, cell in found.items()]
    faults += [str(one) for one in report.unnamed]
    return Score(len(true.cells), right, flagged, wrong, tuple(faults))


def case(name: str, seed: int) -> Typeset:
    """Set a report in a layout of the gallery; the page breaks anywhere, both editions come and mix.

    The class ``drawn from a seed`` mixes what the layouts of the gallery do.
    """
    draw = random.Random(f"{name} {seed}")
    layout = random_layout(seed) if name == RANDOM else _varied(LAYOUTS[name], draw)
    if name == RANDOM and layout.merged_label == "last":  # might not fit into its part there
        layout = replace(layout, merged_label="flow")
    mixed = editions("2021", disclosure=draw.choice(["2021", "2019"]), applications=draw.choice(["2021", "2019"]))
    edition = draw.choice([editions("2021"), editions("2019"), mixed])
    data = sample_report(edition, seed, distinct=layout.zero == "0" or draw.random() < 0.5)
    return typeset_many([data], [layout])


RANDOM = "drawn from a seed"


def _varied(layout: Layout, draw: random.Random) -> Layout:
    """Let prose of any length stand before the tables, unless the layout says where the page breaks."""
    return layout if layout.breaks or draw.random() < 0.2 else replace(layout, lead_lines=draw.randint(0, 45))


def cases(name: str, cells: int) -> Iterator[tuple[int, Typeset]]:
    """Set reports until they have enough cells."""
    seed = 0
    while cells > 0:
        done = case(name, seed)
        yield seed, done
        cells -= sum(len(report.cells) for report in done.reports)
        seed += 1


def main() -> None:
    """Print the table."""
    cells = int(sys.argv[1]) if len(sys.argv) > 1 else CELLS
    print(f"{'class':45} {'cells':>7} {'right':>7} {'flagged':>8} {'wrong':>6}")
    for name in sys.argv[2:] or [*LAYOUTS, RANDOM]:
        total = Score()
        for seed, done in cases(name, cells):
            one = score(done)
            total = total.and_(one._replace(faults=tuple(f"seed {seed}: {fault}" for fault in one.faults)))
        print(f"{name:45} {total.cells:7} {total.right:7} {total.flagged:8} {total.wrong:6}", flush=True)
        for fault in total.faults[:4]:
            print("     ", fault)


if __name__ == "__main__":
    main()
