"""Every indicator of a dataset, computed once and found by agency or by indicator without a look at all the others."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from govreports.dataset.same_agency import key
from govreports.measures.arrays import floats
from govreports.measures.comparison import sound
from govreports.measures.values import UNDIVIDED

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


class Computed:
    """The indicators of all agencies and years, shared by the views of one dataset."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self._comparable: dict[tuple[str, int], pd.DataFrame] = {}

    @cached_property
    def _agencies(self) -> dict[str, NDArray[np.intp]]:
        return _places(key(self.frame))

    @cached_property
    def _indicators(self) -> dict[str, NDArray[np.intp]]:
        return _places(self.frame["indicator"])

    def of_agency(self, agency: str) -> pd.DataFrame:
        """Return the rows of an agency."""
        return self.frame.iloc[self._agencies.get(agency, np.array([], dtype=np.intp))]

    @cached_property
    def _years(self) -> dict[Any, Any]:
        return dict(self.frame.groupby(["indicator", "year"], sort=False).indices)

    def in_year(self, indicator: str, year: int) -> pd.DataFrame:
        """Return the rows of an indicator and year."""
        rows: pd.DataFrame = self.frame.iloc[self._years.get((indicator, year), [])]
        return rows

    def comparable(self, indicator: str, year: int) -> pd.DataFrame:
        """Return the rows of an indicator and year against whose value another may be held."""
        if (indicator, year) not in self._comparable:
            rows = self.in_year(indicator, year)
            divided = ~rows["kind"].isin(UNDIVIDED) & ~(floats(rows["denominator"]) > 0)
            self._comparable[indicator, year] = rows[sound(rows) & ~divided]
        return self._comparable[indicator, year]


def _places(names: pd.Series[str]) -> dict[str, NDArray[np.intp]]:
    return {str(name): np.asarray(places) for name, places in names.groupby(names, sort=False).indices.items()}
