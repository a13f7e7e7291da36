"""Cells as dense matrices: one row a cell of the form, one column a report, so that sums are whole-array operations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govreports.checks.number_panel import codes_in, places, rows_of
from govreports.form import CellId
from govreports.measures.arrays import floats
from govreports.measures.flags import BIT

if TYPE_CHECKING:
    import numpy.typing as npt

TO_WAN = {"元": 1e-4, "千元": 0.1, "万元": 1.0, "亿元": 1e4}
"""Factors from a unit of money to 万元, the unit of every amount in the measures."""


COLUMNS = ("report", "table", "item", "column", "value", "unit", "state", "flag")
"""What is needed of a dataset's `cells`."""


@dataclass(frozen=True)
class Matrix:
    """What a set of reports prints."""

    place: dict[CellId, int]  # the row of each cell of the form
    values: npt.NDArray[np.float64]  # shape (cells, reports); NaN where no number was printed; money in 万元
    bits: npt.NDArray[np.uint8]  # shape (cells, reports); the first eight flags of `govreports.measures.flags.FLAGS`


def matrix_of(pieces: Iterable[pd.DataFrame], reports: Sequence[str]) -> Matrix:
    """Pivot tidy cells into matrices.

    Parameters
    ----------
    pieces : iterable of pandas.DataFrame
        The `COLUMNS` of a dataset's cells in one or more pieces; those of `govreports.measures.basis.with_corrections`
        say what was corrected.
    reports : sequence of str
        The reports that the columns stand for; cells of others are left out.

    Raises
    ------
    ValueError
        A cell of a report stands twice: a sum would take one of the two by chance.
    """
    place, names = places(), pd.Index(reports)
    shape = (len(place), len(reports))
    values = np.full(shape, np.nan)
    bits = np.full(shape, BIT["not_printed"], dtype=np.uint8)
    for cells in pieces:
        if len(cells):
            column = codes_in(cells["report"], names)
            row = rows_of(cells)
            kept = np.flatnonzero((column >= 0) & (row >= 0))
            row = row[kept]
            flat = row.astype(np.intp) * shape[1] + column[kept]
            _refuse_twice(flat, bits.ravel(), place, reports)
            number, marks = _numbers(cells, kept, row, place)
            values.ravel()[flat] = number
            bits.ravel()[flat] = marks
    return Matrix(place, values, bits)


def _refuse_twice(
    flat: npt.NDArray[np.intp], bits: npt.NDArray[np.uint8], place: dict[CellId, int], reports: Sequence[str]
) -> None:
    twice = flat[(bits[flat] != BIT["not_printed"]) | pd.Index(flat).duplicated()]
    if twice.size:
        row, column = divmod(int(twice[0]), len(reports))
        raise ValueError(f"report {reports[column]!r} has cell {'/'.join(list(place)[row])} twice")


def _numbers(
    cells: pd.DataFrame, kept: npt.NDArray[np.intp], row: npt.NDArray[np.int32], place: dict[CellId, int]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.uint8]]:
    number = floats(cells["value"])[kept]
    marks = np.zeros(kept.size, dtype=np.uint8)
    empty = np.isnan(number)
    state = codes_in(cells["state"], ["number", "annotated", "blank", "mark"])[kept]
    # A cell without a number that is neither blank nor a mark holds something that was not read.
    marks[empty & (state >= 2)] |= BIT["blank"]
    marks[empty & (state < 2)] |= BIT["unreadable"]
    marks[np.asarray(cells["flag"].notna())[kept]] |= BIT["reading"]
    if "correction" in cells.columns:
        settled = np.asarray(cells["correction"].notna())[kept]
        printed = floats(cells["printed"])[kept]
        # Looked at and kept as published: our reading is no longer in doubt, and nothing was corrected.
        changed = settled & ~((number == printed) | (empty & np.isnan(printed)))
        marks[settled] = 0
        marks[settled & empty] = BIT["blank"]
        marks[changed] |= BIT["corrected"]
    money = np.array([cell[2] == "amount" for cell in place])[row] & ~empty
    if money.any():
        where = np.flatnonzero(money)
        unit = codes_in(cells["unit"], list(TO_WAN))[kept][where]
        number[where] *= np.append(list(TO_WAN.values()), np.nan)[unit]
        marks[where[unit < 0]] |= BIT["unit_unknown"]
    return number, marks
