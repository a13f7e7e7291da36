"""A report that no machine can read is keyed into a workbook, and read from it like any other file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from govreports.dataset.corrections import CorrectionsError
from govreports.dataset.keyed_in import KeyedRecord, keyed_record, write_template
from govreports.form import editions
from govreports.reading.read_file import read_report

AGENCY = "清河市水利局"


def fill(path: Path, numbers: list[int], record: KeyedRecord | None) -> None:
    """Key numbers in, in the order in which the fields stand in the workbook."""
    book = load_workbook(path)
    sheet = book["年度报告"]
    fields = [cell for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == "00FFF9E5"]
    assert len(fields) == len(numbers)
    for cell, number in zip(fields, numbers, strict=True):
        cell.value = number
    if record is not None:
        for row, value in enumerate(record, start=1):
            book["录入记录"].cell(row, 2, value)
    book.save(path)


RECORD = KeyedRecord("档案室 2024-17 号纸件", "王分析员", "2025-02-03", "扫描件字迹模糊")


@pytest.mark.parametrize(("edition", "year", "cells"), [("2021", 2023, 200), ("2019", 2020, 198)])
def test_every_number_keyed_in_comes_back_in_its_cell(tmp_path: Path, edition: str, year: int, cells: int) -> None:
    path = write_template(tmp_path / "qinghe.xlsx", AGENCY, year, edition)
    numbers = list(np.random.default_rng(1).permutation(np.arange(1000, 1000 + cells)))
    fill(path, [int(number) for number in numbers], RECORD)
    report = read_report(path)
    assert (report.agency, report.year, report.edition) == (AGENCY, year, edition)
    printed = [cell for table in editions()[edition].tables.values() for cell in ((table.id, *c) for c in table.cells)]
    read = {(cell.table, cell.item, cell.column): cell.value for cell in report.cell_rows}
    assert read == dict(zip(printed, map(float, numbers), strict=True))
    assert not report.problems
    assert report.set_anew


def test_what_is_left_blank_stays_blank(tmp_path: Path) -> None:
    path = write_template(tmp_path / "qinghe.xlsx", AGENCY, 2023)
    book = load_workbook(path)
    field = next(cell for row in book["年度报告"].iter_rows() for cell in row if cell.fill.fgColor.rgb == "00FFF9E5")
    field.value = 7
    book.save(path)
    report = read_report(path)
    assert [cell.value for cell in report.cell_rows if cell.value is not None] == [7.0]


def test_the_record_says_who_when_and_why(tmp_path: Path) -> None:
    path = write_template(tmp_path / "qinghe.xlsx", AGENCY, 2023)
    with pytest.raises(CorrectionsError, match="录入人 is empty"):
        keyed_record(path)
    fill(path, [0] * 200, RECORD)
    assert keyed_record(path) == RECORD


def test_another_workbook_has_no_record(tmp_path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(tmp_path / "other.xlsx")
    assert keyed_record(tmp_path / "other.xlsx") is None


def test_what_was_keyed_in_is_never_written_over(tmp_path: Path) -> None:
    path = write_template(tmp_path / "qinghe.xlsx", AGENCY, 2023)
    with pytest.raises(FileExistsError, match="there already"):
        write_template(path, AGENCY, 2023)
