"""For whom a report speaks, from sentences as agencies write them."""

from __future__ import annotations

import pytest

from govreports.matching.identity.scope import scope_of

# The first three as the reports of ../shared/reports print them, lines broken where they break them.
HUAIAN_2024 = [
    "（二）依申请公开情况。定期对政府信息公开申请集中的领",
    "域和热点问题进行研判，探索从源头上解决实际问题。着力强化",
    "与申请人的直接沟通，准确了解申请人诉求，提高答复的及时性",
    "和针对性。2024 年，全市共受理政府信息公开申请 3119 件，答",
    "复 3050 件（含上年度结转申请 34 件，另有 103 件顺延到下年度",
    "答复），均在法定期限内予以答复。政府信息公开行政复议 351",
    "件，其中结果维持 72 件，结果纠正 64 件，其他结果 178 件，尚",
    "未审结 37 件；政府信息公开行政诉讼 46 件，其中结果维持 25",
    "件，结果纠正 5 件，其他结果 9 件，尚未审结 7 件。",
]
HONGZE_2023 = ["依申请公开受理渠。2023 年全区受理政府信息公开申请 21 件，", "均在法定期限答复。"]
WEIDONG_2024 = ["2024 年我局未收到公民、法人或者其他组织的信息公开申请，受理依申请公开 0 件。"]
SHANGHAI_OFFICE_2019 = ["市政府办公厅代表市政府共受理政府信息公开申请859件，申请数量较去年回落12.3%；"]
PINGTAN_2024 = ["一、总体情况", "全年办理政府信息公开申请218件。"]


def test_huaian_counts_applications_for_the_whole_city_and_does_not_say_for_whom_its_reconsiderations_stand() -> None:
    assert scope_of(HUAIAN_2024) == {"applications": "whole"}


def test_hongze_counts_applications_for_the_whole_district() -> None:
    assert scope_of(HONGZE_2023) == {"applications": "whole"}


def test_a_bureau_that_says_our_bureau_speaks_for_itself() -> None:
    assert scope_of(WEIDONG_2024) == {"applications": "agency"}


@pytest.mark.parametrize("lines", [SHANGHAI_OFFICE_2019, PINGTAN_2024, []])
def test_a_report_that_does_not_say_for_whom_it_speaks_has_no_scope(lines: list[str]) -> None:
    assert scope_of(lines) == {}


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("2024年全县各级行政机关共收到政府信息公开申请718件。", {"applications": "whole"}),
        ("市本级共收到政府信息公开申请100件。", {"applications": "own_level"}),
        ("本委2024年新收政府信息公开申请12件。", {"applications": "agency"}),
        ("2023年，全市被申请政府信息公开行政复议440件。", {"litigation": "whole"}),
        ("本报告所列数据包括各部门、各乡镇。", {"report": "whole"}),
        ("报告中统计数据仅为本级。", {"report": "own_level"}),
        ("统计范围为本单位。", {"report": "agency"}),
    ],
)
def test_a_plain_sentence_tells_the_scope(sentence: str, scope: dict[str, str]) -> None:
    assert scope_of([sentence]) == scope


@pytest.mark.parametrize(
    "sentence",
    [
        "全市共受理政府信息公开申请 3119 件，其中市本级受理政府信息公开申请 200 件。",
        "我局积极参加全市政务公开培训，全年收到政府信息公开申请3件。",
        "全区政府网站公开信息1136条，受理政府信息公开申请21件。",
        "加强全市依申请公开工作，规范办理政府信息公开申请流程，本年度收到5件。",
        "本报告所列数据不包括各县区。",
        "2024年，本机关共收到政府信息公开申请218件。",
        "组织全市培训4次。受理政府信息公开申请21件。",
    ],
)
def test_what_speaks_of_two_scopes_or_of_something_else_is_no_scope(sentence: str) -> None:
    assert scope_of([sentence]) == {}
