"""How many cells of web pages, Word files and text are read right, by class: cases made afresh from a seed.

Run ``python -m tests.benchmarks.accuracy_text [cells per class] [class ...]``. *Right*, *flagged* and *wrong* are those
of `tests.benchmarks.accuracy_layouts`. Cells that run together are read only where the sums prove them, so that most
of that class is flagged; what counts there is that none is wrong.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from govreports.matching.match import match_document
from govreports.sources.open import open_document
from tests.benchmarks.accuracy_layouts import CELLS, Score, compare
from tests.typeset import Layout, ReportData, TrueCell, TrueReport, editions, read_printed, sample_report
from tests.typeset.forms import form_table
from tests.typeset.labels import TYPOS
from tests.typeset.numbers import printed
from tests.typeset.web import Separator, Web, docx, page, text, title_of

_WITH_TOTALS = ("received", "carried_in", "total", "carried_out")


@dataclass(frozen=True)
class Case:
    """A file and what a right reading of it gives."""

    name: str
    suffix: str
    data: bytes
    truth: TrueReport


def truth_of(data: ReportData, layout: Layout) -> TrueReport:
    """Determine what a right reading of a report gives that is set without pages."""
    cells = {}
    for key, written in data.cells.items():
        shown = printed(written, layout)
        value, state, unit = read_printed(shown)
        column = form_table(data, key[0]).column[key[2]]
        cells[key] = TrueCell(value, state, shown or "", unit or column.unit, 0, (0.0, 0.0, 0.0, 0.0))
    return TrueReport(data.agency, data.year, title_of(data), data.editions, cells, 0, 0)


def drawn_report(draw: random.Random, *, blanks: float = 0.0, distinct: bool = True) -> ReportData:
    """Draw a report of either edition, or of both; so many of its zeros are left blank, often totals of results too."""
    mixed = editions("2021", disclosure=draw.choice(["2021", "2019"]), applications=draw.choice(["2021", "2019"]))
    edition = draw.choice([editions("2021"), editions("2019"), mixed])
    data = sample_report(edition, draw.randrange(10**9), distinct=distinct and not blanks)
    no_totals = blanks > 0 and draw.random() < 0.3

    def is_blank(key: tuple[str, str, str], text: str | None) -> bool:
        left_out = no_totals and key[0] == "applications" and key[2] == "total" and key[1] not in _WITH_TOTALS
        return left_out or (text == "0" and draw.random() < blanks)

    return replace(data, cells={key: None if is_blank(key, text) else text for key, text in data.cells.items()})


def drawn_layout(draw: random.Random) -> Layout:
    """Draw how labels and numbers are written."""
    return Layout(
        numbering=draw.choice([".", "、", "．"]),
        brackets=draw.choice(["full", "half"]),
        label_blanks=draw.random() < 0.3,
        spelling=draw.choice([(), TYPOS]),
        thousands=draw.choice(["", ",", "，"]),
        digits=draw.choice(["ascii", "ascii", "full"]),
        litigation=draw.choice(["one", "one", "three", "three_titled"]),
    )


def _web(draw: random.Random, layout: Layout) -> Web:
    charset, declared = draw.choice(
        [
            ("utf-8", "utf-8"),
            ("utf-8", "gb2312"),
            ("gb18030", "gb2312"),
            ("gb18030", ""),
            ("utf-8-sig", ""),
            ("utf-16", ""),
        ]
    )
    return Web(layout=layout, charset=charset, declared=declared)


def _html(**changes: object) -> Callable[[random.Random], Case]:
    def make(draw: random.Random) -> Case:
        layout = drawn_layout(draw)
        data = drawn_report(draw, blanks=draw.choice([0, 0.3, 0.9]))
        web = replace(_web(draw, layout), **changes)  # type: ignore[arg-type]
        return Case("", ".html", page(data, web, draw.randrange(10**9)), truth_of(data, layout))

    return make


def _any_html(draw: random.Random) -> Case:
    flags = {name: draw.random() < 0.4 for name in ("broken", "nested", "site", "head", "unclosed", "hidden", "halves")}
    return _html(**flags)(draw)


def _docx(draw: random.Random) -> Case:
    layout = drawn_layout(draw)
    data = drawn_report(draw, blanks=draw.choice([0, 0.3, 0.9]))
    return Case("", ".docx", docx(data, layout), truth_of(data, layout))


def _text(separator: Separator, *, blanks: float = 0.0, distinct: bool = True) -> Callable[[random.Random], Case]:
    def make(draw: random.Random) -> Case:
        layout = replace(drawn_layout(draw), thousands="") if separator == "together" else drawn_layout(draw)
        data = drawn_report(draw, blanks=blanks, distinct=distinct)
        written = text(data, separator, layout).encode(draw.choice(["utf-8", "gb18030"]))
        return Case("", ".txt", written, truth_of(data, layout))

    return make


CLASSES: dict[str, Callable[[random.Random], Case]] = {
    "HTML, plain": _html(),
    "HTML, labels broken over spans": _html(broken=True),
    "HTML, layout tables, navigation": _html(nested=True, site=True),
    "HTML, head, hidden, unclosed": _html(head=True, hidden=True, unclosed=True),
    "HTML, 本年度办理结果 in two cells": _html(halves=True),
    "HTML, rowspan past the end": _html(spans="past_end"),
    "HTML, rowspan too long": _html(spans="too_long"),
    "HTML, rowspan too short": _html(spans="too_short"),
    "HTML, colspan of a label too wide": _html(spans="label_too_wide"),
    "HTML, rowspans lost": _html(spans="no_rowspan"),
    "HTML, all spans lost": _html(spans="none"),
    "HTML, everything drawn": _any_html,
    "DOCX": _docx,
    "text, a tab between cells": _text("browser"),
    "text, tabs, merged places empty": _text("padded"),
    "text, tabs, blank cells": _text("padded", blanks=0.7),
    "text, tabs, pushed to the left": _text("pushed"),
    "text, bars": _text("bars"),
    "text, blanks": _text("blanks"),
    "text, one cell a line": _text("lines"),
    "text, heads and labels broken over lines": _text("narrow"),
    "run together, as in real reports": _text("together", distinct=False),
    "run together, distinct": _text("together"),
    "run together, blank cells": _text("together", blanks=0.7, distinct=False),
    "text, blanks, blank cells": _text("blanks", blanks=0.7),
    "text, one cell a line, blank cells": _text("lines", blanks=0.7),
    "text, pushed, blank cells": _text("pushed", blanks=0.7),
    "text, bars, blank cells": _text("bars", blanks=0.7),
    "text, a bar behind each cell, blank cells": _text("cells", blanks=0.7),
    "text, a bar below each cell, blank cells": _text("below", blanks=0.7),
    "text, a tab between cells, blank cells": _text("browser", blanks=0.7),
}
"""Every class, and how one of its cases is drawn."""


def cases(name: str, cells: int = CELLS) -> Iterator[Case]:
    """Make cases of a class until they have enough cells."""
    seed = 0
    while cells > 0:
        made = CLASSES[name](random.Random(f"{name} {seed}"))
        yield replace(made, name=f"{name} {seed}")
        cells -= len(made.truth.cells)
        seed += 1


def score(case: Case) -> Score:
    """Read a case and compare every cell."""
    path = Path("case" + case.suffix)
    reports = match_document(open_document(path, case.data), "case")
    if len(reports) != 1:
        return Score(wrong=1, faults=(f"{len(reports)} reports",))
    return compare(case.truth, reports[0])


def main() -> None:
    """Print the table."""
    cells = int(sys.argv[1]) if len(sys.argv) > 1 else CELLS
    print(f"{'class':45} {'cells':>7} {'right':>7} {'flagged':>8} {'wrong':>6}")
    for name in sys.argv[2:] or CLASSES:
        total = Score()
        for case in cases(name, cells):
            one = score(case)
            total = total.and_(one._replace(faults=tuple(f"{case.name}: {fault}" for fault in one.faults)))
        print(f"{name:45} {total.cells:7} {total.right:7} {total.flagged:8} {total.wrong:6}", flush=True)
        for fault in total.faults[:4]:
            print("     ", fault)


if __name__ == "__main__":
    main()
