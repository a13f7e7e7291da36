"""Set the sample data: every report of tests/figures as a PDF in data/raw.

Run it as ``python -m tests.typeset.sample_data``; the same figures give the same files, byte for byte.
"""

from __future__ import annotations

import csv
import json
import re
import zlib
from dataclasses import replace
from pathlib import Path

from tests.typeset.cells import Key, ReportData
from tests.typeset.report import Typeset, typeset
from tests.typeset.sample_prose import sample_prose
from tests.typeset.sample_styles import sample_layout

FIGURES = Path(__file__).parent.parent / "figures"
RAW = Path(__file__).parent.parent.parent / "data" / "raw"


def sample_reports() -> dict[str, ReportData]:
    """Read the figures: what each report prints, by report."""
    cells: dict[str, dict[Key, str | None]] = {}
    for row in _read("cells.csv"):
        cells.setdefault(row["report"], {})[row["table"], row["item"], row["column"]] = row["value"] or None
    return {row["report"]: _report(row, cells[row["report"]]) for row in _read("reports.csv")}


def set_sample(report: str, data: ReportData) -> Typeset:
    """Set one report of the sample data."""
    seed = zlib.crc32(report.encode())
    return typeset(replace(data, prose=sample_prose(data, seed)), sample_layout(report))


def _read(name: str) -> list[dict[str, str]]:
    with (FIGURES / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _report(row: dict[str, str], cells: dict[Key, str | None]) -> ReportData:
    notes = json.loads(row["notes"]) if row["notes"] else []
    for note in notes:
        if gone := re.match(r"not printed: (\w+)/(\w+)", note):
            cells = {key: text for key, text in cells.items() if key[:2] != gone.groups()}
    amount: Key = ("disclosure", "procurement", "amount")
    if cells.get(amount):
        cells = {**cells, amount: _with_unit(cells[amount] or "", notes)}
    fees = ("0", "0", "0") if any("信息处理费" in note and "'000'" in note for note in notes) else None
    return ReportData(
        agency=row["agency"], year=int(row["year"]), cells=cells, editions=_editions(cells), information_fees=fees
    )


def _with_unit(amount: str, notes: list[str]) -> str:
    """Print the procurement amount with the unit that the report printed."""
    for note in notes:
        if exact := re.match(r"procurement amount as printed: (\S+)", note):
            return exact.group(1)
        if unit := re.match(r"procurement amount unit printed: (\S+)", note):
            return amount + unit.group(1)
    return amount


def _editions(cells: dict[Key, str | None]) -> dict[str, str]:
    """Distinguish each table's edition by its rows and columns."""
    first = "2019" if any(key[::2] == ("disclosure", "newly_disclosed") for key in cells) else "2021"
    third = "2019" if any(key[:2] == ("applications", "other") for key in cells) else "2021"
    return {"disclosure": first, "applications": third, "litigation": first}


def main() -> None:
    RAW.mkdir(parents=True, exist_ok=True)
    for report, data in sample_reports().items():
        (RAW / f"{report}.pdf").write_bytes(set_sample(report, data).pdf)
    columns = ("report", "agency", "year", "edition", "quality", "provenance")
    with (RAW / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"provenance": _provenance(row["quality"])} for row in _read("reports.csv"))


def _provenance(quality: str) -> str:
    """Return the codes of a report's provenance: all are typeset anew, some from figures of less than the document."""
    copied = {"copied by hand": "copied_by_hand", "second-hand": "second_hand"}
    return ";".join(["set_anew", *(code for start, code in copied.items() if quality.startswith(start))])


if __name__ == "__main__":
    main()
