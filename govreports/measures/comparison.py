"""What every comparison asks first: one report for each agency and year, no agency beside its own parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from govreports.measures.arrays import floats, objects, texts
from govreports.measures.definitions import Indicator, definitions
from govreports.measures.flags import BIT, FLAGS, codes_of, flag_text

if TYPE_CHECKING:
    import numpy.typing as npt

# A value is withheld for these two because there are too few cases; the cases themselves are sound and may be added.
FEW = ("no_cases", "few_cases")
UNSOUND = [flag.code for flag in FLAGS if flag.withheld and flag.code not in FEW]


class DoubleCountingError(ValueError):
    """An agency was to be added to, or compared beside, an agency whose report contains it."""


class NotComparableError(ValueError):
    """An indicator or a set of rows does not allow what was asked."""


def used_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out the reports that another one for the same agency and year replaces.

    Raises
    ------
    NotComparableError
        The frame is not one that `indicators` gave (a rate without its numerator cannot be compared), or holds a
        report twice or on two bases.
    """
    needed = [
        "report",
        "agency",
        "agency_id",
        "year",
        "indicator",
        "numerator",
        "denominator",
        "value",
        "part_of",
        "used",
    ]
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        raise NotComparableError(
            f"the frame has no column {', '.join(missing)}. Give what gr.indicators() returned: sums are made of "
            "numerators and denominators, never of rates."
        )
    rows = frame[frame["used"].fillna(False)]
    twice = rows.duplicated(["report", "indicator", "applicant", "basis"])
    if twice.any():
        raise NotComparableError(
            f"report {rows.loc[twice, 'report'].iloc[0]} stands more than once in the frame with one indicator"
        )
    if rows["basis"].nunique() > 1:
        raise NotComparableError("the frame holds more than one basis; compare printed with printed")
    return rows


def one_indicator(
    frame: pd.DataFrame, indicator: str | None, year: int | None, kinds: Iterable[str], applicant: str = "total"
) -> tuple[pd.DataFrame, Indicator]:
    """Take the rows of one indicator in one year, each agency once.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `indicators`.
    indicator, year
        May be None where the frame holds only one.
    kinds : iterable of str
        The kinds for which the comparison has a meaning.

    Raises
    ------
    NotComparableError
        More than one indicator or year is left, or the kind is another.
    DoubleCountingError
        An agency stands beside its part.
    """
    rows = used_rows(frame)
    chosen = _only(rows, "indicator", indicator)
    found = definitions()[str(chosen)]
    allowed = tuple(kinds)
    if found.kind not in allowed:
        raise NotComparableError(
            f"{found.id} ({found.zh}) is a {found.kind}; this comparison is for a {' or a '.join(allowed)}"
        )
    rows = rows[rows["indicator"] == found.id]
    rows = rows[rows["applicant"].fillna("total") == applicant]
    rows = rows[rows["year"] == _only(rows, "year", year)]
    refuse_double_counting(rows)
    return rows.reset_index(drop=True), found


def _only(rows: pd.DataFrame, column: str, wanted: Any) -> Any:
    present = list(rows[column].dropna().unique())
    if wanted is None and len(present) == 1:
        return present[0]
    if wanted is None:
        raise NotComparableError(f"the frame holds {len(present)} values of {column}; say which one to compare")
    if wanted not in present:
        raise NotComparableError(f"the frame holds no row with {column} {wanted}")
    return wanted


def refuse_double_counting(rows: pd.DataFrame, within: Iterable[str] = ()) -> None:
    """Raise where an agency and a part of it stand in the same year (and the same group).

    Parameters
    ----------
    rows : pandas.DataFrame
        With ``agency, agency_id, part_of, year``.
    within : iterable of str
        Further columns that keep rows apart.

    Raises
    ------
    DoubleCountingError
        The message names both agencies.
    """
    apart = ["year", *within]
    once = rows[["agency", "agency_id", "part_of", *apart]].drop_duplicates()
    parts = once.dropna(subset=["part_of"]).copy()
    parts["above"] = parts["part_of"].str.split(";")
    parts = parts.explode("above")
    both = parts.merge(once, left_on=["above", *apart], right_on=["agency_id", *apart], suffixes=("", "_above"))
    if len(both):
        row = both.iloc[0]
        raise DoubleCountingError(
            f"{row['agency']} ({row['agency_id']}) is part of {row['agency_above']} ({row['above']}), whose report may "
            f"contain it; both stand in {row['year']}, and its cases would count twice. Leave one of them out."
        )


def has_any(flags: pd.Series[Any], codes: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Determine which rows carry one of these reason codes."""
    masks = masks_of(flags)
    return (masks & sum(BIT[code] for code in codes)) > 0


def masks_of(flags: pd.Series[Any]) -> npt.NDArray[np.int64]:
    """Turn reason codes joined by ``;`` back into bit masks."""
    codes, known = pd.factorize(objects(flags))
    masks = [sum(BIT[code] for code in str(text).split(";")) for text in known]
    return np.array([*masks, 0], dtype=np.int64)[codes]


def flags_of(masks: npt.NDArray[np.int64]) -> Any:
    """Spell bit masks out as a column."""
    codes, spelled = codes_of(masks)
    return texts(spelled).take(codes)


def sound(rows: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Determine which rows have a numerator and a denominator that may be added to others."""
    complete = ~np.isnan(floats(rows["numerator"]))
    divided = ~rows["kind"].isin(["count", "stock", "amount"]).to_numpy(dtype=bool)
    complete &= ~divided | ~np.isnan(floats(rows["denominator"]))
    return complete & ~has_any(rows["flags"], UNSOUND)


class Note(NamedTuple):
    """One thing that a reader of a comparison must know, in both languages."""

    zh: str
    en: str


_SCOPES = {"agency": "本机关", "own_level": "本级", "whole": "汇总", "mixed": "不一"}
_FLAGGED = ("duplicate", "agency_unknown", "published_error", "reading")


def notes_of(rows: pd.DataFrame) -> tuple[Note, ...]:
    """Determine what a reader must know: unlike scopes, second reports, unknown agencies, published errors."""
    notes = []
    scopes = set(objects(rows["scope"]).tolist())
    if len(scopes) > 1:
        zh = "、".join(sorted(_SCOPES.get(scope, "未知") for scope in scopes))
        en = ", ".join(sorted(str(scope or "unknown") for scope in scopes))
        notes.append(Note(f"各报告口径不一（{zh}）。", f"The reports speak of unlike scopes ({en})."))
    for code in _FLAGGED:
        named = rows.loc[has_any(rows["flags"], [code]), "agency"].dropna().unique()
        if len(named):
            names = "、".join(named)
            zh, en = flag_text(code, "zh"), flag_text(code, "en")
            notes.append(Note(f"{zh}：{names}。", f"{en[0].upper()}{en[1:]}: {names}."))
    return tuple(notes)
