"""`indicators`: every indicator of every report as one tidy frame, with intervals and the reasons to doubt it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from govreports.checks.number_panel import TABLES
from govreports.dataset.result import Result
from govreports.form import newest_edition
from govreports.measures.arrays import factorized
from govreports.measures.basis import BASES, blanks_as_zero, mark_failed_sums, summed, with_corrections
from govreports.measures.definitions import Indicator, resolve
from govreports.measures.flags import BIT, CELL_BITS, WITHHELD
from govreports.measures.indicator_rows import Columns, assembled
from govreports.measures.intervals import SHARE_INTERVALS
from govreports.measures.kinds import BY_CHANCE
from govreports.measures.matrix import COLUMNS, Matrix, matrix_of
from govreports.measures.names import choose
from govreports.measures.reports import Reports
from govreports.measures.segments import segments
from govreports.measures.values import bounds_of, value_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from govreports.dataset.data import Dataset

Basis = Literal["printed", "summed", "corrected"]


def indicators(
    data: Dataset,
    ids: str | Iterable[str] | None = None,
    *,
    basis: Basis = "printed",
    blank: Literal["zero"] | None = None,
    interval: str = "wilson",
    level: float = 0.95,
    by: Literal["applicant"] | None = None,
) -> Result:
    """Compute indicators for every report.

    Parameters
    ----------
    data : Dataset
        From `read_folder` or `load`.
    ids : str or iterable of str, optional
        Indicators; all of ``indicators.toml`` for None.
    basis : str
        ``printed``; ``summed``: totals are the sums of their parts; ``corrected``: with the corrections on record.
    blank : str, optional
        ``zero`` counts blanks and marks (``/ - — 无``) as 0 and flags it; for None the value is NA.
    interval : str
        ``wilson``, ``clopper_pearson`` or ``jeffreys`` for shares and ratios; counts always get the exact Poisson one.
    level : float
        Confidence level of `low` and `high`.
    by : str, optional
        ``applicant`` gives a row for each applicant column beside the total, where the indicator can be told apart.

    Returns
    -------
    pandas.DataFrame
        One row a report, indicator and applicant, columns `govreports.measures.indicator_rows.INDICATOR_COLUMNS`.
        `value`, `low` and `high` of a share are fractions of 1 (its `unit` says how to print it). `value` is NA
        where `flags` gives the reason. `used` is False for a report that another one for the same
        agency and year replaces in comparisons. Rows of one agency and indicator may be joined by a line only where
        `segment` is the same. `part_of` holds the ids of the agencies above, nearest first.

    Raises
    ------
    DefinitionError
        An indicator is unknown.
    ValueError
        An option is none of those above.

    Warns
    -----
    UserWarning
        With ``basis="corrected"``: a correction no longer fits what is printed and is not applied.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> indicators(Dataset(), "disclosure_rate").shape
    (0, 22)
    """
    _require("basis", basis, BASES)
    _require("blank", blank, (None, "zero"))
    _require("interval", interval, tuple(SHARE_INTERVALS))
    _require("by", by, (None, "applicant"))
    chosen = choose(ids)
    reports = Reports.of(data)
    cells = [with_corrections(data)] if basis == "corrected" else data.pieces("cells", COLUMNS)
    matrix = matrix_of(cells, reports.names)
    if blank == "zero":
        matrix = blanks_as_zero(matrix)
    editions = reports.table_edition(matrix)
    matrix = mark_failed_sums(matrix, editions)
    if basis == "summed":
        matrix = summed(matrix, editions)
    applicants = tuple(column.id for column in newest_edition().tables["applications"].columns)
    rows = [
        (indicator, applicant)
        for indicator in chosen
        for applicant in (applicants if by and indicator.by_applicant else ("total",))
    ]
    columns = Columns(len(rows), len(reports.names))
    for place, (indicator, applicant) in enumerate(rows):
        _fill(columns, place, indicator, applicant, matrix, reports, editions)
    _bounds(columns, rows, interval, level)
    return assembled(columns, rows, reports, basis, level)


def _require(name: str, value: object, allowed: tuple[object, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}; it may be {', '.join(repr(choice) for choice in allowed)}")


def _fill(
    columns: Columns,
    place: int,
    indicator: Indicator,
    applicant: str,
    matrix: Matrix,
    reports: Reports,
    editions: dict[str, npt.NDArray[np.object_]],
) -> None:
    _fill_sums(columns, place, indicator, applicant, matrix, editions)
    bits, numerator, denominator = columns.bits[place], columns.numerator[place], columns.denominator[place]
    if indicator.kind == "yes_no":
        none = np.where(np.isnan(numerator), np.nan, numerator == 0)
        numerator[:], denominator[:] = none, np.where(np.isnan(none), np.nan, 1.0)
    if indicator.per_inhabitant:
        denominator[:] = reports.population
        bits[np.isnan(denominator)] |= BIT["no_population"]
    bits |= reports.bits
    _value(columns, place, indicator)
    names, mixed = segments(indicator, reports.years, editions)
    columns.segment[place] = _coded(names, columns.segments)
    before = columns.segment[place][reports.before]
    bits[mixed] |= BIT["mixed_year"]
    bits[(reports.before >= 0) & (before != columns.segment[place])] |= BIT["break"]
    columns.scope[place] = _coded(_scope_of(indicator, reports, bits), columns.scopes)


def _fill_sums(
    columns: Columns,
    place: int,
    indicator: Indicator,
    applicant: str,
    matrix: Matrix,
    editions: dict[str, npt.NDArray[np.object_]],
) -> None:
    """Add up numerator and denominator from the cells that a report's edition has for them."""
    bits, numerator, denominator = columns.bits[place], columns.numerator[place], columns.denominator[place]
    for group, edition in _same_editions(indicator, editions):
        defined = all(form in indicator.editions for form in edition.values())
        top, below = (resolve(terms, edition, applicant) for terms in (indicator.numerator, indicator.denominator))
        if not defined or top is None or below is None:
            bits[group] |= BIT["not_defined"]
            continue
        numerator[group], marks = _sum(matrix, top, group)
        bits[group] |= marks
        if below:
            denominator[group], marks = _sum(matrix, below, group)
            bits[group] |= marks
        beside = resolve(indicator.left_out, edition, applicant)
        if beside:
            columns.left_out[place, group] = _sum(matrix, beside, group)[0]


def _scope_of(indicator: Indicator, reports: Reports, bits: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    """Return 口径 of each report's indicator, None and a flag where its tables have two."""
    scope = [reports.scope[table] for table in indicator.tables]
    first = scope[0].copy()
    for other in scope[1:]:
        unlike = (first != other) & ~pd.isna(first) & ~pd.isna(other)
        bits[unlike] |= BIT["mixed_scope"]
        first[first != other] = None
    return first


def _same_editions(
    indicator: Indicator, editions: dict[str, npt.NDArray[np.object_]]
) -> Iterator[tuple[npt.NDArray[np.intp], dict[str, str]]]:
    """Return the reports whose tables have the same editions, together."""
    tables = [table for table in indicator.tables if table in TABLES]
    joined = editions[tables[0]]
    for table in tables[1:]:
        joined = joined + " " + editions[table]
    codes, texts = factorized(joined)
    for code, text in enumerate(texts):
        yield np.flatnonzero(codes == code), dict(zip(tables, str(text).split(" "), strict=True))


def _sum(
    matrix: Matrix, cells: list[tuple[int, tuple[str, str, str]]], group: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    total = np.zeros(group.size)
    marks = np.zeros(group.size, dtype=np.int64)
    # A cell that is added and taken away again (不予公开 without one of its grounds) has no say in the sum.
    net: dict[tuple[str, str, str], int] = {}
    for sign, cell in cells:
        net[cell] = net.get(cell, 0) + sign
    for cell, sign in net.items():
        if sign == 0:
            continue
        if cell not in matrix.place:
            return np.full(group.size, np.nan), np.full(group.size, BIT["not_printed"], dtype=np.int64)
        row = matrix.place[cell]
        total += sign * matrix.values[row, group]
        marks |= matrix.bits[row, group] & CELL_BITS
    return total, marks


def _value(columns: Columns, place: int, indicator: Indicator) -> None:
    bits = columns.bits[place]
    value, marks = value_of(
        indicator.kind,
        columns.numerator[place],
        columns.denominator[place],
        indicator.scale,
        indicator.min_denominator,
    )
    bits |= marks
    value[(bits & WITHHELD) > 0] = np.nan
    columns.value[place] = value


def _bounds(columns: Columns, rows: list[tuple[Indicator, str]], interval: str, level: float) -> None:
    """Compute the intervals of all indicators of a kind at once."""
    kinds = np.array([indicator.kind for indicator, _ in rows], dtype=object)
    scales = np.array([indicator.scale for indicator, _ in rows])[:, None]
    by_chance = np.array([indicator.by_chance for indicator, _ in rows], dtype=bool)
    # One agency's yes or no is no sample of anything; a group's share of yes has an interval.
    for kind in BY_CHANCE:
        of_kind = np.flatnonzero((kinds == kind) & by_chance)
        numerator = np.where(np.isnan(columns.value[of_kind]), np.nan, columns.numerator[of_kind])
        low, high = bounds_of(kind, numerator, columns.denominator[of_kind], scales[of_kind], interval, level)
        columns.low[of_kind], columns.high[of_kind] = low, high


def _coded(names: npt.NDArray[np.object_], known: dict[Any, int]) -> npt.NDArray[np.int16]:
    codes, texts = factorized(names)
    places = [known.setdefault(text, len(known)) for text in texts]
    return np.array(places, dtype=np.int16)[codes]
