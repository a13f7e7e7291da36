"""What a report's numbers give away of a wrong reading: such cells are in doubt, and no sum is laid to the agency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from govreports.checks.identities import check_identities
from govreports.checks.settings import SETTINGS
from govreports.columns import Cell
from govreports.form import CellId, Equation, Table, equation_of, equations_of, printed_forms

_LEADING_ZERO = re.compile(r"\D*0\d")


def with_guards(cells: Sequence[Cell], table_edition: Mapping[str, str], uncertain: str | None = None) -> list[Cell]:
    """Return the cells, those in doubt with a flag; no value is changed and no flag taken away.

    Parameters
    ----------
    cells : sequence of Cell
    table_edition : mapping of str to str
        The edition of each table that the report prints.
    uncertain : str, optional
        Reason code of a source that is not sure of its text as a whole: the cells of failing sums are in doubt for it.

    Returns
    -------
    list of Cell
        ``leading_zero`` (06, 0730), ``negative_count``, ``digits_beyond_siblings``, `uncertain`, or ``many_sums_fail``
        in every cell of the report.

    Examples
    --------
    >>> printed = {"upheld": "06", "corrected": "1", "other": "53497", "pending": "0", "total": "16"}
    >>> cells = [
    ...     Cell(*("litigation", "reconsideration", name), float(text), "件", "number", text, *[None] * 6, "text", None)
    ...     for name, text in printed.items()
    ... ]
    >>> [cell.flag for cell in with_guards(cells, {"litigation": "2021"})]
    ['leading_zero', None, 'digits_beyond_siblings', None, None]
    """
    forms = printed_forms(table_edition)
    kept = {(cell.table, cell.item, cell.column): cell for cell in cells}
    doubts = {place: code for place, cell in kept.items() if (code := _by_itself(cell)) is not None}
    doubts |= dict.fromkeys(_negative(forms, kept), "negative_count")
    for form in forms:
        doubts |= dict.fromkeys(_beyond_siblings(equations_of(form), kept), "digits_beyond_siblings")
    failing = _failing(cells, table_edition, forms)
    if uncertain is not None:
        doubts |= {place: uncertain for equation in failing for place in equation.cells}
    if _many(failing, forms, kept):
        doubts |= {place: doubts.get(place, "many_sums_fail") for place in kept}
    return [cell._replace(flag=cell.flag or doubts.get((cell.table, cell.item, cell.column))) for cell in cells]


def _by_itself(cell: Cell) -> str | None:
    if cell.value is not None and cell.method != "prose" and _LEADING_ZERO.match(cell.text):
        return "leading_zero"
    return None


def _negative(forms: Iterable[Table], kept: Mapping[CellId, Cell]) -> list[CellId]:
    unsigned = [form.place(*place) for form in forms for place in form.cells if not form.column[place[1]].signed]
    return [place for place in unsigned if (_value(kept, place) or 0) < 0]


def _beyond_siblings(equations: Iterable[Equation], kept: Mapping[CellId, Cell]) -> list[CellId]:
    """Return the cells that have far more digits than every other number in the sums that they stand in."""
    most: dict[CellId, int] = {}
    for equation in equations:
        digits = {place: _digits(value) for place in equation.cells if (value := _value(kept, place)) is not None}
        second, first = [0, 0, *sorted(digits.values())][-2:]
        for place, number in digits.items():
            most[place] = max(most.get(place, 0), second if number == first else first)
    # A number that stands alone (all others of its sums blank) has nothing to be compared with.
    return [
        place
        for place, others in most.items()
        if others and _digits(kept[place].value or 0) - others >= SETTINGS.more_digits
    ]


def _failing(cells: Sequence[Cell], table_edition: Mapping[str, str], forms: Iterable[Table]) -> list[Equation]:
    by_id = {form.id: form for form in forms}
    failed = [check for check in check_identities(cells, table_edition) if check.status == "fail"]
    named = [(by_id[check.table], check) for check in failed if check.table in by_id]
    equations = [equation_of(form, check.check, check.item, check.column) for form, check in named]
    return [equation for equation in equations if equation is not None]


def _many(failing: Sequence[Equation], forms: Iterable[Table], kept: Mapping[CellId, Cell]) -> bool:
    speaking = [
        equation
        for form in forms
        for equation in equations_of(form)
        if any(_value(kept, cell) for cell in equation.cells)
    ]
    counted = [equation for equation in failing if any(_value(kept, cell) for cell in equation.right)]
    return len(counted) >= SETTINGS.many_sums and len(counted) >= SETTINGS.many_sums_share * len(speaking)


def _value(kept: Mapping[CellId, Cell], place: CellId) -> float | None:
    cell = kept.get(place)
    return cell.value if cell is not None else None


def _digits(value: float) -> int:
    return len(str(int(abs(value))))
