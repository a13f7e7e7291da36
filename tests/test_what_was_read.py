"""What a run says of itself: an agency that was renamed is one, files add up, no correction is passed over."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import govreports as gr
from govreports.cli import main
from govreports.columns import PROBLEM_COLUMNS, frame
from govreports.dataset.file_counts import FileCounts, file_counts
from tests.conftest import RAW
from tests.figures_data import dataset

CORRECTIONS = """report,table,item,column,printed,corrected,reason,who,date
huaian_shi_2024,litigation,reconsideration,upheld,{printed},1,核对原件,王,2025-01-31
huaian_shi_2025,litigation,reconsideration,upheld,0,1,核对原件,王,2025-01-31
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of 沭阳县 under two names, one of 淮安市, and an empty file, beside its lists."""
    place = tmp_path_factory.mktemp("project")
    (place / "raw" / "sub").mkdir(parents=True)
    for name in ("huaian_shi_2024", "pingtan_czj_2021"):
        shutil.copy(RAW / f"{name}.pdf", place / "raw")
    (place / "raw" / "sub" / "huaian_shi_2024.pdf").write_bytes(b"")
    # The budget bureau (财政金融局) as if it had been renamed since 2021.
    (place / "agencies.csv").write_text(
        "id,name,aliases\nczj,平潭综合实验区财政局,平潭综合实验区财政金融局;财政金融局\n", encoding="utf-8"
    )
    return place


def test_a_renamed_agency_bears_one_name_in_every_frame_and_its_printed_one_beside(project: Path) -> None:
    data = gr.read_folder(project / "raw", progress=False)
    renamed = data.reports[data.reports["agency_id"] == "czj"]
    assert renamed[["agency", "agency_printed"]].to_numpy().tolist() == [
        ["平潭综合实验区财政局", "平潭综合实验区财政金融局"]
    ]
    for table in (data.cells, data.checks, data.sections):
        assert set(table.loc[table["report"] == "pingtan_czj_2021", "agency"]) == {"平潭综合实验区财政局"}
    assert gr.read_report(project / "raw" / "pingtan_czj_2021.pdf").agency == "平潭综合实验区财政金融局"
    one = data.cells[data.cells["report"] == "pingtan_czj_2021"].iloc[0]
    assert gr.cite(one, data).startswith("平潭综合实验区财政金融局，2021年")


def test_a_name_that_no_list_holds_stays_as_printed(project: Path) -> None:
    data = gr.read_folder(project / "raw", progress=False)
    other = data.reports.set_index("report").loc["huaian_shi_2024"]
    assert [other["agency"], other["agency_printed"]] == ["淮安市人民政府", "淮安市人民政府"]


def test_every_file_is_counted_once_and_the_counts_add_up(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(project / "raw"), "--out", str(project / "out")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "3 files: 2 read, 1 not read."
    assert lines[1].startswith("2 reports, ")
    # A file of the same name in a folder above was read; this one was not.
    assert [line for line in lines if line.startswith("未能读取 not read: ") and "sub/huaian_shi_2024.pdf" in line]


def test_a_file_read_in_part_is_among_those_read() -> None:
    """11 files that gave 10 reports and two problems, one of them of a file that was read."""
    reports = [{"report": str(number), "agency": "甲局", "year": 2024, "path": f"{number}.pdf"} for number in range(10)]
    problems = [
        ("raw/3.pdf", 2, "table_missing", "Table 四 is missing.", ""),
        ("raw/3.pdf", 3, "rows_missing", "A row is missing.", ""),
        ("raw/x.pdf", None, "damaged", "It is damaged.", ""),
        ("corrections.csv", None, "correction_outdated", "line 2 …", ""),
    ]
    data = replace(dataset(reports, [], frame([], {})), problems=frame(problems, PROBLEM_COLUMNS))
    assert file_counts(data, Path("raw")) == file_counts(data) == FileCounts(read=10, in_part=1, not_read=1)


@pytest.mark.parametrize(("printed", "used"), [("", 0), ("{printed}", 1)])
def test_a_correction_is_used_or_the_run_says_that_it_is_not(
    project: Path, capsys: pytest.CaptureFixture[str], printed: str, used: int
) -> None:
    value = gr.read_report(project / "raw" / "huaian_shi_2024.pdf").litigation.loc["reconsideration", "upheld"]
    text = CORRECTIONS.format(printed=printed.format(printed=float(str(value))))
    (project / "corrections.csv").write_text(text, encoding="utf-8")
    main(["extract", str(project / "raw"), "--out", str(project / "out")])
    out = capsys.readouterr().out
    assert f"2 corrections on record: {used} used where basis='corrected' is asked for" in out
    assert f"{2 - used} not used." in out
    assert out.count("更正未采用 correction not used: ") == 2 - used
    assert "there is no such report" in out
