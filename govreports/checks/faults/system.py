"""The identities of one printed table as equations: which cells each one adds up, and by how much it misses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from govreports.form import editions
from govreports.form.model import Table

Place = tuple[str, str]
"""``(item, column)`` of a cell."""

Residuals = dict[int, float]
"""Left minus right of the equations that do not hold, by the equation's number."""


class Equation(NamedTuple):
    """One identity at one item or column: the signed cells add up to nothing.

    Attributes
    ----------
    check : str
        Id of the identity, e.g. ``results_sum``.
    key : str
        The item or column at which it is checked.
    terms : tuple of (Place, int)
        Cells with +1 (left) or −1 (right).
    """

    check: str
    key: str
    terms: tuple[tuple[Place, int], ...]


@dataclass(frozen=True)
class System:
    """Equations that hang together (each shares a cell with another one) and whose cells all carry a number.

    Attributes
    ----------
    form : Table
        The table as the edition that it follows has it.
    equations : tuple of Equation
    """

    form: Table
    equations: tuple[Equation, ...]

    @cached_property
    def touching(self) -> dict[Place, tuple[tuple[int, int], ...]]:
        """For each cell the equations that it stands in, as (number, sign)."""
        found: dict[Place, list[tuple[int, int]]] = {}
        for number, equation in enumerate(self.equations):
            for place, sign in equation.terms:
                found.setdefault(place, []).append((number, sign))
        return {place: tuple(entries) for place, entries in found.items()}

    def residuals(self, values: Mapping[Place, float]) -> Residuals:
        """Left minus right of each equation that does not hold."""
        found = {}
        for number, equation in enumerate(self.equations):
            missing = round(sum(sign * values[place] for place, sign in equation.terms), 6)
            if missing:
                found[number] = missing
        return found

    def moved(self, residuals: Residuals, place: Place, delta: float) -> Residuals:
        """What is left of the residuals when a cell's value grows by `delta`."""
        after = dict(residuals)
        for number, sign in self.touching[place]:
            missing = round(after.get(number, 0.0) + sign * delta, 6)
            if missing:
                after[number] = missing
            else:
                after.pop(number, None)
        return after

    def is_total(self, place: Place) -> bool:
        """Whether the cell is the printed total of other cells: it stands alone on a side of an equation."""
        return any(
            [other for other, side in self.equations[number].terms if side == sign] == [place]
            for number, sign in self.touching[place]
        )


@cache
def equations_of(form: Table) -> tuple[Equation, ...]:
    """Write out every identity of a table, one equation for each item or column that it is checked at.

    Examples
    --------
    >>> from govreports.form import table
    >>> [equation.key for equation in equations_of(table("2021", "litigation"))]
    ['reconsideration', 'lawsuit_direct', 'lawsuit_after_reconsideration']
    """
    found = []
    for identity in form.identities:
        across = identity.along == "columns"
        for key in [label.id for label in (form.columns if across else form.items)]:
            signed = [(name, 1) for name in identity.left] + [(name, -1) for name in identity.right]
            terms = tuple(((name, key) if across else (key, name), sign) for name, sign in signed)
            found.append(Equation(identity.id, key, terms))
    return tuple(found)


def equation_of(form: Table, check: str, item: str | None, column: str | None) -> Equation | None:
    """Find the equation that a row of `checks` is about; None for a check that is no identity.

    Examples
    --------
    >>> from govreports.form import table
    >>> equation_of(table("2021", "litigation"), "outcomes_sum", "reconsideration", "total").key
    'reconsideration'
    """
    along = {identity.id: identity.along for identity in form.identities}
    key = column if along.get(check) == "columns" else item
    return next((one for one in equations_of(form) if (one.check, one.key) == (check, key)), None)


def systems_of(table_id: str, values: Mapping[Place, float], printed: set[str]) -> list[System]:
    """Set up the equations of a printed table, apart where they share no cell.

    Parameters
    ----------
    table_id : str
        ``applications``, ``litigation`` …
    values : mapping of Place to float
        Cells with a number. An equation with a blank operand says nothing and is left out.
    printed : set of str
        Every item that has a row, with or without numbers: real reports mix editions, so the rows tell the edition.
    """
    form = printed_form(table_id, printed)
    if form is None:
        return []
    known = [equation for equation in equations_of(form) if all(place in values for place, _ in equation.terms)]
    return [System(form, tuple(part)) for part in _parts(known)]


def printed_form(table_id: str, printed: set[str]) -> Table | None:
    """Choose the edition of a table whose items fit the printed ones best."""
    forms = [edition.tables[table_id] for edition in editions().values() if table_id in edition.tables]
    fits = [(len(printed & form.item.keys()) - len(form.item.keys() - printed), -at) for at, form in enumerate(forms)]
    return forms[-max(fits)[1]] if fits else None


def _parts(equations: Iterable[Equation]) -> list[list[Equation]]:
    parts: list[tuple[set[Place], list[Equation]]] = []
    for equation in equations:
        cells, members = {place for place, _ in equation.terms}, [equation]
        apart = []
        for other in parts:
            if other[0] & cells:
                cells |= other[0]
                members = other[1] + members
            else:
                apart.append(other)
        parts = [*apart, (cells, members)]
    return [members for _, members in parts]
