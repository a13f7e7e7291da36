"""What a rank and a sentence rest on: cases left out, cases that had gone the other way."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import govreports as gr
from govreports.dataset.data import Dataset
from govreports.measures.suppose import SupposeError, outcome_named, without

RAW = Path(__file__).parents[1] / "data" / "raw"


@cache
def sample() -> Dataset:
    return gr.read_folder(RAW, progress=False, only="*2024*")


def value(data: Dataset, report: str, item: str) -> float:
    cells = data.cells
    row = cells[(cells["report"] == report) & (cells["item"] == item) & (cells["column"] == "total")]
    return float(row["value"].iloc[0])


def test_three_cases_the_other_way_are_three_of_the_same_denominator() -> None:
    found = gr.what_if(sample(), "公开率", 2024, agency="洪泽区", other_way=3)
    assert found.supposed == "淮安市洪泽区人民政府 2024 年公开率的 3 件由否变是，其余指标照旧"
    assert any("59/95" in line for line in found.gone)
    assert any("62/95" in line for line in found.come)
    assert "not" not in str(found)


def test_ranks_stand_side_by_side_with_what_chance_leaves_open() -> None:
    ranks = gr.what_if(sample(), "公开率", 2024, agency="洪泽区", other_way=-30).ranks.set_index("agency")
    row = ranks.loc["淮安市洪泽区人民政府"]
    assert row["rank_if"] > row["rank"]
    assert row["rank_low"] <= row["rank"] <= row["rank_high"]


def test_one_applicants_cases_are_neither_received_nor_concluded_and_no_sum_breaks() -> None:
    found = gr.what_if(sample(), "公开率", 2024, agency="淮安市人民政府", without={"重复申请": 3})
    assert found.supposed == "淮安市人民政府 2024 年不计重复申请 3 件"
    assert any("1,816/3,047" in line for line in found.come)
    assert not any("†" in line for line in found.come)


def test_in_english_an_outcome_has_its_english_name() -> None:
    asked = {"agency": "淮安市人民政府", "without": {"重复申请": 1}, "lang": "en"}
    found = gr.what_if(sample(), "公开率", 2024, **asked)  # type: ignore[arg-type]
    assert found.supposed == "淮安市人民政府 2024 without 1 case of “Not processed: repeated”"


def test_without_queries_every_agency_loses_its_own_and_the_printed_data_stay() -> None:
    data = sample()
    before = data.cells.copy()
    then = without(data, {"denied_administrative_query": None})
    report = "huaian_shi_2024"
    queries = value(data, report, "denied_administrative_query")
    assert value(then, report, "denied_administrative_query") == 0
    assert value(then, report, "concluded") == value(data, report, "concluded") - queries
    assert value(then, report, "received") == value(data, report, "received") - queries
    pd.testing.assert_frame_equal(data.cells, before)


def test_where_nothing_changes_it_says_so() -> None:
    found = gr.what_if(sample(), "公开率", 2024, agency="洪泽区", without="要求提供公开出版物", lang="en")
    assert str(found).splitlines()[-1] == "No rank and no sentence changes."


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"agency": "洪泽区", "other_way": 90}, "59 of 95 cases, so \\+90 cannot have been"),
        ({"agency": "洪泽区", "without": {"重复申请": 500}}, "there are . cases of that result, not 500"),
        ({"other_way": 3}, "whose cases"),
        ({"agency": "洪泽区"}, "Nothing is supposed"),
        ({"without": "其他处"}, "there are"),
    ],
)
def test_what_cannot_have_been_is_refused(asked: dict[str, object], told: str) -> None:
    with pytest.raises(SupposeError, match=told):
        gr.what_if(sample(), "公开率", 2024, **asked)  # type: ignore[arg-type]


def test_a_result_row_is_known_by_its_label() -> None:
    assert outcome_named("重复申请") == "rejected_repeated"
    with pytest.raises(SupposeError, match="denied_state_secret"):
        outcome_named("没有这一行")
