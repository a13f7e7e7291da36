"""``gr.charts.compare(data, …)``: what a chart shows of a dataset when it is asked without a frame."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

from govreports.charts.chart import Chart
from govreports.dataset.coverage import coverage
from govreports.dataset.data import Dataset
from govreports.measures.names import indicator_named
from govreports.view.opening import view_of
from govreports.view.view import View

Draw = Callable[..., Chart]
Asked = dict[str, Any]
"""What was asked by name: ``indicator``, ``year``, ``first``, ``last``."""

RATE = "disclosure_rate"
"""The indicator that is shown where none is named: the one asked for most."""


def _rates(view: View, asked: Asked, years: int | list[int]) -> Any:
    asked.setdefault("indicator", RATE)
    return view.side_by_side(asked["indicator"], years)


def _of_year(view: View, asked: Asked) -> Any:
    return _rates(view, asked, asked.get("year") or view.last)


def _of_all_years(view: View, asked: Asked) -> Any:
    asked.setdefault("indicator", RATE)
    return view.over_years(asked["indicator"])


def _of_two_years(view: View, asked: Asked) -> Any:
    asked.setdefault("first", view.before)
    asked.setdefault("last", view.last)
    return _rates(view, asked, [asked["first"], asked["last"]])


def _parts(view: View, asked: Asked) -> Any:
    return view.parts(asked.pop("year", None))


def _volumes(view: View, asked: Asked) -> Any:
    asked.setdefault("year", view.last)
    return view.group


def _funnel(view: View, asked: Asked) -> Any:
    return view.funnel(asked.pop("indicator", RATE), asked.pop("year", None))


def _one_agency(view: View, _: Asked) -> Any:
    return view.of(view.focus)


def _shared(view: View, _: Asked) -> Any:
    from govreports.prose.shared_passages import shared_passages  # reads all the prose: only where it is asked for

    return shared_passages(view.data)


ROWS: dict[str, tuple[Callable[[View, Asked], Any], tuple[str, ...]]] = {
    "applicants": (_parts, ("year",)),
    "change": (_of_two_years, ("first", "last", "indicator")),
    "compare": (_of_year, ("indicator", "year")),
    "coverage": (lambda view, _: coverage(view.data), ()),
    "flow": (_one_agency, ()),
    "funnel": (_funnel, ("indicator", "year")),
    "grounds": (_parts, ("year",)),
    "heatmap": (_of_all_years, ("indicator",)),
    "litigation": (_one_agency, ()),
    "outcomes": (_parts, ("year",)),
    "reconsideration_first": (lambda view, _: view.selected, ()),
    "small_multiples": (_of_all_years, ("indicator",)),
    "trend": (_of_all_years, ("indicator",)),
    "volumes": (_volumes, ("year",)),
    "who_shares": (_shared, ()),
}
"""For each chart its rows of a view, and what may be asked by position."""


def asked(name: str, draw: Draw) -> Draw:
    """Return a chart's function that takes a dataset too.

    Parameters
    ----------
    name : str
        The chart.
    draw : callable
        Draws it from a frame.
    """
    rows, positions = ROWS[name]

    @functools.wraps(draw)
    def chart(data: Any, *given: Any, agency: str | Iterable[str] = (), **options: Any) -> Chart:
        if not isinstance(data, Dataset):
            places = list(inspect.signature(draw).parameters)[1 : len(given) + 1]
            return draw(data, **_named(dict(zip(places, given, strict=True)) | options))
        if len(given) > len(positions):
            raise TypeError(f"{name}() of a dataset takes {', '.join(positions) or 'nothing'} by position")
        wanted = _named(dict(zip(positions, given, strict=False)) | options)
        looks = {key: wanted.pop(key) for key in ("lang", "title", "size", "highlight", "ids") if key in wanted}
        view = view_of(data, agencies=agency, lang=looks.get("lang", "zh"))
        frame = rows(view, wanted)
        if len(view.agencies) == 1 and "highlight" in inspect.signature(draw).parameters:
            looks.setdefault("highlight", sorted(view.of(view.agencies[0])["agency"].unique()))
        return draw(frame, **wanted, **looks)

    chart.__doc__ = f"{inspect.getdoc(draw)}\n\n{_NOTE.format(name=name, given=_example(positions))}"
    return chart


_NOTE = """Of a dataset
------------
``gr.charts.{name}(data{given}, agency="…", lang="en")``; without names all agencies, the last full year, 公开率.
Over the years one agency stands alone; in one year it stands out among those it is compared with."""
_EXAMPLES = {"indicator": '"公开率"', "year": "2024", "first": "2023", "last": "2024"}


def _example(positions: tuple[str, ...]) -> str:
    return "".join(f", {_EXAMPLES[name]}" for name in positions)


def _named(options: Asked) -> Asked:
    """Return the options with the indicator's id for its name, without those left open."""
    found = {key: value for key, value in options.items() if value is not None}
    if isinstance(found.get("indicator"), str):
        found["indicator"] = indicator_named(found["indicator"])
    return found
