"""Reports that lie in a bucket are read as those of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govreports as gr
from govreports.dataset.elsewhere import here
from tests.conftest import RAW

REPORTS = ("huaian_shi_2024.pdf", "huaian_hongze_qu_2023.pdf")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """A bucket of a server that speaks S3, with two reports and a list of agencies beside their folder."""
    if os.environ.get("CI") != "true":
        pytest.importorskip("moto.server", reason="moto is not installed: pip install 'govreports[test]'")
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
        "AWS_DEFAULT_REGION": "us-east-1",
        "GOVREPORTS_CACHE": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    files = s3fs.S3FileSystem()
    files.mkdir("reports")
    for name in REPORTS:
        files.pipe_file(f"reports/county/raw/2024/{name}", (RAW / name).read_bytes())
    files.pipe_file("reports/county/agencies.csv", "id,name\nhuaian,淮安市人民政府\n".encode())
    files.pipe_file("reports/other.txt", b"not asked for")
    yield files
    server.stop()


def test_reports_of_a_bucket_are_those_of_a_folder_and_only_what_changed_is_copied_again(bucket: Any) -> None:
    data = gr.read_folder("s3://reports/county/raw", progress=False, workers=0)
    alone = gr.read_report(RAW / REPORTS[0])
    assert data.reports["report"].tolist() == [f"2024/{name.removesuffix('.pdf')}" for name in sorted(REPORTS)]
    assert data.reports["agency_id"].fillna("").tolist() == ["", "huaian"]
    mine = data.cells[data.cells["report"] == "2024/huaian_shi_2024"]
    assert mine["text"].tolist() == alone.cells["text"].tolist()
    copy = here("s3://reports/county/raw/")
    times = {file: file.stat().st_mtime_ns for file in copy.rglob("*.pdf")}
    bucket.rm_file(f"reports/county/raw/2024/{REPORTS[1]}")
    bucket.pipe_file("reports/county/raw/2024/new.txt", b"new")
    assert here("s3://reports/county/raw/") == copy
    assert sorted(file.name for file in copy.rglob("*.*")) == ["huaian_shi_2024.pdf", "new.txt"]
    assert (copy / "2024" / REPORTS[0]).stat().st_mtime_ns == times[copy / "2024" / REPORTS[0]]
    with pytest.raises(FileNotFoundError, match="s3://reports/town/raw holds no file"):
        here("s3://reports/town/raw")
