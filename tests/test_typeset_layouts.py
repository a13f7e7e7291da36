"""What is set can be found again: each number stands in its box, on its page, as it was printed."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pdfplumber
import pypdfium2
import pytest

from govreports import form
from tests.typeset import (
    BROKEN_TEXT,
    LAYOUTS,
    Layout,
    Typeset,
    editions,
    random_cells,
    random_layout,
    sample_report,
    typeset,
    typeset_many,
    with_cells,
    without_items,
)


def _found(done: Typeset, layout: Layout, pages: set[int]) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Give, for the numbers of some pages, what was printed and what stands in the box."""
    both = {}
    with pdfplumber.open(io.BytesIO(done.pdf)) as pdf:
        for number in pages:
            page = pdf.pages[number - 1]
            right, down = (layout.crop[0], layout.crop[3]) if layout.crop else (0.0, 0.0)
            right += layout.media_origin[0]
            for key, cell in done.cells.items():
                if cell.page == number:
                    x0, top, x1, bottom = cell.box
                    inside = [
                        char["text"]
                        for char in page.chars
                        if x0 < (char["x0"] + char["x1"]) / 2 - right < x1
                        and top < (char["top"] + char["bottom"]) / 2 - down < bottom
                    ]
                    both[key] = (re.sub(r"\s", "", cell.text), re.sub(r"\s", "", "".join(inside)))
    return both


def _text(pdf: bytes, page: int = 0) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[page].get_textpage().get_text_bounded())


@pytest.mark.parametrize(
    "name",
    [
        "thin filled rectangles",
        "every page /Rotate 270",
        "cropped",
        "user units",
        "scaled form XObjects",
        "numbers with gaps",
        "narrow columns",
        "blank for zero",
    ],
)
def test_each_number_stands_in_its_box(name: str) -> None:
    layout = LAYOUTS[name]
    done = typeset(sample_report("2021", 4, distinct=layout.zero == "0"), layout)
    pages = {cell.page for key, cell in done.cells.items() if key[0] == "applications"}
    both = _found(done, layout, pages)
    assert len(both) >= 175
    assert {key: pair for key, pair in both.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("name", sorted({*LAYOUTS, *BROKEN_TEXT}))
def test_each_layout_sets_every_cell(name: str) -> None:
    done = typeset(sample_report("2021", 1), {**LAYOUTS, **BROKEN_TEXT}[name])
    assert len(done.cells) == 200
    with pypdfium2.PdfDocument(done.pdf) as document:
        assert len(document) == done.reports[0].last_page


@pytest.mark.parametrize("seed", range(12))
def test_layouts_drawn_from_a_seed_can_be_set(seed: int) -> None:
    edition, cells = (("2021", 200), ("2019", 198))[seed % 2]
    assert len(typeset(sample_report(edition, seed), random_layout(seed)).cells) == cells


def test_the_same_report_gives_the_same_bytes() -> None:
    data = sample_report("2019", 2)
    layout = Layout(stamp=True, as_form=True, watermark="样本")
    assert typeset(data, layout).pdf == typeset(data, layout).pdf


def test_distinct_cells_hold_no_number_twice() -> None:
    for edition in ("2021", "2019"):
        cells = list(random_cells(edition, 7).values())
        assert len({Decimal(text or 0).copy_abs() for text in cells}) == len(cells)


def test_cells_that_are_not_distinct_keep_every_identity() -> None:
    cells = random_cells("2021", 7, distinct=False)
    for table_id in ("applications", "litigation"):
        table = form.table("2021", table_id)
        for identity in table.identities:
            across = identity.along == "columns"
            for other in table.columns if across else table.items:
                sides = []
                for ids in (identity.left, identity.right):
                    keys = [(table_id, name, other.id) if across else (table_id, other.id, name) for name in ids]
                    sides.append(sum(int(cells[key] or 0) for key in keys))
                assert sides[0] == sides[1], (identity.id, other.id)


@pytest.mark.parametrize("rows", [4, 10, 15, 17, 22, 27])
def test_a_page_breaks_after_the_row_that_the_layout_names(rows: int) -> None:
    done = typeset(sample_report("2021", 3), Layout(breaks=(("applications", rows),)))
    items = [item.id for item in form.table("2021", "applications").items]
    pages = [done.cells["applications", item, "total"].page for item in items]
    assert pages == [pages[0]] * (rows - 3) + [pages[0] + 1] * (len(items) - rows + 3)


def test_a_merged_label_is_cut_by_the_page_break() -> None:
    layout = LAYOUTS["merged label cut"]
    done = typeset(sample_report("2021", 3), layout)
    page = done.cells["applications", "unavailable_not_held", "total"].page
    assert "（四）无" in _text(done.pdf, page - 1)
    assert "法提供" in _text(done.pdf, page)
    assert "（四）无\r\n法提供" not in _text(done.pdf, page - 1)


def test_a_cut_row_keeps_its_numbers_with_its_first_lines() -> None:
    done = typeset(sample_report("2021", 3), LAYOUTS["row cut by the page break"])
    cell = done.cells["applications", "other_correction_overdue", "total"]
    assert cell.text in _text(done.pdf, cell.page - 1)
    assert "1.申请人无正当理由" in _text(done.pdf, cell.page - 1)
    assert "不再处理其政府信息公开申请" not in _text(done.pdf, cell.page - 1)
    assert "2.申请人逾期未按" in _text(done.pdf, cell.page)


def test_a_caption_stands_at_the_bottom_of_its_page() -> None:
    done = typeset(sample_report("2021", 3), LAYOUTS["caption at the bottom of a page"])
    licences, penalties = (done.cells["disclosure", item, "decisions"].page for item in ("licences", "penalties"))
    assert penalties == licences + 1
    assert "第二十条第（六）项" in _text(done.pdf, licences - 1)


def test_text_without_unicode_is_no_text() -> None:
    for name, layout in BROKEN_TEXT.items():
        assert "政府信息公开" not in _text(typeset(sample_report("2021"), layout).pdf), name


def test_rows_that_a_report_lacks_are_not_printed() -> None:
    done = typeset(without_items(sample_report("2021"), ("disclosure", "regulations")))
    assert not [key for key in done.cells if key[1] == "regulations"]
    assert "规章" not in _text(done.pdf, 0)


def test_tables_of_two_editions_stand_in_one_report() -> None:
    done = typeset(sample_report(editions("2021", disclosure="2019"), 2))
    assert len(done.cells) == 22 + 175 + 15
    assert ("disclosure", "procurement", "amount") in done.cells


def test_several_reports_stand_in_one_file() -> None:
    data = [sample_report("2021", 1), sample_report("2019", 2), sample_report("2021", 3)]
    done = typeset_many(data, [Layout(), Layout(face="serif"), Layout(rules="rows")])
    assert [len(report.cells) for report in done.reports] == [200, 198, 200]
    pages = [(report.first_page, report.last_page) for report in done.reports]
    assert pages[0][0] == 1
    assert all(before[1] + 1 == after[0] for before, after in pairwise(pages))


def test_a_cell_prints_what_it_is_told() -> None:
    data = with_cells(sample_report("2019"), {
        ("disclosure", "procurement", "amount"): "251000元",
        ("disclosure", "regulations", "made"): "22（其中修订16件）",
        ("disclosure", "regulations", "newly_disclosed"): None,
        ("disclosure", "fees", "change"): "减3",
    })  # fmt: skip
    cells = typeset(data, Layout(thousands=",")).cells
    amount = cells["disclosure", "procurement", "amount"]
    assert (amount.value, amount.state) == (Decimal(251000), "number")
    assert (amount.unit, amount.text) == ("元", "251,000元")
    assert cells["disclosure", "regulations", "made"][:2] == (Decimal(22), "annotated")
    assert cells["disclosure", "regulations", "newly_disclosed"][:3] == (None, "blank", "")
    assert cells["disclosure", "fees", "change"].value == -3


@pytest.mark.parametrize(("zero", "state"), [(None, "blank"), ("/", "mark"), ("—", "mark"), ("0", "number")])
def test_a_zero_is_printed_as_the_layout_says(zero: str | None, state: str) -> None:
    data = with_cells(sample_report("2021"), {("litigation", "reconsideration", "upheld"): "0"})
    cell = typeset(data, replace(Layout(), zero=zero)).cells["litigation", "reconsideration", "upheld"]
    assert (cell.state, cell.text) == (state, zero or "")


def test_fonts_are_embedded() -> None:
    pdf = typeset(sample_report("2021"), Layout(face="serif")).pdf
    assert pdf.count(b"/Subtype /TrueType") == pdf.count(b"/FontFile2")
    assert b"Helvetica" not in pdf
