"""2024 as an experiment: what the comparison finds where something was planted, and what it does not find elsewhere."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from govreports.dataset.data import Dataset
from govreports.measures.common_odds import common_odds, odds_against
from govreports.measures.reconsideration_first import before_and_after, reconsideration_first
from govreports.view import findings, view_of


def rows(counts: dict[str, dict[int, tuple[int, int, int]]], part_of: dict[str, str] | None = None) -> pd.DataFrame:
    """Indicators of agencies by year: direct lawsuits, reconsiderations, denied of 100 concluded."""
    lines = []
    for agency, years in counts.items():
        for year, (direct, first, denied) in years.items():
            values = {
                "lawsuit_direct_decided": ("count", direct, None),
                "reconsideration_decided": ("count", first, None),
                "denied_share": ("share", denied, 100),
            }
            for name, (kind, numerator, denominator) in values.items():
                line = {"report": f"{agency}_{year}", "agency": agency, "agency_id": agency, "year": year}
                line |= {"indicator": name, "applicant": "total", "kind": kind, "numerator": float(numerator)}
                line |= {"denominator": denominator, "value": 1.0, "part_of": (part_of or {}).get(agency)}
                lines.append(line | {"used": True, "basis": "printed", "flags": None})
    frame = pd.DataFrame(lines)
    return frame.astype({"numerator": "Float64", "denominator": "Float64", "used": "boolean", "flags": "string"})


def planted(agencies: int, fall: dict[bool, float]) -> pd.DataFrame:
    """Agencies half of which deny much; since 2024 the direct lawsuits of both halves are a part of what they were."""
    counts = {}
    for place in range(agencies):
        much = place % 2 == 0
        before, after = 20 + place, round((20 + place) * fall[much])
        years = dict.fromkeys((2020, 2021, 2022, 2023), (before, 30, 30 if much else 5))
        counts[f"机关{place:02}"] = years | dict.fromkeys((2024, 2025), (after, 30, 30 if much else 5))
    return rows(counts)


def test_agencies_of_one_odds_ratio_have_that_of_mantel_and_haenszel() -> None:
    tables = pytest.importorskip("statsmodels.stats.contingency_tables")
    n, m = np.array([40.0, 60, 30, 80, 55, 47]), np.array([50.0, 45, 35, 70, 60, 41])
    x, y = np.round(n * 0.4), np.round(m * 0.25)
    table = np.array([[[b, d - b], [a, c - a]] for a, c, b, d in zip(x, n, y, m, strict=True)])
    theirs = tables.StratifiedTable(np.moveaxis(table, 0, -1))
    ours = common_odds(x, n, y, m)
    assert ours.ratio == pytest.approx(theirs.oddsratio_pooled)
    assert ours.error == pytest.approx(theirs.logodds_pooled_se)
    assert ours.low < theirs.oddsratio_pooled_confint()[0] < theirs.oddsratio_pooled_confint()[1] < ours.high


@pytest.mark.parametrize("spread", [0.0, 0.8])
def test_the_interval_holds_what_it_promises_where_agencies_differ_too(spread: float) -> None:
    random, effect, held = np.random.default_rng(2024), np.log(0.6), 0
    for _ in range(400):
        n, m = random.integers(10, 60, 12).astype(float), random.integers(10, 60, 12).astype(float)
        base, own = random.normal(-0.5, 0.7, 12), random.normal(effect, spread, 12)
        x, y = (
            random.binomial(n.astype(int), 1 / (1 + np.exp(-base))),
            random.binomial(m.astype(int), 1 / (1 + np.exp(-base - own))),
        )
        found = common_odds(x.astype(float), n, y.astype(float), m)
        held += found.low <= np.exp(effect) <= found.high
    assert held / 400 >= 0.93


def test_a_fall_where_much_is_denied_is_found_and_none_in_the_years_before() -> None:
    found = reconsideration_first(planted(16, {True: 0.2, False: 1.0}))
    verdicts = dict(zip(found["comparison"] + " " + found["group"], found["verdict"], strict=True))
    assert verdicts["law denies_much"] == verdicts["law much_against_little"] == "down"
    assert verdicts["law denies_little"] == "unseen"
    assert {said for name, said in verdicts.items() if name.startswith("placebo")} == {"unseen"}
    assert found.loc[found["group"] == "denies_much", "odds_ratio"].iloc[0] == pytest.approx(0.2, abs=0.02)


def test_of_four_agencies_nothing_is_said() -> None:
    assert set(reconsideration_first(planted(4, {True: 0.1, False: 0.1}))["verdict"]) == {"few"}


def test_a_whole_and_its_part_count_once_and_2019_which_held_two_laws_not_at_all() -> None:
    years = {2019: (90, 0, 5), 2023: (12, 3, 5), 2024: (1, 20, 5)}
    found = before_and_after(rows({"区": years, "局": years | {2023: (12, 0, 5)}}, {"局": "区"}))
    assert found["agency"].tolist() == ["区"]
    assert found.attrs["left_out"] == ("局",)
    assert found[["direct_before", "challenges_before", "direct_after"]].iloc[0].tolist() == [12.0, 15.0, 1.0]
    assert found["verdict"].tolist() == ["down"]


def test_two_groups_are_told_apart_by_both_of_their_errors() -> None:
    strong, none = (
        common_odds(np.full(8, 20.0), np.full(8, 40.0), np.full(8, after), np.full(8, 40.0)) for after in (8.0, 20.0)
    )
    found = odds_against(strong, none)
    assert found.ratio == pytest.approx(0.25)
    assert found.error == pytest.approx(np.hypot(strong.error, none.error))
    assert found.high < 1


def test_sentences_say_a_fall_with_its_interval_and_the_years_before_beside_it() -> None:
    view = view_of(Dataset()).supposing(planted(16, {True: 0.2, False: 1.0}))
    _, much, little, against, placebo, *_ = findings.reconsideration_first(view)
    assert much.startswith("不予公开占比较高的机关（8 个）审结的复议与直接起诉中，直接起诉占比 2024 年前")
    assert "95% 区间" in much
    assert "下降超出偶然（p<0.001）" in much
    assert "未见超出偶然的变化" in little
    assert "下降超出偶然" in against
    assert placebo.startswith("对照：2020–2021 年与 2022–2023 年之间")
    assert "未见超出偶然的变化" in placebo


def test_sentences_judge_nothing_of_four_agencies() -> None:
    view = view_of(Dataset(), lang="en").supposing(planted(4, {True: 0.2, False: 0.2}))
    said = findings.reconsideration_first(view)
    assert "fewer than 5 agencies or 10 cases that tell, not judged" in said[0]
    assert "whether it was moving before is unknown" in " ".join(said)
    assert len(findings.limits(view)) == 4
