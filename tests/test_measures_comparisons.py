"""Ranks, shrinkage, change, trend, pooling and groups on what real agencies printed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from govreports.measures.change import change, trend
from govreports.measures.comparison import NotComparableError
from govreports.measures.compute import indicators
from govreports.measures.groups import aggregate, peers
from govreports.measures.intervals import difference, wilson
from govreports.measures.pool import pool
from govreports.measures.ranks import ranks, two_denominators
from govreports.measures.shrink import likely_priors, shrink
from tests.benchmarks.fairness import coverage, rank_coverage, shrinkage_coverage
from tests.figures_data import dataset, figures


@pytest.fixture(scope="module")
def every() -> pd.DataFrame:
    return indicators(figures())


@pytest.fixture(scope="module")
def departments(every: pd.DataFrame) -> pd.DataFrame:
    return every[every["agency_id"].isin(peers(figures(), parent="pingtan_guanweihui"))]


def of(rows: pd.DataFrame, **wanted: object) -> pd.Series:
    """Return the only row with these values."""
    for name, value in wanted.items():
        rows = rows[(rows[name] == value).fillna(False)]
    assert len(rows) == 1
    return rows.iloc[0]


# ── change ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_suqian_disclosed_ten_points_more_in_2024(every: pd.DataFrame) -> None:
    row = of(change(every, 2023, 2024), agency_id="suqian_shi", indicator="disclosure_rate")
    moved, low, high = difference(1519 / 3486, wilson(1519, 3486), 1902 / 3521, wilson(1902, 3521))
    assert (row["difference"], row["difference_low"], row["difference_high"]) == (moved, low, high)
    assert round(row["difference"] * 100, 1) == 10.4
    assert bool(row["clear"])
    assert str(row["relative"]) == "<NA>"


def test_hongze_received_21_then_95_which_is_352_percent_more(every: pd.DataFrame) -> None:
    row = of(change(every, 2023, 2024), agency_id="huaian_hongze_qu", indicator="received")
    assert (row["value_from"], row["value_to"], row["difference"]) == (21, 95, 74)
    assert row["relative"] == pytest.approx(95 / 21 - 1)
    exact = stats.binomtest(95, 116).proportion_ci(0.95, method="wilson")
    assert row["relative_low"] == pytest.approx(exact.low / (1 - exact.low) - 1)


def test_no_difference_crosses_the_change_of_the_form_or_of_the_law(every: pd.DataFrame) -> None:
    moved = change(every)
    cut = moved[moved["flags"].fillna("").str.contains("break")]
    assert cut["difference"].isna().all()
    assert cut["relative"].isna().all()
    pingtan = cut[cut["agency_id"] == "pingtan_guanweihui"]
    years = pingtan.groupby("indicator")["year_to"].agg(list)
    assert years["penalties_decisions"] == [2021]
    assert years["lawsuit_loss_rate"] == [2020, 2024]
    assert years["received"] == [2020, 2021]
    assert years["disclosure_rate"] == [2020]  # 2019 holds the old rules and the new


def test_each_pair_of_years_is_of_one_agency(every: pd.DataFrame) -> None:
    moved = change(every)
    assert (moved["year_from"] < moved["year_to"]).all()
    first = moved["report_from"].str.rsplit("_", n=1).str[0]
    assert (first == moved["report_to"].str.rsplit("_", n=1).str[0]).all()


def test_a_year_without_a_report_is_said() -> None:
    reports = [{"report": f"a_{year}", "agency": "甲局", "year": year, "edition": "2021"} for year in (2022, 2024)]
    cells = [
        {"report": f"a_{year}", "table": "applications", "item": "received", "column": "total", "value": 9.0}
        | {"state": "number"}
        for year in (2022, 2024)
    ]
    row = change(indicators(dataset(reports, cells, pd.DataFrame()), "received")).iloc[0]
    assert (row["year_from"], row["year_to"], bool(row["gap"])) == (2022, 2024, True)


def test_a_share_that_is_missing_in_one_year_has_no_difference(every: pd.DataFrame) -> None:
    row = of(change(every, 2023, 2024), agency_id="pingtan_czj", indicator="disclosure_rate")
    assert "no_cases" in row["flags"]
    assert str(row["difference"]) == "<NA>"


def test_with_two_years_the_slope_is_the_difference(every: pd.DataFrame) -> None:
    row = of(trend(every), agency_id="suqian_shi", indicator="disclosure_rate")
    assert row["slope"] == pytest.approx(row["difference"])
    assert row["slope_low"] == pytest.approx(row["difference_low"])


def test_the_slope_over_years_is_that_of_least_squares(every: pd.DataFrame) -> None:
    row = of(trend(every), agency_id="pingtan_guanweihui", indicator="disclosure_rate")
    values = [13 / 21, 35 / 69, 30 / 75, 42 / 81, 100 / 218, 71 / 148]
    assert row["slope"] == pytest.approx(np.polyfit(np.arange(2020, 2026), values, 1)[0])
    assert row["years"] == 6  # 2019, which holds old rules and new, stands apart
    assert not row["clear"]


# ── years pooled ────────────────────────────────────────────────────────────────────────────────────────────────────
def test_pooled_years_are_sums_over_sums(every: pd.DataFrame) -> None:
    found = pool(every[every["indicator"] == "disclosure_rate"], [2023, 2024])
    row = of(found, agency_id="suqian_shi")
    assert (row["numerator"], row["denominator"]) == (1519 + 1902, 3486 + 3521)
    assert row["value"] == (1519 + 1902) / (3486 + 3521)
    assert row["value"] != (1519 / 3486 + 1902 / 3521) / 2
    assert row["years"] == "2023;2024"


def test_years_before_and_after_a_break_are_pooled_apart(every: pd.DataFrame) -> None:
    found = pool(every[every["indicator"] == "reconsideration_correction_rate"])
    years = found[found["agency_id"] == "pingtan_guanweihui"].set_index("segment")["years"].to_dict()
    assert years == {
        "regulations_2019 mixed": "2019",
        "regulations_2019": "2020;2021;2022;2023",
        "reconsideration_law_2024": "2024;2025",
    }


STOCKS = ["backlog_rate", "lawsuit_total", "reconsideration_pending", "accepted", "carried_out",
          "normative_documents_in_force", "lawsuits_per_100_concluded"]  # fmt: skip


@pytest.mark.parametrize("stock", STOCKS)
def test_what_is_carried_over_or_pending_is_never_added_over_years(every: pd.DataFrame, stock: str) -> None:
    with pytest.raises(NotComparableError, match=stock):
        pool(every[every["indicator"] == stock])


# ── groups ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_cities_of_2024_together_with_their_coverage(every: pd.DataFrame) -> None:
    rows = every[every["indicator"].isin(["disclosure_rate", "received_per_100k"])]
    found = aggregate(rows, figures(), "level")
    row = of(found, group="市", year=2024, indicator="disclosure_rate")
    assert (row["numerator"], row["denominator"]) == (1816 + 1902, 3050 + 3521)
    assert (row["counted"], row["reported"], row["expected"]) == (2, 2, 2)
    rate = of(found, group="市", year=2024, indicator="received_per_100k")
    assert rate["value"] == pytest.approx((3119 + 3525) / (4556230 + 4986192) * 100_000)
    before = of(found, group="市", year=2023, indicator="disclosure_rate")
    assert (before["counted"], before["expected"], before["missing"]) == (1, 2, "淮安市人民政府")


def test_the_share_of_departments_without_any_application(departments: pd.DataFrame) -> None:
    rows = departments[departments["indicator"] == "no_applications"]
    row = of(aggregate(rows, figures(), "parent"), year=2024)
    # 海坛、农业农村、综合执法 print 0 received in 2024 (the first two although their applicants add to more).
    assert (row["numerator"], row["denominator"], row["value"]) == (3, 12, 0.25)


def test_groups_are_compared_over_years_as_agencies_are(every: pd.DataFrame) -> None:
    rows = every[every["indicator"] == "disclosure_rate"]
    row = of(change(aggregate(rows, figures(), "level"), 2023, 2024), agency="部门")
    assert (row["n_from"], row["n_to"]) == (71, 185)
    assert "incomplete" in row["flags"]


def test_a_group_that_holds_the_parents_of_another_is_left_out_and_named(every: pd.DataFrame) -> None:
    levels = aggregate(every[every["indicator"] == "disclosure_rate"], figures(), "level")
    with pytest.raises(NotComparableError, match=r"1 of 2 agencies needed .* \(县, 市 left out"):
        ranks(levels, "disclosure_rate", 2024)


def test_unlike_editions_of_table_2_are_not_added_up() -> None:
    rows = indicators(figures(), "penalties_decisions")
    group = dict.fromkeys(["pingtan_htp", "pingtan_jjf"], "二者")
    row = of(aggregate(rows, figures(), group), year=2021)
    assert (str(row["value"]), row["flags"]) == ("<NA>", "break")


def test_peers_by_level_region_parent_size_and_list() -> None:
    data = figures()
    assert peers(data, level="市") == ["huaian_shi", "suqian_shi"]
    assert peers(data, region="江苏省", level="县") == ["huaian_hongze_qu", "shuyang_xian"]
    assert len(peers(data, parent="pingtan_guanweihui")) == 12
    assert peers(data, population=(4.8e6, 6e6)) == ["suqian_shi"]
    with pytest.raises(NotComparableError, match="no id nobody"):
        peers(data, ids=["nobody"])


# ── ranks and shrinkage ─────────────────────────────────────────────────────────────────────────────────────────────
def test_no_department_of_pingtan_can_be_ranked_on_its_cases_of_2024(departments: pd.DataFrame) -> None:
    found = ranks(departments, "disclosure_rate", 2024)
    assert found["rank"].tolist() == [1, 2, 3, 3, 3, 6, 7, 8]
    assert found["rank_low"].tolist() == [1] * 8
    assert found["rank_high"].tolist() == [8] * 8
    single = ranks(departments, "disclosure_rate", 2024, simultaneous=False).set_index("agency_id")
    assert [*single.loc["pingtan_jtj", ["rank_low", "rank_high"]]] == [2, 8]


def test_two_cities_are_told_apart(every: pd.DataFrame) -> None:
    cities = every[every["agency_id"].isin(["huaian_shi", "suqian_shi"])]
    found = ranks(cities, "disclosure_rate", 2024)
    assert found[["agency_id", "rank_low", "rank_high"]].values.tolist() == [["huaian_shi", 1, 1], ["suqian_shi", 2, 2]]


def test_levels_are_no_merit_and_get_no_rank(departments: pd.DataFrame) -> None:
    for level in ("penalties_decisions", "normative_documents_made", "fees_amount", "received"):
        with pytest.raises(NotComparableError, match="this comparison is for"):
            ranks(departments, level, 2024)


def test_another_denominator_moves_a_rank_by_the_cases_that_it_leaves_out(departments: pd.DataFrame) -> None:
    found = two_denominators(departments, "disclosure_rate", "substantive_disclosure_rate", 2024).set_index("agency_id")
    row = found.loc["pingtan_zrz"]
    assert (row["rank_1"], row["rank_2"], row["moved"]) == (6, 1, -5)
    assert (row["denominator_1"], row["denominator_2"], row["denominator_gap"]) == (69, 32, 37)
    assert not row["settled"]


# 70 experiments on tumours in rats: x of n. A. Gelman et al., Bayesian Data Analysis, 3rd ed. (2013), table 5.1.
RATS = [
    *[(0, 20)] * 7, *[(0, 19)] * 4, *[(0, 18)] * 2, (0, 17), *[(1, 20)] * 4, *[(1, 19)] * 2, *[(1, 18)] * 2, (2, 25),
    (2, 24), (2, 23), *[(2, 20)] * 6, (1, 10), (5, 49), (2, 19), (5, 46), (3, 27), (2, 17), (7, 49), (7, 47),
    *[(3, 20)] * 2, (2, 13), (9, 48), (10, 50), *[(4, 20)] * 7, (10, 48), *[(4, 19)] * 3, (5, 22), (11, 46), (12, 49),
    *[(5, 20)] * 2, (6, 23), (5, 19), (6, 22), *[(6, 20)] * 3, (16, 52), (15, 47), (15, 46), (9, 24),
]  # fmt: skip


def test_the_priors_of_the_rat_tumours_are_those_of_gelman() -> None:
    x, n = (np.array(column, dtype=float) for column in zip(*RATS, strict=True))
    assert len(RATS) == 70
    priors = likely_priors(x, n)
    # They find the mode of the posterior near (2.4, 14.3), under a prior flat in the spread likewise.
    assert (priors.weight * priors.a / (priors.a + priors.b)).sum() == pytest.approx(2.4 / 16.7, abs=0.005)
    assert priors.cases == pytest.approx(2.4 + 14.3, rel=0.25)


def test_agencies_that_do_not_differ_are_drawn_together() -> None:
    x, n = np.full(30, 20.0), np.full(30, 50.0)
    priors = likely_priors(x, n)
    assert priors.estimate(x, n) == pytest.approx(np.full(30, 0.4), abs=1e-3)
    assert priors.cases > 200


def test_one_of_one_and_none_of_one_are_drawn_to_the_others_and_stay_uncertain() -> None:
    # 1/2, 0/1 and 1/1 all got 0.141 [0.140, 0.143].
    x, n = np.array([1.0, 0, 1, 5, 2, 3, 4, 1, 6, 3]), np.array([2.0, 1, 1, 30, 20, 25, 30, 15, 30, 20])
    low, high = likely_priors(x, n).bounds(x, n, 0.95)
    assert (high - low > 0.1).all()
    assert likely_priors(x, n).estimate(x, n)[1] < likely_priors(x, n).estimate(x, n)[2]


@pytest.mark.parametrize(("count", "rate", "spread"), [(4, 0.02, 0.0), (12, 0.5, 0.0), (12, 0.1, 0.2), (40, 0.9, 0.1)])
def test_shrunk_intervals_hold_what_they_promise(count: int, rate: float, spread: float) -> None:
    assert shrinkage_coverage(600 // count, count, rate, spread)["coverage_%"] >= 92.5


def test_the_fewer_cases_the_more_an_agency_is_drawn_to_its_peers(departments: pd.DataFrame) -> None:
    found = shrink(departments, "disclosure_rate", 2024).sort_values("denominator")
    assert found["weight"].is_monotonic_increasing
    away = (found["estimate"] - found["prior_mean"]).abs() <= (found["value"] - found["prior_mean"]).abs() + 1e-12
    assert away.all()
    assert ((found["low"] <= found["estimate"]) & (found["estimate"] <= found["high"])).all()


# ── what intervals promise, in small; tests/benchmarks/fairness.py runs it in full ──────────────────────────────────
def test_coverage_of_the_intervals_of_shares() -> None:
    sizes, rates = [1, 2, 5, 10, 20, 50, 100, 500], np.arange(1, 200) / 200
    assert coverage("wilson", sizes, rates).mean() >= 0.945
    assert coverage("clopper_pearson", sizes, rates).min() >= 0.95
    assert coverage("jeffreys", sizes, rates).mean() >= 0.94


def test_coverage_of_rank_intervals_with_ties() -> None:
    found = rank_coverage(200, 12)
    assert found["simultaneous_%"] >= 95
    assert found["least_single_%"] >= 95


def test_shrunk_estimates_err_less_and_their_bounds_hold() -> None:
    found = shrinkage_coverage(10)
    assert found["rmse_shrunk"] < found["rmse_own"] / 2
    assert found["coverage_%"] >= 92
