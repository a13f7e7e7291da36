"""The funnel: exact limits, over-dispersion as published, and nobody small is called better or worse."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects

from govreports.measures.comparison import NotComparableError
from govreports.measures.compute import indicators
from govreports.measures.control_limits import dispersion, exact_p, limits
from govreports.measures.funnel import funnel, judge
from govreports.measures.groups import peers
from tests.benchmarks.fairness import BANDS, flagged, identical, mixture
from tests.figures_data import figures


@pytest.fixture(scope="module")
def departments() -> pd.DataFrame:
    """The twelve departments of Pingtan."""
    rows = indicators(figures(), ["disclosure_rate", "unavailable_not_held_share", "received"])
    return rows[rows["agency_id"].isin(peers(figures(), parent="pingtan_guanweihui"))]


def test_departments_of_pingtan_in_2024_against_their_common_rate(departments: pd.DataFrame) -> None:
    found = funnel(departments, "disclosure_rate", 2024)
    # 1+4+3+12+2+2+0+32 of 2+8+5+58+4+2+2+69, added up by hand.
    assert found.target == 56 / 150
    points = found.points.set_index("agency_id")
    assert points["outside"].to_dict() == {
        "pingtan_czj": "too_few",
        "pingtan_jjp": "too_few",
        "pingtan_jsp": "too_few",
        "pingtan_jtj": "below_95",
        "pingtan_scj": "too_few",
        "pingtan_shs": "too_few",
        "pingtan_spp": "too_few",
        "pingtan_zrz": "within",
    }
    assert points.loc["pingtan_jtj", "p_value"] == pytest.approx(2 * stats.binom.cdf(12, 58, 56 / 150), abs=1e-12)
    assert found.notes[0].zh.startswith("公布数据勾稽关系不成立：平潭综合实验区海坛片区管理局、")
    assert found.notes[0].en.startswith("A published sum that holds a cell does not add up: ")


def test_the_common_rate_is_given_with_and_without_the_largest(departments: pd.DataFrame) -> None:
    found = funnel(departments, "disclosure_rate", 2024, largest=1, target="without_largest")
    pooled = found.pooled.set_index("who")
    assert pooled.loc["all", "value"] == 56 / 150
    assert pooled.loc["without_largest", "value"] == (56 - 32) / (150 - 69) == found.target
    assert pooled.loc["without_largest", "left_out"] == "平潭综合实验区自然资源与生态环境局"


def test_three_reports_hold_77_percent_of_all_cases_of_the_sample() -> None:
    rows = indicators(figures(), "disclosure_rate")
    cases = rows["denominator"].astype(float).sort_values()
    assert cases.tail(3).sum() / cases.sum() == pytest.approx(0.77, abs=0.005)


def test_a_parent_and_its_part_are_never_in_one_funnel() -> None:
    found = funnel(indicators(figures(), "disclosure_rate"), "disclosure_rate", 2024)
    shown = set(found.points["agency_id"])
    assert {"pingtan_jtj", "huaian_hongze_qu"} <= shown
    assert not {"pingtan_guanweihui", "huaian_shi"} & shown
    assert "平潭综合实验区管委会" in found.notes[0].zh
    assert "淮安市人民政府" in found.notes[0].en


def test_a_count_has_no_funnel(departments: pd.DataFrame) -> None:
    with pytest.raises(NotComparableError, match="is a count"):
        funnel(departments, "received", 2024)


def test_the_drawn_limits_agree_with_who_lies_outside() -> None:
    n = np.repeat(np.arange(10, 200), 1)
    for rate in (0.02, 0.3, 0.5, 0.97):
        for size in n.tolist():
            x = np.arange(size + 1, dtype=float)
            low, high = limits(np.full(size + 1, float(size)), rate, 0.998)
            outside = (x / size < low - 1e-12) | (x / size > high + 1e-12)
            named = np.isin(judge(x, np.full(size + 1, float(size)), rate).outside, ["above_998", "below_998"])
            assert (outside == named).all()


@given(st.integers(1, 3000), st.floats(0.001, 0.999), st.sampled_from([0.95, 0.998]))
def test_neither_tail_beyond_a_limit_is_larger_than_said(n: int, rate: float, level: float) -> None:
    low, high = limits(np.array([float(n)]), rate, level)
    below, above = np.ceil(low[0] * n - 1e-9) - 1, np.floor(high[0] * n + 1e-9) + 1
    assert stats.binom.cdf(below, n, rate) <= (1 - level) / 2 + 1e-9
    assert stats.binom.sf(above - 1, n, rate) <= (1 - level) / 2 + 1e-9


def test_p_values_equal_scipys_one_sided_tests() -> None:
    for x, n, rate in ((9, 10, 0.5), (1816, 3050, 0.57), (0, 12, 0.3)):
        one_sided = min(stats.binomtest(x, n, rate, alternative=side).pvalue for side in ("less", "greater"))
        assert exact_p(np.array([x]), np.array([n]), rate)[0] == pytest.approx(min(1, 2 * one_sided), abs=1e-9)


def test_tau_squared_is_that_of_paule_and_mandel() -> None:
    random = np.random.default_rng(0)
    n = random.integers(20, 900, 40).astype(float)
    x = random.binomial(n.astype(int), random.beta(20, 30, 40)).astype(float)
    # Ours takes away what n cases add to the variance of a true rate that varies itself, τ²/n: a hair.
    theirs = combine_effects(x / n, 0.4 * 0.6 / n, method_re="iterated")
    assert dispersion(x, n, 0.4)[1] == pytest.approx(theirs.tau2, rel=0.02)


@pytest.mark.parametrize("rate", [0.1, 0.3, 0.5])
def test_agencies_of_one_spread_are_flagged_as_seldom_as_the_limits_say(rate: float) -> None:
    found = flagged(150, rate)
    assert found["flagged_%"] <= 0.35  # nominal 0.2; the rest is Monte Carlo error of 150 runs
    assert found["tau2_over_truth"] == pytest.approx(1, abs=0.05)


def test_from_twenty_agencies_on_the_limits_hold_the_spread_between_agencies(departments: pd.DataFrame) -> None:
    assert funnel(departments, "disclosure_rate", 2024).overdispersion == "none"
    every = indicators(figures(), "disclosure_rate")
    every = every[~every["agency_id"].isin(["huaian_shi", "suqian_shi", "pingtan_guanweihui"])]
    many = every.assign(year=2024, agency_id=every["report"], part_of=None)
    assert funnel(many, "disclosure_rate", 2024).overdispersion == "additive"


def test_over_dispersion_only_ever_widens_the_limits(departments: pd.DataFrame) -> None:
    exact = funnel(departments, "disclosure_rate", 2024)
    for kind in ("multiplicative", "additive"):
        wide = funnel(departments, "disclosure_rate", 2024, overdispersion=kind)
        assert (wide.points["low_998"] <= exact.points["low_998"] + 1e-12).all()
        assert (wide.points["high_998"] >= exact.points["high_998"] - 1e-12).all()
        assert (wide.points["p_value"] >= exact.points["p_value"] - 1e-12).all()


def test_benjamini_and_hochberg_1995_reject_four_of_their_fifteen() -> None:
    # Their own example, JRSS B 57 (1995), section 3.2.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.324,
        0.4262,
        0.5719,
        0.6528,
        0.759,
        1,
    ]
    assert int((stats.false_discovery_control(p, method="bh") <= 0.05).sum()) == 4


@pytest.mark.parametrize("rate", [0.1, 0.45])
def test_identical_agencies_are_hardly_ever_flagged_and_small_ones_never(rate: float) -> None:
    table = identical(60, rate)
    bands = table[table["n"] != "all"]
    assert len(bands) == len(BANDS)
    # 0.3 % is what the limits may flag; the rest is Monte Carlo error of 60 runs.
    assert (bands[["above_%", "below_%"]] <= 0.3).all().all()
    assert (table.loc[table["n"] == "1-9", ["above_%", "below_%"]] == 0).all().all()
    assert (table["small_named"] == 0).all()


def test_false_discoveries_stay_below_the_rate_asked_for() -> None:
    found = mixture(60)
    assert found["fdr_%"] <= 5 + 3 * found["mc_error_%"]
    assert found["found_%"] > 50


def test_nobody_with_fewer_than_ten_cases_lies_outside() -> None:
    judged = judge(np.array([9.0, 0.0, 10.0]), np.array([9.0, 9.0, 10.0]), 0.01)
    assert judged.outside.tolist() == ["too_few", "too_few", "above_998"]
    assert np.isnan(judged.q_value[:2]).all()
