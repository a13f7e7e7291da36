"""Two files of one agency and year: what differs is told with both days, why they differ is not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import govreports as gr
from govreports.collect.kept_files import Provenance, keep_earlier, keep_file
from govreports.dataset.data import Dataset
from govreports.prose.versions import versions
from govreports.quality.quality_page import quality_page
from govreports.quality.two_versions import two_versions
from tests.figures_data import figures

HONGZE = "huaian_hongze_qu_2023"
TOTAL = ("litigation", "reconsideration", "total")
PROSE = "一是解读形式单一。二是队伍变动频繁。三是{}下一步将加强培训。"

PAGE = """<html><head><meta charset="utf-8"><title>洪泽区教育局2024年政府信息公开工作年度报告</title></head><body>
<h1>洪泽区教育局2024年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p><table border=1>
<tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>
<tr>{five}<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr><tr>{five_once}{five_once}</tr>
<tr><td>{upheld}</td><td>0</td><td>0</td><td>0</td><td>{upheld}</td>{none}</tr></table>
<p>五、存在的主要问题及改进情况</p><p>{prose}</p></body></html>"""
COLUMNS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def page(upheld: int, problem: str) -> bytes:
    five = "".join(f"<td rowspan=2>{name}</td>" for name in COLUMNS)
    once = "".join(f"<td>{name}</td>" for name in COLUMNS)
    prose = PROSE.format(problem)
    return PAGE.format(five=five, five_once=once, none="<td>0</td>" * 10, upheld=upheld, prose=prose).encode()


def fetched(content: bytes, day: str) -> Provenance:
    sha256 = hashlib.sha256(content).hexdigest()
    url = "https://www.hongze.gov.cn/jy/1.html"
    return Provenance(
        url=url, answered_by=url, redirects=[], page="", fetched=f"{day}T08:00:00Z", sha256=sha256, size=len(content)
    )


@pytest.fixture
def changed_on_the_web(tmp_path: Path) -> Path:
    file = tmp_path / "raw" / "洪泽区教育局2024年政府信息公开工作年度报告.html"
    first, second = page(2, "答复不够规范。"), page(3, "答复超期两件。")
    keep_file(file, first, fetched(first, "2025-01-24"))
    keep_earlier(file.parent, file, fetched(first, "2025-01-24"))
    keep_file(file, second, fetched(second, "2025-06-03"))
    return file.parent


def told(found: pd.DataFrame) -> list[tuple[object, ...]]:
    rows = found[["what", "item", "column", "other_value", "value", "other_text", "text"]].astype(object)
    return list(rows.where(rows.notna(), None).itertuples(index=False, name=None))


def test_a_report_that_changed_on_the_web_shows_its_cells_and_sentences_of_both_days(changed_on_the_web: Path) -> None:
    data = gr.read_folder(changed_on_the_web, progress=False)
    assert len(data.reports) == 1  # the earlier version is no report of the folder
    found = gr.versions(data, changed_on_the_web)
    assert told(found) == [
        ("cell_changed", "reconsideration", "total", 2, 3, None, None),
        ("cell_changed", "reconsideration", "upheld", 2, 3, None, None),
        ("passage_changed", None, None, None, None, "三是答复不够规范。", "三是答复超期两件。"),
    ]
    assert found[["other_day", "day", "day_is"]].drop_duplicates().to_numpy().tolist() == [
        ["2025-01-24", "2025-06-03", "collected"]
    ]
    assert gr.versions(data).empty
    written = quality_page(data, changed_on_the_web)
    assert "洪泽区教育局 2024 年报告有两份文件：2 个数据、1 处文字不同。可能是更正" in written
    assert "（2025-01-24 采集）" in written and "三是答复超期两件。" in written


def twice(change: Callable[[Dataset], Dataset] = lambda data: data, **columns: list[str]) -> Dataset:
    """The report of 洪泽 twice, the second file with what `change` does to it."""
    own = figures()
    kept = {name: getattr(own, name).loc[lambda part: part["report"] == HONGZE] for name in ("reports", "cells")}
    once = replace(own, **kept)
    again = change(replace(once, **{name: part.assign(report="copy") for name, part in kept.items()}))
    reports = pd.concat([once.reports, again.reports], ignore_index=True).assign(provenance=None, set_anew=False)
    for name, values in columns.items():
        reports[name] = pd.array(values, dtype="string")
    return replace(own, reports=reports, cells=pd.concat([once.cells, again.cells], ignore_index=True))


def corrected_total(data: Dataset) -> Dataset:
    cells = data.cells.copy()
    at = (cells[["table", "item", "column"]] == list(TOTAL)).all(axis=1)
    cells.loc[at, "value"] = 11.0
    return replace(data, cells=cells)


def test_two_files_with_the_same_numbers_are_no_two_versions() -> None:
    assert versions(twice()).empty


def test_which_of_two_files_came_first_is_said_only_where_both_days_are_certain() -> None:
    (undated,) = two_versions(versions(twice(corrected_total)))
    assert "有两份文件，先后不明：1 个数据、0 处文字不同" in undated.said
    days = {"published": ["2024-02-02", "2024-01-20"], "published_source": ["page", "page"]}
    (dated,) = two_versions(versions(twice(corrected_total, **days)), "en")
    assert dated.heads[2:] == ["copy (published 2024-01-20)", f"{HONGZE} (published 2024-02-02)"]
    assert "It may have been put right" in dated.said and dated.lines[0][2:] == ("11", "0")


def test_a_cell_that_we_read_with_doubt_is_counted_as_such() -> None:
    def doubted(data: Dataset) -> Dataset:
        changed = corrected_total(data)
        return replace(changed, cells=changed.cells.assign(flag="ocr_unsure"))

    (found,) = two_versions(versions(twice(doubted)))
    assert "1 个数据（其中 1 个读取存疑）" in found.said
