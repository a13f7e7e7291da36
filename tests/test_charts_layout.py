"""Whatever the data: every chart is drawn, no text lies on another or off the sheet, no character is an empty box."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from govreports import charts
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import PUBLISHED, READING
from govreports.charts.fonts import missing
from govreports.charts.style import look
from govreports.dataset.coverage import coverage
from govreports.view.opening import view_of
from govreports.view.view import View
from tests.charts_cases import made
from tests.figures_data import figures

YEARS = tuple(range(2014, 2026))
CHARTS: dict[str, Callable[[View, str], Chart]] = {
    "compare": lambda view, size: charts.compare(view.side_by_side("disclosure_rate"), lang=view.lang, size=size),
    "compare counts": lambda view, size: charts.compare(view.side_by_side("received"), lang=view.lang, size=size),
    "trend": lambda view, size: charts.trend(view.of(view.focus, "received"), lang=view.lang, size=size),
    "trend of several": lambda view, size: charts.trend(
        view.side_by_side("disclosure_rate", view.present), lang=view.lang, size=size
    ),
    "heatmap": lambda view, size: charts.heatmap(
        view.side_by_side("received", view.present), lang=view.lang, size=size
    ),
    "outcomes": lambda view, size: charts.outcomes(view.parts([view.before, view.last]), lang=view.lang, size=size),
    "grounds": lambda view, size: charts.grounds(view.parts(), lang=view.lang, size=size),
    "applicants": lambda view, size: charts.applicants(view.parts(), lang=view.lang, size=size),
    "flow": lambda view, size: charts.flow(view.of(view.focus), lang=view.lang, size=size),
    "review": lambda view, size: charts.litigation(view.of(view.focus), lang=view.lang, size=size),
    "funnel": lambda view, size: charts.funnel(view.funnel("disclosure_rate"), lang=view.lang, size=size),
    "change": lambda view, size: charts.change(
        view.side_by_side("disclosure_rate", view.present), view.before, view.last, lang=view.lang, size=size
    ),
    "volumes": lambda view, size: charts.volumes(view.group, view.last, lang=view.lang, size=size),
    "small multiples": lambda view, size: charts.small_multiples(
        view.side_by_side("received", view.present), lang=view.lang, size=size
    ),
    "reconsideration first": lambda view, size: charts.reconsideration_first(view.selected, lang=view.lang, size=size),
    "coverage": lambda view, size: charts.coverage(coverage(view.data), lang=view.lang, size=size),
}
CASES: dict[str, Callable[[], View]] = {
    "the 82 reports": lambda: view_of(figures()),
    "3 agencies": lambda: view_of(made(3, (2023, 2024))),
    "one agency, one year": lambda: view_of(made(1, (2024,))),
    "all zeros": lambda: view_of(made(4, (2023, 2024), "zeros")),
    "blank everywhere": lambda: view_of(made(4, (2023, 2024), "blank")),
    "40 agencies with long names, 12 years": lambda: view_of(made(40, YEARS, long=True)),
    "3 agencies with long names, 12 years": lambda: view_of(made(3, YEARS, long=True)),
}
SLOW = {"40 agencies with long names, 12 years", "3 agencies with long names, 12 years"}


def faults(chart: Chart) -> list[str]:
    """List what a reader could not read: texts on one another, texts off the sheet, empty boxes."""
    with look():
        chart.draw_without_rendering()
        hidden = beyond(chart)
        renderer = chart.canvas.get_renderer()  # type: ignore[attr-defined]
        boxes = [
            (one.get_text(), one.get_window_extent(renderer)) for one in chart.visible_texts() if id(one) not in hidden
        ]
    width, height = chart.bbox.width, chart.bbox.height
    found = [f"empty box: {text}" for text, _ in boxes if missing(text)]
    found += [
        f"off the sheet: {text}"
        for text, box in boxes
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1
    ]
    # A line's box is taller than its signs; what counts is whether signs meet.
    inner = [(text, box.x0 + 1, box.x1 - 1, *_signs(box, text)) for text, box in boxes]
    for (one, a0, a1, a2, a3), (other, b0, b1, b2, b3) in itertools.combinations(inner, 2):
        if a0 < b1 and b0 < a1 and a2 < b3 and b2 < a3:
            found.append(f"{one!r} lies on {other!r}")
    return found


def garbled(chart: Chart, lang: str) -> list[str]:
    """List the texts that no office would print so: signs of the other language, +169 %, ±0.0, marks explained only."""
    texts = [*(one.get_text() for one in chart.visible_texts()), chart.alt]
    wrong = _NOT_CHINESE if lang == "zh" else _NOT_ENGLISH
    found = [text for text in texts if wrong.search(text) or _SIGNED.search(text)]
    for mark in (PUBLISHED, READING):
        foot = [text for text in texts if re.search(f"^{mark} ", text, re.MULTILINE)]
        if foot and not any(mark in text for text in texts[:-1] if text not in foot):
            found.append(f"{mark} is explained and stands nowhere")
    return found


_NOT_CHINESE = re.compile("[\u4e00-\u9fff）][,;:!?]|[,;:.] ?[\u4e00-\u9fff]|[\u4e00-\u9fff）%†] \\(|中[0-9]")
_NOT_ENGLISH = re.compile("[，。；：、（）]")
_SIGNED = re.compile(r"[+±][0-9]|(?<![0-9])0\.0+ ?(?:%|个百分点|percentage)")


def beyond(chart: Chart) -> set[int]:
    """Name the labels of ticks outside an axis, which are never drawn."""
    found: set[int] = set()
    for axes in chart.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            spare = (high - low) * 1e-6
            ticks = [*axis.majorTicks, *axis.minorTicks]
            found |= {id(tick.label1) for tick in ticks if not low - spare <= tick.get_loc() <= high + spare}
    return found


def _signs(box: object, text: str) -> tuple[float, float]:
    lines = text.count("\n") + 1
    spare = (box.y1 - box.y0) / lines * 0.12  # type: ignore[attr-defined]
    return box.y0 + spare, box.y1 - spare  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", [pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in CASES])
@pytest.mark.parametrize("name", list(CHARTS))
def test_every_chart_can_be_read(name: str, case: str, lang: str) -> None:
    view = replace(CASES[case](), lang=lang)
    chart = CHARTS[name](view, "page")
    assert faults(chart) == []
    assert garbled(chart, lang) == []
    assert chart.alt
    assert chart.heading


@pytest.mark.slow
@pytest.mark.parametrize("size", ["slide", "half", "column"])
@pytest.mark.parametrize("case", ["the 82 reports", "40 agencies with long names, 12 years"])
@pytest.mark.parametrize("name", list(CHARTS))
def test_every_chart_fits_its_place(name: str, case: str, size: str) -> None:
    chart = CHARTS[name](CASES[case](), size)
    assert faults(chart) == []
    wide, high = chart.get_size_inches()
    if size in ("slide", "half"):
        assert wide / high == pytest.approx({"slide": 13.333 / 7.5, "half": 6.4 / 6.0}[size], rel=1e-3)
