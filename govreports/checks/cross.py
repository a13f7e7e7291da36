"""The checks that need more than one report, or a report's prose, gathered into one frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from govreports.checks.across_years import carried_over, stock_over_years
from govreports.checks.jumps import jumps
from govreports.checks.number_panel import Panel
from govreports.checks.parent_parts import parent_parts
from govreports.checks.prose_against_tables import prose_checks, prose_of_reports
from govreports.checks.regulations import regulations_made
from govreports.checks.repeats import repeated_prose, repeated_tables
from govreports.columns import TABLES, Check, frame

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset


def _stated(panel: Panel) -> Iterator[tuple[int, Check]]:
    """What each report's prose says against its tables (`govreports.checks.prose_against_tables`)."""
    places = {name: place for place, name in enumerate(panel.reports)}
    for report, texts in prose_of_reports(panel.data.sections):
        place = places.get(report)
        if place is not None:
            yield from ((place, check) for check in prose_checks(panel.numbers(place), texts, panel.year[place]))


CHECKS: tuple[Callable[[Panel], Iterator[tuple[int, Check]]], ...] = (
    carried_over,
    stock_over_years,
    parent_parts,
    jumps,
    regulations_made,
    repeated_tables,
    repeated_prose,
)


def cross_checks(data: Dataset, stated: Mapping[str, Iterable[Check]] | None = None) -> pd.DataFrame:
    """Check reports against other years, other agencies and their own past.

    Parameters
    ----------
    data : Dataset
        `reports`, `cells`, `sections` and `agencies` are used.
    stated : mapping of str to iterable of Check, optional
        What each report's prose says against its tables, where that is known from its reading; half the work.

    Returns
    -------
    pandas.DataFrame
        ``report, agency, year`` and the columns of `checks`, sorted by report and check. `status` is ``pass``,
        ``notice`` or ``unknown``, never ``fail``: what fails is only what one table proves by itself.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> cross_checks(Dataset()).empty
    True
    """
    panel = Panel(data)
    prose = _stated(panel) if stated is None else _known(panel, stated)
    rows: list[tuple[Any, ...]] = [
        (panel.reports[place], panel.agency_name[place], panel.year[place], *check)
        for place, check in chain(*(checks(panel) for checks in CHECKS), prose)
    ]
    order = {name: number for number, name in enumerate(panel.reports)}
    rows.sort(key=lambda row: order[row[0]])
    return frame(rows, TABLES["checks"])


def _known(panel: Panel, stated: Mapping[str, Iterable[Check]]) -> Iterator[tuple[int, Check]]:
    return ((place, check) for place, name in enumerate(panel.reports) for check in stated.get(name, ()))
