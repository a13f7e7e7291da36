"""The identities of the form (勾稽关系), each with both sides; and what a single number must be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from govreports.columns import Cell, Check
from govreports.form import CellId, Equation, Table, equations_of, printed_forms
from govreports.form.equations import ROUNDING
from govreports.words import check_label


def check_identities(cells: Sequence[Cell], table_edition: Mapping[str, str]) -> list[Check]:
    """Check one report.

    Parameters
    ----------
    cells : sequence of Cell
        The report's cells.
    table_edition : mapping of str to str
        The edition of each table that the report prints.

    Returns
    -------
    list of Check
        One for each identity of the form: 39 for table 三 (37 where （六）其他处理 is one row) and 3 for table 四,
        whatever was printed; a blank, missing or unread operand makes it ``unknown``. Below them one for each number
        that cannot be: a count that is no whole number (``whole_number``) or is below zero (``non_negative``).

    Examples
    --------
    >>> printed = {"upheld": 10, "corrected": 1, "other": 0, "pending": 0, "total": 0}
    >>> cells = [
    ...     Cell("litigation", "reconsideration", column, n, "件", "number", str(n), None, *[None] * 5, "text", None)
    ...     for column, n in printed.items()
    ... ]
    >>> check = check_identities(cells, {"litigation": "2021"})[0]
    >>> check.left, check.right, check.delta, check.status, check.cause
    (11.0, 0.0, 11.0, 'fail', 'published')
    """
    printed = {(cell.table, cell.item, cell.column): cell for cell in cells}
    forms = printed_forms(table_edition)
    checks = [_compare(form, equation, printed) for form in forms for equation in equations_of(form)]
    checks.extend(_check_numbers(printed, forms))
    return checks


def _compare(form: Table, equation: Equation, printed: Mapping[CellId, Cell]) -> Check:
    left, right = ([printed.get(cell) for cell in side] for side in (equation.left, equation.right))
    where = (form.id, equation.item, equation.column)
    sides = _sum(left), _sum(right)
    if sides[0] is None or sides[1] is None:
        missing = sum(cell is None or cell.value is None for cell in (*left, *right))
        message = f"{_name(form, equation)}: {missing} of {len(left) + len(right)} numbers are blank or unread."
        return Check(equation.check, *where, *sides, None, "unknown", None, message)
    delta = round(sides[0] - sides[1], 6)
    if abs(delta) < ROUNDING:
        return Check(equation.check, *where, *sides, 0.0, "pass", None, None)
    doubtful = any(cell is not None and cell.flag is not None for cell in (*left, *right))
    message = f"{_name(form, equation)}: {sides[0]:g} ≠ {sides[1]:g} (差 {delta:+g})."
    cause = "reading" if doubtful else "published"
    return Check(equation.check, *where, *sides, delta, "fail", cause, message)


def _name(form: Table, equation: Equation) -> str:
    return f"{form.zh} · {equation.at.zh}: {check_label(equation.check)}"


def _sum(cells: Sequence[Cell | None]) -> float | None:
    total = 0.0
    for cell in cells:
        if cell is None or cell.value is None:
            return None
        total += cell.value
    return total


def _check_numbers(printed: Mapping[CellId, Cell], forms: Iterable[Table]) -> Iterable[Check]:
    for form in forms:
        for item, name in form.cells:
            cell, column = printed.get(form.place(item, name)), form.column[name]
            if cell is None or cell.value is None:
                continue
            cause = "reading" if cell.flag else "published"
            if column.whole and cell.value != int(cell.value):
                whole = float(int(cell.value))
                message = f"{column.zh}: {cell.text!r} is a count, but no whole number."
                yield Check("whole_number", *cell[:3], cell.value, whole, cell.value - whole, "fail", cause, message)
            if not column.signed and cell.value < 0:
                message = f"{column.zh}: {cell.text!r} is below zero."
                yield Check("non_negative", *cell[:3], cell.value, 0.0, cell.value, "fail", cause, message)
