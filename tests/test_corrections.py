"""Corrections are data: read with messages that name the line, applied beside the printed value, never lost."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreports.dataset.corrected import apply_corrections
from govreports.dataset.corrections import (
    CORRECTION_COLUMNS,
    Correction,
    CorrectionsError,
    load_corrections,
    record_corrections,
)
from tests.figures_data import figures

HEAD = "report,table,item,column,printed,corrected,reason,who,date\n"
HONGZE = Correction(
    "huaian_hongze_qu_2023", "litigation", "reconsideration", "total", 0.0, 11.0, "合计漏填", "王分析员", "2025-02-03"
)


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "corrections.csv"
    file.write_bytes((HEAD + text).encode(encoding))
    return file


def test_no_file_holds_no_corrections(tmp_path: Path) -> None:
    assert load_corrections(tmp_path / "corrections.csv").columns.tolist() == list(CORRECTION_COLUMNS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_saved_by_excel_is_read(tmp_path: Path, encoding: str) -> None:
    line = "huaian_hongze_qu_2023,litigation,reconsideration,total,0,11,合计漏填,王分析员,2025/2/3\n"
    (row,) = load_corrections(written(tmp_path, line, encoding)).itertuples(index=False)
    assert tuple(row) == tuple(HONGZE)


def test_every_fault_is_named_with_its_line(tmp_path: Path) -> None:
    text = (
        "a_2023,litigation,reconsideration,total,0,11,合计漏填,王,2025-02-03\n"
        "a_2023,litigation,reconsideration,totals,0,11,合计漏填,王,2025-02-03\n"
        "\n"
        "a_2023,litigation,reconsideration,upheld,0,11件,合计漏填,,2025-13-03\n"
        "a_2023,litigation,reconsideration,total,0,11.5,合计漏填,王,2025-02-03\n"
    )
    with pytest.raises(CorrectionsError) as error:
        load_corrections(written(tmp_path, text))
    message = str(error.value)
    assert "line 3: no edition of the form has a cell litigation/reconsideration/totals" in message
    assert "line 5: who is empty" in message
    assert "line 5: corrected 11件 is no number" in message
    assert "line 5: date 2025-13-03 is no day" in message
    assert "line 6: corrected 11.5: 总计 is a count and has no decimals" in message
    assert "line 6: a_2023/litigation/reconsideration/total is corrected in line 2 already" in message


def test_the_printed_value_stays_and_the_correction_stands_beside_it() -> None:
    data = replace(figures(), corrections=table(HONGZE))
    applied = apply_corrections(data)
    row = applied.cells[applied.cells["correction"].notna()]
    assert row[["value", "value_corrected"]].to_numpy().tolist() == [[0.0, 11.0]]
    assert row["correction"].tolist() == ["0 → 11: 合计漏填 (王分析员, 2025-02-03)"]
    others = applied.cells["correction"].isna()
    pd.testing.assert_series_equal(
        applied.cells.loc[others, "value"], applied.cells.loc[others, "value_corrected"], check_names=False
    )
    assert applied.problems.empty
    assert data.cells.columns.tolist() == figures().cells.columns.tolist()


def table(*corrections: Correction) -> pd.DataFrame:
    from govreports.columns import frame

    return frame(corrections, CORRECTION_COLUMNS)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (HONGZE._replace(printed=1.0), "correction_outdated"),
        (HONGZE._replace(printed=None), "correction_outdated"),
        (HONGZE._replace(report="gone_2023"), "correction_without_report"),
        (HONGZE._replace(table="disclosure", item="procurement", column="amount"), "correction_without_cell"),
    ],
)
def test_a_correction_that_no_longer_fits_is_refused_loudly(wrong: Correction, code: str) -> None:
    applied = apply_corrections(
        replace(figures(), corrections=table(wrong, HONGZE._replace(column="upheld", printed=10.0)))
    )
    assert applied.problems["code"].tolist() == [code]
    assert "line 2" in applied.problems["reason"].iloc[0]
    assert applied.cells["correction"].notna().sum() == 1


def _key(cell: pd.Series[Any]) -> tuple[str, str, str, str]:
    return str(cell["report"]), str(cell["table"]), str(cell["item"]), str(cell["column"])


def test_a_blank_cell_may_be_filled_and_a_number_taken_out() -> None:
    data = figures()
    blank = data.cells[data.cells["value"].isna()].iloc[0]
    filled = Correction(
        *_key(blank),
        None,
        4.0,
        "电话核实",
        "王",
        "2025-02-03",
    )
    emptied = HONGZE._replace(corrected=None)
    applied = apply_corrections(replace(data, corrections=table(filled, emptied)))
    assert applied.cells["value_corrected"][data.cells["value"].isna()].iloc[0] == 4.0
    assert applied.cells.loc[applied.cells["correction"].notna(), "value_corrected"].isna().sum() == 1


def test_kept_as_published_is_a_record_too() -> None:
    applied = apply_corrections(replace(figures(), corrections=table(HONGZE._replace(corrected=0.0))))
    assert applied.cells["correction"].dropna().str.startswith("照原样保留").all()


def test_recording_again_replaces_the_line_and_keeps_the_others(tmp_path: Path) -> None:
    file = written(tmp_path, "a_2023,litigation,reconsideration,total,0,11,合计漏填,王,2025-02-03\n")
    record_corrections(file, [HONGZE])
    table = record_corrections(file, [HONGZE._replace(corrected=12.0, reason="复核")])
    assert table[["report", "corrected"]].to_numpy().tolist() == [["a_2023", 11.0], ["huaian_hongze_qu_2023", 12.0]]


def test_what_cannot_be_read_again_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "corrections.csv"
    record_corrections(file, [HONGZE])
    before = file.read_bytes()
    with pytest.raises(CorrectionsError):
        record_corrections(file, [HONGZE._replace(item="nothing")])
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.csv")] == ["corrections.csv"]


def test_columns_of_the_user_stay(tmp_path: Path) -> None:
    file = tmp_path / "corrections.csv"
    text = HEAD.strip() + ",phone\na_2023,litigation,reconsideration,total,0,11,漏填,王,2025-02-03,0517\n"
    file.write_text(text, encoding="utf-8")
    assert record_corrections(file, [HONGZE])["phone"].tolist()[0] == "0517"


@given(
    reason=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(
        lambda t: t.strip("' ").strip()
    )
)
def test_any_reason_comes_back_as_written(tmp_path_factory: pytest.TempPathFactory, reason: str) -> None:
    file = tmp_path_factory.mktemp("corrections") / "corrections.csv"
    table = record_corrections(file, [HONGZE._replace(reason=reason.strip())])
    assert table["reason"].tolist() == [reason.strip()]


def _record_many(file: str, who: str) -> None:
    columns = ["upheld", "corrected", "other", "pending", "total"]
    for year in range(2000, 2002):
        for column in columns:
            record_corrections(file, [HONGZE._replace(report=f"{who}_{year}", column=column, who=who)])


def test_two_runs_at_once_lose_nothing_and_never_show_half_a_file(tmp_path: Path) -> None:
    file = tmp_path / "corrections.csv"
    context = multiprocessing.get_context("spawn")
    runs = [context.Process(target=_record_many, args=(str(file), who)) for who in ("王", "李")]
    for run in runs:
        run.start()
    while any(run.is_alive() for run in runs):
        load_corrections(file)  # whole at any moment, or this raises
    assert [run.exitcode for run in runs] == [0, 0]
    assert load_corrections(file).groupby("who").size().to_dict() == {"李": 10, "王": 10}
