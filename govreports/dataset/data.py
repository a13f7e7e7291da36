"""A folder of reports as frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.columns import (
    CELL_COLUMNS,
    CHECK_COLUMNS,
    KEY_COLUMNS,
    PROBLEM_COLUMNS,
    REPORT_COLUMNS,
    SECTION_COLUMNS,
    frame,
)

if TYPE_CHECKING:
    import pandas as pd


def _empty(*columns: dict[str, str]) -> pd.DataFrame:
    return frame([], {name: dtype for part in columns for name, dtype in part.items()})


@dataclass(frozen=True, repr=False)
class Dataset:
    """Every report of a folder.

    Attributes
    ----------
    reports : pandas.DataFrame
        One row a report; columns of `govreports.columns.REPORT_COLUMNS`.
    cells : pandas.DataFrame
        One row a printed cell: ``report, agency, year`` and the columns of a report's `cells`.
    checks : pandas.DataFrame
        One row a check: ``report, agency, year`` and the columns of a report's `checks`.
    problems : pandas.DataFrame
        What could not be read: ``path, page, code, reason, remedy``.
    sections : pandas.DataFrame
        Prose: ``report, agency, year, section, title, text``.
    agencies : pandas.DataFrame
        The user's ``agencies.csv`` (beside the folder of reports), empty where there is none.
    corrections : pandas.DataFrame
        The user's ``corrections.csv`` (beside the folder of reports), empty where there is none.

    Examples
    --------
    >>> Dataset().cells.shape
    (0, 18)
    """

    reports: pd.DataFrame = field(default_factory=lambda: _empty(REPORT_COLUMNS))
    cells: pd.DataFrame = field(default_factory=lambda: _empty(KEY_COLUMNS, CELL_COLUMNS))
    checks: pd.DataFrame = field(default_factory=lambda: _empty(KEY_COLUMNS, CHECK_COLUMNS))
    problems: pd.DataFrame = field(default_factory=lambda: _empty(PROBLEM_COLUMNS))
    sections: pd.DataFrame = field(default_factory=lambda: _empty(KEY_COLUMNS, SECTION_COLUMNS))
    agencies: pd.DataFrame = field(default_factory=_empty)
    corrections: pd.DataFrame = field(default_factory=_empty)

    def __repr__(self) -> str:
        doubtful = int(self.cells["flag"].notna().sum())
        failed = int((self.checks["status"] == "fail").sum())
        return (
            f"<Dataset: {len(self.reports)} reports, {len(self.cells)} cells ({doubtful} in doubt), "
            f"{failed} checks fail, {len(self.problems)} problems>"
        )

    def save(self, folder: str | Path) -> Path:
        """Save as Parquet and as CSV; see `govreports.dataset.store.save`."""
        from govreports.dataset.store import save

        return save(self, folder)
