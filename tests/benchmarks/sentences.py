"""What is said of random agencies, held against tests made another way.

Run as ``python tests/benchmarks/sentences.py [data sets]`` (2,000 take some minutes). For each kind of statement it
prints how often it was said, how often it was true by a test of another make (scipy's and numpy's own, more
permutations), and how many charts, tables and sentences of one page contradict each other. The agencies are drawn with
ties, zeros, few cases and many, alike and different.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import stats

from govreports.charts.chart_rows import rows_of
from govreports.charts.titles import comparison
from govreports.charts.titles_of_change import between_years
from govreports.measures.change import change
from govreports.measures.side_by_side import MOST_PAIRED_AGENCIES, SideBySide, side_by_side
from govreports.measures.tests_of_difference import ALPHA
from govreports.measures.too_few import FEWEST_CASES
from govreports.view.findings import two_years
from govreports.view.opening import view_of
from govreports.view.tables import moved
from govreports.view.view import View
from tests.figures_data import dataset

Counts = np.ndarray
NEAR = 0.01
"""A permutation's p-value is this sure; nearer to the level two sound tests may differ."""


def drawn(random: np.random.Generator) -> tuple[Counts, Counts]:
    """Draw granted and concluded of 2 to 40 agencies: alike, spread, or two kinds of them."""
    count = int(random.choice([2, 3, 5, 8, 12, 40], p=[0.2, 0.2, 0.2, 0.2, 0.15, 0.05]))
    n = np.floor(np.exp(random.uniform(0, np.log(random.choice([15, 100, 2000])), count)))
    rate = random.choice([0.0, 0.02, 0.3, 0.5, 0.95, 1.0])
    spread = random.choice([0.0, 0.0, 0.1, 0.3])
    rates = np.clip(rate + random.normal(0, spread, count), 0, 1) if spread else np.full(count, rate)
    return random.binomial(n.astype(int), rates).astype(float), n


def fisher(x: float, n: float, y: float, m: float) -> float:
    """Return scipy's one-sided Fisher p-value on the side of the difference, doubled."""
    table = [[int(x), int(n - x)], [int(y), int(m - y)]]
    return float(min(1.0, 2 * min(stats.fisher_exact(table, alternative=side).pvalue for side in ("less", "greater"))))


def homogeneous(x: Counts, n: Counts, random: np.random.Generator) -> float:
    """Return the p-value of chi-square over 4,000 shuffles of the cases themselves."""
    if x.size == 2:
        return fisher(x[0], n[0], x[1], n[1])
    if x.sum() in (0, n.sum()):
        return 1.0
    if min(x.sum(), n.sum() - x.sum()) * n.min() / n.sum() >= 5:
        return float(stats.chi2.sf(_square(x, n), x.size - 1))
    drawn_tables = random.multivariate_hypergeometric(n.astype(int), int(x.sum()), size=4_000, method="marginals")
    return float((np.array([_square(row, n) for row in drawn_tables]) >= _square(x, n) - 1e-9).mean())


def _square(x: Counts, n: Counts) -> float:
    expected = n * x.sum() / n.sum()
    return float(((x - expected) ** 2 / expected + (x - expected) ** 2 / (n - expected)).sum())


def holm_by_steps(p_values: list[float]) -> list[bool]:
    """Reject by Holm's steps, one after the other."""
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    rejected = [False] * len(p_values)
    for step, place in enumerate(order):
        if p_values[place] > ALPHA / (len(p_values) - step):
            break
        rejected[place] = True
    return rejected


def judge_rates(x: Counts, n: Counts, found: SideBySide, random: np.random.Generator) -> list[tuple[str, bool]]:
    """Hold a verdict on agencies side by side against tests of another make: kind of statement, true or not."""
    enough = np.flatnonzero(n >= FEWEST_CASES)
    said: list[tuple[str, bool]] = []
    if found.few:
        said.append(("too few to judge", bool((n[list(found.few)] < FEWEST_CASES).all())))
    if enough.size < 2:
        return [*said, ("not compared", found.p_value is None)]
    p_value = homogeneous(x[enough], n[enough], random)
    sure = abs(p_value - ALPHA) > NEAR
    if not found.differ:
        return [*said, ("no difference seen", p_value > ALPHA or not sure)]
    said.append(("they differ", p_value <= ALPHA or not sure))
    if enough.size <= MOST_PAIRED_AGENCIES:
        pairs = list(combinations(enough.tolist(), 2))
        rejected = holm_by_steps([fisher(x[a], n[a], x[b], n[b]) for a, b in pairs])
        true = {pair for pair, told in zip(pairs, rejected, strict=True) if told}
        said += [("A above B", (min(a, b), max(a, b)) in true and x[a] / n[a] > x[b] / n[b]) for a, b, _ in found.pairs]
        return [*said, ("no pair can be named", not true)] if not found.pairs else said
    rest = [fisher(x[a], n[a], x[enough].sum() - x[a], n[enough].sum() - n[a]) for a in enough]
    apart = {int(place) for place, told in zip(enough, holm_by_steps(rest), strict=True) if told}
    middle = x[enough].sum() / n[enough].sum()
    said += [("above the rest", place in apart and x[place] / n[place] > middle) for place in found.above]
    return [*said, *(("below the rest", place in apart and x[place] / n[place] < middle) for place in found.below)]


def page(first: tuple[Counts, Counts], last: tuple[Counts, Counts]) -> View:
    """Make the data of one page: two years of agencies that granted x of n."""
    reports, cells = [], []
    for year, (x, n) in ((2024, first), (2025, last)):
        for place, (granted, concluded) in enumerate(zip(x, n, strict=True)):
            report = {"report": f"r{place}_{year}", "agency": f"甲市第{place + 1}局", "year": year}
            reports.append(report | {"edition": "2021"})
            values = {"granted": granted, "partially_granted": 0.0, "concluded": concluded, "received": concluded}
            cells += [
                report
                | {"table": "applications", "item": item, "column": "total", "value": value}
                | {"state": "number", "method": "text"}
                for item, value in values.items()
            ]
    return view_of(dataset(reports, cells, pd.DataFrame()))


def judge_changes(first: tuple[Counts, Counts], last: tuple[Counts, Counts], view: View) -> list[tuple[str, bool]]:
    """Hold the verdicts on changes of shares against tests of another make."""
    (x, n), (y, m) = first, last
    moves = change(view.side_by_side("disclosure_rate", [2024, 2025]), 2024, 2025)
    by_agency = {str(move["agency"]): move for move in moves.to_dict("records")}
    usable = [place for place in range(x.size) if min(n[place], m[place]) >= FEWEST_CASES]
    tests = [fisher(x[place], n[place], y[place], m[place]) for place in usable]
    told = dict(zip(usable, holm_by_steps(tests), strict=True))
    said = []
    for place in range(x.size):
        verdict = by_agency[f"甲市第{place + 1}局"]["verdict"]
        up = y[place] / m[place] > x[place] / n[place]
        true = {
            "few": place not in told,
            "same": x[place] / n[place] == y[place] / m[place],
            "unseen": not told.get(place, True),
            "up": told.get(place, False) and up,
            "down": told.get(place, False) and not up,
        }
        said.append((f"change: {verdict}", bool(true[str(verdict)])))
    return said


def contradictions(view: View) -> list[str]:
    """Return the statements of one page that do not say the same in title, table, sentence and chart."""
    rows = view.side_by_side("disclosure_rate", [2024, 2025])
    moves = change(rows, 2024, 2025).to_dict("records")
    up, down = ([move["agency"] for move in moves if move["verdict"] == side] for side in ("up", "down"))
    found = []
    title = between_years(moves, "disclosure_rate", 2024, 2025, "zh")
    text = "".join(two_years(view, 2024, 2025, ["disclosure_rate"]))
    table = moved(view, 2024, 2025, ["disclosure_rate"])
    if isinstance(table, pd.DataFrame):
        verdicts = Counter(table["判断"])
        if (verdicts["上升"], verdicts["下降"]) != (len(up), len(down)):
            found.append(f"table {dict(verdicts)}, moves {len(up)} up and {len(down)} down")
        if f"{verdicts['未见变化'] + verdicts['持平']} 个未见" not in text and verdicts["未见变化"] + verdicts["持平"]:
            found.append(f"text {text}, table {dict(verdicts)}")
    if bool(up or down) != ("→" in text):
        found.append(f"text {text}, moves {len(up)} up and {len(down)} down")
    if (bool(up), bool(down)) != ("上升" in title, "下降" in title):
        found.append(title)
    return found


def said_of(runs: int, seed: int = 1) -> tuple[pd.DataFrame, list[str]]:
    """Draw data sets; return how often each kind of statement was said and true, and all contradictions."""
    random = np.random.default_rng(seed)
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    against: list[str] = []
    for run in range(runs):
        x, n = drawn(random)
        y = random.binomial(n.astype(int), np.clip(x / n + random.choice([0.0, 0.3, -0.3]), 0, 1)).astype(float)
        found = side_by_side("share", x, n)
        told = judge_rates(x, n, found, random)
        if run % 5 == 0:  # whole pages take longer
            view = page((x, n), (y, n))
            told += judge_changes((x, n), (y, n), view)
            title = comparison(rows_of(view.side_by_side("disclosure_rate", 2024)), "disclosure_rate", "zh")
            told.append(
                ("title", ("高于" in title or "低于" in title) == bool(found.pairs or found.above or found.below))
            )
            against += contradictions(view)
        for kind, holds in told:
            said[kind] += 1
            true[kind] += holds
    table = pd.DataFrame({"said": said, "true": true}).fillna(0).astype(int)
    return table.assign(false=table["said"] - table["true"]).sort_index(), against


if __name__ == "__main__":
    table, against = said_of(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
    print(table.to_string())
    print(f"{len(against)} contradictions")
    for line in against[:10]:
        print(" ", line)
