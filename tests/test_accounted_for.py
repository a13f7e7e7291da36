"""No cell of the form is lost without a word: what is not read is named by a problem, in few lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govreports.columns import Cell
from govreports.form import Table, editions, table
from govreports.form.equations import Place
from govreports.matching.grid.cells import Unmatched
from govreports.matching.missing_cells import account_for

TABLES = [form for edition in editions().values() for form in edition.tables.values()]
APPLICATIONS = table("2021", "applications")


def read(form: Table, places: list[Place]) -> list[Cell]:
    kept = [form.place(*place) for place in places]
    return [Cell(*cell, 0.0, "件", "number", "0", None, 1, None, None, None, None, "text", None) for cell in kept]


def without(form: Table, *lost: str) -> list[Cell]:
    """Every cell of a table but those of some rows or columns."""
    return read(form, [place for place in form.cells if not set(lost) & {*place, "/".join(place)}])


@given(st.sampled_from(TABLES), st.data())
def test_what_is_not_read_is_named_whatever_is_lost(form: Table, data: st.DataObject) -> None:
    lost = data.draw(st.sets(st.sampled_from(form.cells)))
    problems = account_for(form, read(form, [place for place in form.cells if place not in lost]), [], 1)
    named = {cell for problem in problems for cell in problem.cells}
    assert named == {form.place(*place) for place in lost}
    assert len(problems) <= 3


def test_a_lost_row_is_one_line_that_names_its_label() -> None:
    (problem,) = account_for(APPLICATIONS, without(APPLICATIONS, "rejected_repeated"), [], 2)
    assert (problem.code, problem.page, len(problem.cells)) == ("rows_missing", 2, 7)
    assert problem.reason == "the table '收到和处理政府信息公开申请情况' shows no row 重复申请."


def test_a_lost_column_is_one_line() -> None:
    (problem,) = account_for(APPLICATIONS, without(APPLICATIONS, "research"), [], 2)
    assert (problem.code, len(problem.cells)) == ("columns_missing", 25)
    assert problem.reason.endswith("shows no column 科研机构.")


def test_a_row_that_agencies_leave_out_is_told_as_such() -> None:
    """规章: a department makes none, and a rule that is missing in a PDF hides the row likewise."""
    form = table("2021", "disclosure")
    (problem,) = account_for(form, without(form, "regulations"), [], 1)
    assert problem.code == "rows_left_out" and problem.reason.endswith("no row 规章.")


def test_a_row_of_another_name_and_the_one_that_lacks_are_one_line() -> None:
    told = [Unmatched("row_unnamed", "is none of the form's rows.", 3, row="'7.甲乙'")]
    (problem,) = account_for(APPLICATIONS, without(APPLICATIONS, "denied_enforcement_files"), told, 2)
    assert problem.reason == (
        "the row '7.甲乙' is none of the form's rows, and the table shows no row 属于行政执法案卷."
    )
    assert {cell[1] for cell in problem.cells} == {"denied_enforcement_files"}


def test_what_a_problem_names_already_is_not_told_again() -> None:
    told = [
        Unmatched("row_twice", "the row '重复申请' is printed twice.", 3, (("applications", "rejected_repeated", "*"),))
    ]
    assert account_for(APPLICATIONS, without(APPLICATIONS, "rejected_repeated"), told, 2) == told


def test_b_cut_right_what_holds_for_many_rows_of_a_page_is_told_once() -> None:
    what = "prints a number under no column of the form."
    told = [Unmatched("column_unnamed", what, 1, row=repr(item.zh)) for item in APPLICATIONS.items[:5]]
    told.append(Unmatched("column_unnamed", what, 2, row="'总计'"))
    first, second = account_for(APPLICATIONS, read(APPLICATIONS, list(APPLICATIONS.cells)), told, 1)
    names = "、".join(repr(item.zh) for item in APPLICATIONS.items[:3])
    assert first.reason == f"of the rows {names} and 2 more each {what}"
    assert second.reason == f"the row '总计' {what}"
