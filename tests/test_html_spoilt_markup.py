"""A cell too many or too few in a page's markup: a number is right, or it carries a flag, or a problem names it.

Real pages are edited by hand: a cell is deleted, pasted twice, or its rowspan changed by one. In a browser the numbers
then stand under other heads, and nothing says which of them moved.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import html

import govreports as gr
from govreports.reading.read_file import reports_of
from tests.shared import shared
from tests.typeset import Layout, editions, sample_report
from tests.typeset.web import Web, page


def _drop(cell: html.HtmlElement, draw: random.Random) -> None:
    cell.getparent().remove(cell)


def _add(cell: html.HtmlElement, draw: random.Random) -> None:
    cell.addprevious(html.fragment_fromstring("<td></td>"))


def _widen(cell: html.HtmlElement, draw: random.Random) -> None:
    cell.set("colspan", str(int(cell.get("colspan", "1")) + 1))


def _heighten(cell: html.HtmlElement, draw: random.Random) -> None:
    cell.set("rowspan", str(max(1, int(cell.get("rowspan", "1")) + draw.choice([-1, 1]))))


def _drop_row(cell: html.HtmlElement, draw: random.Random) -> None:
    row = cell.getparent()
    row.getparent().remove(row)


def _double_row(cell: html.HtmlElement, draw: random.Random) -> None:
    cell.getparent().addnext(deepcopy(cell.getparent()))


def _add_row(cell: html.HtmlElement, draw: random.Random) -> None:
    cell.getparent().addnext(html.fragment_fromstring("<tr><td></td></tr>", create_parent=False))


SPOILT: dict[str, Callable[[html.HtmlElement, random.Random], None]] = {
    "a cell is missing": _drop,
    "an empty cell is too many": _add,
    "a colspan is too wide": _widen,
    "a rowspan is one off": _heighten,
    "a row is missing": _drop_row,
    "a row is there twice": _double_row,
    "an empty row is between": _add_row,
}


TIMES = 8
PAGES = ["2021", "2019", "reports/pingtan_2024.html", "reports/shanghai_general_office_2019.html"]


def _page(name: str) -> bytes:
    """Return a real page, or one set afresh in an edition."""
    if name.endswith(".html"):
        return shared(name).read_bytes()
    return page(sample_report(editions(name), 1, distinct=True), Web(layout=Layout()))


def _report(data: bytes) -> gr.Report | None:
    try:
        [report] = reports_of(Path("page.html"), data, "pdfium")
    except gr.ReadError:
        return None
    return report


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("how", SPOILT)
def test_no_number_moves_without_a_flag(how: str, name: str) -> None:
    draw = random.Random(f"{how} {name}")
    data = _page(name)
    whole = _report(data)
    assert whole is not None
    expected = {(cell.table, cell.item, cell.column): (cell.value, cell.state) for cell in whole.cell_rows}
    moved, lost = [], []
    for _ in range(TIMES):
        root = html.document_fromstring(data.decode("utf-8-sig").encode(), html.HTMLParser(encoding="utf-8"))
        tables = [table for table in root.iter("table") if len(list(table.iter("tr"))) > 2]
        cell = draw.choice([cell for table in tables for cell in table.iter("td")])
        printed = cell.text_content().strip()
        SPOILT[how](cell, draw)
        report = _report(b"\xef\xbb\xbf" + html.tostring(root, encoding="utf-8"))
        if report is None:
            continue
        found = {(cell.table, cell.item, cell.column): cell for cell in report.cell_rows}
        moved += [
            (printed, key)
            for key, cell in found.items()
            if not cell.flag and (cell.value, cell.state) != expected.get(key)
        ]
        # Agencies leave rows of table 二 out themselves, so that a missing one tells nothing.
        lost += [
            (printed, key) for key in expected.keys() - found.keys() if not report.problems and key[0] != "disclosure"
        ]
    assert (moved, lost) == ([], [])
