"""What there is to settle, and how a decision goes on record (in a browser: ``test_review_browser.py``)."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from govreports.checks.cross import cross_checks
from govreports.dataset.build import build
from govreports.dataset.corrections import load_corrections
from govreports.dataset.data import Dataset
from govreports.dataset.records import FileRecord
from govreports.jupyter.review import Review, review
from govreports.jupyter.review_cases import cases
from govreports.reading.read_file import read_reports
from tests.figures_data import figures
from tests.shared import shared


@pytest.fixture(scope="module")
def hongze() -> tuple[Dataset, Path]:
    path = shared("reports/hongze_2023.pdf")
    return build(path.parent, [(path, FileRecord.of(read_reports(path), ()))]), path.parent


@pytest.fixture
def widget(hongze: tuple[Dataset, Path], tmp_path: Path) -> Review:
    return Review(*hongze, tmp_path / "corrections.csv", "王分析员")


def test_both_wrong_totals_of_hongze_are_to_be_settled(hongze: tuple[Dataset, Path]) -> None:
    found = cases(hongze[0])
    assert [(case.item, case.column, case.printed, case.suggestion) for case in found] == [
        ("reconsideration", "total", 0.0, 11.0),
        ("lawsuit_after_reconsideration", "total", 0.0, 5.0),
    ]
    assert found[0].reasons[0].startswith("推测 1: 合计漏填为0")


def test_a_doubtful_reading_is_to_be_settled_though_no_sum_fails() -> None:
    data = figures()
    cells = data.cells.copy()
    cells.loc[7, "flag"] = "ocr_low_confidence"
    data = replace(data, cells=cells, checks=cross_checks(data))
    (case,) = cases(data)
    assert case.reasons == ("读取存疑：图像识别把握不足。In doubt: the recogniser is not sure.",)
    assert case.suggestion is None


def test_the_picture_and_the_suggestion_are_shown(widget: Review) -> None:
    shown = widget.shown
    assert (shown["printed"], shown["suggestion"], shown["text"]) == ("0", "11", "0")
    assert shown["label"] == "行政复议/总计"
    assert shown["picture"].startswith("data:image/png;base64,")


def test_accept_correct_and_keep_go_on_record(widget: Review, tmp_path: Path) -> None:
    widget.act({"action": "accept"})
    assert widget.shown["label"] == "复议后起诉/总计"
    widget.act({"action": "correct", "value": "6", "reason": "电话核实"})
    record = load_corrections(tmp_path / "corrections.csv")
    assert record[["item", "printed", "corrected", "who"]].to_numpy().tolist() == [
        ["reconsideration", 0.0, 11.0, "王分析员"],
        ["lawsuit_after_reconsideration", 0.0, 6.0, "王分析员"],
    ]
    assert record["reason"].tolist()[1] == "电话核实"
    widget.act({"action": "previous"})
    widget.act({"action": "keep"})
    assert load_corrections(tmp_path / "corrections.csv")["corrected"].tolist() == [6.0, 0.0]


def test_what_is_settled_is_not_asked_again(widget: Review, hongze: tuple[Dataset, Path]) -> None:
    widget.act({"action": "keep"})
    assert [case.item for case in cases(hongze[0], widget.corrections)] == ["lawsuit_after_reconsideration"]


def test_a_value_that_was_published_anew_is_asked_again(widget: Review, hongze: tuple[Dataset, Path]) -> None:
    widget.act({"action": "keep"})
    data = hongze[0]
    cells = data.cells.copy()
    at = (cells["item"] == "reconsideration") & (cells["column"] == "total")
    cells.loc[at, "value"] = 2.0
    assert len(cases(replace(data, cells=cells), widget.corrections)) == 2


def test_what_is_no_number_is_not_recorded(widget: Review, tmp_path: Path) -> None:
    widget.act({"action": "correct", "value": "十一"})
    assert "不是数字" in widget.shown["notice"]
    widget.act({"action": "correct", "value": "1.5"})
    assert "has no decimals" in widget.shown["notice"]
    assert not (tmp_path / "corrections.csv").exists()


def test_nobody_decides_without_a_name(widget: Review, tmp_path: Path) -> None:
    widget.who = " "
    widget.act({"action": "keep"})
    assert "姓名" in widget.shown["notice"]
    assert not (tmp_path / "corrections.csv").exists()


def test_the_walk_stops_at_its_ends(widget: Review) -> None:
    widget.act({"action": "previous"})
    assert widget.shown["position"].startswith("1 / 2")
    for _ in range(5):
        widget.act({"action": "next"})
    assert widget.shown["position"].startswith("2 / 2")


def test_a_folder_without_these_reports_is_refused_one_with_their_names_in_gbk_is_not(tmp_path: Path) -> None:
    reports = pd.DataFrame({"report": ["年报"], "path": ["年报.pdf"]})
    data = replace(Dataset(), reports=Dataset().reports.merge(reports, how="right"))
    with pytest.raises(NotADirectoryError, match="None of the 1 reports lies in"):
        review(data, tmp_path)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "年报.pdf".encode("gb18030"))).write_bytes(b"")
    assert review(data, tmp_path).shown["done"]


def test_nothing_in_doubt(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    found = review(Dataset(), tmp_path / "raw")
    assert found.shown["done"]
    found.act({"action": "accept"})
    assert found.shown["done"]
