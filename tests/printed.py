"""What reports printed, from the figures: the truth that readings are compared with."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from govreports.columns import Cell
from govreports.form import editions

FIGURES = Path(__file__).parent / "figures"
Key = tuple[str, str, str]


@cache
def printed() -> dict[str, dict[Key, float | None]]:
    """Return the cells of each report; None where the figure is blank, not printed or ambiguous."""
    reports: dict[str, dict[Key, float | None]] = {}
    with (FIGURES / "cells.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = (row["table"], row["item"], row["column"])
            reports.setdefault(row["report"], {})[key] = float(row["value"]) if row["value"] else None
    return reports


def differences(read: Sequence[Cell], truth: Mapping[Key, float | None]) -> dict[Key, object]:
    """List what was read otherwise than printed, was not read, or was read without being printed."""
    found: dict[Key, object] = {}
    cells = {(cell.table, cell.item, cell.column): cell for cell in read}
    for key in truth.keys() | cells.keys():
        if key not in truth:
            found[key] = ("not printed", cells[key].text)
        elif key not in cells:
            if truth[key] is not None:
                found[key] = ("not read", truth[key])
        elif cells[key].value != truth[key]:
            found[key] = (truth[key], cells[key].value)
    return found


def failing_identities(truth: Mapping[Key, float | None]) -> set[tuple[str, str, str]]:
    """Compute anew which identities a report's printed numbers break: (identity, table, item or column)."""
    edition = {
        "applications": "2019" if ("applications", "other", "total") in truth else "2021",
        "litigation": "2021",
    }
    failing = set()
    for table_id, version in edition.items():
        table = editions()[version].tables[table_id]
        for identity in table.identities:
            places = table.columns if identity.along == "columns" else table.items
            for place in places:
                sides = []
                for names in (identity.left, identity.right):
                    keys = [
                        (table_id, name, place.id) if identity.along == "columns" else (table_id, place.id, name)
                        for name in names
                    ]
                    sides.append([truth.get(key) for key in keys])
                if None not in sides[0] + sides[1] and sum(sides[0]) != sum(sides[1]):  # type: ignore[arg-type]
                    failing.add((identity.id, table_id, place.id))
    return failing
