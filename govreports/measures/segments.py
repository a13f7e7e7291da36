"""Breaks: years and editions at which a number changes its meaning (``breaks.toml``), and the segments between them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from govreports.measures.definitions import Indicator

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Break:
    """A rule that changes what numbers mean."""

    id: str
    zh: str
    en: str
    source: str
    date: date | None = None
    year: int | None = None  # the first year that the rule governs; None where the edition of `table` tells instead
    mixed: bool = False  # whether the rule began during that year, so that the year holds both
    topics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    table: str | None = None

    def concerns(self, indicator: Indicator) -> bool:
        """Whether the break changes the meaning of an indicator."""
        if self.table is not None:
            return self.table in indicator.tables
        if indicator.topic in self.topics or indicator.id in self.indicators:
            return True
        terms = (*indicator.numerator, *indicator.denominator)
        return any(f"{term.table}/{term.item}" in self.cells for term in terms)


@cache
def breaks() -> tuple[Break, ...]:
    """Return every break, those by year first, in the order of their years.

    Examples
    --------
    >>> [found.id for found in breaks()][-2:]
    ['interpretation_2025', 'form_disclosure']
    """
    data = tomllib.loads(resources.files("govreports.measures").joinpath("breaks.toml").read_text(encoding="utf-8"))
    by_year = [_break(entry) for entry in data["break"]]
    by_edition = [Break(id=f"form_{entry['table']}", **entry) for entry in data["edition_break"]]
    return (*sorted(by_year, key=lambda rule: rule.year or 0), *by_edition)


def _break(entry: dict[str, Any]) -> Break:
    lists = {key: tuple(entry.get(key, ())) for key in ("topics", "indicators", "cells")}
    return Break(**(entry | lists))


def breaks_of(indicator: Indicator) -> list[Break]:
    """Return the breaks that concern an indicator.

    Examples
    --------
    >>> from govreports.measures.definitions import definitions
    >>> [found.id for found in breaks_of(definitions()["disclosure_rate"])]
    ['regulations_2008', 'regulations_2019']
    """
    return [rule for rule in breaks() if rule.concerns(indicator)]


def segments(
    indicator: Indicator, years: npt.NDArray[np.int64], table_edition: dict[str, npt.NDArray[np.object_]]
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.bool_]]:
    """Name the segment in which each report stands: only reports of one segment may be joined.

    Parameters
    ----------
    years : ndarray of int64, shape (reports,)
        0 where the year is unknown.
    table_edition : dict of str to ndarray of object, shape (reports,)
        Edition of each table.

    Returns
    -------
    names : ndarray of object
        The id of the last break before the report, and the edition where that matters: ``reconsideration_law_2024``.
        A year that an old and a new rule share is comparable with neither side: ``regulations_2019 mixed``.
    mixed : ndarray of bool
        Whether an old and a new rule share the report's year.
    """
    concerned = breaks_of(indicator)
    by_year = [rule for rule in concerned if rule.year is not None]
    starts = [rule.year or 0 for rule in by_year]
    names = np.array(["", *(rule.id for rule in by_year)], dtype=object)
    named = names[np.searchsorted(np.array(starts, dtype=np.int64), years, side="right")]
    for rule in by_year:
        if rule.mixed:
            named = np.where(years == rule.year, f"{rule.id} mixed", named).astype(object)
    for rule in concerned:
        if rule.table is not None:
            named = named + "/" + rule.table + " " + table_edition[rule.table]
    mixed = np.isin(years, [rule.year or 0 for rule in by_year if rule.mixed])
    return named, mixed
