"""What every comparison asks first: one report for each agency and year, no agency beside its own parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from govreports.dataset.data import Dataset
from govreports.dataset.not_the_original import set_anew_in
from govreports.measures.arrays import floats, objects, texts
from govreports.measures.asked import last_full_year, measured, with_parts
from govreports.measures.containment import contained, whole_and_part
from govreports.measures.definitions import Indicator, definitions
from govreports.measures.flags import BIT, FLAGS, codes_of, flag_text
from govreports.measures.kinds import UNDIVIDED
from govreports.measures.names import applicant_named, indicator_named

if TYPE_CHECKING:
    import numpy.typing as npt

# A value is withheld for these two because there are too few cases; the cases themselves are sound and may be added.
FEW = ("no_cases", "few_cases")
UNSOUND = [flag.code for flag in FLAGS if flag.withheld and flag.code not in FEW]


class DoubleCountingError(ValueError):
    """An agency was to be added to, or compared beside, an agency whose report contains it."""


class NotComparableError(ValueError):
    """An indicator or a set of rows does not allow what was asked."""


_NEEDED = ("report", "agency", "agency_id", "year", "indicator", "numerator", "denominator", "value", "part_of", "used")


def used_rows(
    asked: Dataset | pd.DataFrame, indicator: str | Iterable[str] | None = None, agency: str | None = None
) -> pd.DataFrame:
    """Return indicators without the reports that another one for the same agency and year replaces.

    Parameters
    ----------
    asked : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned.
    indicator : str or iterable of str, optional
        Ids or names; all for None.
    agency : str, optional
        One agency with the agencies below it; all for None.

    Raises
    ------
    NotComparableError
        The frame is not one that `indicators` gave (a rate without its numerator cannot be compared), or holds a
        report twice or on two bases.
    """
    frame = measured(asked, indicator)
    missing = [name for name in _NEEDED if name not in frame.columns]
    if missing:
        raise NotComparableError(
            f"the frame has no column {', '.join(missing)}. Give the dataset, or what gr.indicators(data) returned: "
            "sums are made of numerators and denominators, never of rates."
        )
    rows = frame[frame["used"].fillna(False)]
    rows = rows.assign(applicant=rows["applicant"].fillna("total"))  # an indicator that knows no applicants is of all
    rows = rows if agency is None else with_parts(rows, asked, agency)
    twice = rows.duplicated(["report", "indicator", "applicant", "basis"])
    if twice.any():
        raise NotComparableError(
            f"report {rows.loc[twice, 'report'].iloc[0]} stands more than once in the frame with one indicator; "
            "frame.drop_duplicates() takes it once."
        )
    if rows["basis"].nunique() > 1:
        raise NotComparableError(
            "the frame holds more than one basis; compare printed with printed: frame[frame['basis'] == 'printed']"
        )
    return rows


def one_indicator(
    asked: Dataset | pd.DataFrame,
    indicator: str | None,
    year: int | None,
    kinds: Iterable[str],
    applicant: str = "total",
) -> tuple[pd.DataFrame, Indicator]:
    """Return the rows of one indicator in one year, each agency once and none beside its own part.

    Parameters
    ----------
    asked : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned.
    indicator, year
        May be None where the frame holds only one. Of a dataset the year is then the last full one.
    kinds : iterable of str
        The kinds for which the comparison has a meaning.

    Returns
    -------
    rows : pandas.DataFrame
        Of an agency and a part of it the part; ``attrs["left_out"]`` names the wholes that were left out.
    indicator : Indicator

    Raises
    ------
    NotComparableError
        More than one indicator or year is left, or the kind is another.
    """
    rows = used_rows(asked, indicator)
    definition = definitions()[str(_only(rows, "indicator", indicator and indicator_named(indicator)))]
    allowed = tuple(kinds)
    if definition.kind not in allowed:
        raise NotComparableError(
            f"{definition.id} ({definition.zh}) is a {definition.kind}; this comparison is for a "
            f"{' or a '.join(allowed)}. gr.catalogue() lists the kind of each."
        )
    rows = rows[rows["indicator"] == definition.id]
    rows = rows[rows["applicant"] == applicant_named(applicant)]
    if year is None and isinstance(asked, Dataset):
        year = last_full_year(rows)
    rows = rows[rows["year"] == _only(rows, "year", year)]
    return _without_wholes(rows), definition


def _without_wholes(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out every agency of which a part has cases; a part without any hides nobody."""
    wholes, _ = contained(rows[(floats(rows["denominator"]) > 0) & ~np.isnan(floats(rows["numerator"]))], ())
    out = rows.index.isin(wholes.index[wholes])
    kept = rows[~out].reset_index(drop=True)
    kept.attrs["left_out"] = tuple(sorted(rows.loc[out, "agency"].dropna().unique()))
    return kept


def too_few_agencies(rows: pd.DataFrame, indicator: Indicator, needed: int) -> NotComparableError:
    """Return the error that says how few agencies there are to compare, whom the comparison leaves out, what to do."""
    wholes = rows.attrs.get("left_out", ())
    without = f" ({', '.join(wholes)} left out, since others that are there may be parts of it)" if wholes else ""
    return NotComparableError(
        f"{len(rows)} of {needed} agencies needed have cases for {indicator.id} ({indicator.zh}){without}. Take "
        "another year or more agencies; gr.indicators(data, ids) shows each agency's own value."
    )


def _only(rows: pd.DataFrame, column: str, wanted: Any) -> Any:
    present = sorted(rows[column].dropna().unique().tolist())
    if wanted is None and len(present) == 1:
        return present[0]
    there = ", ".join(map(repr, present[:8])) + (", …" if len(present) > 8 else "")
    if wanted is None and present:
        raise NotComparableError(
            f"the frame holds {len(present)} values of {column}; name the one to compare by {column}=…: {there}"
        )
    if wanted not in present:
        asked = "" if wanted is None else f" with {column} {wanted}"
        raise NotComparableError(f"the frame holds no row{asked}; it holds {there or 'no row at all'}")
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
    order = {who: place for place, who in enumerate(rows["agency_id"])}
    where = list(zip(*(rows[name] for name in ("year", *within)), strict=True))
    together: list[Any] = sorted(
        whole_and_part(zip(where, rows["agency_id"], rows["part_of"], strict=True)), key=lambda pair: order[pair[2]]
    )
    if together:
        where_both, whole, part = together[0]
        names = dict(zip(rows["agency_id"], rows["agency"], strict=True))
        raise DoubleCountingError(
            f"{names[part]} ({part}) is part of {names[whole]} ({whole}), whose report may contain it; both stand in "
            f"{where_both[0]}, and its cases would count twice. Leave one of them out: "
            f"frame[frame['agency_id'] != {whole!r}]; or add up within by='level'."
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
    divided = ~rows["kind"].isin(UNDIVIDED).to_numpy(dtype=bool)
    complete &= ~divided | ~np.isnan(floats(rows["denominator"]))
    return complete & ~has_any(rows["flags"], UNSOUND)


class Note(NamedTuple):
    """One thing that a reader of a comparison must know, in both languages."""

    zh: str
    en: str


def anew_note(reports: int, anew: int) -> Note:
    """State how many of some reports were typeset anew."""
    zh, en = ("", "All") if anew == reports else (f"其中 {anew} 份", f"{anew} of them")
    return Note(
        f"{zh}依据已公布的数字重新排印，并非原件。",
        f"{en} typeset anew from published figures: not the agency's file.",
    )


_SCOPES = {"agency": "本机关", "own_level": "本级", "whole": "汇总", "mixed": "不一"}
_NAMED = 12
"""Agencies that a note names."""
_FLAGGED = ("duplicate", "agency_unknown", "published_error", "reading")


def notes_of(rows: pd.DataFrame) -> tuple[Note, ...]:
    """Determine what a reader must know: unlike scopes, second reports, unknown agencies, published errors."""
    notes = []
    left_out = rows.attrs.get("left_out", ())
    if left_out:
        zh, en = _some(left_out)
        notes.append(
            Note(
                f"为避免重复计算（上级报告可能含下级），未列：{zh}。",
                f"Left out, since their reports may contain others that are listed: {en}.",
            )
        )
    scopes = set(objects(rows["scope"]).tolist())
    if len(scopes) > 1:
        zh = "、".join(sorted(_SCOPES.get(scope, "未知") for scope in scopes))
        en = ", ".join(sorted(str(scope or "unknown") for scope in scopes))
        notes.append(Note(f"各报告口径不一（{zh}）。", f"The reports speak of unlike scopes ({en})."))
    for code in _FLAGGED:
        named = rows.loc[has_any(rows["flags"], [code]), "agency"].dropna().unique()
        if len(named):
            zh, en = flag_text(code, "zh"), flag_text(code, "en")
            who = _some(named.tolist())
            notes.append(Note(f"{zh}：{who.zh}。", f"{en[0].upper()}{en[1:]}: {who.en}."))
    reports = set(rows["report"])
    if anew := len(reports & set_anew_in(rows)):
        notes.append(anew_note(len(reports), anew))
    return tuple(notes)


def _some(names: Sequence[str]) -> Note:
    """Name a few agencies and count the others: 93 names were longer than the chart above them."""
    zh, en, more = "、".join(names[:_NAMED]), ", ".join(names[:_NAMED]), len(names) - _NAMED
    return Note(f"{zh}等 {len(names)} 个", f"{en} and {more} more") if more > 0 else Note(zh, en)
