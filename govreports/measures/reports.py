"""What an indicator must know of each report: agency, year, table editions, scope, which of two reports is used."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govreports.checks.number_panel import TABLES, by_table
from govreports.checks.same_agency import key
from govreports.checks.which_report import last_published
from govreports.dataset.agencies import AgencyNames, ancestors
from govreports.form import CellId, edition_for_year, editions
from govreports.measures.arrays import factorized, floats, objects, texts, whole
from govreports.measures.flags import BIT
from govreports.measures.matrix import Matrix

if TYPE_CHECKING:
    import numpy.typing as npt

    from govreports.dataset.data import Dataset


@dataclass(frozen=True)
class Reports:
    """The reports of a dataset as arrays, one element a report."""

    frame: pd.DataFrame  # ``report, agency, year`` and the rest of a dataset's `reports`
    agencies: pd.DataFrame  # the dataset's agencies

    @classmethod
    def of(cls, data: Dataset) -> Reports:
        """Take the reports of a dataset, with the agency ids that `agencies` gives where the reader gave none."""
        return cls(data.reports.reset_index(drop=True), data.agencies)

    @cached_property
    def names(self) -> list[str]:
        """The reports' names."""
        return [str(name) for name in self.frame["report"]]

    @cached_property
    def years(self) -> npt.NDArray[np.int64]:
        """Years, 0 where unknown."""
        return whole(self.frame["year"])

    @cached_property
    def agency_id(self) -> npt.NDArray[np.object_]:
        """Canonical ids, None where the agency is not in agencies.csv."""
        given = objects(self.frame["agency_id"])
        names = AgencyNames(self.agencies)
        agency = objects(self.frame["agency"])
        years = self.years.tolist()
        ids = [
            who if who is not None else names.match(name, year or None)
            for who, name, year in zip(given, agency, years, strict=True)
        ]
        return np.array(ids, dtype=object)

    @cached_property
    def agency_key(self) -> npt.NDArray[np.intp]:
        """One number for each agency: by id where known, else by name, else each report for itself."""
        keys = objects(key(self.frame.assign(agency_id=texts(self.agency_id))))
        alone = [f"report {report}" if who is None else who for who, report in zip(keys, self.names, strict=True)]
        return factorized(np.array(alone, dtype=object))[0]

    @cached_property
    def part_of(self) -> npt.NDArray[np.object_]:
        """The ids of all agencies above, nearest first, joined by ``;``; None where there is none."""
        above = {who: ";".join(line) or None for who, line in ancestors(self.agencies).items()}
        return np.array([above.get(who) for who in self.agency_id], dtype=object)

    @cached_property
    def used(self) -> npt.NDArray[np.bool_]:
        """Whether a comparison takes the report: of two for one agency and year only one counts."""
        published = [str(date) for date in objects(self.frame["published"].fillna(""))]
        keys = list(zip(self.agency_key.tolist(), self.years.tolist(), strict=True))
        used = np.zeros(len(keys), dtype=bool)
        used[list(last_published(keys, published, self.names).values())] = True
        return used

    @cached_property
    def before(self) -> npt.NDArray[np.intp]:
        """The place of the same agency's used report for the latest year before, -1 where there is none."""
        report_before = np.full(self.years.size, -1, dtype=np.intp)
        order = np.lexsort((self.used, self.years, self.agency_key))
        last_used: dict[int, list[int]] = {}
        for place in order.tolist():
            line = last_used.setdefault(int(self.agency_key[place]), [])
            earlier = [place_before for place_before in line[-2:] if self.years[place_before] < self.years[place]]
            if earlier:
                report_before[place] = earlier[-1]
            if self.used[place]:
                line.append(place)
        return report_before

    @cached_property
    def population(self) -> npt.NDArray[np.float64]:
        """Inhabitants, NaN where unknown."""
        if "population" not in self.agencies.columns:
            return np.full(self.years.size, np.nan)
        people = dict(zip(self.agencies["id"], floats(self.agencies["population"]), strict=True))
        return np.array([people.get(who, np.nan) for who in self.agency_id], dtype=np.float64)

    @cached_property
    def scope(self) -> dict[str, npt.NDArray[np.object_]]:
        """Each table's scope: as the document says, else as agencies.csv says, else None."""
        printed = self._by_table("scope")
        listed: dict[Any, Any] = {}
        if "scope" in self.agencies.columns:
            listed = dict(zip(self.agencies["id"], objects(self.agencies["scope"]), strict=True))
        default = np.array([listed.get(who) for who in self.agency_id], dtype=object)
        return {table: np.where(pd.isna(said), default, said) for table, said in printed.items()}

    def table_edition(self, matrix: Matrix) -> dict[str, npt.NDArray[np.object_]]:
        """Each table's edition: as the reader says, else as its rows tell, else the report's own, else its year's."""
        said = self._by_table("table_edition")
        by_year = {int(year): edition_for_year(int(year)) or "" for year in np.unique(self.years)}
        fallback = np.array([by_year[year] for year in self.years.tolist()], dtype=object)
        own = objects(self.frame["edition"])
        fallback = np.where(pd.isna(own), fallback, own)
        editions_of_tables = {}
        for table in TABLES:
            edition = fallback.copy()
            for name, telling in telling_cells(table).items():
                rows = [matrix.place[cell] for cell in telling]
                edition[((matrix.bits[rows] & BIT["not_printed"]) == 0).any(axis=0)] = name
            editions_of_tables[table] = np.where(pd.isna(said[table]), edition, said[table])
        return editions_of_tables

    @cached_property
    def bits(self) -> npt.NDArray[np.int64]:
        """The flags that concern a report as a whole."""
        twice = np.asarray(pd.DataFrame({"agency": self.agency_key, "year": self.years}).duplicated(keep=False))
        unknown = np.array([who is None for who in self.agency_id], dtype=bool)
        doubt = np.asarray(self.frame["flag"].notna())
        bits = np.zeros(self.years.size, dtype=np.int64)
        bits[twice] |= BIT["duplicate"]
        bits[unknown] |= BIT["agency_unknown"]
        bits[doubt] |= BIT["identity_doubt"]
        return bits

    def _by_table(self, column: str) -> dict[str, npt.NDArray[np.object_]]:
        codes, texts = factorized(self.frame[column])
        parsed = [by_table(text or "") for text in texts]
        return {table: np.array([said.get(table) for said in parsed], dtype=object)[codes] for table in TABLES}


@cache
def telling_cells(table: str) -> dict[str, list[CellId]]:
    """Return the cells of a table that only one edition has: one of them printed tells the table's edition.

    Examples
    --------
    >>> sorted({item for _, item, _ in telling_cells("applications")["2021"]})
    ['other_correction_overdue', 'other_fee_overdue', 'other_other']
    """
    of_edition = {name: set(form.tables[table].cells) for name, form in editions().items() if table in form.tables}
    telling: dict[str, list[CellId]] = {}
    for name, cells in of_edition.items():
        others = set().union(*(other for key, other in of_edition.items() if key != name))
        if cells - others:
            telling[name] = [(table, item, column) for item, column in sorted(cells - others)]
    return telling
