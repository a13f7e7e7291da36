"""Which reports are of one agency, over years and names: the one place of the rule."""

from __future__ import annotations

import pandas as pd


def key(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the agency of each row: its id, or its printed name where it has none.

    An agency that was renamed stays one as long as agencies.csv holds its old name as an alias.

    Parameters
    ----------
    frame : pandas.DataFrame
        With ``agency_id`` and ``agency``.

    Returns
    -------
    pandas.Series
        NA where neither is known: such a report is compared with no other.
    """
    return frame["agency_id"].fillna(frame["agency"])
