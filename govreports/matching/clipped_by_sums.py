"""Numbers that a cell may have had no room for: the sums that then fail put them in doubt."""

from __future__ import annotations

from dataclasses import replace

from govreports.form.equations import Place, equations_of
from govreports.matching.grid.cells import TableReading
from govreports.matching.settings import SETTINGS

_CLIPPED = "clipped"


def clipped_by_sums(reading: TableReading) -> TableReading:
    """Return the reading with numbers in doubt that may be the beginning of others.

    A total that is the beginning of its sum, 198 under 530 + 445 + 834 + 178 = 1987 (a_exact_d0); where labels are
    cut too, those of every other sum that fails, and all of a table without sums.
    """
    values = {(cell.item, cell.column): cell.value for cell in reading.cells}
    doubtful: set[Place] = set() if reading.table.identities or not reading.cut else set(values)
    for equation in equations_of(reading.table):
        missing, total = equation.missing(values), values.get(equation.places[-1])
        if not missing or total is None:
            continue
        shown, whole = f"{total:.15g}", f"{missing + total:.15g}"
        if equation.item is not None and len(shown) >= SETTINGS.leading_digits and whole.startswith(shown):
            doubtful.add(equation.places[-1])
        elif reading.cut:
            doubtful.update(equation.places)
    if not doubtful:
        return reading
    cells = [
        cell._replace(flag=cell.flag or _CLIPPED)
        if cell.value is not None and (cell.item, cell.column) in doubtful
        else cell
        for cell in reading.cells
    ]
    return replace(reading, cells=cells)
