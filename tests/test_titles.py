"""Agency and year from the titles that agencies print."""

from __future__ import annotations

import pytest

from govreports.matching.title import find_titles, identify, match_title


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("淮安市人民政府 2024 年政府信息公开工作年度报告", "淮安市人民政府", 2024),
        ("2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", 2019),
        ("平潭综合实验区2024年度政府信息公开工作年度报告", "平潭综合实验区", 2024),
        ("某市财政局二○二三年政府信息公开年度报告", "某市财政局", 2023),
        ("沭阳县发展和改革局政府信息公开工作年度报告（2023年度）", "沭阳县发展和改革局", 2023),
        ("关于某某局2021年政府信息公开工作情况的报告", "某某局", 2021),
        ("某市公安局交通警察支队关于2023年度政府信息公开工作的年度报告", "某市公安局交通警察支队", 2023),
        ("某区教育局2022年度政府信息公开工作年报", "某区教育局", 2022),
    ],
)
def test_title_on_one_line(text: str, agency: str, year: int) -> None:
    assert match_title(text) == (agency, year)


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开工作年度报告格式模板",
        "本报告根据《某局2023年政府信息公开工作年度报告》编制",
        "首页 > 政务公开 > 某局2023年政府信息公开工作年度报告",
        "现将2023年政府信息公开工作年度报告公布如下，欢迎监督。",
    ],
)
def test_prose_and_navigation_are_no_title(text: str) -> None:
    assert match_title(text) is None


def test_hongze_2023_title_on_two_lines() -> None:
    lines = ["洪泽区人民政府", "2023 年政府信息公开工作年度报告", "本报告由淮安市洪泽区人民政府办公室编制。"]
    assert [(title.agency, title.year) for title in find_titles(lines)] == [("洪泽区人民政府", 2023)]


def test_title_on_three_lines() -> None:
    title = identify(["某某市自然资源和规划局", "2022年政府信息公开", "工作年度报告", "一、总体情况"], "", "x")
    assert (title.agency, title.year, title.flag) == ("某某市自然资源和规划局", 2022, None)


def test_the_name_of_the_file_is_the_last_resort_and_flagged() -> None:
    title = identify(["一、总体情况"], "", "某县水利局2023年政府信息公开年报")
    assert (title.agency, title.year) == ("某县水利局", 2023)
    assert title.flag == "agency_from_filename;year_from_filename"


def test_a_year_that_the_period_contradicts_is_in_doubt() -> None:
    lines = ["某局2024年政府信息公开工作年度报告", "统计期限自2023年1月1日起至2023年12月31日止。"]
    assert identify(lines, "", "x").flag == "year_disputed"


def test_nothing_known_is_nothing_said() -> None:
    title = identify(["政府信息公开工作年度报告"], "", "scan0001")
    assert (title.agency, title.year) == (None, None)
