"""Charts that Excel and PowerPoint draw themselves: the numbers are in the file and may be edited."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from govreports import charts
from govreports.runs.interactive import interactive_charts
from govreports.view.opening import view_of
from govreports.view.view import View
from govreports.workbook.workbook import sheets, write_workbook
from tests.charts_cases import made
from tests.figures_data import figures


@pytest.fixture(scope="module")
def view() -> View:
    return view_of(made(3, (2023, 2024)))


def test_a_chart_saved_as_slide_holds_its_numbers(view: View, tmp_path: Path) -> None:
    frame = view.side_by_side("received")
    file = charts.compare(frame).save(tmp_path / "x.pptx")[0]
    assert file.name == "x.pptx"
    slide = Presentation(str(file)).slides[0]
    office = next(shape.chart for shape in slide.shapes if shape.has_chart)
    drawn = dict(zip(office.plots[0].categories, office.plots[0].series[0].values, strict=True))
    assert drawn == dict(zip(frame["agency"], frame["value"], strict=True))


def test_a_slide_has_the_same_bytes_twice(view: View, tmp_path: Path) -> None:
    chart = charts.flow(view.of("a1"))
    first, second = (chart.save(tmp_path / name)[0].read_bytes() for name in ("a.pptx", "b.pptx"))
    assert first == second


def test_a_funnel_is_a_picture_on_its_slide(view: View, tmp_path: Path) -> None:
    file = charts.funnel(view.funnel("disclosure_rate")).save(tmp_path / "x.pptx")[0]
    assert [shape.name.split()[0] for shape in Presentation(str(file)).slides[0].shapes][-1] == "Picture"


def test_title_and_notes_of_a_picture_stand_once_on_its_slide(view: View, tmp_path: Path) -> None:
    chart = charts.heatmap(view.side_by_side("received"))
    picture = Presentation(str(chart.save(tmp_path / "x.pptx")[0])).slides[0].shapes[-1]
    kept = picture.height / picture.width * chart.get_figwidth() / chart.get_figheight()
    assert kept == pytest.approx(1 - picture.crop_top - picture.crop_bottom, abs=0.01)
    assert min(picture.crop_top, picture.crop_bottom) > 0.05


def test_shares_end_at_100_per_cent_and_few_cases_are_told_on_a_slide(view: View, tmp_path: Path) -> None:
    file = charts.compare(view.side_by_side("disclosure_rate")).save(tmp_path / "x.pptx")[0]
    office = next(shape.chart for shape in Presentation(str(file)).slides[0].shapes if shape.has_chart)
    assert office.value_axis.maximum_scale == 1
    assert list(office.plots[0].categories)[1:] == ["甲市第1局", "甲市第0局 (0/1)"]


def test_the_workbook_holds_native_charts_and_every_cell_as_a_table(view: View, tmp_path: Path) -> None:
    file = tmp_path / "tables.xlsx"
    write_workbook(view, sheets(view), file)
    book = load_workbook(file)
    cells = book["全部单元格"]
    assert list(cells.tables) == ["cells"]
    assert cells.max_row == len(view.data.cells) + 1
    assert [cell.value for cell in cells[1]][:6] == ["机关", "年份", "表", "项目", "栏目", "数值"]
    assert cells["C2"].value in {"三、收到和处理政府信息公开申请情况", "二、主动公开政府信息情况"}
    with zipfile.ZipFile(file) as archive:
        assert sum("charts/chart" in name for name in archive.namelist()) == 4


def test_an_svg_holds_its_words_as_text(view: View, tmp_path: Path) -> None:
    text = charts.flow(view.of("a1")).save(tmp_path / "x.svg")[0].read_text("utf-8")
    assert ">新收申请</text>" in text
    assert "'Microsoft YaHei'" in text


def test_no_line_of_an_office_program_or_of_the_page_of_results_crosses_a_break() -> None:
    # 平潭管委会: the year 2019 has an old and a new rule and is joined to neither side.
    view = view_of(figures())
    native = charts.trend(view.of("pingtan_guanweihui", "disclosure_rate")).native
    assert native is not None
    assert [sum(value is not None for value in line.values) for line in native.series] == [1, 6]
    described = json.dumps(list(interactive_charts(view)), default=str)
    assert '"detail": {"field": "segment"}' in described
