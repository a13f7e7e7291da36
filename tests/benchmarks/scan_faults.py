"""Misread digits against published errors, on scans: both planted, none may be taken for the other.

Run ``python -m tests.benchmarks.scan_faults [reports]`` from the root of the repository. Into each report go a
published error (a number that the agency printed wrong, so that a row and a column no longer add up) and damaged
digits: print that a crease, a spot or weak toner has eaten, so that a machine may read another digit. Every other
report is scanned askew, with noise and as a JPEG. What is counted:

- *misread*: cells whose value is not the printed one, with and without a flag;
- *confused*: failing checks with the cause ``published`` although an operand was misread;
- *lost*: published errors that no failing and no unknown check shows.

Before numbers that failing identities point at were looked at once more (`govreports.reading.second_look`), 13 of 42
damaged digits were misread without a flag and 22 failing checks were taken for published errors. What stays without a
flag is a number that no identity covers (table 二).
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from govreports.checks.faults.system import printed_form
from govreports.form import equation_of
from govreports.reading.read_file import read_report
from govreports.report.report import Report
from tests.typeset import sample_report, typeset
from tests.typeset.cases import with_cells
from tests.typeset.cells import Key, TrueCell
from tests.typeset.scans import Scan, scanned_pages, scanned_pdf

DAMAGES = ("left", "right", "top", "bottom", "line", "spot")
SCALE = 200 / 72


def damage(image: Image.Image, box: tuple[float, float, float, float], kind: str, draw: random.Random) -> None:
    """Eat part of one digit of a cell; `box` in points."""
    x0, top, x1, bottom = (edge * SCALE for edge in box)
    inner = (round(x0) + 4, round(top) + 4, round(x1) - 4, round(bottom) - 4)
    ink = np.asarray(image.crop(inner).convert("L")) < 128
    columns = np.flatnonzero(ink.any(axis=0))
    if not columns.size:
        return
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
    run = runs[draw.randrange(len(runs))]
    rows = np.flatnonzero(ink[:, run[0] : run[-1] + 1].any(axis=1))
    a, b, c, d = inner[0] + run[0], inner[1] + rows[0], inner[0] + run[-1], inner[1] + rows[-1]
    pen, wide, high = ImageDraw.Draw(image), (c - a + 1) / 2, (d - b + 1) / 2
    paper, black = (255, 255, 255), (0, 0, 0)
    if kind == "line":
        pen.line((a - 2, d, c + 2, b), fill=black, width=2)
    elif kind == "spot":
        pen.ellipse((a + wide / 2, b + high / 2, c - wide / 2, d - high / 2), fill=black)
    else:
        sides = {"left": (a, b, a + wide, d), "right": (c - wide, b, c, d)}
        half = sides | {"top": (a, b, c, b + high), "bottom": (a, d - high, c, d)}
        pen.rectangle(half[kind], fill=paper)


def case(seed: int, folder: Path) -> tuple[Report, dict[Key, TrueCell], Key, list[Key]]:
    """Set a report with one published error, scan it and damage three digits; give the reading and the truth."""
    draw = random.Random(seed)
    clean = sample_report("2021", seed, distinct=False)
    numbers = [key for key, text in clean.cells.items() if key[0] == "applications" and text and text.isdigit()]
    wrong = draw.choice(numbers)
    done = typeset(with_cells(clean, {wrong: str(int(clean.cells[wrong] or 0) + draw.randint(1, 9))}))
    truth = done.cells
    images = list(scanned_pages(done.pdf, Scan(seed=seed, jpeg=None)))
    spoiled = draw.sample([key for key, cell in truth.items() if cell.value], 3)
    for key in spoiled:
        cell = truth[key]
        damage(images[cell.page - 1], cell.box, draw.choice(DAMAGES), draw)
    buffer = io.BytesIO()
    images[0].save(buffer, "PDF", save_all=True, append_images=images[1:], resolution=200, quality=100)
    pdf = buffer.getvalue()
    if seed % 2:
        pdf = scanned_pdf(pdf, Scan(seed=seed, skew=draw.uniform(-1.2, 1.2), noise=6, blur=0.5, paper=235))
    file = folder / f"scan_{seed}.pdf"
    file.write_bytes(pdf)
    return read_report(file), truth, wrong, spoiled


def measure(seeds: range) -> Counter[str]:
    """Count over several reports."""
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            counted += judge(*case(seed, Path(folder)))
    return counted


def judge(report: Report, truth: dict[Key, TrueCell], wrong: Key, spoiled: list[Key]) -> Counter[str]:
    """Count the confusions of one report."""
    counted: Counter[str] = Counter(reports=1, damaged=len(spoiled))
    read = {(cell.table, cell.item, cell.column): cell for cell in report.cell_rows}
    misread = set()
    for key, cell in truth.items():
        value = None if cell.value is None else float(cell.value)
        found = read.get(key)
        if found is None or found.value != value:
            misread.add(key)
            counted["misread, flagged" if found is not None and found.flag else "misread, no flag"] += 1
        elif found.flag:
            counted["right, flagged"] += 1
    shown = False
    for check in report.check_rows:
        form = printed_form(check.table, {item for table, item, _ in truth if table == check.table})
        equation = equation_of(form, check.check, check.item, check.column) if form else None
        places = set(equation.cells) if equation else set()
        if check.status == "fail" and check.cause == "published" and places & misread:
            counted["confused: published, but misread"] += 1
        shown |= check.status in ("fail", "unknown") and wrong in places
    counted["published errors shown" if shown else "published errors lost"] += 1
    return counted


def main(reports: int) -> None:
    """Print the counts."""
    for name, number in sorted(measure(range(reports)).items()):
        print(f"{name:<36}{number:>6}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
