"""What is answered to questions (what if, why, ranks, 2024, the prose), held against tests made another way.

Run as ``python -m tests.benchmarks.sentences_of_questions [data sets]``. Kinds that `tests.benchmarks.sentences` and
`tests.benchmarks.sentences_of_agencies` do not hold. What is supposed is written into the cells and said anew;
intervals are those of statsmodels; the law of 2024 is tested by shuffling the cases of each agency.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from govreports.columns import KEY_COLUMNS, SECTION_COLUMNS, frame
from govreports.dataset.data import Dataset
from govreports.form.load import table
from govreports.measures.peer_group import FEWEST_PEERS
from govreports.measures.tests_of_difference import ALPHA
from govreports.measures.too_few import FEWEST_CASES
from govreports.view import findings
from govreports.view.findings.agency import profile
from govreports.view.findings.topics import outcomes
from govreports.view.opening import view_of
from govreports.view.view import View
from govreports.view.what_if import what_if
from govreports.view.why import why
from tests.benchmarks.sentences import drawn, fisher, holm_by_steps
from tests.benchmarks.sentences_of_agencies import AREAS, Told
from tests.figures_data import dataset

RESULTS = [item.id for item in table("2021", "applications").items if item.id not in ("received", "carried_in")]
ROUTES = ("reconsideration", "lawsuit_direct", "lawsuit_after_reconsideration")
Numbers = dict[tuple[str, str], float]
"""Of one report: item and column (table three's ``total``), the rest 0."""


def data_of(known: Mapping[tuple[int, int], Numbers]) -> Dataset:
    """Make a dataset of bureaus from the numbers of each (agency, year)."""
    reports, cells = [], []
    for (place, year), numbers in known.items():
        report = {"report": f"r{place}_{year}", "agency": f"{AREAS[place]}市教育局", "year": year, "edition": "2021"}
        reports.append(report)
        whole = {(item, "total"): 0.0 for item in ("received", "carried_in", *RESULTS)}
        whole |= {(route, column): 0.0 for route in ROUTES for column in ("upheld", "corrected", "other", "pending")}
        for (item, column), value in (whole | numbers).items():
            where = "litigation" if item in ROUTES else "applications"
            cell = {"table": where, "item": item, "column": column, "value": value, "state": "number"}
            cells.append(report | cell | {"method": "text"})
    return dataset(reports, cells, pd.DataFrame())


def outcome_numbers(granted: float, denied: float, not_held: float, repeated: float) -> Numbers:
    """Return a report's numbers of which nothing was carried in or over."""
    whole = granted + denied + not_held + repeated
    values = {"received": whole, "concluded": whole, "granted": granted, "denied_internal_affairs": denied}
    values |= {"unavailable_not_held": not_held, "rejected_repeated": repeated}
    return {(item, "total"): value for item, value in values.items()}


def year_of(random: np.random.Generator) -> list[tuple[float, float, float, float]]:
    """Draw granted, denied, not held and repeated of each agency."""
    granted, whole = drawn(random)
    rest = (whole - granted).astype(int)
    denied = random.binomial(rest, random.choice([0.0, 0.1, 0.5]))
    held = random.binomial(rest - denied, random.choice([0.5, 1.0]))
    return [(float(g), float(d), float(h), float(r)) for g, d, h, r in
            zip(granted, denied, held, rest - denied - held, strict=True)]  # fmt: skip


def judge_what_if(random: np.random.Generator) -> Told:
    """Hold what would be other against sentences and ranks of data in which it is so."""
    years = {year: year_of(random) for year in (2024, 2025)}
    years[2025] = (years[2025] * len(years[2024]))[: len(years[2024])]
    known = {(at, year): outcome_numbers(*row) for year, rows in years.items() for at, row in enumerate(rows)}
    place = int(random.integers(len(years[2025])))
    granted, denied, held, repeated = years[2025][place]
    cases = int(random.integers(0, int(repeated) + 1))
    who, data = f"{AREAS[place]}市教育局", data_of(known)
    if not cases:
        return []
    found = what_if(data, "disclosure_rate", 2025, agency=who, without={"rejected_repeated": cases})
    then = data_of(known | {(place, 2025): outcome_numbers(granted, denied, held, repeated - cases)})
    now, would = (profile(view_of(one), who) for one in (data, then))
    told: Told = [
        ("what if: no longer", set(found.gone) == set(now) - set(would)),
        ("what if: instead", set(found.come) == set(would) - set(now)),
    ]
    if len(found.ranks):
        rates = {
            f"{AREAS[at]}市教育局": row[0] / (sum(row) - (cases if at == place else 0))
            for at, row in enumerate(years[2025])
            if sum(row) - (cases if at == place else 0)
        }
        for row in found.ranks.to_dict("records"):
            rank = 1 + sum(other > rates[row["agency"]] for other in rates.values())
            told.append(("what if: rank", row["rank_if"] == rank))
    return told


def judge_ranks(random: np.random.Generator) -> Told:
    """Hold the sentence on another denominator's ranks against intervals of statsmodels."""
    rows = year_of(random)
    known = {(at, 2025): outcome_numbers(*row) for at, row in enumerate(rows)}
    said = next((line for line in outcomes(view_of(data_of(known))) if "位次区间" in line), "")
    both = [at for at, row in enumerate(rows) if sum(row) and row[0] + row[1]]
    if len(both) < 2:
        return [("ranks: not said", not said)]
    bounds = []
    for whole in (lambda row: sum(row), lambda row: row[0] + row[1]):
        alpha = 1 - 0.95 ** (1 / len(both))
        spans = [proportion_confint(rows[at][0], whole(rows[at]), alpha=alpha, method="beta") for at in both]
        bounds.append([
            (1 + sum(other[0] > mine[1] for other in spans), len(both) - sum(other[1] < mine[0] for other in spans))
            for mine in spans
        ])  # fmt: skip
    apart = [at for at, one, two in zip(both, *bounds, strict=True) if one[0] > two[1] or two[0] > one[1]]
    if "不相交" in said:
        count = int(found[1]) if (found := re.search(r"等 (\d+) 个", said)) else None
        names = [f"{AREAS[at]}市教育局" in said for at in apart]
        return [("ranks: moved", bool(apart) and (all(names) if count is None else count == len(apart)))]
    return [("ranks: meet", not apart)]


def judge_why(random: np.random.Generator) -> Told:
    """Hold a card's value, its years and its peers against sums made by hand."""
    years = {year: year_of(random) for year in (2023, 2024, 2025)}
    size = min(map(len, years.values()))
    known = {(at, year): outcome_numbers(*row) for year, rows in years.items() for at, row in enumerate(rows[:size])}
    place, data = int(random.integers(size)), data_of(known)
    card = why(data, f"{AREAS[place]}市教育局", 2025, "received")
    lines = {part.heading: part.lines for part in card.parts}
    came = {year: [sum(row) for row in rows[:size]] for year, rows in years.items()}
    mine = came[2025][place]
    told: Told = [
        ("why: value", lines["数值"][0] == f"{mine:,.0f} 件"),
        ("why: years", all(line.startswith(f"{year}  {came[year][place]:,.0f}") for year, line in
                           zip(years, lines["历年"], strict=True))),
    ]  # fmt: skip
    for year, line in zip((2024, 2025), lines["历年"][1:], strict=True):
        before, after = came[year - 1][place], came[year][place]
        p_value = stats.binomtest(int(after), int(before + after), 0.5).pvalue if before + after else 1.0
        unseen = "未见" in line
        told.append((f"why: step {'unseen' if unseen else 'said'}", unseen == (p_value > ALPHA and before != after)))
    peers = [n for at, n in enumerate(came[2025]) if at != place and n * 5 >= mine and n <= mine * 5]
    if "同类机关" in lines:
        middle, low, high = np.median(peers), min(peers), max(peers)
        span = f"中位数 {_number(middle)}，最低 {_number(low)}，最高 {_number(high)}；未作检验。"
        told.append(("why: peers", lines["同类机关"][0] == f"{len(peers)} 个同类机关：{span}"))
    else:
        told.append(("why: no peers", len(peers) < FEWEST_PEERS))
    return told


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() or value >= 1000 else f"{value:.2f}".rstrip("0")


def judge_2024(random: np.random.Generator) -> Told:
    """Hold the sentences on 2024 against Fisher, Holm and shuffles of each agency's cases."""
    count, effect = int(random.choice([1, 4, 6, 12, 30])), random.choice([0.0, 0.0, -1.5, 1.5])
    base, size = random.normal(-0.5, random.choice([0.3, 1.0]), count), random.choice([3, 12, 60])
    known: dict[tuple[int, int], Numbers] = {}
    sums = np.zeros((count, 4))
    for at in range(count):
        for year in (2022, 2023, 2024, 2025):
            n = int(random.poisson(size))
            x = int(random.binomial(n, 1 / (1 + np.exp(-(base[at] + effect * (year > 2023))))))
            cases = {("lawsuit_direct", "upheld"): float(x), ("reconsideration", "upheld"): float(n - x)}
            known[at, year] = outcome_numbers(5, float(random.integers(0, 5)), 5, 0) | cases
            sums[at, 2 * (year > 2023) : 2 * (year > 2023) + 2] += x, n
    said = findings.reconsideration_first(view_of(data_of(known)))
    return [*_single_2024(said, sums), *_all_2024(said, sums, random)]


def _single_2024(said: list[str], sums: np.ndarray) -> Told:
    both = [at for at in range(len(sums)) if sums[at, 1] and sums[at, 3]]
    judged = [at for at in both if min(sums[at, 1], sums[at, 3]) >= FEWEST_CASES]
    rejected = holm_by_steps([fisher(*sums[at]) for at in judged])
    told: Told = []
    for word, side in (("下降", -1), ("上升", 1)):
        line = next((line for line in said if line.startswith(f"直接起诉占比{word}超出偶然的机关")), "")
        true = [at for at, yes in zip(judged, rejected, strict=True)
                if yes and np.sign(sums[at, 2] / sums[at, 3] - sums[at, 0] / sums[at, 1]) == side]  # fmt: skip
        more = re.search(r"等 (\d+) 个", line)
        named = [at for at in both if f"{AREAS[at]}市教育局" in line]
        named_right = set(named) <= set(true) and (int(more[1]) if more else len(named)) == len(true)
        told.append((f"2024: single agencies {'named' if line else 'not named'}", named_right))
    few = next((line for line in said if re.fullmatch(r"\d+ 个机关件数不足 10，不作判断。", line)), "0")
    return [*told, ("2024: few", int(re.match(r"\d+", few)[0]) == len(both) - len(judged))]  # type: ignore[index]


def _all_2024(said: list[str], sums: np.ndarray, random: np.random.Generator) -> Told:
    kept = sums[(sums[:, 1] > 0) & (sums[:, 3] > 0)]
    line = next((line for line in said if line.startswith("各机关（")), "")
    if not line:
        return [("2024: nobody", not len(kept))]
    x, n, y, m = kept.T
    told: Told = [("2024: sums", f"{x.sum():,.0f}/{n.sum():,.0f}" in line and f"{y.sum():,.0f}/{m.sum():,.0f}" in line)]
    if "不作判断" in line:
        tells = int(((x + y > 0) & (x + y < n + m)).sum())
        return [*told, ("2024: not judged", tells < FEWEST_PEERS or min(n.sum(), m.sum()) < FEWEST_CASES or
                        not (y * (n - x)).sum() or not ((m - y) * x).sum())]  # fmt: skip
    # The cases of each agency dealt anew to the years before and since.
    dealt = random.hypergeometric((x + y).astype(int), (n + m - x - y).astype(int), m.astype(int), (4_000, len(m)))
    middle = ((x + y) * m / (n + m)).sum()
    p_value = float((abs(dealt.sum(axis=1) - middle) >= abs(y.sum() - middle) - 1e-9).mean())
    if "未见" in line:
        return [*told, ("2024: none seen", True)]
    falls = y.sum() < middle
    return [*told, ("2024: beyond chance", p_value <= ALPHA and ("下降" in line) == falls)]


_PROBLEMS = (
    *("政策解读形式单一", "基层人员业务不熟悉", "平台栏目偏少", "主动公开内容不细", "思想认识不到位"),
    *("依申请公开答复不规范", "回应关切不及时", "网站检索不便"),
)


def judge_prose(random: np.random.Generator) -> Told:
    """Hold what is said of days, shared passages and promises against the days and the letters themselves."""
    heads: list[dict[str, object]] = []
    lines: list[tuple[str, str, int, str, str, str, None]] = []
    problems: dict[tuple[int, int], set[str]] = {}
    for at in range(int(random.integers(2, 7))):
        for year in (2023, 2024):
            day = date(year + 1, 1, 1).toordinal() + int(random.integers(0, 80))
            report, agency = f"r{at}_{year}", f"{AREAS[at]}市教育局"
            head: dict[str, object] = {"report": report, "agency": agency, "year": year, "edition": "2021"}
            heads.append(head | {"published": date.fromordinal(day).isoformat(), "published_source": "page"})
            text = "".join(random.permutation(list("".join(_PROBLEMS) * 3)))
            if lines and random.random() < 0.4:
                text = text[:40] + lines[2 * int(random.integers(len(lines) // 2))][5][20:110] + text[40:]
            lines.append((report, agency, year, "一", "总体情况", f"{text}。", None))
            chosen = random.choice(_PROBLEMS, int(random.integers(1, 5)), replace=False).tolist()
            problems[at, year] = set(chosen)
            told = "；".join(f"{number}是{one}" for number, one in zip("一二三四", chosen, strict=False))
            lines.append((report, agency, year, "五", "存在的主要问题及改进情况", f"主要问题：{told}。", None))
    reports = dataset(heads, [], pd.DataFrame()).reports
    view = view_of(Dataset(reports=reports, sections=frame(lines, KEY_COLUMNS | SECTION_COLUMNS)))
    return [*_days(view, heads), *_shared(view, {line[0]: line[5] for line in lines[::2]}), *_promised(view, problems)]


def _promised(view: View, problems: Mapping[tuple[int, int], set[str]]) -> Told:
    """What stands in both years is repeated; what stands in the first alone never is, nor was it reported done."""
    said = "".join(findings.promised(view))
    counted = {word: int(number) for word, number in re.findall(r"(\D+?) (\d+)[，。]", said)}
    both = sum(len(first & problems[at, 2024]) for (at, year), first in problems.items() if year == 2023)
    every = sum(len(first) for (_, year), first in problems.items() if year == 2023)
    return [
        ("prose: repeated", counted["原文重复"] == both),
        ("prose: all promises", sum(counted.values()) == every and not counted["自述已办"]),
    ]


def _days(view: View, heads: list[dict[str, object]]) -> Told:
    said = findings.in_time(view)
    late = [head for head in heads if str(head["published"])[5:] > "01-31"]
    counts = [int(number) for number in re.findall(r"\d+", said[0])]
    true = [len(heads), len(heads) - len(late), len(late), 0]
    named = all(any(f"{head['agency']} {head['year']} 年报告" in line for line in said[1:]) for head in late)
    return [("prose: in time", counts == true), ("prose: late", named and len(said) - 1 == len(late))]


def _shared(view: View, texts: Mapping[str, str]) -> Told:
    found = findings.copies(view)
    if not isinstance(found, pd.DataFrame):
        return []
    return [
        ("prose: shared", str(row["文字"]) in texts[str(report)] and str(row["文字"]) in texts[str(row["相同于"])])
        for report, row in zip(found.index, found.to_dict("records"), strict=True)
    ]


JUDGES = (judge_what_if, judge_ranks, judge_why, judge_2024, judge_prose)


def said_of_questions(runs: int, seed: int = 1) -> pd.DataFrame:
    """Draw data sets; return how often each kind of statement was said and how often it was true."""
    random = np.random.default_rng(seed)
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for _ in range(runs):
        for kind, holds in (told for judge in JUDGES for told in judge(random)):
            said[kind] += 1
            true[kind] += bool(holds)
    kinds = pd.DataFrame({"said": said, "true": true}).fillna(0).astype(int)
    return kinds.assign(false=kinds["said"] - kinds["true"]).sort_index()


if __name__ == "__main__":
    print(said_of_questions(int(sys.argv[1]) if len(sys.argv) > 1 else 300).to_string())
