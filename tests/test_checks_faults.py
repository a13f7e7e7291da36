"""Faults planted in clean tables are found and placed (the whole measure: ``tests/benchmarks/faults.py``)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreports.checks.faults.rank import Evidence, Hypothesis, hypotheses
from tests.planted import KINDS, SEEN_IN_LITIGATION, Planted, clean_table, failing, plant, system

CASES = [("applications", kind) for kind in KINDS] + [("litigation", kind) for kind in SEEN_IN_LITIGATION]
EXPECTED = {("applications", "offsetting_pair"): 0.7, ("litigation", "cell_misprinted"): 0.7}
"""Sums cannot tell in which of several columns two rows offset each other, nor which of five numbers is wrong."""


def ranked(case: Planted) -> list[Hypothesis]:
    evidence = Evidence(case.before, {}, ())
    return [one for part in system(case.table, case.printed) for one in hypotheses(part, case.printed, evidence)]


@pytest.mark.parametrize(("table", "kind"), CASES)
def test_a_single_fault_is_among_the_first_two_suggestions(table: str, kind: str) -> None:
    rng = np.random.default_rng([1, *kind.encode()])
    cases = [plant(rng, table, (kind,)) for _ in range(20)]
    hits = [any(case.faults.keys() <= {place for place, _ in one.cells} for one in ranked(case)[:2]) for case in cases]
    assert np.mean(hits) >= EXPECTED.get((table, kind), 0.95)


@given(st.integers(0, 2**32 - 1), st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_every_planted_fault_shows_in_a_failing_identity(seed: int, kinds: list[str]) -> None:
    case = plant(np.random.default_rng(seed), "applications", tuple(kinds))
    assert case.faults.keys() <= failing("applications", case.printed)
    assert ranked(case) or len(case.faults) > 3  # whole rows exchanged twice over: the sums fail, but tell no place


@given(st.integers(0, 2**32 - 1), st.sampled_from(["applications", "litigation"]))
@settings(max_examples=50, deadline=None)
def test_a_clean_table_raises_no_alarm(seed: int, table: str) -> None:
    values = clean_table(np.random.default_rng(seed), table)
    assert ranked(Planted(table, (), values, values, {})) == []


@given(st.integers(0, 2**32 - 1), st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_what_is_said_to_be_settled_is_settled(seed: int, kinds: list[str]) -> None:
    case = plant(np.random.default_rng(seed), "applications", tuple(kinds))
    part = system("applications", case.printed)[0]
    before = part.residuals(case.printed)
    for one in ranked(case):
        after = part.residuals({**case.printed, **dict(one.cells)})
        assert one.settled == len(before.keys() - after.keys())
        assert one.broken == len(after.keys() - before.keys())
        assert all(value >= 0 for _, value in one.cells)


def test_the_prose_decides_between_two_places() -> None:
    """Of 5 + 1 = 9 (卫东 style: one row of table 四) the sentence 其中结果维持8件 tells which number is wrong."""
    values = {
        ("reconsideration", c): v
        for c, v in zip(("upheld", "corrected", "other", "pending", "total"), (5.0, 1.0, 0.0, 0.0, 9.0), strict=True)
    }
    (part,) = system("litigation", values)
    alone = hypotheses(part, values, Evidence({}, {}, ()))
    told = hypotheses(part, values, Evidence({}, {("reconsideration", "upheld"): {8.0: "其中结果维持8件"}}, ()))
    assert dict(alone[0].cells) != {("reconsideration", "upheld"): 8.0}
    assert dict(told[0].cells) == {("reconsideration", "upheld"): 8.0}


def test_a_doubtful_reading_is_suspected_first() -> None:
    values = {
        ("reconsideration", c): v
        for c, v in zip(("upheld", "corrected", "other", "pending", "total"), (13.0, 2.0, 7.0, 0.0, 19.0), strict=True)
    }
    (part,) = system("litigation", values)
    first = hypotheses(part, values, Evidence({}, {}, {("reconsideration", "other")}))[0]
    assert dict(first.cells) == {("reconsideration", "other"): 4.0}
