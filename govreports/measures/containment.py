"""No agency stands beside a part of its own: which rows of a comparison must go."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def key(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the agency of each row: its id, or its name where it has none."""
    return frame["agency_id"].fillna(frame["agency"])


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
    once = frame[["year", "agency_id", "part_of"]].dropna(subset=["year", "agency_id"]).drop_duplicates()
    there = set(zip(once["year"], once["agency_id"], strict=True))
    wholes, parts = set(), set()
    for year, part, line in once.dropna().itertuples(index=False):
        for whole in line.split(";"):
            if (year, whole) not in there or (whole in chosen and part in chosen):
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
