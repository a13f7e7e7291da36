"""Text copied from a page: placed by label and count, run-together cells by what the sums prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreports import form, read_report
from govreports.columns import Cell
from govreports.errors import ReadError
from govreports.matching.numbers import read_number
from govreports.matching.text.run_together import resolve, sums_along, ways
from govreports.matching.text.running_text import match_running_text
from govreports.matching.text.tokens import tokens
from govreports.sources import text
from govreports.sources.document import TextLine
from tests.shared import shared
from tests.typeset import sample_report
from tests.typeset.web import Separator
from tests.typeset.web import text as typeset_text

HEADS = "信息内容 本年制发件数 本年废止件数 现行有效件数"
FORM = form.table("2021", "applications")
KEYS = [("received", column.id) for column in FORM.columns]


def _cells(*lines: str) -> dict[tuple[str, str], Cell]:
    blocks = text.read(Path("a.txt"), "\n".join(lines).encode()).blocks
    found = match_running_text(blocks, "plain").outcomes
    return {(cell.item, cell.column): cell for outcome in found for cell in outcome.cells}


def test_labels_behind_their_numbers_name_them_and_not_the_next_line(tmp_path: Path) -> None:
    # Pages copied from right to left: else every number stands one row too low, and most sums hold.
    data = sample_report("2021", 7)
    numbers = set(filter(None, data.cells.values()))
    path = tmp_path / "a.txt"
    lines = [line.split("  ") for line in typeset_text(data, "blanks").splitlines()]
    path.write_text("\n".join("  ".join(sorted(line, key=lambda field: field not in numbers)) for line in lines))
    read = {(cell.table, cell.item, cell.column): cell.value for cell in read_report(path).cells.itertuples()}
    assert read == {key: float(printed or "nan") for key, printed in data.cells.items()}


def test_numbers_that_flow_into_the_next_line_are_those_of_the_label_before() -> None:
    read = _cells(HEADS, "规章", "1 2 3 行政规范性文件", "4 5 6")
    assert [cell.value for cell in read.values()] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("printed", ["12\ufffd", "\ufffd2", "1\ufffd2", "1\ue0312"])
def test_a_digit_that_was_lost_in_copying_leaves_its_number_unread(printed: str) -> None:
    lines = (HEADS, f"规章 {printed} 2 3", "行政规范性文件 4 5 6")
    (outcome,) = match_running_text([TextLine(line) for line in lines], "plain").outcomes
    read = {(cell.item, cell.column): cell for cell in outcome.cells}
    lost = read["regulations", "made"]
    assert (lost.value, lost.flag) == (None, "not_a_number")
    assert [cell.value for cell in read.values()][1:] == [2, 3, 4, 5, 6]


def test_a_note_s_raised_digit_in_a_line_is_none_of_its_number_s() -> None:
    assert [cell.value for cell in _cells(HEADS, "规章 12⁹ 2 3", "行政规范性文件 4 5 6").values()][:3] == [12, 2, 3]


def test_tables_drawn_with_lines_of_characters_are_text(tmp_path: Path) -> None:
    # More lines than Chinese characters: it was taken for a text in an unknown encoding.
    path = tmp_path / "a.txt"
    rule = "├" + "─" * 60 + "┼" + "─" * 60 + "┤"
    lines = [rule if not line else f"│{line.replace('  ', '│')}│" for line in ("", HEADS, "", "规章  1  2  3", "")]
    path.write_text("\n".join(["某某局2024年政府信息公开工作年度报告", *(line.replace(" ", "│") for line in lines)]))
    assert [cell.value for cell in read_report(path).cells.itertuples()] == [1, 2, 3]


def test_a_wide_gap_within_a_field_parts_two_numbers_and_one_blank_parts_thousands() -> None:
    rows = (
        text.read(Path("a.txt"), "行政许可\t32  593\n行政处罚\t32 593\n行政强制\t32\u3000593".encode()).grids[0].cells
    )
    assert [read_number(cell.text).value for cell in rows if cell.column == 1] == [None, 32593, None]


def test_weidong_justice_2024_reads_whole() -> None:
    report = read_report(shared("reports/weidong_justice_2024.txt"))
    assert (report.agency, report.year, len(report.cells)) == ("卫东区司法局", 2024, 200)
    assert (report.cells["value"] == 0).all() and report.cells["flag"].isna().all()


@pytest.mark.parametrize(
    "separator", ["browser", "padded", "pushed", "bars", "blanks", "lines", "cells", "opened", "below", "unfilled"]
)
def test_every_way_of_parting_cells_gives_every_number(separator: Separator, tmp_path: Path) -> None:
    data = sample_report("2021", 7)
    path = tmp_path / "a.txt"
    path.write_text(typeset_text(data, separator), encoding="gb18030")
    report = read_report(path)
    read = {(cell.table, cell.item, cell.column): cell.value for cell in report.cells.itertuples()}
    assert read == {key: float(printed or "nan") for key, printed in data.cells.items()}
    # All numbers differ, so that a swapped one shows; no sum of theirs holds.
    assert set(report.cells["flag"].dropna()) <= {"many_sums_fail"}


@pytest.mark.parametrize("separator", ["cells", "opened", "below"])
def test_yueyang_xinfang_2021_and_hanyang_2022_blank_cells_keep_their_place_where_each_cell_has_a_line(
    separator: Separator, tmp_path: Path
) -> None:
    data = sample_report("2021", 7, distinct=False)
    cells = {
        key: None if key[0] == "applications" and key[2] != "total" and printed == "0" else printed
        for key, printed in data.cells.items()
    }
    path = tmp_path / "a.txt"
    path.write_text(typeset_text(replace(data, cells=cells), separator), encoding="utf-8")
    report = read_report(path)
    read = {(cell.table, cell.item, cell.column): (cell.value, cell.flag) for cell in report.cell_rows}
    assert read == {key: (None if printed is None else float(printed), None) for key, printed in cells.items()}
    assert any(printed is None for printed in cells.values()) and report.problems == ()


def test_qiaoxi_tongji_2023_blank_totals_end_no_row_early_where_each_cell_has_a_bar_below(tmp_path: Path) -> None:
    data = sample_report("2021", 7, distinct=False)
    kept = [("applications", item, "total") for item in ("received", "granted")]
    cells = {
        key: None if key[0] == "applications" and (printed == "0" or key[2] == "total") and key not in kept else printed
        for key, printed in data.cells.items()
    }
    path = tmp_path / "a.txt"
    path.write_text(typeset_text(replace(data, cells=cells), "below"), encoding="utf-8")
    read = {(cell.table, cell.item, cell.column): cell.value for cell in read_report(path).cell_rows if not cell.flag}
    assert read == {key: None if printed is None else float(printed) for key, printed in cells.items()}


def test_xuwen_sifa_2023_blank_cells_keep_their_place_under_heads_broken_over_lines(tmp_path: Path) -> None:
    heads = "自然人 | 法人或其他组织 | 总计 |\n商业 | 科研 | 社会公益组织 | 法律服务机构 | 其他 |\n企业 | 机构 |\n"
    rows = [f"{item.zh} | | | | | | | {number} |\n" for number, item in enumerate(FORM.items)]
    path = tmp_path / "a.txt"
    title = "甲县乙局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    path.write_text(title + heads + "".join(rows), encoding="utf-8")
    cells = {(cell.item, cell.column): cell for cell in read_report(path).cell_rows}
    assert [cells[item.id, "total"].value for item in FORM.items] == list(range(len(FORM.items)))
    assert all(cell.state == "blank" for (_, column), cell in cells.items() if column != "total")
    # Without a total, blank fields before a number may be those that wider labels cover.
    path.write_text(title + heads + "".join(f"{item.zh} | | | 3 | | | | |\n" for item in FORM.items), encoding="utf-8")
    with pytest.raises(ReadError, match="No table"):
        read_report(path)


@pytest.mark.parametrize("parting", ["| {} |", "{} |", "{}", "|{}", "\t"])
def test_blank_cells_at_a_rows_beginning_move_no_number_of_table_four(parting: str, tmp_path: Path) -> None:
    def line(*fields: str) -> str:
        return "\t".join(fields) if parting == "\t" else parting.format(" | ".join(fields))

    heads = line("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    lines = ["甲县乙局2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况"]
    lines += ["（一）行政复议", heads, line("", "", "3", "", "3"), "（二）未经复议直接起诉", heads]
    lines += [line("", "411", "", "3", "414"), "（三）复议后起诉", heads, line("3", "2", "0", "19", "24")]
    path = tmp_path / "a.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    cells = {(cell.item, cell.column): cell for cell in read_report(path).cell_rows}
    outcomes = ["upheld", "corrected", "other", "pending", "total"]
    read = {item: [cells[item, outcome].value for outcome in outcomes] for item, _ in cells}
    assert read == {
        "reconsideration": [None, None, 3, None, 3],
        "lawsuit_direct": [None, 411, None, 3, 414],
        "lawsuit_after_reconsideration": [3, 2, 0, 19, 24],
    }
    # A line that lost its first blank fields says nothing of its columns.
    lines[4] = lines[4].strip() if parting == "\t" else line("3", "", "3")
    path.write_text("\n".join(lines), encoding="utf-8")
    cells = {(cell.item, cell.column): cell for cell in read_report(path).cell_rows}
    assert all(cells["reconsideration", outcome].flag for outcome in outcomes)


def test_kangle_shangwan_2019_a_row_under_a_head_printed_twice_is_told_and_not_called_left_out(tmp_path: Path) -> None:
    heads = ["信息内容", "本年新制作数量", "本年新制作数量", "对外公开总数量"]
    rows = [
        *heads,
        "规章",
        "0",
        "0",
        "0",
        "信息内容",
        "上一年项目数量",
        "本年增/减",
        "处理决定数量",
        "行政许可",
        "1",
        "0",
        "2",
    ]
    path = tmp_path / "a.txt"
    path.write_text("甲乡人民政府2019年政府信息公开工作年度报告\n\n" + "\n\n".join(rows), encoding="utf-8")
    told = {problem.code: problem.reason for problem in read_report(path).problems}
    assert "规章" in told["column_unnamed"] and "规章" not in told["rows_left_out"]


def test_weishan_liangcheng_2020_heads_that_are_cut_stand_over_their_columns() -> None:
    cells = _cells(
        "二、主动公开政府信息情况",
        "信息内容 | 本年新 | 本年新 | 对外公开总数量 | |",
        "规章 | 1 | 2 | 3 | |",
        "规范性文件 | 4 | 5 | 6 | |",
    )
    assert [cell.value for cell in cells.values()] == [1, 2, 3, 4, 5, 6]
    assert all(cell.flag is None for cell in cells.values())


def _markdown(*rows: Sequence[str]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def _values_of(table: str, tmp_path: Path) -> dict[tuple[str, str], float | None]:
    path = tmp_path / "a.md"
    title = "甲市乙局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    path.write_text(title + table, encoding="utf-8")
    cells = [cell for cell in read_report(path).cell_rows if cell.table == "applications"]
    assert all(cell.flag is None for cell in cells)
    return {(cell.item, cell.column): cell.value for cell in cells}


NUMBERS = {key[1:]: float(text or 0) for key, text in sample_report(seed=5).cells.items() if key[0] == "applications"}


def test_fields_that_keep_every_place_are_a_grid_whose_heads_stand_in_any_order(tmp_path: Path) -> None:
    order = ["total", "other_org", "natural_person", "research", "enterprise", "public_interest", "legal_service"]
    heads = ["项目", "代码", *(FORM.column[name].zh for name in order), "备注"]
    rows = [
        [item.zh, f"{place:02}", *(f"{NUMBERS[item.id, name]:.0f}" for name in order), "含上年" if place == 3 else ""]
        for place, item in enumerate(FORM.items, 1)
    ]
    assert _values_of(_markdown(heads, *rows), tmp_path) == NUMBERS
    turned = [["申请人", *(item.zh for item in FORM.items)]]
    turned += [[column.zh, *(f"{NUMBERS[item, column.id]:.0f}" for item in FORM.item)] for column in FORM.columns]
    assert _values_of(_markdown(*turned), tmp_path) == NUMBERS


def test_fields_under_two_years_are_the_reports_own(tmp_path: Path) -> None:
    zh = [column.zh for column in FORM.columns]
    heads = [["项目", "2022年", *[""] * 6, "2023年", *[""] * 6], ["", *zh, *zh]]
    rows = [[item.zh, *"9999999", *(f"{NUMBERS[item.id, name]:.0f}" for name in FORM.column)] for item in FORM.items]
    assert _values_of(_markdown(*heads, *rows), tmp_path) == NUMBERS


def test_flipbook_labels_and_heads_broken_over_lines_are_read_by_their_order(tmp_path: Path) -> None:
    data = sample_report("2021", 7)
    path = tmp_path / "a.txt"
    path.write_text(typeset_text(data, "narrow"), encoding="utf-8")
    report = read_report(path)
    read = {(cell.table, cell.item, cell.column): cell.value for cell in report.cells.itertuples()}
    assert {key: value for key, value in read.items() if key[0] != "disclosure"} == {
        key: float(printed or "nan") for key, printed in data.cells.items() if key[0] != "disclosure"
    }


def test_heads_broken_over_lines_in_another_order_are_not_the_forms(tmp_path: Path) -> None:
    written = typeset_text(sample_report("2021", 7), "narrow").replace("自然", "商业", 1)
    path = tmp_path / "a.txt"
    path.write_text(written, encoding="utf-8")
    report = read_report(path)
    assert "applications" not in set(report.cells["table"])
    assert any("收到和处理政府信息公开申请情况" in problem.reason for problem in report.problems)


def test_wendeng_xinfang_2022_page_8_table_four_alone(tmp_path: Path) -> None:
    lines = ["甲市乙局2022年政府信息公开工作年度报告", "P. 8", "四、政府信息公开行政复议、行政诉讼情况"]
    lines += ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", "结果 结果 其他 尚未 总"]
    lines += ["维持 纠正 结果 审结 计 结果 结果 其他 尚未 总 结果 结果 其他 尚未 总"]
    lines += ["维持 纠正 结果 审结 计 维持 纠正 结果 审结 计", "3 1 0 1 5 2 0 1 0 3 1 0 0 1 2"]
    path = tmp_path / "a.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert read_report(path).litigation.to_numpy().tolist() == [[3, 1, 0, 1, 5], [2, 0, 1, 0, 3], [1, 0, 0, 1, 2]]


def test_fewer_numbers_than_columns_are_not_placed() -> None:
    cells = _cells(HEADS, "规章 3 5")
    assert {(cell.value, cell.state, cell.flag) for cell in cells.values()} == {(None, "unreadable", "ambiguous_split")}


def test_blank_fields_are_placed_only_where_full_rows_prove_how_they_lie() -> None:
    heads = "\t".join(HEADS.split())
    proven = _cells(heads, "规章\t1\t2\t3", "行政规范性文件\t\t5\t")
    assert [proven["normative_documents", column].state for column in ("made", "repealed")] == ["blank", "number"]
    alone = _cells(heads, "行政规范性文件\t\t5")
    assert {cell.flag for cell in alone.values()} == {"value_count"}


def test_the_order_of_the_heads_is_the_printed_one() -> None:
    cells = _cells("信息内容 现行有效件数 本年制发件数 本年废止件数", "规章 1 2 3")
    assert cells["regulations", "made"].value == 2


def test_prose_that_names_a_row_is_no_row() -> None:
    assert _cells("全年办理行政许可45件，行政处罚12件。", "行政许可 45") == {}


def test_pingtan_jjf_2024_1129_is_left_unread() -> None:
    cells = _cells("信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件1129")
    assert [cells["regulations", name].value for name in ("made", "repealed", "in_force")] == [0, 0, 0]
    assert cells["normative_documents", "made"].flag == "ambiguous_split"
    assert cells["normative_documents", "made"].text == "1129"


def test_six_digits_for_seven_cells_have_no_sure_reading() -> None:
    found = ways("000000", FORM.columns, sums_along(FORM, KEYS))
    assert len(found) == 6 and all("" in way for way in found)


def test_the_sums_of_the_columns_are_the_second_proof() -> None:
    zero = ("0",) * 7
    rows = {item.id: [zero] for item in FORM.items}
    three = [("3", "0", "0", "0", "0", "0", "3")]
    columns = [column.id for column in FORM.columns]
    assert "received" not in resolve(FORM, rows | {"received": three}, columns)
    proven = resolve(FORM, rows | {"received": three, "granted": three, "concluded": three}, columns)
    assert proven["received"] == three[0]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_the_printed_way_is_always_among_the_ways(numbers: list[int]) -> None:
    printed = (*map(str, numbers), str(sum(numbers)))
    found = ways("".join(printed), FORM.columns, sums_along(FORM, KEYS))
    assert found == [] or printed in found  # none at all where there are more than can be told apart


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.just(""), st.integers(0, 99).map(str)), min_size=3, max_size=3))
def test_cells_without_sums_are_never_read_wrong(printed: list[str]) -> None:
    cells = _cells(HEADS.replace(" ", ""), "规章" + "".join(printed))
    for column, shown in zip(("made", "repealed", "in_force"), printed, strict=True):
        cell = cells.get(("regulations", column))
        assert cell is None or cell.flag is not None or cell.text == shown


def test_a_page_number_between_rows_is_no_value() -> None:
    blocks = [TextLine(HEADS), TextLine("规章 1 2 3"), TextLine("- 4 -"), TextLine("行政规范性文件 5 6 7")]
    (outcome,) = match_running_text(blocks, "plain").outcomes
    assert [cell.value for cell in outcome.cells] == [1, 2, 3, 5, 6, 7]


def test_a_line_that_breaks_within_the_last_number_leaves_its_row_in_doubt() -> None:
    # Text broken after sixty characters: 7862 as 78 over 62. A page's number below a row whose sum holds says nothing.
    heads = " ".join(column.zh for column in FORM.columns)
    label = "一、本年新收政府信息公开申请数量"
    assert {cell.flag for cell in _cells(heads, f"{label} 7000 862 0 0 0 0 78", "62").values()} == {"ambiguous_split"}
    assert {cell.flag for cell in _cells(heads, f"{label} 70 8 0 0 0 0 78", "62").values()} == {None}


def test_a_row_that_cannot_be_cut_ends_the_search() -> None:
    assert ways("4,5" * 12, FORM.columns) == []


def test_where_each_number_has_its_own_line_one_too_many_puts_the_row_in_doubt() -> None:
    cells = _cells(*HEADS.split(), "规章", "2", "1", "5", "40", "行政规范性文件", "7", "0", "9")
    assert [cells["regulations", column].flag for column in ("made", "repealed", "in_force")] == ["ambiguous_split"] * 3
    assert [cells["normative_documents", column].value for column in ("made", "repealed", "in_force")] == [7, 0, 9]


def test_heads_of_table_four_in_the_order_of_their_heights_do_not_tell_whose_a_number_is() -> None:
    outcomes = "结果维持 结果纠正 其他结果 尚未审结 总计"
    heads = [f"{outcomes} 未经复议直接起诉 复议后起诉", "行政复议 行政诉讼", f"{outcomes} {outcomes}"]
    blocks = [TextLine(line) for line in [*heads, " ".join(map(str, range(1, 16)))]]
    found = match_running_text(blocks, "plain")
    assert [cell for outcome in found.outcomes for cell in outcome.cells] == []


def test_a_row_whose_heads_a_copy_lost_is_told() -> None:
    lines = ["主动公开政府信息情况", "规章 2 1 5", "行政许可 处理决定数量", "行政许可 12"]
    [outcome] = match_running_text([TextLine(line) for line in lines], "plain").outcomes
    assert [one.code for one in outcome.unnamed] == ["column_unnamed"]


@pytest.mark.parametrize("gap", ["\t", " "])
def test_f_total_first_heads_over_two_lines_are_read_in_their_order(gap: str) -> None:
    lines = ["三、收到和处理政府信息公开申请情况", "总计 自然人 法人或其他组织"]
    lines += ["商业企业 科研机构 社会公益组织 法律服务机构 其他", "一、本年新收政府信息公开申请数量 21 1 2 3 4 5 6"]
    cells = _cells(*(line.replace(" ", gap) for line in lines))
    assert [cells["received", column.id].value for column in FORM.columns] == [1, 2, 3, 4, 5, 6, 21]


def test_liwan_fagai_2020_rows_that_blank_cells_break_over_lines_are_put_together(tmp_path: Path) -> None:
    heads = "自然人 | 法人或其他组织 | 总计 |\n商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
    rows = [
        ("一、本年新收政府信息公开申请数量", 25),
        ("二、上年结转政府信息公开申请数量", 0),
        ("（一）予以公开", 7),
        ("（二）部分公开", 18),
    ]
    lines = "".join(f"{label} | {value or ''} |\n|\n|\n|\n|\n| {value} |\n" for label, value in rows)
    path = tmp_path / "a.txt"
    path.write_text(
        "甲市乙局2020年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n" + heads + lines, encoding="utf-8"
    )
    read = {(cell.item, cell.column): cell.state for cell in read_report(path).cell_rows if cell.flag is None}
    assert len(read) == 28 and read["received", "enterprise"] == "blank" and read["carried_in", "total"] == "number"


def test_shanghai_fubanting_2019_copy_a_field_for_every_column_places_blank_cells() -> None:
    heads = ["自然人\t法人或其他组织\t总计", "商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他"]
    rows = [
        "一、本年新收政府信息公开申请数量\t821\t35\t\t\t2\t1\t859",
        "二、上年结转政府信息公开申请数量\t18\t\t\t\t\t\t18",
    ]
    rows += ["三、本年度办理结果\t（一）予以公开\t258\t12\t\t\t1\t1\t"]
    cells = _cells("三、收到和处理政府信息公开申请情况", *heads, *rows)
    assert [cells["granted", column.id].value for column in FORM.columns] == [258, 12, None, None, 1, 1, None]
    spoilt = _cells("三、收到和处理政府信息公开申请情况", *heads, *rows[:2], rows[2].replace("\t1\t1", "\t1"))
    assert {cell.flag for cell in spoilt.values()} == {"value_count"}


def test_other_matters_without_anything_are_no_table_four(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    written = typeset_text(sample_report("2021", 7), "browser")
    path.write_text(written[: written.index("六、")] + "六、其他需要报告的事项\n无。\n", encoding="utf-8")
    assert read_report(path).problems == ()


def test_format_2021_notice_that_prints_the_blank_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    heads = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    labels = "\n".join([*heads, "规章", "行政规范性文件", heads[0], "本年处理决定数量", "行政许可"])
    path.write_text("发布机构 | 宁国市商务局 |\n政府信息公开工作年度报告格式\n" + labels, encoding="utf-8")
    with pytest.raises(ReadError, match="blank form"):
        read_report(path)


def test_labels_in_traditional_characters_are_the_forms() -> None:
    heads = "信息內容\t本年製發件數\t本年廢止件數\t現行有效件數"
    cells = _cells("二、主動公開政府信息情況", heads, "規章\t1\t2\t3", "行政規範性文件\t4\t5\t6")
    assert [cells["normative_documents", column].value for column in ("made", "repealed", "in_force")] == [4, 5, 6]


@pytest.mark.parametrize("sign", ["X", "Ⅷ", "℃", "①"])
def test_a_letter_within_a_label_does_not_end_the_reading(sign: str) -> None:
    """Of 400 damaged texts one broke a label so, and the reader with it."""
    texts = [token.text for token in tokens([TextLine(f"无正当理{sign}由大量反复申请 1 2 3")])]
    assert texts[-4:-1] == ["1", "2", "3"]


def test_signs_of_a_typeface_of_its_own_are_said_to_be_that() -> None:
    # As sites write that draw digits by a web font: the encoding is right, the signs mean nothing without the font.
    with pytest.raises(ReadError, match="typeface of its own"):
        text.read(Path("a.txt"), "本年新收 \ue001\ue002 件".encode())
