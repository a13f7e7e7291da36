"""Prose read into statements, and statements set against tables."""

from __future__ import annotations

from collections import Counter

import pytest

from govreports.checks.prose_against_tables import prose_checks, said
from govreports.matching.prose.statements import statements
from govreports.reading.read_file import read_report
from tests.prose_cases import CASES
from tests.shared import shared

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


A, R, L = "applications.", "reconsideration.", "lawsuit_all."
READ = {
    "reports/huaian_2024.pdf": [
        (A + "handled", 3119), (A + "concluded", 3050), (A + "carried_in", 34), (A + "carried_out", 103),
        (R + "total", 351), (R + "upheld", 72), (R + "corrected", 64), (R + "other", 178), (R + "pending", 37),
        (L + "total", 46), (L + "upheld", 25), (L + "corrected", 5), (L + "other", 9), (L + "pending", 7),
        ("fee.amount", 3940),
    ],
    "reports/hongze_2023.pdf": [(A + "handled", 21), ("fee.amount", 0)],
    "reports/weidong_justice_2024.txt": [(A + "received", 0), (A + "handled", 0), ("fee.amount", 0)],
    "reports/pingtan_2024.html": [(A + "handled", 218), ("fee.amount", 0)],
    "reports/shanghai_general_office_2019.html": [
        (A + "handled", 859), (A + "concluded", 805), (A + "carried_in", 18), (A + "carried_out", 72),
        (A + "granted_in_part_or_whole", 258), (A + "denied", 35), (A + "unavailable", 265), (A + "rejected", 158),
        (A + "other", 0), (R + "total", 7), (L + "total", 9),
    ],
}  # fmt: skip
"""Every number that the prose of the real reports states about the form's cells, as a reader finds them."""


@pytest.mark.parametrize("path", READ)
def test_the_prose_of_real_reports_is_read_whole_and_nothing_else(path: str) -> None:
    report = read_report(shared(path))
    found = Counter(
        (one.quantity, one.value) for text in report.sections["text"] for one in statements(text, report.year)
    )
    assert found == Counter(READ[path])


@pytest.mark.parametrize("path", READ)
def test_the_prose_of_real_reports_agrees_with_their_tables(path: str) -> None:
    report = read_report(shared(path))
    values = {(c.table, c.item, c.column): c.value for c in report.cell_rows if c.value is not None}
    checks = prose_checks(values, report.sections["text"], report.year)
    unknown = [(check.item, check.right) for check in checks if check.status != "pass"]
    # The office's table 三 counts 18 carried in and prints blanks for 0, so most sums there have blank operands.
    assert unknown == {"reports/shanghai_general_office_2019.html": []}.get(path, [])
