"""What may be said of a change between two years: tested exactly, under control for the agencies compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govreports.measures.arrays import factorized, floats, objects
from govreports.measures.definitions import definitions
from govreports.measures.intervals import Array
from govreports.measures.kinds import BY_CHANCE
from govreports.measures.tests_of_difference import ALPHA, holm, p_of_kind
from govreports.measures.too_few import too_few

if TYPE_CHECKING:
    import numpy.typing as npt


def p_of_change(before: pd.DataFrame, after: pd.DataFrame) -> Array:
    """Return the exact p-value of each change; NaN where no cases came by chance or the years are not comparable.

    Parameters
    ----------
    before, after : pandas.DataFrame
        Rows of `indicators` in pairs, with ``indicator, kind, numerator, denominator, value``.
    """
    kinds = objects(before["kind"])
    kinds[~_by_chance(before["indicator"])] = None
    x, y = floats(before["numerator"]), floats(after["numerator"])
    n, m = floats(before["denominator"]), floats(after["denominator"])
    p_value = np.full(x.size, np.nan)
    for kind in BY_CHANCE:
        of_kind = np.flatnonzero(kinds == kind)
        p_value[of_kind] = p_of_kind(kind, x[of_kind], n[of_kind], y[of_kind], m[of_kind])
    return np.where(np.isnan(floats(before["value"])) | np.isnan(floats(after["value"])), np.nan, p_value)


def verdicts(moves: pd.DataFrame, alone: bool = False) -> tuple[Array, npt.NDArray[np.object_]]:
    """Judge changes.

    Parameters
    ----------
    moves : pandas.DataFrame
        With the columns of `change` up to ``p_value``.
    alone : bool
        Whether each change is looked at for itself, none beside those of other agencies.

    Returns
    -------
    adjusted : ndarray of float64
        p-values after Holm over the agencies with the same indicator, applicant and last year; NaN where not tested.
    verdict : ndarray of object
        ``same``: the value stayed; ``plain``: it moved, and nothing in it came by chance (levels, amounts, the agency's
        own acts); ``few``: fewer than ten cases in one of the years, so nothing is said; ``unseen``: no change beyond
        chance was seen; ``up``, ``down``: it moved further than chance explains; None: the years are not comparable.
    """
    step = floats(moves["difference"])
    fewer = np.fmin(floats(moves["n_from"]), floats(moves["n_to"]))
    kinds = objects(moves["kind"])
    few = np.zeros(step.size, dtype=bool)
    for kind in dict.fromkeys(kinds.tolist()):
        few[kinds == kind] = too_few(str(kind), fewer[kinds == kind])
    tested = ~np.isnan(step) & ~few
    p_value = np.where(tested, floats(moves["p_value"]), np.nan)
    adjusted = p_value if alone else _adjusted(moves, p_value)
    verdict = np.full(step.size, None, dtype=object)
    verdict[~np.isnan(step)] = "plain"
    verdict[tested & (step == 0)] = "same"
    moved = ~np.isnan(adjusted) & (step != 0)
    verdict[moved] = direction(adjusted[moved], step[moved] > 0)
    verdict[few & ~np.isnan(step)] = "few"
    return adjusted, verdict


def direction(adjusted: Array, rose: npt.NDArray[np.bool_]) -> npt.NDArray[np.str_]:
    """Return ``up`` or ``down`` where a difference is beyond chance, else ``unseen``."""
    return np.where(adjusted > ALPHA, "unseen", np.where(rose, "up", "down"))


def _adjusted(moves: pd.DataFrame, p_value: Array) -> Array:
    adjusted = np.full(p_value.size, np.nan)
    family, _ = factorized(moves["indicator"] + " " + moves["applicant"] + " " + moves["year_to"].astype("string"))
    order = np.argsort(family, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(family[order])) + 1):
        adjusted[members] = holm(p_value[members])
    return adjusted


def beyond_chance(move: Any) -> bool:
    """Return whether a change went further than chance explains.

    Parameters
    ----------
    move : mapping
        A row of `govreports.measures.change.change`.

    Examples
    --------
    >>> beyond_chance({"verdict": "up"}), beyond_chance({"verdict": "few"})
    (True, False)
    """
    return move["verdict"] in ("up", "down")


def _by_chance(names: pd.Series[Any]) -> npt.NDArray[np.bool_]:
    known = definitions()
    codes, names_once = factorized(names)
    return np.array([known[str(name)].by_chance for name in names_once], dtype=bool)[codes]
