"""Digits of one number that a line break parts are joined where sums prove it, and nowhere else."""

from __future__ import annotations

from govreports.form import table
from govreports.matching.match import Matched, match_document
from tests.grids import applications, document, grid, in_doubt
from tests.typeset import sample_report

FORM = table("2021", "applications")
SUMMED = {cell[1:]: text for cell, text in sample_report("2021", 3).cells.items() if cell[0] == "applications" and text}


def read(changed: dict[tuple[str, str], str]) -> Matched:
    [report] = match_document(document(grid(applications(SUMMED | changed))), "x")
    return report


def flags(report: Matched) -> dict[tuple[str, str], str]:
    return {(cell.item, cell.column): cell.flag for cell in report.cells if cell.flag}


def broken(text: str, sign: str = "\n") -> str:
    return f"{text[:1]}{sign}{text[1:]}" if len(text) > 1 else text


def test_a_br_digits_numbers_that_narrow_columns_wrap_are_whole() -> None:
    report = read({place: broken(text) for number, (place, text) in enumerate(SUMMED.items()) if number % 3})
    assert {(c.item, c.column): c.value for c in report.cells} == {place: float(text) for place, text in SUMMED.items()}
    assert flags(report) == {} and in_doubt(report) == []


def test_two_in_a_cell_an_old_number_beside_a_new_one_stays_in_doubt() -> None:
    place = ("granted", "natural_person")
    assert flags(read({place: f"{SUMMED[place]} 43"})) == {place: "two_numbers"}


def test_old_and_new_numbers_whose_sums_both_hold_stay_in_doubt() -> None:
    """3 became 5 in the cell and in every sum that it stands in: 35 holds everywhere too."""
    items = ("received", "granted", "concluded")
    changed = {(item, column): "3 5" for item in items for column in ("natural_person", "total")}
    zeros = dict.fromkeys(SUMMED, "0")
    [report] = match_document(document(grid(applications(zeros | changed))), "x")
    assert set(flags(report)) == {(item, column.id) for item in items for column in FORM.columns}
    assert all(cell.value is None for cell in report.cells if cell.item in items)


def test_a_row_that_is_missing_leaves_broken_numbers_in_doubt() -> None:
    order = [item for item in FORM.item if item != "rejected_repeated"]
    changed = {("granted", "natural_person"): broken(SUMMED["granted", "natural_person"])}
    [report] = match_document(document(grid(applications(SUMMED | changed, order=order))), "x")
    assert flags(report) == {("granted", "natural_person"): "two_numbers"}


def test_e_zhnum_strokes_are_a_number_where_a_sum_says_so() -> None:
    zeros = dict.fromkeys(SUMMED, "0")
    items = ("received", "granted", "concluded")
    ones = {(item, column): "111" for item in items for column in ("natural_person", "total")}
    ones["granted", "natural_person"] = "一一一"
    [report] = match_document(document(grid(applications(zeros | ones))), "x")
    assert flags(report) == {}
    dashes = {("granted", "natural_person"): "一一一", ("granted", "total"): "0"}
    [report] = match_document(document(grid(applications(zeros | dashes))), "x")
    assert flags(report) == {("granted", "natural_person"): "not_a_number"}
