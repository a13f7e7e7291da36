"""What an analyst sees first of a frame: who, when, what, how much, how sure, in Chinese."""

from __future__ import annotations

import re

import pandas as pd

import govreports as gr
from govreports.dataset.result import Result
from govreports.jupyter.result_in_words import readable
from tests.conftest import RAW
from tests.figures_data import figures


def lines(html: str) -> list[str]:
    """The text of each row of a table, cells separated by a bar."""
    return [re.sub(r"(<[^>]+>)+", "|", row).strip("|") for row in html.split("<tr>")]


def html_of(frame: pd.DataFrame) -> str:
    return str(frame._repr_html_())  # type: ignore[operator]


def test_an_indicator_shows_its_value_interval_and_cases_and_not_its_ids() -> None:
    rows = gr.indicators(figures(), "公开率")
    assert isinstance(rows, Result)
    table = lines(readable(rows[rows["agency_id"] == "huaian_shi"]) or "")
    assert table[1].startswith("机关 agency|年 year|指标 indicator|值 value|区间 interval|件数 cases")
    assert table[2].startswith("0|淮安市人民政府|2024|公开率|59.5%|57.8% – 61.3%|1,816 / 3,050")
    assert "1 行 rows × 22 列 columns" in table[2]


def test_of_a_long_frame_both_ends_are_shown() -> None:
    table = lines(readable(gr.indicators(figures(), "公开率")) or "")
    assert len(table) == 2 + 10 + 1 + 10
    assert table[12] == "…|…"


def test_a_rank_is_shown_with_the_ranks_that_cannot_be_told_apart_and_its_note() -> None:
    html = readable(gr.ranks(figures(), "公开率", 2024)) or ""
    assert "未列：" in html
    assert re.match(r"0\|1（1–\d+）\|", lines(html)[2])


def test_a_change_of_a_share_is_in_points_and_of_a_count_in_per_cent() -> None:
    moved = gr.change(figures(), 2023, 2024, indicator=["公开率", "新收"], agency="淮安市洪泽区人民政府")
    share, count = lines(readable(moved) or "")[2:4]
    assert share.startswith("0|淮安市洪泽区人民政府|公开率|2023|2024|19%|62%|+43.1 个百分点|+19.8 – +57.6 个百分点")
    assert "|21|95|+74|" in count
    assert "|增长 352%|" in count


def test_what_the_user_makes_of_a_result_is_shown_as_pandas_shows_it() -> None:
    rows = gr.indicators(figures(), "公开率")
    assert readable(Result(rows.groupby("year")["numerator"].sum().reset_index())) is None
    assert "<th>part_of</th>" in html_of(rows.all_columns())


def test_a_printed_table_has_chinese_labels_above_its_ids_and_whole_counts() -> None:
    report = gr.read_report(RAW / "huaian_shi_2024.pdf")
    html = html_of(report.applications)
    assert "（一）予以公开<br><small><code>granted</code></small>" in html
    assert "<td>3,119</td>" in html
    assert "21.0" not in html
    assert "96,171.6" in html_of(report.disclosure)
    assert "<code>" not in html_of(report.table("litigation", labels="zh"))
    assert report.applications.dtypes.unique().tolist() == [pd.Float64Dtype()]


def test_cells_reports_and_checks_of_a_dataset_are_read_in_the_forms_words() -> None:
    cells = figures().cells
    assert lines(readable(cells) or "")[1] == "机关 agency|年 year|数据 cell|值 value"
    assert "规章/本年制发件数" in (readable(cells) or "")
    assert "报告 report" in (readable(figures().reports) or "")
