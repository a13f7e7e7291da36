"""``gr.charts.compare(data, …)``: what a chart shows of a dataset when it is asked without a frame."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from govreports.charts.chart import Chart
from govreports.dataset.agency_named import agency_named
from govreports.dataset.coverage import coverage
from govreports.dataset.data import Dataset
from govreports.measures.asked import year_asked
from govreports.measures.funnel import Funnel
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
        own = list(inspect.signature(draw).parameters.values())[1:]
        places = positions if isinstance(data, Dataset) else tuple(one.name for one in own)
        if len(given) > len(places):
            raise TypeError(f"gr.charts.{name}() takes {', '.join(places) or 'nothing'} by position")
        wanted = _named(dict(zip(places, given, strict=False)) | options)
        known = dict.fromkeys(("agency", *places, *(one.name for one in own)))
        strange = [key for key in wanted if key not in known]
        if strange:
            raise TypeError(f"gr.charts.{name}() takes no {strange[0]}; it takes {', '.join(known)}")
        if not isinstance(data, Dataset):
            _refuse_others(name, data)
            needed = [one.name for one in own if one.default is one.empty and one.name not in wanted]
            if needed:
                raise TypeError(f"gr.charts.{name}() of a frame needs {' and '.join(needed)} too")
            if agency:
                raise TypeError(f"gr.charts.{name}() chooses an agency of a dataset; of a frame choose the rows")
            return draw(data, **wanted)
        looks = {key: wanted.pop(key) for key in ("lang", "title", "size", "highlight", "ids") if key in wanted}
        view = view_of(data, agencies=agency, lang=looks.get("lang", "zh"))
        frame = rows(view, wanted)
        marked = looks.get("highlight") or (view.agencies if len(view.agencies) == 1 else ())
        if marked and any(one.name == "highlight" for one in own):
            looks["highlight"] = _names(view, marked)
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


def _names(view: View, called: str | Iterable[str]) -> list[str]:
    """Return the names of agencies as charts write them, by whatever they are called."""
    names = [called] if isinstance(called, str) else list(called)
    return [name for who in names for name in sorted(view.of(agency_named(view.data, who))["agency"].unique())]


_FRAMES = {"coverage": ("checks_failed", "gr.coverage(data)"), "who_shares": ("relation", "gr.shared_passages(data)")}
"""What a frame for these charts has, and whence it is; for all others it is of `govreports.indicators`."""


def _refuse_others(name: str, given: Any) -> None:
    """Raise TypeError for what is neither a dataset nor what the chart is drawn from."""
    column, source = _FRAMES.get(name, ("indicator", "gr.indicators(data)"))
    fits = isinstance(given, pd.DataFrame) and column in given.columns
    if name == "funnel":
        source, fits = "gr.funnel(data, …)", given is None or isinstance(given, Funnel)
    if not fits:
        what = "this frame has other columns" if isinstance(given, pd.DataFrame) else f"this is {type(given).__name__}"
        line = f"gr.charts.{name}(gr.read_folder('data/raw'))"
        raise TypeError(f"请给数据集：{line}。Give a dataset, or what {source} returned; {what}.")


def _named(options: Asked) -> Asked:
    """Return the options with the indicator's id for its name and years as numbers, without those left open."""
    found = {key: value for key, value in options.items() if value is not None}
    for key in ("year", "first", "last"):
        if isinstance(found.get(key), str):
            found[key] = year_asked(key, found[key])
    if isinstance(found.get("indicator"), str):
        found["indicator"] = indicator_named(found["indicator"])
    return found
