"""What there is to settle: the cells that are in doubt and those that failing checks point to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from govreports.checks.faults import explain
from govreports.codes import in_words
from govreports.columns import CellRow, records
from govreports.dataset.corrections import KEY, corrections_of
from govreports.words import cell_label, whose

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

MOST_ALTERNATIVES = 3  # readings offered beside the one printed


@dataclass(frozen=True)
class Case:
    """One number to look at."""

    report: str  # the cell
    table: str
    item: str
    column: str
    title: str  # agency and year
    label: str  # the cell's name in the form's words
    printed: float | None  # the value as read; None where the cell is blank or unread
    text: str  # as printed
    suggestion: float | None  # what would make the identities hold; None where nothing is suggested
    reasons: tuple[str, ...]  # why it is in doubt and what is suggested, the likeliest first
    cell: CellRow  # the cell's row of `cells`, for its place on the page

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Report, table, item and column."""
        return self.report, self.table, self.item, self.column


def cases(data: Dataset, corrections: pd.DataFrame | None = None) -> list[Case]:
    """List what there is to settle.

    Parameters
    ----------
    data : Dataset
    corrections : pandas.DataFrame, optional
        What is on record; `data.corrections` where it is left out.

    Returns
    -------
    list of Case
        The cells of the likeliest explanation of every failing check, and every cell whose reading carries a flag, in
        the order of reports and cells. A cell that is on record with the value that is printed now is settled and left
        out; one whose printed value has changed since comes again.
    """
    suggested = explain(data)
    first = suggested[suggested["rank"] <= MOST_ALTERNATIVES]
    reasons: dict[tuple[str, ...], list[str]] = {}
    values: dict[tuple[str, ...], float] = {}
    wanted: dict[tuple[str, ...], None] = {}
    for row in first.to_dict("records"):
        key = tuple(str(row[name]) for name in KEY)
        if row["rank"] == 1:
            wanted[key] = None
            values[key] = float(row["suggested"])
        reasons.setdefault(key, []).append(f"推测 {row['rank']}: {row['why']}")
    record = data.corrections if corrections is None else corrections
    settled = {tuple(one[:4]): one.printed for one in corrections_of(record)}
    cells = data.cells
    flagged = cells["flag"].notna()
    rows = cells[flagged | cells["report"].isin({key[0] for key in wanted})]
    found = []
    for cell in records(rows, CellRow):
        key = (cell["report"], cell["table"], cell["item"], cell["column"])
        if key not in wanted and cell["flag"] is None:
            continue
        printed = None if cell["value"] is None else float(cell["value"])
        if key in settled and settled[key] == printed:
            continue
        flag = cell["flag"]
        why = [f"读取存疑：{in_words(flag)}。In doubt: {in_words(flag, 'en')}."] if flag else []
        found.append(_case(cell, printed, values.get(key), (*why, *reasons.get(key, ()))))
    return found


def _case(cell: CellRow, printed: float | None, suggestion: float | None, reasons: tuple[str, ...]) -> Case:
    label = cell_label(cell["table"], cell["item"], cell["column"])
    place = (cell["report"], cell["table"], cell["item"], cell["column"])
    return Case(*place, whose(cell), label, printed, cell["text"] or "", suggestion, reasons, cell)
