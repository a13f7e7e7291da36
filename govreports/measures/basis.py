"""Which numbers a measure takes: as printed, summed from their parts, or with the corrections on record."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from govreports.dataset.corrected import apply_corrections
from govreports.dataset.corrections import FILE
from govreports.form import Equation, editions, equations_of, table
from govreports.form.equations import ROUNDING
from govreports.measures.flags import BIT
from govreports.measures.matrix import Matrix

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from govreports.dataset.data import Dataset

BASES = ("printed", "summed", "corrected")


def blanks_as_zero(matrix: Matrix) -> Matrix:
    """Count blanks and marks as zero, and say so in the bits."""
    blank = (matrix.bits & BIT["blank"]) > 0
    values, bits = matrix.values.copy(), matrix.bits.copy()
    values[blank] = 0.0
    bits[blank] = (bits[blank] & ~np.uint8(BIT["blank"])) | BIT["blank_as_zero"]
    return replace(matrix, values=values, bits=bits)


def with_corrections(data: Dataset) -> pd.DataFrame:
    """Return the cells with the corrections on record in the place of the printed values.

    Returns
    -------
    pandas.DataFrame
        A dataset's `cells` with the column `correction`, NA where the printed value stays.

    Warns
    -----
    UserWarning
        A correction no longer fits what is printed and is not applied; the message says which.
    """
    applied = apply_corrections(data)
    if len(applied.problems):
        warnings.warn(f"{FILE}: " + " ".join(applied.problems["reason"]), UserWarning, stacklevel=3)
    return applied.cells.assign(value=applied.cells["value_corrected"], printed=applied.cells["value"])


def summed(matrix: Matrix, table_edition: dict[str, npt.NDArray[np.object_]]) -> Matrix:
    """Put the sum of its parts in the place of every printed total.

    The six applicant columns make 总计, the result rows （七）总计, four outcomes the total of table 四. A total
    whose part is missing is missing; it takes over the doubts of its parts, not its own.
    """
    values, bits = matrix.values.copy(), matrix.bits.copy()
    for reports, sums in _by_edition(table_edition):
        for equation in sums:
            if len(equation.right) == 1:
                inside = np.array([matrix.place[cell] for cell in equation.left])
                at = matrix.place[equation.right[0]]
                values[at, reports] = values[np.ix_(inside, reports)].sum(axis=0)
                bits[at, reports] = np.bitwise_or.reduce(bits[np.ix_(inside, reports)], axis=0)
    return replace(matrix, values=values, bits=bits)


def mark_failed_sums(matrix: Matrix, table_edition: dict[str, npt.NDArray[np.object_]]) -> Matrix:
    """Mark the cells on both sides of an identity that does not hold.

    Where one of them is in doubt the fault may be our reading's, and all of them bear that mark: none is the agency's.
    """
    bits = matrix.bits.copy()
    for reports, sums in _by_edition(table_edition):
        for equation in sums:
            sides = [np.array([matrix.place[cell] for cell in side]) for side in (equation.left, equation.right)]
            both = np.concatenate(sides)
            ours = np.bitwise_or.reduce(matrix.bits[np.ix_(both, reports)], axis=0) & BIT["reading"] > 0
            a, b = (matrix.values[np.ix_(side, reports)].sum(axis=0) for side in sides)
            wrong = np.abs(a - b) >= ROUNDING  # NaN compares false: an unknown operand is no error
            for code, at in (("published_error", wrong & ~ours), ("reading", wrong & ours)):
                if at.any():
                    bits[np.ix_(both, reports[at])] |= BIT[code]
    return replace(matrix, bits=bits)


def _by_edition(
    table_edition: dict[str, npt.NDArray[np.object_]],
) -> Iterator[tuple[npt.NDArray[np.intp], list[Equation]]]:
    """Return for each table and edition the reports that have it and its sums."""
    for table_id, of_report in table_edition.items():
        for edition in editions():
            reports = np.flatnonzero(of_report == edition)
            if reports.size and table_id in editions()[edition].tables:
                yield reports, _sums(edition, table_id)


@cache
def _sums(edition: str, table_id: str) -> list[Equation]:
    """Write the identities of a table out, row sums before the column sums that stand on them."""
    return sorted(equations_of(table(edition, table_id)), key=lambda equation: equation.along != "items")
