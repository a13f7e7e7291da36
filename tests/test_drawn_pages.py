"""A report's pages with its cells drawn on them: what a reader checks a number against."""

from __future__ import annotations

from govreports import read_report
from govreports.report.crops import SCALE
from govreports.report.overlay import draw_pages
from govreports.sources.render import render_page
from tests.conftest import RAW


def test_pingtan_htp_2021_the_outline_of_a_total_that_fails_hides_no_digit() -> None:
    """Its tables have no column rules, so that a cell's box is as tight as its number."""
    path = RAW / "pingtan_htp_2021.pdf"
    key = ("applications", "concluded", "total")
    (total,) = (cell for cell in read_report(path).cell_rows if (cell.table, cell.item, cell.column) == key)
    assert total.page and total.x0 and total.top and total.x1 and total.bottom
    left, top, right, bottom = (int(edge * SCALE) for edge in (total.x0, total.top, total.x1, total.bottom))
    inside = (left + 1, top + 1, right, bottom)
    drawn, plain = draw_pages(path, [total], {key}), render_page(path, total.page, SCALE).convert("RGB")
    assert drawn.crop(inside).tobytes() == plain.crop(inside).tobytes()
    assert drawn.tobytes() != plain.tobytes()
