"""The command line, as an analyst types it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sys
import threading
import unicodedata
from pathlib import Path

import pytest

import govreports as gr
from govreports.cli import main
from govreports.runs.lab import command
from tests.conftest import RAW


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("huaian_shi_2024", "huaian_hongze_qu_2023"):
        shutil.copy(RAW / f"{name}.pdf", folder)
    return folder


def test_extract_reads_everything_and_exits_with_0(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(raw), "--out", str(tmp_path / "out")]) == 0
    assert "2 reports, 386 cells, 0 in doubt, 2 checks fail." in capsys.readouterr().out
    assert (tmp_path / "out" / "cells.parquet").is_file()


def test_pingtan_htp_2024_a_row_that_an_agency_leaves_out_is_no_fault_of_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "raw").mkdir()
    for name in ("pingtan_htp_2024", "pingtan_htp_2025"):
        shutil.copy(RAW / f"{name}.pdf", tmp_path / "raw")
    assert main(["extract", str(tmp_path / "raw"), "--out", str(tmp_path / "out")]) == 0
    assert main(["check", str(tmp_path / "out")]) == 0
    # Once in a line for both files, in extract and in check.
    assert capsys.readouterr().out.count("未列 left out: pingtan_htp_2024.pdf and 1 more file: ") == 2


def test_extract_exits_with_1_and_saves_the_rest(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (raw / "empty.pdf").write_bytes(b"")
    assert main(["extract", str(raw), "--out", str(tmp_path / "out")]) == 1
    out = capsys.readouterr().out
    assert "empty.pdf: 文件是空的。重新下载。 The file is empty. Download it again." in out
    assert "2 reports" in out


def test_wrong_use_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(tmp_path / "nowhere"), "--out", str(tmp_path)]) == 2
    assert "nowhere is no folder" in capsys.readouterr().err
    assert main(["extract", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "holds no report. Put the files there" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert main(["check", str(tmp_path)]) == 2
    assert f"govreports run --raw {tmp_path} --out RESULTS" in capsys.readouterr().err
    assert main(["show", str(tmp_path)]) == 2
    assert "is a folder: name one file in it" in capsys.readouterr().err
    assert main(["check", str(tmp_path / "no.docx")]) == 2
    assert f"There is no {tmp_path / 'no.docx'}." in capsys.readouterr().err
    with pytest.raises(SystemExit) as error:
        main(["brief"])
    assert error.value.code == 2


def test_check_lists_what_fails(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["extract", str(raw), "--out", str(tmp_path / "out")])
    capsys.readouterr()
    assert main(["check", str(tmp_path / "out")]) == 0
    assert "行政复议: 各项结果之和 = 总计: 11 ≠ 0 (差 +11). [published]" in capsys.readouterr().out


def test_check_names_each_file_once_and_those_of_one_agency_and_year(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(raw / "huaian_hongze_qu_2023.pdf", raw / "copy.pdf")
    main(["extract", str(raw), "--out", str(tmp_path / "out")])
    capsys.readouterr()
    main(["check", str(tmp_path / "out")])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("huaian")] == [
        "huaian_hongze_qu_2023（淮安市洪泽区人民政府 2023）"
    ]
    assert (
        "同一机关同一年有 2 份 files of one agency and year: 淮安市洪泽区人民政府 2023: copy、huaian_hongze"
        in "".join(lines)
    )


def test_lab_does_not_open_the_installed_package_as_a_project(monkeypatch: pytest.MonkeyPatch) -> None:
    # From an empty folder JupyterLab came up inside site-packages, and a notebook was saved there.
    import govreports.runs.lab as of_lab

    package = Path(of_lab.__file__).parents[1]
    monkeypatch.setattr(of_lab, "notebooks", lambda: package / "notebooks")
    with pytest.raises(FileNotFoundError, match="There is no project here: govreports new my_briefing"):
        of_lab.lab()


def test_jupyterlab_ends_with_the_command_that_started_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import govreports.runs.lab as of_lab

    monkeypatch.setattr(of_lab, "command", lambda *_, **__: [sys.executable, "-c", "import time; time.sleep(60)"])
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()
    assert of_lab.lab(tmp_path) == -signal.SIGTERM


def test_lab_takes_a_port_and_opens_no_browser() -> None:
    asked = command(Path(__file__).parents[1], port=8899, browser=False)
    assert asked[-2:] == ["--port=8899", "--no-browser"]


def test_show_prints_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(RAW / "huaian_shi_2024.pdf")]) == 0
    out = capsys.readouterr().out
    assert "淮安市人民政府 2024" in out
    lines = out.splitlines()
    head = next(line for line in lines if line.startswith("column") and "尚未审结" in line)
    row = next(line for line in lines if line.startswith("行政复议"))
    assert row.split() == ["行政复议", "72", "64", "178", "37", "351"]
    assert wide(row) == wide(head)  # a number stands below its head, though a Chinese sign is two columns wide


def test_new_lays_out_a_project_and_writes_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "my_briefing"
    assert main(["new", str(place)]) == 0
    assert "my_briefing is ready. Put the reports into" in capsys.readouterr().out
    assert gr.read_folder(place / "data" / "raw", progress=False).agencies.empty
    assert (place / "README.md").read_text(encoding="utf-8").startswith("# my_briefing\n")
    notebook = json.loads((place / "notebooks" / "01_extract_and_check.ipynb").read_text(encoding="utf-8"))
    assert [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code" and cell["outputs"]] == []
    guide = (place / "notebooks" / "00_start_here.ipynb").read_text(encoding="utf-8")
    assert (place / "data" / "sample" / re.findall(r'file = \\"(.+?)\\"', guide)[0]).is_file()
    assert 'folder = \\"data/sample\\"' in guide
    (place / "README.md").write_text("mine", encoding="utf-8")
    assert main(["new", str(place)]) == 2
    assert "holds files already; nothing was written" in capsys.readouterr().err
    assert (place / "README.md").read_text(encoding="utf-8") == "mine"


def wide(line: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line)


def test_a_draft_is_checked_without_a_page_among_the_reports(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert main(["check", str(raw / "huaian_hongze_qu_2023.pdf")]) == 1
    assert (tmp_path / "work" / "huaian_hongze_qu_2023_check.html").is_file()
    assert {file.suffix for file in raw.iterdir()} == {".pdf"}


def test_excel_runs_no_text_as_a_formula(tmp_path: Path) -> None:
    import pandas as pd

    from govreports.files.csv_for_excel import write_csv

    table = pd.DataFrame(
        {"text": pd.array(["=1+1", "+3", "@x", "规章", None, "-18"], dtype="string"), "value": [-1] * 6}
    )
    write_csv(table, tmp_path / "t.csv")
    data = (tmp_path / "t.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\r\n")[1:7] == ["'=1+1,-1", "'+3,-1", "'@x,-1", "规章,-1", ",-1", "'-18,-1"]
