"""The sample data in data/raw is what the figures say, and can be made again."""

from __future__ import annotations

import csv
from decimal import Decimal

import pypdfium2
import pytest

from tests.typeset.sample_data import FIGURES, RAW, sample_reports, set_sample
from tests.typeset.sample_styles import STYLES, style_of

REPORTS = sample_reports()
SOME = ("huaian_shi_2024", "pingtan_htp_2023", "pingtan_scj_2022", "pingtan_shs_2021", "pingtan_nyn_2019")


def test_each_report_has_its_file() -> None:
    assert len(REPORTS) == 82
    assert {path.stem for path in RAW.glob("*.pdf")} >= set(REPORTS)
    assert sum((RAW / f"{report}.pdf").stat().st_size for report in REPORTS) < 15_000_000


@pytest.mark.parametrize("report", SOME)
def test_the_figures_give_the_same_file_again(report: str) -> None:
    assert set_sample(report, REPORTS[report]).pdf == (RAW / f"{report}.pdf").read_bytes()


@pytest.mark.parametrize("report", SOME)
def test_every_figure_is_printed_and_nothing_else(report: str) -> None:
    with (FIGURES / "cells.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["report"] == report]
    figures = {(row["table"], row["item"], row["column"]): row["value"] for row in rows if row["value"]}
    printed = {key: cell for key, cell in set_sample(report, REPORTS[report]).cells.items() if cell.state != "blank"}
    assert printed.keys() == figures.keys()
    assert all(cell.state == "number" and cell.value == Decimal(figures[key]) for key, cell in printed.items())


def test_rows_that_were_not_printed_are_left_out() -> None:
    assert not [key for key in REPORTS["pingtan_htp_2023"].cells if key[1] == "regulations"]
    gone = {"other_services", "procurement"}
    assert not [key for key in REPORTS["pingtan_shs_2021"].cells if key[1] in gone]


def test_a_noted_unit_is_printed() -> None:
    amount = ("disclosure", "procurement", "amount")
    assert REPORTS["pingtan_guanweihui_2020"].cells[amount] == "73802895.90元"
    assert str(REPORTS["pingtan_htp_2022"].cells[amount]).endswith("元")


def test_every_page_says_that_it_is_not_the_original() -> None:
    for path in RAW.glob("*.pdf"):
        if path.stem not in REPORTS:
            continue
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                text = page.get_textpage().get_text_bounded(bottom=0, top=40)
                assert "重新排印，并非原件" in text, path.name
                assert "部分空格系本项目所留" in text, path.name


def test_the_sample_data_has_eight_typesettings() -> None:
    assert {style_of(report) for report in REPORTS} == set(STYLES)
    assert len(STYLES) == 8
