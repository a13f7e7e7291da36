"""However many agencies there are: a chart is one page, names who stands out and who was asked for, tells of all."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from govreports import charts
from govreports.charts.fonts import width
from govreports.charts.style import look
from govreports.view.opening import view_of
from govreports.view.view import View
from tests.charts_cases import made
from tests.test_charts_layout import CHARTS

A4 = 9.0 * 297 / 210
"""Height in inches of a page as wide as a chart."""


@pytest.fixture(scope="module")
def crowd() -> View:
    return view_of(made(300, (2023, 2024)))


@pytest.mark.parametrize("name", list(CHARTS))
def test_a_chart_of_300_agencies_is_one_page(crowd: View, name: str) -> None:
    chart = CHARTS[name](crowd, "page")
    assert chart.get_figheight() <= A4
    assert len(chart.alt) < 5_000


def test_who_was_asked_for_is_shown_among_300(crowd: View) -> None:
    frame = crowd.side_by_side("disclosure_rate")
    middle = frame.sort_values("value")["agency"].iloc[150]
    for chart in (charts.compare(frame, highlight=middle), charts.heatmap(frame, highlight=[middle])):
        assert middle in [text.get_text() for text in chart.visible_texts()]


def test_all_300_are_in_the_numbers_and_the_caption_says_how_many_are_named(crowd: View) -> None:
    chart = charts.compare(crowd.side_by_side("disclosure_rate"))
    assert chart.numbers["agency"].nunique() == 300
    assert "300 个机关中只列出值最高和最低的" in chart.caption


def test_few_cases_do_not_stand_beside_many(crowd: View) -> None:
    chart = charts.outcomes(crowd.parts())
    assert "未列（各年均不足 10 件）" in chart.caption


def test_the_paper_of_a_png_is_white() -> None:
    import io

    from PIL import Image

    picture = Image.open(io.BytesIO(charts.flow(view_of(made(3, (2023, 2024))).of("a2")).png(96))).convert("RGB")
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    colours = picture.getcolors(100_000) or []
    assert not [colour for _, colour in colours if isinstance(colour, tuple) and 252 <= min(colour) < 255]


def test_a_note_names_twelve_agencies_and_counts_the_others() -> None:
    # A thousand names of agencies whose sums fail made a funnel two pages high.
    data = made(60, (2024,))
    cells = data.cells.copy()
    cells.loc[cells["item"].eq("concluded") & cells["column"].eq("total"), "value"] += 1
    chart = charts.funnel(view_of(replace(data, cells=cells)).funnel("disclosure_rate"))
    (note,) = [line for line in chart.caption.split("\n") if "勾稽关系不成立" in line]
    assert note.endswith("等 60 个。") and note.count("、") == 11


def test_who_is_profiled_is_named_in_the_funnel_wherever_it_lies(crowd: View) -> None:
    result = crowd.funnel("disclosure_rate")
    assert result is not None
    inside = result.points[result.points["outside"] == "within"]["agency"].iloc[0]
    assert inside in [text.get_text() for text in charts.funnel(result, highlight=inside).visible_texts()]


def test_text_is_drawn_as_wide_as_it_was_measured() -> None:
    # Hinted letters at the 120 dots an inch of a notebook were wider than measured: notes ran off the sheet.
    chart = charts.compare(view_of(made(3, (2023, 2024))).side_by_side("disclosure_rate"), lang="en")
    for dpi in (96, 120, 192):
        chart.set_dpi(dpi)
        with look():
            boxes = [(text, text.get_window_extent(chart.canvas.get_renderer())) for text in chart.visible_texts()]  # type: ignore[attr-defined]
        for text, box in boxes:
            measured = max(width(line, float(text.get_fontsize())) for line in text.get_text().split("\n"))
            assert abs(box.width / dpi - measured) < 0.03


def test_no_agency_is_left_out_where_those_without_a_value_share_a_row() -> None:
    # Of 38 reports 30 had a rate; all 38 were on the page, and "only 32 are shown" below it.
    few, many = made(8, (2024,), "zeros"), made(30, (2024,))
    zeros = few.reports.assign(report="z" + few.reports["report"], agency="乙" + few.reports["agency"], agency_id=None)
    nought = few.cells.assign(report="z" + few.cells["report"], agency="乙" + few.cells["agency"])
    both = replace(many, reports=pd.concat([many.reports, zeros]), cells=pd.concat([many.cells, nought]))
    chart = charts.compare(view_of(both).side_by_side("disclosure_rate"))
    assert "只列出" not in chart.caption and "另 8 个机关" in [text.get_text() for text in chart.visible_texts()]


def test_a_note_on_few_cases_stands_with_those_that_are_few() -> None:
    # "lawsuits after reconsideration loss rate 0% (0/15) (fewer than 10 cases, not judged)" was said of the 0/6 before.
    view = view_of(made(3, (2024,)))
    frame = view.of("a2").copy()
    rates = frame["indicator"].isin(["lawsuit_direct_loss_rate", "lawsuit_after_reconsideration_loss_rate"])
    frame.loc[rates, ["value", "numerator", "denominator"]] = [[0.0, 0, 6], [0.0, 0, 15]]
    assert charts.litigation(frame).heading.endswith(
        "未经复议直接起诉败诉率 0/6（件数不足 10，不作判断），复议后起诉败诉率 0%（0/15）"
    )
