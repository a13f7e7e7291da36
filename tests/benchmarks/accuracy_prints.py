"""How many cells are read right of files that another program sets: Word files printed to PDF, saved as DOC.

Run ``python -m tests.benchmarks.accuracy_prints [reports per class] [class ...]``; it needs LibreOffice. *Right*,
*flagged* and *wrong* are those of `tests.benchmarks.accuracy_layouts`. Tables without rules are mostly flagged or
refused here: columns that a program packs as tightly as it can are told apart by rules only; what counts is that none
is wrong.
"""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx as writer
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from govreports.errors import ReadError
from govreports.matching.match import match_document
from govreports.sources.open import open_document
from tests.benchmarks.accuracy_layouts import Score, compare
from tests.benchmarks.accuracy_text import drawn_layout, drawn_report, truth_of
from tests.typeset import TrueReport
from tests.typeset.web import docx

REPORTS = 10
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_PATIENCE = 600  # seconds

# Style and eighths of a point of the rules (None: no rules), size of print, margins in cm, what else is changed.
CLASSES: dict[str, tuple[str | None, int, float, float, str]] = {
    "ruled": ("single", 4, 10.5, 3.2, ""),
    "thick rules": ("single", 24, 10.5, 3.2, ""),
    "double rules": ("double", 4, 10.5, 3.2, ""),
    "dotted rules": ("dotted", 4, 10.5, 3.2, ""),
    "dashed rules": ("dashed", 4, 10.5, 3.2, ""),
    "rows ruled": ("rows", 4, 8, 2.5, ""),
    "small print": ("single", 4, 6, 3.2, ""),
    "large print": ("single", 4, 15, 3.2, ""),
    "wide margins": ("single", 4, 10.5, 5, ""),
    "heads repeated, large print": ("single", 4, 14, 3.2, "heads"),
    "landscape": ("single", 4, 10.5, 3.2, "landscape"),
    "centred": ("single", 4, 10.5, 3.2, "centred"),
    "no rules": (None, 0, 8, 2.5, "centred"),
    "DOC": ("single", 4, 10.5, 3.2, "doc"),
}


def made(name: str, seed: int) -> tuple[bytes, TrueReport]:
    """Write a Word file of a class and say what a right reading of its print gives."""
    rules, width, size, margin, change = CLASSES[name]
    draw = random.Random(f"{name} {seed}")
    layout, data = drawn_layout(draw), drawn_report(draw, blanks=draw.choice([0, 0, 0.3]))
    file = writer.Document(io.BytesIO(docx(data, layout)))
    section = file.sections[0]
    section.left_margin = section.right_margin = Cm(margin)
    if change == "landscape":
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for table in file.tables:
        if rules is not None:
            style = {
                side: "nil" if rules == "rows" and side in ("left", "right", "insideV") else rules for side in _SIDES
            }
            lines = "".join(
                f'<w:{side} w:val="{"single" if kind == "rows" else kind}" w:sz="{width}" w:color="000000"/>'
                for side, kind in style.items()
            )
            table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))
        heads = 3 if change == "heads" and len(table.rows) > 20 else 0
        for number, row in enumerate(table.rows):
            if number < heads:
                row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
            for cell in row._tr.tc_lst:
                for paragraph in cell.p_lst:
                    if change == "centred":
                        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                    for run in paragraph.r_lst:
                        run.get_or_add_rPr().sz_val = Pt(size)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue(), truth_of(data, layout)


def converted(files: Sequence[bytes], kind: str) -> Iterator[bytes]:
    """Let LibreOffice save Word files as another kind."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise FileNotFoundError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.docx") for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", folder, *map(str, paths)]
        subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True)
        for path in paths:
            yield path.with_suffix(f".{kind}").read_bytes()


def score(name: str, count: int) -> Score:
    """Read the prints of a class and compare every cell."""
    kind = "doc" if CLASSES[name][4] == "doc" else "pdf"
    written = [made(name, seed) for seed in range(count)]
    total = Score()
    for (_, truth), data in zip(written, converted([data for data, _ in written], kind), strict=True):
        try:
            reports = match_document(open_document(Path(f"case.{kind}"), data), "case")
        except ReadError as error:
            total = total.and_(Score(len(truth.cells), faults=(str(error),)))
            continue
        found = Score(wrong=1, faults=("not one report",)) if len(reports) != 1 else compare(truth, reports[0])
        total = total.and_(found)
    return total


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    print(f"{'class':45} {'cells':>7} {'right':>7} {'flagged':>8} {'wrong':>6}")
    for name in sys.argv[2:] or CLASSES:
        total = score(name, count)
        print(f"{name:45} {total.cells:7} {total.right:7} {total.flagged:8} {total.wrong:6}", flush=True)
        for fault in total.faults[:4]:
            print("     ", fault)


if __name__ == "__main__":
    main()
