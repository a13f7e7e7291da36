"""What 82 real reports printed, as a `Dataset`: ``tests/figures`` with ``data/agencies.csv``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from govreports.columns import CELL_COLUMNS, KEY_COLUMNS, REPORT_COLUMNS
from govreports.dataset.agencies import AgencyNames, load_agencies
from govreports.dataset.data import Dataset

HERE = Path(__file__).parent


def dataset(
    reports: Sequence[Mapping[str, object]], cells: Sequence[Mapping[str, object]], agencies: pd.DataFrame
) -> Dataset:
    """Build a dataset from what a test wants to say of reports and cells; the rest is NA."""
    report_frame = _whole(pd.DataFrame(reports), REPORT_COLUMNS)
    cell_frame = _whole(pd.DataFrame(cells), KEY_COLUMNS | CELL_COLUMNS)
    return Dataset(reports=report_frame, cells=cell_frame, agencies=agencies)


def _whole(table: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    table = table.reindex(columns=list(columns))
    return table.astype(columns)


@cache
def figures() -> Dataset:
    """Return the 82 reports. Ambiguous and blank figures are blank cells; rows noted as not printed are left out."""
    agencies = load_agencies(HERE.parent / "data" / "agencies.csv")
    reports = pd.read_csv(HERE / "figures" / "reports.csv", dtype={"edition": "string"})
    cells = pd.read_csv(HERE / "figures" / "cells.csv")
    notes = {row.report: json.loads(row.notes) if isinstance(row.notes, str) else [] for row in reports.itertuples()}
    gone = {
        (report, *note.removeprefix("not printed: ").split(":")[0].split("/"))
        for report, lines in notes.items()
        for note in lines
        if note.startswith("not printed: ")
    }
    # Either "procurement amount unit printed: 元" or "procurement amount as printed: 73802895.90元".
    unit = {
        report: "万元" if note.endswith("万元") else "元"
        for report, lines in notes.items()
        for note in lines
        if note.startswith("procurement amount ") and note.endswith("元")
    }
    keys = zip(cells["report"], cells["table"], cells["item"], strict=True)
    cells = cells[[key not in gone for key in keys]]
    cells = cells.merge(reports[["report", "agency", "year"]], on="report")
    cells["state"] = cells["value"].isna().map({True: "blank", False: "number"})
    cells["method"] = "text"
    cells.loc[(cells["item"] == "fees") & (cells["column"] == "amount"), "unit"] = "万元"
    procured = (cells["item"] == "procurement") & (cells["column"] == "amount")
    cells.loc[procured, "unit"] = cells.loc[procured, "report"].map(unit)
    pairs = zip(reports["agency"], reports["year"], strict=True)
    names = AgencyNames(agencies)
    reports["agency_id"] = [names.match(name, year) for name, year in pairs]
    reports["title"] = reports["agency"] + reports["year"].astype(str) + "年政府信息公开工作年度报告"
    return Dataset(
        reports=_whole(reports, REPORT_COLUMNS), cells=_whole(cells, KEY_COLUMNS | CELL_COLUMNS), agencies=agencies
    )
