"""How many cells are read right of tables without rules, as a browser prints them: pages made afresh from seeds.

Run ``python -m tests.benchmarks.unruled [reports per class] [class ...]``; it needs Chromium. *Right*, *flagged* and
*wrong* are those of `tests.benchmarks.accuracy_layouts`: what is told counts as flagged, what is lost silently as
wrong. Word's prints of such tables are classes of `tests.benchmarks.accuracy_prints`.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from govreports.errors import ReadError
from govreports.matching.match import match_document
from govreports.sources.open import open_document
from tests.benchmarks.accuracy_layouts import Score, compare
from tests.benchmarks.accuracy_text import drawn_layout, drawn_report, truth_of
from tests.lab_server import browser_page
from tests.typeset import TrueReport
from tests.typeset.web import Web, page

REPORTS = 5
_PLAIN = "table { border-collapse: collapse; width: 100% } td, th { border: 0; text-align: center; padding: 3px }"

# What the style adds to a page whose tables have no rules, and the scale at which it is printed.
CLASSES: dict[str, tuple[str, float]] = {
    "plain": ("", 1.0),
    "tight": ("table { width: auto } td, th { padding: 0 }", 1.0),
    "loose": ("td, th { padding: 9px 6px }", 1.0),
    "left-aligned": ("td, th { text-align: left }", 1.0),
    "numbers to the right": ("td, th { text-align: right }", 1.0),
    "top-aligned": ("td, th { vertical-align: top; text-align: left }", 1.0),
    "zebra": ("tr:nth-child(even) { background: #dbe5f1 }", 1.0),
    "rules across": ("tr { border-bottom: 1px solid #444 }", 1.0),
    "rules down": ("td, th { border-left: 1px solid #444; border-right: 1px solid #444 }", 1.0),
    "rules across the heads": ("table { border-top: 2px solid; border-bottom: 2px solid }", 1.0),
    "boxes within cells": ("td > *, th > * { border: 1px solid #000; display: block; margin: 2px }", 1.0),
    "set apart": ("table { border-collapse: separate; border-spacing: 12px } td, th { border: 1px solid }", 1.0),
    "small": ("", 0.6),
    "large": ("", 1.4),
}


def made(name: str, seed: int) -> tuple[str, TrueReport]:
    """Write a page of a class and say what a right reading of its print gives."""
    draw = random.Random(f"{name} {seed}")
    layout = replace(drawn_layout(draw), digits="ascii", thousands=draw.choice(["", "", ","]))  # full width wraps
    data = drawn_report(draw, blanks=draw.choice([0, 0, 0.4, 0.9]), distinct=draw.random() < 0.7)
    style = f"<style>body {{ font-size: {draw.choice([12, 14, 16])}px }} {_PLAIN} {CLASSES[name][0]}</style>"
    html = page(data, Web(layout=layout), seed).decode().replace("<table border=1>", "<table>")
    if name == "boxes within cells":
        html = html.replace("<td", "<td><div").replace("</td>", "</div></td>")
        html = _attributes_back(html)
    return html.replace("</head>", f"{style}</head>"), truth_of(data, layout)


def _attributes_back(html: str) -> str:
    """Return the attributes of cells from the boxes within them to the cells."""
    parts = html.split("<td><div")
    return parts[0] + "".join(f"<td{part[: part.index('>')]}><div{part[part.index('>') :]}" for part in parts[1:])


def score(name: str, seed: int, browser: Any) -> Score:
    """Print a page, read it and compare every cell."""
    html, truth = made(name, seed)
    browser.set_content(html)
    data = browser.pdf(format="A4", scale=CLASSES[name][1], print_background=True)
    try:
        reports = match_document(open_document(Path("case.pdf"), data), "case")
    except ReadError as error:
        return Score(len(truth.cells), 0, len(truth.cells), 0, (str(error),))
    if len(reports) == 1 and not reports[0].cells:
        return Score(len(truth.cells), 0, len(truth.cells), 0, ("no table: refused",))
    return Score(wrong=1, faults=("not one report",)) if len(reports) != 1 else compare(truth, reports[0])


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    print(f"{'class':28} {'cells':>7} {'right':>7} {'flagged':>8} {'wrong':>6}")
    with browser_page() as (_, browser):
        for name in sys.argv[2:] or CLASSES:
            total = Score()
            for seed in range(count):
                total = total.and_(score(name, seed, browser))
            print(f"{name:28} {total.cells:7} {total.right:7} {total.flagged:8} {total.wrong:6}", flush=True)
            for fault in total.faults[:4]:
                print("     ", fault[:160])


if __name__ == "__main__":
    main()
