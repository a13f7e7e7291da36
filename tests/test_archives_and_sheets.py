"""Archives, CSV, OpenDocument and old workbooks: the kind is told by content, and what is inside is read."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from govreports import read_report, read_reports
from govreports.errors import ReadError
from govreports.reading.read_file import reports_of
from govreports.sources import ods
from govreports.sources.archive import files_in
from govreports.sources.document import Grid
from govreports.sources.open import kind_of
from tests.shared import shared
from tests.typeset import sample_report
from tests.typeset.layout import Layout
from tests.typeset.web import blocks_of
from tests.typeset.web import docx as typeset_docx


def _zip(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_every_report_of_a_zip_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    """After bundle.zip."""
    one, two = sample_report("2021", 1), sample_report("2021", 2)
    path = tmp_path / "上报.zip"
    path.write_bytes(_zip({"a/1.docx": typeset_docx(one), "2.docx": typeset_docx(two), "注.txt": "无".encode()}))
    reports = read_reports(path)
    assert [(report.name, report.agency) for report in reports] == [("上报", two.agency), ("上报#2", one.agency)]
    assert [problem.code for problem in reports[0].problems] == ["no_form"]
    assert reports[0].problems[0].reason.startswith("In 注.txt: ")


def test_an_archive_that_holds_pdfs_as_they_are_is_an_archive() -> None:
    """Of two reports in a ZIP that was stored, not packed, the last one was read as if it were the file, untold."""
    assert kind_of(_zip({"1.pdf": b"%PDF-1.7", "2.pdf": b"%PDF-1.7"})) == "zip"
    assert kind_of(b"Rar!\x1a\x07\x01\x00" + b"1.pdf%PDF-1.7") == "archive"
    assert kind_of(b"\n\n%PDF-1.7") == "pdf"


def test_an_archive_in_an_archive_is_told_beside_the_reports(tmp_path: Path) -> None:
    inner = _zip({"1.docx": typeset_docx(sample_report("2021", 1))})
    path = tmp_path / "上报.zip"
    path.write_bytes(_zip({"2.docx": typeset_docx(sample_report("2021", 2)), "乡镇.zip": inner}))
    (report,) = read_reports(path)
    (problem,) = report.problems
    assert problem.code == "archive_inside" and problem.reason.startswith("In 乡镇.zip: ") and problem.remedy


def test_names_that_windows_wrote_in_gbk_are_read() -> None:
    data = _zip({"aabb.docx": b"x"}).replace(b"aabb", "年报".encode("gb18030"))
    assert files_in(Path("a.zip"), data) == [("年报.docx", b"x")]


def test_a_rar_without_a_program_that_unpacks_it_names_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """After bundle.rar."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError, match=r"RAR archive.*Unpack it"):
        reports_of(Path("a.rar"), b"Rar!\x1a\x07\x01\x00" + bytes(20), "pdfium")


def test_a_workbook_inside_a_word_file_does_not_make_it_one() -> None:
    start = b"\xd0\xcf\x11\xe0"
    book, word = "Workbook\0".encode("utf-16-le"), "WordDocument\0".encode("utf-16-le")
    assert [kind_of(start + streams) for streams in (book, word, word + book)] == ["xls", "doc", "doc"]


@pytest.mark.parametrize("charset", ["gb18030", "utf-8-sig"])
@pytest.mark.parametrize("as_sheet", [True, False], ids=["sheet", "e_csv"])
def test_a_csv_gives_every_cell(tmp_path: Path, charset: str, as_sheet: bool) -> None:
    data = sample_report("2021", 5, distinct=False)
    stream = io.StringIO()
    writer = csv.writer(stream)
    for block in blocks_of(data, Layout()):
        if isinstance(block, str):
            writer.writerow([block] + [""] * (14 * as_sheet))
            continue
        for row in range(block.n_rows):
            fields = [""] * max(len(block.widths), 15 * as_sheet)
            for cell in block.cells:
                if cell.row == row:
                    fields[cell.column] = cell.text.replace("\n", "")
            writer.writerow(fields)
    path = tmp_path / "a.csv"
    path.write_bytes(stream.getvalue().encode(charset))
    cells = read_report(path).cell_rows
    assert {(c.table, c.item, c.column): c.value for c in cells} == {
        key: float(text) for key, text in data.cells.items() if text is not None
    }
    assert not [cell for cell in cells if cell.flag]


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{name}="{_ODF}{uri}:1.0"'
    for name, uri in [
        ("office", "office"),
        ("style", "style"),
        ("table", "table"),
        ("text", "text"),
        ("fo", "xsl-fo-compatible"),
    ]
)


def _ods_grid(cells: str, styles: str = "", columns: str = "") -> Grid:
    body = f"<table:table>{columns}<table:table-row>{cells}</table:table-row></table:table>"
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    data = _zip({"mimetype": kind, "content.xml": content.encode()})
    assert kind_of(data) == "ods"
    (grid,) = ods.read(Path("a.ods"), data).grids
    return grid


def _ods_cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def test_an_opendocument_sheet_gives_the_text_that_it_shows() -> None:
    """After calc: repeated cells, the value beside its shown text, a comment that is not in the cell."""
    value = 'table:number-columns-repeated="2" office:value="352.1777" office:value-type="float"'
    note = "<office:annotation><text:p>9</text:p></office:annotation>"
    filled = f"<table:table-cell {value}>{note}<text:p>352.18</text:p></table:table-cell>"
    rest = '<table:table-cell table:number-columns-repeated="16000"/>'
    assert [cell.text for cell in _ods_grid(_ods_cell("规章") + filled + rest).cells] == ["规章", "352.18", "352.18"]


@pytest.mark.parametrize("look", ['style:text-line-through-style="solid"', 'fo:color="#ffffff"', 'fo:font-size="1pt"'])
def test_struck_out_white_and_tiny_text_of_a_sheet_is_not_read(look: str) -> None:
    styles = f'<style:style style:name="s" style:family="text"><style:text-properties {look}/></style:style>'
    cell = _ods_cell('12<text:span text:style-name="s">9</text:span>')
    assert [cell.text for cell in _ods_grid(_ods_cell("规章") + cell, styles).cells] == ["规章", "12"]


@pytest.mark.parametrize("look", ['fo:color="#e8e8e8"', 'fo:font-size="3pt"'])
def test_text_of_a_sheet_that_is_hardly_seen_is_in_doubt(look: str) -> None:
    styles = f'<style:style style:name="s" style:family="text"><style:text-properties {look}/></style:style>'
    cell = _ods_cell('12<text:span text:style-name="s">9</text:span>')
    plain, faint = _ods_grid(_ods_cell("规章") + cell, styles).cells
    assert (plain.doubt, faint.text, faint.doubt) == (None, "129", "hidden_text")


def _in_style(look: str, more: str = "", content: str = "<text:p>12345</text:p>") -> str | None:
    styles = f'<style:style style:name="c" style:family="table-cell">{look}</style:style>'
    styles += '<style:style style:name="white" style:family="table-cell">'
    styles += '<style:text-properties fo:color="#ffffff"/></style:style>'
    styles += '<style:style style:name="thin" style:family="table-column">'
    styles += '<style:table-column-properties style:column-width="0.2cm"/></style:style>'
    cell = f'<table:table-cell table:style-name="c">{content}</table:table-cell>'
    return _ods_grid(_ods_cell("规章") + cell, styles, more).cells[1].doubt


def test_a_cell_of_a_sheet_that_may_show_another_number_is_in_doubt() -> None:
    assert _in_style('<style:text-properties style:text-scale="5%"/>') == "hidden_text"
    assert _in_style('<style:map style:apply-style-name="white"/>') == "hidden_text"
    assert _in_style('<style:text-properties fo:color="#ffffff"/>') == "hidden_text"
    assert _in_style('<style:text-properties style:font-name="Wingdings"/>') == "text_unlike_ink"
    assert _in_style('<style:table-cell-properties style:repeat-content="true"/>') == "text_unlike_ink"
    assert _in_style("", '<table:table-column/><table:table-column table:style-name="thin"/>') == "clipped"
    line = '<d:line xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"/>'
    assert _in_style("", content=f"<text:p>12</text:p>{line}") == "covered"
    assert _in_style("") is None


def test_a_hidden_column_of_a_sheet_is_not_read() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    grid = _ods_grid(_ods_cell("规章") + _ods_cell("9") + _ods_cell("4"), columns=columns)
    assert [cell.text for cell in grid.cells] == ["规章", "4"]


def test_the_opendocument_case_is_read_whole() -> None:
    report = read_report(shared("cases/calc.ods"))
    assert len(report.cell_rows) == 200
    assert not [cell for cell in report.cell_rows if cell.flag]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_with_a_file_of_no_name_or_damaged_content_is_told(tmp_path: Path, method: int) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.txt", "一" * 500)
    whole = stream.getvalue()
    hurt = whole.replace(b"a.txt", b"\0.txt") if method == zipfile.ZIP_STORED else whole[:36] + b"\xff" + whole[37:]
    with pytest.raises(ReadError):
        reports_of(tmp_path / "a.zip", hurt, "pdfium")
