"""Checks beyond one table, on the 82 real reports and on small series made for one point each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from govreports.checks.cross import cross_checks
from govreports.checks.regulations import barred
from govreports.columns import KEY_COLUMNS, SECTION_COLUMNS, frame
from govreports.dataset.data import Dataset
from tests.figures_data import dataset, figures
from tests.planted import clean_table

AGENCIES = pd.DataFrame(
    {
        "id": ["town", "bureau", "office"],
        "name": ["清河市人民政府", "清河市水利局", "清河市档案局"],
        "aliases": [None] * 3,
        "level": ["市", "部门", "部门"],
        "parent": [None, "town", "town"],
        "scope": ["whole", None, None],
    }
)


def series(
    values: dict[tuple[str, int], dict[str, float]], sections: dict[tuple[str, int], str] | None = None
) -> Dataset:
    """A dataset of made-up agencies: (agency id, year) → {"table/item/column": value}."""
    names = dict(zip(AGENCIES["id"], AGENCIES["name"], strict=True))
    reports: list[dict[str, Any]] = []
    cells: list[dict[str, Any]] = []
    for (who, year), numbers in values.items():
        key = {"report": f"{who}_{year}", "agency": names.get(who, who), "year": year}
        reports.append({**key, "agency_id": who if who in names else None})
        for name, value in numbers.items():
            table, item, column = name.split("/")
            cells.append({**key, "table": table, "item": item, "column": column, "value": value, "state": "number"})
    data = dataset(reports, cells, AGENCIES)
    texts = [
        (f"{who}_{year}", names.get(who, who), year, "五", "五、存在的主要问题及改进情况", text, None)
        for (who, year), text in (sections or {}).items()
    ]
    return replace(data, sections=frame(texts, KEY_COLUMNS | SECTION_COLUMNS))


def found(data: Dataset, check: str, status: str = "notice") -> pd.DataFrame:
    checks = cross_checks(data)
    return checks[(checks["check"] == check) & (checks["status"] == status)]


def rows_of(data: Dataset, check: str, *status: str) -> list[Any]:
    return [*found(data, check, *status).itertuples()]


@pytest.fixture(scope="module")
def real() -> pd.DataFrame:
    return cross_checks(figures())


def test_nothing_ever_fails(real: pd.DataFrame) -> None:
    assert set(real["status"]) == {"pass", "notice", "unknown"}


def test_57_of_58_pairs_carry_over_what_was_carried_out(real: pd.DataFrame) -> None:
    over = real[(real["check"] == "carried_over") & (real["column"] == "total") & (real["status"] != "unknown")]
    wrong = over[over["status"] == "notice"]
    assert wrong[["report", "left", "right", "delta"]].values.tolist() == [["pingtan_nyn_2023", 0.0, 7.0, -7.0]]


def test_the_stock_of_documents_fails_in_17_of_41_pairs(real: pd.DataFrame) -> None:
    stock = real[(real["check"] == "stock_over_years") & (real["item"] == "normative_documents")]
    assert (stock["status"] == "notice").sum() == 17


def test_a_blank_operand_is_unknown(real: pd.DataFrame) -> None:
    unknown = real[(real["check"] == "carried_over") & (real["status"] == "unknown")]
    assert unknown["delta"].isna().all()
    assert unknown["message"].str.contains("blank").all()


def test_the_row_that_pingtan_copied_from_2021(real: pd.DataFrame) -> None:
    rows = real[real["check"] == "repeated_row"]
    assert rows[["report", "item"]].values.tolist() == [["pingtan_jsp_2022", "unavailable_not_held"]]


def test_the_parts_of_pingtan_never_exceed_the_whole(real: pd.DataFrame) -> None:
    parts = real[(real["check"] == "parent_parts") & real["report"].str.startswith("pingtan")]
    assert set(parts["status"]) == {"pass"}


def test_parts_that_exceed_the_whole_are_noticed() -> None:
    received = "applications/received/total"
    data = series({("town", 2023): {received: 10}, ("bureau", 2023): {received: 8}, ("office", 2023): {received: 5}})
    (row,) = rows_of(data, "parent_parts")
    assert (row.report, row.left, row.right) == ("town_2023", 13.0, 10.0)


def test_parts_are_not_compared_with_a_report_for_its_own_level() -> None:
    received = "applications/received/total"
    data = series({("town", 2023): {received: 10}, ("bureau", 2023): {received: 13}})
    data = replace(data, reports=data.reports.assign(scope="own_level"))
    (row,) = rows_of(data, "parent_parts", "unknown")
    assert "本级" in row.message


def test_a_number_that_leaves_its_history_is_noticed_with_the_reason() -> None:
    licences = "disclosure/licences/decisions"
    years = {2019: 310, 2020: 295, 2021: 330, 2022: 4410, 2023: 305}
    data = series({("bureau", year): {licences: value} for year, value in years.items()})
    (row,) = rows_of(data, "jump")
    assert (row.year, row.left, row.right) == (2022, 307.5, 4410.0)
    assert "× 14" in row.message


def test_a_jump_that_all_peers_make_is_none() -> None:
    received = "applications/received/total"
    years = {2019: 30, 2020: 31, 2021: 29, 2022: 400, 2023: 28}
    data = series(
        {(f"局{number}", year): {received: value + number} for year, value in years.items() for number in range(6)}
    )
    assert found(data, "jump").empty


@pytest.mark.parametrize("wrong", [31_250_000, 0.31])
def test_a_fee_in_yuan_is_ten_thousand_times_too_large(wrong: float) -> None:
    fees = "disclosure/fees/amount"
    years = {2021: 3100, 2022: wrong, 2023: 3300.5}
    data = series({("bureau", year): {fees: value} for year, value in years.items()})
    (row,) = rows_of(data, "unit_of_amount")
    assert (row.year, row.right) == (2022, wrong)


def test_a_department_makes_no_regulations() -> None:
    made = "disclosure/regulations/made"
    data = series({("bureau", 2023): {made: 2}, ("town", 2023): {made: 3}})
    (row,) = rows_of(data, "regulations_made")
    assert (row.report, row.right) == ("bureau_2023", 2.0)


@pytest.mark.parametrize(
    ("name", "level", "may_not"),
    [
        ("沭阳县人民政府", None, True),
        ("淮安市洪泽区人民政府", "县", True),
        ("卫东区司法局", None, True),
        ("某某镇人民政府", None, True),
        ("淮安市人民政府", None, False),
        ("上海市人民政府办公厅", "部门", False),
        ("国家税务总局", None, False),
        ("交通运输部", None, False),
        (None, None, False),
    ],
)
def test_who_may_make_regulations(name: str | None, level: str | None, may_not: bool) -> None:
    assert bool(barred(name, level)) == may_not


def test_the_same_table_two_years_running() -> None:
    import numpy as np

    values = clean_table(np.random.default_rng(3), "applications")
    numbers = {f"applications/{item}/{column}": value for (item, column), value in values.items()}
    data = series({("bureau", 2022): numbers, ("bureau", 2023): numbers})
    (row,) = rows_of(data, "repeated_table")
    assert (row.report, row.table) == ("bureau_2023", "applications")
    assert found(data, "repeated_row").empty


def test_tables_of_zeros_are_no_repetition() -> None:
    zeros = {f"applications/received/{column}": 0.0 for column in ("natural_person", "enterprise", "total")}
    assert found(series({("bureau", 2022): zeros, ("bureau", 2023): zeros}), "repeated_table").empty


def test_prose_copied_from_last_year_with_its_share() -> None:
    text = (
        "一是部分单位对主动公开的重视程度不够，公开内容不够及时全面；二是政策解读形式较为单一，群众看不懂的情况时有发生。"
        "下一步，将加强培训，完善制度，拓展解读形式。"
    )
    fresh = (
        "本年度的主要不足在于依申请公开答复文书不规范，个别答复说理不充分，已组织专题培训两次并建立文书合法性审核机制，"
        "明年将继续推进政务公开专区建设，提升线下服务能力。"
    )
    data = series(
        {("bureau", 2022): {}, ("bureau", 2023): {}, ("bureau", 2024): {}},
        {("bureau", 2022): text, ("bureau", 2023): "2023年，" + text, ("bureau", 2024): fresh},
    )
    (row,) = rows_of(data, "repeated_prose")
    assert row.year == 2023
    assert row.left > 0.9


def test_the_prose_of_a_report_is_set_against_its_tables() -> None:
    data = series(
        {("bureau", 2023): {"applications/received/total": 12.0}}, {("bureau", 2023): "全年收到政府信息公开申请14件。"}
    )
    (row,) = rows_of(data, "prose", "unknown")
    assert (row.left, row.right) == (12.0, 14.0)


def test_of_two_reports_for_a_year_one_is_used_and_named() -> None:
    out, into = "applications/carried_out/total", "applications/carried_in/total"
    data = series({("bureau", 2022): {out: 3.0}, ("bureau", 2023): {into: 4.0}})
    twin = data.reports.iloc[[0]].assign(report="bureau_2022_new", published="2023-03-01")
    cells = pd.concat([data.cells, data.cells.iloc[[0]].assign(report="bureau_2022_new", value=4.0)])
    data = replace(data, reports=pd.concat([data.reports, twin], ignore_index=True), cells=cells)
    (row,) = rows_of(data, "carried_over", "pass")
    assert "bureau_2022_new" in row.message
