"""Text copied from a page: placed by label and count."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreports import read_report
from govreports.errors import ReadError
from govreports.matching.text.running_text import match_running_text
from govreports.matching.text.tokens import tokens
from govreports.sources import text
from govreports.sources.document import TextLine
from tests.copied import FORM, HEADS, cells_of_text
from tests.shared import shared
from tests.typeset import sample_report
from tests.typeset.web import text as typeset_text


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
    read = cells_of_text(HEADS, "规章", "1 2 3 行政规范性文件", "4 5 6")
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
    cells = cells_of_text(HEADS, "规章 12⁹ 2 3", "行政规范性文件 4 5 6")
    assert [cell.value for cell in cells.values()][:3] == [12, 2, 3]


def test_weidong_justice_2024_reads_whole() -> None:
    report = read_report(shared("reports/weidong_justice_2024.txt"))
    assert (report.agency, report.year, len(report.cells)) == ("卫东区司法局", 2024, 200)
    assert (report.cells["value"] == 0).all() and report.cells["flag"].isna().all()


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
    cells = cells_of_text(HEADS, "规章 3 5")
    assert {(cell.value, cell.state, cell.flag) for cell in cells.values()} == {(None, "unreadable", "ambiguous_split")}


def test_the_order_of_the_heads_is_the_printed_one() -> None:
    cells = cells_of_text("信息内容 现行有效件数 本年制发件数 本年废止件数", "规章 1 2 3")
    assert cells["regulations", "made"].value == 2


def test_prose_that_names_a_row_is_no_row() -> None:
    assert cells_of_text("全年办理行政许可45件，行政处罚12件。", "行政许可 45") == {}


def test_a_page_number_between_rows_is_no_value() -> None:
    blocks = [TextLine(HEADS), TextLine("规章 1 2 3"), TextLine("- 4 -"), TextLine("行政规范性文件 5 6 7")]
    (outcome,) = match_running_text(blocks, "plain").outcomes
    assert [cell.value for cell in outcome.cells] == [1, 2, 3, 5, 6, 7]


def test_a_line_that_breaks_within_the_last_number_leaves_its_row_in_doubt() -> None:
    # Text broken after sixty characters: 7862 as 78 over 62. A page's number below a row whose sum holds says nothing.
    heads = " ".join(column.zh for column in FORM.columns)
    label = "一、本年新收政府信息公开申请数量"
    assert {cell.flag for cell in cells_of_text(heads, f"{label} 7000 862 0 0 0 0 78", "62").values()} == {
        "ambiguous_split"
    }
    assert {cell.flag for cell in cells_of_text(heads, f"{label} 70 8 0 0 0 0 78", "62").values()} == {None}


def test_where_each_number_has_its_own_line_one_too_many_puts_the_row_in_doubt() -> None:
    cells = cells_of_text(*HEADS.split(), "规章", "2", "1", "5", "40", "行政规范性文件", "7", "0", "9")
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
    cells = cells_of_text(*(line.replace(" ", gap) for line in lines))
    assert [cells["received", column.id].value for column in FORM.columns] == [1, 2, 3, 4, 5, 6, 21]


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
    cells = cells_of_text("二、主動公開政府信息情況", heads, "規章\t1\t2\t3", "行政規範性文件\t4\t5\t6")
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
