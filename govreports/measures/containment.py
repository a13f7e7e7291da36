"""No agency stands beside a part of its own: which rows of a comparison must go."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import pandas as pd


def whole_and_part(rows: Iterable[tuple[Hashable, object, object]]) -> set[tuple[Hashable, str, str]]:
    """Return every whole and part that stand together.

    Parameters
    ----------
    rows : iterable of (hashable, str or None, str or None)
        Where a row stands (its year, or its year and group), its agency's id, and the ids above joined by ``;``.

    Returns
    -------
    set of (hashable, str, str)
        Where they stand together, the whole's id and the part's.

    Examples
    --------
    >>> whole_and_part([(2024, "city", None), (2024, "bureau", "city;province"), (2023, "bureau", "city")])
    {(2024, 'city', 'bureau')}
    """
    known = {(where, who, above) for where, who, above in rows if isinstance(who, str)}
    there = {(where, who) for where, who, _ in known}
    return {
        (where, whole, str(part))
        for where, part, above in known
        if isinstance(above, str)
        for whole in above.split(";")
        if (where, whole) in there
    }


def contained(frame: pd.DataFrame, chosen: Sequence[str]) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Determine which rows must go, so that none stands beside its own part.

    Parameters
    ----------
    frame : pandas.DataFrame
        Indicators.
    chosen : sequence of str
        The agencies that the user named.

    Returns
    -------
    wholes, parts : pandas.Series
        True for wholes of which a part is there, and for parts of chosen wholes.
    """
    wholes, parts = set(), set()
    for year, whole, part in whole_and_part(zip(frame["year"], frame["agency_id"], frame["part_of"], strict=True)):
        if whole in chosen and part in chosen:
            continue
        if whole in chosen:
            parts.add((year, part))
        else:
            wholes.add((year, whole))
    pairs = list(zip(frame["year"], frame["agency_id"], strict=True))
    return (
        pd.Series([pair in wholes for pair in pairs], index=frame.index, dtype=bool),
        pd.Series([pair in parts for pair in pairs], index=frame.index, dtype=bool),
    )
