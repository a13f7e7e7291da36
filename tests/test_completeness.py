"""What law and form ask of a report: present, empty, missing, or not read, and never a score."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import govreports as gr
from govreports.columns import KEY_COLUMNS, PROBLEM_COLUMNS, SECTION_COLUMNS, frame
from govreports.dataset.data import Dataset
from govreports.prose.completeness import completeness, elements, is_none
from tests.figures_data import dataset
from tests.shared import shared

OVERVIEW = (
    "2024年，本局主动公开文件12件。收到信息公开申请5件，均按期答复。信息发布严格执行三审三校。"
    "通过政府网站和政务新媒体发布信息310条。组织培训2次，开展监督检查4次。"
    + "各科室按季度汇总公开情况并报办公室备查。"
    * 6
)
PROBLEMS = "政策解读不够深入。下一步，将丰富解读形式。"


def report(
    year: int = 2024, agency: str = "某县财政局", problems: pd.DataFrame | None = None, **sections: str
) -> Dataset:
    """One report with numbers in table three only."""
    key = {"report": "r", "agency": agency, "year": year}
    cell = {"table": "applications", "item": "received", "column": "total", "value": 5, "state": "number"}
    data = dataset([{**key, "edition": "2021", "path": "r.pdf"}], [{**key, **cell}], pd.DataFrame())
    rows = [("r", agency, year, number, "标题", text, None) for number, text in sections.items()]
    told = replace(data, sections=frame(rows, KEY_COLUMNS | SECTION_COLUMNS))
    return told if problems is None else replace(told, problems=problems)


def states(data: Dataset) -> dict[str, str]:
    found = completeness(data)
    return dict(zip(found["element"], found["state"], strict=True))


def test_each_element_is_present_empty_or_missing_with_its_sentence() -> None:
    data = report(一=OVERVIEW, 五=PROBLEMS, 六="无。")
    found = states(data)
    assert found["applications_handled"] == found["problems_named"] == found["improvements_named"] == "present"
    assert found["other_matters"] == "empty"
    assert found["disputes"] == found["processing_fees"] == "missing"
    rows = completeness(data).set_index("element")
    assert rows.loc["problems_named", "sentence"] == "政策解读不够深入。"
    assert rows.loc["overview_management", "sentence"] == "信息发布严格执行三审三校。"
    assert "第五十条（四）" in str(rows.loc["problems_named", "basis"])


def test_only_governments_are_asked_for_assessment_evaluation_and_accountability() -> None:
    asked = {"assessment", "public_evaluation", "accountability"}
    assert not asked & states(report(一=OVERVIEW)).keys()
    found = states(report(agency="某县人民政府", 一=OVERVIEW + "将政务公开纳入绩效考核。"))
    assert (found["assessment"], found["accountability"]) == ("present", "missing")


def test_reports_for_2018_are_held_against_the_law_of_2008() -> None:
    found = states(report(2018, 一=OVERVIEW + "未收取费用。"))
    assert found["law_2008_fees"] == "present"
    assert found["law_2008_disputes"] == "missing"
    assert "overview_platform" not in found


def test_what_was_not_read_is_not_missing() -> None:
    assert states(report(一="全年办理申请218件。"))["processing_fees"] == "unread"  # pingtan_2024.html: prose left out
    lost = frame([("r.pdf", 2, "table_unmatched", "", "")], PROBLEM_COLUMNS)
    found = states(report(problems=lost, 一=OVERVIEW))
    assert (found["disputes"], found["processing_fees"]) == ("unread", "unread")
    assert states(report(一=OVERVIEW, 五=""))["problems_and_improvements"] == "unread"  # a heading without a text


@pytest.mark.parametrize(
    ("text", "none"),
    [("无", True), ("无。", True), ("暂无其他需要报告的事项。", True), ("2024年度，无其他需要报告的事项。", True),
     ("本年度未收取信息处理费。", False), ("无障碍改造完成3处。", False)],
)  # fmt: skip
def test_what_says_that_there_is_nothing(text: str, none: bool) -> None:
    assert is_none(text) is none


def test_every_element_names_its_basis_and_is_known_in_one_way() -> None:
    assert all(element.basis and element.en for element in elements())
    assert all(bool(one.table) + bool(one.section) + bool(one.words) == 1 for one in elements())
    assert len({element.id for element in elements()}) == len(elements())


def test_a_report_set_anew_is_left_out_and_said_so() -> None:
    data = report(一=OVERVIEW)
    found = completeness(replace(data, reports=data.reports.assign(set_anew=True)))
    assert found.empty
    assert "1 份报告自称重新排印" in found.attrs["notes"][0]


def test_huaian_2024_has_all_but_what_it_does_not_say() -> None:
    read = gr.read_report(shared("reports/huaian_2024.pdf"))
    key = {"report": "r", "agency": read.agency, "year": read.year}
    cells = [
        {**key, "table": cell.table, "item": cell.item, "column": cell.column, "value": cell.value}
        for cell in read.cell_rows
    ]
    data = dataset([{**key, "edition": "2021", "path": "r.pdf"}], cells, pd.DataFrame())
    rows = [("r", read.agency, read.year, *section.row()) for section in read.section_rows]
    found = states(replace(data, sections=frame(rows, KEY_COLUMNS | SECTION_COLUMNS)))
    assert {element for element, state in found.items() if state != "present"} == {
        "assessment",
        "public_evaluation",
        "accountability",
    }
