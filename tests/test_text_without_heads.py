"""Tables that programs write as Markdown, without heads: the form's order is taken where every sum holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreports import form, read_report
from govreports.columns import CellRow, records
from tests.typeset.sample_data import sample_reports

REPORT = sample_reports()["suqian_shi_2023"]
TABLE_3, TABLE_4 = form.table("2021", "applications"), form.table("2021", "litigation")
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
HEADING_4 = "四、政府信息公开行政复议、行政诉讼情况"


def barred(fields: list[str]) -> str:
    return "| " + " | ".join(fields) + " |"


def rows_of_table_3(order: list[str], heads: list[str] | None = None) -> list[str]:
    rows = [
        barred([item.zh, *(REPORT.cells["applications", item.id, column] or "" for column in order)])
        for item in TABLE_3.items
    ]
    return [
        "三、收到和处理政府信息公开申请情况",
        "## 表三：收到和处理政府信息公开申请情况",
        *([barred(heads)] if heads else []),
        *rows,
    ]


def row_of_table_4(*heads: str) -> list[str]:
    numbers = [REPORT.cells["litigation", item, column] or "" for item, column in TABLE_4.cells]
    return [HEADING_4, *heads, barred(numbers), "五、存在的主要问题及改进情况"]


def values_of(path: Path, lines: list[str], table: str) -> dict[tuple[str, str], float | None]:
    path.write_text("宿迁市2023年政府信息公开工作年度报告\n\n" + "\n".join(lines), encoding="utf-8")
    cells = read_report(path).cells
    sure = cells[(cells["table"] == table) & cells["flag"].isna() & cells["value"].notna()]
    return {(row["item"], row["column"]): row["value"] for row in records(sure, CellRow)}


def printed(table: form.Table) -> dict[tuple[str, str], float | None]:
    return {key: float(REPORT.cells[(table.id, *key)] or "nan") for key in table.cells}


COLUMNS = [column.id for column in TABLE_3.columns]


def test_markdown_rows_without_heads_are_read_in_the_forms_order(tmp_path: Path) -> None:
    lines = [*rows_of_table_3(COLUMNS), *row_of_table_4("行政复议行政诉讼")]
    path = tmp_path / "a.txt"
    assert values_of(path, lines, "applications") == printed(TABLE_3)
    assert values_of(path, lines, "litigation") == printed(TABLE_4)


def test_outcomes_without_procedures_above_them_are_read_in_the_forms_order(tmp_path: Path) -> None:
    lines = [*rows_of_table_3(COLUMNS), *row_of_table_4("行政复议行政诉讼", barred(OUTCOMES * 3))]
    assert values_of(tmp_path / "a.txt", lines, "litigation") == printed(TABLE_4)


@pytest.mark.parametrize(
    ("order", "heads"),
    [(COLUMNS[::-1], None), (COLUMNS, ["项目", "企业", "个人", "科研", "公益", "法律", "其它", "合计"])],
    ids=["total first", "heads that nobody knows"],
)
def test_rows_whose_columns_may_be_others_are_not_read(
    tmp_path: Path, order: list[str], heads: list[str] | None
) -> None:
    lines = [*rows_of_table_3(order, heads), *row_of_table_4("行政复议行政诉讼")]
    assert values_of(tmp_path / "a.txt", lines, "applications") == {}


def test_one_row_whose_sums_fail_is_not_read(tmp_path: Path) -> None:
    lines = row_of_table_4("行政复议行政诉讼")
    lines[2] = barred([str(number) for number in range(1, 16)])
    assert values_of(tmp_path / "a.txt", [*rows_of_table_3(COLUMNS), *lines], "litigation") == {}


@pytest.mark.parametrize("heads", [[], [OUTCOMES * 3]], ids=["no heads", "no procedures"])
def test_a_web_pages_tables_without_heads_or_procedures_are_read_by_their_sums(
    tmp_path: Path, heads: list[list[str]]
) -> None:
    rows = [
        [item.zh, *(REPORT.cells["applications", item.id, column] or "" for column in COLUMNS)]
        for item in TABLE_3.items
    ]
    numbers = [REPORT.cells["litigation", item, column] or "" for item, column in TABLE_4.cells]
    three, four = (
        "".join("<tr>" + "".join(f"<td>{field}</td>" for field in row) + "</tr>" for row in table)
        for table in (rows, [*heads, numbers])
    )
    path = tmp_path / "a.html"
    path.write_text(
        f"<h1>宿迁市2023年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p><table>{three}</table>"
        f"<p>{HEADING_4}</p><table>{four}</table><p>五、存在的主要问题及改进情况</p>",
        encoding="utf-8",
    )
    cells = read_report(path).cells
    read = {(row["table"], row["item"], row["column"]): row["value"] for row in records(cells, CellRow)}
    expected = {("applications", *key): value for key, value in printed(TABLE_3).items()}
    expected |= {("litigation", *key): value for key, value in printed(TABLE_4).items()} if heads else {}
    assert read == expected
    assert cells["flag"].isna().all()
