"""An agency that reports for its whole territory cannot print less than its parts add up to."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from govreports.checks.number_panel import DECISIONS, TOTALS, Panel
from govreports.columns import Check
from govreports.words import cell_label

CHECK = "parent_parts"
SCOPES = {None: "unknown 未知", "own_level": "its own level 本级", "agency": "the agency alone 本机关"}


def parent_parts(panel: Panel) -> Iterator[tuple[int, Check]]:
    """Compare an agency's totals with the sum of the parts that agencies.csv names and that reported for the year.

    Where the report speaks for the whole (汇总), parts that exceed it are a ``notice``; less than the whole is no
    fault, since not every part need have reported and the parent has cases of its own. Where the scope is another one
    or unknown, nothing can be compared: one ``unknown`` check a table says so.
    """
    parts: dict[tuple[str, int], list[int]] = {}
    for (agency, year), place in panel.used.items():
        parent = panel.listed(agency, "parent")
        if parent is not None:
            parts.setdefault((parent, year), []).append(place)
    for key, members in sorted(parts.items()):
        if key in panel.used:
            yield from ((panel.used[key], check) for check in _compared(panel, panel.used[key], sorted(members)))


def _compared(panel: Panel, place: int, members: list[int]) -> Iterator[Check]:
    noted: set[str] = set()
    for cell in (*TOTALS, *DECISIONS):
        whole, parts = float(panel.values(cell)[place]), panel.values(cell)[members]
        if np.isnan(whole) or np.isnan(parts).all():
            continue
        total = float(np.nansum(parts))
        count = int(np.count_nonzero(~np.isnan(parts)))
        text = f"{cell_label(*cell)}: {count} parts add up to {total:g}, the whole prints {whole:g}"
        scope = panel.scope(place, cell[0])
        if scope != "whole":
            if cell[0] not in noted:
                noted.add(cell[0])
                reason = f"not compared, the report's scope is {SCOPES.get(scope, scope)}"
                yield Check(CHECK, *cell, total, whole, total - whole, "unknown", None, f"{text} ({reason})")
            continue
        above = total > whole
        yield Check(CHECK, *cell, total, whole, total - whole, "notice" if above else "pass", None, text)
