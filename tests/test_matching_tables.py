"""A number belongs to a cell because of its labels and its place in the grid, never because of its order."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from govreports.form import table
from govreports.matching.match import Matched, match_document
from govreports.sources.document import Document, Grid, PageSize, TextLine
from tests.grids import Placed, applications, distinct, document, flags, grid, in_doubt, litigation_heads, values

FORM = table("2021", "applications")
NUMBERS = distinct(FORM)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_rows_in_any_order_keep_their_numbers(source: random.Random) -> None:
    order = list(FORM.item)
    source.shuffle(order)
    [report] = match_document(document(grid(applications(NUMBERS, order=order))), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items()}


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 24))
def test_a_table_cut_anywhere_without_repeated_heads_is_one_table(cut: int) -> None:
    cells = applications(NUMBERS)
    first = [cell for cell in cells if cell[0] <= cut]
    rest = [(cell[0] - cut - 1, *cell[1:]) for cell in cells if cell[0] > cut]
    parts = grid(first, page=1), "- 1 -", grid(rest, page=2, width=380.0)
    [report] = match_document(document(*parts), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items()}
    assert in_doubt(report) == []


def test_two_numbers_under_one_head_leave_the_others_of_their_row_in_doubt() -> None:
    # A page whose rows flow on their own: the numbers of 规章 stand a column away from their heads.
    cells: list[Placed] = [
        (0, 0, "信息内容"),
        (0, 1, "本年制发件数", 1, 2),
        (0, 3, "本年废止件数"),
        (0, 4, "现行有效件数"),
    ]
    cells += [(1, 0, "规章"), (1, 1, "3"), (1, 2, "4"), (1, 3, "5"), (1, 4, "")]
    cells += [(2, 0, "行政规范性文件"), (2, 1, "6", 1, 2), (2, 3, "7"), (2, 4, "8")]
    [report] = match_document(document(grid(cells)), "x")
    assert flags(report) == {("regulations", "made"): "split_cell", ("regulations", "repealed"): "row_uneven",
                             ("regulations", "in_force"): "row_uneven"}  # fmt: skip


def test_numbers_that_a_lost_span_pushed_under_other_heads_are_not_read() -> None:
    # A page without its rowspans and colspans, printed: 科研机构 and four more stand over the first five of seven.
    heads: list[Placed] = [(0, 0, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")]
    heads += [(0, place, column.zh) for place, column in enumerate(FORM.columns[2:], 1)]
    rows = [cell for cell in applications(NUMBERS) if cell[0] > 0]
    [report] = match_document(document(grid([*heads, *rows])), "x")
    assert set(flags(report).values()) == {"row_uneven"} and not any(values(report).values())
    cut = [cell for cell in rows if cell[1] < 6]  # at the page's right edge: what stands under a head is its own
    heads = [cell for cell in applications(NUMBERS) if cell[0] == 0 and cell[1] < 5]
    [report] = match_document(document(grid([*heads, *cut])), "x")
    assert values(report)["received", "public_interest"] == float(NUMBERS["received", "public_interest"])


def test_heads_of_table_four_cut_between_their_rows() -> None:
    """Printed from a browser, pingtan_2024 ends a page after the first row of heads: of two columns, above fifteen."""
    heads = litigation_heads()
    top = grid([(0, 0, "行政复议", 1, 5), (0, 5, "行政诉讼", 1, 10)], page=1)
    rest = [(cell[0] - 1, *cell[1:]) for cell in heads if cell[0] > 0] + [(2, i, str(10 + i)) for i in range(15)]
    [report] = match_document(document(top, grid(rest, page=2)), "x")
    assert list(values(report).values()) == [float(10 + i) for i in range(15)]


def test_numbers_of_table_four_alone_on_the_next_page() -> None:
    numbers = [(0, i, str(10 + i)) for i in range(15)]
    [report] = match_document(document(grid(litigation_heads(), page=1), grid(numbers, page=2)), "x")
    assert list(values(report).values()) == [float(10 + i) for i in range(15)]


def test_small_tables_of_table_four_are_named_by_the_lines_above_them_and_not_by_heads_of_a_page_before() -> None:
    outcomes = [(0, place, column.zh) for place, column in enumerate(table("2021", "litigation").columns)]
    numbers = [(1, place, str(place)) for place in range(5)]
    titles = ["（一）行政复议", "（二）行政诉讼—未", "经复议直接起诉", "（三）行政诉讼—复议后起诉"]
    small = [grid([*outcomes, *numbers], page=page) for page in (2, 3)]
    [report] = match_document(document(titles[0], grid(outcomes), *titles[1:3], small[0], titles[3], small[1]), "x")
    named = {item: values(report)[item, "total"] for item, _ in values(report)}
    assert named == {"lawsuit_direct": 4, "lawsuit_after_reconsideration": 4}


def test_table_four_with_items_as_rows() -> None:
    form = table("2021", "litigation")
    cells = [(0, place, column.zh) for place, column in enumerate(form.columns, 1)]
    for row, item in enumerate(form.items, 1):
        cells.append((row, 0, item.zh))
        cells += [(row, place, str(10 * row + place)) for place in range(1, 6)]
    [report] = match_document(document(grid(cells)), "x")
    assert list(values(report).values()) == [float(10 * row + place) for row in range(1, 4) for place in range(1, 6)]


def test_a_number_merged_over_two_columns_is_not_read() -> None:
    cells = [cell for cell in applications(NUMBERS) if cell[:2] not in ((1, 1), (1, 2))]
    [report] = match_document(document(grid([*cells, (1, 1, "12", 1, 2)])), "x")
    assert flags(report) == {("received", "natural_person"): "merged_cell", ("received", "enterprise"): "merged_cell"}
    assert values(report)["received", "natural_person"] is None


def test_a_number_merged_over_two_rows_is_not_read() -> None:
    cells = [cell for cell in applications(NUMBERS) if cell[:2] not in ((1, 3), (2, 3))]
    [report] = match_document(document(grid([*cells, (1, 3, "12", 2, 1)])), "x")
    assert flags(report) == {("received", "research"): "merged_cell", ("carried_in", "research"): "merged_cell"}


def test_a_row_with_a_cell_too_few_is_not_read() -> None:
    cells = [cell for cell in applications(NUMBERS) if cell[:2] != (4, 7)]
    [report] = match_document(document(grid(cells)), "x")
    assert set(flags(report)) == {("partially_granted", column.id) for column in FORM.columns[:-1]}
    assert set(flags(report).values()) == {"row_too_short"}


def test_one_misprinted_head_is_named_by_its_place_and_flagged() -> None:
    cells = [cell if cell[:2] != (0, 3) else (0, 3, "甲乙丙丁") for cell in applications(NUMBERS)]
    [report] = match_document(document(grid(cells)), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items()}
    assert set(flags(report)) == {(item, "research") for item in FORM.item}


def _disclosure_of_2019(*heads: str) -> Matched:
    rows = [("信息内容", *heads), ("规章", "11", "12", "13"), ("规范性文件", "21", "22", "23")]
    rows += [("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"), ("行政许可", "31", "32", "33")]
    cells = [(row, place, text) for row, texts in enumerate(rows) for place, text in enumerate(texts)]
    [report] = match_document(document(grid(cells)), "x")
    return report


def test_weishan_liangcheng_2020_heads_that_are_cut_are_named_where_each_begins_its_own() -> None:
    report = _disclosure_of_2019("本年新", "本年新", "对外公开总数量")
    columns = ("made", "newly_disclosed", "total_disclosed")
    assert [values(report)["normative_documents", column] for column in columns] == [21.0, 22.0, 23.0]
    assert flags(report) == {}


def test_cut_heads_behind_one_that_follows_them_in_the_form_name_nothing() -> None:
    report = _disclosure_of_2019("对外公开总数量", "本年新", "本年新")
    assert not {"made", "newly_disclosed"} & {column for _, column in values(report)}


def test_a_exact_labels_cut_to_their_beginning_are_named_by_their_order() -> None:
    cells = [cell for cell in applications({}) if cell[1]]
    cells += [(cell[0], 0, cell[2][:6]) for cell in applications({}) if not cell[1]]  # 2.其他法律
    [report] = match_document(document(grid(cells)), "x")
    assert set(values(report).values()) == {0.0} and len(values(report)) == 175 and flags(report) == {}


def test_labels_cut_with_their_groups_before_them_are_named_by_their_order() -> None:
    """（六）其他处理 that its cell cuts to （六）其他 names the row 其他, but for the label that stands behind it."""
    cells: list[Placed] = [
        (0, 0, "项目", 1, 2),
        *((0, place, column.zh) for place, column in enumerate(FORM.columns, 2)),
    ]
    for row, item in enumerate(FORM.items, 1):
        group = "（六）其他" if item.group == "other" else ""
        cells += [(row, 0, group), (row, 1, f"{item.number.strip('（）')}.{item.zh[:3]}")]
        cells += [(row, place, "0") for place in range(2, 9)]
    [report] = match_document(document(grid(cells)), "x")
    assert len(values(report)) == 175 and flags(report) == {}


def test_a_exact_labels_cut_to_their_beginning_name_no_row_where_one_is_missing() -> None:
    left_out = 9
    cells: list[Placed] = [
        (cell[0] - (cell[0] > left_out), *cell[1:]) for cell in applications({}) if cell[0] != left_out
    ]
    cells = [(cell[0], 0, cell[2][:6]) if not cell[1] else cell for cell in cells]
    [report] = match_document(document(grid(cells)), "x")
    assert not any(item.startswith("denied") for item, _ in values(report))


def test_a_exact_a_total_that_is_the_beginning_of_its_sum_is_in_doubt() -> None:
    outcomes = {column.zh for column in table("2021", "litigation").columns}
    cells = [(*cell[:2], cell[2][:2], *cell[3:]) if cell[2] in outcomes else cell for cell in litigation_heads()]
    numbers = ["530", "445", "834", "178", "198", "1", "1", "1", "1", "4", "0", "0", "0", "0", "0"]
    cells += [(3, place, text) for place, text in enumerate(numbers)]
    [report] = match_document(document(grid(cells)), "x")
    assert list(values(report).values()) == [float(text) for text in numbers]
    assert flags(report) == {("reconsideration", "total"): "clipped"}


def test_a_row_that_is_printed_twice_alike_is_one_row() -> None:
    cells = applications(NUMBERS)
    below = [(cell[0] + (cell[0] > 7), *cell[1:]) for cell in cells]
    again = [(8, *cell[1:]) for cell in cells if cell[0] == 7]
    [report] = match_document(document(grid([*below, *again])), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items()} and in_doubt(report) == []
    other = [(8, 1, "9999") if cell[:2] == (8, 1) else cell for cell in again]
    [report] = match_document(document(grid([*below, *other])), "x")
    assert not any(item == "denied_security_stability" for item, _ in values(report))


def test_c_pagegone_rows_of_a_page_that_is_printed_twice_without_heads_complete_the_table() -> None:
    def rows(first: int, last: int) -> Grid:
        return grid([(cell[0] - first, *cell[1:]) for cell in applications(NUMBERS) if first <= cell[0] < last])

    [report] = match_document(document(rows(0, 12), rows(8, 12), rows(12, 26)), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items()} and in_doubt(report) == []


def _with_heads_over_two_rows(order: Sequence[str], *, closed: bool) -> Grid:
    """Set table 三 as a web page does, its five kinds of organisations in some order under one head."""
    cells: list[Placed] = [
        (0, 0, "项目", 2, 1),
        (0, 1, "自然人", 2, 1),
        (0, 2, "法人或其他组织", 1, 5),
        (0, 7, "总计", 2, 1),
    ]
    cells += [(1, place, FORM.column[column].zh) for place, column in enumerate(order, 2)]
    cells = cells if closed else [cell[:3] if cell[:2] == (0, 7) else cell for cell in cells]
    columns = ["natural_person", *order, "total"]
    for row, item in enumerate(FORM.items, 2):
        cells += [(row, 0, item.zh), *((row, place, NUMBERS[item.id, key]) for place, key in enumerate(columns, 1))]
    return dataclasses.replace(grid(cells), column_edges=None, method="html")


def test_f_swapped_cols_heads_of_a_web_page_in_another_order_name_their_columns_where_no_span_is_lost() -> None:
    order = ["other_org", "research", "enterprise", "legal_service", "public_interest"]
    [report] = match_document(document(_with_heads_over_two_rows(order, closed=True)), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items()} and in_doubt(report) == []
    [report] = match_document(document(_with_heads_over_two_rows(order, closed=False)), "x")
    assert set(flags(report).values()) == {"columns_reordered"}


def test_table_three_in_two_tables_of_columns() -> None:
    left = [cell for cell in applications(NUMBERS) if cell[1] <= 4]
    right = [cell for cell in applications(NUMBERS) if not 1 <= cell[1] <= 4]
    right = [(cell[0], max(0, cell[1] - 4), *cell[2:]) for cell in right]
    [report] = match_document(document(grid(left), grid(right)), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items()} and in_doubt(report) == []


def test_table_four_with_items_as_columns() -> None:
    form = table("2021", "litigation")
    cells: list[Placed] = [(0, place, item.zh) for place, item in enumerate(form.items, 1)]
    for row, column in enumerate(form.columns, 1):
        cells += [(row, 0, column.zh), *((row, place, str(10 * place + row)) for place in range(1, 4))]
    [report] = match_document(document(grid(cells)), "x")
    assert list(values(report).values()) == [float(10 * place + row) for place in range(1, 4) for row in range(1, 6)]


def test_x_hidden_cols_table_four_of_a_spreadsheet_without_a_column() -> None:
    hidden = 4  # 行政复议 · 总计
    cells = [cell for cell in litigation_heads() if cell[:2] != (1, hidden)]
    cells += [(3, place, str(10 + place)) for place in range(15) if place != hidden]
    sheet = dataclasses.replace(grid(cells), column_edges=None, method="xlsx")
    [report] = match_document(document(sheet), "x")
    assert list(values(report).values()) == [10.0 + place for place in range(15) if place != hidden]
    assert flags(report) == {} and [one.code for one in report.unnamed if "总计" in one.reason] == ["cells_missing"]


def test_the_unit_is_the_one_that_is_printed() -> None:
    cells = [(0, 0, "信息内容"), (0, 1, "本年收费金额（单位：元）"), (1, 0, "行政事业性收费"), (1, 1, "7816")]
    more = [
        (2, 0, "信息内容"),
        (2, 1, "本年处理决定数量"),
        (3, 0, "行政许可"),
        (3, 1, "5"),
        (4, 0, "行政处罚"),
        (4, 1, "6"),
    ]
    [report] = match_document(document(grid(cells + more)), "x")
    assert [(cell.item, cell.value, cell.unit) for cell in report.cells] == [
        ("licences", 5.0, "件"),
        ("penalties", 6.0, "件"),
        ("fees", 7816.0, "元"),
    ]


def test_of_a_table_printed_twice_what_both_copies_print_is_read() -> None:
    other = NUMBERS | {("received", "total"): "7"}
    [report] = match_document(document(grid(applications(NUMBERS)), "以下为上年数据", grid(applications(other))), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items() if key != ("received", "total")}
    [problem] = in_doubt(report)
    assert (problem.code, problem.cells) == ("table_twice", (("applications", "received", "total"),))


def test_c_pagegone_a_page_printed_again_leaves_no_doubt() -> None:
    half = {key: text for key, text in NUMBERS.items() if key[0] in list(FORM.item)[:18]}
    again = grid(applications(half, order=list(FORM.item)[:18]))
    [report] = match_document(document(grid(applications(NUMBERS)), "三、收到和处理政府信息公开申请情况", again), "x")
    assert values(report) == {key: float(text) for key, text in NUMBERS.items()}
    assert flags(report) == {} and in_doubt(report) == []


def test_another_table_that_shares_a_label_is_no_table_of_the_form() -> None:
    cells = [(0, 0, "项目"), (0, 1, "其他"), (0, 2, "总计"), (1, 0, "重复申请"), (1, 1, "3"), (1, 2, "4")]
    [report] = match_document(document(grid(cells)), "x")
    assert report.cells == []


def test_a_row_of_table_three_that_is_missing_is_a_problem() -> None:
    order = [item for item in FORM.item if item != "rejected_repeated"]
    [report] = match_document(document(grid(applications(NUMBERS, order=order))), "x")
    assert len(report.cells) == 168
    assert [(one.code, "重复申请" in one.reason) for one in in_doubt(report)] == [("rows_missing", True)]


def test_a_table_that_is_nowhere_in_the_report_is_a_problem_of_its_section() -> None:
    heading = TextLine("四、政府信息公开行政复议、行政诉讼情况", 3)
    blocks = document(grid(applications(NUMBERS))).blocks
    [report] = match_document(
        Document((*blocks, heading), method="text", page_sizes=(PageSize(600.0, 800.0),) * 3), "x"
    )
    assert [(one.code, one.page) for one in report.unnamed] == [("table_missing", None), ("table_missing", 3)]
    assert "政府信息公开行政复议、行政诉讼情况" in report.unnamed[1].reason


def test_a_count_that_is_no_whole_number_is_in_doubt() -> None:
    numbers = NUMBERS | {("granted", "enterprise"): "12.34"}
    [report] = match_document(document(grid(applications(numbers))), "x")
    assert values(report)["granted", "enterprise"] == 12.34
    assert flags(report) == {("granted", "enterprise"): "not_whole"}
