"""Rows that a page break cut: word processors and browsers go on with half a label and half a number."""

from __future__ import annotations

from govreports.form import Table
from govreports.matching.grid.find_tables import Part
from govreports.matching.grid.row import Row
from govreports.matching.grid.sheet import Sheet
from govreports.matching.labels import LabelIndex, groups_of, items_of, normalise


def join_rows(rows: list[Row], seam: int, table: Table) -> None:
    """Join the two halves of a row that a page break cut: a label, or numbers wrapped in narrow columns, go on below.

    A row without numbers, or with half a name, is in doubt where the one across the break has numbers and no name.

    Parameters
    ----------
    rows : list of Row
        The rows so far; one of two that are joined is removed.
    seam : int
        The first row below the break.
    table : Table
        The table in the edition that is tried.
    """
    above, below = rows[seam - 1], rows[seam]
    index, group = items_of(table), groups_of(table).find(above.label + below.label)
    if above.label and below.label and group is not None and group.how == "exact":
        above.found = None  # （六）其他 | 处理 is not 其他
    if not _cut(above, below, index):
        for row, other in ((above, below), (below, above)):
            row.cut = other.filled and other.found is None and not (row.filled and _is_exact(row))
        return
    above.labels[-1:] = [above.label + below.label]
    above.found = index.find(above.label)
    for column, cells in below.values.items():
        above.values.setdefault(column, []).extend(cells)
        above.heads.setdefault(column, below.heads[column])
    above.strays += below.strays
    above.short = above.short or below.short
    if not any(cell.text.strip() for cells in above.values.values() for cell in cells if cell.page == above.page):
        above.page = below.page
    rows.remove(below)


def _cut(above: Row, below: Row, index: LabelIndex) -> bool:
    """Return whether two rows are one: together their labels are a row's, though neither is one of its own.

    Of ``2.`` and ``重复申请`` the second half says it all; a half without a label is all numbers.
    """
    whole = index.find(above.label + below.label)
    named = [row for row in (above, below) if row.label and _is_exact(row)]
    if whole is None or len(named) > 1:
        return False
    if named and not (above.label and below.label):
        return above.page != below.page
    if named:
        other = below if named[0] is above else above
        half = not normalise(other.label) or not (above.filled and below.filled)
        return whole == named[0].found and other.found is None and half
    known = {row.found.id for row in (above, below) if row.found is not None}
    return bool(above.label and below.label) and (whole.how == "exact" or known <= {whole.id})


def _is_exact(row: Row) -> bool:
    return row.found is not None and row.found.how == "exact"


def rows_with_text(part: Part, first: int) -> list[int]:
    """List the rows from one on that print anything: a blank one beside them is the rest of heads cut above it."""
    return [row for row in range(first, part.last) if any(cell.text.strip() for cell in part.sheet.row(row))]


def is_rest_of_row(part: Part, first: int, above: Sheet) -> bool:
    """Return whether a part without heads is the rest of the row of numbers at the foot of the page before."""
    pages = (above.grid.page, part.sheet.grid.page)
    return first == part.first and None not in pages and pages[0] != pages[1] and len(rows_with_text(part, first)) == 1
