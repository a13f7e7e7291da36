"""Numbers that give a wrong reading away are in doubt, and no sum with one of them is laid to the agency."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreports.checks.guards import with_guards
from govreports.checks.identities import check_identities
from govreports.checks.settings import SETTINGS
from govreports.columns import Cell
from govreports.form import table
from govreports.reading.words_of_cells import with_words
from govreports.sources.document import Box, Word

EDITIONS = {"applications": "2021", "litigation": "2021", "disclosure": "2021"}
APPLICATIONS = table("2021", "applications")
APPLICANTS = APPLICATIONS.identities[-1].left


def applications(numbers: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Table 三 in which every sum holds: the given results of applicants, all of them received this year."""
    values = dict.fromkeys(APPLICATIONS.cells, 0.0)
    for (item, column), value in numbers.items():
        for row in (item, "concluded", "received"):
            values[row, column] += value
            values[row, "total"] += value
    return values


def cells(values: Mapping[tuple[str, str], float | str], name: str = "applications") -> list[Cell]:
    return [
        Cell(name, *place, float(value), "件", "number", f"{value:g}" if isinstance(value, float) else value, None, 1,
             None, None, None, None, "text", None)
        for place, value in values.items()
    ]  # fmt: skip


def flags(read: list[Cell], uncertain: str | None = None) -> dict[tuple[str, str], str]:
    guarded = with_guards(read, EDITIONS, uncertain)
    assert [cell._replace(flag=None) for cell in guarded] == read
    return {(cell.item, cell.column): cell.flag for cell in guarded if cell.flag is not None}


@given(st.dictionaries(st.sampled_from([("granted", c) for c in APPLICANTS]), st.integers(0, 10**7).map(float)))
def test_a_table_whose_sums_hold_is_never_in_doubt(numbers: dict[tuple[str, str], float]) -> None:
    assert flags(cells(applications(numbers))) == {}


def test_a_number_that_begins_with_zero_is_in_doubt() -> None:
    """ "06" beside 5 and 11: a digit of the cell next to it, or a raised note, may have come in."""
    assert flags(cells({("licences", "decisions"): "0730"}, "disclosure")) == {
        ("licences", "decisions"): "leading_zero"
    }


def test_a_zero_and_an_amount_below_one_are_not() -> None:
    assert flags(cells({("fees", "amount"): "0.5", ("licences", "decisions"): "0"}, "disclosure")) == {}


def test_a_count_below_zero_is_in_doubt_and_no_fault_of_the_agency() -> None:
    read = cells({("penalties", "decisions"): -4.0}, "disclosure")
    assert flags(read) == {("penalties", "decisions"): "negative_count"}
    (check,) = [one for one in check_identities(with_guards(read, EDITIONS), EDITIONS) if one.status == "fail"]
    assert (check.check, check.cause) == ("non_negative", "reading")


def test_two_numbers_run_into_one_have_too_many_digits() -> None:
    """47 and 57 in one cell read as 4757, where the row's total is 52 and the column's 50."""
    values = applications({("granted", "natural_person"): 5.0}) | {("granted", "research"): 4757.0}
    assert flags(cells(values)) == {("granted", "research"): "digits_beyond_siblings"}


def test_totals_left_at_zero_are_the_agency_s() -> None:
    """Real reports print 总计 0 in every row: many sums fail, and every digit of them is printed so."""
    values = applications(
        {(item.id, "natural_person"): 1.0 for item in APPLICATIONS.items if item.group in ("denied", "rejected")}
    )
    values |= {(item.id, "total"): 0.0 for item in APPLICATIONS.items}
    read = cells(values)
    failed = [check for check in check_identities(read, EDITIONS) if check.status == "fail"]
    assert len(failed) > SETTINGS.many_sums and flags(read) == {}


def test_a_font_that_lies_about_its_digits_puts_the_whole_report_in_doubt() -> None:
    """c_tounicode_shift: every 9 of the page is copied as 0."""
    items = ("granted", "denied_state_secret", "unavailable_not_held", "rejected_repeated", "other_other")
    numbers = {(item, column): 19.0 + 10 * n for n, item in enumerate(items) for column in APPLICANTS}
    lied = {place: float(f"{value:g}".replace("9", "0")) for place, value in applications(numbers).items()}
    found = flags(cells(lied) + cells({("licences", "decisions"): 10.0}, "disclosure"))
    assert found["licences", "decisions"] == "many_sums_fail" and len(found) == len(lied) + 1


def test_a_failing_sum_of_a_document_whose_text_is_uncertain_is_ours() -> None:
    values = applications({("granted", "natural_person"): 5.0}) | {("granted", "total"): 6.0}
    found = flags(cells(values), "print_uncertain")
    assert found["granted", "total"] == found["granted", "natural_person"] == "print_uncertain"
    assert ("carried_in", "research") not in found


@pytest.mark.parametrize(
    ("words", "doubtful"),
    [
        ([("1054240", 12, 10), ("81", 12, 20)], True),
        ([("105424081", 12, 15)], False),
        ([("1054240819", 12, 15)], True),  # its last digit stands beyond the cell
    ],
    ids=["wrapped", "one word", "over the edge"],
)
@pytest.mark.parametrize("holds", [True, False])
def test_a_number_of_several_words_is_in_doubt_unless_a_sum_proves_it(
    words: list[tuple[str, float, float]], doubtful: bool, holds: bool
) -> None:
    # A full line goes on in the next one; it may also be an old number over a new one.
    printed = cells(dict.fromkeys(APPLICATIONS.cells, 0.0) | {("received", "research"): 105424081.0} |
                    ({("received", "total"): 105424081.0} if holds else {}))  # fmt: skip
    placed = [
        cell._replace(x0=10.0, x1=60.0, top=5.0, bottom=30.0) if cell.value and cell.column == "research" else cell
        for cell in printed
    ]
    on_page = [
        Word(text, 1, Box(x, top, x + 5.4 * len(text), top + 9), 0, tuple(x + 5.4 * n + 2.7 for n in range(len(text))))
        for text, x, top in words
    ]
    read = with_words(lambda page: on_page, placed, check_identities(placed, EDITIONS), EDITIONS)
    assert [cell.flag for cell in read if cell.flag] == (["digits_apart"] if doubtful and not holds else [])
