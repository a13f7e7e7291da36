"""Which agencies are matched, and how they go on under other names, merged or split."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govreports.dataset.agencies import AGENCY_COLUMNS, several
from govreports.measures.arrays import objects, texts
from govreports.measures.asked import dataset_of, measured
from govreports.measures.comparison import flags_of, masks_of
from govreports.measures.flags import BIT
from govreports.measures.reports import Reports

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset


def agencies(data: Dataset) -> pd.DataFrame:
    """List the agencies of the reports and those of agencies.csv, and what is matched.

    Parameters
    ----------
    data : Dataset

    Returns
    -------
    pandas.DataFrame
        ``agency`` (as printed, NA for one without a report), ``status`` (``matched``, ``unknown``: not in agencies.csv,
        ``no_report``), ``reports`` (how many), ``years`` (joined by ``;``), then the columns of agencies.csv with the
        user's own. Unknown names come first, since they wait for an entry or an alias.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> len(agencies(Dataset()))
    0
    """
    reports = Reports.of(data)
    listed = (
        data.agencies if "id" in data.agencies.columns else pd.DataFrame(columns=list(AGENCY_COLUMNS), dtype="string")
    )
    seen = pd.DataFrame(
        {
            "agency": texts(objects(reports.frame["agency"])),
            "id": texts(reports.agency_id),
            "year": reports.frame["year"].astype("Int64"),
        }
    )
    grouped = seen.sort_values("year").groupby(["agency", "id"], dropna=False, sort=False)["year"]
    by_agency = grouped.agg(
        reports="size", years=lambda years: ";".join(str(year) for year in years.dropna().unique())
    ).reset_index()
    by_agency = (
        by_agency.merge(listed, on="id", how="outer")
        if len(listed)
        else by_agency.reindex(
            columns=[*by_agency.columns, *(name for name in listed.columns if name not in by_agency.columns)]
        )
    )
    unknown = by_agency["id"].isna()
    absent = by_agency["reports"].isna()
    by_agency["status"] = texts(np.select([unknown, absent], ["unknown", "no_report"], "matched"))
    by_agency["reports"] = by_agency["reports"].fillna(0).astype("Int64")
    order = {"unknown": 0, "matched": 1, "no_report": 2}
    place = by_agency["status"].map(order)
    rank = by_agency["id"].map({who: at for at, who in enumerate(listed["id"])}) if len(listed) else place
    by_agency = by_agency.assign(_place=place, _rank=rank).sort_values(["_place", "_rank", "agency"], kind="stable")
    own = [name for name in listed.columns if name in by_agency.columns]
    return by_agency[["agency", "status", "reports", "years", *own]].reset_index(drop=True)


def follow(frame: Dataset | pd.DataFrame, data: Dataset | None = None) -> pd.DataFrame:
    """Follow agencies over renamings, mergers and splits.

    Parameters
    ----------
    frame : Dataset or pandas.DataFrame
        A dataset, or what `indicators` returned.
    data : Dataset, optional
        Its `agencies` name successors; needed where `frame` is no dataset.

    Returns
    -------
    pandas.DataFrame
        The frame with a column `series`: the id of the last successor, several joined by ``+`` where an agency was
        split, and the agency's own id or name where it has none. Where a series is of more than one agency, `segment`
        names the agency too, so that no line joins two of them, and each but the first begins with the flag ``break``.

    Notes
    -----
    An agency that kept its tasks under a new name is one agency with an alias; `successor` is for one whose numbers
    mean something else afterwards.
    """
    series = _series(dataset_of(frame, data))
    frame = measured(frame)
    ids = objects(frame["agency_id"])
    names = objects(frame["agency"])
    series_of_row = [series.get(who, who) if who is not None else name for who, name in zip(ids, names, strict=True)]
    result = frame.assign(series=texts(series_of_row))
    several_agencies = result.groupby("series")["agency_id"].transform("nunique") > 1
    joined = several_agencies.to_numpy(dtype=bool) & result["segment"].notna().to_numpy(dtype=bool)
    segment = objects(result["segment"])
    segment[joined] = [f"{text} / {who}" for text, who in zip(segment[joined], ids[joined], strict=True)]
    result["segment"] = texts(segment)
    begins = result.groupby(["series", "agency_id"])["year"].transform("min")
    start = result.groupby("series")["year"].transform("min")
    first = joined & (result["year"] == begins).fillna(False).to_numpy(dtype=bool)
    first &= (begins > start).fillna(False).to_numpy(dtype=bool)
    masks = masks_of(result["flags"])
    masks[first] |= BIT["break"]
    return result.assign(flags=flags_of(masks))


def _series(data: Dataset) -> dict[str, str]:
    """Return each agency the last agencies that its successors lead to."""
    if "successor" not in data.agencies.columns:
        return {}
    after = {row["id"]: several(row["successor"]) for row in data.agencies[["id", "successor"]].to_dict("records")}

    def last(who: str) -> list[str]:
        ends = [end for successor in after.get(who, ()) for end in last(successor)]
        return list(dict.fromkeys(ends)) or [who]

    return {str(who): "+".join(last(who)) for who in after}
