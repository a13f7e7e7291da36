"""What the comparison promises, measured: funnel, false discoveries, coverage of intervals, ranks and shrinkage.

Run as ``python tests/benchmarks/fairness.py`` (some minutes); ``--quick`` runs what the tests run. Every number is
reproducible from its seed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from govreports.measures.control_limits import dispersion
from govreports.measures.funnel import judge
from govreports.measures.intervals import (
    SHARE_INTERVALS,
    clopper_pearson,
    difference,
    poisson_exact,
    ratio,
    wilson,
)
from govreports.measures.ranks import rank_bounds, single_bounds
from govreports.measures.shrink import likely_priors
from govreports.measures.too_few import FEWEST_CASES

BANDS = [(1, 9), (10, 29), (30, 99), (100, 499), (500, 1999), (2000, 5000)]


def identical(runs: int, rate: float, overdispersion: str = "none", count: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Flag identical agencies: share of agencies beyond the 99.8 % limits by side and band, and false discoveries."""
    random = np.random.default_rng(seed)
    beyond = np.zeros((len(BANDS) + 1, 2))
    seen = np.zeros(len(BANDS) + 1)
    discovered = small = 0
    for _ in range(runs):
        n = np.exp(random.uniform(0, np.log(5000), count)).round()
        x = random.binomial(n.astype(int), rate).astype(float)
        middle = x.sum() / n.sum()
        phi, tau2 = dispersion(x, n, middle)
        spread = {"none": (1.0, 0.0), "multiplicative": (max(1.0, phi), 0.0), "additive": (1.0, tau2)}[overdispersion]
        judged = judge(x, n, middle, *spread)
        for side, name in enumerate(("above_998", "below_998")):
            hit = judged.outside == name
            beyond[-1, side] += hit.sum()
            for band, (low, high) in enumerate(BANDS):
                beyond[band, side] += (hit & (n >= low) & (n <= high)).sum()
        seen[-1] += n.size
        for band, (low, high) in enumerate(BANDS):
            seen[band] += ((n >= low) & (n <= high)).sum()
        discovered += bool((np.nan_to_num(judged.q_value, nan=1.0) <= 0.05).any())
        small += int((~np.isin(judged.outside, ["within", "too_few"]) & (n < FEWEST_CASES)).sum())
    table = pd.DataFrame(beyond / seen[:, None] * 100, columns=["above_%", "below_%"])
    table.insert(0, "n", [*(f"{low}-{high}" for low, high in BANDS), "all"])
    table.insert(1, "agencies", seen.astype(int))
    table["rate"], table["overdispersion"], table["runs"] = rate, overdispersion, runs
    table["fdr_%"], table["small_named"] = discovered / runs * 100, small
    return table


def mixture(runs: int, rate: float = 0.5, apart: float = 0.2, share: float = 0.1, seed: int = 2) -> dict[str, float]:
    """Let a tenth of the agencies differ; give the mean false-discovery proportion and how many of them are found."""
    random = np.random.default_rng(seed)
    wrong, found = [], []
    for _ in range(runs):
        n = np.exp(random.uniform(np.log(FEWEST_CASES), np.log(5000), 1000)).round()
        other = random.random(n.size) < share
        rates = np.where(other, rate + apart * random.choice([-1, 1], n.size), rate)
        x = random.binomial(n.astype(int), rates).astype(float)
        named = np.nan_to_num(judge(x, n, rate).q_value, nan=1.0) <= 0.05
        wrong.append((named & ~other).sum() / max(1, named.sum()))
        found.append((named & other).sum() / other.sum())
    error = np.std(wrong) / np.sqrt(runs)
    return {"fdr_%": np.mean(wrong) * 100, "mc_error_%": error * 100, "found_%": np.mean(found) * 100}


def coverage(method: str, sizes: list[int], rates: np.ndarray, level: float = 0.95) -> np.ndarray:
    """Coverage of a share's interval, computed exactly (no simulation), shape (sizes, rates)."""
    found = np.zeros((len(sizes), rates.size))
    for place, n in enumerate(sizes):
        x = np.arange(n + 1)
        low, high = SHARE_INTERVALS[method](x, np.full(n + 1, n), level)
        chance = stats.binom.pmf(x[:, None], n, rates[None, :])
        found[place] = (chance * ((low[:, None] <= rates) & (rates <= high[:, None]))).sum(axis=0)
    return found


def count_coverage(means: np.ndarray) -> np.ndarray:
    """Exact coverage of the Poisson interval."""
    x = np.arange(int(means.max() + 12 * np.sqrt(means.max()) + 30))
    low, high = poisson_exact(x)
    chance = stats.poisson.pmf(x[:, None], means[None, :])
    covered: npt.NDArray[np.float64] = (chance * ((low[:, None] <= means) & (means <= high[:, None]))).sum(axis=0)
    return covered


def difference_coverage(runs: int, seed: int = 3) -> Iterator[tuple[str, float, float]]:
    """Coverage of differences of two years' shares and of 同比 of counts: mean and least over a grid."""
    random = np.random.default_rng(seed)
    found = []
    for n, m in ((10, 10), (20, 60), (100, 100), (500, 3000)):
        for p, q in ((0.05, 0.05), (0.1, 0.4), (0.5, 0.5), (0.6, 0.9), (0.95, 0.97)):
            x, y = random.binomial(n, p, runs), random.binomial(m, q, runs)
            _, low, high = difference(x / n, wilson(x, n), y / m, wilson(y, m))
            found.append(float(np.mean((low <= q - p) & (q - p <= high))))
    yield "difference of shares", float(np.mean(found)), min(found)
    found = []
    for a in (3, 20, 200, 3000):
        for times in (0.5, 1.0, 2.0):
            x, y = random.poisson(a, runs), random.poisson(a * times, runs)
            low, high = ratio(y, x)
            kept = x > 0
            found.append(float(np.mean((low <= times)[kept] & (times <= high)[kept])))
    yield "relative change of counts", float(np.mean(found)), min(found)
    found = []
    for years in (3, 6, 10):
        for n, p in ((15, 0.3), (80, 0.5), (400, 0.9)):
            t = np.arange(years)
            weight = (t - t.mean()) / ((t - t.mean()) ** 2).sum()
            rates = np.clip(p + 0.01 * t, 0.01, 0.99)
            x = random.binomial(n, rates, (runs, years))
            low, high = wilson(x, n)
            down = weight * np.where(weight > 0, x / n - low, x / n - high)
            up = weight * np.where(weight > 0, high - x / n, low - x / n)
            slope, true = (x / n) @ weight, rates @ weight
            below, above = slope - np.hypot.reduce(down, axis=1), slope + np.hypot.reduce(up, axis=1)
            found.append(float(np.mean((below <= true) & (true <= above))))
    yield "slope over years", float(np.mean(found)), min(found)


def rank_coverage(runs: int, count: int, seed: int = 4) -> dict[str, float]:
    """Coverage of rank intervals with ties among the true rates: of all ranks at once, and least of single ones."""
    random = np.random.default_rng(seed)
    together = 0
    single = np.zeros(count)
    for _ in range(runs):
        n = np.exp(random.uniform(0, np.log(3000), count)).round()
        rates = np.sort(np.round(random.beta(4, 6, count), 1))
        x = random.binomial(n.astype(int), rates).astype(float)
        best = (rates[None, :] > rates[:, None]).sum(axis=1) + 1
        worst = count - (rates[None, :] < rates[:, None]).sum(axis=1)
        first, last = rank_bounds(x / n, *clopper_pearson(x, n, 0.95 ** (1 / count)))
        together += bool(((first <= best) & (worst <= last)).all())
        first, last = single_bounds(x / n, *clopper_pearson(x, n, 1 - 0.05 / (count - 1)))
        single += (first <= best) & (worst <= last)
    return {"agencies": count, "simultaneous_%": together / runs * 100, "least_single_%": single.min() / runs * 100}


def shrinkage_coverage(
    runs: int, count: int = 60, rate: float = 0.4, spread: float = 0.11, seed: int = 5
) -> dict[str, float]:
    """Coverage of credible intervals and error of the estimate against that of the agency's own rate."""
    random = np.random.default_rng(seed)
    held = total = 0
    own = drawn = 0.0
    for _ in range(runs):
        n = np.exp(random.uniform(0, np.log(500), count)).round()
        rates = true_rates(random, count, rate, spread)
        x = random.binomial(n.astype(int), rates).astype(float)
        priors = likely_priors(x, n)
        low, high = priors.bounds(x, n, 0.95)
        held += int(((low <= rates) & (rates <= high)).sum())
        total += count
        own += float(((x / n - rates) ** 2).sum())
        drawn += float(((priors.estimate(x, n) - rates) ** 2).sum())
    return {"coverage_%": held / total * 100, "rmse_own": (own / total) ** 0.5, "rmse_shrunk": (drawn / total) ** 0.5}


def true_rates(random: np.random.Generator, count: int, rate: float, spread: float) -> np.ndarray:
    """Draw the agencies' true rates: beta, or normal cut at 0 and 1 where no beta distribution has such a spread."""
    room = rate * (1 - rate)
    if spread == 0:
        return np.full(count, rate)
    if spread**2 < room:
        cases = room / spread**2 - 1
        return random.beta(rate * cases, (1 - rate) * cases, count)
    return np.clip(random.normal(rate, spread, count), 0, 1)


def shrinkage_table(quick: bool) -> pd.DataFrame:
    """Coverage of the shrunk intervals for few and many agencies that differ much, little or not at all."""
    counts = ((4, 400), (12, 140), (40, 40), (300, 6))
    lines = []
    for count, runs in counts[:2] if quick else counts:
        for spread in (0.0, 0.05, 0.1, 0.2):
            for rate in (0.02, 0.1, 0.5, 0.9):
                found = shrinkage_coverage(runs // 8 if quick else runs, count, rate, spread)["coverage_%"]
                lines.append({"agencies": count, "tau": spread, "rate": rate, "coverage_%": found})
    return pd.DataFrame(lines).pivot(index=["agencies", "tau"], columns="rate", values="coverage_%")


SHAPES = {
    "normal": stats.norm.ppf,
    "uniform": lambda q: (q - 0.5) * 12**0.5,
    "two kinds": lambda q: np.where(q < 0.5, -1.0, 1.0),
    "t of 4": lambda q: stats.t.ppf(q, 4) / 2**0.5,
    "skewed": lambda q: stats.expon.ppf(q) - 1,
    "one in ten": lambda q: np.where(q < 0.9, -1 / 3, 3.0),
}
"""Quantiles of shapes of mean 0 and spread 1 that the agencies' rates may have; the limits take a beta distribution."""


def shaped(random: np.random.Generator, count: int, rate: float, spread: float, shape: str) -> np.ndarray:
    """Draw true rates of a shape, cut at 0 and 1."""
    if shape == "beta":
        return true_rates(random, count, rate, spread)
    return np.asarray(np.clip(rate + spread * SHAPES[shape](random.random(count)), 0, 1))


def flagged(
    runs: int, rate: float, spread: float = 0.1, count: int = 100, seed: int = 6, shape: str = "beta"
) -> dict[str, Any]:
    """Share of agencies beyond the additive 99.8 % limits where all come from one spread, and τ² over the truth."""
    random = np.random.default_rng(seed)
    beyond, estimated = 0, []
    for _ in range(runs):
        n = np.exp(random.uniform(np.log(FEWEST_CASES), np.log(5000), count)).round()
        x = random.binomial(n.astype(int), shaped(random, count, rate, spread, shape)).astype(float)
        middle = x.sum() / n.sum()
        tau2 = dispersion(x, n, middle)[1]
        estimated.append(tau2)
        beyond += int(np.isin(judge(x, n, middle, 1.0, tau2).outside, ["above_998", "below_998"]).sum())
    share, relative = beyond / runs / count * 100, float(np.mean(estimated)) / spread**2
    return {"shape": shape, "rate": rate, "tau": spread, "flagged_%": share, "tau2_over_truth": relative}


def main(quick: bool) -> None:
    """Print every table."""
    runs = 50 if quick else 1000
    pd.set_option("display.width", 160)
    print("Identical agencies, n from 1 to 5,000 (99.8 % limits: at most 0.3 % on each side; FDR at most 5 %)")
    tables = [identical(runs, rate) for rate in (0.02, 0.1, 0.45, 0.9)]
    tables += [identical(max(20, runs // 5), 0.45, kind) for kind in ("multiplicative", "additive")]
    print(pd.concat(tables).round(3).to_string(index=False))
    print("\nA tenth of the agencies differ by 20 points (FDR at most 5 % within Monte Carlo error)")
    print({name: round(float(value), 2) for name, value in mixture(max(20, runs // 5)).items()})
    print("\nCoverage of 95 % intervals, exact over n = 1..100, 150, 250, 500, 1000, 3000 and 999 rates")
    sizes, rates = [*range(1, 101), 150, 250, 500, 1000, 3000], np.arange(1, 1000) / 1000
    for method in SHARE_INTERVALS:
        found = coverage(method, sizes, rates)
        print(f"  {method:16} mean {found.mean():.4f}  least {found.min():.4f}")
    found = count_coverage(np.concatenate([np.arange(1, 400) / 20, np.geomspace(20, 2000, 200)]))
    print(f"  {'poisson_exact':16} mean {found.mean():.4f}  least {found.min():.4f}")
    for name, mean, least in difference_coverage(2000 if quick else 20000):
        print(f"  {name:26} mean {mean:.4f}  least {least:.4f}")
    print("\nRank intervals of 95 % (true rates with ties)")
    for count in (5, 12, 40):
        print(" ", {name: round(float(value), 2) for name, value in rank_coverage(runs * 2, count).items()})
    print("\nAgencies of one spread beyond the additive limits, 100 agencies (nominal 0.2 %)")
    table = pd.DataFrame([flagged(runs, rate, tau) for tau in (0.05, 0.1, 0.2) for rate in (0.1, 0.3, 0.5)])
    print(table[table["tau"] ** 2 < table["rate"] * (1 - table["rate"]) / 4].round(3).to_string(index=False))
    print("\nWhere the rates are of another shape; one with a single peak puts at most 4/(9 z²) = 4.7 % so far out")
    shapes = [flagged(max(20, runs // 5), rate, shape=shape) for shape in SHAPES for rate in (0.3, 0.5)]
    print(pd.DataFrame(shapes).round(3).to_string(index=False))
    print("\nCoverage of shrunk 95 % intervals in % (goal 93), n from 1 to 500")
    print(shrinkage_table(quick).round(1).to_string())
    print("\nShrinkage, 60 agencies, rates with mean 0.4 and spread 0.11")
    print(" ", {name: round(float(value), 4) for name, value in shrinkage_coverage(max(20, runs // 5)).items()})


if __name__ == "__main__":
    main("--quick" in sys.argv[1:])
