"""Prints of browsers and of Word, and what people do to them afterwards: ``python -m tests.benchmarks.changed_prints``.

Options: ``[--seeds N] [--first N] [--cells] [part of a kind …]``; it needs Chromium and LibreOffice. A row a kind, with
the counts of `tests.benchmarks.cases`. Where nobody can say which number a cell shows, only a flag or a word is right.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from govreports.reading.read_file import read_reports
from tests.benchmarks.accuracy_prints import converted
from tests.benchmarks.cases import KINDS, judge
from tests.benchmarks.print_changes import CHANGES, OPEN, Truth, put_together
from tests.lab_server import browser_page
from tests.typeset import hidden
from tests.typeset.cases import sample_report
from tests.typeset.cells import ReportData
from tests.typeset.web import Web, page

SHARE = 0.15  # of the cells that are changed
_FEW = {"white box, typed anew", "FreeText shown", "FreeText plain"}  # else so many sums fail that all is in doubt
_STYLE = "table { border-collapse: collapse; width: 100%; font-size: 12px } td, th { border: 1px solid; padding: 3px }"
_AMBIGUOUS = {"two lines", "two numbers", "small"}


def _truth(data: ReportData) -> Truth:
    return {"/".join(key): None if text is None else float(text) for key, text in data.cells.items()}


# --- prints -------------------------------------------------------------------------------------------------------


def browser_prints(seed: int, words: list[str]) -> Iterator[tuple[str, bytes, Truth]]:
    """Print pages in which some cells hold more than is seen, or show it so that nobody is sure."""
    kinds = [*hidden.STYLES, *hidden.MARKUP, *hidden.WHOLE]
    kinds = [kind for kind in kinds if not words or "prints" in words or any(word in kind for word in words)]
    with browser_page() as (_, browser):
        for kind in kinds:
            # An open cell is told by its number, which must stand in no other cell.
            is_open = kind in _AMBIGUOUS or kind in hidden.WHOLE
            data = sample_report("2021", seed, distinct=bool(seed % 2) or is_open)
            chance, spoilt = random.Random(f"{seed} {kind}"), list[str]()
            html = hidden.html(data, kind, seed, by_class=chance.random() < 0.5, spoilt=spoilt).decode()
            browser.set_content(html.replace("</head>", f"<style>{_STYLE}</style></head>"))
            truth = _opened(_truth(data), spoilt if is_open else [])
            yield f"browser: {kind}", browser.pdf(scale=chance.choice([0.6, 0.8, 1, 1.2]), print_background=True), truth


def _opened(truth: Truth, spoilt: list[str]) -> Truth:
    """Return the truth with every cell left open that holds one of the numbers: nobody can say what it shows."""
    numbers, times = set(map(float, spoilt)), Counter(truth.values())
    return truth | {key: OPEN for key, value in truth.items() if value in numbers and times[value] == 1}


def word_prints(seed: int) -> Iterator[tuple[str, bytes, Truth]]:
    """Print Word files in which some cells hold a run more."""
    data = sample_report("2021", seed, distinct=bool(seed % 2))
    kinds = [
        kind for kind in hidden.RUNS if kind not in ("tiny", "theme")
    ]  # LibreOffice prints the theme's white black
    for kind, pdf in zip(
        kinds, converted([_ruled(hidden.docx(data, kind, seed)) for kind in kinds], "pdf"), strict=True
    ):
        yield f"Word: {kind}", pdf, _truth(data)


def _ruled(data: bytes) -> bytes:
    import docx
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    file = docx.Document(io.BytesIO(data))
    for table in file.tables:
        table.style = "Table Grid"
        for cell in (one for row in table._tbl.tr_lst for one in row.tc_lst):
            cell.get_or_add_tcPr().vAlign_val = WD_ALIGN_VERTICAL.CENTER  # as offices do; strokes go through the middle
            for paragraph in cell.p_lst:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def bases(seed: int) -> Iterator[tuple[str, bytes, Truth]]:
    """Print a report by a browser and by Word."""
    data = sample_report("2021", seed, distinct=bool(seed % 2))
    with browser_page() as (_, browser):
        browser.set_content(
            page(data, Web(head_markup=f"<style>{_STYLE} td {{ text-align: center }}</style>")).decode()
        )
        printed = browser.pdf(scale=[1, 0.8, 0.6][seed % 3])
    yield "browser", printed, _truth(data)
    from tests.typeset.web import docx

    yield "Word", next(iter(converted([_ruled(docx(data))], "pdf"))), _truth(data)


def changed(seed: int, words: list[str]) -> Iterator[tuple[str, bytes, Truth]]:
    """Change prints afterwards, in each of the ways."""
    for base, data, truth in bases(seed):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "base.pdf")
            path.write_bytes(data)
            [report] = read_reports(path)
        numbers = [cell for cell in report.cell_rows if cell.value is not None and cell.x0 is not None and cell.text]
        for kind, change in CHANGES.items():
            if words and not any(word in f"{base}: {kind}" for word in words):
                continue
            chance, told = random.Random(f"{seed} {kind}"), dict(truth)
            chosen = [cell for cell in numbers if chance.random() < SHARE]
            chosen = chosen[:2] if kind in _FEW else chosen
            with pikepdf.open(io.BytesIO(data)) as document:
                change(document, chosen, chance, told)
                stream = io.BytesIO()
                document.save(stream)
            yield f"{base}: {kind}", stream.getvalue(), told
        for up, size in ((2, (842, 595)), (4, (595, 842))):
            if words and not any(word in f"{base}: {up}-up" for word in words):
                continue
            yield f"{base}: {up}-up", put_together(data, up, size), truth


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=2)
    options.add_argument("--first", type=int, default=1)
    options.add_argument("--cells", action="store_true")
    options.add_argument("--keep", type=Path)
    options.add_argument("words", nargs="*")
    chosen = options.parse_args()
    print(f"{'kind':40}" + "".join(f"{kind:>9}" for kind in KINDS))
    for seed in range(chosen.first, chosen.first + chosen.seeds):
        sources = [] if chosen.words == ["prints"] else [changed(seed, chosen.words)]
        if not chosen.words or "prints" in chosen.words:
            sources += [word_prints(seed)]
        sources += [browser_prints(seed, chosen.words)]
        for source in sources:
            for kind, data, truth in source:
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(chosen.keep or folder, f"{seed} {kind}.pdf".replace(": ", "_").replace(" ", "_"))
                    path.write_bytes(data)
                    verdict = judge(kind, path, {"cells": truth})
                name = f"{kind} ({seed})"
                print(f"{name:40}" + "".join(f"{verdict.counts[outcome]:9}" for outcome in KINDS), flush=True)
                for line in [*verdict.cells, verdict.said[:200]] if chosen.cells else ():
                    print("      " + line, flush=True)


if __name__ == "__main__":
    main()
