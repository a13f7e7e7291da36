"""The result of `indicators`: its columns, filled as matrices and laid out as rows, report by report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govreports.columns import NUMBER, TEXT, TRUTH, WHOLE
from govreports.dataset.not_the_original import name_set_anew
from govreports.dataset.result import Result
from govreports.measures.arrays import numbers, texts, tiled
from govreports.measures.definitions import Indicator
from govreports.measures.flags import codes_of
from govreports.measures.reports import Reports
from govreports.measures.values import N_CLASSES, cases_of, n_class_codes

if TYPE_CHECKING:
    import numpy.typing as npt

INDICATOR_COLUMNS: dict[str, str] = {
    "report": TEXT,
    "agency": TEXT,
    "agency_id": TEXT,
    "year": WHOLE,
    "indicator": TEXT,
    "applicant": TEXT,
    "kind": TEXT,
    "unit": TEXT,
    "numerator": NUMBER,
    "denominator": NUMBER,
    "value": NUMBER,
    "low": NUMBER,
    "high": NUMBER,
    "level": NUMBER,
    "n_class": TEXT,
    "left_out": NUMBER,
    "scope": TEXT,
    "segment": TEXT,
    "part_of": TEXT,
    "used": TRUTH,
    "basis": TEXT,
    "flags": TEXT,
}


class Columns:
    """The numeric columns of the result, shape (indicators, reports)."""

    def __init__(self, rows: int, reports: int) -> None:
        shape = (rows, reports)
        self.numerator = np.full(shape, np.nan)
        self.denominator = np.full(shape, np.nan)
        self.left_out = np.full(shape, np.nan)
        self.value = np.full(shape, np.nan)
        self.low = np.full(shape, np.nan)
        self.high = np.full(shape, np.nan)
        self.bits = np.zeros(shape, dtype=np.int32)
        self.segment = np.zeros(shape, dtype=np.int16)
        self.scope = np.zeros(shape, dtype=np.int16)
        self.segments: dict[Any, int] = {}
        self.scopes: dict[Any, int] = {}


def assembled(
    columns: Columns, rows: list[tuple[Indicator, str]], reports: Reports, basis: str, level: float
) -> Result:
    """Lay the matrices out as rows, report by report."""
    count = len(reports.names)
    of_report = np.repeat(np.arange(count), len(rows))

    def flat(matrix: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return np.ascontiguousarray(matrix.T).ravel()

    def text(values: Iterable[Any], codes: npt.NDArray[Any]) -> Any:
        return texts(values).take(codes)

    def number(matrix: npt.NDArray[np.float64]) -> Any:
        return numbers(flat(matrix))

    flag_codes, flag_texts = codes_of(flat(columns.bits))
    built = {
        "report": text(reports.names, of_report),
        "agency": reports.frame["agency"].array.take(of_report),
        "agency_id": text(reports.agency_id, of_report),
        "year": reports.frame["year"].array.take(of_report),
        "indicator": tiled((indicator.id for indicator, _ in rows), count),
        "applicant": tiled((applicant if ind.by_applicant else None for ind, applicant in rows), count),
        "kind": tiled((indicator.kind for indicator, _ in rows), count),
        "unit": tiled((indicator.unit for indicator, _ in rows), count),
        "numerator": number(columns.numerator),
        "denominator": number(columns.denominator),
        "value": number(columns.value),
        "low": number(columns.low),
        "high": number(columns.high),
        "level": pd.array(np.full(of_report.size, level), dtype="Float64"),
        "n_class": text((*(name for name, _ in N_CLASSES), None), n_class_codes(flat(_cases(columns, rows)))),
        "left_out": number(columns.left_out),
        "scope": text(columns.scopes, flat(columns.scope)),
        "segment": text(columns.segments, flat(columns.segment)),
        "part_of": text(reports.part_of, of_report),
        "used": pd.array(reports.used, dtype="boolean").take(of_report),
        "basis": tiled([basis] * len(rows), count),
        "flags": text(flag_texts, flag_codes),
    }
    result = Result({name: built[name] for name in INDICATOR_COLUMNS}, copy=False)
    name_set_anew(result, reports.frame)
    return result


def _cases(columns: Columns, rows: list[tuple[Indicator, str]]) -> npt.NDArray[np.float64]:
    """Return how many cases each value rests on, shape (indicators, reports)."""
    pairs = zip(rows, columns.numerator, columns.denominator, strict=True)
    return np.array([cases_of(indicator.kind, above, below) for (indicator, _), above, below in pairs])
