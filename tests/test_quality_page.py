"""The quality page: what is wrong, where, both sides of the sum and the picture; the same for one draft."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from govreports.checks.cross import cross_checks
from govreports.columns import CHECK_COLUMNS, KEY_COLUMNS, PROBLEM_COLUMNS, frame
from govreports.dataset.build import build
from govreports.dataset.corrections import CORRECTION_COLUMNS, Correction
from govreports.dataset.data import Dataset
from govreports.dataset.diff import diff
from govreports.dataset.records import FileRecord
from govreports.quality.diff_page import diff_page
from govreports.quality.draft import check_draft
from govreports.quality.problem_rows import problem_rows
from govreports.quality.quality_page import quality_page, write_quality_page
from govreports.reading.read_file import read_reports
from tests.figures_data import figures
from tests.shared import shared


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def works_offline(html: str) -> None:
    tags = _Tags()
    tags.feed(html)
    assert tags.open == []
    assert all(address.startswith("data:image/png;base64,") for address in tags.addresses)
    assert not re.search(r"https?://|@import|<script", html)


@pytest.fixture(scope="module")
def hongze() -> tuple[Dataset, Path]:
    path = shared("reports/hongze_2023.pdf")
    return build(path.parent, [(path, FileRecord.of(read_reports(path), ()))]), path.parent


def test_both_published_errors_of_hongze_with_both_sides_and_a_picture(hongze: tuple[Dataset, Path]) -> None:
    html = quality_page(*hongze)
    works_offline(html)
    assert "各项结果之和 = 总计（行政复议/总计）：11 ≠ 0，差 +11；原件如此" in html
    assert "各项结果之和 = 总计（复议后起诉/总计）：5 ≠ 0，差 +5；原件如此" in html
    assert "行政复议/总计 0 → 11" in html
    assert html.count("<img") == 2
    assert 'alt="原件中 行政复议/总计 所在处"' in html


def test_without_the_files_there_are_no_pictures(hongze: tuple[Dataset, Path]) -> None:
    html = quality_page(hongze[0])
    assert "<img" not in html
    assert "11 ≠ 0" in html


def test_the_same_data_give_the_same_bytes(hongze: tuple[Dataset, Path]) -> None:
    assert quality_page(*hongze) == quality_page(*hongze)


def test_everything_of_a_folder_stands_on_the_page(tmp_path: Path) -> None:
    data = figures()
    wrong = Correction(
        "huaian_shi_2024", "litigation", "reconsideration", "total", 999.0, 1.0, "误", "王", "2025-02-03"
    )
    data = replace(
        data,
        checks=cross_checks(data),
        corrections=frame([wrong], CORRECTION_COLUMNS),
        problems=frame([("x.pdf", 3, "damaged", "文件损坏", "重新下载")], PROBLEM_COLUMNS),
    )
    html = write_quality_page(data, tmp_path / "quality.html").read_text(encoding="utf-8")
    works_offline(html)
    for text in (
        "本年印作 7，上一年度报告的“结转下年度”为 0",
        "文件损坏",
        "line 2 expects 999",
        "平潭综合实验区海坛片区管理局",
        "○",
    ):
        assert text in html


def test_files_of_which_the_same_is_said_share_a_row_and_each_keeps_its_page() -> None:
    """A file with two pages that could not be read lost the first of them."""
    told = ("damaged", "文件损坏", "重新下载")
    rows = [
        ("2024/a.pdf", 3, *told),
        ("2024/a.pdf", 5, *told),
        ("b.pdf", None, *told),
        ("c.pdf", 2, "encrypted", "有密码", ""),
    ]
    joined, alone = problem_rows(frame(rows, PROBLEM_COLUMNS), "zh")
    assert joined[:3] == ("a.pdf（第 3 页）、a.pdf（第 5 页）、b.pdf", None, "文件损坏")
    assert alone[:3] == ("c.pdf", 2, "有密码")


def test_what_a_report_prints_cannot_break_the_page() -> None:
    problem = frame([("<script>x</script>.pdf", None, "damaged", "a & b <b>", "")], PROBLEM_COLUMNS)
    works_offline(quality_page(replace(figures(), problems=problem)))


def test_a_draft_is_checked_before_it_is_published(hongze: tuple[Dataset, Path]) -> None:
    draft = check_draft(hongze[1] / "hongze_2023.pdf")
    assert not draft.clean
    assert [line.split(":")[0] for line in draft.lines].count("勾稽不符 fails") == 2
    assert any("行政复议/总计 0 → 11" in line for line in draft.lines)
    works_offline(draft.html)


def test_a_draft_without_fault_is_clean() -> None:
    draft = check_draft(shared("reports/huaian_2024.pdf"))
    assert draft.clean
    assert draft.lines[0].startswith("未发现问题，可以发布 clean: 200 个数据 values")
    assert [line.split()[0] for line in draft.lines[1:]] == [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]
    assert "3119" in draft.lines[2]


def test_a_draft_is_set_against_last_year() -> None:
    path = shared("reports/huaian_2024.pdf")
    data = figures()
    earlier = data.cells[data.cells["report"] == "huaian_shi_2024"].assign(report="huaian_2023", year=2023)
    carried = (earlier["item"] == "carried_out") & (earlier["column"] == "total")
    earlier.loc[carried, "value"] = 33.0
    report = data.reports[data.reports["report"] == "huaian_shi_2024"].assign(report="huaian_2023", year=2023)
    draft = check_draft(path, replace(data, reports=report, cells=earlier))
    assert any("2023 结转下年度 33" in line for line in draft.lines)


def test_the_page_of_changes() -> None:
    data = figures()
    hashed = replace(data, reports=data.reports.assign(sha256=data.reports["report"], path=data.reports["report"]))
    anew = replace(hashed, reports=hashed.reports.assign(sha256="f" + hashed.reports["report"]))
    html = diff_page(diff(hashed, anew))
    works_offline(html)
    assert "重新发布的报告: 82" in html
    assert "无变动" in diff_page(diff(hashed, hashed))


def test_a_page_is_in_one_language(hongze: tuple[Dataset, Path]) -> None:
    chinese, english = quality_page(*hongze), quality_page(*hongze, lang="en")
    works_offline(english)
    assert "Sums that do not add up" in english
    assert "勾稽" not in english
    assert "our reading" not in chinese
    assert "紫色竖线：原件即如此公布" in chinese
    assert "violet bar: published so" in english


def test_the_page_of_one_agency_names_no_other() -> None:
    data = replace(figures(), checks=cross_checks(figures()))
    html = quality_page(data, agency="pingtan_nyn")
    works_offline(html)
    assert "平潭综合实验区农业农村局" in html
    assert "淮安市" not in html


def test_what_was_typeset_anew_says_so_and_its_prose_accuses_nobody() -> None:
    data = figures()
    data = replace(data, reports=data.reports.assign(provenance="set_anew;second_hand"))
    prose = [("a", "甲", 2024, "repeated_prose", "prose", None, None, 1.0, None, None, "notice", None, "")]
    prose = [(data.reports["report"].iloc[0], *row[1:]) for row in prose]
    checked = replace(data, checks=frame(prose, KEY_COLUMNS | CHECK_COLUMNS))
    assert "82 份年报，全部依据已公布的数字重新排印，并非原件" in quality_page(checked)
    assert "all with figures as printed by a third party" in quality_page(checked, lang="en")
    assert "的文字与以前年度报告相同" not in quality_page(checked)
    own = replace(checked, reports=data.reports.assign(provenance=None))
    assert "100% 的文字与以前年度报告相同" in quality_page(own)
    assert "数据来源" not in quality_page(own)


def test_the_page_of_a_draft_shows_its_200_values() -> None:
    draft = check_draft(shared("reports/huaian_2024.pdf"))
    assert draft.html.count('<td class="n">') >= 200
    assert '<td class="n">3119</td>' in draft.html
