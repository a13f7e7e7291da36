"""A dataset on disk is one whole or none, and says what is damaged."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import govreports as gr
from govreports.dataset import store
from govreports.dataset.data import FRAMES, Dataset, load
from govreports.dataset.extract import extract
from govreports.dataset.manifest import DatasetError
from govreports.dataset.output_lock import OutputInUseError, output_lock
from govreports.dataset.settings import DatasetSettings
from govreports.sources.file_limits import Limits
from tests.conftest import RAW
from tests.stopped import Stop, stopping


def version(number: int) -> Dataset:
    """A dataset of which every frame that has rows says which it is."""
    from govreports.columns import CELL_COLUMNS, KEY_COLUMNS, REPORT_COLUMNS, frame

    reports = [[f"r{n}", f"v{number}", 2020 + n, *[None] * (len(REPORT_COLUMNS) - 3)] for n in range(3)]
    cells = [[f"r{n}", f"v{number}", 2020 + n, "applications", "received", "total", *[None] * 12] for n in (2, 0, 1)]
    return Dataset(reports=frame(reports, REPORT_COLUMNS), cells=frame(cells, KEY_COLUMNS | CELL_COLUMNS))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def seen(data: Dataset) -> set[str]:
    return set(data.reports["agency"]) | set(data.cells["agency"])


def test_what_is_saved_comes_back_frame_by_frame(tmp_path: Path, sample: Dataset) -> None:
    sample.save(tmp_path)
    back = gr.load(tmp_path)
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(back, name), getattr(sample, name))
    assert repr(back) == repr(sample)
    changed = replace(back, problems=back.problems.head(0))
    assert changed.cells.equals(sample.cells)


def test_a_frame_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    version(1).save(tmp_path)
    data = gr.load(tmp_path)
    assert "cells" not in vars(data)
    assert len(data.cells) == 3
    assert "cells" in vars(data)
    with pytest.raises(AttributeError, match="no 'rows'"):
        data.rows  # noqa: B018


def test_a_small_dataset_lies_there_as_csv_and_a_large_one_only_where_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version(1).save(tmp_path / "small")
    assert {"cells.csv", "reports.csv", "cells.parquet", "dataset.json"} <= names(tmp_path / "small")
    monkeypatch.setattr(store, "SETTINGS", DatasetSettings(csv_rows=2))
    version(1).save(tmp_path / "large")
    assert {name for name in names(tmp_path / "large") if not name.startswith((".", "tables-"))} == {"dataset.json"}
    version(1).save(tmp_path / "asked", csv=True)
    assert (tmp_path / "asked" / "cells.csv").read_bytes() == (tmp_path / "small" / "cells.csv").read_bytes()


def test_sql_answers_from_disk_and_from_memory_alike(tmp_path: Path) -> None:
    query = "select agency, count(*) as n from cells join reports using (report, agency) group by agency"
    version(7).save(tmp_path)
    for data in (version(7), load(tmp_path)):
        assert data.sql(query).to_dict("records") == [{"agency": "v7", "n": 3}]
        with pytest.raises(ValueError, match="cannot be answered"):
            data.sql("select nothing from nowhere")


def test_the_same_tables_are_the_same_bytes_and_nothing_is_left_over(tmp_path: Path) -> None:
    for _ in range(2):
        version(1).save(tmp_path / "a")
        version(2).save(tmp_path / "b")
        version(1).save(tmp_path / "b")

    def content(folder: Path) -> dict[str, bytes]:
        return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}

    assert content(tmp_path / "a") == content(tmp_path / "b")
    assert not list(tmp_path.rglob(".draft-*"))


@pytest.mark.parametrize("damage", ["cut", "changed", "gone", "manifest", "schema", "row"])
def test_what_is_damaged_says_so_with_the_remedy(tmp_path: Path, damage: str) -> None:
    version(1).save(tmp_path)
    (file,) = tmp_path.glob("tables-*/cells.parquet")
    manifest = tmp_path / "dataset.json"
    whole = file.read_bytes()
    if damage == "cut":
        file.write_bytes(whole[:-9])
    elif damage == "changed":
        file.write_bytes(whole.replace(b"v1", b"v2"))
    elif damage == "gone":
        file.unlink()
    elif damage == "manifest":
        manifest.write_bytes(manifest.read_bytes()[:99])
    elif damage == "schema":
        manifest.write_text(manifest.read_text().replace('"schema": 1', '"schema": 99'))
    else:
        manifest.write_text(json.dumps({"schema": 1, "generation": "a", "parts": {"x": {"rows": 1}}}))
    with pytest.raises(DatasetError, match="Run govreports extract"):
        _ = load(tmp_path).cells
    version(1).save(tmp_path)
    assert seen(load(tmp_path)) == {"v1"}


def test_tables_of_a_version_before_the_manifest_are_opened(tmp_path: Path) -> None:
    data = version(3)
    for name in FRAMES:
        getattr(data, name).to_parquet(tmp_path / f"{name}.parquet", index=False)
    assert seen(load(tmp_path)) == {"v3"}
    version(4).save(tmp_path)
    assert seen(load(tmp_path)) == {"v4"}


def test_a_dataset_is_saved_in_a_folder_not_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "results.xlsx").touch()
    with pytest.raises(NotADirectoryError, match=r"results\.xlsx is a file: name a folder for the results"):
        Dataset().save(tmp_path / "results.xlsx")


def test_a_save_that_is_stopped_at_any_step_leaves_the_old_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every call that changes names in the folder is a place to stop; a save makes some 40."""
    calls = [(Path, "rename"), (Path, "replace"), (Path, "unlink"), (shutil, "rmtree")]
    for after in count():
        version(1).save(tmp_path)
        done = False
        with monkeypatch.context() as patch, suppress(Stop):
            stopping(calls, after, patch)
            version(2).save(tmp_path)
            done = True
        assert len(seen(load(tmp_path))) == 1
        copies = [file for name in ("reports", "cells") if (file := tmp_path / f"{name}.csv").is_file()]
        assert len({b"v2" in file.read_bytes() for file in copies}) < 2
        if done:
            break
    assert after > 20
    assert seen(load(tmp_path)) == {"v2"}
    assert not list(tmp_path.glob(".draft-*"))


def test_what_a_killed_run_left_goes_with_the_next_though_nothing_is_new(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    shutil.copy(RAW / "huaian_shi_2024.pdf", raw)
    extract(raw, out)
    (out / ".draft-killed").mkdir()
    extract(raw, out)
    assert not list(out.rglob(".draft-*"))


def _hold(folder: str, ready: Any) -> None:
    with output_lock(Path(folder)):
        ready.set()
        time.sleep(60)


def test_the_second_run_is_told_who_holds_the_folder_and_a_killed_one_frees_it(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Event()
    other = spawn.Process(target=_hold, args=(str(tmp_path), ready))
    other.start()
    assert ready.wait(60)
    with pytest.raises(OutputInUseError, match=f"being written by process {other.pid}"), output_lock(tmp_path, 0.1):
        pass
    other.kill()
    other.join()
    with output_lock(tmp_path, 5), output_lock(tmp_path, 5):
        pass


def test_nothing_is_computed_where_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.pdf").write_bytes((RAW / "huaian_shi_2024.pdf").read_bytes())
    first = extract(raw, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    with monkeypatch.context() as patch:
        patch.setattr("govreports.dataset.extract.build", None)
        assert extract(raw, out).cells.equals(first.cells)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == before
    (tmp_path / "agencies.csv").write_text("id,name\nhuaian,淮安市人民政府\n", encoding="utf-8")
    assert extract(raw, out).reports["agency_id"].tolist() == ["huaian"]


def test_a_fault_in_the_corrections_is_said_and_everything_else_is_saved(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.pdf").write_bytes((RAW / "huaian_shi_2024.pdf").read_bytes())
    (tmp_path / "corrections.csv").write_text("report,table\na,applications\n", encoding="utf-8")
    data = extract(raw, tmp_path / "out")
    assert data.problems["code"].tolist() == ["corrections_faulty"]
    assert "line 1: column item, column" in data.problems["reason"].iloc[0]
    assert len(data.cells) == 200
    assert "corrections.csv" in caplog.text


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_file_name_in_gbk_or_with_controls_is_written_out(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    content = (RAW / "huaian_shi_2024.pdf").read_bytes()
    for name in ("年报".encode("gb18030") + b".pdf", b"a\x1b[2Jb.pdf", b"c\xff.pdf"):
        Path(os.fsdecode(os.fsencode(raw) + b"/" + name)).write_bytes(content)
    data = extract(raw, tmp_path / "out")
    assert data.reports["report"].tolist() == ["a\\x1b[2Jb", "c\\xff", "年报"]
    assert data.problems.empty


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_run_that_is_killed_is_taken_up_and_ends_with_the_same_bytes(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for file in sorted(RAW.glob("huaian*.pdf"))[:3]:
        shutil.copy(file, raw)
    command = [sys.executable, "-m", "govreports.cli", "extract", str(raw), "--out", str(tmp_path / "out")]
    environment = os.environ | {"GOVREPORTS_CACHE": str(tmp_path / "cache")}
    run = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.7)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode < 2
    whole = extract(raw, tmp_path / "whole")
    resumed, at_once = (
        {file.name: file.read_bytes() for file in (tmp_path / out).glob("*.csv")} for out in ("out", "whole")
    )
    assert "cells.csv" in resumed
    assert resumed == at_once
    assert len(whole.reports) == 3


def test_the_limits_decide_what_is_read_anew(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("本年度收到申请12件\n" * 30, encoding="utf-8")
    assert gr.read_folder(raw, progress=False, limits=Limits(cells=9)).problems["code"].tolist() == ["too_large"]
    assert gr.read_folder(raw, progress=False).problems["code"].tolist() == ["no_form"]
