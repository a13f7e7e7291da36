"""Every indicator of a dataset, computed once and found by agency or by indicator without a look at all the others."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govreports.checks.same_agency import key
from govreports.measures.arrays import floats
from govreports.measures.comparison import sound
from govreports.measures.kinds import UNDIVIDED
from govreports.measures.peer_group import SIZE_INDICATOR, PeerGroups

if TYPE_CHECKING:
    from collections.abc import Iterable


_COMPARED = ("agency_id", "agency", "year", "part_of", "numerator", "denominator", "value")


class Computed:
    """The indicators of all agencies and years, shared by the views of one dataset."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self._comparable: dict[tuple[str, int], tuple[pd.DataFrame, dict[Any, Any]]] = {}
        self._peers: dict[int, PeerGroups] = {}

    @cached_property
    def _agencies(self) -> tuple[pd.DataFrame, dict[str, slice]]:
        """The rows ordered by agency, and where each agency's stand: a slice costs nothing, to choose rows does."""
        codes, names = pd.factorize(key(self.frame))
        order = np.argsort(codes, kind="stable")
        ends = np.searchsorted(codes[order], np.arange(len(names) + 1))
        return self.frame.iloc[order], {str(who): slice(*ends[at : at + 2]) for at, who in enumerate(names)}

    def of_agency(self, agency: str) -> pd.DataFrame:
        """Return the rows of an agency."""
        rows, places = self._agencies
        return rows.iloc[places.get(agency, slice(0))]

    @cached_property
    def _years(self) -> dict[Any, Any]:
        return dict(self.frame.groupby(["indicator", "year"], sort=False).indices)

    def _in_year(self, indicator: str, year: int) -> pd.DataFrame:
        rows: pd.DataFrame = self.frame.iloc[self._years.get((indicator, year), [])]
        return rows

    def peers(self, agencies: pd.DataFrame, year: int) -> PeerGroups:
        """Return which agencies are alike in a year."""
        if year not in self._peers:
            self._peers[year] = PeerGroups(self._in_year(SIZE_INDICATOR, year), agencies)
        return self._peers[year]

    def comparable(self, indicator: str, year: int, agencies: Iterable[str]) -> pd.DataFrame:
        """Return the rows of some agencies, an indicator and a year against whose value another may be held.

        Of their columns those that say who and how much: peers are asked for a dozen times on a page, and there may be
        hundreds.
        """
        if (indicator, year) not in self._comparable:
            rows = self._in_year(indicator, year)
            divided = ~rows["kind"].isin(UNDIVIDED) & ~(floats(rows["denominator"]) > 0)
            rows = rows.loc[sound(rows) & ~divided, list(_COMPARED)]
            self._comparable[indicator, year] = rows, rows.groupby(key(rows), sort=False).indices
        rows, places = self._comparable[indicator, year]
        return rows.iloc[sorted(place for who in agencies for place in places.get(who, ()))]
