"""Change from year to year (同比、百分点) and over many years, with intervals, never across a break."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govreports.checks.same_agency import key
from govreports.dataset.result import Result, result_of
from govreports.measures.arrays import floats, numbers, objects, texts, whole
from govreports.measures.comparison import NotComparableError, flags_of, masks_of, used_rows
from govreports.measures.flags import BIT
from govreports.measures.intervals import Array, difference, ratio
from govreports.measures.kinds import OF_EVENTS, PERCENTAGES
from govreports.measures.verdicts import p_of_change, verdicts

if TYPE_CHECKING:
    import numpy.typing as npt

    from govreports.dataset.data import Dataset


def change(
    frame: Dataset | pd.DataFrame,
    first: int | None = None,
    last: int | None = None,
    *,
    indicator: str | Iterable[str] | None = None,
    agency: str | None = None,
) -> Result:
    """Compare two years of each agency.

    Parameters
    ----------
    frame : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned.
    first, last : int, optional
        The two years. For None each year is compared with the agency's last report before it; where that is not of the
        year before, `gap` is True.
    indicator : str or iterable of str, optional
        Ids or names; all of the frame for None.
    agency : str, optional
        One agency and the agencies below it; all of the frame for None.

    Returns
    -------
    pandas.DataFrame
        One row an agency, indicator, applicant and pair of years: ``agency, agency_id, indicator, applicant, kind,
        unit, report_from, report_to, year_from, year_to, gap, n_from, n_to, value_from, value_to, difference,
        difference_low, difference_high, relative, relative_low, relative_high, clear, p_value, adjusted, verdict,
        segment, flags``.

        `difference` is value_to − value_from; of a share times 100 it is in 百分点. `relative` is 同比, value_to /
        value_from − 1; of shares it is NA, since a percentage of a percentage misleads. `clear` tells whether the
        interval of the difference leaves out 0 (NA where there is no interval). `p_value` is that of the exact test,
        `adjusted` the same after Holm over the agencies with this indicator and year, and `verdict` what may be said:
        see `govreports.measures.verdicts.verdicts`. Where a break lies between the two years all of these are NA and
        `flags` says ``break``.

    Raises
    ------
    NotComparableError
        The frame has no numerators, or only one of the two years is given.
    """
    if isinstance(first, str):
        raise NotComparableError(f"{first!r} is no year: name the indicator as indicator={first!r}")
    if (first is None) != (last is None) or (first is not None and last is not None and first >= last):
        raise NotComparableError("give both years, the earlier one first, or neither: change(data, 2023, 2024)")
    rows = _keyed(used_rows(frame, indicator, agency))
    if first is not None:
        rows = rows[rows["year"].isin([first, last])]
    return _compared(*_steps(rows))


def change_of_each(frame: pd.DataFrame) -> dict[str, list[dict[Any, Any]]]:
    """Return by agency the records of what `change` says of each agency alone, with no other to be tested beside it.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `indicators` returned.
    """
    before, after = _steps(_keyed(used_rows(frame)))
    moves: dict[str, list[dict[Any, Any]]] = {}
    for who, move in zip(after["key"], _compared(before, after, alone=True).to_dict("records"), strict=True):
        moves.setdefault(str(who), []).append(move)
    return moves


def _steps(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return each report's rows of `_keyed` that another follows, and those that follow."""
    rows = rows.reset_index(drop=True)
    line = np.asarray(rows.groupby(_KEYS, sort=False).ngroup())
    to = np.flatnonzero(line[1:] == line[:-1]) + 1
    return rows.iloc[to - 1].reset_index(drop=True), rows.iloc[to].reset_index(drop=True)


_KEYS = ["key", "indicator", "applicant"]


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Order the used rows by agency, indicator, applicant and year."""
    rows = rows.assign(key=key(rows))
    rows = rows[rows["key"].notna() & rows["year"].notna()]
    return rows.sort_values([*_KEYS, "year"], kind="stable")


def _compared(before: pd.DataFrame, after: pd.DataFrame, alone: bool = False) -> Result:
    a, b = floats(before["value"]), floats(after["value"])
    whole_segment = objects(before["segment"]) == objects(after["segment"])
    a_fit, b_fit = np.where(whole_segment, a, np.nan), np.where(whole_segment, b, np.nan)
    bounds = [(floats(side["low"]), floats(side["high"])) for side in (before, after)]
    moved, low, high = difference(a_fit, bounds[0], b_fit, bounds[1])
    relative, relative_low, relative_high = _relative(before, a_fit, b_fit)
    masks = (masks_of(before["flags"]) | masks_of(after["flags"])) & ~BIT["break"]
    masks[~whole_segment] |= BIT["break"]
    scopes = objects(before["scope"]), objects(after["scope"])
    masks[(scopes[0] != scopes[1]) & ~pd.isna(scopes[0]) & ~pd.isna(scopes[1])] |= BIT["mixed_scope"]
    years = whole(before["year"]), whole(after["year"])
    clear = pd.array((low > 0) | (high < 0), dtype="boolean")
    clear[np.isnan(low) | np.isnan(high)] = pd.NA
    compared: dict[str, Any] = {name: after[name] for name in ("agency", "agency_id", *_KEYS[1:], "kind", "unit")}
    compared |= {"report_from": before["report"], "report_to": after["report"]}
    compared |= {"year_from": before["year"], "year_to": after["year"], "gap": years[1] - years[0] > 1}
    compared |= {"n_from": _cases(before), "n_to": _cases(after)}
    compared |= {"value_from": before["value"], "value_to": after["value"]}
    compared |= {"difference": numbers(moved), "difference_low": numbers(low), "difference_high": numbers(high)}
    compared |= {"relative": numbers(relative), "relative_low": numbers(relative_low)}
    compared |= {"relative_high": numbers(relative_high), "clear": clear}
    compared |= {"p_value": numbers(np.where(whole_segment, p_of_change(before, after), np.nan))}
    adjusted, verdict = verdicts(pd.DataFrame(compared), alone)
    compared |= {"adjusted": numbers(adjusted), "verdict": texts(verdict)}
    compared |= {"segment": after["segment"].where(whole_segment), "flags": flags_of(masks)}
    return result_of(pd.DataFrame(compared))


def _relative(before: pd.DataFrame, a: Array, b: Array) -> tuple[Array, Array, Array]:
    """Return 同比; its interval is that of the ratio of two counts, where both are counts."""
    kinds = objects(before["kind"])
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.where((a > 0) & ~np.isin(kinds, PERCENTAGES), b / a - 1, np.nan)
        level = float(floats(before["level"])[0]) if len(before) else 0.95
        low, high = ratio(b, a, "wilson", level)
    counted = np.isin(kinds, OF_EVENTS) & ~np.isnan(relative) & ~np.isnan(floats(before["low"]))
    # Of a rate per inhabitants it is the counts that vary; the inhabitants of both years are the same figure.
    return relative, np.where(counted, low - 1, np.nan), np.where(counted, high - 1, np.nan)


def _cases(rows: pd.DataFrame) -> Any:
    return rows["denominator"].where(rows["kind"] != "count", rows["numerator"])


def trend(
    frame: Dataset | pd.DataFrame,
    *,
    indicator: str | Iterable[str] | None = None,
    agency: str | None = None,
) -> Result:
    """Return for each stretch of years between two breaks how a value moved.

    Parameters
    ----------
    frame : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned.
    indicator, agency
        As for `change`.

    Returns
    -------
    pandas.DataFrame
        One row an agency, indicator, applicant and segment with at least two values: ``agency, agency_id, indicator,
        applicant, kind, unit, segment, year_from, year_to, years, difference, difference_low, difference_high`` (last
        minus first value), ``slope, slope_low, slope_high`` (change a year by least squares), `clear` (the slope's
        interval leaves out 0) and ``flags``.

    Notes
    -----
    The slope is a weighted sum of the yearly values; its interval follows from theirs by square-and-add for linear
    functions (G. Y. Zou, W. Huang and X. Zhang, Computational Statistics & Data Analysis 53 (2009) 1080-1085; with two
    years it is that of `change`).
    """
    rows = _keyed(used_rows(frame, indicator, agency))
    rows = rows[rows["value"].notna() & rows["segment"].notna()]
    rows = rows.sort_values([*_KEYS, "segment", "year"], kind="stable").reset_index(drop=True)
    group = np.asarray(rows.groupby([*_KEYS, "segment"], sort=False).ngroup())
    kept = np.bincount(group, minlength=1)[group] >= 2 if len(rows) else np.zeros(0, dtype=bool)
    rows, group = rows[kept].reset_index(drop=True), group[kept]
    place, start = _renumbered(group)
    end = np.append(start[1:], len(rows)).astype(np.intp) - 1 if len(start) else start
    ends = _compared(rows.iloc[start].reset_index(drop=True), rows.iloc[end].reset_index(drop=True))
    slope, low, high = _slope(rows, place, len(start))
    masks = np.zeros(len(start), dtype=np.int64)
    np.bitwise_or.at(masks, place, masks_of(rows["flags"]) & ~BIT["break"])
    clear = pd.array((low > 0) | (high < 0), dtype="boolean")
    clear[np.isnan(low) | np.isnan(high)] = pd.NA
    result = ends[
        ["agency", "agency_id", "indicator", "applicant", "kind", "unit", "segment", "year_from", "year_to"]
    ].copy()
    result["years"] = np.bincount(place, minlength=len(start))
    for name in ("difference", "difference_low", "difference_high"):
        result[name] = ends[name]
    result["slope"], result["slope_low"], result["slope_high"] = numbers(slope), numbers(low), numbers(high)
    result["clear"], result["flags"] = clear, flags_of(masks)
    return result_of(result)


def _renumbered(group: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Number sorted groups from 0 without gaps, and give where each begins."""
    _, start, place = np.unique(group, return_index=True, return_inverse=True)
    return np.asarray(place), np.asarray(start)


def _slope(rows: pd.DataFrame, group: npt.NDArray[np.intp], count: int) -> tuple[Array, Array, Array]:
    def total(weights: Array) -> Array:
        return np.bincount(group, weights=weights, minlength=count).astype(np.float64)

    year, value = floats(rows["year"]), floats(rows["value"])
    size = np.bincount(group, minlength=count)
    centred = year - (total(year) / size)[group]
    weight = centred / total(centred**2)[group]
    low, high = floats(rows["low"]), floats(rows["high"])
    # Each year moves the slope down by its own bound on the side that its weight turns down.
    down = weight * np.where(weight > 0, value - low, value - high)
    up = weight * np.where(weight > 0, high - value, low - value)
    slope = total(weight * value)
    return slope, slope - np.sqrt(total(down**2)), slope + np.sqrt(total(up**2))
