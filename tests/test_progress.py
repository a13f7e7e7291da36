"""While it reads, a run tells files, pages, rate, time left and problems; to programs in lines of JSON."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

import pytest

from govreports.cli import main
from govreports.dataset import progress as module
from govreports.dataset.folder import read_folder
from tests.conftest import RAW


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOVREPORTS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(RAW / "huaian_shi_2024.pdf", folder)
    (folder / "empty.pdf").touch()
    return folder


def test_the_bar_tells_pages_and_problems(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read_folder(raw)
    bar = capsys.readouterr().err
    assert "2/2" in bar and "problems=1" in bar and "pages=3" in bar


def test_what_is_wrong_with_a_file_goes_to_the_log(raw: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="govreports"):
        read_folder(raw, progress=False)
    assert [record.message for record in caplog.records] == [f"{raw / 'empty.pdf'}: The file is empty. [empty]"]


def test_json_tells_progress_on_standard_error_and_the_result_on_standard_output(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_EVERY", 0.0)
    assert main(["extract", str(raw), "--out", str(tmp_path / "out"), "--json"]) == 1
    told = capsys.readouterr()
    lines = [json.loads(line) for line in told.err.splitlines()]
    assert [line["files"] for line in lines] == [1, 2, 2]
    assert (lines[-1]["total"], lines[-1]["problems"], lines[-1]["seconds_left"]) == (2, 1, 0)
    result = json.loads(told.out)
    assert (result["reports"], result["cells"], result["saved"]) == (1, 200, str(tmp_path / "out"))
    assert [problem["code"] for problem in result["problems"]] == ["empty"]


def test_quiet_says_what_went_wrong_and_nothing_else(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["extract", str(raw), "--out", str(tmp_path / "out"), "--quiet"])
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.startswith("未能读取 not read: ") and told.out.count("\n") == 1
