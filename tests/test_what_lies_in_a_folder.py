"""What a folder holds is read or named: kinds are told by content, never by the ending."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path

import pytest

from govreports.dataset.folder import read_folder
from govreports.dataset.listing import list_files
from tests.conftest import RAW
from tests.typeset import sample_report
from tests.typeset.web import Web, docx, page

PDF = (RAW / "huaian_shi_2024.pdf").read_bytes()
DATA = sample_report("2021", 5)
posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes, sockets, links")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("年报", PDF),
        ("年报.pdf.part", PDF),
        ("年报.crdownload", docx(DATA)),
        ("年报.js", PDF),
        ("年报.json", docx(DATA)),
        ("content_12345.jsp", page(DATA, Web())),
        ("show.aspx", page(DATA, Web())),
        ("年报.pdf", page(DATA, Web())),
        ("年报.doc", docx(DATA)),
        ("年报.html", PDF),
        ("第2024号", docx(DATA)),
    ],
)
def test_a_report_of_whatever_ending_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    data = read_folder(tmp_path, progress=False)
    assert data.problems.empty
    assert data.reports["path"].tolist() == [name]
    assert data.cells["value"].notna().sum() > 150


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf.part", PDF[:-2000]),
        ("a.docx.part", docx(DATA)[:-30]),
        ("a.html.part", page(DATA, Web())[:-30]),
        ("a.pdf.xltd", PDF[:9000] + bytes(len(PDF) - 9000)),
    ],
)
def test_half_a_download_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert list_files(tmp_path).files == []
    assert [problem.code for problem in list_files(tmp_path).problems] == ["unfinished"]


def test_what_lies_beside_a_saved_page_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "年报_files").mkdir()
    for name in ("年报.html", "年报_files/frame.html", "site.css", "app.js", "list.json", ".hidden.pdf", "~$年报.docx"):
        (tmp_path / name).write_bytes(b"<html></html>")
    assert [path.name for path in list_files(tmp_path).files] == ["年报.html"]


@posix
def test_pipes_sockets_and_links_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    os.mkfifo(raw / "pipe.pdf")
    (raw / "gone.pdf").symlink_to(tmp_path / "nowhere.pdf")
    (raw / "circle.pdf").symlink_to("circle.pdf")
    (raw / "above").symlink_to(raw)
    here = Path.cwd()
    os.chdir(raw)  # a socket's address has 108 bytes at most
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.pdf")
    os.chdir(here)
    data = read_folder(raw, progress=False)
    named = dict(zip(data.problems["path"].map(lambda path: Path(path).name), data.problems["code"], strict=True))
    assert named == {
        "above": "link_broken",
        "circle.pdf": "link_broken",
        "gone.pdf": "link_broken",
        "pipe.pdf": "no_file",
        "socket.pdf": "no_file",
    }


@posix
def test_files_under_a_linked_folder_are_read_and_those_under_two_names_once(tmp_path: Path) -> None:
    raw, elsewhere = tmp_path / "raw", tmp_path / "elsewhere"
    for folder in (raw / "z", elsewhere):
        folder.mkdir(parents=True)
        shutil.copy(RAW / "huaian_shi_2024.pdf", folder)
    (raw / "2024").symlink_to(elsewhere)
    (raw / "a").symlink_to(raw / "z")
    listing = list_files(raw)
    assert [str(path.relative_to(raw)) for path in listing.files] == [
        "2024/huaian_shi_2024.pdf",
        "z/huaian_shi_2024.pdf",
    ]
    assert [problem.path for problem in listing.problems] == [str(raw / "a")]


@posix
def test_twelve_folders_that_link_to_each_other_are_each_read_once(tmp_path: Path) -> None:
    folders = [tmp_path / f"{number:02}" for number in range(12)]
    for folder in folders:
        folder.mkdir()
        (folder / "a.txt").write_text("一")
    for folder in folders:
        for other in folders:
            (folder / f"to_{other.name}").symlink_to(other)
    assert len(list_files(tmp_path).files) == 12
