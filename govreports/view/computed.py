"""Every indicator of a dataset, computed once and found by agency or by indicator without a look at all the others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from govreports.dataset.same_agency import key

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


class Computed:
    """The indicators of all agencies and years, shared by the views of one dataset."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    @cached_property
    def _agencies(self) -> dict[str, NDArray[np.intp]]:
        return _places(key(self.frame))

    @cached_property
    def _indicators(self) -> dict[str, NDArray[np.intp]]:
        return _places(self.frame["indicator"])

    def of_agency(self, agency: str) -> pd.DataFrame:
        """Return the rows of an agency."""
        return self.frame.iloc[self._agencies.get(agency, np.array([], dtype=np.intp))]

    def of_indicators(self, ids: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some indicators, in their order in the frame."""
        places = [self._indicators[name] for name in dict.fromkeys(ids) if name in self._indicators]
        return self.frame.iloc[np.sort(np.concatenate([np.array([], dtype=np.intp), *places]))]


def _places(names: pd.Series[str]) -> dict[str, NDArray[np.intp]]:
    return {str(name): np.asarray(places) for name, places in names.groupby(names, sort=False).indices.items()}
