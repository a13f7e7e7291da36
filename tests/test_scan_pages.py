"""Scanned pages whichever way they lie, with text under them that is wrong, with tables that cannot be seen."""

from __future__ import annotations

import ctypes
import io
import pickle
import threading
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import govreports as gr
from govreports.matching.match import match_document
from govreports.sources.document import Document, Grid, GridCell, PageSize, TextLine
from govreports.sources.pdf.drawn import drawn_on
from govreports.sources.scan import read_scan
from govreports.sources.scan.page_picture import straighten
from govreports.sources.scan.perspective import unslanted
from govreports.sources.scan.read_scan import PictureReader, read_picture
from govreports.sources.scan.upright import upright
from tests.typeset import Layout, Typeset, sample_report, typeset
from tests.typeset.scans import Scan, scanned_pages

DPI = 150


@pytest.fixture(scope="module")
def report() -> Typeset:
    return typeset(sample_report("2021", 3), Layout(stamp=True))


@pytest.fixture(scope="module")
def pages(report: Typeset) -> list[Image.Image]:
    return list(scanned_pages(report.pdf, Scan(dpi=DPI, skew=0.7)))


def expected(report: Typeset, page: int) -> dict[tuple[str, str, str], float]:
    return {
        key: float(cell.value) for key, cell in report.cells.items() if cell.page == page and cell.value is not None
    }


def values(read: gr.Report) -> dict[tuple[str, str, str], float]:
    return {(c.table, c.item, c.column): c.value for c in read.cell_rows if c.value is not None and c.flag is None}


def saved(image: Image.Image, path: Path, **options: object) -> Path:
    image.save(path, dpi=(DPI, DPI), **options)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("quarter", range(4))
def test_a_page_is_turned_until_its_text_stands_upright(pages: list[Image.Image], quarter: int) -> None:
    image = np.ascontiguousarray(np.rot90(np.asarray(pages[2]), -quarter))
    size = PageSize(image.shape[1] * 72 / DPI, image.shape[0] * 72 / DPI)
    picture = upright(image, size).picture
    assert picture.quarter == quarter
    box = picture.box(100, 200, 300, 260)  # and back again
    rows, columns = picture.inside(box, 0.0)
    assert [columns.start, rows.start, columns.stop, rows.stop] == pytest.approx([100, 200, 300, 260], abs=1)


def test_a_page_seen_at_a_slant_is_pulled_until_its_rules_lie_straight() -> None:
    """The corners of d_phone lie up to 20 points beside those of the page; a box shows where a number is to be seen."""
    page = np.full((900, 640), 255, np.uint8)
    for y in range(150, 701, 50):
        page[y : y + 3, 100:541] = 0
    for x in range(100, 541, 55):
        page[150:703, x : x + 3] = 0
    corners = np.array([[0, 0], [640, 0], [640, 900], [0, 900]], np.float32)
    taken = np.array([[12, 30], [625, 8], [632, 880], [25, 893]], np.float32)
    way = cv2.getPerspectiveTransform(corners, taken)
    slanted = np.asarray(cv2.warpPerspective(page, way, (640, 900), borderValue=255), dtype=np.uint8)
    pull = unslanted(slanted, 1.0)
    assert pull is not None
    level = pull @ way @ [[100, 540], [150, 150], [1, 1]]
    assert np.ptp(level[1] / level[2]) < 1.0  # the table's upper rule, which ran 8 points askew
    assert unslanted(page, 1.0) is None
    whole = straighten(np.repeat(slanted[:, :, None], 3, axis=2), PageSize(640, 900))
    rows, columns = whole.inside(whole.box(100, 200, 300, 260), 0.0)
    assert [columns.start, rows.start, columns.stop, rows.stop] == pytest.approx([100, 200, 300, 260], abs=1)


def test_table_4_on_a_page_that_a_camera_notes_to_be_turned(tmp_path: Path) -> None:
    """The picture lies on its side, and its EXIF orientation says so; a box shows where the number is to be seen."""
    report = typeset(sample_report("2021", 3, distinct=False))
    image = list(scanned_pages(report.pdf, Scan(dpi=DPI)))[2].transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    read = gr.read_report(saved(image, tmp_path / "table4_2024.jpg", quality=90, exif=exif))
    truth = expected(report, 3)
    assert values(read) == truth
    assert read.show().width < read.show().height
    cell = next(cell for cell in read.cell_rows if cell.item == "reconsideration")
    assert (cell.x0 or 0) == pytest.approx(report.cells[cell[:3]].box[0], abs=15)


def test_table_3_upside_down_among_other_pages(report: Typeset, pages: list[Image.Image], tmp_path: Path) -> None:
    read = gr.read_report(saved(pages[1].rotate(180), tmp_path / "table3_2024.png"))
    truth = expected(report, 2)
    right = {key: value for key, value in values(read).items() if truth.get(key) == value}
    assert len(right) >= 0.98 * len(truth)
    assert {key: value for key, value in values(read).items() if truth.get(key) != value} == {}
    assert {one.code for one in read.problems} == {"table_unread"}  # 主动公开 and 行政复议 stand on other pages
    assert all("scan" in one.remedy for one in read.problems)


def test_a_scanned_table_without_rules_is_read_by_the_positions_of_its_words(tmp_path: Path) -> None:
    """d_norules: nothing but blank paper parts rows and columns."""
    report = typeset(sample_report("2021", 3), Layout(rules="none"))
    image = list(scanned_pages(report.pdf, Scan(dpi=200, skew=1.6)))[2]
    path = tmp_path / "table4_2024.png"
    image.save(path, dpi=(200, 200))
    assert values(gr.read_report(path)) == expected(report, 3)


def photographed(image: Image.Image) -> Image.Image:
    """A page as a telephone takes it: a little narrower at the top, darker towards one corner."""
    wide, high = image.size
    quad = (-0.006 * wide, 0, 0.004 * wide, high, 0.997 * wide, high, 1.007 * wide, 0)
    taken = np.asarray(
        image.transform(image.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor="white")
    )
    light = np.linspace(1.0, 0.7, wide)[None, :, None] * np.linspace(1.0, 0.85, high)[:, None, None]
    return Image.fromarray((taken * light).astype(np.uint8))


POOR = {
    "grey stamp": Scan(dpi=200, skew=-1.2, colour=False),
    "coarse and noisy": Scan(dpi=150, jpeg=40, blur=0.8, noise=12, specks=0.0005, paper=240),
    "photograph": Scan(dpi=200, jpeg=80),
}


@pytest.mark.parametrize("kind", POOR)
def test_no_number_of_a_poor_picture_is_wrong_without_a_flag(report: Typeset, tmp_path: Path, kind: str) -> None:
    image = list(scanned_pages(report.pdf, POOR[kind]))[1]
    path = tmp_path / "table3_2024.png"
    (photographed(image) if kind == "photograph" else image).save(path, dpi=(POOR[kind].dpi,) * 2)
    truth, read = expected(report, 2), values(gr.read_report(path))
    assert {key: value for key, value in read.items() if truth.get(key) != value} == {}
    assert len(read) > (0.5 if kind == "coarse and noisy" else 0.98) * len(truth)


@pytest.mark.parametrize("hidden", ["invisible", "covered"])
def test_text_that_a_recognition_program_laid_under_a_scan_is_not_read(hidden: str) -> None:
    """Searchable PDF: 5 under the picture of a 3 must not become the number."""
    from pypdfium2 import PdfDocument

    from govreports.sources.pdf.pdfium import TextPage
    from govreports.sources.pdf.pictured_pages import why_picture

    file = io.BytesIO()
    canvas = Canvas(file, (595, 842))
    text = canvas.beginText(100, 700)
    text.setTextRenderMode(3 if hidden == "invisible" else 0)
    text.textLine("wrong 5 5 5")
    canvas.drawText(text)
    canvas.drawImage(ImageReader(Image.new("RGB", (595, 842), "white")), 0, 0)
    canvas.save()
    with PdfDocument(file.getvalue()) as document:
        loaded = document[0]
        page = ctypes.cast(loaded.raw, ctypes.c_void_p).value or 0
        text_page = TextPage(page)
        assert why_picture(text_page, drawn_on(page), PageSize(595, 842)) == "scan"
        text_page.close()


def test_a_table_that_is_not_found_in_a_scan_is_named_with_its_page() -> None:
    title = TextLine("清河市教育局2023年政府信息公开工作年度报告", 1)
    heading = TextLine("三、收到和处理政府信息公开申请情況", 2)
    document = Document((title, heading), (PageSize(595, 842),) * 2, "ocr", recognised=(1, 2))
    (report,) = match_document(document, "scan")
    assert [(one.code, one.page) for one in report.unnamed] == [
        ("table_unread", None),
        ("table_unread", 2),
        ("table_unread", None),
    ]


def test_the_numbers_of_two_columns_whose_rule_a_scan_lost_are_not_one_number() -> None:
    """343 尚未审结 beside 647 其他结果 was once read as 343647."""
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    cells = [GridCell(0, 0, "行政复议", 2, 5), GridCell(0, 5, "行政诉讼", 1, 10)]
    cells += [GridCell(1, 5, "未经复议直接起诉", 1, 5), GridCell(1, 10, "复议后起诉", 1, 5)]
    cells += [GridCell(2, place, head) for place, head in enumerate(heads)]
    numbers = [GridCell(3, place, str(place + 1)) for place in range(15) if place not in (2, 3)]
    cells += sorted([*numbers, GridCell(3, 2, "343647", 1, 2)], key=lambda cell: cell.column)
    caption = TextLine("四、政府信息公开行政复议、行政诉讼情况", 1)
    edges = tuple(50.0 + 30 * place for place in range(16))
    grid = Grid(tuple(cells), 4, 15, 1, column_edges=edges)
    document = Document((caption, grid), (PageSize(595, 842),), "ocr")
    read = {cell[:3]: cell for cell in match_document(document, "scan")[0].cells}
    for column in ("other", "pending"):
        cell = read["litigation", "reconsideration", column]
        assert (cell.value, cell.flag) == (None, "merged_cell")
    assert read["litigation", "reconsideration", "total"].value == 5


def test_a_picture_of_something_else_is_refused_with_page_and_remedy(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (700, 500, 3), dtype=np.uint8)
    with pytest.raises(gr.ReadError) as caught:
        gr.read_report(saved(Image.fromarray(noise), tmp_path / "cat.png"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.page) == ("no_form", 1)
    assert "better copy" in problem.remedy


def test_a_page_that_was_read_keeps_little_more_than_its_picture() -> None:
    """A file of 30 scanned pages at 300 dpi went past the memory that a file may take: 70 MB a page were kept."""
    image = np.full((1000, 800, 3), 255, np.uint8)
    cv2.putText(image, "2024 53497", (100, 200), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 4)
    page = read_picture(image, 1, PageSize(800 * 72 / 200, 1000 * 72 / 200))
    assert len(pickle.dumps(page)) < 1.7 * 1000 * 800  # the print, where it was lifted, and four masks of bits
    assert "53497" in {word.text for word in page.words()}


def test_pages_are_made_ready_one_after_another_beside_the_one_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two at once loaded the network twice, each half a second and its memory."""
    at_once = threading.Semaphore(1)

    def made_ready(image: NDArray[np.uint8], _: PageSize) -> int:
        assert threading.current_thread() is not threading.main_thread()
        assert at_once.acquire(blocking=False)
        time.sleep(0.005)
        at_once.release()
        return int(image[0, 0, 0])

    monkeypatch.setattr(read_scan, "threads", lambda: 2)
    monkeypatch.setattr(read_scan, "_made_ready", made_ready)
    monkeypatch.setattr(read_scan, "_read", lambda ready, number, _: (number, ready))
    reader = PictureReader()
    read: list[object] = [
        reader.put(np.full((1, 1, 3), 10 * number, np.uint8), number, PageSize(1, 1)) for number in (1, 2, 3)
    ]
    assert [*read, reader.last(), reader.last()] == [None, (1, 10), (2, 20), (3, 30), None]
