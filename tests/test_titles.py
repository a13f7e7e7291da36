"""Agency and year from the titles that agencies print."""

from __future__ import annotations

import pytest

from govreports.matching.identity.agency_and_year import identify
from govreports.matching.identity.title import find_titles, match_title


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


@pytest.mark.parametrize("above", ["正文", "通知公告", "大 中 小", "市直部门", "县（市、区）", "登录 注册"])
@pytest.mark.parametrize(
    "title", [["宿迁市2025年政府信息公开工作年度报告"], ["宿迁市", "2025年政府信息", "公开工作年度报告"]]
)
def test_what_a_page_prints_above_a_title_is_no_part_of_the_name(above: str, title: list[str]) -> None:
    assert [(one.agency, one.year) for one in find_titles([above, *title, "一、总体情况"])] == [("宿迁市", 2025)]


@pytest.mark.parametrize("above", ["江苏省", "国家税务总局", "新疆维吾尔", "平潭综合实验区"])
def test_the_beginning_of_a_name_stays_with_it(above: str) -> None:
    rest = "自治区某某市" if above == "新疆维吾尔" else "某某市税务局"
    assert [one.agency for one in find_titles([above, f"{rest}2025年政府信息公开工作年度报告"])] == [above + rest]


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


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("某市人民政府信息公开工作年度报告（2023年）", "某市人民政府"),
        ("2023年某市人民政府信息公开工作年度报告", "某市人民政府"),
        ("某市人民政府２０２３年政府信息公开工作年度报告", "某市人民政府"),
        ("某局政府信息公开2023年度报告", "某局"),
        ("某市人民政府2023年信息公开工作年度报告", "某市人民政府"),
        ("2023年度政府信息公开工作年度报告（某某局）", "某某局"),
        ("【年报】某局2023年政府信息公开工作年度报告", "某局"),
        ("《某局2023年政府信息公开工作年度报告》", "某局"),
        ("附件：某局2023年政府信息公开工作年度报告", "某局"),
        ("一、某局2023年政府信息公开工作年度报告", "某局"),
        ("某局2023年政府信息公开工作年度报告（全文）", "某局"),
        ("某街道办事处2023年政府信息公开工作年度报告公示", "某街道办事处"),
    ],
)
def test_wordings_and_ornaments_of_titles(text: str, agency: str) -> None:
    assert match_title(text) == (agency, 2023)


@pytest.mark.parametrize(
    ("sentence", "agency", "year"),
    [
        ("根据《条例》规定，现公布子长市人民政府2023年度政府信息公开工作报告。", "子长市人民政府", 2023),
        ("根据《条例》等规定，梳理编制湛江海关关区2023年政府信息公开工作年度报告。", "湛江海关关区", 2023),
        ("根据要求，现公布《贵阳市2021年政府信息公开工作年度报告》。", "贵阳市", 2021),
        ("现将将乐县人民政府2022年政府信息公开工作年度报告公布如下", "将乐县人民政府", 2022),
        ("特编制某市委机构编制委员会办公室2022年政府信息公开年度报告。", "某市委机构编制委员会办公室", 2022),
        ("现发布中国自由贸易试验区管委会2022年政府信息公开年度报告。", "中国自由贸易试验区管委会", 2022),
        ("根据《条例》规定，现公开钢花村街道办事处2022年政府信息公开工作年度报告。", "钢花村街道办事处", 2022),
    ],
)
def test_the_sentence_that_says_whose_report_it_is(sentence: str, agency: str, year: int) -> None:
    title = identify([sentence, "一、总体情况"], "", "x")
    assert (title.agency, title.year, title.flag) == (agency, year, "agency_from_prose")


@pytest.mark.parametrize(
    "sentence",
    [
        "按照市政务公开办《关于做好2023年政府信息公开工作年度报告编制发布工作的通知》要求，现报告如下：",
        "我局2023年政府信息公开工作年度报告由六部分组成。",
        "本报告由某市人民政府办公室编制，如有疑问，请与某市数据局联系。",
        "申请人先后向某市公安局（以下简称“市公安局”）申请。根据某市人民政府（以下简称市人民政府）要求，报告如下。",
    ],
)
def test_notices_compilers_and_our_bureau_are_no_name_of_an_agency(sentence: str) -> None:
    assert identify([sentence], "", "x").agency is None


def test_jinghu_tax_2022_its_data_say_whose_report_it_is() -> None:
    lines = [
        "结合国家税务总局芜湖市镜湖区税务局（以下简称“镜湖区税务局”）政府信息公开工作有关统计数据撰写。",
        "本报告中所列数据统计期限自2022年1月1日起至12月31日止。",
    ]
    title = identify(lines, "", "x")
    assert (title.agency, title.year) == ("国家税务总局芜湖市镜湖区税务局", 2022)
    assert title.flag == "agency_from_prose;year_from_prose"


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("本报告依据《条例》要求，结合2021年池州市公安局政府信息公开工作编制而成。", "池州市公安局"),
        ("2021年，汕尾市公安局（以下简称“市公安局”）以公开为常态。", "汕尾市公安局"),
    ],
)
def test_an_agency_that_calls_itself_by_a_shorter_name_is_the_reports_own(sentence: str, agency: str) -> None:
    title = identify([sentence, "数据的统计期限自2021年1月1日起至2021年12月31日止。"], "", "x")
    assert (title.agency, title.year, title.flag) == (agency, 2021, "agency_from_prose;year_from_prose")


def test_shulan_2016_the_menu_above_the_title_of_a_web_page_is_no_part_of_it() -> None:
    lines = ["登录 注册", "舒兰市市场监督管理局2016年政务信息公开年度报告"]
    assert identify(lines, "", "x", wraps=False).agency == "舒兰市市场监督管理局"


def test_on_paper_a_name_goes_on_in_the_next_line() -> None:
    lines = ["某市某某区住房和", "城乡建设局2023年政府信息公开工作年度报告"]
    assert identify(lines, "", "x").agency == "某市某某区住房和城乡建设局"


@pytest.mark.parametrize(
    "lines",
    [
        ["某局2023年上半年政府信息公开工作报告"],
        ["某局2023年第一季度政府信息公开工作报告"],
        ["某局2023年政府信息公开工作年度报告", "本报告所列数据统计期限为2023年3月1日至2023年12月31日。"],
    ],
)
def test_a_report_on_part_of_a_year_says_so(lines: list[str]) -> None:
    title = identify(lines, "", "x")
    assert (title.agency, title.year, title.flag) == ("某局", 2023, "part_of_year")


def test_other_periods_than_that_of_the_data_are_not_looked_at() -> None:
    lines = ["某局2023年政府信息公开工作年度报告", "2023年3月1日至2023年9月30日，开展专项检查。"]
    assert identify(lines, "", "x").flag is None


@pytest.mark.parametrize("between", ["_", " - ", " | ", "——"])
def test_the_title_of_a_web_page_may_name_its_site_too(between: str) -> None:
    title = identify(
        ["一、总体情况"], f"某局2023年政府信息公开工作年度报告{between}某市人民政府门户网站", "x", wraps=False
    )
    assert (title.agency, title.year, title.flag) == ("某局", 2023, None)


def test_a_name_that_a_web_page_breaks_in_two_is_whole_in_the_page_s_own_title() -> None:
    lines = ["安", "平县市场监督管理局2023年政府信息公开工作年度报告"]
    title = identify(lines, "安平县市场监督管理局2023年政府信息公开工作年度报告_政务公开", "x", wraps=False)
    assert (title.agency, title.year, title.flag) == ("安平县市场监督管理局", 2023, None)


@pytest.mark.parametrize(
    ("period", "flag"),
    [
        ("2023年1月1日至2023年12月31日", "year_from_prose"),
        ("2023年1月1日起，至12月31日止", "year_from_prose"),
        ("2023年1月至12月", "year_from_prose"),
        ("2023年1—12月", "year_from_prose"),
        ("2023年1月至6月", "year_from_prose;part_of_year"),
        ("2022年7月1日至2023年6月30日", "year_from_prose;part_of_year"),
    ],
)
def test_the_period_of_the_data_as_agencies_write_it(period: str, flag: str) -> None:
    lines = ["某局政府信息公开工作年度报告", f"本报告所列数据的统计期限为{period}。"]
    title = identify(lines, "", "x")
    assert (title.year, title.flag) == (2023, f"agency_from_prose;{flag}")
