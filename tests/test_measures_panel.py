"""The wide panel, the catalogue and citations: what an analyst carries away must say where it comes from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pandas as pd
import pytest

from govreports.checks.number_panel import places
from govreports.measures.catalogue import catalogue
from govreports.measures.cite import cite
from govreports.measures.compute import indicators
from govreports.measures.definitions import definitions
from govreports.measures.panel import panel, short, short_id
from tests.benchmarks.indicators_speed import many
from tests.figures_data import dataset, figures


def test_one_row_an_agency_and_year() -> None:
    wide = panel(figures())
    assert len(wide) == 82
    assert not wide.duplicated(["agency_id", "year"]).any()
    row = wide[wide["report"] == "huaian_shi_2024"].iloc[0]
    assert (row["a_received_total"], row["a_granted_legal"], row["i_disclosure_rate"]) == (3119, 50, 1816 / 3050)
    assert not row["published_error"]
    assert wide.set_index("report").loc["pingtan_htp_2024", "published_error"]


@pytest.mark.parametrize("headers", ["id", "zh", "en"])
def test_every_cell_and_indicator_has_a_column_of_its_own(headers: Any) -> None:
    wide = panel(figures(), headers=headers)
    printed = figures().cells.groupby(["table", "item", "column"]).ngroups
    assert wide.columns.is_unique
    assert len(wide.columns) == 9 + printed + len(definitions())


def test_ids_fit_stata_and_r_and_none_is_another() -> None:
    names = [short_id(cell) for cell in places()] + [short(f"i_{name}") for name in definitions()]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 32 and name.isidentifier() for name in names)


def test_stata_takes_the_panel(tmp_path: Path) -> None:
    file = tmp_path / "panel.dta"
    panel(figures()).to_stata(file, version=118, write_index=False)
    back = pd.read_stata(file).set_index("report")
    assert back.loc["huaian_shi_2024", "a_received_total"] == 3119
    assert back.loc["huaian_shi_2024", "agency"] == "淮安市人民政府"


def test_chinese_headers_name_table_group_row_and_column() -> None:
    wide = panel(figures(), "disclosure_rate", headers="zh").set_index("report")
    head = "收到和处理政府信息公开申请情况｜无法提供｜本机关不掌握相关政府信息｜总计"
    assert wide.loc["huaian_shi_2024", head] == 769
    assert wide.loc["huaian_shi_2024", "公开率"] == 1816 / 3050


def test_a_second_report_for_a_year_is_named_beside_the_one_used() -> None:
    reports = [{"report": name, "agency": "甲局", "year": 2024} for name in ("a", "b")]
    wide = panel(dataset(reports, [], pd.DataFrame()))
    assert wide[["report", "other_reports"]].values.tolist() == [["b", "a"]]


def test_a_cell_is_cited_down_to_its_row_column_page_and_file() -> None:
    data = figures()
    cells = data.cells.assign(page=5)
    reports = data.reports.assign(path="huaian_2024.pdf", sha256="ab" * 32)
    data = replace(data, cells=cells, reports=reports)
    wanted = (
        (cells["report"] == "huaian_shi_2024")
        & (cells["item"] == "unavailable_not_held")
        & (cells["column"] == "total")
    )
    assert cite(cells[wanted].iloc[0], data) == (
        "淮安市人民政府，2024年，《淮安市人民政府2024年政府信息公开工作年度报告》，第5页，"
        "表“收到和处理政府信息公开申请情况”，行“（四）无法提供：1.本机关不掌握相关政府信息”，列“总计”：“769”"
        f"（huaian_2024.pdf，SHA-256 {'ab' * 32}）"
    )


def test_an_indicator_is_cited_with_every_cell_that_it_is_made_of() -> None:
    rows = indicators(figures(), "substantive_disclosure_rate").set_index("report", drop=False)
    lines = cite(cast(Any, rows.loc["huaian_shi_2024"]), figures(), lang="en").split("\n")
    assert lines[0].endswith(": 0.9613552144 = 1816 ÷ 1889 (95% 0.9516854032–0.9691524155)")
    assert [line.split()[0] for line in lines[1:]] == ["numerator"] * 2 + ["denominator"] * 9
    assert not any("administrative query" in line for line in lines)


def test_a_number_that_is_not_there_is_cited_as_blank_or_not_printed() -> None:
    rows = indicators(figures(), ["backlog_rate", "regulations_made"]).set_index(["report", "indicator"], drop=False)
    assert "：空白（" in cite(cast(Any, rows.loc[("shanghai_shi_kewei_2024", "backlog_rate")]), figures())
    assert "：未印（" in cite(cast(Any, rows.loc[("pingtan_htp_2024", "regulations_made")]), figures())


def test_a_sum_over_agencies_has_no_page_to_cite() -> None:
    with pytest.raises(ValueError, match="which report it is from"):
        cite({"group": "市", "indicator": "disclosure_rate", "value": 0.5}, figures())


def test_the_catalogue_defines_every_indicator() -> None:
    table = catalogue("zh").set_index("indicator")
    assert table.index.tolist() == list(definitions())
    assert table.loc["substantive_disclosure_rate", "left_out"] == "applications/denied_administrative_query"
    assert table["source"].notna().all()


def test_hundreds_of_reports_take_no_time() -> None:
    data = many(300)
    rows = indicators(data)
    assert len(rows) == 300 * len(definitions())
