"""The main charts as Vega-Lite, to hover over, filter and download, with the library inside the page.

Vega-Lite in vl-convert's wheel is 0.9 MB of JavaScript that needs no network; Plotly's is 4.7 MB and Bokeh's 1.2 MB.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from govreports.charts.say import indicator, percent, pick, span
from govreports.columns import records
from govreports.measures.too_few import FEWEST_CASES
from govreports.view.view import View

Spec = dict[str, Any]

RATES = (
    "disclosure_rate",
    "substantive_disclosure_rate",
    "denied_share",
    "reconsideration_correction_rate",
    "lawsuit_loss_rate",
)
MOST_LINES = 40
"""So many agencies have a line each and the chart stays one page; more are points by their number of cases."""
COUNTS = ("received", "concluded", "reconsideration_decided", "lawsuit_decided")
_BLUE, _GREY = "#0072b2", "#9a9a9a"
OPTIONS: Spec = {"actions": {"export": True, "source": False, "compiled": False, "editor": False}, "renderer": "svg"}
"""What stands in a chart's menu: saving it as SVG and PNG, nothing that leads elsewhere."""


@cache
def script() -> str:
    """Return Vega-Lite with what shows it in a page, as one script."""
    import vl_convert

    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return bundle.replace("</script", "<\\/script")


def interactive_charts(view: View) -> list[Spec]:
    """Return the charts of a selection as ``id``, ``title`` and ``spec``: rates side by side, and over the years."""
    lang = view.lang
    rates = _rows(view, RATES)
    counts = _rows(view, COUNTS)
    charts = []
    if rates:
        title = pick(lang, "各机关的比率：选年份和指标", "Rates by agency: choose year and indicator")
        charts.append({"id": "rates", "title": title, "spec": _side_by_side(rates, view)})
        title = pick(lang, "历年比率：选一个机关", "Rates over the years: choose an agency")
        charts.append({"id": "years", "title": title, "spec": _over_years(rates, view, "%")})
    if counts:
        title = pick(lang, "历年件数：选一个机关", "Cases over the years: choose an agency")
        charts.append({"id": "counts", "title": title, "spec": _over_years(counts, view, ",.0f")})
    return charts


def _rows(view: View, ids: tuple[str, ...]) -> list[dict[str, Any]]:
    shown = view.side_by_side(list(ids), view.present)
    rows = []
    for row in records(shown.dropna(subset=["value"])):
        share = row["kind"] == "share"
        rows.append(
            {
                "agency": str(row["agency"]),
                "year": int(row["year"]),
                "what": indicator(str(row["indicator"]), view.lang),
                "value": float(row["value"]),
                "low": float(row["low"]) if share else None,
                "high": float(row["high"]) if share else None,
                "n": float(row["denominator"]) if share else None,
                "segment": str(row["segment"]),
                "said": _said(row, view.lang) if share else f"{row['value']:,.0f}",
            }
        )
    return rows


def _said(row: dict[str, Any], lang: str) -> str:
    counts = f"{row['numerator']:,.0f}/{row['denominator']:,.0f}"
    interval = span(row["low"], row["high"])
    text = pick(lang, f"（{counts}，95% 区间 {interval}）", f" ({counts}, 95% interval {interval})")
    return percent(row["value"], row["denominator"]) + text


def _select(name: str, field: str, label: str, options: list[Any], first: Any) -> Spec:
    return {
        "name": name,
        "value": [{field: first}],
        "select": {"type": "point", "fields": [field]},
        "bind": {"input": "select", "options": options, "name": f"{label} "},
    }


def _tooltip(lang: str) -> list[Spec]:
    return [
        {"field": "agency", "title": pick(lang, "机关", "agency")},
        {"field": "year", "title": pick(lang, "年份", "year")},
        {"field": "what", "title": pick(lang, "指标", "indicator")},
        {"field": "said", "title": pick(lang, "数值", "value")},
    ]


def _base(rows: list[dict[str, Any]], lang: str) -> Spec:
    font = pick(lang, "Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif", "system-ui, sans-serif")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": rows},
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": {"font": font, "axis": {"labelFontSize": 12, "labelLimit": 220, "gridColor": "#eee"}},
    }


def _side_by_side(rows: list[dict[str, Any]], view: View) -> Spec:
    """Describe dots with their intervals, one line an agency; hollow where fewer than ten cases are judged."""
    lang = view.lang
    years, names = sorted({row["year"] for row in rows}), list(dict.fromkeys(row["what"] for row in rows))
    first = indicator(RATES[0], lang)
    chosen = [
        _select("year", "year", pick(lang, "年份", "Year"), years, view.last),
        _select("indicator", "what", pick(lang, "指标", "Indicator"), names, first if first in names else names[0]),
    ]
    filters = [{"filter": {"param": "year"}}, {"filter": {"param": "indicator"}}]
    many = len({row["agency"] for row in rows}) > MOST_LINES
    layer = (
        {"layer": _points(chosen, lang), "height": 420}
        if many
        else {"layer": _lines(chosen, lang), "height": {"step": 22}}
    )
    return _base(rows, lang) | {"transform": filters} | layer


def _points(chosen: list[Spec], lang: str) -> list[Spec]:
    """Describe one point an agency, by its cases: with few cases rates lie far apart by chance alone."""
    cases = {"field": "n", "type": "quantitative", "scale": {"type": "log"}, "title": pick(lang, "件数", "cases")}
    rate = {"field": "value", "type": "quantitative", "axis": {"format": "%", "title": None}}
    mark = {"type": "point", "filled": True, "size": 50, "opacity": 0.6, "color": _BLUE}
    return [
        {"params": chosen, "mark": mark, "encoding": {"x": cases, "y": rate, "tooltip": _tooltip(lang)}},
    ]


def _lines(chosen: list[Spec], lang: str) -> list[Spec]:
    agency = {"field": "agency", "type": "nominal", "sort": "-x", "title": None}
    axis = {"format": "%", "title": None}
    return [
        {
            "mark": {"type": "rule", "color": _GREY, "strokeWidth": 3},
            "encoding": {
                "x": {"field": "low", "type": "quantitative", "axis": axis, "scale": {"domain": [0, 1]}},
                "x2": {"field": "high"},
                "y": agency,
            },
        },
        {
            "params": chosen,
            "mark": {"type": "point", "filled": True, "size": 90, "color": _BLUE, "stroke": _BLUE},
            "encoding": {
                "x": {"field": "value", "type": "quantitative"},
                "y": agency,
                "fillOpacity": {"condition": {"test": f"datum.n < {FEWEST_CASES}", "value": 0}, "value": 1},
                "tooltip": _tooltip(lang),
            },
        },
    ]


def _over_years(rows: list[dict[str, Any]], view: View, form: str) -> Spec:
    """Describe a line an indicator for one agency; the points tell their counts and intervals."""
    lang = view.lang
    names = list(dict.fromkeys(row["agency"] for row in rows))
    focus = view.name(view.focus)
    chosen = _select(
        "agency", "agency", pick(lang, "机关", "Agency"), sorted(names), focus if focus in names else names[0]
    )
    return _base(rows, lang) | {
        "params": [chosen],
        "transform": [{"filter": {"param": "agency"}}],
        "height": 300,
        "mark": {"type": "line", "point": {"size": 70}},
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}},
            "y": {"field": "value", "type": "quantitative", "axis": {"format": form, "title": None}},
            # One below the other: on a telephone two English names side by side were cut.
            "color": {
                "field": "what",
                "type": "nominal",
                "title": None,
                "legend": {"orient": "bottom", "columns": 1, "labelLimit": 340},
            },
            # A line of its own for each stretch of equal rules: none crosses a break.
            "detail": {"field": "segment"},
            "tooltip": _tooltip(lang),
        },
    }
