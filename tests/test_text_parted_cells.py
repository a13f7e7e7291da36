"""Text whose cells are parted by tabs, bars or lines: a blank cell keeps its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from govreports import read_report
from govreports.errors import ReadError
from govreports.matching.numbers import read_number
from govreports.sources import text
from tests.copied import FORM, HEADS, cells_of_text
from tests.typeset import sample_report
from tests.typeset.web import Separator
from tests.typeset.web import text as typeset_text

NUMBERS = {key[1:]: float(text or 0) for key, text in sample_report(seed=5).cells.items() if key[0] == "applications"}


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


def test_weishan_liangcheng_2020_heads_that_are_cut_stand_over_their_columns() -> None:
    cells = cells_of_text(
        "二、主动公开政府信息情况",
        "信息内容 | 本年新 | 本年新 | 对外公开总数量 | |",
        "规章 | 1 | 2 | 3 | |",
        "规范性文件 | 4 | 5 | 6 | |",
    )
    assert [cell.value for cell in cells.values()] == [1, 2, 3, 4, 5, 6]
    assert all(cell.flag is None for cell in cells.values())


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


def test_blank_fields_are_placed_only_where_full_rows_prove_how_they_lie() -> None:
    heads = "\t".join(HEADS.split())
    proven = cells_of_text(heads, "规章\t1\t2\t3", "行政规范性文件\t\t5\t")
    assert [proven["normative_documents", column].state for column in ("made", "repealed")] == ["blank", "number"]
    alone = cells_of_text(heads, "行政规范性文件\t\t5")
    assert {cell.flag for cell in alone.values()} == {"value_count"}


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
    cells = cells_of_text("三、收到和处理政府信息公开申请情况", *heads, *rows)
    assert [cells["granted", column.id].value for column in FORM.columns] == [258, 12, None, None, 1, 1, None]
    spoilt = cells_of_text("三、收到和处理政府信息公开申请情况", *heads, *rows[:2], rows[2].replace("\t1\t1", "\t1"))
    assert {cell.flag for cell in spoilt.values()} == {"value_count"}
