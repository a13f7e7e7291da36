"""The results of a spreadsheet's formulas whose values its file does not hold: sums of numbers, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from govreports.sources.settings import SETTINGS

Place: TypeAlias = tuple[int, int]
"""Row and column, counted from 1."""

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_TERM = re.compile(r"\s*(?P<sign>[+-]?)\s*(?:SUM\((?P<summed>[^()]+)\)\s*|(?P<operand>[^-+()]+))", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


class Formulas:
    """Computes what formulas give that add and subtract numbers, cells and ``SUM`` of ranges of their own sheet.

    Parameters
    ----------
    at : callable
        What the cell at a row and column holds: a number, a text, a formula (``=A1+1``) or None.

    Examples
    --------
    >>> holds = {(1, 1): 4, (2, 1): "=A1+1", (3, 1): "无", (4, 1): "=A4+1"}
    >>> sums = Formulas(lambda row, column: holds.get((row, column)))
    >>> [sums.result(text) for text in ("=5+0", "=SUM(A1:A3,2)-1", "=SUM(A2:B2)+A9", "=A1+A3", "=A1*2", "=A4")]
    [5.0, 10.0, 5.0, None, None, None]
    """

    def __init__(self, at: Callable[[int, int], object]) -> None:
        self._at = at
        self._known: dict[Place, object] = {}
        self._looks = self._depth = 0

    def result(self, formula: str) -> float | None:
        """Return what a formula gives; None where it has anything else in it, or adds what is no number."""
        total, at = 0.0, 1
        while at < len(formula) or at == 1:
            term = _TERM.match(formula, at)
            if term is None or (at > 1 and not term["sign"]):
                return None
            operands = [term["operand"]] if term["summed"] is None else term["summed"].split(",")
            for text in operands:
                number = self._operand(text.strip(), summed=term["summed"] is not None)
                if number is None:
                    return None
                total += -number if term["sign"] == "-" else number
            at = term.end()
        return total

    def _operand(self, text: str, *, summed: bool) -> float | None:
        """Return a number, the value of a cell, or the sum of a range; texts count nothing in ``SUM`` only."""
        reference = _REFERENCE.fullmatch(text.upper())
        if reference is None:
            return float(text) if _NUMBER.fullmatch(text) else None
        rows, columns = _ranges(reference)
        self._looks += len(rows) * len(columns)
        if self._looks > SETTINGS.formula_cells or (len(rows) * len(columns) > 1 and not summed):
            return None
        total = 0.0
        for value in (self._value(row, column) for row in rows for column in columns):
            if isinstance(value, int | float) and not isinstance(value, bool):
                total += value
            elif value is not None and not (summed and isinstance(value, str) and not value.startswith(("#", "="))):
                return None
        return total

    def _value(self, row: int, column: int) -> object:
        """Return what a cell holds or gives; a formula that has no known result stays a formula."""
        place = (row, column)
        if place not in self._known:
            value = self._known[place] = self._at(row, column)
            if isinstance(value, str) and value.startswith("="):
                self._depth += 1
                result = self.result(value) if self._depth < SETTINGS.nested_formulas else None
                self._depth -= 1
                self._known[place] = value if result is None else result
        return self._known[place]


def _ranges(reference: re.Match[str]) -> tuple[range, range]:
    from openpyxl.utils import column_index_from_string

    left, top = column_index_from_string(reference[1]), int(reference[2])
    right, bottom = (column_index_from_string(reference[3]), int(reference[4])) if reference[3] else (left, top)
    return range(top, bottom + 1), range(left, right + 1)
