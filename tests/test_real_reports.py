"""Real reports, byte for byte: every cell that they print, and none that they do not."""

from __future__ import annotations

import pytest

import govreports as gr
from tests.conftest import RAW
from tests.printed import differences, printed
from tests.shared import shared

ENGINES = ("pdfium", "pdfplumber")


@pytest.mark.parametrize("engine", ENGINES)
def test_huaian_2024_label_split_over_pages(engine: str) -> None:
    report = gr.read_report(shared("reports/huaian_2024.pdf"), engine=engine)
    assert (report.agency, report.year, report.edition) == ("淮安市人民政府", 2024, "2021")
    assert differences(report.cell_rows, printed()["huaian_shi_2024"]) == {}
    assert len(report.cell_rows) == 200
    assert report.failed == []
    assert report.in_doubt == []
    assert [check.status for check in report.check_rows] == ["pass"] * 42
    assert report.problems == ()


def test_hongze_2023_one_row_and_misprinted_label() -> None:
    report = gr.read_report(shared("reports/hongze_2023.pdf"))
    assert (report.agency, report.year, report.edition) == ("洪泽区人民政府", 2023, "2021")
    assert report.table_edition == {"disclosure": "2021", "applications": "2019", "litigation": "2021"}
    assert differences(report.cell_rows, printed()["huaian_hongze_qu_2023"]) == {}
    assert len(report.cell_rows) == 186


def test_hongze_2023_published_errors_are_found_and_left_alone() -> None:
    report = gr.read_report(shared("reports/hongze_2023.pdf"))
    found = [(check.item, check.left, check.right, check.delta, check.cause) for check in report.failed]
    assert found == [
        ("reconsideration", 11.0, 0.0, 11.0, "published"),
        ("lawsuit_after_reconsideration", 5.0, 0.0, 5.0, "published"),
    ]
    assert report.litigation.loc["reconsideration", "total"] == 0


def test_hongze_2023_vertical_text_is_read() -> None:
    from govreports.sources.pdf.read_pdf import read

    path = shared("reports/hongze_2023.pdf")
    texts = ["".join(cell.text.split()) for grid in read(path, path.read_bytes()).grids for cell in grid.cells]
    assert "三、本年度办理结果" in texts


def test_weidong_2024_text_copied_from_the_page() -> None:
    report = gr.read_report(shared("reports/weidong_justice_2024.txt"))
    assert (report.agency, report.year, report.edition) == ("卫东区司法局", 2024, "2021")
    assert len(report.cell_rows) == 200
    assert {(cell.value, cell.flag) for cell in report.cell_rows} == {(0.0, None)}
    assert {check.status for check in report.check_rows} == {"pass"}


def test_shanghai_2019_numbers_set_over_other_columns_than_their_heads() -> None:
    report = gr.read_report(shared("reports/shanghai_general_office_2019.html"))
    assert (report.agency, report.year, report.edition) == ("上海市人民政府办公厅", 2019, "2019")
    assert len(report.cell_rows) == 198
    assert report.in_doubt == []
    assert [*report.disclosure.loc["regulations", :].dropna()] == [13, 13, 524]
    assert [*report.disclosure.loc["licences", ["items_last_year", "change", "decisions"]]] == [0, 0, 0]
    assert report.applications.loc["carried_out", "natural_person"] == 72
    amount = next(cell for cell in report.cell_rows if (cell.item, cell.column) == ("procurement", "amount"))
    assert (amount.value, amount.unit) == (251000.0, "元")
    assert report.published == "2020-01-31"


def test_pingtan_2024_web_page() -> None:
    report = gr.read_report(shared("reports/pingtan_2024.html"))
    assert (report.agency, report.year) == ("平潭综合实验区", 2024)
    assert differences(report.cell_rows, printed()["pingtan_guanweihui_2024"]) == {}


def test_blank_form_2021_is_refused() -> None:
    with pytest.raises(gr.ReadError, match="blank form") as error:
        gr.read_report(shared("reports/blank_form_2021.docx"))
    assert [problem.code for problem in error.value.problems] == ["blank_form"]


def test_huaian_2024_sections_of_prose() -> None:
    sections = gr.read_report(shared("reports/huaian_2024.pdf")).sections.set_index("section")
    assert sections.index.tolist() == ["", "一", "二", "三", "四", "五", "六"]
    assert "".join(str(sections.loc["六", "text"]).split()).endswith("全年收取政府信息公开信息处理费3940元。")


def test_huaian_2024_every_number_can_be_shown() -> None:
    report = gr.read_report(shared("reports/huaian_2024.pdf"))
    cells = report.cells[report.cells["table"] == "applications"]
    assert cells["page"].unique().tolist() == [4, 5]
    assert cells[["x0", "top", "x1", "bottom"]].notna().all(axis=None)
    picture = report.show("applications")
    assert picture.size == (952, 2 * 1348)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("foo", "one of disclosure 表二, applications 表三, litigation 表四, statistics, not 'foo'"),
        (2, "statistics, not 2"),
        ("表", "statistics, not '表'"),
        ("statistics", "no cell of statistics was read, but of disclosure, applications, litigation"),
    ],
)
def test_a_table_that_is_none_or_not_in_the_report_is_told_with_those_that_are(asked: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        gr.read_report(RAW / "huaian_shi_2024.pdf").show(asked)
