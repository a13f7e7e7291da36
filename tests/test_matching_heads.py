"""Columns of a table are named by their heads: in any order, of one of two years, as rows, or by count alone."""

from __future__ import annotations

import dataclasses

from govreports.form import table
from govreports.matching.grid.find_tables import find_tables
from govreports.matching.match import match_document
from govreports.sources.document import Box, Document, Grid, GridCell, TextLine
from tests.grids import Placed, applications, distinct, document, flags, grid, in_doubt, values

FORM = table("2021", "applications")
NUMBERS = distinct(FORM)


def _without_measures(cells: list[tuple[int, int, str]]) -> Document:
    """A web page: its grids have no edges, its lines no page."""
    blocks = document(grid(cells)).blocks
    made = [
        dataclasses.replace(block, column_edges=None, method="html") if isinstance(block, Grid) else block
        for block in blocks
    ]
    return Document(tuple(made), method="html")


def test_f_swapped_cols_heads_in_one_row_name_their_columns_in_any_order() -> None:
    order = [0, 6, 3, 1, 4, 5, 2, 7]  # 总计 first, the applicants shuffled
    cells = [(row, order[column], text) for row, column, text, *_ in applications(NUMBERS)]
    [report] = match_document(_without_measures(cells), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items()}
    assert in_doubt(report) == [] and flags(report) == {}


def test_e_norowspan_rows_without_their_spans_are_read_by_label_and_count() -> None:
    names = [column.zh for column in FORM.columns]
    cells = [(0, 0, "申请人情况"), (1, 0, names[0]), (1, 1, "法人或其他组织"), (1, 2, names[6])]
    cells += [(2, place, name) for place, name in enumerate(names[1:6])]
    for row, item in enumerate(FORM.items, 3):
        groups = ["（三）不予公开"] if item.id == "denied_state_secret" else []
        fields = [*groups, item.zh, *(NUMBERS[item.id, column.id] for column in FORM.columns)]
        cells += [(row, place, text) for place, text in enumerate(fields)]
    [report] = match_document(_without_measures(cells), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items()}
    assert in_doubt(report) == [] and flags(report) == {}


def test_e_norowspan_a_row_without_one_of_its_numbers_is_not_read() -> None:
    names = [column.zh for column in FORM.columns]
    cells = [(0, 0, names[0]), (0, 1, "法人或其他组织"), (0, 2, names[6])]
    cells += [(1, place, name) for place, name in enumerate(names[1:6])]
    for row, item in enumerate(FORM.items, 2):
        fields = [item.zh, *(NUMBERS[item.id, column.id] for column in FORM.columns)]
        cells += [(row, place, text) for place, text in enumerate(fields[: 7 if item.id == "granted" else 8])]
    [report] = match_document(_without_measures(cells), "x")
    assert all(cell.flag for cell in report.cells) or report.cells == []


def _two_years(first: str, second: str) -> Document:
    """Table 三 with the seven columns once for each of two years; the second prints the same numbers plus 1."""
    names = [column.zh for column in FORM.columns]
    cells: list[Placed] = [(0, 0, "项目", 2, 1), (0, 1, first, 1, 7), (0, 8, second, 1, 7)]
    cells += [(1, place, name) for place, name in enumerate(names * 2, 1)]
    for row, item in enumerate(FORM.items, 2):
        numbers = [NUMBERS[item.id, column.id] for column in FORM.columns]
        texts = [item.zh, *numbers, *(str(int(number) + 1) for number in numbers)]
        cells += [(row, place, text) for place, text in enumerate(texts)]
    return document(grid(cells))


def test_of_two_years_side_by_side_the_reports_own_is_read() -> None:
    for first, second, more in (("2023年", "2022年", 0), ("2022年度", "2023年度", 1), ("上年", "本年", 1)):
        [report] = match_document(_two_years(first, second), "x")
        assert values(report) == {key: float(text) + more for key, text in NUMBERS.items()}
        assert flags(report) == {} and in_doubt(report) == []


def test_of_two_years_neither_of_which_is_the_reports_nothing_is_read() -> None:
    [report] = match_document(_two_years("2020年", "2021年"), "x")
    assert {cell.value for cell in report.cells} == {None}


def test_heads_of_another_year_put_their_numbers_in_doubt() -> None:
    cells: list[Placed] = [(row + 1, column, text) for row, column, text, *_ in applications(NUMBERS)]
    [report] = match_document(document(grid([*cells, (0, 0, "项目"), (0, 1, "2022年", 1, 7)])), "x")
    assert set(flags(report).values()) == {"other_year"}


def test_table_three_with_applicants_as_rows_is_read() -> None:
    cells = [(column, row, text) for row, column, text, *_ in applications(NUMBERS)]
    [report] = match_document(document(grid(cells)), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items()}
    assert flags(report) == {} and in_doubt(report) == []


def test_b_cut_right_the_columns_that_are_left_of_the_cut_are_read() -> None:
    """A browser cut table 三 at the paper's right edge: one head is cut to 社会公织, three columns are gone."""
    cells = [(0, 4, "社会公\n织") if cell[:2] == (0, 4) else cell for cell in applications(NUMBERS) if cell[1] <= 4]
    [report] = match_document(document(grid(cells)), "x")
    left = FORM.columns[:3]
    assert values(report) == {(i, c): float(text) for (i, c), text in NUMBERS.items() if c in {one.id for one in left}}
    assert flags(report) == {} and in_doubt(report) != []


def test_c_2up_a_head_that_ends_below_the_table_s_last_rules_is_whole() -> None:
    """自然 stands in the cell at the page's foot, 人 below its rules; the numbers stand on the next page."""
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    heads = GridCell(0, 0, corner, box=Box(50, 0, 250, 20)), GridCell(0, 1, "自然", box=Box(250, 0, 450, 20))
    top = Grid(heads, 1, 2, 1, Box(50, 0, 450, 20), (50, 250, 450))
    [pieces] = find_tables([top, TextLine("人", 1, Box(345, 22, 355, 32))])
    assert [cell.text for cell in pieces.parts[0].sheet.row(0)] == [corner, "自然\n人"]
