"""The questions asked most take one line each: dataset or frame, names in Chinese, errors that name the next step."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govreports as gr
from govreports.measures.comparison import NotComparableError
from govreports.measures.definitions import DefinitionError, definitions
from govreports.measures.names import indicator_named
from tests.figures_data import figures


@pytest.fixture(scope="module")
def rates() -> pd.DataFrame:
    return gr.indicators(figures(), ["公开率", "败诉率"])


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_chinese_name_is_as_good_as_an_id(rates: pd.DataFrame) -> None:
    assert rates["indicator"].unique().tolist() == ["disclosure_rate", "lawsuit_loss_rate"]
    assert gr.ranks(rates, "公开率", 2024, applicant="总计").equals(gr.ranks(rates, "disclosure_rate", 2024))
    assert gr.panel(figures(), "办结率", cells=False).columns[-1] == "i_completion_rate"


@given(st.sampled_from(sorted(definitions().values(), key=lambda one: one.id)))
def test_every_indicator_is_found_by_its_id_and_by_both_its_names(one) -> None:  # type: ignore[no-untyped-def]
    assert {indicator_named(name) for name in (one.id, one.zh, one.en)} == {one.id}


def test_a_name_of_several_indicators_is_not_guessed() -> None:
    with pytest.raises(DefinitionError, match=r"“复议” 可指多个指标.*reconsideration_decided（行政复议审结数）"):
        gr.indicators(figures(), "复议")
    with pytest.raises(DefinitionError, match=r"没有指标“公开綠”.*gr.catalogue\(\) lists them all"):
        gr.indicators(figures(), "公开綠")


# ── questions ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_which_agency_loses_most_lawsuits_and_is_it_real() -> None:
    found = gr.ranks(figures(), "败诉率")
    first = found.iloc[0]
    assert first["year"] == 2025
    assert (first["rank"], first["rank_low"], first["rank_high"]) == (1, 1, len(found))  # no: it may as well be last
    assert found.attrs["notes"][0].zh.startswith("为避免重复计算（上级报告可能含下级），未列：")


def test_how_the_rate_of_a_city_and_of_its_parts_went() -> None:
    moved = gr.change(figures(), 2023, 2024, indicator="公开率", agency="平潭综合实验区管委会")
    assert "pingtan_guanweihui" in moved["agency_id"].tolist()
    assert moved["agency_id"].str.startswith("pingtan").all()
    assert len(moved) > 5
    assert set(gr.trend(figures(), indicator="公开率", agency="pingtan_guanweihui")["indicator"]) == {"disclosure_rate"}


def test_a_chart_of_one_agency_over_the_years_shows_that_agency() -> None:
    # The README's own line drew all 17 agencies.
    line = gr.charts.trend(figures(), "公开率", agency="淮安市洪泽区")
    assert line.numbers["agency"].unique().tolist() == ["淮安市洪泽区人民政府"]
    assert "淮安市洪泽区人民政府（62%）" in gr.charts.compare(figures(), "公开率", 2024, agency="淮安市洪泽区").heading


def test_who_has_not_reported() -> None:
    missing = gr.not_reported(figures(), 2024)
    assert missing["state"].unique().tolist() == ["missing"]
    assert set(missing["year"]) == {2024}


def test_a_frame_and_its_dataset_give_the_same(rates: pd.DataFrame) -> None:
    by_level = gr.aggregate(figures(), by="level", indicator="公开率")
    assert by_level.equals(gr.aggregate(rates[rates["indicator"] == "disclosure_rate"], figures(), "level"))
    assert gr.funnel(figures(), "公开率").points.equals(gr.funnel(rates, "公开率", 2025).points)
    assert gr.pool(figures(), indicator="公开率").equals(gr.pool(rates, indicator="公开率"))
    assert gr.follow(figures()).shape[0] == len(gr.indicators(figures()))


# ── errors name the next step ───────────────────────────────────────────────────────────────────────────────────────
def test_an_error_says_what_to_type_instead(rates: pd.DataFrame) -> None:
    data = figures()
    calls: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: gr.ranks(data), r"name the one to compare by indicator=…: '"),
        (lambda: gr.ranks(rates, "公开率"), r"name the one to compare by year=…: 20"),
        (lambda: gr.change(data, "公开率"), "name the indicator as indicator='公开率'"),  # type: ignore[arg-type]
        (lambda: gr.change(data.cells), r"Give the dataset, or what gr.indicators\(data\) returned"),
        (lambda: gr.pool(data), r"gr.catalogue\(\) says which add up"),
        (lambda: gr.ranks(rates, "公开率", 1999), "no row with year 1999; it holds 20"),
    )
    for call, step in calls:
        with pytest.raises(NotComparableError, match=step):
            call()
    with pytest.raises(ValueError, match=r"No single agency fits '上海'; there are: .*淮安市"):
        gr.change(rates, agency="上海")
    with pytest.raises(ValueError, match=r"give the dataset too, aggregate\(frame, data\)"):
        gr.aggregate(rates)
