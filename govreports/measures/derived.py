"""Rows made of other rows: sums of numerators over sums of denominators, with value, interval and flags anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govreports.measures.arrays import factorized, floats, numbers, objects, texts
from govreports.measures.comparison import UNSOUND, flags_of, masks_of, sound
from govreports.measures.definitions import definitions
from govreports.measures.flags import BIT
from govreports.measures.intervals import SHARE_INTERVALS
from govreports.measures.values import N_CLASSES, bounds_of, cases_of, n_class_codes, value_of

if TYPE_CHECKING:
    import numpy.typing as npt

# Reasons that belong to a row alone and do not pass to the sum that leaves the row out or adds its few cases.
OWN = sum(BIT[code] for code in (*UNSOUND, "no_cases", "few_cases"))


def summed_rows(rows: pd.DataFrame, keys: list[str], interval: str = "wilson") -> pd.DataFrame:
    """Add rows up within groups.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `indicators` and the columns `keys`, among them ``indicator``. Rows without a sound numerator and
        denominator are left out of the sum.
    keys : list of str
        The columns whose values make a group.

    Returns
    -------
    pandas.DataFrame
        One row a group: `keys`, ``kind, unit, numerator, denominator, value, low, high, level, n_class, left_out``,
        ``rows`` (how many were added), ``scope, segment, basis, flags``. Where the rows of a group stand in more than
        one segment, nothing is added and `flags` says ``break``.
    """
    good = sound(rows)
    codes, first = _groups(rows, keys)
    count = len(first)
    result = rows.iloc[first][keys].reset_index(drop=True)
    for name in ("kind", "unit", "level", "basis"):
        result[name] = rows[name].iloc[first].to_numpy()
    sums = {}
    for name in ("numerator", "denominator", "left_out"):
        values = floats(rows[name])
        some = np.bincount(codes[good], weights=~np.isnan(values[good]), minlength=count) > 0
        total = np.bincount(codes[good], weights=np.nan_to_num(values[good]), minlength=count)
        sums[name] = np.where(some, total, np.nan)
    masks = np.zeros(count, dtype=np.int64)
    np.bitwise_or.at(masks, codes[good], masks_of(rows["flags"])[good] & ~OWN & ~BIT["break"] & ~BIT["duplicate"])
    segment, unlike = _common(objects(rows["segment"]), codes, good, count)
    scope, unlike_scope = _common(objects(rows["scope"]), codes, good, count)
    masks[unlike_scope] |= BIT["mixed_scope"]
    for name in ("numerator", "denominator", "left_out"):
        sums[name][unlike] = np.nan
    columns = _evaluated(result, sums, masks, interval)
    masks[unlike] |= BIT["break"]
    result["numerator"], result["denominator"] = numbers(sums["numerator"]), numbers(sums["denominator"])
    for name, column_values in columns.items():
        result[name] = column_values
    result["left_out"] = numbers(sums["left_out"])
    result["rows"] = np.bincount(codes[good], minlength=count)
    result["scope"], result["segment"] = texts(scope), texts(segment)
    result["flags"] = flags_of(masks)
    ends = ["kind", "unit", "numerator", "denominator", "value", "low", "high", "level", "n_class", "left_out", "rows"]
    return result[[*keys, *ends, "scope", "segment", "basis", "flags"]]


def _groups(rows: pd.DataFrame, keys: list[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    codes = np.asarray(rows.groupby(keys, sort=True, dropna=False).ngroup(), dtype=np.intp)
    _, first = np.unique(codes, return_index=True)
    return codes, np.asarray(first)


def _common(
    values: npt.NDArray[np.object_], codes: npt.NDArray[np.intp], good: npt.NDArray[np.bool_], count: int
) -> tuple[list[Any], npt.NDArray[np.bool_]]:
    """Return what all rows of a group have in common, None where they differ, and where that is."""
    place_of, known = factorized(values)
    low = np.full(count, len(known), dtype=np.intp)
    high = np.full(count, -1, dtype=np.intp)
    np.minimum.at(low, codes[good], place_of[good])
    np.maximum.at(high, codes[good], place_of[good])
    same = low == high
    return [known[low[place]] if same[place] else None for place in range(count)], (high >= 0) & ~same


def _evaluated(
    result: pd.DataFrame, sums: dict[str, npt.NDArray[np.float64]], masks: npt.NDArray[np.int64], interval: str
) -> dict[str, Any]:
    if interval not in SHARE_INTERVALS:
        raise ValueError(f"interval is {interval!r}; it may be {', '.join(SHARE_INTERVALS)}")
    known = definitions()
    count = len(result)
    value, low, high, cases = (np.full(count, np.nan) for _ in range(4))
    codes, names = factorized(result["indicator"])
    level = float(result["level"].iloc[0]) if count else 0.95
    for code, name in enumerate(names):
        of_indicator = np.flatnonzero(codes == code)
        what = known[str(name)]
        x, n = sums["numerator"][of_indicator], sums["denominator"][of_indicator]
        value[of_indicator], marks = value_of(what.kind, x, n, what.scale, what.min_denominator)
        masks[of_indicator] |= marks
        x = np.where(np.isnan(value[of_indicator]), np.nan, x)
        if what.by_chance or what.kind == "yes_no":  # a group's share of yes has an interval
            low[of_indicator], high[of_indicator] = bounds_of(what.kind, x, n, what.scale, interval, level)
        cases[of_indicator] = n if what.kind == "yes_no" else cases_of(what.kind, x, n)
    classes = texts([*(name for name, _ in N_CLASSES), None]).take(n_class_codes(cases))
    return {"value": numbers(value), "low": numbers(low), "high": numbers(high), "n_class": classes}
