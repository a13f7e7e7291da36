"""What a page break cuts: word processors and browsers go on with half a row, half a head, half a number."""

from __future__ import annotations

from govreports.columns import Cell
from govreports.form import table
from govreports.matching.match import Matched, match_document
from govreports.sources.document import Grid
from tests.grids import Placed, applications, distinct, document, grid, in_doubt, litigation_heads

FORM = table("2021", "applications")
NUMBERS = distinct(FORM)
ROW = 2 + list(FORM.item).index("denied_internal_affairs") - 1
COLUMNS = [column.id for column in FORM.columns]


def _read(*blocks: Grid | str) -> Matched:
    [report] = match_document(document(*blocks), "x")
    return report


def _row(report: Matched, item: str) -> dict[str, Cell]:
    return {cell.column: cell for cell in report.cells if cell.item == item}


def _cut(row: dict[int, tuple[str, str]], *, head: bool = False) -> tuple[Grid, Grid]:
    """Cut table 三 within a row: what each place prints on either page; others stay on the first."""
    cells = applications(NUMBERS)
    own = {cell[1]: cell[2] for cell in cells if cell[0] == ROW}
    first: list[Placed] = [cell for cell in cells if cell[0] < ROW]
    first += [(ROW, place, row.get(place, (text, ""))[0]) for place, text in own.items()]
    top: list[Placed] = [cell for cell in cells if cell[0] == 0] if head else []
    below = 1 if head else 0
    rest: list[Placed] = [*top, *((below, place, row.get(place, ("", ""))[1]) for place in own)]
    rest += [(cell[0] - ROW + below, cell[1], cell[2]) for cell in cells if cell[0] > ROW]
    return grid(first), grid(rest, page=2)


def _expected(item: str) -> dict[str, float]:
    return {column: float(NUMBERS[item, column]) for column in COLUMNS}


def test_half_a_label_stands_on_the_next_page() -> None:
    report = _read(*_cut({0: ("5.属", "于三类内部事务信息")}))
    row = _row(report, "denied_internal_affairs")
    assert {column: cell.value for column, cell in row.items()} == _expected("denied_internal_affairs")
    assert not in_doubt(report) and all(cell.flag is None for cell in report.cells)


def test_half_a_label_stands_below_repeated_heads() -> None:
    report = _read(*_cut({0: ("5.属", "于三类内部事务信息")}, head=True))
    assert {column: cell.value for column, cell in _row(report, "denied_internal_affairs").items()} == _expected(
        "denied_internal_affairs"
    )
    assert not in_doubt(report)


def test_a_number_cut_within_a_group_of_thousands_is_one_number() -> None:
    """Word breaks 2，984 before its comma and 24，783 before its last digit."""
    row = _row(_read(*_cut({1: ("2", "，984"), 2: ("24，78", "3")})), "denied_internal_affairs")
    assert [(row[column].value, row[column].flag) for column in COLUMNS[:2]] == [(2984, None), (24783, None)]


def test_numbers_in_the_middle_of_a_cut_cell_stand_on_the_next_page() -> None:
    numbers = {place: ("", NUMBERS["denied_internal_affairs", column]) for place, column in enumerate(COLUMNS, 1)}
    report = _read(*_cut({0: ("5.属", "于三类内部事务信息"), **numbers}))
    assert {column: cell.value for column, cell in _row(report, "denied_internal_affairs").items()} == _expected(
        "denied_internal_affairs"
    )


def test_the_rest_of_a_wrapped_number_is_no_number_of_its_own() -> None:
    report = _read(*_cut({0: ("5.属", "于三类内部事务信息"), 3: ("40", "28")}))
    row = _row(report, "denied_internal_affairs")
    cut = row.pop(COLUMNS[2])
    assert (cut.value, cut.state, cut.text, cut.flag) == (None, "unreadable", "40 28", "split_cell")
    assert all(cell.flag is None and cell.value == float(cell.text) for cell in row.values())


def test_only_the_rest_of_wrapped_numbers_stands_on_the_next_page() -> None:
    report = _read(*_cut({3: ("40", "28"), 5: ("4", "030")}))
    row = _row(report, "denied_internal_affairs")
    assert [column for column, cell in row.items() if cell.flag] == [COLUMNS[2], COLUMNS[4]]
    assert not in_doubt(report)


def test_a_row_without_numbers_is_in_doubt_below_numbers_without_a_name() -> None:
    cells = applications({**NUMBERS, **{key: "" for key in NUMBERS if key[0] == "denied_process_information"}})
    first: list[Placed] = [
        (cell[0], cell[1], "甲乙丙丁" if cell[:2] == (ROW, 0) else cell[2]) for cell in cells if cell[0] <= ROW
    ]
    rest = [(cell[0] - ROW - 1, cell[1], cell[2]) for cell in cells if cell[0] > ROW]
    report = _read(grid(first), grid(rest, page=2))
    assert {cell.flag for cell in _row(report, "denied_process_information").values()} == {"row_cut"}
    assert {cell.flag for cell in _row(report, "denied_enforcement_files").values()} == {None}
    assert [one.code for one in in_doubt(report)] == ["row_unnamed"]


def test_a_sliver_of_a_merged_cell_is_no_row() -> None:
    """A browser ends a cell over several rows a point below its last row: no text begins between the two ends."""
    cells = applications(NUMBERS)
    moved = [(cell[0] + (cell[0] > ROW), *cell[1:]) for cell in cells if cell[0] != ROW]
    moved += [(ROW, cell[1], cell[2], 2, 1) for cell in cells if cell[0] == ROW]
    report = _read(grid(moved))
    assert {(cell.item, cell.column): cell.value for cell in report.cells} == {
        key: float(text) for key, text in NUMBERS.items()
    }
    assert not in_doubt(report) and all(cell.flag is None for cell in report.cells)


# --- table 四 ------------------------------------------------------------------------------------------------------

LITIGATION = distinct(table("2021", "litigation"))
TEXTS = list(LITIGATION.values())


def _values(report: Matched) -> list[float | None]:
    return [cell.value for cell in report.cells if cell.table == "litigation"]


def test_the_one_row_of_table_four_goes_on_below_the_page_break() -> None:
    halves = [(text[:2], text[2:]) if place in (1, 9) else (text, "") for place, text in enumerate(TEXTS)]
    first: list[Placed] = [*litigation_heads(), *((3, place, above) for place, (above, _) in enumerate(halves))]
    rest = [(0, place, below) for place, (_, below) in enumerate(halves)]
    report = _read(grid(first), "第 3 页", grid(rest, page=2))
    flags = [cell.flag for cell in report.cells]
    assert [place for place, flag in enumerate(flags) if flag == "split_cell"] == [1, 9]
    assert [value for value in _values(report) if value is not None] == [
        float(text) for place, text in enumerate(TEXTS) if place not in (1, 9)
    ]
    assert not in_doubt(report)


def test_heads_of_table_four_are_cut_by_the_page_break() -> None:
    first: list[Placed] = [cell for cell in litigation_heads() if cell[0] == 0]
    first += [(1, 0, "结"), (1, 1, "结"), (1, 2, "其"), (1, 3, "尚"), (1, 4, "总")]
    first += [(1, 5, "未经复议直接起诉", 1, 5), (1, 10, "复议后起诉", 1, 5)]
    words = [column.zh for column in table("2021", "litigation").columns]
    rest: list[Placed] = [(0, place, word[1:]) for place, word in enumerate(words)]
    rest += [(0, 5 + place, word) for place, word in enumerate([*words, *words])]
    rest += [(1, place, text) for place, text in enumerate(TEXTS)]
    report = _read(grid(first), grid(rest, page=2))
    assert _values(report) == [float(text) for text in TEXTS]
    assert not in_doubt(report)


def test_the_first_heads_of_table_four_stand_alone_on_their_page() -> None:
    heads = litigation_heads()
    first: list[Placed] = [(0, 0, "行政复议"), (0, 1, "行政诉讼")]
    left, right = grid(first), [cell for cell in heads if cell[0] > 0]
    edges = grid(heads).column_edges or ()
    left = Grid(left.cells, 1, 2, 1, left.box, (edges[0], edges[5], edges[15]))
    below: list[Placed] = [(0, 0, "", 1, 5), (0, 5, "", 1, 10), *right]
    below += [(3, place, text) for place, text in enumerate(TEXTS)]
    report = _read(left, grid(below, page=2))
    assert _values(report) == [float(text) for text in TEXTS]
    assert not in_doubt(report)


def test_heads_of_table_three_are_cut_by_the_page_break() -> None:
    """The upper halves of 自然人 and 总计 stand on the first page, and no head of the five organisations."""
    cells = applications(NUMBERS)
    heads = {cell[1]: cell[2] for cell in cells if cell[0] == 0}
    first: list[Placed] = [
        (0, 0, heads[0], 2, 1),
        (0, 1, "申请人情况", 1, 7),
        (1, 1, "自然"),
        (1, 2, "法人或其他组织", 1, 5),
        (1, 7, "总 计"),
    ]
    rest: list[Placed] = [(0, 0, ""), (0, 1, "人"), *((0, place, heads[place]) for place in range(2, 7)), (0, 7, "")]
    rest += [cell for cell in cells if cell[0] > 0]
    report = _read(grid(first), grid(rest, page=2))
    assert {(cell.item, cell.column): cell.value for cell in report.cells} == {
        key: float(text) for key, text in NUMBERS.items()
    }
    assert not in_doubt(report) and all(cell.flag is None for cell in report.cells)


def test_only_the_number_of_a_label_stands_on_its_page() -> None:
    report = _read(*_cut({0: ("5.", "属于三类内部事务信息"), 3: ("40", "28")}))
    row = _row(report, "denied_internal_affairs")
    assert [column for column, cell in row.items() if cell.flag] == [COLUMNS[2]]
    assert row["total"].value == float(NUMBERS["denied_internal_affairs", "total"])


def test_a_row_of_numbers_under_half_a_label_is_no_row_of_heads() -> None:
    """``（六）其他`` ends the page, ``处理`` begins the next one: 其他 names a column too."""
    numbers = distinct(table("2019", "applications"))
    cells = applications(numbers, "2019")
    row = 1 + list(table("2019", "applications").item).index("other")
    first: list[Placed] = [
        (cell[0], cell[1], "（六）其他" if cell[:2] == (row, 0) else cell[2]) for cell in cells if cell[0] <= row
    ]
    rest = [(0, place, "" if place else "处理") for place in range(8)]
    rest += [(cell[0] - row, cell[1], cell[2]) for cell in cells if cell[0] > row]
    report = _read(grid(first), grid(rest, page=2))
    assert {(cell.item, cell.column): cell.value for cell in report.cells} == {
        key: float(text) for key, text in numbers.items()
    }


def test_the_rest_of_the_heads_of_table_four_is_blank() -> None:
    rest = [(0, place, "") for place in range(15)] + [(1, place, text) for place, text in enumerate(TEXTS)]
    report = _read(grid(litigation_heads()), grid(rest, page=2))
    assert _values(report) == [float(text) for text in TEXTS]


def test_a_dash_below_the_heads_of_the_page_before_is_no_half_of_a_head() -> None:
    words = [column.zh for column in table("2021", "litigation").columns]
    heads: list[Placed] = [(0, place, word) for place, word in enumerate(words)]
    second = [*heads, *((1, place, text) for place, text in enumerate(TEXTS[5:10]))]
    third = [*heads, *((1, place, text) for place, text in enumerate(TEXTS[10:]))]
    marks: list[Placed] = [(0, place, text) for place, text in enumerate(["—", "1", "—", "3", "4"])]
    report = _read(
        "（一）行政复议",
        grid(heads),
        grid(marks, page=2),
        "（二）行政诉讼—未经复议直接起诉",
        grid(second, page=2),
        "（三）行政诉讼—复议后起诉",
        grid(third, page=2),
    )
    assert _values(report) == [None, 1.0, None, 3.0, 4.0, *(float(text) for text in TEXTS[5:])]
    assert not in_doubt(report)


def test_a_column_of_labels_is_missing_on_the_next_page() -> None:
    """No rule bounds the label of the group there, so that the grid begins with the rows' own labels."""
    cells = [(row, place + 1, text) for row, place, text in applications(NUMBERS)]  # type: ignore[misc]
    first: list[Placed] = [(1, 0, "三、本年度办理结果", ROW, 1), *(cell for cell in cells if cell[0] <= ROW)]
    rest = [(row - ROW - 1, place - 1, text) for row, place, text in cells if row > ROW]
    above, below = grid(first, width=450.0), grid(rest, page=2)
    edges = above.column_edges or ()
    report = _read(above, Grid(below.cells, below.n_rows, below.n_columns, 2, below.box, edges[1:]))
    assert {(cell.item, cell.column): cell.value for cell in report.cells} == {
        key: float(text) for key, text in NUMBERS.items()
    }
