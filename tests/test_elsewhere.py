"""Reports that lie in a bucket are read as those of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govreports as gr
from govreports.dataset.elsewhere import here
from govreports.runs.doctor import _folders
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
    for folder in ("raw", "raw/2024"):  # as the page of a provider makes a folder
        files.touch(f"reports/county/{folder}/")
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
    with pytest.raises(FileNotFoundError, match="s3://reports/town/raw: it holds no file"):
        here("s3://reports/town/raw")
    assert sorted(file.name for file in here("s3://reports").rglob("*.*")) == [
        "agencies.csv",
        "huaian_shi_2024.pdf",
        "new.txt",
        "other.txt",
    ]


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """Files that lie in memory, opened as those of a bucket are: three reports, and corrections beside their folder."""
    if os.environ.get("CI") != "true":
        pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'govreports[remote]'")
    from fsspec.implementations.memory import MemoryFileSystem

    monkeypatch.setenv("GOVREPORTS_CACHE", str(tmp_path / "cache"))
    files = MemoryFileSystem()
    for name in ("raw/2023/a.txt", "raw/2024/b.txt", "raw/2024/c.txt", "corrections.csv"):
        files.pipe_file(f"/{name}", name.encode())
    yield files
    files.store.clear()


def copied(folder: Path) -> list[str]:
    return sorted(
        file.relative_to(folder.parent).as_posix()
        for file in (*folder.rglob("*"), *folder.parent.glob("*.csv"))
        if file.is_file()
    )


WHOLE = ["corrections.csv", "raw/2023/a.txt", "raw/2024/b.txt", "raw/2024/c.txt"]


def test_a_folder_that_cannot_be_listed_whole_takes_nothing_away(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    copy, listed = here("memory://raw"), type(memory).ls

    def half(files: Any, path: str, **given: Any) -> Any:
        if path.endswith("2024"):
            raise PermissionError(13, "Forbidden")
        return listed(files, path, **given)

    monkeypatch.setattr(type(memory), "ls", half)
    with pytest.raises(OSError, match=r"memory://raw: .*Forbidden"):
        here("memory://raw")
    assert copied(copy) == WHOLE


def test_corrections_that_cannot_be_asked_for_are_not_taken_for_gone(
    memory: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    copy = here("memory://raw")

    def fails(error: OSError) -> Any:
        def info(*_: Any, **__: Any) -> Any:
            raise error

        return info

    monkeypatch.setattr(type(memory), "info", fails(TimeoutError("no answer")))
    with pytest.raises(OSError, match="memory://raw: no answer"):
        here("memory://raw")
    assert copied(copy) == WHOLE
    monkeypatch.setattr(type(memory), "info", fails(PermissionError("Forbidden")))
    here("memory://raw")
    assert "/corrections.csv may not be opened: it is not used." in caplog.messages


def test_a_copy_is_what_lies_there_now_whatever_was_a_file_or_a_folder_before(memory: Any) -> None:
    copy = here("memory://raw")
    (copy / "2023" / "gone.txt").write_text("copied by a run that was killed before it could note it")
    memory.rm("/raw/2024", recursive=True)
    memory.pipe_file("/raw/2024", b"a file")
    memory.rm("/raw/2023/a.txt")
    memory.pipe_file("/raw/2023/a.txt/d.txt", b"in a folder")
    assert here("memory://raw/") == copy
    assert copied(copy) == ["corrections.csv", "raw/2023/a.txt/d.txt", "raw/2024"]
    memory.rm("/corrections.csv")
    (copy.parent / "agencies.csv").write_text("written here by hand")
    assert copied(here("memory://raw")) == ["agencies.csv", "raw/2023/a.txt/d.txt", "raw/2024"]


def test_a_file_of_which_nothing_tells_a_change_is_copied_each_time(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server of web pages says of its files neither time nor tag: a new version of the same size stayed unseen."""
    monkeypatch.setattr("govreports.dataset.elsewhere._TELL_A_CHANGE", ())
    copy = here("memory://raw")
    memory.pipe_file("/raw/2024/b.txt", b"RAW/2024/B.TXT")
    assert (here("memory://raw") / "2024" / "b.txt").read_bytes() == b"RAW/2024/B.TXT"
    assert copied(copy) == WHOLE


def test_a_copy_that_was_stopped_goes_on_where_it_was(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched, get = [], type(memory).get_file

    def once(files: Any, path: str, *given: Any, **more: Any) -> None:
        fetched.append(path)
        if len(fetched) == 2:
            raise ConnectionError("cut")
        get(files, path, *given, **more)

    monkeypatch.setattr(type(memory), "get_file", once)
    with pytest.raises(OSError, match="memory://raw: cut"):
        here("memory://raw")
    assert copied(here("memory://raw")) == WHOLE
    assert len(fetched) == len(WHOLE) + 1


@pytest.mark.parametrize("name", ["../../x.txt", "2024/../b.txt", "2024//b.txt"])
def test_a_name_that_leads_out_of_the_copy_or_to_another_file_is_refused(
    memory: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    listed = type(memory).ls
    more = {"name": f"/raw/{name}", "type": "file", "size": 1}
    monkeypatch.setattr(type(memory), "ls", lambda files, path, **given: [*listed(files, path, **given), more])
    with pytest.raises(ValueError, match=r"/raw/.*no file can have this name here. Rename it there\."):
        here("memory://raw")


def test_a_file_is_no_folder_and_an_address_is_named_without_its_password(memory: Any) -> None:
    with pytest.raises(NotADirectoryError, match=r"memory://raw/2024/b\.txt: it is a file\. Name the folder"):
        here("memory://raw/2024/b.txt")
    with pytest.raises(ValueError, match="unknown://host/raw: Protocol not known") as caught:
        here("unknown://user:secret@host/raw?token=mine")
    assert "secret" not in str(caught.value) and "mine" not in str(caught.value)
    (told,) = (
        finding for finding in _folders("s3://user:secret@reports/raw", Path()) if finding.what == "年报 reports"
    )
    assert told.detail.startswith("s3://reports/raw: copied")
