"""What is said of one agency, its peers, its years and of all together, held against tests made another way.

Run as ``python -m tests.benchmarks.sentences_of_agencies [data sets]``. Kinds that `tests.benchmarks.sentences`
does not hold: above or below the peers, outside the limits, the course of the years with its peak, sums of all.
"""

from __future__ import annotations

import re
import sys
from collections import Counter

import numpy as np
import pandas as pd
from scipy import stats

from govreports.charts.chart_rows import rows_of
from govreports.charts.titles import over_years
from govreports.form.load import table
from govreports.measures.tests_of_difference import ALPHA
from govreports.measures.too_few import FEWEST_CASES
from govreports.view.findings.agency import among_peers
from govreports.view.findings.topics import outcomes, outside
from govreports.view.opening import view_of
from govreports.view.view import View
from tests.benchmarks.sentences import Counts, drawn, fisher
from tests.figures_data import dataset

YEARS = (2022, 2023, 2024, 2025)
RATE = "disclosure_rate"
AREAS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃寒来暑往秋收"
RESULTS = [item.id for item in table("2021", "applications").items]
Told = list[tuple[str, bool]]


def town(random: np.random.Generator) -> tuple[View, Counts, Counts]:
    """Make education bureaus of several years; give what they granted of what they concluded, agencies × years."""
    x, n = drawn(random)
    columns = [(x, n)]
    for _ in YEARS[1:]:
        rates = np.clip(x / n + random.choice([0.0, 0.0, 0.3, -0.3]), 0, 1)
        columns.append((random.binomial(n.astype(int), rates).astype(float), n))
    granted, concluded = (np.stack([column[side] for column in columns], axis=1) for side in (0, 1))
    reports, cells = [], []
    for place in range(x.size):
        for at, year in enumerate(YEARS):
            report = {"report": f"r{place}_{year}", "agency": f"{AREAS[place]}市教育局", "year": year}
            reports.append(report | {"edition": "2021"})
            yes, whole = granted[place, at], concluded[place, at]
            values = {"granted": yes, "unavailable_not_held": whole - yes, "concluded": whole, "received": whole}
            cells += [
                report
                | {"table": "applications", "item": item, "column": "total", "value": value}
                | {"state": "number", "method": "text"}
                for item, value in (dict.fromkeys(RESULTS, 0.0) | values).items()
            ]
    return view_of(dataset(reports, cells, pd.DataFrame())), granted, concluded


def judge_peers(view: View, x: Counts, n: Counts) -> Told:
    """Hold the sentence on each agency's peers against Fisher's test; peers have a fifth to five times its cases."""
    told = []
    for place in range(x.size):
        said = among_peers(view, f"{AREAS[place]}市教育局", RATE, YEARS[-1])
        others = (n * 5 >= n[place]) & (n <= n[place] * 5) & (np.arange(x.size) != place)
        if "不作同类比较" in said:
            told.append(("peers: none", bool(others.sum() < 5)))
            continue
        y, m = x[others].sum(), n[others].sum()
        p_value = fisher(x[place], n[place], y, m)
        true = {
            "too few": "不作判断" in said and min(n[place], m) < FEWEST_CASES,
            "none seen": "未见" in said and p_value > ALPHA,
            "above": "本机关高于" in said and p_value <= ALPHA and x[place] / n[place] > y / m,
            "below": "本机关低于" in said and p_value <= ALPHA and x[place] / n[place] < y / m,
        }
        words = {"too few": "不作判断", "none seen": "未见", "above": "本机关高于", "below": "本机关低于"}
        kind = next((kind for kind, word in words.items() if word in said), "nothing")
        told.append((f"peers: {kind}", f"（{y:,.0f}/{m:,.0f}）" in said and true.get(kind, False)))
    return told


def judge_outside(view: View, x: Counts, n: Counts) -> Told:
    """Hold those outside the exact limits, by the plot and in words, against tails that are summed up case by case."""
    if x.size < 3 or x.size >= 20 or x.sum() in (0, n.sum()):
        return []
    middle, told = x.sum() / n.sum(), []
    found, said = view.funnel(RATE), outside(view, RATE)
    where = {} if found is None else dict(zip(found.points["agency"], found.points["outside"], strict=True))
    far: dict[str, set[str]] = {"高于": set(), "低于": set()}
    for place in range(x.size):
        chances = stats.binom.pmf(np.arange(n[place] + 1), n[place], middle)
        below, above = chances[: int(x[place]) + 1].sum(), chances[int(x[place]) :].sum()
        beyond = n[place] >= FEWEST_CASES and 2 * min(below, above) <= 0.002
        who, side = f"{AREAS[place]}市教育局", "高于" if x[place] / n[place] > middle else "低于"
        far[side] |= {who} if beyond else set()
        drawn_beyond = where.get(who, "") in ("above_998", "below_998")
        told.append(("outside the limits" if drawn_beyond else "within the limits", drawn_beyond == beyond))
    for side, names in far.items():
        listed = re.search(rf"{side}：([^；。]*)", said)
        named = set(re.findall("[^、]市教育局", listed[1])) if listed else set()
        # Of more than three the first stand there, and 等 N 个.
        more = re.search(r"等 (\d+) 个", listed[1]) if listed else None
        holds = named <= names and (int(more[1]) if more else len(named)) == len(names)
        told.append((f"limits: {'named' if names else 'nobody named'}", holds))
    return told


def judge_course(view: View, x: Counts, n: Counts) -> Told:
    """Hold each agency's title over the years against Fisher's test of its ends and of a peak between them."""
    told = []
    for place in range(len(x)):
        who = f"{AREAS[place]}市教育局"
        title = over_years(rows_of(view.of(who, RATE)), "zh")
        rates, pairs = x[place] / n[place], len(YEARS) * (len(YEARS) - 1) / 2
        ends = fisher(x[place, 0], n[place, 0], x[place, -1], n[place, -1])
        peak = re.search(r"其间 (\d{4}) 年最高", title)
        if peak:
            at = YEARS.index(int(peak[1]))
            tests = [fisher(x[place, at], n[place, at], x[place, end], n[place, end]) for end in (0, -1)]
            told.append(("course: peak", max(tests) * pairs <= ALPHA and rates[at] == rates.max()))
        elif "升至" in title or "降至" in title:
            up = rates[-1] > rates[0]
            told.append(("course: rose or fell", ends <= ALPHA and ("升至" in title) == up))
        elif "不作判断" in title:
            told.append(("course: too few", min(n[place, 0], n[place, -1]) < FEWEST_CASES))
        else:
            told.append(("course: no change seen", ends > ALPHA or rates[0] == rates[-1]))
    return told


def judge_sums(view: View, x: Counts, n: Counts) -> Told:
    """Hold the sums that are told of all agencies against those of the numbers drawn."""
    said = "".join(outcomes(view))
    return [
        ("sum: received and concluded", f"新收申请 {n.sum():,.0f} 件，办结 {n.sum():,.0f} 件" in said),
        ("sum: disclosure rate", f"{x.sum():,.0f}/{n.sum():,.0f}" in said),
    ]


def said_of_agencies(runs: int, seed: int = 1) -> pd.DataFrame:
    """Draw data sets; return how often each kind of statement was said and how often it was true."""
    random = np.random.default_rng(seed)
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for _ in range(runs):
        view, x, n = town(random)
        last = x[:, -1], n[:, -1]
        told = judge_peers(view, *last) + judge_outside(view, *last) + judge_course(view, x, n)
        for kind, holds in told + judge_sums(view, *last):
            said[kind] += 1
            true[kind] += bool(holds)
    kinds = pd.DataFrame({"said": said, "true": true}).fillna(0).astype(int)
    return kinds.assign(false=kinds["said"] - kinds["true"]).sort_index()


if __name__ == "__main__":
    print(said_of_agencies(int(sys.argv[1]) if len(sys.argv) > 1 else 500).to_string())
