"""`why`: everything at hand that explains one number, on one card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govreports.charts.say import indicator as called
from govreports.charts.say import number, shown
from govreports.files.offline_page import render
from govreports.measures.definitions import Indicator, definitions
from govreports.measures.flags import flag_text
from govreports.measures.names import indicator_named
from govreports.measures.segments import breaks_of
from govreports.view.evidence import Evidence
from govreports.view.findings.agency import among_peers
from govreports.view.opening import view_of
from govreports.view.sentences import empty, rate, step, value

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset
    from govreports.view.view import View


@dataclass(frozen=True)
class Part:
    """A heading and what stands below it, line by line."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Why:
    """One number explained: as text where it is printed, as a card in JupyterLab."""

    title: str  # agency, year, indicator
    parts: tuple[Part, ...]  # those for which there is something to say, the value first
    picture: str  # the place on the page as ``data:`` address; empty without the file
    lang: str

    def __repr__(self) -> str:
        lines = [self.title]
        for part in self.parts:
            lines += [
                f"{part.heading}:" if self.lang == "en" else f"{part.heading}：",
                *(f"  {one}" for one in part.lines),
            ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return render("why_card.html", self.lang, why=self)


def why(
    data: Dataset,
    agency: str,
    year: int,
    indicator: str,
    *,
    raw: str | Path | None = None,
    lang: str = "zh",
) -> Why:
    """Gather what explains a number: its history, its peers, failed checks, changes of the law, the report's own words.

    Parameters
    ----------
    data : Dataset
    agency : str
        Name, alias, id, or a part of the name that only one has.
    year : int
    indicator : str
        Id or name.
    raw : str or Path, optional
        The folder of the reports, for the picture of the place.
    lang : str
        ``zh`` or ``en``.

    Returns
    -------
    Why

    Raises
    ------
    ValueError
        The agency or the indicator is unknown, or there is no report of that year.

    Examples
    --------
    >>> import govreports as gr
    >>> data = gr.read_folder("data/raw", progress=False)
    >>> [part.heading for part in gr.why(data, "洪泽区", 2023, "行政复议总计").parts]
    ['数值', '历年', '规定变化', '单元格', '不成立的勾稽关系', '注意']
    """
    view = view_of(data, agencies=agency, lang=lang)
    return why_of(view, view.agencies[0], year, indicator_named(indicator), raw)


def why_of(view: View, who: str, year: int, name: str, raw: str | Path | None = None) -> Why:
    """Explain a number of a view at hand; see `why`.

    Parameters
    ----------
    who, name : str
        Ids of the agency and the indicator.
    """
    near = view.near(who)
    rows = [row for row in near.rows.get(name, []) if not empty(row["year"])]  # a title may not tell the year
    row = next((row for row in reversed(rows) if row["year"] == year), None)
    if row is None:
        there = ", ".join(map(str, sorted({row["year"] for row in rows})))
        raise ValueError(f"{view.name(who)} 没有 {year} 年的报告。There is no report for {year}; there are: {there}")
    about = definitions()[name]
    evidence = near.evidence(str(row["report"])).about(about, raw, view.lang)
    title = view.pick(
        f"{row['agency']} {year} 年{called(name, view.lang)}", f"{row['agency']}, {year}: {called(name, 'en')}"
    )
    parts = (
        Part(view.pick("数值", "Value"), _value(view, row)),
        Part(view.pick("历年", "Over the years"), tuple(_history(view, who, rows))),
        Part(view.pick("规定变化", "Changes of the rules"), tuple(_breaks(view, about, rows))),
        Part(view.pick("同类机关", "Peers"), tuple(_peers(view, who, row, name))),
        *_evidence(view, evidence),
        Part(view.pick("注意", "Mind"), _caveats(view, about)),
    )
    return Why(title, tuple(part for part in parts if part.lines), evidence.picture, view.lang)


def _value(view: View, row: dict[Any, Any]) -> tuple[str, ...]:
    codes = [] if empty(row["flags"]) else str(row["flags"]).split(";")
    return (value(row, view.lang), *(flag_text(code, view.lang) for code in codes))


def _history(view: View, who: str, rows: list[dict[Any, Any]]) -> Iterator[str]:
    """State each year's value and what may be said of the step to it."""
    moves = {int(move["year_to"]): move for move in view.near(who).moves if move["indicator"] == rows[0]["indicator"]}
    for row in rows:
        year = int(row["year"])
        said = "—" if empty(row["value"]) else rate(row, view.lang)
        moved = step(moves.get(year), view.lang)
        yield f"{year}  {said}" + (view.pick("，", ", ") + moved if moved else "")


def _breaks(view: View, about: Indicator, rows: list[dict[Any, Any]]) -> Iterator[str]:
    years = [int(row["year"]) for row in rows]
    start, end = min(years), max(years)
    for found in breaks_of(about):
        if found.year is not None and start <= found.year <= end:
            yield view.pick(
                f"{found.date or found.year}：{found.zh}（{found.source}）", f"{found.date or found.year}: {found.en}"
            )


def _peers(view: View, who: str, row: dict[Any, Any], name: str) -> Iterator[str]:
    year, kind = int(row["year"]), str(row["kind"])
    if kind == "share":
        said = among_peers(view, who, name, year)
        if said:
            yield said
        return
    peers = view.peers_of(who, year, name)
    if not len(peers):
        return
    middle, low, high = (
        shown(one, kind) for one in (peers["value"].median(), peers["value"].min(), peers["value"].max())
    )
    yield view.pick(
        f"{number(len(peers))} 个同类机关：中位数 {middle}，最低 {low}，最高 {high}；未作检验。",
        f"{number(len(peers))} peers: median {middle}, lowest {low}, highest {high}; not tested.",
    )


def _evidence(view: View, evidence: Evidence) -> Iterator[Part]:
    yield Part(view.pick("单元格", "Cells"), evidence.cells)
    yield Part(view.pick("不成立的勾稽关系", "Sums that fail"), evidence.failed)
    heading = view.pick("报告正文", "The report's own words")
    if not evidence.own_prose:
        heading = view.pick("报告正文（重新排印，不是机关所写）", "The report's prose, written anew, not the agency's")
    yield Part(heading, evidence.prose)


def _caveats(view: View, about: Indicator) -> tuple[str, ...]:
    return tuple(text for text in ((about.caveat_zh if view.lang == "zh" else about.caveat_en),) if text)
