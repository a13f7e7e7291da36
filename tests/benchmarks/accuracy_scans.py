"""How many cells of scanned reports are read right: cases set afresh from a seed, printed, stamped and scanned.

Run ``python -m tests.benchmarks.accuracy_scans [cells per class] [class ...]``. What is right and wrong is said in
`accuracy_layouts`. Seconds are those of all cores of the processor for a report, with the engine loaded.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import govreports as gr
from govreports.matching.grid.cells import Unmatched
from govreports.matching.identity.title import Title
from govreports.matching.match import Matched
from tests.benchmarks.accuracy_layouts import Score, compare
from tests.typeset import LAYOUTS, Layout, Typeset, editions, sample_report, typeset_many
from tests.typeset.scans import Scan, random_scan, scanned_pdf

CELLS = 10_000

UNRULED = "without cell rules"

#: Layouts whose tables are ruled on paper: what differs only within the file is no difference to a scanner.
RULED = [
    "stroked lines",
    "a stroked rectangle a cell",
    "thin filled rectangles",
    "head repeated",
    "row cut by the page break",
    "merged label cut",
    "merged label cut, open at the break",
    "merged label wholly on the first page",
    "caption at the bottom of a page",
    "head of a part at the bottom of a page",
    "head of table 四 on the page before",
    "running heads between the halves",
    "table 三 on a page of its own",
    "vertical text",
    "label turned upwards",
    "watermark below",
    "stamp",
    "numbers stroked",
    "numbers broken by blanks",
    "thousands separators",
    "full-width digits",
    "narrow columns",
    "table 四 as three",
    "numbers after 、",
    "half-width brackets",
    "misprinted labels",
    "合计 for 总计",
    "blank for zero",
    "slash for zero",
    "dash for zero",
    "hyphen for zero",
    "无 for zero",
    "notes under the tables",
    "dark head",
    "left and top",
    "right",
    "large print",
    "serif",
    "unembedded digits",
    "title on two lines",
]


def case(seed: int, *, ruled: bool = True) -> Typeset:
    """Set a report in one of the ruled layouts, stamped every other time; or the same with few rules or none."""
    draw = random.Random(f"scanned {seed}")
    layout: Layout = LAYOUTS[RULED[seed % len(RULED)]]
    layout = replace(layout, stamp=ruled and (layout.stamp or seed % 2 == 0))
    layout = layout if ruled else replace(layout, rules=draw.choice(["none", "rows"]), zero="0")
    if not layout.breaks:
        layout = replace(layout, lead_lines=draw.randint(0, 20))
    mixed = editions("2021", disclosure=draw.choice(["2021", "2019"]), applications=draw.choice(["2021", "2019"]))
    data = sample_report(mixed, seed, distinct=layout.zero == "0")
    return typeset_many([data], [layout])


def in_colour(seed: int) -> Scan:
    """A colour scan at 200 or 300 dpi; the stamp is red."""
    return replace(random_scan(seed, 200 if seed % 3 else 300), jpeg=75, colour=True)


def coarse(seed: int) -> Scan:
    """A colour scan at 150 dpi; the stamp is red."""
    return replace(random_scan(seed, 150), colour=True)


def grey(seed: int) -> Scan:
    """A grey scan, so that a stamp is grey too."""
    return replace(random_scan(seed, 200 if seed % 3 else 300), jpeg=75, colour=False)


def turned(seed: int) -> Scan:
    """Pages that lie on a side or upside down, and askew."""
    return replace(in_colour(seed), quarter=1 + seed % 3)


def photograph(seed: int) -> Scan:
    """A telephone's picture at a slant, in uneven light."""
    return replace(in_colour(seed), skew=0.0, slant=0.03, darkest=0.55, noise=4, specks=0, paper=255, blur=0.5)


def fax(seed: int) -> Scan:
    """Black and white, 200 dots across and 100 lines down an inch."""
    return replace(random_scan(seed), noise=0, specks=0.0002, blur=0, colour=False, fax=True, paper=255)


def through(seed: int) -> Scan:
    """Thin paper: the other side's print shows through."""
    return replace(in_colour(seed), through=random.Random(f"through {seed}").uniform(0.1, 0.3))


def pale(seed: int) -> Scan:
    """Ink of half the darkness on greyish paper."""
    return replace(in_colour(seed), ink=random.Random(f"pale {seed}").randint(90, 140), paper=225)


def compressed(seed: int) -> Scan:
    """Too strongly compressed, and noisy."""
    return replace(in_colour(seed), jpeg=30, noise=8)


CLASSES: dict[str, Callable[[int], Scan]] = {
    "200-300 dpi, skew to 2°, JPEG 75, stamp": in_colour,
    "150 dpi": coarse,
    "grey scan, grey stamp": grey,
    "turned": turned,
    "photograph": photograph,
    "fax, 200 × 100, 1 bit": fax,
    "bleed-through": through,
    "pale ink": pale,
    "JPEG 30, noise": compressed,
    UNRULED: in_colour,
}


def score(done: Typeset, scan: Scan) -> tuple[Score, float]:
    """Scan a report, read it and compare every cell."""
    (true,) = done.reports
    with TemporaryDirectory() as folder:
        file = Path(folder) / "case.pdf"
        file.write_bytes(scanned_pdf(done.pdf, scan))
        begun = time.process_time()
        try:
            report = gr.read_report(file)
        except gr.ReadError as error:
            return Score(len(true.cells), flagged=len(true.cells), faults=(str(error),)), time.process_time() - begun
        seconds = time.process_time() - begun
    title = Title(report.title, report.agency, report.year)
    unnamed = [Unmatched(problem.code, problem.reason, problem.page) for problem in report.problems]
    return compare(true, Matched(title, list(report.cell_rows), unnamed=unnamed)), seconds


def main() -> None:
    """Print the table."""
    cells = int(sys.argv[1]) if len(sys.argv) > 1 else CELLS
    print(f"{'class':42} {'cells':>7} {'right':>7} {'flagged':>8} {'wrong':>6} {'seconds':>8}")
    for name in sys.argv[2:] or CLASSES:
        total, spent, seed = Score(), 0.0, 0
        while total.cells < cells:
            done = case(seed, ruled=name != UNRULED)
            one, seconds = score(done, CLASSES[name](seed))
            layout = RULED[seed % len(RULED)]
            total = total.and_(one._replace(faults=tuple(f"seed {seed}, {layout}: {fault}" for fault in one.faults)))
            spent, seed = spent + seconds, seed + 1
        print(
            f"{name:42} {total.cells:7} {total.right:7} {total.flagged:8} {total.wrong:6} {spent / seed:8.1f}",
            flush=True,
        )
        for fault in total.faults:
            print("     ", fault)


if __name__ == "__main__":
    main()
