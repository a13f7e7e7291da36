"""Word files: a merged region is one cell, and what Word does not show is not read."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import docx as writer
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from govreports import read_report
from govreports.errors import ReadError
from govreports.sources import doc, docx, xlsx
from govreports.sources.document import Document
from tests.shared import shared
from tests.typeset import sample_report
from tests.typeset.web import docx as typeset_docx


def _saved(file: object) -> bytes:
    stream = io.BytesIO()
    file.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def _read(file: object) -> Document:
    return docx.read(Path("a.docx"), _saved(file))


def _with_run(inside: str) -> Document:
    file = writer.Document()
    file.add_paragraph("受理")._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>"))
    return _read(file)


def test_a_merged_region_is_one_cell() -> None:
    file = writer.Document()
    table = file.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(2, 1)).text = "结果"
    table.cell(2, 2).text = "7"
    (grid,) = _read(file).grids
    first, last = grid.cells[0], grid.cells[-1]
    assert (first.text, first.row_span, first.column_span) == ("结果", 3, 1)  # no cell begins in its second column
    assert (last.text, last.row, last.column) == ("7", 2, 1)


def test_paragraphs_and_tables_come_in_order() -> None:
    file = writer.Document()
    file.add_paragraph("二、主动公开")
    file.add_table(1, 2).cell(0, 0).text = "规章"
    file.add_paragraph("三、申请")
    document = _read(file)
    assert [getattr(block, "text", "grid") for block in document.blocks] == ["二、主动公开", "grid", "三、申请"]


@pytest.mark.parametrize("mark", ["vanish", "strike", "dstrike"])
def test_hidden_and_struck_out_runs_are_not_read(mark: str) -> None:
    assert _with_run(f"<w:rPr><w:{mark}/></w:rPr><w:t>9</w:t>").lines[0].text == "受理"


def test_a_tracked_deletion_is_not_read_and_an_insertion_is() -> None:
    file = writer.Document()
    paragraph = file.add_paragraph("受理")._p
    paragraph.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>5</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>6件</w:t></w:r></w:ins>"))
    assert _read(file).lines[0].text == "受理6件"


def test_a_raised_digit_stays_raised() -> None:
    document = _with_run('<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t>')
    assert document.lines[0].text == "受理²"


def test_headers_and_feet_are_left_out() -> None:
    document = docx.read(Path("a.docx"), typeset_docx(sample_report("2021", 1)))
    assert not any("第 3 页" in line.text for line in document.lines)


def test_a_damaged_file_says_so() -> None:
    with pytest.raises(ReadError, match="cannot be opened"):
        docx.read(Path("a.docx"), b"PK\x03\x04 no zip")


def test_the_official_blank_is_refused() -> None:
    with pytest.raises(ReadError, match="blank form"):
        read_report(shared("reports/blank_form_2021.docx"))


def test_an_old_word_file_without_libreoffice_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError, match=r"save it as \.docx"):
        doc.read(Path("a.doc"), b"\xd0\xcf\x11\xe0")


def test_an_old_word_file_goes_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = tmp_path / "converted.docx"
    wanted.write_bytes(typeset_docx(sample_report("2021", 2)))
    program = tmp_path / "soffice"
    program.write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\n'
        f'/bin/mkdir -p "$2" && /bin/cp "{wanted}" "$2/report.docx"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert len(doc.read(Path("a.doc"), b"\xd0\xcf\x11\xe0").grids) == 3


def test_a_formula_without_its_result_is_in_doubt() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["规章", 12, 0.5, "=B1+C1"])
    (grid,) = xlsx.read(Path("a.xlsx"), _saved(book)).grids
    assert [(cell.text, cell.doubt) for cell in grid.cells] == [
        ("规章", None),
        ("12", None),
        ("0.5", None),
        ("", "no_value"),
    ]
