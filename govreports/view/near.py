"""Agencies of a view looked at closely: what is dear is computed for some of them at once, and asked one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from govreports.columns import records
from govreports.dataset.coverage import coverage
from govreports.dataset.one_agency import of_each_agency
from govreports.measures.change import change_of_each
from govreports.view.evidence import ReportEvidence

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset


class Nearby:
    """Some agencies of a view.

    Parameters
    ----------
    data : Dataset
    lang : str
        The view's.
    rows_of : function of an agency
        Returns its rows of the view's indicators.
    agencies : collection of str
        Their ids; their names, where they have none.
    """

    def __init__(
        self, data: Dataset, lang: str, rows_of: Callable[[str], pd.DataFrame], agencies: Collection[str]
    ) -> None:
        self._dataset, self._lang, self.rows_of = data, lang, rows_of
        self._agencies = dict.fromkeys(agencies)
        self._last: Near | None = None

    def __contains__(self, agency: str) -> bool:
        return agency in self._agencies

    def of(self, agency: str) -> Near:
        """Return what is known of one of them; that of the last one is kept, since that of 500 takes 0.4 GB."""
        if self._last is None or self._last.agency != agency:
            self._last = Near(self, agency)
        return self._last

    @cached_property
    def data(self) -> dict[str, Dataset]:
        """What the dataset holds of each."""
        return of_each_agency(self._dataset, self._agencies)

    @cached_property
    def moves(self) -> dict[str, list[dict[Any, Any]]]:
        """What `govreports.measures.change.change` says of each."""
        return change_of_each(pd.concat(map(self.rows_of, self._agencies)))

    @cached_property
    def lacking(self) -> dict[str, list[str]]:
        """By report, what 条例 and form ask of it and it does not say."""
        from govreports.prose.completeness import MISSING, completeness  # prose is read where it is asked for

        rows = completeness(self._together)
        rows = rows[rows["state"] == MISSING]
        return {str(one): list(part[f"element_{self._lang}"]) for one, part in rows.groupby("report", sort=False)}

    @cached_property
    def late(self) -> list[dict[Any, Any]]:
        """The rows of `govreports.dataset.coverage.coverage` of reports that came late."""
        covered = coverage(self._together)
        return records(covered[covered["on_time"].eq(False).fillna(False)])

    @cached_property
    def _together(self) -> Dataset:
        """The reports of all of them together."""
        parts = list(self.data.values())
        names = ("reports", "cells", "checks", "sections", "problems")
        return replace(self._dataset, **{name: pd.concat([getattr(one, name) for one in parts]) for name in names})


class Near:
    """An agency of a view: what thirteen numbers on its page ask for again and again."""

    def __init__(self, group: Nearby, agency: str) -> None:
        self._group = group
        self.agency = agency
        self._reports: dict[str, ReportEvidence] = {}

    @cached_property
    def rows(self) -> dict[str, list[dict[Any, Any]]]:
        """Its indicators by their ids, as records in the order of the years."""
        found: dict[str, list[dict[Any, Any]]] = {}
        for row in records(self._group.rows_of(self.agency).sort_values("year", kind="stable")):
            found.setdefault(str(row["indicator"]), []).append(row)
        return found

    @cached_property
    def above(self) -> set[str]:
        """The ids of the agencies that it is a part of."""
        lines = self._group.rows_of(self.agency)["part_of"].dropna().unique()
        return {who for line in lines for who in line.split(";")}

    @property
    def moves(self) -> list[dict[Any, Any]]:
        """What `govreports.measures.change.change` says of each step from year to year, as records."""
        return self._group.moves.get(self.agency, [])

    @property
    def data(self) -> Dataset:
        """What the dataset holds of it."""
        return self._group.data[self.agency]

    def lacking(self, report: str) -> list[str]:
        """Return what 条例 and form ask of a report and it does not say."""
        return self._group.lacking.get(report, [])

    def late(self, year: int) -> list[dict[Any, Any]]:
        """Return the rows of `coverage` that say that its report came late."""
        mine = set(self.data.reports["report"])
        return [row for row in self._group.late if row["year"] == year and mine & set(str(row["report"]).split(";"))]

    def evidence(self, report: str) -> ReportEvidence:
        """Return what a report holds."""
        if report not in self._reports:
            self._reports[report] = ReportEvidence(self.data, report)
        return self._reports[report]
