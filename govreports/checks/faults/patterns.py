"""Mistakes that touch several cells at once and are made in one go: tried before single cells are looked at."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from itertools import combinations, pairwise
from typing import NamedTuple

from govreports.checks.faults.search import Changes
from govreports.checks.faults.system import System
from govreports.form.equations import Place

Values = Mapping[Place, float]


class Pattern(NamedTuple):
    """One mistake and what the cells should be if it was made."""

    kind: str
    changes: Changes


def combined(system: System, values: Values, before: Values) -> Iterator[tuple[Pattern, ...]]:
    """Return every combination of patterns that is worth trying, the empty one first.

    Parameters
    ----------
    system : System
    values : mapping of Place to float
        The printed numbers.
    before : mapping of Place to float
        The same table of the year before; empty where there is none.
    """
    yield ()
    for swap in swaps(system, values):
        yield (swap,)
    # The row of totals comes before the column of totals: where both were left at 0, the second adds up the first.
    tried: list[Callable[[Values], Pattern | None]] = [
        *(partial(copied_row, system, before, item) for item in system.form.item),
        partial(totals_left_zero, system, system.form.column),
        partial(totals_left_zero, system, system.form.item),
    ]
    useful = [attempt for attempt in tried if attempt(values) is not None]
    for size in range(1, min(len(useful), 3) + 1):
        for attempts in combinations(useful, size):
            now, fitting = dict(values), []
            for attempt in attempts:
                pattern = attempt(now)
                if pattern is None:
                    break
                now |= pattern.changes
                fitting.append(pattern)
            else:
                yield tuple(fitting)


def swaps(system: System, values: Values) -> Iterator[Pattern]:
    """Exchange two neighbours in a row or column wherever more identities hold afterwards."""
    residuals = system.residuals(values)
    failing = {place for number in residuals for place in system.equations[number].places}
    for kind, first, other in _neighbours(system):
        if values[first] == values[other] or not {first, other} & failing:
            continue
        delta = values[other] - values[first]
        after = system.moved(system.moved(residuals, first, delta), other, -delta)
        if len(after) < len(residuals):
            yield Pattern(kind, {first: values[other], other: values[first]})


def _neighbours(system: System) -> Iterator[tuple[str, Place, Place]]:
    items, columns = list(system.form.item), list(system.form.column)
    for item in items:
        for first, other in pairwise(columns):
            if (item, first) in system.touching and (item, other) in system.touching:
                yield "one_column_away", (item, first), (item, other)
    for column in columns:
        for first, other in pairwise(items):
            if (first, column) in system.touching and (other, column) in system.touching:
                yield "one_row_away", (first, column), (other, column)


def totals_left_zero(system: System, keys: Container[str], values: Values) -> Pattern | None:
    """Fill a row or column of totals that was left at 0 in two places or more.

    `keys` are the columns for the row of totals, the items for the column of totals.
    """
    changes = {}
    for number, missing in system.residuals(values).items():
        equation = system.equations[number]
        total, sign = equation.terms[-1]
        if equation.key in keys and system.is_total(total) and values[total] == 0 and -sign * missing > 0:
            changes[total] = -sign * missing
    return Pattern("total_left_zero", changes) if len(changes) > 1 else None


def copied_row(system: System, before: Values, item: str, values: Values) -> Pattern | None:
    """Set a row that repeats the year before's to what the columns want, where that settles identities."""
    row = [(item, column) for column in system.form.column if (item, column) in system.touching]
    if not row or not any(values[place] for place in row) or any(before.get(place) != values[place] for place in row):
        return None
    residuals = system.residuals(values)
    after, changes = residuals, {}
    for place in row:
        wanted = {
            -sign * residuals[number]
            for number, sign in system.touching[place]
            if number in residuals and system.equations[number].key == place[1]
        }
        if len(wanted) == 1:
            delta = wanted.pop()
            changes[place] = values[place] + delta
            after = system.moved(after, place, delta)
    helps = len(after) < len(residuals) and all(value >= 0 for value in changes.values())
    return Pattern("row_copied_from_year_before", changes) if helps else None
