"""Typeset reports as pictures."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from tests.typeset import Layout, sample_report, typeset
from tests.typeset.scans import Scan, scanned_images, scanned_pages, scanned_pdf, with_pasted_tables


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return typeset(sample_report("2021", 6), Layout(stamp=True)).pdf


def test_a_scanned_file_holds_no_text(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(scanned_pdf(pdf, Scan(dpi=60))) as document:
        assert [page.get_textpage().count_chars() for page in document] == [0] * len(document)


def test_a_scanned_page_keeps_its_size(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(scanned_pdf(pdf, Scan(dpi=72))) as document:
        assert document[0].get_size() == pytest.approx((595, 842), abs=2)


def test_the_same_scan_gives_the_same_bytes(pdf: bytes) -> None:
    scan = Scan(dpi=50, skew=1.2, noise=5, specks=0.001, blur=0.5, paper=240, seed=3)
    assert scanned_pdf(pdf, scan) == scanned_pdf(pdf, scan)
    assert scanned_images(pdf, "jpg", scan) == scanned_images(pdf, "jpg", scan)


def test_pages_become_images_of_each_kind(pdf: bytes) -> None:
    pages = len(list(scanned_pages(pdf, Scan(dpi=30))))
    assert len(scanned_images(pdf, "png", Scan(dpi=30))) == pages
    assert len(scanned_images(pdf, "jpg", Scan(dpi=30, colour=False))) == pages
    (tif,) = scanned_images(pdf, "tif", Scan(dpi=30))
    assert getattr(Image.open(io.BytesIO(tif)), "n_frames", 1) == pages


def test_pasted_tables_leave_the_prose_as_text() -> None:
    done = with_pasted_tables(sample_report("2021", 6), dpi=60)
    with pypdfium2.PdfDocument(done.pdf) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "三、收到和处理政府信息公开申请情况" in text
    assert "本机关不掌握相关政府信息" not in text
    assert len(done.cells) == 200
