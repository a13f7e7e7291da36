"""The sample data in data/raw, read as a user reads it, equals the figures that it was set from."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import govreports as gr
from tests.printed import failing_identities, printed

IDENTITIES = ["balance", "results_sum", "applicants_sum", "outcomes_sum"]


def test_all_82_reports_are_read(sample: gr.Dataset) -> None:
    assert len(sample.reports) == 82
    assert set(sample.problems["code"]) == {"rows_left_out"}  # 规章 most of all, by departments that make none
    assert len(sample.problems) == 15
    assert sample.reports["agency"].nunique() == 21
    assert sample.reports["flag"].isna().all()


def test_every_cell_equals_the_figures(sample: gr.Dataset) -> None:
    truth = {(report, *key): value for report, cells in printed().items() for key, value in cells.items()}
    rows = sample.cells[["report", "table", "item", "column", "value"]].astype(object)
    read = {tuple(row[:4]): None if pd.isna(row[4]) else float(row[4]) for row in rows.itertuples(index=False)}
    assert {
        key: (truth.get(key), value) for key, value in read.items() if key not in truth or truth[key] != value
    } == {}
    assert {key for key, value in truth.items() if value is not None} - read.keys() == set()
    assert sample.cells["flag"].isna().all()


def test_the_61_failing_identities_in_18_reports_and_no_other(sample: gr.Dataset) -> None:
    expected = {(report, *failing) for report, cells in printed().items() for failing in failing_identities(cells)}
    failed = sample.checks[sample.checks["status"] == "fail"]
    assert sorted(failed["check"].unique()) == sorted(IDENTITIES)
    place = failed["column"].where(failed["check"].isin(["balance", "results_sum"]), failed["item"])
    found = set(zip(failed["report"], failed["check"], failed["table"], place, strict=True))
    assert found == expected
    assert len(failed) == 61
    assert failed["report"].nunique() == 18
    assert (failed["cause"] == "published").all()


def test_one_row_an_identity(sample: gr.Dataset) -> None:
    own = sample.checks[sample.checks["check"].isin(IDENTITIES)]
    edition = sample.reports.set_index("report")["table_edition"].str.contains('"applications": "2019"')
    counts = own.groupby("report").size()
    assert (counts[edition[edition].index] == 37 + 3).all()
    assert (counts[edition[~edition].index] == 39 + 3).all()


def test_a_blank_operand_is_unknown_never_a_failure(sample: gr.Dataset) -> None:
    unknown = sample.checks[(sample.checks["status"] == "unknown") & sample.checks["check"].isin(IDENTITIES)]
    assert (unknown["left"].isna() | unknown["right"].isna()).all()
    assert unknown["delta"].isna().all()


def test_a_dataset_comes_back_from_disk_as_it_was(sample: gr.Dataset, tmp_path: Path) -> None:
    again = gr.load(sample.save(tmp_path))
    for part in ("reports", "cells", "checks", "problems", "sections", "agencies"):
        pd.testing.assert_frame_equal(getattr(again, part), getattr(sample, part))


def test_same_files_same_bytes_whatever_the_number_of_workers(
    sample: gr.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.conftest import RAW

    monkeypatch.setenv("GOVREPORTS_CACHE", str(tmp_path / "empty"))
    alone = gr.read_folder(RAW, progress=False, workers=1)
    one, other = alone.save(tmp_path / "one"), sample.save(tmp_path / "other")
    for file in sorted(path for path in one.rglob("*") if path.is_file()):
        assert file.read_bytes() == (other / file.relative_to(one)).read_bytes(), file.name


def test_without_agencies_no_empty_list_of_them_is_written(tmp_path: Path) -> None:
    gr.Dataset().save(tmp_path)
    assert not (tmp_path / "agencies.csv").exists()
    assert gr.load(tmp_path).agencies.empty
