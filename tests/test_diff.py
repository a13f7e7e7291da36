"""What changed since last time: each kind of change alone, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pandas as pd

from govreports.columns import frame
from govreports.dataset.corrections import CORRECTION_COLUMNS, Correction
from govreports.dataset.data import Dataset
from govreports.dataset.diff import change_lines, diff
from tests.figures_data import figures

HONGZE = "huaian_hongze_qu_2023"
TOTAL = ("litigation", "reconsideration", "total")


def data() -> Dataset:
    known = figures()
    reports = known.reports
    hashes = [f"{number:064x}" for number in range(len(reports))]
    return replace(known, reports=reports.assign(sha256=hashes, path=reports["report"] + ".pdf"))


def changed(given: Dataset, report: str, cell: tuple[str, str, str], **values: object) -> Dataset:
    cells = given.cells.copy()
    at = (cells[["report", "table", "item", "column"]] == [report, *cell]).all(axis=1)
    assert at.sum() == 1
    for name, value in values.items():
        cells.loc[at, name] = cast(Any, value)
    return replace(given, cells=cells)


def hashed(given: Dataset, report: str, sha256: str) -> Dataset:
    reports = given.reports.copy()
    reports.loc[reports["report"] == report, "sha256"] = sha256
    return replace(given, reports=reports)


def renamed(given: Dataset, report: str, name: str) -> Dataset:
    new = {report: name}
    reports = given.reports.assign(report=given.reports["report"].replace(new))
    reports.loc[reports["report"] == name, "path"] = f"{name}.pdf"
    return replace(given, reports=reports, cells=given.cells.assign(report=given.cells["report"].replace(new)))


def told(found: pd.DataFrame) -> list[tuple[object, ...]]:
    rows = found[["what", "report", "item", "old", "new", "why"]].astype(object)
    return list(rows.where(rows.notna(), None).itertuples(index=False, name=None))


def test_nothing_changed() -> None:
    assert diff(data(), data()).empty


def test_the_agency_published_its_report_anew_with_a_total_put_right() -> None:
    new = hashed(changed(data(), HONGZE, TOTAL, value=11.0), HONGZE, "f" * 64)
    found = diff(data(), new)
    assert told(found) == [
        ("report_reissued", HONGZE, None, None, None, "republished"),
        ("cell_changed", HONGZE, "reconsideration", 0.0, 11.0, "republished"),
    ]
    assert found["message"].tolist()[1] == "0 → 11"


def test_a_new_file_under_another_name_for_the_same_agency_and_year_is_a_reissue() -> None:
    new = hashed(renamed(data(), HONGZE, "hongze_2023_new"), "hongze_2023_new", "f" * 64)
    assert told(diff(data(), new)) == [("report_reissued", "hongze_2023_new", None, None, None, "republished")]


def test_the_same_file_elsewhere_is_only_moved() -> None:
    new = renamed(changed(data(), HONGZE, TOTAL, value=7.0), HONGZE, "2023/hongze")
    assert [row[:2] + row[5:] for row in told(diff(data(), new))] == [
        ("report_moved", "2023/hongze", "moved"),
        ("cell_changed", "2023/hongze", "reading"),
    ]


def test_the_same_file_read_better() -> None:
    old = changed(data(), HONGZE, TOTAL, value=8.0, flag="ocr_low_confidence")
    assert told(diff(old, data())) == [("cell_changed", HONGZE, "reconsideration", 8.0, 0.0, "reading")]


def test_a_doubt_raised_and_settled() -> None:
    doubted = changed(data(), HONGZE, TOTAL, flag="ocr_low_confidence")
    assert diff(data(), doubted)["what"].tolist() == ["doubt_raised"]
    assert diff(doubted, data())["what"].tolist() == ["doubt_settled"]


def test_reports_that_came_and_went() -> None:
    less = replace(data(), reports=data().reports[1:], cells=data().cells[data().cells["report"] != HONGZE])
    assert told(diff(less, data())) == [("report_added", HONGZE, None, None, None, None)]
    assert told(diff(data(), less)) == [("report_gone", HONGZE, None, None, None, None)]


def test_a_cell_that_was_not_printed_before_and_one_that_became_blank() -> None:
    at = (data().cells[["report", "table", "item", "column"]] == [HONGZE, *TOTAL]).all(axis=1)
    less = replace(data(), cells=data().cells[~at])
    assert diff(less, data())["message"].tolist() == ["未印 not printed → 0"]
    blank = changed(data(), HONGZE, TOTAL, value=pd.NA)
    assert diff(data(), blank)["message"].tolist() == ["0 → 空白 blank"]


def test_corrections_added_changed_and_removed() -> None:
    one = Correction(HONGZE, *TOTAL, 0.0, 11.0, "合计漏填", "王", "2025-02-03")

    def having(*corrections: Correction) -> Dataset:
        return replace(data(), corrections=frame(corrections, CORRECTION_COLUMNS))

    added = diff(having(), having(one))
    assert told(added) == [("correction_added", HONGZE, "reconsideration", 0.0, 11.0, "correction")]
    assert added["message"].tolist() == ["合计漏填 (王, 2025-02-03)"]
    assert told(diff(having(one), having(one._replace(corrected=12.0))))[0][3:5] == (11.0, 12.0)
    assert told(diff(having(one), having()))[0] == (
        "correction_removed",
        HONGZE,
        "reconsideration",
        11.0,
        0.0,
        "correction",
    )


def test_a_change_names_report_agency_cell_old_and_new() -> None:
    lines = change_lines(diff(data(), changed(data(), HONGZE, TOTAL, value=11.0)))
    assert lines[0].startswith(f"{HONGZE}（淮安市洪泽区人民政府 2023） 行政复议/总计: 0 → 11")
