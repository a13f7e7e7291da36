"""An agency by whatever the user calls it: id, name, alias, or a part of the name that only one has."""

from __future__ import annotations

from govreports.dataset.agencies import AgencyNames
from govreports.dataset.data import Dataset


def agency_named(data: Dataset, name: str) -> str:
    """Find an agency.

    Parameters
    ----------
    data : Dataset
    name : str

    Returns
    -------
    str
        Its id; its name, where agencies.csv does not know it.

    Raises
    ------
    ValueError
        No agency fits, or more than one; the message names those that are there.
    """
    table = data.agencies
    if "id" in table.columns:
        if (table["id"] == name).any():
            return name
        found = AgencyNames(table).match(name, None)
        if found is not None:
            return found
    known = {str(row.agency): row.agency_id for row in data.reports.itertuples() if isinstance(row.agency, str)}
    fit = [who for who in known if who == name] or [who for who in known if name in who]
    ids = {known[who] if isinstance(known[who], str) else who for who in fit}
    if len(ids) == 1:
        return str(ids.pop())
    there = "、".join(sorted(fit or known)[:30]) or "none, since no report was read"
    raise ValueError(
        f"{'多个机关' if fit else '没有机关'}符合“{name}”。{'More than one agency' if fit else 'No agency'} "
        f"fits {name!r}; there are: {there}"
    )
