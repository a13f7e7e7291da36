"""Word files: a merged region is one cell, and what Word does not show is not read."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import docx as writer
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor

from govreports import read_report
from govreports.errors import ReadError
from govreports.sources import docx, xlsx
from govreports.sources.document import Document, GridCell
from govreports.sources.open import open_document
from tests.shared import shared
from tests.typeset import sample_report
from tests.typeset.web import docx as typeset_docx


def _saved(file: object) -> bytes:
    stream = io.BytesIO()
    file.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def _read(file: object) -> Document:
    return docx.read(Path("a.docx"), _saved(file), open_document)


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


def _in_cell(runs: str, properties: str = "") -> GridCell:
    """Return a table's cell that holds the runs."""
    file = writer.Document()
    table = file.add_table(1, 2)
    table.cell(0, 0).text = "规章"
    if properties:
        table.cell(0, 1)._tc.tcPr.append(parse_xml(properties.replace(">", f" {nsdecls('w')}>", 1))[0])
    for run in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        table.cell(0, 1).paragraphs[0]._p.append(run)
    style = file.styles.add_style("无形", WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor(255, 255, 255)
    (grid,) = _read(file).grids
    return grid.cells[1]


@pytest.mark.parametrize(
    "look",
    [
        '<w:color w:val="FFFFFF"/>',  # a_white, white_run
        '<w:color w:val="000000" w:themeColor="background1"/>',
        '<w:rStyle w:val="无形"/>',
        '<w:sz w:val="2"/>',
        "<w:vanish/>",
        "<w:dstrike/>",
    ],
)
def test_a_run_that_is_not_seen_is_no_part_of_the_number(look: str) -> None:
    cell = _in_cell(f"<w:r><w:t>12</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>9</w:t></w:r>")
    assert (cell.text, cell.doubt) == ("12", None)


def test_white_on_a_shaded_run_is_read() -> None:
    look = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>'
    assert _in_cell(f"<w:r><w:rPr>{look}</w:rPr><w:t>9</w:t></w:r>").text == "9"


def test_a_digit_moved_up_is_a_note_and_a_small_one_that_runs_on_is_in_doubt() -> None:
    """After sup_position: the note's 1 behind 1286 is raised by w:position, not by a style."""
    up = '<w:r><w:rPr><w:position w:val="10"/><w:sz w:val="14"/></w:rPr><w:t>1</w:t></w:r>'
    small = '<w:r><w:rPr><w:sz w:val="12"/></w:rPr><w:t>1</w:t></w:r>'
    assert _in_cell(f"<w:r><w:t>1286</w:t></w:r>{up}").text == "1286¹"
    assert _in_cell(f"<w:r><w:t>1286</w:t></w:r>{small}").doubt == "raised_digits"


def test_a_drop_down_field_shows_its_chosen_entry() -> None:
    entries = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="0"/><w:listEntry w:val="594"/></w:ddList>'
    field = f'<w:fldChar w:fldCharType="begin"><w:ffData>{entries}</w:ffData></w:fldChar>'
    assert _in_cell(f"<w:r>{field}</w:r>").text == "594"


_BEGUN = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>'
_END = '<w:fldChar w:fldCharType="end"/></w:r>'
_ENDED = f"</w:instrText>{_END}"


@pytest.mark.parametrize(
    ("runs", "text", "doubt"),
    [
        ("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", "12", None),
        ("<m:oMath><m:sSup><m:e><m:r><m:t>12</m:t></m:r></m:e></m:sSup></m:oMath>", "12", "raised_digits"),
        ('<w:fldSimple w:instr="=SUM(ABOVE)"/>', "", "no_value"),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>EQ 12</w:instrText></w:r>', "", "no_value"),
        (f"<w:r><w:t>1</w:t></w:r>{_BEGUN}EQ 2{_ENDED}", "1", "no_value"),  # shown as 12
        (f"{_BEGUN}=SUM(ABOVE)</w:instrText><w:fldChar w:fldCharType='separate'/><w:t>7</w:t>{_END}", "7", None),
        ('<w:r><w:t>1</w:t></w:r><w:fldSimple w:instr="=SUM(ABOVE)"/>', "1", "no_value"),
        ('<w:fldSimple w:instr="=SUM(ABOVE)"><w:r><w:t>7</w:t></w:r></w:fldSimple>', "7", None),
        ('<w:r><w:sym w:font="Symbol" w:char="F031"/></w:r>', "", "picture"),
        ('<w:r><w:t>12</w:t><w:sym w:font="Wingdings" w:char="F081"/></w:r>', "12", "text_unlike_ink"),
        ('<w:bdo w:val="rtl"><w:r><w:t>12</w:t></w:r></w:bdo>', "12", "text_unlike_ink"),
        ('<w:dir w:val="ltr"><w:r><w:t>12</w:t></w:r></w:dir>', "12", None),
        (  # Word writes the bound part's text in its place
            "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent><w:r><w:t>12</w:t></w:r></w:sdtContent></w:sdt>",
            "12",
            "no_value",
        ),
    ],
)
def test_numbers_set_as_formulas_fields_and_signs_are_read_or_in_doubt(runs: str, text: str, doubt: str | None) -> None:
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    cell = _in_cell(runs.replace("<m:oMath>", f"<m:oMath {math}>"))
    assert (cell.text, cell.doubt) == (text, doubt)


@pytest.mark.parametrize(
    ("format_", "doubt"),
    [
        ("<w:spacing w:val='-200'/>", "text_unlike_ink"),  # one character over the other
        ("<w:fitText w:val='100'/>", "text_unlike_ink"),
        ("<w:eastAsianLayout w:combine='1'/>", "text_unlike_ink"),
        ("<w:rFonts w:ascii='Wingdings 2'/>", "text_unlike_ink"),
        ("<w:aFormatOfNextYear/>", "text_unlike_ink"),
        ("<w:shd w:val='horzStripe' w:color='000000' w:fill='FFFFFF'/>", "covered"),
        ("<w:color w:val='000000'/><w:shd w:val='clear' w:fill='000000'/>", "hidden_text"),
        ("<w:highlight w:val='black'/>", "hidden_text"),
        ("<w:highlight w:val='yellow'/>", None),
        ("<w:sz w:val='1.5pt'/>", "text_unlike_ink"),  # a size that is not read
        ("<w:strike/>", "struck_out"),
        ("<w:spacing w:val='-10'/><w:snapToGrid w:val='0'/><w:shd w:val='pct10' w:fill='FFFFFF'/><w:em/>", None),
    ],
)
def test_a_format_that_may_change_digits_leaves_them_in_doubt(format_: str, doubt: str | None) -> None:
    assert _in_cell(f"<w:r><w:rPr>{format_}</w:rPr><w:t>12345</w:t></w:r>").doubt == doubt


@pytest.mark.parametrize(
    ("content", "text", "doubt"),
    [
        ("<w:pPr><w:spacing w:line='20' w:lineRule='exact'/></w:pPr><w:r><w:t>12</w:t></w:r>", "12", "clipped"),
        ("<w:pPr><w:spacing w:line='400' w:lineRule='exact'/></w:pPr><w:r><w:t>12</w:t></w:r>", "12", None),
        ("<w:pPr><w:ind w:left='-4000'/></w:pPr><w:r><w:t>12</w:t></w:r>", "12", "text_unlike_ink"),
        ("<w:pPr><w:ind w:left='-105' w:right='-105'/></w:pPr><w:r><w:t>12</w:t></w:r>", "12", None),
        ("<w:pPr><w:framePr w:x='20000'/></w:pPr><w:r><w:t>12</w:t></w:r>", "12", "text_unlike_ink"),
        ("<w:r><w:t>12</w:t></w:r><w:r><w:pict/></w:r>", "12", "covered"),
        (
            "<w:r><w:t>12</w:t></w:r><w:fldSimple w:instr=' PAGE '><w:r><w:t>9</w:t></w:r></w:fldSimple>",
            "129",
            "no_value",
        ),
        ("<w:r><w:t>12</w:t></w:r><w:fldSimple w:instr=' SET a 9 '><w:r><w:t>9</w:t></w:r></w:fldSimple>", "12", None),
        ("<w:r><w:t>12</w:t><w:yearLong/></w:r>", "12", "no_value"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>99</w:t></w:r><w:r><w:fldChar"
            " w:fldCharType='separate'/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "12",
            None,
        ),
    ],
)
def test_where_word_shows_a_number_otherwise_than_it_stands_there_is_doubt(
    content: str, text: str, doubt: str | None
) -> None:
    cell = _in_cell(content)
    assert (cell.text, cell.doubt) == (text, doubt)


def test_a_line_from_corner_to_corner_of_a_cell_crosses_its_number() -> None:
    corner = "<w:tcPr><w:tcBorders><w:tl2br w:val='single'/></w:tcBorders></w:tcPr>"
    assert _in_cell("<w:r><w:t>12</w:t></w:r>", corner).doubt == "covered"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        pytest.param(
            "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>5</w:t></w:r></w:sdtContent></w:sdt>"
            "<w:r><w:t>36</w:t></w:r>",
            "536",
            id="sdt_runs",
        ),
        pytest.param(
            '<w:smartTag w:element="n"><w:r><w:t>53</w:t></w:r></w:smartTag><w:r><w:t>6</w:t></w:r>',
            "536",
            id="smarttags",
        ),
        pytest.param(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(B2:B9)</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>536</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "536",
            id="formula_field",
        ),
        pytest.param(
            '<w:r><w:t>536</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            '<w:footnoteReference w:id="2"/></w:r>',
            "536",
            id="footnote_ref",
        ),
    ],
)
def test_what_wraps_a_number_in_word_changes_nothing_of_it(runs: str, text: str) -> None:
    cell = _in_cell(runs)
    assert (cell.text, cell.doubt) == (text, None)


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"),
        (
            b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"vnd.ms-word.document.macroEnabled.main+xml",
        ),
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/", b"http://purl.oclc.org/ooxml/wordprocessingml/"),
    ],
    ids=["template", "macros", "strict"],
)
def test_word_files_of_other_kinds_are_read(usual: bytes, other: bytes) -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(typeset_docx(sample_report("2021", 2)))) as plain,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in plain.namelist():
            new.writestr(name, plain.read(name).replace(usual, other))
    assert len(open_document(Path("a.docm"), stream.getvalue()).grids) == 3


def test_a_tracked_deletion_of_a_cell_leaves_it_in_doubt() -> None:
    file = writer.Document()
    table = file.add_table(1, 2)
    table.cell(0, 1).text = "7"
    table.cell(0, 1)._tc.get_or_add_tcPr().append(parse_xml(f"<w:cellDel {nsdecls('w')}/>"))
    assert [cell.doubt for cell in _read(file).grids[0].cells] == [None, "revised"]


def test_what_word_inserts_on_opening_is_read_in_its_place() -> None:
    """After a_altchunk: table 三 as a web page inside the file."""
    file = writer.Document()
    file.add_paragraph("三、收到和处理")
    page = b"<table><tr><td>\xe8\xa7\x84\xe7\xab\xa0</td><td>4</td></tr></table>"
    chunk = Part(PackURI("/word/a.html"), "text/html", page, file.part.package)
    name = file.part.relate_to(chunk, RT.A_F_CHUNK)
    file.element.body.insert(1, parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="{name}"/>'))
    assert [cell.text for cell in _read(file).grids[0].cells] == ["规章", "4"]


def test_headers_and_feet_are_left_out() -> None:
    document = open_document(Path("a.docx"), typeset_docx(sample_report("2021", 1)))
    assert not any("第 3 页" in line.text for line in document.lines)


def test_a_damaged_file_says_so() -> None:
    with pytest.raises(ReadError, match="cannot be opened"):
        docx.read(Path("a.docx"), b"PK\x03\x04 no zip", open_document)


def test_the_official_blank_is_refused() -> None:
    with pytest.raises(ReadError, match="blank form"):
        read_report(shared("reports/blank_form_2021.docx"))


def test_an_old_word_file_without_libreoffice_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError, match=r"save it as \.docx"):
        open_document(Path("a.doc"), b"\xd0\xcf\x11\xe0")


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
    assert len(open_document(Path("a.doc"), b"\xd0\xcf\x11\xe0").grids) == 3


def test_a_formula_without_its_result_is_in_doubt() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["规章", 12, 0.5, "=B1*C1"])
    (grid,) = xlsx.read(Path("a.xlsx"), _saved(book)).grids
    assert [(cell.text, cell.doubt) for cell in grid.cells] == [
        ("规章", None),
        ("12", None),
        ("0.5", None),
        ("", "no_value"),
    ]
