"""Intervals equal to what was published and to scipy and statsmodels, and true to their meaning for every x and n."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from govreports.measures.intervals import (
    MEANING,
    SHARE_INTERVALS,
    clopper_pearson,
    difference,
    jeffreys,
    poisson_exact,
    ratio,
    wilson,
)

X = np.array([0, 1, 3, 15, 81, 263, 5000, 20, 1])
N = np.array([20, 29, 7, 148, 263, 263, 5000, 20, 1])


@pytest.mark.parametrize(
    ("x", "n", "score", "exact"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I: methods 3 (score) and 5 (exact).
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_the_intervals_of_newcombe_1998(x: int, n: int, score: tuple[float, float], exact: tuple[float, float]) -> None:
    assert np.round(wilson(x, n), 4).tolist() == list(score)
    assert np.round(clopper_pearson(x, n), 4).tolist() == list(exact)


@pytest.mark.parametrize(
    ("one", "other", "bounds"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0000)),
        ((10, 10), (0, 10), (0.6075, 1.0000)),
    ],
)
def test_the_differences_of_newcombe_1998(
    one: tuple[int, int], other: tuple[int, int], bounds: tuple[float, float]
) -> None:
    moved, low, high = difference(other[0] / other[1], wilson(*other), one[0] / one[1], wilson(*one))
    assert moved == pytest.approx(one[0] / one[1] - other[0] / other[1])
    assert (round(float(low), 4), round(float(high), 4)) == bounds


def test_the_exact_poisson_bounds_of_garwood_1936() -> None:
    # K. Ulm, American Journal of Epidemiology 131 (1990) 373-375, and every table since Garwood.
    low, high = poisson_exact([0, 1, 2, 10, 100])
    assert np.round(low, 3).tolist() == [0.0, 0.025, 0.242, 4.795, 81.364]
    assert np.round(high, 3).tolist() == [3.689, 5.572, 7.225, 18.390, 121.627]


@pytest.mark.parametrize("level", [0.8, 0.95, 0.998])
def test_shares_equal_statsmodels(level: float) -> None:
    for ours, theirs in ((wilson, "wilson"), (clopper_pearson, "beta")):
        low, high = proportion_confint(X, N, alpha=1 - level, method=theirs)
        np.testing.assert_allclose(ours(X, N, level), (low, high), atol=1e-9, rtol=0)
    low, high = proportion_confint(X, N, alpha=1 - level, method="jeffreys")
    inner_low, inner_high = X > 0, X < N
    np.testing.assert_allclose(jeffreys(X, N, level)[0][inner_low], low[inner_low], atol=1e-9, rtol=0)
    np.testing.assert_allclose(jeffreys(X, N, level)[1][inner_high], high[inner_high], atol=1e-9, rtol=0)


def test_shares_equal_scipy() -> None:
    for x, n in zip(X.tolist(), N.tolist(), strict=True):
        for ours, theirs in ((wilson, "wilson"), (clopper_pearson, "exact")):
            found = stats.binomtest(x, n).proportion_ci(0.95, method=theirs)
            np.testing.assert_allclose(ours(x, n), (found.low, found.high), atol=1e-9, rtol=0)


def test_counts_equal_the_chi_square_quantiles() -> None:
    counts = np.array([0, 1, 7, 218, 447_228])
    low = np.where(counts == 0, 0, stats.chi2.ppf(0.025, 2 * np.maximum(counts, 1)) / 2)
    np.testing.assert_allclose(poisson_exact(counts), (low, stats.chi2.ppf(0.975, 2 * counts + 2) / 2), rtol=1e-9)


def test_differences_equal_statsmodels() -> None:
    for (a, n), (b, m) in (((64, 314), (18, 134)), ((0, 9), (3, 4)), ((59, 95), (4, 21))):
        theirs = confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff")
        _, low, high = difference(b / m, wilson(b, m), a / n, wilson(a, n))
        np.testing.assert_allclose((low, high), theirs, atol=1e-9, rtol=0)


def test_a_ratio_of_counts_is_the_odds_of_the_share() -> None:
    low, high = ratio(1191, 1295, "clopper_pearson")
    exact = stats.binomtest(1191, 1191 + 1295).proportion_ci(0.95, method="exact")
    np.testing.assert_allclose((low, high), (exact.low / (1 - exact.low), exact.high / (1 - exact.high)), rtol=1e-9)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.sampled_from([0.5, 0.95]))
def test_every_interval_of_a_share_holds_it_and_stays_between_0_and_1(pair: tuple[int, int], level: float) -> None:
    x, n = pair
    for of_share in SHARE_INTERVALS.values():
        low, high = of_share(x, n, level)
        assert 0 <= low <= x / n + 1e-12
        assert x / n - 1e-12 <= high <= 1


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_intervals_of_yes_and_no_mirror_each_other(pair: tuple[int, int]) -> None:
    x, n = pair
    for of_share in SHARE_INTERVALS.values():
        low, high = of_share(x, n, 0.95)
        mirrored = of_share(n - x, n, 0.95)
        np.testing.assert_allclose((low, high), (1 - mirrored[1], 1 - mirrored[0]), atol=1e-9)


@pytest.mark.parametrize(("x", "n"), [(1, 0), (5, 4), (-1, 4), (np.nan, 4), (3, np.nan)])
def test_no_share_no_interval(x: float, n: float) -> None:
    for of_share in SHARE_INTERVALS.values():
        assert np.isnan(of_share(x, n, 0.95)).all()


def test_one_sentence_in_both_languages_says_what_an_interval_on_a_full_count_means() -> None:
    assert MEANING["zh"].endswith("。")
    assert "by chance" in MEANING["en"]
