"""Figures for a briefing; nothing here computes a measure.

Each function takes a dataset (``gr.charts.compare(data, "公开率", 2024)``) or a frame of `govreports.measures` and
gives a `Chart`: a matplotlib figure that knows its title, caption, numbers and the words that stand in for it, and
saves itself as PNG, SVG, PDF and CSV.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from govreports.charts.chart import Chart
    from govreports.charts.fonts import MissingGlyphError, use_font

    applicants: Callable[..., Chart]
    change: Callable[..., Chart]
    compare: Callable[..., Chart]
    coverage: Callable[..., Chart]
    flow: Callable[..., Chart]
    funnel: Callable[..., Chart]
    grounds: Callable[..., Chart]
    heatmap: Callable[..., Chart]
    litigation: Callable[..., Chart]
    outcomes: Callable[..., Chart]
    reconsideration_first: Callable[..., Chart]
    small_multiples: Callable[..., Chart]
    trend: Callable[..., Chart]
    volumes: Callable[..., Chart]
    who_shares: Callable[..., Chart]

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
    "reconsideration_first",
    "small_multiples",
    "trend",
    "use_font",
    "volumes",
    "who_shares",
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
    "reconsideration_first": "before_after",
    "small_multiples": "multiples",
    "trend": "trends",
    "use_font": "fonts",
    "volumes": "volume_panels",
    "who_shares": "who_shares",
}


def asked(name: str, draw: Any) -> Any:
    """Return what stands for a chart on the public face: the chart; `govreports` sets in what takes a dataset too.

    The modules of this room only draw; what of a dataset a chart is about is chosen by a view.
    """
    return draw


def __getattr__(name: str) -> Any:
    # matplotlib is heavy: it is loaded with the first chart.
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    if name in _QUESTIONS:
        value = asked(name, value)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


_QUESTIONS = frozenset(__all__) - {"Chart", "MissingGlyphError", "use_font"}
"""The charts, each of which answers a question."""
