"""Four wrong numbers that the public interface must not let anyone make: each test tries to make one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Literal

import pandas as pd
import pytest

from govreports.measures.change import change, trend
from govreports.measures.comparison import DoubleCountingError, NotComparableError
from govreports.measures.compute import indicators
from govreports.measures.funnel import Funnel, funnel
from govreports.measures.groups import aggregate, peers
from govreports.measures.panel import panel
from govreports.measures.pool import pool
from govreports.measures.ranks import ranks, two_denominators
from govreports.measures.shrink import shrink
from tests.figures_data import dataset, figures

COMPARISONS: list[Callable[..., Any]] = [aggregate, change, funnel, pool, ranks, shrink, trend, two_denominators]


@pytest.fixture(scope="module")
def every() -> pd.DataFrame:
    return indicators(figures())


# ── the mean of rates ───────────────────────────────────────────────────────────────────────────────────────────────
def test_no_comparison_offers_a_mean() -> None:
    for function in COMPARISONS:
        names = set(inspect.signature(function).parameters)
        assert not names & {"how", "agg", "func", "statistic", "weights", "average"}


def test_a_group_has_the_sum_over_the_sum_and_not_the_mean_of_its_rates(every: pd.DataFrame) -> None:
    rows = every[(every["indicator"] == "disclosure_rate") & (every["year"] == 2024)]
    found = aggregate(rows, figures(), "level").set_index("group")["value"]
    assert found["市"] == (1816 + 1902) / (3050 + 3521)
    assert found["市"] != pytest.approx((1816 / 3050 + 1902 / 3521) / 2, abs=1e-6)


def test_rates_without_their_numerators_are_not_taken(every: pd.DataFrame) -> None:
    rates = every[["report", "agency", "agency_id", "year", "indicator", "value", "part_of", "used"]]
    for call in (
        lambda: aggregate(rates, figures(), "level"),
        lambda: pool(rates),
        lambda: change(rates),
        lambda: funnel(rates, "disclosure_rate", 2024),
        lambda: ranks(rates, "disclosure_rate", 2024),
    ):
        with pytest.raises(NotComparableError, match="numerators and denominators, never of rates"):
            call()


def test_a_wide_panel_of_rates_is_no_input_of_a_comparison() -> None:
    with pytest.raises(NotComparableError, match="no column"):
        aggregate(panel(figures()), figures(), "level")


# ── joining across a break ──────────────────────────────────────────────────────────────────────────────────────────
def test_no_difference_trend_or_sum_joins_two_segments(every: pd.DataFrame) -> None:
    segment = every.set_index(["report", "indicator"])["segment"]
    moved = change(every).dropna(subset=["difference"])
    start = segment.loc[list(zip(moved["report_from"], moved["indicator"], strict=True))].tolist()
    end = segment.loc[list(zip(moved["report_to"], moved["indicator"], strict=True))].tolist()
    assert start == end
    assert len(moved) > 1000
    for first in range(2019, 2025):
        for last in range(first + 1, 2026):
            across = change(every[every["indicator"] == "lawsuit_loss_rate"], first, last)
            if first < 2024 <= last:
                assert across["difference"].isna().all()
    lines = trend(every)
    assert not lines.duplicated(["agency_id", "indicator", "applicant", "segment"]).any()
    spans = lines[lines["indicator"] == "penalties_decisions"]
    assert not ((spans["year_from"] <= 2020) & (spans["year_to"] >= 2021)).any()


def test_pooling_all_years_leaves_each_segment_its_own_row(every: pd.DataFrame) -> None:
    found = pool(every[every["indicator"] == "penalties_decisions"])
    row = found[found["agency_id"] == "pingtan_guanweihui"].set_index("segment")["numerator"]
    assert row["regulations_2008/disclosure 2019"] == 430 + 538
    assert row["regulations_2008/disclosure 2021"] == 1282 + 2113 + 1330 + 1100 + 644


# ── adding a parent to its parts ────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("by", [None, "region"])
def test_the_committee_is_never_added_to_its_departments(every: pd.DataFrame, by: str | None) -> None:
    rows = every[every["region" if by is None and "region" in every else "agency_id"].str.startswith("pingtan")]
    with pytest.raises(DoubleCountingError, match=r"平潭综合实验区\S+ \(pingtan_\w+\) is part of 平潭综合实验区管委会"):
        aggregate(rows, figures(), by)


def test_a_group_of_the_users_own_cannot_hold_a_grandparent_and_its_grandchild(every: pd.DataFrame) -> None:
    reports = figures().reports.copy()
    reports.loc[reports["report"] == "shuyang_fagaiju_2023", "year"] = 2024
    group = {"suqian_shi": "宿迁", "shuyang_fagaiju": "宿迁"}
    rows = every[every["agency_id"].isin(list(group))].assign(year=2024).drop_duplicates(["agency_id", "indicator"])
    with pytest.raises(DoubleCountingError, match=r"shuyang_fagaiju.*suqian_shi"):
        aggregate(rows, figures(), group)


def test_no_funnel_rank_or_prior_is_made_of_a_parent_beside_its_parts(every: pd.DataFrame) -> None:
    rows = every[every["agency_id"].str.startswith("pingtan")]
    for compare in (funnel, ranks, shrink):
        found: Funnel | pd.DataFrame = compare(rows, "disclosure_rate", 2024)
        points = found.points if isinstance(found, Funnel) else found
        assert "pingtan_guanweihui" not in points["agency_id"].tolist()


def test_two_reports_for_one_year_are_not_added_either() -> None:
    reports = [
        {"report": name, "agency": "甲局", "year": 2024, "edition": "2021", "published": day}
        for name, day in (("first", "2025-01-20"), ("again", "2025-02-20"))
    ]
    cells = [
        {"report": name, "table": "applications", "item": "received", "column": "total", "value": value}
        | {"state": "number"}
        for name, value in (("first", 5.0), ("again", 6.0))
    ]
    agencies = pd.DataFrame({"id": ["jia"], "name": ["甲局"], "level": ["部门"]})
    data = dataset(reports, cells, agencies)
    row = aggregate(indicators(data, "received"), data, "level").iloc[0]
    assert (row["value"], row["counted"]) == (6, 1)


def test_a_frame_glued_to_itself_is_refused(every: pd.DataFrame) -> None:
    rows = every[every["agency_id"].isin(peers(figures(), level="市"))]
    twice = pd.concat([rows, rows])
    calls: tuple[Callable[[], object], ...] = (
        lambda: ranks(twice, "disclosure_rate", 2024),
        lambda: aggregate(twice, figures(), "level"),
        lambda: pool(twice[twice["indicator"] == "disclosure_rate"]),
        lambda: change(twice),
    )
    for call in calls:
        with pytest.raises(NotComparableError, match="stands more than once"):
            call()


# ── a share above 1 ─────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("basis", ["printed", "summed", "corrected"])
def test_no_share_of_a_real_report_exceeds_1_on_any_basis(basis: Any) -> None:
    blanks: tuple[Literal["zero"] | None, ...] = (None, "zero")
    for blank in blanks:
        rows = indicators(figures(), basis=basis, blank=blank, by="applicant")
        shares = rows[rows["kind"].isin(["share", "yes_no"])]
        assert shares["value"].dropna().between(0, 1).all()
        assert shares["high"].dropna().le(1).all()
        above = shares[shares["numerator"] > shares["denominator"]]
        assert above["value"].isna().all()
        assert above["flags"].str.contains("above_denominator").all()
        if basis == "printed":
            assert len(above) > 0


def test_a_numerator_above_its_denominator_does_not_enter_a_sum(every: pd.DataFrame) -> None:
    # 农业农村局 2025 prints 6 granted of 0 concluded.
    rows = every[(every["indicator"] == "granted_share") & every["agency_id"].isin(["pingtan_nyn", "pingtan_jjp"])]
    found = aggregate(rows[rows["year"] == 2025], figures(), "parent").iloc[0]
    assert (found["counted"], found["reported"]) == (1, 2)
    assert "平潭综合实验区农业农村局" in found["missing"]
    assert found["value"] <= 1
