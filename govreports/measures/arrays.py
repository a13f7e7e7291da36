"""Columns of frames as plain arrays: what is missing becomes None, NaN or a number that says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import numpy.typing as npt


def objects(column: pd.Series[Any]) -> npt.NDArray[np.object_]:
    """Return texts as objects, None where missing."""
    values = np.array(column, dtype=object)
    values[np.asarray(pd.isna(column))] = None
    return values


def floats(column: pd.Series[Any]) -> npt.NDArray[np.float64]:
    """Return numbers, NaN where missing."""
    if column.dtype != "Float64":
        column = pd.to_numeric(column).astype("Float64")
    return np.asarray(column.to_numpy(dtype=np.float64, na_value=np.nan))


def whole(column: pd.Series[Any], missing: int = 0) -> npt.NDArray[np.int64]:
    """Return whole numbers, `missing` where missing."""
    return np.asarray(column.fillna(missing).astype("int64").to_numpy())


def factorized(values: npt.NDArray[Any] | pd.Series[Any]) -> tuple[npt.NDArray[np.intp], list[Any]]:
    """Number values in the order of their first use; a missing one is a value too, None."""
    codes, unique = pd.factorize(values, use_na_sentinel=False)
    return np.asarray(codes), [None if pd.isna(value) else value for value in unique]


def texts(values: Iterable[Any]) -> Any:
    """Make a column of texts, NA for None."""
    return pd.array(list(values), dtype="string")


def tiled(values: Iterable[Any], times: int) -> Any:
    """Repeat a column of texts as a whole.

    Examples
    --------
    >>> tiled(["a", None], 2).tolist()
    ['a', <NA>, 'a', <NA>]
    """
    once = texts(values)
    block = min(times, 1000)
    # Joined columns of texts share their memory: a thousand repetitions are laid out, the rest costs nothing.
    many = pd.Series(once.take(np.tile(np.arange(len(once)), block)))
    whole_blocks, rest = divmod(times, block) if block else (1, 0)
    return pd.concat([many] * whole_blocks + [many.iloc[: rest * len(once)]], ignore_index=True).array


def truths(values: Iterable[Any]) -> Any:
    """Make a column of yes and no, NA for None."""
    return pd.array(list(values), dtype="boolean")


def numbers(values: npt.NDArray[np.float64]) -> Any:
    """Make a column of numbers, NA for NaN."""
    return pd.arrays.FloatingArray(values, np.isnan(values))
