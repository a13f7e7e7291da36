"""PDF files whose text cannot be read are looked at; those whose text can be read never load the recognition engine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import govreports as gr
from tests.conftest import RAW
from tests.typeset import BROKEN_TEXT, Layout, Typeset, sample_report, typeset
from tests.typeset.scans import Scan, scanned_images, scanned_pdf, with_pasted_tables

DATA = sample_report("2021", seed=3)


def wrong(report: gr.Report, truth: Typeset) -> list[object]:
    """List the cells that were read otherwise than set, and without a flag."""
    read = {(cell.table, cell.item, cell.column): cell for cell in report.cell_rows}
    return [
        (key, cell.value, read[key].text if key in read else None)
        for key, cell in truth.cells.items()
        if key not in read
        or (read[key].flag is None and read[key].value != (None if cell.value is None else float(cell.value)))
    ]


def read(tmp_path: Path, name: str, data: bytes) -> gr.Report:
    path = tmp_path / name
    path.write_bytes(data)
    return gr.read_report(path)


@pytest.mark.parametrize("broken", BROKEN_TEXT)
def test_text_without_usable_unicode_is_read_as_a_picture(tmp_path: Path, broken: str) -> None:
    done = typeset(DATA, dict(BROKEN_TEXT)[broken])
    report = read(tmp_path, "broken.pdf", done.pdf)
    assert (report.method, report.agency, report.year) == ("ocr", DATA.agency, DATA.year)
    assert wrong(report, done) == []


def test_a_scanned_report(tmp_path: Path) -> None:
    done = typeset(DATA, Layout())
    report = read(tmp_path, "scan.pdf", scanned_pdf(done.pdf, Scan(dpi=200, skew=1.0)))
    assert (report.method, report.agency, report.year) == ("ocr", DATA.agency, DATA.year)
    assert report.flag == "prose_not_read"
    assert wrong(report, done) == []
    assert {cell.method for cell in report.cell_rows} == {"ocr"}


def test_tables_pasted_as_pictures_among_text(tmp_path: Path) -> None:
    done = with_pasted_tables(DATA)
    report = read(tmp_path, "pasted.pdf", done.pdf)
    assert len(report.cell_rows) == len(done.cells)
    assert wrong(report, done) == []


def test_a_picture_file_of_several_pages(tmp_path: Path) -> None:
    done = typeset(DATA, Layout())
    report = read(tmp_path, "scan.tif", scanned_images(done.pdf, "tif", Scan(dpi=200))[0])
    assert wrong(report, done) == []
    assert report.show("litigation").width > 500


def test_a_born_digital_report_loads_no_recognition_engine() -> None:
    code = (
        "import sys, govreports as gr;"
        f"gr.read_report({str(RAW / 'huaian_shi_2024.pdf')!r}).cells;"
        "loaded = {'onnxruntime', 'rapidocr', 'cv2', 'matplotlib', 'IPython', 'scipy'} & set(sys.modules);"
        "assert not loaded, loaded"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_import_is_light() -> None:
    code = "import sys, govreports; assert not {'pandas', 'numpy', 'pypdfium2', 'lxml'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
