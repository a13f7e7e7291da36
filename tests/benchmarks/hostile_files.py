"""Some sixty hostile inputs made here: slow by construction, bombs, lies, halves, and what is no file at all."""

from __future__ import annotations

import gzip
import io
import os
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

PREFIX = "hostile_"
CUT = "cut_after_"
"""How the names of beginnings of a good report begin."""
_ROW = "<tr>" + "<td>1</td>" * 8 + "</tr>"


def write_hostile(folder: Path, good: bytes) -> None:
    """Write them into a folder, each name begun by `PREFIX`.

    Parameters
    ----------
    folder : Path
    good : bytes
        A web page, of which beginnings are made.
    """
    for name, content in (*_slow(), *_bombs(), *_broken(good)):
        (folder / f"{PREFIX}{name}").write_bytes(content)
    _no_files(folder)


def _slow() -> Iterator[tuple[str, bytes]]:
    yield "rows_20000.html", f"<table>{_ROW * 20_000}</table>".encode()
    yield (
        "style_400_kb.html",
        f"<style>{'.a > .b:not(.c) td{color:#fff}' * 13_000}</style><table>{_ROW}</table>".encode(),
    )
    yield "style_open.html", f"<style>{'/*' * 100_000}{'{' * 100_000}</style><table>{_ROW}</table>".encode()
    rules = "".join(f"div p span .x{number} td{{color:red}}" for number in range(10_000))
    yield "rules_10000.html", f"<style>{rules}</style><div><p><span><table>{_ROW * 2_000}</table>".encode()
    yield "spans_multiply.html", ("<table>" + "<tr>" + "<td rowspan=999 colspan=999>1" * 5 + "</table>").encode() * 99
    yield "line_of_12_mb.txt", "本年度收到政府信息公开申请12件，办结12件，".encode() * 200_000
    yield "numbers_in_one_line.txt", b"1 " * 500_000
    yield "lines_100000.txt", b"1 2 3 4 5 6 7\n" * 100_000
    yield "breaks_150000.html", b"<body>" + b"<br>1 2 3" * 150_000
    yield "spans_100000_deep.html", b"<body>" + b"<span>" * 100_000 + b"1"
    yield "digits_5_mb.txt", b"9" * 5_000_000
    yield "brackets_6_mb.txt", "（".encode() * 2_000_000
    inner = b"Content-Type: text/html\r\n\r\n<p>1"
    for depth in range(2_000):
        inner = b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth) + inner
    yield "pages_2000_deep.mhtml", inner
    book = Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["B1048576"] = "规章", " "
    stream = io.BytesIO()
    book.save(stream)
    yield "stray_blank.xlsx", stream.getvalue()


def _bombs() -> Iterator[tuple[str, bytes]]:
    yield "bomb.gz", gzip.compress(bytes(50_000_000))
    yield "bomb.zip", _zipped({"a.txt": bytes(600_000_000)})
    yield "bomb.docx", _zipped({"word/document.xml": b"<w>" + b" " * 600_000_000})
    nested = {"a.pdf": b"%PDF-1.4"}
    for _ in range(50):
        nested = {"a.zip": _zipped(nested)}
    yield "zip_in_zip_50.zip", _zipped(nested)
    yield "zip_of_5000.zip", _zipped({f"{number}.html": f"<table>{_ROW}</table>".encode() for number in range(5_000)})
    yield "zip_out_of_folder.zip", _zipped({"../../escaped.txt": b"1 2 3", "/tmp/escaped.txt": b"1 2 3"})
    yield "entities.xml", _entities()
    yield (
        "entities.ods",
        _zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": _entities()}),
    )
    yield "entities.ofd", _zipped({"OFD.xml": _entities()})
    stream = b"<</Filter[" + b"/FlateDecode" * 20_000 + b"]/Length 0>>stream\n\nendstream"
    yield "filters_20000.pdf", _one_page(stream)
    yield "deep_arrays.pdf", _one_page(b"[" * 200_000)
    yield "operators_2_mb.pdf", _one_page(b"<</Length 2000000>>stream\n" + b"q " * 1_000_000 + b"\nendstream")


def _entities() -> bytes:
    declared = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "年报">{declared}]><a>&e12;</a>'.encode()


def _one_page(contents: bytes) -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", contents]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _broken(good: bytes) -> Iterator[tuple[str, bytes]]:
    kilobytes = 1 + len(good) // 1024
    for length in range(1, kilobytes, 1 + kilobytes // 24):
        yield f"{CUT}{length}_kb.html", good[: length * 1024]
    yield "half.html.part", good[: len(good) // 2]
    yield "empty", b""
    yield "one_byte.pdf", b"%"
    yield "nothing_but_a_head.pdf", b"%PDF-1.7"
    yield "binary.jsp", bytes(range(256)) * 99
    yield "half_gbk.aspx", "<p>政府信息公开</p>".encode("gb18030") + "<p>年度报告</p>".encode()
    yield "program.exe", b"MZ" + bytes(9_999)
    yield "old_word.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9_999)
    yield "archive.rar", b"Rar!\x1a\x07\x01\x00" + bytes(999)
    yield "archive.7z", b"7z\xbc\xaf\x27\x1c" + bytes(999)
    yield "scripts.html", b"<script>document.write('<table><tr><td>1</table>');while(1);</script>"


def _no_files(folder: Path) -> None:
    """Make pipes, sockets and links that lead nowhere, in a circle and up."""
    os.mkfifo(folder / f"{PREFIX}pipe.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / f"{PREFIX}socket.pdf"))
    (folder / f"{PREFIX}gone.pdf").symlink_to("nowhere.pdf")
    (folder / f"{PREFIX}circle.pdf").symlink_to(f"{PREFIX}circle.pdf")
    (folder / f"{PREFIX}up").symlink_to(folder)
    (folder / f"{PREFIX}endless.pdf").symlink_to("/dev/zero")
