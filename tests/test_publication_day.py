"""When a report was published, from which source, and what that settles about the legal day."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from govreports.dataset.coverage import coverage
from govreports.dataset.in_time import deadline, verdict
from govreports.matching.identity.published import Publication, published_on
from govreports.sources.open import open_document
from tests.figures_data import dataset
from tests.shared import shared


@pytest.mark.parametrize(
    ("line", "day", "source"),
    [
        ("发布日期：2025-01-20", "2025-01-20", "page"),
        ("公开日期: 2025年1月20日 索引号：0001", "2025-01-20", "page"),
        ("来源：办公室 时间：2025-01-20 10:15 浏览次数：12", "2025-01-20", "page"),
        ("成文日期：2025-01-10 发布日期：2025-01-20", "2025-01-20", "page"),
        ("成文日期：2025-01-10", "2025-01-10", "signed"),
        ("2025年1月20日", "2025-01-20", "signed"),
    ],
)
def test_the_day_and_its_source(line: str, day: str, source: str) -> None:
    assert published_on(["某局2024年政府信息公开工作年度报告", line], year=2024) == Publication(day, source)


@pytest.mark.parametrize(
    "line",
    [
        "统计期限自2024年1月1日起至2024年12月31日止。",
        "会议时间：2025-01-20，地点：三楼",
        "《条例》公布日期：2019-04-03",
        "发布日期：2025-02-30",
        "发布日期：",
    ],
)
def test_a_day_that_is_no_day_of_this_report_is_not_taken(line: str) -> None:
    assert published_on([line], year=2024) is None


def test_page_and_metadata_agree_or_differ() -> None:
    page = ["发布日期：2025-01-20"]
    assert published_on(page, ["2025-01-20 10:00:00"], year=2024) == Publication("2025-01-20", "page_and_metadata")
    assert published_on(page, ["2025-02-20 10:00:00"], year=2024) == Publication("2025-02-20", "differ")


def test_a_saved_page_tells_its_day_in_head_and_address() -> None:
    page = (
        "<!-- saved from url=(0048)http://www.a.gov.cn/zwgk/202501/t20250122_9.html -->"
        '<html><head><meta charset="utf-8"><meta name="PubDate" content="2025-01-21 16:30"></head>'
        "<body><p>某局2024年政府信息公开工作年度报告</p></body></html>"
    )
    document = open_document(Path("report.html"), page.encode())
    assert document.published == ("2025-01-21 16:30",)
    assert published_on([], document.published, document.addresses, 2024) == Publication("2025-01-21", "metadata")
    assert published_on([], [], document.addresses, 2024) == Publication("2025-01-22", "address")


@pytest.mark.parametrize(
    ("level", "name", "year", "day"),
    [
        ("部门", "某县财政局", 2024, "2025-01-31"),
        ("部门", "某县财政局", 2019, "2020-01-31"),
        ("部门", "某县财政局", 2018, "2019-03-31"),  # 条例 of 2008: every agency by 31 March
        ("县", "某县人民政府", 2018, "2019-03-31"),
        ("县", "某县人民政府", 2024, "2025-03-31"),
        ("乡", "某镇人民政府", 2024, None),
        (None, "某乡人民政府", 2024, None),
        (None, "平潭综合实验区管委会", 2024, "2025-03-31"),
        (None, "某某中学", 2024, None),
    ],
)
def test_the_legal_day_is_that_of_the_law_in_force(level: str | None, name: str, year: int, day: str | None) -> None:
    assert deadline(level, name, year) == day


@pytest.mark.parametrize(
    ("day", "source", "on_time"),
    [
        ("2025-01-31", "page", True),
        ("2025-02-01", "metadata", False),
        ("2025-02-01", "address", None),
        ("2025-01-30", "address", True),
        ("2025-02-01", "differ", None),
        ("2025-01-20", "signed", None),
        ("2026-06-01", "page", None),  # a site that was moved dates all its old pages anew
        ("2026-06-01", "list", False),
    ],
)
def test_late_is_said_only_on_a_certain_day(day: str, source: str, on_time: bool | None) -> None:
    assert verdict(Publication(day, source), "2025-01-31")[0] is on_time


def test_coverage_takes_the_surest_source_and_the_users_list_before_all() -> None:
    row = {"agency": "某县财政局", "year": 2024, "edition": "2021", "path": "a.pdf"}
    reports = [
        {**row, "report": "a", "published": "2025-01-20", "published_source": "signed"},
        {**row, "report": "b", "published": "2025-02-03", "published_source": "page"},
    ]
    data = dataset(reports, [], pd.DataFrame())
    (known,) = coverage(data).to_dict("records")
    assert (known["published"], known["published_source"], known["certainty"]) == ("2025-02-03", "page", "certain")
    assert known["on_time"] is False
    listed = pd.DataFrame({"agency": ["某县财政局"], "year": [2024], "published": ["2025-01-31"]})
    (known,) = coverage(data, listed).to_dict("records")
    assert (known["published_source"], known["on_time"]) == ("list", True)


def test_shanghai_general_office_2019_prints_its_day() -> None:
    file = shared("reports/shanghai_general_office_2019.html")
    lines = [line.text for line in open_document(file, file.read_bytes()).lines]
    assert published_on(lines, year=2019) == Publication("2020-01-31", "page")
