"""The identities (勾稽关系) written out: which cells each one adds up, and under which names those are kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from govreports.form.load import editions
from govreports.form.model import Label, Table

CellId = tuple[str, str, str]
"""``(table, item, column)`` under which a cell is kept."""

Place = tuple[str, str]
"""``(item, column)`` of a cell in its own table."""


#: Amounts carry up to six decimals; sums of binary floats may differ by less than that.
ROUNDING = 1e-6


class Equation(NamedTuple):
    """One identity at one item or column: the cells on the left add up to those on the right."""

    check: str  # id of the identity, e.g. ``results_sum``.
    along: str  # ``"columns"`` where it is checked column by column, ``"items"`` where row by row
    at: Label  # the column or item at which it is checked
    item: str | None  # what a row of `checks` names: the total's item and column, None where both sides have several
    column: str
    terms: tuple[tuple[Place, int], ...]  # the cells in their own table with +1 (left) or −1 (right)
    # The same cells as they are kept: a list before 2019 keeps those that the newer form has too under its ids
    left: tuple[CellId, ...]
    right: tuple[CellId, ...]

    @property
    def key(self) -> str:
        """Id of the item or column at which it is checked."""
        return self.at.id

    @property
    def cells(self) -> tuple[CellId, ...]:
        """The cells of both sides as they are kept."""
        return self.left + self.right

    @property
    def places(self) -> tuple[Place, ...]:
        """The cells of both sides in their own table."""
        return tuple(place for place, _ in self.terms)

    def missing(self, values: Mapping[Place, float | None]) -> float | None:
        """Return the left side minus the right one, 0 where the sum holds; None where a cell has no number.

        Examples
        --------
        >>> from govreports.form import table
        >>> sums = equations_of(table("2021", "litigation"))
        >>> sums[0].missing(dict(zip(sums[0].places, [0.1, 0.2, 0, 0, 0.3]))), sums[0].missing({})
        (0.0, None)
        """
        total = 0.0
        for place, sign in self.terms:
            value = values.get(place)
            if value is None:
                return None
            total += sign * value
        return 0.0 if abs(total) < ROUNDING else round(total, 6)


@cache
def equations_of(form: Table) -> tuple[Equation, ...]:
    """Write out every identity of a table, one equation for each item or column whose cells it has.

    Examples
    --------
    >>> from govreports.form import table
    >>> [equation.key for equation in equations_of(table("2021", "litigation"))]
    ['reconsideration', 'lawsuit_direct', 'lawsuit_after_reconsideration']
    >>> equations_of(table("2014", "statistics"))[0].right
    (('applications', 'received', 'total'),)
    """
    known = set(form.cells)
    written = []
    for identity in form.identities:
        across = identity.along == "columns"
        for at in form.columns if across else form.items:
            left, right = (
                [(name, at.id) if across else (at.id, name) for name in side]
                for side in (identity.left, identity.right)
            )
            if not known.issuperset((*left, *right)):
                continue
            written.append(
                Equation(
                    identity.id,
                    identity.along,
                    at,
                    item=right[0][0] if len(right) == 1 else None,
                    column=right[0][1],
                    terms=(*((place, 1) for place in left), *((place, -1) for place in right)),
                    left=tuple(form.place(*place) for place in left),
                    right=tuple(form.place(*place) for place in right),
                )
            )
    return tuple(written)


def equation_of(form: Table, check: str, item: str | None, column: str | None) -> Equation | None:
    """Return the equation that a row of `checks` is about; None for a check that is no identity.

    Examples
    --------
    >>> from govreports.form import table
    >>> equation_of(table("2021", "litigation"), "outcomes_sum", "reconsideration", "total").key
    'reconsideration'
    """
    named = (equation for equation in equations_of(form) if equation.check == check)
    return next(
        (equation for equation in named if equation.key == (column if equation.along == "columns" else item)), None
    )


@cache
def every_cell() -> tuple[CellId, ...]:
    """Return every cell that an edition of the form has, as it is kept: the newest edition's first.

    Examples
    --------
    >>> every_cell()[0], ("litigation", "lawsuit_all", "upheld") in every_cell()
    (('disclosure', 'regulations', 'made'), True)
    """
    tables = [table for edition in editions().values() for table in edition.tables.values()]
    return tuple(dict.fromkeys(table.place(*place) for table in tables for place in table.cells))
