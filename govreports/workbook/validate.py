"""``govreports validate``: whether a folder's tables are what the schema says, whoever made them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.columns import TABLES
from govreports.workbook.table_schema import REQUIRED, known_cells, table_schema

if TYPE_CHECKING:
    from frictionless import Resource

MOST_FAULTS = 1_000
"""Faults of one table beyond these are not listed: a wrong separator alone makes one a row."""
_CENT = 0.005
"""Difference in printed units between `delta` and left − right that rounding explains: amounts are told to 0.01."""


class Fault(NamedTuple):
    """One thing that is not as the schema says."""

    file: str
    row: int | None  # line of the file, the heads being line 1
    field: str | None
    note: str  # what is wrong

    def __str__(self) -> str:
        place = [self.file, *([f"row {self.row}"] if self.row else []), *([self.field] if self.field else [])]
        return f"{', '.join(place)}: {self.note}"


def validate(folder: str | Path) -> list[Fault]:
    """Check the tables of a folder against the published schema.

    Parameters
    ----------
    folder : str or Path
        Holds ``reports.csv``, ``cells.csv``, ``checks.csv`` and, if it likes, ``problems.csv`` and ``sections.csv``.

    Returns
    -------
    list of Fault
        Empty where everything is as it should be: types, ids of the form, keys, references, a value wherever the state
        is ``number``, `delta` = `left` − `right`.

    Raises
    ------
    FileNotFoundError
        There is no such folder.

    Examples
    --------
    >>> validate("data/raw")[0]
    Fault(file='reports.csv', row=None, field=None, note='is missing (govreports extract --csv writes it)')
    """
    place = Path(folder)
    if not place.is_dir():
        raise FileNotFoundError(f"{place} is no folder")
    faults = [Fault(f"{name}.csv", None, None, _MISSING) for name in REQUIRED if not (place / f"{name}.csv").is_file()]
    return faults or [fault for name in _there(place) for fault in _of_table(place, name)]


_MISSING = "is missing (govreports extract --csv writes it)"


def _there(place: Path) -> list[str]:
    return [name for name in TABLES if (place / f"{name}.csv").is_file()]


def _of_table(place: Path, name: str) -> Iterator[Fault]:
    from frictionless import Checklist

    package = _package(place)
    report = package.get_resource(name).validate(Checklist(checks=_rules(name)), limit_errors=MOST_FAULTS)
    for error in report.tasks[0].errors:
        field = getattr(error, "field_name", None) or ", ".join(getattr(error, "field_names", [])) or None
        if error.type == "primary-key":
            field = ", ".join(table_schema(name)["primaryKey"])
        row = getattr(error, "row_number", None)
        yield Fault(f"{name}.csv", row, field, _in_short(error))


def _package(place: Path) -> Any:
    from frictionless import Package, Resource, system

    def resource(name: str) -> Resource:
        described = {"name": name, "path": f"{name}.csv", "encoding": "utf-8-sig", "schema": table_schema(name, "en")}
        return Resource.from_descriptor(described, basepath=str(place))

    with system.use_context(trusted=True):
        return Package(resources=[resource(name) for name in _there(place)])


def _in_short(error: Any) -> str:
    """State what is wrong without the list of all that would have been right."""
    if error.type == "constraint-error" and 'constraint "enum"' in error.note:
        return f"{error.cell!r} is none of the ids that the schema knows"
    return str(error.note or error.message)


def _rules(name: str) -> list[Any]:
    """Return what a row must hold that Table Schema has no words for."""
    from frictionless import Check, errors

    def rule(fault_of: Any) -> Any:
        class Rule(Check):
            type = "form"
            Errors = [errors.ConstraintError]  # noqa: RUF012

            def validate_row(self, row: Any) -> Iterator[Any]:
                fault = fault_of(row)
                if fault is not None:
                    field, note = fault
                    yield errors.ConstraintError.from_row(row, note=note, field_name=field)

        return Rule()

    return [rule(fault_of) for fault_of in {"cells": [_cell], "checks": [_delta]}.get(name, [])]


def _cell(row: Any) -> tuple[str, str] | None:
    """Return the field that is wrong in a row of `cells`, and why."""
    place = tuple(row[part] for part in ("table", "item", "column"))
    if all(place) and place not in known_cells():
        return "column", f"no edition of the form has the cell {'/'.join(place)}"
    if row["state"] == "number" and row["value"] is None:
        return "value", "the state is number and there is no value"
    if row["state"] in ("blank", "mark", "unreadable") and row["value"] is not None:
        return "value", f"the state is {row['state']} and there is a value, {row['value']}: a blank is not a number"
    return None


def _delta(row: Any) -> tuple[str, str] | None:
    left, right, delta = row["left"], row["right"], row["delta"]
    if None in (left, right, delta) or abs(float(left) - float(right) - float(delta)) <= _CENT:
        return None
    return "delta", f"delta is {delta}, and left − right is {left - right}"
