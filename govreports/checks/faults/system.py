"""The identities of one printed table as equations: which cells each one adds up, and by how much it misses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from govreports.form import Equation, Table, editions, equations_of
from govreports.form.equations import Place

Residuals = dict[int, float]
"""Left minus right of the equations that do not hold, by the equation's number."""


@dataclass(frozen=True)
class System:
    """Equations that hang together (each shares a cell with another one) and whose cells all carry a number."""

    form: Table  # the table as the edition that it follows has it
    equations: tuple[Equation, ...]

    @cached_property
    def touching(self) -> dict[Place, tuple[tuple[int, int], ...]]:
        """For each cell the equations that it stands in, as (number, sign)."""
        entries_of: dict[Place, list[tuple[int, int]]] = {}
        for number, equation in enumerate(self.equations):
            for place, sign in equation.terms:
                entries_of.setdefault(place, []).append((number, sign))
        return {place: tuple(entries) for place, entries in entries_of.items()}

    def residuals(self, values: Mapping[Place, float]) -> Residuals:
        """Left minus right of each equation that does not hold."""
        differences = {}
        for number, equation in enumerate(self.equations):
            if missing := equation.missing(values):
                differences[number] = missing
        return differences

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
    known = [equation for equation in equations_of(form) if equation.missing(values) is not None]
    return [System(form, tuple(part)) for part in _parts(known)]


def printed_form(table_id: str, printed: set[str]) -> Table | None:
    """Choose the edition of a table whose items fit the printed ones best."""
    forms = [edition.tables[table_id] for edition in editions().values() if table_id in edition.tables]
    fits = [(len(printed & form.item.keys()) - len(form.item.keys() - printed), -at) for at, form in enumerate(forms)]
    return forms[-max(fits)[1]] if fits else None


def _parts(equations: Iterable[Equation]) -> list[list[Equation]]:
    parts: list[tuple[set[Place], list[Equation]]] = []
    for equation in equations:
        cells, members = set(equation.places), [equation]
        apart = []
        for other in parts:
            if other[0] & cells:
                cells |= other[0]
                members = other[1] + members
            else:
                apart.append(other)
        parts = [*apart, (cells, members)]
    return [members for _, members in parts]
