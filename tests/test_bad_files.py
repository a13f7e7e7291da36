"""Bad files: each gets a message with file, page and remedy, and the others are read."""

from __future__ import annotations

import shutil
import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import govreports as gr
from govreports.dataset.folder import read_folder
from tests.conftest import RAW
from tests.shared import shared
from tests.typeset import Layout, sample_report, typeset, with_cells

GOOD = RAW / "huaian_shi_2024.pdf"


def encrypted(data: bytes) -> bytes:
    """Protect a PDF with a password that opens it."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("geheim", canPrint=0))
    canvas.drawString(100, 100, str(len(data)))
    canvas.save()
    return file.getvalue()


def other_document() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file)
    for row in range(6):
        for column in range(5):
            canvas.rect(80 + 80 * column, 500 + 24 * row, 80, 24)
            canvas.drawString(90 + 80 * column, 508 + 24 * row, str(row * column))
    canvas.save()
    return file.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    raw = tmp_path / "raw"
    raw.mkdir()
    shutil.copy(GOOD, raw / "good.pdf")
    return raw


CASES = {
    "no_form.pdf": (other_document(), "no_form"),
    "empty.pdf": (b"", "empty"),
    "locked.pdf": (encrypted(b"x"), "encrypted"),
    "damaged.pdf": (GOOD.read_bytes()[:20000], "damaged"),
    "scrambled.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 50, "damaged"),
    "report.ofd": (b"\x00\x01\x02\x03" * 99, "unsupported"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_has_its_message_and_the_others_are_read(folder: Path, name: str) -> None:
    data, code = CASES[name]
    (folder / name).write_bytes(data)
    read = read_folder(folder, progress=False)
    assert read.reports["report"].tolist() == ["good"]
    assert read.problems["code"].tolist() == [code]
    problem = read.problems.iloc[0]
    assert problem["path"].endswith(name)
    assert problem["reason"].endswith(".")
    assert problem["remedy"].endswith(".")


def test_blank_form_without_agency_and_year(folder: Path) -> None:
    shutil.copy(shared("reports/blank_form_2021.docx"), folder / "blank.docx")
    read = read_folder(folder, progress=False)
    assert read.problems["code"].tolist() == ["blank_form"]
    assert len(read.reports) == 1


def test_a_real_report_whose_tables_are_blank_is_read(folder: Path) -> None:
    report = sample_report("2021", seed=5)
    blank = with_cells(report, dict.fromkeys(report.cells))
    (folder / "blank.pdf").write_bytes(typeset(blank, Layout()).pdf)
    read = read_folder(folder, progress=False)
    assert read.problems.empty
    cells = read.cells[read.cells["report"] == "blank"]
    assert len(cells) == 200
    assert (cells["state"] == "blank").all()
    assert cells["value"].isna().all()


def test_a_row_that_cannot_be_named_is_a_problem_with_its_page(folder: Path) -> None:
    path = shared("reports/pingtan_2024.html")
    text = path.read_text(encoding="utf-8").replace("7.属于行政执法案卷", "7.甲乙丙丁戊己庚辛")
    (folder / "odd.html").write_text(text, encoding="utf-8")
    read = read_folder(folder, progress=False)
    assert read.problems["code"].tolist() == ["row_unnamed"]
    assert "甲乙丙丁" in read.problems["reason"][0]
    odd = read.cells[read.cells["report"] == "odd"]
    assert len(odd) == 193
    assert "denied_enforcement_files" not in set(odd["item"])
    results = read.checks[(read.checks["report"] == "odd") & (read.checks["check"] == "results_sum")]
    assert (results["status"] == "unknown").all()


def test_two_rows_alike_with_one_label_are_one_and_the_other_row_is_told(folder: Path) -> None:
    path = shared("reports/pingtan_2024.html")
    text = path.read_text(encoding="utf-8").replace("7.属于行政执法案卷", "6.属于四类过程性信息")
    (folder / "odd.html").write_text(text, encoding="utf-8")
    read = read_folder(folder, progress=False)
    assert set(read.problems["code"]) == {"rows_missing"}
    assert "denied_enforcement_files" not in set(read.cells.loc[read.cells["report"] == "odd", "item"])


def test_two_rows_that_differ_with_one_label_give_neither(folder: Path) -> None:
    path = shared("reports/pingtan_2024.html")
    text = path.read_text(encoding="utf-8").replace("1.本机关不掌握相关政府信息", "6.属于四类过程性信息")
    (folder / "odd.html").write_text(text, encoding="utf-8")
    read = read_folder(folder, progress=False)
    assert "row_twice" in set(read.problems["code"])
    assert not {"unavailable_not_held", "denied_process_information"} & set(
        read.cells.loc[read.cells["report"] == "odd", "item"]
    )


def test_read_report_names_the_file_in_its_error(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(b"")
    with pytest.raises(
        gr.ReadError, match=r"empty\.pdf: 文件是空的。重新下载。 The file is empty\. Download it again\."
    ):
        gr.read_report(path)


def test_a_picture_that_lacks_its_width_is_damaged(tmp_path: Path) -> None:
    """Pillow's TypeError was taken for a fault of the reader: one of 17,000 mutated pictures."""
    picture = BytesIO()
    Image.new("L", (60, 40)).save(picture, "TIFF")
    width, unknown = (struct.pack("<H", tag) + struct.pack("<HI", 4, 1) for tag in (256, 0x7000))
    (tmp_path / "a.tif").write_bytes(picture.getvalue().replace(width, unknown))
    with pytest.raises(gr.ReadError, match="The picture is damaged and cannot be opened"):
        gr.read_report(tmp_path / "a.tif")


def test_a_fault_of_the_reader_costs_one_file_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from govreports.dataset import read_one as module

    def broken(path: Path, data: bytes, engine: str) -> list[gr.Report]:
        raise IndexError("list index out of range")

    monkeypatch.setattr(module, "reports_of", broken)
    monkeypatch.setenv("GOVREPORTS_CACHE", str(folder.parent / "cache"))
    read = read_folder(folder, progress=False, workers=0)
    assert read.problems["code"].tolist() == ["internal_error"]


def test_several_reports_in_one_file(tmp_path: Path) -> None:
    from tests.typeset import typeset_many

    first, second = sample_report("2021", seed=1), replace(sample_report("2019", seed=2), agency="另一个区人民政府")
    path = tmp_path / "two.pdf"
    done = typeset_many([first, second], [Layout(), Layout()])
    path.write_bytes(done.pdf)
    with pytest.raises(gr.ReadError, match="2 reports"):
        gr.read_report(path)
    reports = gr.read_reports(path)
    assert [report.name for report in reports] == ["two", "two#2"]
    assert [report.agency for report in reports] == [first.agency, "另一个区人民政府"]
    for report, truth in zip(reports, done.reports, strict=True):
        values = {(cell.table, cell.item, cell.column): cell.value for cell in report.cell_rows}
        assert values == {key: None if c.value is None else float(c.value) for key, c in truth.cells.items()}


def test_one_report_as_pdf_and_as_web_page_is_kept_twice_under_two_names(folder: Path) -> None:
    shutil.copy(shared("reports/huaian_2024.pdf"), folder / "same.pdf")
    shutil.copy(shared("reports/pingtan_2024.html"), folder / "same.html")
    read = read_folder(folder, progress=False)
    assert read.reports["report"].tolist() == ["good", "same", "same.pdf"]
    assert read.cells.groupby("report").size().tolist() == [200, 200, 200]
