"""Who has not reported: present, missing, unreadable, in doubt, and in time or not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from govreports import charts
from govreports.columns import PROBLEM_COLUMNS, frame
from govreports.dataset.coverage import coverage, coverage_matrix
from govreports.dataset.data import Dataset
from tests.figures_data import figures


def data(**changes: Any) -> Dataset:
    known = figures()
    return replace(known, reports=known.reports.assign(path=known.reports["report"] + ".pdf").assign(**changes))


def row(covered: pd.DataFrame, agency_id: str, year: int) -> dict[str, object]:
    (found,) = covered[(covered["agency_id"] == agency_id) & (covered["year"] == year)].to_dict("records")
    return {str(key): value for key, value in found.items()}


def problem(path: str) -> pd.DataFrame:
    return frame([(path, None, "encrypted", "It is locked.", "Unlock it.")], PROBLEM_COLUMNS)


def test_every_agency_and_year_has_a_state() -> None:
    covered = coverage(data())
    assert (covered["state"] == "present").sum() == 82
    assert row(covered, "huaian_shi", 2023)["state"] == "missing"
    assert covered.duplicated(["agency", "year"]).sum() == 0


def test_the_matrix_has_agencies_as_rows_and_years_as_columns() -> None:
    wide = coverage_matrix(coverage(data()))
    assert [*wide.columns] == [*range(2019, 2026)]
    assert [*wide.loc["淮安市人民政府", :]] == ["missing"] * 5 + ["present", "missing"]


def test_an_agency_is_not_missed_before_it_exists() -> None:
    agencies = figures().agencies.copy()
    agencies.loc[agencies["id"] == "huaian_shi", "valid_from"] = 2022
    covered = coverage(replace(data(), agencies=agencies))
    assert covered.loc[covered["agency_id"] == "huaian_shi", "year"].tolist() == [2022, 2023, 2024, 2025]


@pytest.mark.parametrize("path", ["data/raw/huaian_shi_2023.pdf", "data/raw/淮安市人民政府2023年年报.pdf"])
def test_a_file_that_could_not_be_read_is_not_missing(path: str) -> None:
    found = row(coverage(replace(data(), problems=problem(path))), "huaian_shi", 2023)
    assert found["state"] == "unreadable"
    assert path in str(found["note"])


def test_a_broken_file_whose_name_tells_nothing_is_listed_apart() -> None:
    covered = coverage(replace(data(), problems=problem("data/raw/scan0001.pdf")))
    (found,) = covered[covered["agency"].isna()].to_dict("records")
    assert (found["state"], found["note"]) == ("unreadable", "data/raw/scan0001.pdf")


def test_doubts_and_parts_that_were_not_read() -> None:
    doubts = data().reports["report"].eq("huaian_shi_2024").astype("Int64") * 3
    found = row(coverage(data(cells_in_doubt=doubts)), "huaian_shi", 2024)
    assert (found["state"], found["cells_in_doubt"]) == ("in_doubt", 3)
    partly = coverage(replace(data(), problems=problem("data/raw/huaian_shi_2024.pdf")))
    assert row(partly, "huaian_shi", 2024)["state"] == "in_doubt"


def test_two_files_for_a_year_are_both_named() -> None:
    known = data()
    twin = known.reports[known.reports["report"] == "huaian_shi_2024"].assign(
        report="huaian_copy", path="huaian_copy.pdf"
    )
    covered = coverage(replace(known, reports=pd.concat([known.reports, twin], ignore_index=True)))
    found = row(covered, "huaian_shi", 2024)
    assert (found["report"], found["note"]) == ("huaian_shi_2024;huaian_copy", "2 files")


@pytest.mark.parametrize(
    ("agency", "who", "day", "deadline", "on_time"),
    [
        ("淮安市人民政府", "huaian_shi", "2025-03-31", "2025-03-31", True),
        ("淮安市人民政府", "huaian_shi", "2025-04-01", "2025-03-31", False),
        ("上海市科学技术委员会", "shanghai_shi_kewei", "2025-02-01", "2025-01-31", False),
    ],
)
def test_the_deadline_is_the_laws(agency: str, who: str, day: str, deadline: str, on_time: bool) -> None:
    published = pd.DataFrame({"agency": [agency], "year": [2024], "published": [day]})
    covered = coverage(data(), published)
    found = covered[(covered["agency"] == agency) & (covered["year"] == 2024)].iloc[0]
    assert (found["published"], found["deadline"], found["on_time"]) == (day, deadline, on_time)
    assert who in (found["agency_id"], who)


def test_the_day_that_the_document_says() -> None:
    days = data().reports["report"].map({"huaian_shi_2024": "2025-03-12"}).astype("string")
    found = row(coverage(data(published=days)), "huaian_shi", 2024)
    assert (found["published"], found["on_time"]) == ("2025-03-12", True)


def test_no_day_no_verdict() -> None:
    assert row(coverage(data()), "huaian_shi", 2024)["on_time"] is None


def test_sums_that_nobody_checked_do_not_hold() -> None:
    # Figures without checks: "all sums hold" stood over 82 tiles of which none had been checked.
    covered = coverage(data())
    assert covered["checks_failed"].isna().all()
    chart = charts.coverage(covered)
    assert chart.heading.endswith("无存疑之处，82 份没有可核对的勾稽关系")
    assert "已读，勾稽成立" not in [text.get_text() for text in chart.visible_texts()]
