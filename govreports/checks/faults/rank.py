"""Put costs on explanations and rank them: fewest mistakes of the likeliest kinds first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from govreports.checks.faults import mistakes
from govreports.checks.faults.patterns import Pattern, combined
from govreports.checks.faults.search import Changes, peel, smallest_sets
from govreports.checks.faults.system import System
from govreports.checks.settings import SETTINGS
from govreports.form.equations import Place

PATTERN_PRICES = {
    "total_left_zero": mistakes.TOTAL_LEFT_ZERO,
    "row_copied_from_year_before": mistakes.ROW_COPIED,
    "one_row_away": mistakes.NEIGHBOUR,
    "one_column_away": mistakes.NEIGHBOUR,
    "swapped_places": mistakes.EXCHANGED,
    "part_and_total": mistakes.PART_AND_TOTAL,
    "offsetting_pair": mistakes.OFFSETTING,
}


@dataclass(frozen=True)
class Evidence:
    """What else is known about the cells of one table."""

    before: Mapping[Place, float]  # the same table a year before
    # What another place (the prose, another year's report) says that the cell is
    said: Mapping[Place, Mapping[float, str]]
    doubted: Collection[Place]  # cells whose reading carries a flag


@dataclass(frozen=True)
class Hypothesis:
    """One explanation of a cluster of failing identities."""

    patterns: tuple[Pattern, ...]  # the mistakes that it takes, each with its cells
    cost: float  # lower is likelier
    settled: int  # identities that hold with the suggestions and failed before, and the other way round
    broken: int

    @property
    def cells(self) -> frozenset[tuple[Place, float]]:
        """The suggestions, without their kinds."""
        return frozenset(pair for pattern in self.patterns for pair in pattern.changes.items())


def hypotheses(system: System, values: Mapping[Place, float], evidence: Evidence) -> list[Hypothesis]:
    """Explain the failing identities of a system.

    Returns
    -------
    list of Hypothesis
        Best first, at most ten; empty where every identity holds.
    """
    failing = system.residuals(values)
    if not failing:
        return []
    by_cells: dict[frozenset[tuple[Place, float]], Hypothesis] = {}
    for patterns in combined(system, values, evidence.before):
        now = dict(values)
        for pattern in patterns:
            now |= pattern.changes
        for changes in smallest_sets(system, now):
            whole = (*_settled(values, patterns, changes), *named(system, values, _without(changes, patterns)))
            _keep(by_cells, _hypothesis(system, values, evidence, whole))
    if not by_cells:
        _keep(by_cells, _hypothesis(system, values, evidence, tuple(named(system, values, peel(system, values)))))
    ranked = sorted(
        by_cells.values(),
        key=lambda hypothesis: (hypothesis.broken - hypothesis.settled, hypothesis.cost, _order(system, hypothesis)),
    )
    return ranked[: SETTINGS.suggestions]


def _settled(values: Mapping[Place, float], patterns: Sequence[Pattern], changes: Changes) -> list[Pattern]:
    """Carry the single suggestions over into the cells that a pattern has filled already."""
    changed = []
    for pattern in patterns:
        final = {place: changes.get(place, value) for place, value in pattern.changes.items()}
        final = {place: value for place, value in final.items() if value != values[place]}
        if final:
            changed.append(Pattern(pattern.kind, final))
    return changed


def _without(changes: Changes, patterns: Sequence[Pattern]) -> Changes:
    filled = {place for pattern in patterns for place in pattern.changes}
    return {place: value for place, value in changes.items() if place not in filled}


def _keep(by_cells: dict[frozenset[tuple[Place, float]], Hypothesis], hypothesis: Hypothesis) -> None:
    known = by_cells.get(hypothesis.cells)
    if hypothesis.patterns and (known is None or hypothesis.cost < known.cost):
        by_cells[hypothesis.cells] = hypothesis


def _order(system: System, hypothesis: Hypothesis) -> tuple[object, ...]:
    """Settle ties: a total before its parts (totals are what real reports get wrong), then the printed order."""
    places = sorted(place for place, _ in hypothesis.cells)
    cells = list(system.form.cells)
    return (sum(not system.is_total(place) for place in places), [cells.index(place) for place in places])


def _hypothesis(
    system: System, values: Mapping[Place, float], evidence: Evidence, patterns: tuple[Pattern, ...]
) -> Hypothesis:
    changes = {place: value for pattern in patterns for place, value in pattern.changes.items()}
    before, after = system.residuals(values), system.residuals({**values, **changes})
    cost = sum(_cost(system, values, pattern) for pattern in patterns)
    for place, value in changes.items():
        said = evidence.said.get(place, {})
        cost += mistakes.WITNESS * ((values[place] in said) - (value in said) - (place in evidence.doubted))
    return Hypothesis(patterns, round(cost, 3), len(before.keys() - after.keys()), len(after.keys() - before.keys()))


def _cost(system: System, values: Mapping[Place, float], pattern: Pattern) -> float:
    if len(pattern.changes) == 1 and pattern.kind != "row_copied_from_year_before":
        ((place, value),) = pattern.changes.items()
        return mistakes.mistake(values[place], value, total=system.is_total(place))[1]
    return PATTERN_PRICES[pattern.kind] + mistakes.MORE_CELLS * (len(pattern.changes) - 1)


def named(system: System, values: Mapping[Place, float], changes: Changes) -> list[Pattern]:
    """Name the mistakes they amount to.

    Pairs in one row or column are taken for one mistake; totals of one row or column that were left at 0 also.
    """
    left = dict(changes)
    patterns = []
    for along in (0, 1):
        for key in sorted({place[along] for place in left}):
            zeros = {place: value for place, value in left.items() if place[along] == key}
            zeros = {place: v for place, v in zeros.items() if values[place] == 0 < v and system.is_total(place)}
            if len(zeros) > 1:
                patterns.append(Pattern("total_left_zero", zeros))
                left = {place: value for place, value in left.items() if place not in zeros}
    while pair := _pair(system, values, left):
        kind, places = pair
        patterns.append(Pattern(kind, {place: left.pop(place) for place in places}))
    for place, value in left.items():
        kind, _ = mistakes.mistake(values[place], value, total=system.is_total(place))
        patterns.append(Pattern(kind, {place: value}))
    return patterns


def _pair(system: System, values: Mapping[Place, float], left: Changes) -> tuple[str, Sequence[Place]] | None:
    for first, other in combinations(sorted(left), 2):
        if first[0] != other[0] and first[1] != other[1]:
            continue
        shared = {number for number, _ in system.touching[first]} & {number for number, _ in system.touching[other]}
        delta, opposite = left[first] - values[first], left[other] - values[other]
        if delta == -opposite:
            if left[first] == values[other] and left[other] == values[first]:
                return _swap_kind(system, first, other), (first, other)
            return "offsetting_pair", (first, other)
        if delta == opposite and shared and system.is_total(first) != system.is_total(other):
            return "part_and_total", (first, other)
    return None


def _swap_kind(system: System, first: Place, other: Place) -> str:
    along = 0 if first[1] == other[1] else 1
    order = list(system.form.item if along == 0 else system.form.column)
    if abs(order.index(first[along]) - order.index(other[along])) > 1:
        return "swapped_places"
    return "one_row_away" if along == 0 else "one_column_away"
