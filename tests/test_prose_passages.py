"""How well the prose of reports is read: passages after real wordings, labelled by hand (``prose_passages.toml``)."""

from __future__ import annotations

import pytest

from govreports.columns import CELL_COLUMNS, KEY_COLUMNS, SECTION_COLUMNS, frame
from govreports.dataset.data import Dataset
from govreports.matching.prose.cells_of_prose import cells_of_prose
from govreports.matching.prose.report_sections import SectionText, part_sections
from govreports.matching.prose.statements import statements
from govreports.reading.read_file import read_report
from govreports.report.prose_numbers import cells_only_in_prose, prose_numbers
from govreports.sources.document import TextLine
from tests.prose_passages import passages, rates, read_states, read_tells
from tests.shared import shared


@pytest.mark.parametrize("name", ["development", "held_out"])
def test_statements_about_the_forms_cells_are_read_as_a_reader_reads_them(name: str) -> None:
    """Issue 13 asks for 98 % and 97 % on passages that the rules were not written for."""
    found, otherwise = rates(passages(name), read_states, lambda passage: passage.states)
    assert found.precision >= 0.98, otherwise
    assert found.recall >= 0.97, otherwise


@pytest.mark.parametrize("name", ["development", "held_out"])
def test_numbers_that_only_prose_tells_are_read_as_a_reader_reads_them(name: str) -> None:
    found, otherwise = rates(passages(name), read_tells, lambda passage: passage.tells)
    assert found.precision >= 0.98, otherwise
    assert found.recall >= 0.97, otherwise


def test_there_are_two_hundred_passages_and_a_hundred_not_used_for_the_rules() -> None:
    assert len(passages("held_out")) >= 100
    assert len(passages("development")) + len(passages("held_out")) >= 200


def test_no_application_of_legal_persons_says_nothing_of_natural_persons() -> None:
    (none,) = statements("2022年未收到法人或者其他组织的政府信息公开申请。", 2022)
    assert none.applicant == "legal_persons"
    assert {column for _, _, column in none.readings[0]} == {
        "enterprise", "research", "public_interest", "legal_service", "other_org",
    }  # fmt: skip


def test_a_number_in_brackets_after_a_label_belongs_to_the_narrower_label() -> None:
    _, denied = statements("办结依申请公开9件，不予公开（属于行政查询事项）2件。", 2024)
    assert denied.readings == ((("applications", "denied_administrative_query", "total"),),)


def test_reconsiderations_that_the_office_hears_are_not_those_about_its_disclosure() -> None:
    assert statements("全年办理行政复议案件120件，行政诉讼案件42件。", 2024) == []


def test_a_number_only_in_prose_is_a_cell_with_its_sentence_and_its_page() -> None:
    lines = [
        TextLine("三、依申请公开情况", 1),
        TextLine("全年收到申请31件，其中网上申", 1),
        TextLine("请26件。", 2),
        TextLine("办理12345热线工单763件。", 2),
    ]
    online, hotline = cells_only_in_prose(part_sections(lines), 2024)
    assert (online.table, online.item, online.column) == ("prose", "channel", "online")
    assert (online.value, online.text, online.page) == (26.0, "26件", 1)
    assert (online.method, online.flag, online.note) == ("prose", "prose", "全年收到申请31件,其中网上申请26件。")
    assert (hotline.item, hotline.column, hotline.text, hotline.page) == ("consultation", "hotline", "763件", 2)


def test_numbers_only_in_prose_stand_apart_from_the_forms_cells() -> None:
    """淮安市人民政府 2024 collected 3,940 元 of 信息处理费."""
    report = read_report(shared("reports/huaian_2024.pdf"))
    assert set(report.cells["table"]) == {"disclosure", "applications", "litigation"}
    assert list(report.prose_cells.columns) == list(CELL_COLUMNS)
    fee = report.prose_cells[report.prose_cells["item"] == "fee"]
    assert fee["value"].tolist() == [3940.0]
    assert fee["page"].notna().all()


def test_what_several_ways_published_together_is_that_of_none() -> None:
    """卫东区司法局 2024 counts its web page, WeChat and video channel in one number."""
    prose = "在卫东区人民政府网、“卫东宣传”微信公众号及视频号等已发布各类普法宣传信息24篇。"
    assert prose_numbers(prose, 2024) == []


def test_a_dataset_tells_the_numbers_of_its_prose() -> None:
    prose = ("淮安市_2024", "淮安市人民政府", 2024, "一", "总体情况", "全年收到申请9件，其中信函申请4件。", "0:3")
    data = Dataset(sections=frame([prose], KEY_COLUMNS | SECTION_COLUMNS))
    assert data.prose_cells[["agency", "year", "item", "column", "value", "page"]].values.tolist() == [
        ["淮安市人民政府", 2024, "channel", "mail", 4.0, 3]
    ]
    assert Dataset().prose_cells.empty


def said(text: str, year: int = 2024) -> list[tuple[str, float]]:
    return [(one.quantity, one.value) for one in statements(text, year)]


@pytest.mark.parametrize(
    "text",
    [
        "全年受理各类举报23件，办结22件。",
        "收到诉求45件，答复45件。",
        "受理行政许可申请1,150件，办结1,147件，不予许可3件。",
        "受理不动产登记资料查询申请3,260件，均当场办结。",
        "收到人大代表建议21件，予以公开21件。",
        "审核公文公开属性1,236件，其中依申请公开306件，不予公开518件。",
        "全年办理行政复议案件120件，行政诉讼案件42件。",
        "（五）监督保障。全年办理群众诉求120件，答复120件。",
    ],
)
def test_a_section_about_applications_may_go_on_to_something_else(text: str) -> None:
    told = said(f"（二）依申请公开。收到申请3件，答复3件。{text}")
    assert told == [("applications.received", 3.0), ("applications.concluded", 3.0)]


def test_the_title_of_a_section_says_what_its_sentences_are_about() -> None:
    section = SectionText("三", "三、收到和处理政府信息公开申请情况", "新收9件，予以公开7件，结转下年1件。")
    cells = {cell.item: cell.value for cell in cells_of_prose([section], 2024)}
    assert cells == {"received": 9.0, "granted": 7.0, "carried_out": 1.0}
    both = SectionText("四", "四、政府信息公开行政复议、行政诉讼情况", "本年共6件，其中维持4件，纠正1件，尚未审结1件。")
    assert cells_of_prose([both], 2024) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2022年、2023年、2024年，全县分别受理政府信息公开申请101件、96件、133件。", 133.0),
        ("政府信息公开申请总量持续增长：2022年90件，2023年118件，2024年131件。", 131.0),
        ("“十四五”期间受理政府信息公开申请2104件，其中2024年受理366件。", 366.0),
        ("政府信息公开申请数由2023年的40件增至2024年的55件。", 55.0),
    ],
)
def test_of_several_years_only_the_reports_own_is_stated(text: str, count: float) -> None:
    assert said(text) == [("applications.handled", count)]


def test_a_second_list_of_numbers_is_of_the_same_years() -> None:
    text = "2022年、2023年分别受理政府信息公开申请96件、133件，办结95件、130件，同比增长38%，予以公开50件。"
    last = [("applications.handled", 133.0), ("applications.concluded", 130.0), ("applications.granted", 50.0)]
    assert said(text, 2023) == last
    three = "2021年至2023年分别收到政府信息公开申请10件、20件、30件，其中予以公开5件、6件、7件。"
    assert said(three, 2022) == [("applications.received", 20.0), ("applications.granted", 6.0)]
    ways = "2022年、2023年分别收到网络申请10件、20件，信函申请5件、6件。"
    assert [(one.column, one.value) for one in prose_numbers(ways, 2023)] == [("online", 20.0), ("mail", 6.0)]
