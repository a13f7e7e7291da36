"""`what_if`: which ranks and sentences would be others if some cases were not there, or had gone the other way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from govreports.charts.say import indicator as called
from govreports.charts.say import many, number, pick
from govreports.columns import records
from govreports.measures.comparison import DoubleCountingError, NotComparableError
from govreports.measures.definitions import definitions
from govreports.measures.names import indicator_named
from govreports.measures.ranks import ranks
from govreports.measures.suppose import SupposeError, other_way, outcome_named, without
from govreports.view.findings.agency import profile
from govreports.view.findings.topics import outcomes
from govreports.view.opening import view_of
from govreports.view.sentences import Findings, first
from govreports.words import item_label

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset
    from govreports.view.view import View


@dataclass(frozen=True, repr=False)
class WhatIf:
    """What would be other."""

    supposed: str  # what was supposed
    # One row an agency: ``agency, value, rank, rank_low, rank_high`` as printed, the same with ``_if``, and
    # ``settled``: whether the two rank intervals do not meet. Empty where nothing is ranked.
    ranks: pd.DataFrame
    gone: Findings  # sentences that would no longer stand, and those that would stand instead
    come: Findings
    lang: str

    def _lines(self) -> list[str]:
        def line(zh: str, en: str, said: str) -> str:
            return f"- {zh}：{said}" if self.lang == "zh" else f"- {en}: {said}"

        moved = self.ranks[self.ranks["rank"] != self.ranks["rank_if"]] if len(self.ranks) else self.ranks
        lines = [line("假设", "Suppose", self.supposed)]
        for row in records(moved):
            before, after = (
                f"{row['rank' + end]} ({row['rank_low' + end]}–{row['rank_high' + end]})" for end in ("", "_if")
            )
            lines.append(line("位次", "Rank", f"{row['agency']} {before} → {after}"))
        lines += [line("不再成立", "No longer", one) for one in self.gone]
        lines += [line("改为", "Instead", one) for one in self.come]
        if len(lines) == 1:
            lines.append(pick(self.lang, "- 位次和句子都不变。", "- No rank and no sentence changes."))
        return lines

    def __repr__(self) -> str:
        return "\n".join(line.removeprefix("- ") for line in self._lines())

    def _repr_markdown_(self) -> str:
        return "\n".join(self._lines())


def what_if(
    data: Dataset,
    indicator: str,
    year: int | None = None,
    *,
    agency: str | None = None,
    without: str | Iterable[str] | Mapping[str, float] = (),
    other_way: int = 0,
    lang: str = "zh",
) -> WhatIf:
    """Determine which ranks and sentences rest on some cases.

    Parameters
    ----------
    data : Dataset
    indicator : str
        Id or name of the indicator that is ranked.
    year : int, optional
        The last full one for None.
    agency : str, optional
        Whose sentences are looked at; with a number of cases or `other_way`, whose cases they are.
    without : str, iterable of str, or mapping of str to float
        Results of table three whose cases are left out: all (``"行政查询事项"``), or a number of them at `agency`:
        ``{"重复申请": 30}`` for one applicant's.
    other_way : int
        So many cases of `agency` enter the numerator; a negative number leaves it.
    lang : str
        ``zh`` or ``en``.

    Returns
    -------
    WhatIf

    Raises
    ------
    SupposeError
        There are not that many cases, or nobody is named whose they are.

    Examples
    --------
    >>> import govreports as gr
    >>> data = gr.read_folder("data/raw", progress=False)
    >>> found = gr.what_if(data, "公开率", 2024, agency="洪泽区", other_way=3)
    >>> found.supposed
    '淮安市洪泽区人民政府 2024 年公开率的 3 件由否变是，其余指标照旧'
    """
    whole = view_of(data, lang=lang)
    name, when = indicator_named(indicator), year or whole.last
    # Later years are none of the question's business.
    view = replace(whole, years=tuple(one for one in whole.present if one <= when))
    who = view.find(agency) if agency else ""
    own = first(view.of(who, name).query("year == @when"), name) if who else None
    if own is None and (other_way or isinstance(without, Mapping)):
        raise SupposeError(f"{when} 年：whose cases? Name an agency that has a report: agency=…")
    supposed, then = _supposed(view, own, name, without, other_way)
    return WhatIf(supposed, _ranks(view, then, name, when), *_sentences(view, then, who), lang)


def _supposed(
    view: View,
    own: Mapping[object, object] | None,
    name: str,
    leave_out: str | Iterable[str] | Mapping[str, float],
    cases: int,
) -> tuple[str, View]:
    """State what is supposed, and return the view of it."""
    data, said, report = view.data, [], str(own["report"]) if own else ""
    where = f"{own['agency']} {own['year']} " if own else ""
    if leave_out:
        names = [leave_out] if isinstance(leave_out, str) else list(leave_out)
        counts = dict(leave_out) if isinstance(leave_out, Mapping) else {}
        wanted: dict[str, float | None] = {outcome_named(one): counts.get(one) for one in names}
        data = without(data, wanted, [report] if counts else None)
        gone = view.pick("、", ", ").join(_gone(view, one, counts.get(one)) for one in names)
        scope = (f"{where}年", where) if counts else ("", "")
        said.append(view.pick(f"{scope[0]}不计{gone}", f"{scope[1]}without {gone}"))
    then = view_of(data, years=view.years, lang=view.lang)
    if cases:
        then = then.supposing(other_way(then.everything(), report, name, cases))
        turn = view.pick(
            "由否变是" if cases > 0 else "由是变否", "in instead of out" if cases > 0 else "out instead of in"
        )
        shown = called(name, view.lang)
        said.append(
            view.pick(
                f"{where}年{shown}的 {abs(cases)} 件{turn}，其余指标照旧",
                f"{where}{shown}: {many(abs(cases), 'case', 'cases')} {turn}, all other indicators as they are",
            )
        )
    if not said:
        raise SupposeError(f"Nothing is supposed of {definitions()[name].zh}: give without=… or other_way=…")
    return view.pick("；", "; ").join(said), then


def _gone(view: View, name: str, cases: float | None) -> str:
    """Name an outcome as asked, or in English, with how many of its cases are left out where not all are."""
    label = view.pick(name, item_label("applications", outcome_named(name), "en"))
    if cases is None:
        return label
    return view.pick(f"{label} {number(cases)} 件", f"{many(cases, 'case', 'cases')} of “{label}”")


_RANKED = ["value", "rank", "rank_low", "rank_high"]


def _ranks(view: View, then: View, name: str, when: int) -> pd.DataFrame:
    try:
        tables = [ranks(one.everything(), name, when).set_index("report") for one in (view, then)]
    except (NotComparableError, DoubleCountingError):
        return pd.DataFrame()
    found = tables[0][["agency", *_RANKED]].join(tables[1][_RANKED].add_suffix("_if"), how="inner")
    apart = (found["rank_low"] > found["rank_high_if"]) | (found["rank_low_if"] > found["rank_high"])
    return pd.DataFrame(found.assign(settled=apart)).reset_index(drop=True)


def _sentences(view: View, then: View, who: str) -> tuple[Findings, Findings]:
    """Return the sentences that stand in one view alone: those of the agency, else those of all together."""
    now, would = (profile(one, who) if who else outcomes(one) for one in (view, then))
    return Findings(one for one in now if one not in would), Findings(one for one in would if one not in now)
