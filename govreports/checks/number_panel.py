"""The numbers of all reports side by side, so that a check over years or agencies is arithmetic on whole columns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from govreports.checks.which_report import last_published
from govreports.form import every_cell

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset

CellId = tuple[str, str, str]
"""``(table, item, column)``."""

#: The numbers that are held against another year's or against an agency's parts.
TOTALS: tuple[CellId, ...] = (
    ("applications", "received", "total"),
    ("applications", "concluded", "total"),
    ("litigation", "reconsideration", "total"),
    ("litigation", "lawsuit_direct", "total"),
    ("litigation", "lawsuit_after_reconsideration", "total"),
)
DECISIONS: tuple[CellId, ...] = (
    ("disclosure", "licences", "decisions"),
    ("disclosure", "penalties", "decisions"),
    ("disclosure", "coercive_measures", "decisions"),
)

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Panel:
    """Every report of a dataset as one place, every cell of the form as one row of numbers over these places."""

    data: Dataset

    @cached_property
    def reports(self) -> list[str]:
        """Names of the reports, in the order of their places."""
        return [str(name) for name in self.data.reports["report"]]

    @cached_property
    def agency(self) -> list[str | None]:
        """What tells agencies apart: the id of agencies.csv where known, else the printed name."""
        ids, names = self.data.reports["agency_id"], self.data.reports["agency"]
        return [None if pd.isna(who) else str(who) for who in ids.fillna(names)]

    @cached_property
    def agency_name(self) -> list[str | None]:
        """As printed."""
        return [None if pd.isna(name) else str(name) for name in self.data.reports["agency"]]

    @cached_property
    def year(self) -> list[int | None]:
        """Years, None where unknown."""
        return [None if pd.isna(year) else int(year) for year in self.data.reports["year"]]

    @cached_property
    def used(self) -> dict[tuple[str, int], int]:
        """The place of the report that counts for an agency and year."""
        published = self.data.reports["published"].fillna("").astype(str).tolist()
        last = last_published(list(zip(self.agency, self.year, strict=True)), published, self.reports)
        known = ((agency, year, place) for (agency, year), place in last.items())
        return {(agency, year): place for agency, year, place in known if agency is not None and year is not None}

    @cached_property
    def before(self) -> Places:
        """For each place that of the agency's report for the year before, -1 where there is none."""
        earlier = np.full(len(self.reports), -1, dtype=np.intp)
        for (agency, year), place in self.used.items():
            earlier[place] = self.used.get((agency, year - 1), -1)
        return earlier

    @cached_property
    def pairs(self) -> tuple[Places, Places]:
        """Places of the reports that have a year before, and the places of those."""
        later = np.flatnonzero(self.before >= 0)
        return later, self.before[later]

    @cached_property
    def series(self) -> dict[str, list[int]]:
        """Places by agency, in the order of their years."""
        by_agency: dict[str, list[int]] = {}
        for agency, year in sorted(self.used):
            by_agency.setdefault(agency, []).append(self.used[agency, year])
        return by_agency

    @cached_property
    def _matrix(self) -> tuple[dict[CellId, int], Floats, npt.NDArray[np.bool_]]:
        rows = {cell: number for number, cell in enumerate(every_cell())}
        shape = (len(rows), len(self.reports))
        values, printed = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
        places = pd.Index(self.reports)
        for cells in self.data.pieces("cells", ("report", "table", "item", "column", "value")):
            place, row = places.get_indexer(pd.Index(cells["report"])), _rows_of(cells, rows)
            known = (row >= 0) & (place >= 0)
            values[row[known], place[known]] = cells["value"].to_numpy(dtype=np.float64, na_value=np.nan)[known]
            printed[row[known], place[known]] = True
        return rows, values, printed

    def values(self, cell: CellId) -> Floats:
        """The numbers of a cell by place; NaN where blank or not printed."""
        rows, values, _ = self._matrix
        return np.asarray(values[rows[cell]])

    def numbers(self, place: int) -> dict[CellId, float]:
        """Every number that a report prints, by cell."""
        rows, values, _ = self._matrix
        column = values[:, place]
        return {cell: float(column[row]) for cell, row in rows.items() if not np.isnan(column[row])}

    def printed(self, cell: CellId) -> npt.NDArray[np.bool_]:
        """Whether a report prints the cell at all, be it blank."""
        rows, _, printed = self._matrix
        return np.asarray(printed[rows[cell]])

    @cached_property
    def level(self) -> list[str | None]:
        """Each agency's level by agencies.csv, None where unknown."""
        return [self.listed(agency, "level") for agency in self.agency]

    def listed(self, agency: str | None, column: str) -> str | None:
        """What agencies.csv says of an agency."""
        value = self._listed.get(agency, {}).get(column)
        return value if isinstance(value, str) and value else None

    @cached_property
    def _listed(self) -> dict[str | None, dict[Any, Any]]:
        agencies = self.data.agencies
        return {row["id"]: row for row in agencies.to_dict("records")} if "id" in agencies.columns else {}

    def scope(self, place: int, table: str) -> str | None:
        """For whom a table of a report speaks: as the document says, else as agencies.csv says."""
        text = self.data.reports["scope"].iloc[place]
        said = json.loads(text) if not pd.isna(text) and str(text).startswith("{") else {"report": text}
        scope = said.get(table, said.get("report"))
        return self.listed(self.agency[place], "scope") if pd.isna(scope) else str(scope)


def _rows_of(cells: pd.DataFrame, rows: dict[CellId, int]) -> Places:
    """Return the row of each cell, -1 for one that no form has: one look for each combination that occurs."""
    keys = [pd.factorize(cells[name]) for name in ("table", "item", "column")]
    code = (keys[0][0] * len(keys[1][1]) + keys[1][0]) * len(keys[2][1]) + keys[2][0]
    _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    named = zip(*(key[1].take(key[0][first]) for key in keys), strict=True)
    return np.array([rows.get((t, i, c), -1) for t, i, c in named], dtype=np.intp)[inverse]
