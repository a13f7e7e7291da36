"""2024 as an experiment: did lawsuits without reconsideration give way to reconsiderations when the law asked for it?

Since 2024-01-01 a denial (不予公开) goes to reconsideration before a lawsuit (行政复议法 art. 23). Each agency is held
against itself; those that deny much against those that deny little, since the duty binds denials alone; and the same
comparison is made within the years before, where nothing happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govreports.checks.same_agency import key
from govreports.dataset.result import Result, result_of
from govreports.measures.arrays import floats, numbers
from govreports.measures.common_odds import CommonOdds, common_odds, odds_against
from govreports.measures.comparison import sound, used_rows
from govreports.measures.intervals import wilson
from govreports.measures.segments import breaks
from govreports.measures.tests_of_difference import holm, two_shares_p
from govreports.measures.too_few import too_few
from govreports.measures.verdicts import direction

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset

DIRECT, FIRST, DENIED = "lawsuit_direct_decided", "reconsideration_decided", "denied_share"
INDICATORS = (DIRECT, FIRST, DENIED)
"""What the comparison is made of. Decided cases only: a pending one stands in the reports of two years."""


def years_compared() -> tuple[int, int, int]:
    """Return the first whole year under the rules before, the middle of these years, and the law's own year.

    Examples
    --------
    >>> years_compared()
    (2020, 2022, 2024)
    """
    known = {rule.id: rule.year or 0 for rule in breaks()}
    start, law = known["regulations_2019"] + 1, known["reconsideration_law_2024"]
    return start, (start + law) // 2, law


def before_and_after(frame: Dataset | pd.DataFrame) -> Result:
    """Hold each agency's share of direct lawsuits among its decided challenges against that of the years before 2024.

    Parameters
    ----------
    frame : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned with `INDICATORS`.

    Returns
    -------
    pandas.DataFrame
        One row an agency with decided cases on both sides: ``agency, agency_id, key, denied_share`` (不予公开 of
        concluded, in the years before), ``direct_before, challenges_before, share_before, low_before, high_before``,
        the same ``_after``, ``p_value, adjusted`` (exact, Holm over the agencies) and ``verdict``: ``up``, ``down``,
        ``unseen``, ``few``. A challenge is a decided reconsideration or direct lawsuit. Of a whole and its part the one
        with fewer cases is left out; ``attrs["left_out"]`` names them.
    """
    start, _, law = years_compared()
    rows = _counts(frame, start)
    sides = _sides(rows, start, law)
    both = sides[(sides["challenges_before"] > 0) & (sides["challenges_after"] > 0)]
    kept, left_out = _each_once(both)
    result = kept.drop(columns="part_of").sort_values("agency", kind="stable").reset_index(drop=True)
    for side in ("before", "after"):
        x, n = floats(result[f"direct_{side}"]), floats(result[f"challenges_{side}"])
        low, high = wilson(x, n)
        result[f"share_{side}"], result[f"low_{side}"] = numbers(x / n), numbers(low)
        result[f"high_{side}"] = numbers(high)
    p_value = two_shares_p(*(floats(result[name]) for name in _COUNTS))
    few = too_few("share", np.fmin(floats(result["challenges_before"]), floats(result["challenges_after"])))
    adjusted = holm(np.where(few, np.nan, p_value))
    verdict = direction(adjusted, floats(result["share_after"]) >= floats(result["share_before"]))
    result["p_value"], result["adjusted"] = numbers(p_value), numbers(adjusted)
    result["verdict"] = pd.array(np.where(few, "few", verdict), dtype="string")
    result.attrs["left_out"] = left_out
    return result_of(result)


_COUNTS = ("direct_before", "challenges_before", "direct_after", "challenges_after")


def reconsideration_first(frame: Dataset | pd.DataFrame) -> Result:
    """Estimate what 2024 did to the odds that a challenge is a direct lawsuit.

    Parameters
    ----------
    frame : Dataset or pandas.DataFrame
        As for `before_and_after`.

    Returns
    -------
    pandas.DataFrame
        One row a comparison (``law``: before and since 2024; ``placebo``: the earlier and the later of the years
        before) and group (``all``, ``denies_much``, ``denies_little``, ``much_against_little``): ``comparison, group,
        agencies`` (with cases on both sides), ``informative, direct_before, challenges_before, direct_after,
        challenges_after, odds_ratio, low, high, p_value, adjusted, verdict``. Below 1 there are fewer direct lawsuits.
        ``much_against_little`` is the first group's ratio over the second's. `adjusted` is after Holm over all of them;
        `verdict` is ``few`` where nothing may be said.
    Notes
    -----
    Agencies are strata (`govreports.measures.common_odds`), grouped at the median of their 不予公开 in the years
    before, so that the law cannot have moved the groups.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> reconsideration_first(Dataset())["verdict"].unique().tolist()
    ['few']
    """
    start, middle, law = years_compared()
    rows = _counts(frame, start)
    lines: list[dict[str, Any]] = []
    for name, split, end in (("law", law, 9999), ("placebo", middle, law - 1)):
        sides = _sides(rows[rows["year"] <= end], start, split)
        kept, _ = _each_once(sides[(sides["challenges_before"] > 0) & (sides["challenges_after"] > 0)])
        lines += _groups(name, kept)
    result = pd.DataFrame(lines)
    result["adjusted"] = numbers(holm(floats(result["p_value"])))
    ratio, adjusted = floats(result["odds_ratio"]), floats(result["adjusted"])
    verdict = np.where(np.isnan(adjusted), "few", direction(adjusted, ratio >= 1))
    result["verdict"] = pd.array(verdict, dtype="string")
    return result_of(result)


def _groups(comparison: str, kept: pd.DataFrame) -> list[dict[str, Any]]:
    denied = floats(kept["denied_share"])
    middle = float(np.nanmedian(denied)) if np.isfinite(denied).any() else np.nan
    members = {"all": np.ones(len(kept), dtype=bool), "denies_much": denied > middle, "denies_little": denied <= middle}
    odds: dict[str, CommonOdds] = {}
    lines = []
    for group, chosen in members.items():
        x, n, y, m = (floats(kept[name])[chosen] for name in _COUNTS)
        odds[group] = common_odds(x, n, y, m)
        sums = dict(zip(_COUNTS, (float(part.sum()) for part in (x, n, y, m)), strict=True))
        lines.append(_line(comparison, group, int(chosen.sum()), sums, odds[group]))
    against = odds_against(odds["denies_much"], odds["denies_little"])
    return [*lines, _line(comparison, "much_against_little", len(kept), dict.fromkeys(_COUNTS, np.nan), against)]


def _line(comparison: str, group: str, agencies: int, sums: dict[str, float], odds: CommonOdds) -> dict[str, Any]:
    head = {"comparison": comparison, "group": group, "agencies": agencies, "informative": odds.informative}
    measured = {"odds_ratio": odds.ratio, "low": odds.low, "high": odds.high, "p_value": odds.p_value}
    return head | sums | measured


def _counts(frame: Dataset | pd.DataFrame, start: int) -> pd.DataFrame:
    """Return a row for each agency and year since `start` of which both counts are sound."""
    rows = used_rows(frame, INDICATORS)
    rows = rows[sound(rows) & (rows["applicant"] == "total") & (rows["year"] >= start).fillna(False)]
    rows = rows.assign(key=key(rows)).dropna(subset=["key"])
    wide = rows.pivot(index=["key", "year"], columns="indicator", values=["numerator", "denominator"])
    heads = rows.drop_duplicates(["key", "year"]).set_index(["key", "year"])[["agency", "agency_id", "part_of"]]
    counts = heads.assign(
        direct=_of(wide, "numerator", DIRECT),
        first=_of(wide, "numerator", FIRST),
        denied=_of(wide, "numerator", DENIED),
        concluded=_of(wide, "denominator", DENIED),
    )
    return counts.dropna(subset=["direct", "first"]).reset_index().sort_values(["key", "year"], kind="stable")


def _of(wide: pd.DataFrame, part: str, indicator: str) -> Any:
    return wide[(part, indicator)] if (part, indicator) in wide.columns else pd.NA


def _sides(rows: pd.DataFrame, start: int, split: int) -> pd.DataFrame:
    """Add the years of each agency up on both sides of a year."""
    rows = rows.assign(challenges=rows["direct"] + rows["first"])
    before = rows["year"] < split
    sums: list[pd.DataFrame | pd.Series[Any]] = [
        rows[side].groupby("key")[["direct", "challenges"]].sum().add_suffix(f"_{name}")
        for name, side in (("before", before), ("after", ~before))
    ]
    earlier = rows[before].groupby("key")[["denied", "concluded"]].sum()
    latest = rows.groupby("key")[["agency", "agency_id", "part_of"]].last()
    denied = earlier["denied"] / earlier["concluded"].where(earlier["concluded"] > 0)
    table = latest.join(sums).join(denied.rename("denied_share"))
    return table.fillna(dict.fromkeys(_COUNTS, 0.0)).reset_index()


def _each_once(sides: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Leave out, of every whole and part, the one that tells less: whose smaller side has fewer cases."""
    smaller = np.fmin(floats(sides["challenges_before"]), floats(sides["challenges_after"]))
    weight = dict(zip(sides["key"], smaller, strict=True))
    gone = set()
    for part, above in zip(sides["key"], sides["part_of"], strict=True):
        for whole in above.split(";") if isinstance(above, str) else ():
            if whole in weight:
                gone.add(part if weight[whole] >= weight[part] else whole)
    out = sides["key"].isin(gone)
    return sides[~out], tuple(sorted(sides.loc[out, "agency"]))
