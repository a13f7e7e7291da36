"""Web pages saved as a single file, as browsers and Word save them."""

from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

import govreports as gr
from govreports.sources.open import kind_of
from tests.typeset import Layout, editions, sample_report
from tests.typeset.web import Web, page


def _saved(html: bytes, charset: str) -> bytes:
    message = MIMEMultipart("related")
    message["Subject"] = "=?utf-8?Q?=E5=B9=B4=E6=8A=A5?="
    message.attach(MIMEText(html.decode(charset), "html", "utf-8"))
    message.attach(MIMEText("td { color: red }", "css", "utf-8"))
    return message.as_bytes()


def test_every_number_of_a_page_saved_as_one_file_is_read(tmp_path: Path) -> None:
    data = sample_report(editions("2021"), 4, distinct=True)
    file = tmp_path / "年报.mhtml"
    file.write_bytes(_saved(page(data, Web(layout=Layout())), "utf-8"))
    report = gr.read_report(file)
    assert (report.agency, report.year, len(report.cells)) == (data.agency, data.year, 200)
    assert report.problems == () and report.cells["flag"].isna().all()
    assert len(gr.read_folder(tmp_path, progress=False).reports) == 1


def test_a_saved_message_without_a_page_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.mht"
    message = MIMEMultipart("related")
    message.attach(MIMEText("body {}", "css", "utf-8"))
    file.write_bytes(message.as_bytes())
    with pytest.raises(gr.ReadError, match="holds no page"):
        gr.read_report(file)


@pytest.mark.parametrize(("start", "kind"), [(b"{\\rtf1\\ansi", "doc"), (b"\xd0\xcf\x11\xe0", "doc")])
def test_kinds_that_go_through_libreoffice(start: bytes, kind: str) -> None:
    assert kind_of(start) == kind
