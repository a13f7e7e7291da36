"""Funnel: which agencies lie further from the common rate than chance explains.

After D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005)
1185-1202, with exact binomial limits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from govreports.measures.arrays import floats, numbers, texts
from govreports.measures.comparison import NotComparableError, Note, notes_of, one_indicator, sound, too_few_agencies
from govreports.measures.control_limits import dispersion, exact_p, limits, wide_p
from govreports.measures.intervals import Array
from govreports.measures.tests_of_difference import Homogeneity, homogeneity
from govreports.measures.too_few import too_few

if TYPE_CHECKING:
    import numpy.typing as npt

    from govreports.dataset.data import Dataset

LEVELS = {"95": 0.95, "998": 0.998}

AGENCIES_FOR_SPREAD = 20
"""From so many agencies on their own spread is estimated well enough to widen the limits by it; with fewer τ is
anything between nothing and twice itself."""

Overdispersion = Literal["none", "multiplicative", "additive"]


@dataclass(frozen=True)
class Funnel:
    """The result of `funnel`.

    Attributes
    ----------
    points : pandas.DataFrame
        One row an agency: ``report, agency, agency_id, year, numerator, denominator, value, low, high``, the limits at
        its own n ``low_95, high_95, low_998, high_998``, two-sided `p_value`, `q_value` (Benjamini-Hochberg over all
        agencies with enough cases), `outside` (``within``, ``above_95``, ``above_998``, ``below_95``, ``below_998``, or
        ``too_few`` below ten cases), `discovery` (`q_value` at most the false-discovery rate asked for), `flags`.
    limits : pandas.DataFrame
        ``n, low_95, high_95, low_998, high_998`` over a range of n, to draw the funnel.
    pooled : pandas.DataFrame
        The common rate of all agencies and without the largest: ``who, agencies, numerator, denominator, value,
        share_of_cases, left_out``.
    target : float
        The rate in the funnel's middle.
    phi, tau2 : float
        Over-dispersion factor and variance between agencies (Paule and Mandel), whichever the limits use.
    homogeneity : Homogeneity or None
        Test of whether all agencies with enough cases can share one rate; None where fewer than two have them.
    notes : tuple of Note
        What a reader must know, in both languages (``note.zh``, ``note.en``).
    """

    indicator: str
    year: int
    points: pd.DataFrame
    limits: pd.DataFrame
    pooled: pd.DataFrame
    target: float
    overdispersion: str
    phi: float
    tau2: float
    homogeneity: Homogeneity | None
    notes: tuple[Note, ...]


def funnel(
    frame: Dataset | pd.DataFrame,
    indicator: str | None = None,
    year: int | None = None,
    *,
    target: float | Literal["pooled", "without_largest"] = "pooled",
    largest: int = 3,
    overdispersion: Overdispersion | None = None,
    fdr: float = 0.05,
    applicant: str = "total",
) -> Funnel:
    """Compare the agencies of one year with their common rate.

    Parameters
    ----------
    frame : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned; restrict it to the peers to compare.
    indicator, year : optional
        Id or name, and the year. They may be left out where the frame holds one only; of a dataset the year is then
        the last full one. The indicator must be a share.
    target : float or str
        ``pooled``: sum over sum of all; ``without_largest``: the same without the `largest` agencies; or a rate.
    overdispersion : str
        ``none``: exact binomial limits. ``multiplicative``, ``additive``: limits widened by φ or by τ² (never narrower
        than the exact ones). None: additive from `AGENCIES_FOR_SPREAD` agencies on, exact below.
    fdr : float
        False-discovery rate for `discovery`.

    Raises
    ------
    NotComparableError
        Not a share, no such rows, or fewer than three agencies with cases.
    """
    rows, definition = one_indicator(frame, indicator, year, ["share"], applicant)
    notes = notes_of(rows)
    rows = rows[sound(rows) & (floats(rows["denominator"]) > 0)].reset_index(drop=True)
    if len(rows) < 3:
        raise too_few_agencies(rows, definition, 3)
    x, n = floats(rows["numerator"]), floats(rows["denominator"])
    pooled = _pooled(rows, x, n, largest)
    middle = _target(target, pooled)
    phi, tau2 = dispersion(x, n, middle)
    if overdispersion is None:
        overdispersion = "additive" if len(rows) >= AGENCIES_FOR_SPREAD else "none"
    enough = ~too_few("share", n)
    alike = homogeneity(x[enough], n[enough]) if enough.sum() > 1 else None
    points = rows[["report", "agency", "agency_id", "year", "numerator", "denominator", "value", "low", "high"]].copy()
    spread = _spread(overdispersion, phi, tau2)
    for name, level in LEVELS.items():
        points[f"low_{name}"], points[f"high_{name}"] = limits(n, middle, level, *spread)
    judged = judge(x, n, middle, *spread)
    points["p_value"] = judged.p_value
    points["q_value"] = numbers(judged.q_value)
    points["outside"] = texts(judged.outside)
    points["discovery"] = np.nan_to_num(judged.q_value, nan=1.0) <= fdr
    points["flags"] = rows["flags"]
    sizes = np.unique(np.round(np.geomspace(1, float(n.max()) * 1.1 + 1, 200))).astype(np.float64)
    curve = pd.DataFrame({"n": sizes})
    for name, level in LEVELS.items():
        curve[f"low_{name}"], curve[f"high_{name}"] = limits(sizes, middle, level, *spread)
    when = int(rows["year"].iloc[0])
    return Funnel(definition.id, when, points, curve, pooled, middle, overdispersion, phi, tau2, alike, notes)


class Judged(NamedTuple):
    """What the funnel says of each agency; see `Funnel.points`."""

    p_value: Array
    q_value: Array
    outside: npt.NDArray[np.object_]


def judge(x: Array, n: Array, target: float, factor: float = 1.0, between: float = 0.0) -> Judged:
    """Determine which counts lie further from the target than chance and over-dispersion explain.

    Notes
    -----
    `q_value`: Y. Benjamini and Y. Hochberg, JRSS B 57 (1995) 289-300, over the agencies with enough
    cases.

    Examples
    --------
    >>> judge(np.array([9.0, 50.0, 90.0]), np.array([9.0, 100.0, 100.0]), 0.5).outside.tolist()
    ['too_few', 'within', 'above_998']
    """
    p_value = np.maximum(exact_p(x, n, target), wide_p(x, n, target, factor, between))
    enough = ~too_few("share", n)
    q_value = np.full(n.size, np.nan)
    if enough.any():
        q_value[enough] = stats.false_discovery_control(p_value[enough], method="bh")
    side = np.where(x / n > target, "above", "below")
    outside = np.full(x.size, "within", dtype=object)
    for name, level in LEVELS.items():
        beyond = p_value <= 1 - level
        outside[beyond] = np.char.add(side[beyond], f"_{name}")
    outside[~enough] = "too_few"
    return Judged(p_value, q_value, outside)


def _spread(overdispersion: Overdispersion, phi: float, tau2: float) -> tuple[float, float]:
    if overdispersion == "none":
        return 1.0, 0.0
    if overdispersion == "multiplicative":
        return max(1.0, phi), 0.0
    if overdispersion == "additive":
        return 1.0, tau2
    raise NotComparableError(f"overdispersion is {overdispersion!r}; it may be none, multiplicative or additive")


def _pooled(rows: pd.DataFrame, x: Array, n: Array, largest: int) -> pd.DataFrame:
    order = np.argsort(-n, kind="stable")
    rest = order[largest:]
    named = "、".join(rows["agency"].iloc[order[:largest]].fillna("?"))
    sets: list[tuple[str, npt.NDArray[np.intp], str | None]] = [("all", np.arange(n.size), None)]
    if rest.size and n[rest].sum() > 0:
        sets.append(("without_largest", rest, named))
    return pd.DataFrame(
        {
            "who": [who for who, _, _ in sets],
            "agencies": [part.size for _, part, _ in sets],
            "numerator": [x[part].sum() for _, part, _ in sets],
            "denominator": [n[part].sum() for _, part, _ in sets],
            "value": [x[part].sum() / n[part].sum() for _, part, _ in sets],
            "share_of_cases": [n[part].sum() / n.sum() for _, part, _ in sets],
            "left_out": texts(out for _, _, out in sets),
        }
    )


def _target(target: float | str, pooled: pd.DataFrame) -> float:
    if isinstance(target, str):
        who = {"pooled": "all", "without_largest": "without_largest"}.get(target)
        target_row = pooled.loc[pooled["who"] == who, "value"]
        if len(target_row) == 0:
            raise NotComparableError(
                f"target is {target!r}; it may be pooled, without_largest (if others are left) or a rate"
            )
        return float(target_row.iloc[0])
    if not 0 < target < 1:
        raise NotComparableError(f"target is {target}; a rate lies between 0 and 1")
    return float(target)
