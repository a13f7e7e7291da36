"""However many agencies there are: a chart is one page, names who stands out and who was asked for, tells of all."""

from __future__ import annotations

import pytest

from govreports import charts
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
