"""Files that claim or hold more than a report can: refused or read in the time that their size deserves."""

from __future__ import annotations

import io
import zipfile
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PIL import Image

import govreports as gr
from govreports.dataset.keyed_in import write_template
from govreports.errors import ReadError
from govreports.sources import file_limits as limits
from govreports.sources.file_limits import Limits
from govreports.sources.html import read as read_html
from govreports.sources.misaligned_spans import Placed, Spanning
from govreports.sources.open import open_document
from govreports.sources.spans import grid_of


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(ReadError) as refused:
        open_document(Path(name), data)
    assert refused.value.problems[0].code == "too_large"
    return refused.value.problems[0].reason


def test_a_grid_of_20_000_rows_is_laid_in_one_pass() -> None:
    cells = [Placed(3 * row, 2 * column, 3, 2, Spanning("0"), None) for row in range(20_000) for column in range(4)]
    grid = grid_of(cells, method="html")
    assert grid is not None
    assert (grid.n_rows, grid.n_columns) == (20_000, 4)
    assert {(cell.row_span, cell.column_span) for cell in grid.cells} == {(1, 1)}


@pytest.mark.parametrize("style", ["{" * 400_000, "/*" * 200_000, ".a " * 130_000, "@" * 400_000, "}" * 400_000])
def test_a_stylesheet_of_400_kb_is_read_in_one_pass(style: str) -> None:
    page = f"<style>{style}</style><h1>甲市乙局2024年政府信息公开工作年度报告</h1>"
    assert read_html(Path("a.html"), page.encode()).blocks[0].text.startswith("甲市乙局")  # type: ignore[union-attr]


def test_a_rule_after_an_import_a_remark_or_one_for_print_hides() -> None:
    style = (
        "@import 'a.css'; /* .b{} */ .a {display:none} @media print { .b {display:none} } .c{display:none} p{left:0}"
    )
    page = f"<style>{style}</style><p class='x a'>甲</p><p class='b'>乙</p><p class='c'>丙</p><p>丁</p>"
    assert [block.text for block in read_html(Path("a.html"), page.encode()).blocks] == ["乙", "丁"]  # type: ignore[union-attr]


def test_a_span_written_with_5_000_digits_reaches_to_the_end_of_its_table() -> None:
    page = f"<table><tr><td rowspan={'9' * 5000}>规章</td><td>1</td></tr><tr><td>2</td></tr></table>"
    (grid,) = read_html(Path("a.html"), page.encode()).grids
    assert [(cell.row, cell.column, cell.row_span) for cell in grid.cells] == [(0, 0, 2), (0, 1, 1), (1, 1, 1)]


def test_spans_that_multiply_are_refused() -> None:
    row = "<tr>" + "<td rowspan=60000 colspan=1000>1</td>" * 5 + "</tr>"
    assert "cells" in refusal("a.html", f"<table>{row * 2000}</table>".encode())


def test_a_stray_blank_in_the_last_row_of_a_workbook_changes_nothing(tmp_path: Path) -> None:
    plain, stray = tmp_path / "plain.xlsx", tmp_path / "stray.xlsx"
    write_template(plain, "甲市乙局", 2024)
    book = load_workbook(plain)
    book.worksheets[0]["B3"] = "7"
    book.save(plain)
    book.worksheets[0]["XFD1048576"] = None
    book.worksheets[0]["XFD1048576"].number_format = "0.00"
    book.save(stray)
    read, expected = (open_document(file, file.read_bytes()).grids for file in (stray, plain))
    assert [grid.cells for grid in read] == [grid.cells for grid in expected]
    assert len(expected) == 4


def test_a_sheet_merged_into_one_cell_is_refused() -> None:
    book = Workbook()
    book.worksheets[0].append(["甲", "乙"])
    file = io.BytesIO()
    book.save(file)
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            new.writestr(name, old.read(name).replace(b"</sheetData>", merged))
    assert "17,179,869,184 table cells" in refusal("a.xlsx", changed.getvalue())


def test_a_word_file_that_unpacks_to_a_gigabyte_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(3_000_000))
    with limits.within(Limits(unpacked_mb=2)):
        assert refusal("a.docx", file.getvalue()) == "The file holds 3 MB when unpacked; the limit is 2."


@pytest.mark.parametrize(("size", "reason"), [((200, 200), "40,000 pixels"), ((2000, 4), "2,000 by 4 pixels")])
def test_a_picture_larger_than_any_page_is_refused_by_its_head(size: tuple[int, int], reason: str) -> None:
    file = io.BytesIO()
    Image.new("L", size, 255).save(file, "PNG")
    with limits.within(Limits(pixels=39_999)):
        assert reason in refusal("a.png", file.getvalue())


def test_a_saved_page_of_pages_within_pages_without_end_is_damaged(tmp_path: Path) -> None:
    message: MIMEMultipart = MIMEMultipart("related")
    message.attach(MIMEText("<p>甲</p>", "html", "utf-8"))
    head = b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n"
    data = b"".join(head % (number, number) for number in range(3000)) + message.as_bytes()
    with pytest.raises(gr.ReadError) as refused:
        open_document(tmp_path / "a.mhtml", data)
    assert refused.value.problems[0].code == "damaged"


def test_a_limit_is_named_and_is_a_whole_number() -> None:
    assert Limits.of(["cells=5"]) == Limits(cells=5)
    for wrong in ("cells", "cells=-1", "cells=0", "cells=a"):
        with pytest.raises(ValueError, match="the limit cells must be a whole number above 0"):
            Limits.of([wrong])
