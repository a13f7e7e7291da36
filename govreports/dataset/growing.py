"""A frame that grows by rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govreports.columns import frame

if TYPE_CHECKING:
    import pandas as pd

_MOST_ROWS = 100_000  # held as Python's objects, which take five times the memory of a frame's: those of 500 reports


class Growing:
    """Rows gathered to a frame, few of them at a time held as objects of their own.

    Parameters
    ----------
    columns : mapping of str to str
        As for `govreports.columns.frame`.

    Examples
    --------
    >>> numbers = Growing({"year": "Int64"})
    >>> numbers.add([[2023], [2024]])
    >>> numbers.whole()["year"].tolist()
    [2023, 2024]
    """

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._columns = columns
        self._parts: list[pd.DataFrame] = []
        self._rows: list[Sequence[Any]] = []

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows, one value for each column."""
        self._rows.extend(rows)
        if len(self._rows) >= _MOST_ROWS:
            self._parts.append(frame(self._rows, self._columns))
            self._rows = []

    def whole(self) -> pd.DataFrame:
        """Return all rows as one frame."""
        import pandas as pd

        rest = frame(self._rows, self._columns)
        return pd.concat([*self._parts, rest], ignore_index=True) if self._parts else rest
