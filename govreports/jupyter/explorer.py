"""`explore`: agencies, years, indicator and peers by mouse or keyboard; chart, table and code follow."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from govreports.charts import change, compare, funnel, heatmap, trend
from govreports.charts.chart import Chart
from govreports.charts.say import indicator, pick
from govreports.columns import records
from govreports.files.offline_page import paragraphs, render
from govreports.measures.definitions import definitions
from govreports.view.opening import view_of
from govreports.view.sentences import Findings
from govreports.view.tables import rates
from govreports.view.view import View
from govreports.view.why import why_of

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset

CHARTS: dict[str, tuple[str, str]] = {
    "compare": ("各机关比较", "Agencies side by side"),
    "trend": ("历年走势", "Over the years"),
    "heatmap": ("机关 × 年份", "Agencies by years"),
    "change": ("前后两年", "Two years"),
    "funnel": ("漏斗图", "Funnel"),
}

_STYLE = {"description_width": "5.5em"}


class Explorer(widgets.VBox):  # type: ignore[misc]
    """The widget that `explore` gives.

    Attributes
    ----------
    agencies, years, indicator, group, kind : ipywidgets widget
        What is chosen.
    why : ipywidgets.HTML
        What explains the number of the one agency chosen.
    code : ipywidgets.Textarea
        The same view as code, to copy out.
    """

    def __init__(self, data: Dataset, lang: str = "zh") -> None:
        self.data, self.lang = data, lang
        everything = view_of(data, lang=lang)
        names = {
            str(row["agency"]): str(row["agency_id"]) if isinstance(row["agency_id"], str) else str(row["agency"])
            for row in records(everything.everything()[["agency", "agency_id"]].drop_duplicates())
            if row["agency"] is not None
        }
        self._lay_choices(names, everything.present)
        self.picture = widgets.HTML()
        self.table = widgets.HTML()
        self.table.add_class("jp-RenderedHTMLCommon")  # as JupyterLab shows any table
        self.code = widgets.Textarea(
            rows=7, disabled=False, layout={"width": "100%"}, description=self._say("代码", "Code"), style=_STYLE
        )
        self.why = widgets.HTML()
        reasons = widgets.Accordion(
            [self.why], titles=(self._say("为何是这个数（选一个机关）", "Why this number (one agency)"),)
        )
        self.message = widgets.HTML()
        choices = widgets.HBox([self.agencies, self.years, widgets.VBox([self.indicator, self.group, self.kind])])
        super().__init__([choices, self._hint(), self.message, self.picture, self.table, reasons, self.code])
        for one in (self.agencies, self.years, self.indicator, self.group, self.kind):
            one.observe(self._changed, names="value")
        self._changed(None)

    def _lay_choices(self, names: dict[str, str], present: list[int]) -> None:
        """Make the widgets with which a view is chosen."""
        wide = widgets.Layout(width="30em")
        self.agencies = widgets.SelectMultiple(
            options=sorted(names.items()),
            rows=8,
            description=self._say("机关", "Agencies"),
            style=_STYLE,
            layout=wide,
        )
        self.years = widgets.SelectMultiple(
            options=present,
            rows=8,
            description=self._say("年份", "Years"),
            style=_STYLE,
            layout={"width": "14em"},
        )
        self.indicator = widgets.Combobox(
            options=[self._label(name) for name in definitions()],
            value=self._label("disclosure_rate"),
            ensure_option=True,
            description=self._say("指标", "Indicator"),
            style=_STYLE,
            layout=wide,
        )
        levels = (
            [] if "level" not in self.data.agencies.columns else sorted(self.data.agencies["level"].dropna().unique())
        )
        self.group = widgets.Dropdown(
            options=[(self._say("全部", "all"), ""), *((level, level) for level in levels)],
            description=self._say("同类", "Peers"),
            style=_STYLE,
            layout=wide,
        )
        self.kind = widgets.Dropdown(
            options=[(pick(self.lang, *CHARTS[name]), name) for name in CHARTS],
            description=self._say("图", "Chart"),
            style=_STYLE,
            layout=wide,
        )

    def _hint(self) -> widgets.HTML:
        return widgets.HTML(
            paragraphs(
                self._say(
                    "按住 Ctrl（Mac：⌘）点击可选多个，按住 Shift 可选一段；都不选为全部。",
                    "Ctrl (Mac: ⌘) and a click select several, Shift a range; nothing selected means all.",
                )
            )
        )

    def _say(self, zh: str, en: str) -> str:
        return pick(self.lang, zh, en)

    def _label(self, name: str) -> str:
        return f"{indicator(name, self.lang)} [{name}]"

    @property
    def chosen(self) -> str:
        """The id of the indicator."""
        return str(self.indicator.value).rpartition("[")[2].rstrip("]")

    def _changed(self, _: Any) -> None:
        if self.chosen not in definitions():  # still being typed
            return
        try:
            view = view_of(self.data, lang=self.lang, **self._choices())
            chart = _drawn(self.kind.value, view, self.chosen)
        except ValueError as error:
            self.message.value = paragraphs(str(error))
            return
        note = view.note(view.last)
        self.message.value = paragraphs(note) if note else ""
        # An image in HTML, since the widget for images has no text that stands in for it.
        image = base64.b64encode(chart.png(110)).decode()
        wide = round(float(chart.get_figwidth()) * 84)
        self.picture.value = render("picture.html", alt=chart.alt, wide=wide, src=f"data:image/png;base64,{image}")
        table = rates(view, [self.chosen])
        if not isinstance(table, Findings) and self.kind.value == "compare":
            table = table.reindex(chart.numbers["agency"].drop_duplicates().tolist()).dropna(how="all")
        self.table.value = "" if isinstance(table, Findings) else table.rename_axis(None).to_html(border=0)
        self.code.value = self._code()
        self.why.value = self._reasons(view)

    def _reasons(self, view: View) -> str:
        """Return the card of the one agency chosen, in the last of the years chosen that it has."""
        if len(view.agencies) != 1:
            return ""
        own = view.of(view.agencies[0], self.chosen)
        return (
            str(why_of(view, view.agencies[0], int(own["year"].max()), self.chosen)._repr_html_()) if len(own) else ""
        )

    def _choices(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.agencies.value:
            found["agencies"] = list(self.agencies.value)
        if self.years.value:
            found["years"] = list(self.years.value)
        if self.group.value:
            found["peers"] = {"level": self.group.value}
        return found

    def _code(self) -> str:
        given = "".join(f", {name}={value!r}" for name, value in self._choices().items())
        called = _called(self.data)
        read = "" if called else 'data = gr.load("data/processed")\n'
        return (
            f"import govreports as gr\nfrom govreports import briefing, charts\n\n{read}"
            f"view = briefing.view_of({called or 'data'}{given}, lang={self.lang!r})\n"
            f"{_CODE[self.kind.value].format(name=self.chosen, lang=self.lang)}"
        )


def _called(data: Dataset) -> str:
    """Return what the notebook calls a dataset, so that the code runs where it is pasted; "" for one without a name."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    names = [] if shell is None else [name for name, value in shell.user_ns.items() if value is data]
    return next((name for name in names if not name.startswith("_")), "")


_CODE = {
    "compare": 'charts.compare(view.side_by_side("{name}"), lang="{lang}")',
    "trend": 'charts.trend(view.over_years("{name}"), lang="{lang}")',
    "heatmap": 'charts.heatmap(view.over_years("{name}"), lang="{lang}")',
    "change": 'charts.change(view.side_by_side("{name}", view.present), view.before, view.last, lang="{lang}")',
    "funnel": 'charts.funnel(view.funnel("{name}"), lang="{lang}")',
}


def _drawn(kind: str, view: View, name: str) -> Chart:
    draw: dict[str, Callable[[], Chart]] = {
        "compare": lambda: compare(view.side_by_side(name), lang=view.lang),
        "trend": lambda: trend(view.over_years(name), lang=view.lang),
        "heatmap": lambda: heatmap(view.over_years(name), lang=view.lang),
        "change": lambda: change(view.side_by_side(name, view.present), view.before, view.last, lang=view.lang),
        "funnel": lambda: funnel(view.funnel(name), lang=view.lang),
    }
    return draw[kind]()


def explore(data: Dataset, lang: str = "zh") -> Explorer:
    """Look around in a dataset.

    Parameters
    ----------
    data : Dataset
    lang : str
        ``zh`` or ``en``.

    Returns
    -------
    Explorer
        A widget; JupyterLab shows it.
    """
    return Explorer(data, lang)
