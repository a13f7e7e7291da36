"""Clean tables made from a seed, and faults planted in them: what the fault finder is measured with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from govreports.checks.faults.system import System, systems_of
from govreports.form import table
from govreports.form.equations import Place

Values = dict[Place, float]
TABLES = ("applications", "litigation")


@dataclass(frozen=True)
class Planted:
    """A report with faults: its clean numbers, the printed ones, and the year before."""

    table: str
    kinds: tuple[str, ...]
    clean: Values
    printed: Values
    before: Values

    @property
    def faults(self) -> Values:
        """The cells that differ, with the value that they should have."""
        return {place: value for place, value in self.clean.items() if self.printed[place] != value}


def clean_table(rng: np.random.Generator, name: str) -> Values:
    """Make a table of the 2021 edition in which every identity holds; sizes from a handful to thousands of cases."""
    form = table("2021", name)
    size = float(rng.choice([4, 30, 300, 3000]))
    values: Values = {}
    if name == "litigation":
        for item in form.item:
            parts = [float(rng.poisson(size * share)) for share in (0.12, 0.04, 0.05, 0.02)]
            for column, value in zip(form.column, [*parts, sum(parts)], strict=True):
                values[item, column] = value
        return values
    applicants = [column.id for column in form.columns if column.id != "total"]
    results = [item.id for item in form.items if item.group and item.id != "concluded"]
    shares = dict(zip(applicants, (0.85, 0.08, 0.005, 0.005, 0.04, 0.02), strict=True))
    weights = rng.dirichlet(np.full(len(results), 0.4))
    for applicant in applicants:
        for item, weight in zip(results, weights, strict=True):
            values[item, applicant] = float(rng.poisson(size * shares[applicant] * weight))
        values["concluded", applicant] = sum(values[item, applicant] for item in results)
        carried_in = min(float(rng.poisson(size * shares[applicant] * 0.04)), values["concluded", applicant])
        values["carried_in", applicant] = carried_in
        values["carried_out", applicant] = float(rng.poisson(size * shares[applicant] * 0.04))
        values["received", applicant] = values["concluded", applicant] + values["carried_out", applicant] - carried_in
    for item in form.item:
        values[item, "total"] = sum(values[item, applicant] for applicant in applicants)
    return values


def system(name: str, values: Values) -> list[System]:
    return systems_of(name, values, {item for item, _ in values})


def failing(name: str, values: Values) -> set[Place]:
    """Every cell that stands in an identity which does not hold."""
    return {
        place
        for part in system(name, values)
        for number in part.residuals(values)
        for place, _ in part.equations[number].terms
    }


def plant(rng: np.random.Generator, name: str, kinds: tuple[str, ...]) -> Planted:
    """Plant one fault of each kind; drawn again until some identity shows each of them."""
    while True:
        clean, before = clean_table(rng, name), clean_table(rng, name)
        printed = dict(clean)
        for kind in kinds:
            printed |= KINDS[kind](rng, name, printed, before)
        made = Planted(name, kinds, clean, printed, before)
        # A fault that leaves every sum as it is (two results exchanged whole) cannot be seen by arithmetic.
        if made.faults and made.faults.keys() <= failing(name, printed):
            return made


def _pick(rng: np.random.Generator, places: list[Place]) -> Place | None:
    return places[int(rng.integers(len(places)))] if places else None


def cell_misprinted(rng: np.random.Generator, name: str, values: Values, before: Values) -> Values:
    place = _pick(rng, [place for place, value in values.items() if value > 0])
    if place is None:
        return {}
    digits = list(f"{values[place]:g}")
    at = int(rng.integers(len(digits)))
    digits[at] = str(rng.choice([digit for digit in "123456789" if digit != digits[at]]))
    return {place: float("".join(digits))}


def total_left_zero(rng: np.random.Generator, name: str, values: Values, before: Values) -> Values:
    totals = [place for place in values if place[1] == "total" or place[0] == "concluded"]
    place = _pick(rng, [place for place in totals if values[place] > 0])
    return {} if place is None else {place: 0.0}


def digit_dropped(rng: np.random.Generator, name: str, values: Values, before: Values) -> Values:
    def dropped(value: float) -> float | None:
        text = f"{value:g}"
        at = int(rng.integers(len(text)))
        return float(text[:at] + text[at + 1 :]) if len(text) > 1 else None

    able = [place for place, value in values.items() if value >= 10]
    place = _pick(rng, able)
    return {} if place is None else {place: dropped(values[place]) or 0.0}


def digit_doubled(rng: np.random.Generator, name: str, values: Values, before: Values) -> Values:
    place = _pick(rng, [place for place, value in values.items() if value > 0])
    if place is None:
        return {}
    text = f"{values[place]:g}"
    at = int(rng.integers(len(text)))
    return {place: float(text[: at + 1] + text[at:])}


def _swap(rng: np.random.Generator, values: Values, pairs: list[tuple[Place, Place]]) -> Values:
    able = [pair for pair in pairs if values[pair[0]] != values[pair[1]]]
    if not able:
        return {}
    one, other = able[int(rng.integers(len(able)))]
    return {one: values[other], other: values[one]}


def one_row_away(rng: np.random.Generator, name: str, values: Values, before: Values) -> Values:
    form = table("2021", name)
    return _swap(rng, values, [((a, c), (b, c)) for c in form.column for a, b in pairwise(form.item)])


def one_column_away(rng: np.random.Generator, name: str, values: Values, before: Values) -> Values:
    form = table("2021", name)
    return _swap(rng, values, [((i, a), (i, b)) for i in form.item for a, b in pairwise(form.column)])


def offsetting_pair(rng: np.random.Generator, name: str, values: Values, before: Values) -> Values:
    one, other = (list(values)[int(at)] for at in rng.choice(len(values), 2, replace=False))
    amount = float(rng.integers(1, 9))
    if (one[0] != other[0] and one[1] != other[1]) or values[other] < amount:
        return {}
    return {one: values[one] + amount, other: values[other] - amount}


def row_copied_from_year_before(rng: np.random.Generator, name: str, values: Values, before: Values) -> Values:
    items = [item for item in table("2021", name).item if item != "concluded"]
    item = items[int(rng.integers(len(items)))]
    row = [place for place in values if place[0] == item]
    return {place: before[place] for place in row} if any(before[place] for place in row) else {}


KINDS: dict[str, Callable[[np.random.Generator, str, Values, Values], Values]] = {
    function.__name__: function
    for function in (
        cell_misprinted,
        total_left_zero,
        digit_dropped,
        digit_doubled,
        one_row_away,
        one_column_away,
        offsetting_pair,
        row_copied_from_year_before,
    )
}
SEEN_IN_LITIGATION = ("cell_misprinted", "total_left_zero", "digit_dropped", "digit_doubled", "one_column_away")
"""Table 四 checks each row by one sum alone: a pair inside it that offsets, or a whole row, leaves that sum right."""
