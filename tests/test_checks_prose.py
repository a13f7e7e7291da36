"""Prose read into statements, and statements set against tables."""

from __future__ import annotations

from collections import Counter

import pytest
from prose_cases import CASES

from govreports.checks.prose import prose_checks, said
from govreports.matching.sentences import statements

RECEIVED, CARRIED_IN = ("applications", "received", "total"), ("applications", "carried_in", "total")


@pytest.mark.parametrize(("text", "year", "expected"), CASES, ids=[text[:16] for text, _, _ in CASES])
def test_a_sentence_states_what_it_states(text: str, year: int, expected: list[tuple[str, float]]) -> None:
    found = Counter((one.quantity, one.value) for one in statements(text, year))
    assert found == Counter(expected)


def test_received_may_count_what_was_carried_in() -> None:
    """平潭综合实验区管委会 2022 says 收到申请75件, and its table prints 74 received and 1 carried in."""
    printed = {RECEIVED: 74.0, CARRIED_IN: 1.0}
    (check,) = prose_checks(printed, ["2022年收到政府信息公开申请75件。"], 2022)
    assert (check.status, check.left, check.right) == ("pass", 75.0, 75.0)


def test_no_match_is_unknown_with_the_sentence_quoted_and_never_fail() -> None:
    """平潭综合实验区经济发展局 2023 says 共收到政府信息公开申请0条, and its table prints 3."""
    (check,) = prose_checks({RECEIVED: 3.0, CARRIED_IN: 0.0}, ["本年度共收到政府信息公开申请0条。"], 2023)
    assert check.status == "unknown"
    assert check.message is not None
    assert "本年度共收到政府信息公开申请0条" in check.message


def test_a_blank_cell_is_not_compared() -> None:
    assert prose_checks({CARRIED_IN: 1.0}, ["2022年办结政府信息公开申请75件。"], 2022) == []


def test_an_applicants_count_belongs_to_its_column() -> None:
    printed = {("applications", "received", "natural_person"): 72.0, RECEIVED: 75.0}
    first, second = prose_checks(printed, ["共收到政府信息公开申请75件，其中自然人72件。"], 2021)
    assert (first.column, first.status) == ("total", "pass")
    assert (second.column, second.status) == ("natural_person", "pass")


def test_filings_are_not_compared_with_table_four() -> None:
    assert statements("办理行政复议答复备案案件12件。", 2024) == []


def test_the_scope_is_told() -> None:
    first, second = statements("全区共收到依申请公开104件，其中区本级受理32件。", 2024)
    assert (first.scope, second.scope) == ("whole", "own_level")


def test_what_the_prose_says_of_single_cells_is_evidence() -> None:
    told = said(["政府信息公开行政复议351件，其中结果维持72件。"], 2024)
    assert list(told["litigation", "reconsideration", "upheld"]) == [72.0]
