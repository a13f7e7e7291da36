"""The smallest sets of cells whose change makes every identity of a table hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govreports.checks.faults.system import Residuals, System
from govreports.checks.settings import SETTINGS
from govreports.form.equations import Place

Changes = dict[Place, float]
"""Suggested values by cell."""


@dataclass
class _Search:
    system: System
    values: Mapping[Place, float]
    steps: int = SETTINGS.search_steps

    def sets(self, changes: Changes, residuals: Residuals, depth: int) -> Iterator[Changes]:
        """Change one cell of the failing identity with the fewest cells, then go on with what still fails.

        Every explanation changes a cell of every failing identity, so nothing is lost by looking at one at a time. The
        amount is what one of the cell's failing identities misses.
        """
        if not residuals:
            yield changes
            return
        # One cell settles at most three identities: results_sum, applicants_sum and balance cross in it.
        if len(residuals) > depth * SETTINGS.identities_of_a_cell:
            return
        first = min(residuals, key=lambda number: (len(self.system.equations[number].terms), number))
        for place in self.system.equations[first].places:
            if place in changes:
                continue
            for delta in self._amounts(place, residuals):
                self.steps -= 1
                if self.steps < 0:
                    return
                value = self.values[place] + delta
                after = self.system.moved(residuals, place, delta)
                if value >= 0 and len(after) <= (depth - 1) * SETTINGS.identities_of_a_cell:
                    yield from self.sets(changes | {place: value}, after, depth - 1)

    def _amounts(self, place: Place, residuals: Residuals) -> list[float]:
        amounts = {-sign * residuals[number] for number, sign in self.system.touching[place] if number in residuals}
        return sorted(amounts)


def smallest_sets(system: System, values: Mapping[Place, float], most: int = SETTINGS.cells_changed) -> list[Changes]:
    """Find every set of cells of the smallest size that makes all identities hold.

    Parameters
    ----------
    system : System
    values : mapping of Place to float
        The numbers to start from (the printed ones, or those after a change that is tried out).
    most : int
        Give up beyond so many cells.

    Returns
    -------
    list of dict
        Suggested values by cell; empty where no set of at most `most` cells does, ``[{}]`` where nothing fails.
    """
    residuals = system.residuals(values)
    for size in range(most + 1):
        sets: dict[tuple[tuple[Place, float], ...], Changes] = {}
        for changes in _Search(system, values).sets({}, residuals, size):
            sets.setdefault(tuple(sorted(changes.items())), changes)
        if sets:
            return list(sets.values())
    return []


def peel(system: System, values: Mapping[Place, float]) -> Changes:
    """Change the cell that settles most, again and again: a way out where too many cells are wrong at once.

    Returns
    -------
    dict
        Suggested values by cell; some identities may still fail after them.
    """
    changes: Changes = {}
    residuals = system.residuals(values)
    while residuals:
        best: tuple[float, int, Place, float] | None = None
        for order, (place, entries) in enumerate(system.touching.items()):
            if place in changes:
                continue
            for delta in sorted({-sign * residuals[number] for number, sign in entries if number in residuals}):
                after = system.moved(residuals, place, delta)
                settled = len(residuals) - len(after)
                if values[place] + delta >= 0 and settled > 0 and (best is None or settled > best[0]):
                    best = (settled, order, place, delta)
        if best is None:
            break
        _, _, place, delta = best
        changes[place] = values[place] + delta
        residuals = system.moved(residuals, place, delta)
    return changes
