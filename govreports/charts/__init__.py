"""Figures for a briefing; nothing here computes a measure.

Each function takes a frame of `govreports.measures` and gives a `Chart`: a matplotlib figure that knows its title,
caption, numbers and the words that stand in for it, and saves itself as PNG, SVG, PDF and CSV.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govreports.charts.chart import Chart
    from govreports.charts.composition import applicants, grounds, outcomes
    from govreports.charts.dots import compare
    from govreports.charts.dumbbell import change
    from govreports.charts.fonts import MissingGlyphError, use_font
    from govreports.charts.funnels import funnel
    from govreports.charts.heat import heatmap
    from govreports.charts.multiples import small_multiples
    from govreports.charts.routes import litigation
    from govreports.charts.tiles import coverage
    from govreports.charts.trends import trend
    from govreports.charts.volume_panels import volumes
    from govreports.charts.yearly import flow

__all__ = [
    "Chart",
    "MissingGlyphError",
    "applicants",
    "change",
    "compare",
    "coverage",
    "flow",
    "funnel",
    "grounds",
    "heatmap",
    "litigation",
    "outcomes",
    "small_multiples",
    "trend",
    "use_font",
    "volumes",
]

_HOME = {
    "Chart": "chart",
    "MissingGlyphError": "fonts",
    "applicants": "composition",
    "change": "dumbbell",
    "compare": "dots",
    "coverage": "tiles",
    "flow": "yearly",
    "funnel": "funnels",
    "grounds": "composition",
    "heatmap": "heat",
    "outcomes": "composition",
    "litigation": "routes",
    "small_multiples": "multiples",
    "trend": "trends",
    "use_font": "fonts",
    "volumes": "volume_panels",
}


def __getattr__(name: str) -> Any:
    # matplotlib is heavy: it is loaded with the first chart.
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
