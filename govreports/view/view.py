"""`View`: the part of the data that a notebook or a briefing is about, with the choices that every chart needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from govreports.charts.say import listed, pick
from govreports.checks.same_agency import key
from govreports.dataset.agency_named import agency_named
from govreports.dataset.data import Dataset
from govreports.measures.asked import last_full_year
from govreports.measures.compute import Basis, indicators
from govreports.measures.containment import contained
from govreports.measures.groups import peers as peers_of
from govreports.measures.peer_group import FEWEST_PEERS, standing
from govreports.view.computed import Computed
from govreports.view.near import Near, Nearby

if TYPE_CHECKING:
    from govreports.measures.funnel import Funnel


@dataclass(frozen=True)
class View:
    """A selection of a dataset.

    Attributes
    ----------
    data : Dataset
        All that was read.
    agencies : tuple of str
        Ids (names, where agencies.csv does not know them) of the agencies chosen; empty for all.
    years : tuple of int
        Years chosen; empty for all.
    peers : dict
        The group to compare with, as for `govreports.measures.groups.peers`; empty for all agencies.
    lang : str
        ``zh`` or ``en``.
    """

    data: Dataset
    agencies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    peers: Mapping[str, Any] = field(default_factory=dict)
    lang: str = "zh"
    computed: dict[tuple[str, str], Computed] = field(default_factory=dict, repr=False, compare=False)
    """What was computed of the dataset, by basis and language; a view made from this one shares it."""

    def pick(self, zh: str, en: str) -> str:
        """Return the text in the chosen language."""
        return pick(self.lang, zh, en)

    def _computed(self, basis: Basis) -> Computed:
        """Compute the indicators that are used; agencies bear their names of agencies.csv."""
        if (basis, self.lang) not in self.computed:
            frame = indicators(self.data, basis=basis)
            frame["agency"] = frame["agency_id"].map(self._names).astype("string").fillna(frame["agency"])
            self.computed[basis, self.lang] = Computed(frame[frame["used"].fillna(False)])
        return self.computed[basis, self.lang]

    def _chosen(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["year"].isin(list(self.years)).fillna(False)] if self.years else frame

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        return {}

    def everything(self, basis: Basis = "printed") -> pd.DataFrame:
        """Return every indicator of every agency, in the years chosen; agencies bear their names of agencies.csv."""
        if basis not in self._frames:
            self._frames[basis] = self._chosen(self._computed(basis).frame)
        return self._frames[basis]

    @cached_property
    def _nearest(self) -> list[Nearby]:
        return []

    def bring_near(self, agencies: Collection[str]) -> None:
        """Let what `near` tells of some agencies, who will be asked for one after another, be computed at once."""
        self._nearest[:] = [Nearby(self.data, self.lang, self.of, agencies)]

    def near(self, agency: str) -> Near:
        """Return what is known of one agency; that of the last ones asked for is kept."""
        if not self._nearest or agency not in self._nearest[0]:
            self.bring_near([agency])
        return self._nearest[0].of(agency)

    def supposing(self, frame: pd.DataFrame) -> View:
        """Return the same view of other indicators, as `everything` gives them: to see what a sentence rests on."""
        return replace(self, computed={("printed", self.lang): Computed(frame)})

    @cached_property
    def _names(self) -> dict[str, str]:
        """The latest name of each agency, so that a renamed one stays one; `name_en` of the user's for English."""
        table = self.data.agencies
        if "id" not in table.columns:
            return {}
        english = self.lang == "en" and "name_en" in table.columns
        names = table["name_en"].fillna(table["name"]) if english else table["name"]
        return dict(zip(table["id"], names, strict=True))

    @cached_property
    def selected(self) -> pd.DataFrame:
        """The indicators of the agencies chosen."""
        frame = self.everything()
        return frame[key(frame).isin(self.agencies)] if self.agencies else frame

    @cached_property
    def group(self) -> pd.DataFrame:
        """The indicators of the agencies to compare: the peers and those chosen, none beside its own part.

        Of an agency and a part of it in the same year the part is taken; the whole where it alone was chosen by name,
        and both where both were.
        """
        frame = self._wanted(self.everything())
        above, below = contained(frame, self.agencies)
        return frame[~above & ~below]

    @cached_property
    def shared(self) -> pd.DataFrame:
        """The shared passages of the reports chosen; three parts of a notebook ask for them."""
        from govreports.prose.shared_passages import shared_passages  # prose is read where it is asked for

        return shared_passages(self.data, set(self.selected["report"]))

    def _wanted(self, frame: pd.DataFrame) -> pd.DataFrame:
        if self.peers:
            return frame[frame["agency_id"].isin(self._own_group) | key(frame).isin(self.agencies)]
        return frame[key(frame).isin(self.agencies)] if len(self.agencies) > 1 else frame

    def left_out(self, years: int | Sequence[int]) -> list[str]:
        """Name the agencies that `group` leaves out in these years, since a part or a whole of theirs stands there."""
        wanted = self._wanted(self.everything())
        above, below = contained(wanted, self.agencies)
        gone = _some(wanted[above | below], None, years)
        return sorted(gone["agency"].unique())

    def peers_of(self, agency: str, year: int, indicator: str) -> pd.DataFrame:
        """Return the rows of an agency's peers for one indicator, without itself and with none beside its own part.

        Its peers are the user's group where one was given, else those of like level, function and size.

        Returns
        -------
        pandas.DataFrame
            Who they are, and their numerators, denominators and values; the index is that of `everything`. Empty where
            fewer than five have a sound value.
        """
        computed = self._computed("printed")
        if self.years and year not in self.years:
            return computed.comparable(indicator, year, ())
        keys = self._own_group if self.peers else computed.peers(self.data.agencies, year).of(agency)
        rows = computed.comparable(indicator, year, [who for who in keys if who != agency])
        mine = self.near(agency).above
        if mine or rows["part_of"].notna().any():
            above, below = contained(rows, ())
            rows = rows[~(above | below | key(rows).isin(mine) | _has_above(rows, agency))]
        return rows if len(rows) >= FEWEST_PEERS else rows.iloc[:0]

    @cached_property
    def _own_group(self) -> list[str]:
        """The keys of the user's group."""
        return list(peers_of(self.data, **self.peers))

    def of_one_kind(self, year: int) -> bool:
        """Whether the agencies to compare are of one level and function, so that their numbers add up to something."""
        rows = _some(self.group, "received", year)
        listed: dict[Any, Any] = {row["id"]: row for row in self.data.agencies.to_dict("records") if "id" in row}
        pairs = zip(rows["agency"], rows["agency_id"], strict=True)
        found = {standing(str(name), listed.get(who)) for name, who in pairs}
        return len(found) == 1

    def side_by_side(self, ids: str | Sequence[str], years: int | Sequence[int] | None = None) -> pd.DataFrame:
        """Return some indicators of the agencies to compare.

        Parameters
        ----------
        ids : str or sequence of str
        years : int or sequence of int, optional
            The last year for None.
        """
        return _some(self.group, ids, [self.last] if years is None else years)

    def over_years(self, ids: str | Sequence[str]) -> pd.DataFrame:
        """Return some indicators over all years: of the one agency chosen, else of those to compare."""
        if len(self.agencies) == 1 and not self.peers:
            return self.of(self.agencies[0], ids)
        return self.side_by_side(ids, self.present)

    def parts(self, years: int | Sequence[int] | None = None) -> pd.DataFrame:
        """Return the indicators of the agencies to compare with totals summed from their parts, for bars of 100 %."""
        summed = self.everything("summed")
        kept = summed[summed["report"].isin(self.group["report"].unique())]
        return _some(kept, None, [self.last] if years is None else years)

    def of(self, agency: str, ids: str | Sequence[str] | None = None, basis: Basis = "printed") -> pd.DataFrame:
        """Return the indicators of one agency."""
        return _some(self._chosen(self._computed(basis).of_agency(agency)), ids, None)

    def funnel(self, indicator: str, year: int | None = None) -> Funnel | None:
        """Return the funnel of the agencies to compare; None where there are too few for one."""
        from govreports.measures.comparison import DoubleCountingError, NotComparableError
        from govreports.measures.funnel import funnel

        try:
            return funnel(self.group, indicator, self.last if year is None else year)
        except (DoubleCountingError, NotComparableError):
            return None

    @cached_property
    def present(self) -> list[int]:
        """The years of which there are reports, in the selection."""
        frame = self.selected
        return sorted(int(year) for year in frame["year"].dropna().unique())

    @cached_property
    def last(self) -> int:
        """The last year for which at least half as many agencies reported as for the fullest one; 0 where none is."""
        return last_full_year(self.selected)

    @cached_property
    def before(self) -> int:
        """The year before `last` of which there are reports; 0 where there is none."""
        return max((year for year in self.present if year < self.last), default=0)

    @cached_property
    def focus(self) -> str:
        """The agency to look at closely: the first chosen, else the one with most reports, then most applications."""
        if self.agencies:
            return self.agencies[0]
        frame = self.everything()
        frame = frame[frame["indicator"] == "received"]
        frame = frame.assign(key=key(frame), size=frame["value"].fillna(0))
        sizes = frame.groupby("key").agg(reports=("report", "nunique"), size=("size", "sum")).reset_index()
        ordered = sizes.sort_values(["reports", "size", "key"], ascending=[False, False, True])
        return str(ordered["key"].iloc[0]) if len(ordered) else ""

    def find(self, name: str) -> str:
        """Return the id of an agency by its id, name, alias or a part of its name; `focus` for an empty name.

        Raises
        ------
        ValueError
            No agency fits, or more than one.
        """
        return agency_named(self.data, name) if name else self.focus

    def beside(self, agency: str) -> View:
        """Return the same view with one agency chosen, to see it among its peers."""
        return replace(self, agencies=tuple(dict.fromkeys((agency, *self.agencies))) if agency else self.agencies)

    def name(self, agency: str) -> str:
        """Return the name of an agency id."""
        return self._names.get(agency, agency)

    def note(self, year: int) -> str:
        """Determine whom the comparison of a year leaves out and why."""
        gone = self.left_out(year)
        if not gone:
            return ""
        names = listed(gone, self.lang, 4)
        return self.pick(
            f"为避免重复计算（上级报告可能含下级），{year} 年的比较未列：{names}。",
            f"Left out in {year}, since a report may contain another one shown: {names}.",
        )


def _has_above(rows: pd.DataFrame, agency: str) -> pd.Series[bool]:
    return rows["part_of"].fillna("").str.split(";").map(lambda line: agency in line).astype(bool)


def _some(frame: pd.DataFrame, ids: str | Sequence[str] | None, years: int | Sequence[int] | None) -> pd.DataFrame:
    if ids is not None:
        frame = frame[frame["indicator"].isin([ids] if isinstance(ids, str) else list(ids))]
    if years is not None:
        frame = frame[frame["year"].isin(list(years) if isinstance(years, Iterable) else [years]).fillna(False)]
    return frame
