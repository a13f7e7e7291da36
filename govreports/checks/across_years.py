"""What one year's report says must follow from the year before."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from govreports.checks.number_panel import Panel
from govreports.columns import Check
from govreports.form import every_cell
from govreports.words import cell_label, column_label

CARRIED_OVER = "carried_over"
STOCK = "stock_over_years"


def carried_over(panel: Panel) -> Iterator[tuple[int, Check]]:
    """What is carried in is what the year before carried out, applicant by applicant.

    It holds in 57 of 58 pairs of real reports. Where it does not, the two printed numbers disagree; which of the two
    reports is wrong cannot be said, so the status is ``notice`` and neither report is marked as failing.
    """
    later, earlier = panel.pairs
    for now in [cell for cell in every_cell() if cell[:2] == ("applications", "carried_in")]:
        column = now[2]
        then = ("applications", "carried_out", column)
        there = panel.printed(now)[later] & panel.printed(then)[earlier]
        left, right = panel.values(then)[earlier], panel.values(now)[later]
        for at in np.flatnonzero(there):
            place, before = int(later[at]), int(earlier[at])
            text = (
                f"{panel.year[before]} 结转下年度 {_number(left[at])} ({panel.reports[before]}), "
                f"{panel.year[place]} 上年结转 {_number(right[at])}: {column_label('applications', column)}"
            )
            note = "the two printed numbers disagree: " + text
            yield place, compared(CARRIED_OVER, now, left[at], right[at], text, note)


def stock_over_years(panel: Panel) -> Iterator[tuple[int, Check]]:
    """What is in force was in force a year before, plus what was made, less what was repealed.

    It fails in 17 of 41 real pairs (agencies recount their stock), so it is never more than a ``notice``.
    """
    later, earlier = panel.pairs
    for item in ("regulations", "normative_documents"):
        stock, made, repealed = (("disclosure", item, column) for column in ("in_force", "made", "repealed"))
        there = panel.printed(stock)[later] & panel.printed(stock)[earlier]
        sums = panel.values(stock)[earlier] + panel.values(made)[later] - panel.values(repealed)[later]
        printed = panel.values(stock)[later]
        for at in np.flatnonzero(there):
            place, before = int(later[at]), int(earlier[at])
            stood = _number(panel.values(stock)[before])
            new, gone = (_number(panel.values(cell)[place]) for cell in (made, repealed))
            text = (
                f"{cell_label(*stock)}: {stood} in {panel.year[before]} ({panel.reports[before]}) "
                f"+ {new} made − {gone} repealed, {panel.year[place]} prints {_number(printed[at])}"
            )
            yield place, compared(STOCK, stock, sums[at], printed[at], text, text)


def compared(check: str, cell: tuple[str, str, str], left: float, right: float, text: str, note: str) -> Check:
    """Make the check of two numbers that should be equal; a missing one makes it ``unknown``."""
    if np.isnan(left) or np.isnan(right):
        known = [None if np.isnan(value) else float(value) for value in (left, right)]
        return Check(check, *cell, known[0], known[1], None, "unknown", None, f"an operand is blank: {text}")
    delta = round(float(left - right), 6)
    return Check(
        check, *cell, float(left), float(right), delta, "notice" if delta else "pass", None, note if delta else text
    )


def _number(value: float) -> str:
    return "blank" if np.isnan(value) else f"{value:g}"
