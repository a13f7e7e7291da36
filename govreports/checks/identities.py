"""The identities of the form (勾稽关系), each with both sides; and what a single number must be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from govreports.columns import Cell, Check
from govreports.form import Identity, Table, editions

_ROUNDING = 1e-6  # amounts carry up to six decimals; sums of binary floats may differ by less than that


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
    checks: list[Check] = []
    forms = {
        table_id: editions()[edition].tables[table_id]
        for table_id, edition in table_edition.items()
        if table_id in editions()[edition].tables  # the lists of 2014 and before have cells of tables that they are not
    }
    for form in forms.values():
        for identity in form.identities:
            checks.extend(_check_identity(form, identity, printed))
    checks.extend(_check_numbers(cells, forms))
    return checks


def _check_identity(form: Table, identity: Identity, printed: Mapping[tuple[str, str, str], Cell]) -> Iterable[Check]:
    if identity.along == "columns":
        for column in form.columns:
            left = [printed.get(form.place(item, column.id)) for item in identity.left]
            right = [printed.get(form.place(item, column.id)) for item in identity.right]
            item = identity.right[0] if len(identity.right) == 1 else None
            yield _compare(form, identity, item, column.id, column.zh, left, right)
    else:
        for row in form.items:
            left = [printed.get(form.place(row.id, column)) for column in identity.left]
            right = [printed.get(form.place(row.id, column)) for column in identity.right]
            yield _compare(form, identity, row.id, identity.right[0], row.zh, left, right)


def _compare(
    form: Table,
    identity: Identity,
    item: str | None,
    column: str | None,
    place: str,
    left: Sequence[Cell | None],
    right: Sequence[Cell | None],
) -> Check:
    sides = _sum(left), _sum(right)
    if sides[0] is None or sides[1] is None:
        missing = sum(cell is None or cell.value is None for cell in (*left, *right))
        message = (
            f"{form.zh} · {place}: {identity.zh}: {missing} of {len(left) + len(right)} numbers are blank or unread."
        )
        return Check(identity.id, form.id, item, column, *sides, None, "unknown", None, message)
    delta = round(sides[0] - sides[1], 6)
    if abs(delta) < _ROUNDING:
        return Check(identity.id, form.id, item, column, *sides, 0.0, "pass", None, None)
    doubtful = any(cell is not None and cell.flag is not None for cell in (*left, *right))
    message = f"{form.zh} · {place}: {identity.zh}: {sides[0]:g} ≠ {sides[1]:g} (差 {delta:+g})."
    cause = "reading" if doubtful else "published"
    return Check(identity.id, form.id, item, column, *sides, delta, "fail", cause, message)


def _sum(cells: Sequence[Cell | None]) -> float | None:
    total = 0.0
    for cell in cells:
        if cell is None or cell.value is None:
            return None
        total += cell.value
    return total


def _check_numbers(cells: Sequence[Cell], forms: Mapping[str, Table]) -> Iterable[Check]:
    for cell in cells:
        if cell.value is None or cell.table not in forms:
            continue
        column = forms[cell.table].column.get(cell.column)
        if column is None:
            continue
        cause = "reading" if cell.flag else "published"
        place = (cell.table, cell.item, cell.column)
        if column.whole and cell.value != int(cell.value):
            whole = float(int(cell.value))
            message = f"{column.zh}: {cell.text!r} is a count, but no whole number."
            yield Check("whole_number", *place, cell.value, whole, cell.value - whole, "fail", cause, message)
        if not column.signed and cell.value < 0:
            message = f"{column.zh}: {cell.text!r} is below zero."
            yield Check("non_negative", *place, cell.value, 0.0, cell.value, "fail", cause, message)
