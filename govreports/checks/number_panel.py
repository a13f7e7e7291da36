"""The numbers of all reports side by side, so that a check over years or agencies is arithmetic on whole columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from govreports.checks.same_agency import key
from govreports.checks.which_report import last_published
from govreports.form import CellId, every_cell

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset

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


TABLES = ("disclosure", "applications", "litigation")


@cache
def places() -> dict[CellId, int]:
    """Return the row of every cell of every edition.

    Examples
    --------
    >>> places()["disclosure", "regulations", "made"]
    0
    """
    return {cell: row for row, cell in enumerate(every_cell())}


def codes_in(column: pd.Series[str], known: Sequence[str] | pd.Index[str]) -> npt.NDArray[np.int32]:
    """Number the texts of a column by their place in `known`, -1 for others."""
    codes, unique = pd.factorize(column)
    place = (known if isinstance(known, pd.Index) else pd.Index(known)).get_indexer(pd.Index(unique, dtype="object"))
    return np.append(place, -1).astype(np.int32)[codes]


def rows_of(cells: pd.DataFrame) -> npt.NDArray[np.int32]:
    """Number each cell by its row, -1 where the form has no such cell."""
    place = places()
    tables, items, columns = (list(dict.fromkeys(cell[part] for cell in place)) for part in range(3))
    # An unknown name has code -1 and so meets the first, empty layer of the lookup.
    lookup = np.full((len(tables) + 1, len(items) + 1, len(columns) + 1), -1, dtype=np.int32)
    for (table, item, column), row in place.items():
        lookup[tables.index(table) + 1, items.index(item) + 1, columns.index(column) + 1] = row
    flat = codes_in(cells["table"], tables) + 1
    for name, known in (("item", items), ("column", columns)):
        flat *= len(known) + 1
        flat += codes_in(cells[name], known) + 1
    return lookup.ravel()[flat]


def by_table(text: str) -> dict[str, str]:
    """Read what is said of each table: a JSON object by table, or one word for all.

    Examples
    --------
    >>> by_table('{"report": "whole", "disclosure": "own_level"}')
    {'disclosure': 'own_level', 'applications': 'whole', 'litigation': 'whole'}
    """
    said = json.loads(text) if text.startswith("{") else {"report": text or None}
    words = {table: said.get(table, said.get("report")) for table in TABLES}
    return {table: word for table, word in words.items() if word is not None}


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
        return [None if pd.isna(who) else str(who) for who in key(self.data.reports)]

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
        rows, shape = places(), (len(places()), len(self.reports))
        values, printed = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
        names = pd.Index(self.reports)
        for cells in self.data.pieces("cells", ("report", "table", "item", "column", "value")):
            place, row = codes_in(cells["report"], names), rows_of(cells)
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
        return by_table("" if pd.isna(text) else str(text)).get(table) or self.listed(self.agency[place], "scope")
