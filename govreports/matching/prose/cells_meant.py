"""The cells that a statement of the prose may mean: those of the newest form, one set for each way to read it."""

from __future__ import annotations

from functools import cache

from govreports.form import CellId, Table, newest_edition
from govreports.matching.prose.grammar import LITIGATION, Quantity


def cells_meant(name: str, quantity: Quantity, applicant: str | None) -> tuple[tuple[CellId, ...], ...]:
    """Return the sets of cells whose sum a statement may mean.

    Examples
    --------
    >>> from govreports.matching.prose.grammar import grammar
    >>> cells_meant("applications.carried_in", grammar().quantity("applications.carried_in"), "natural_person")
    ((('applications', 'carried_in', 'natural_person'),),)
    """
    subject = name.partition(".")[0]
    return tuple(_cells(subject, reading, applicant) for reading in quantity.readings)


def _cells(subject: str, reading: tuple[str, ...], applicant: str | None) -> tuple[CellId, ...]:
    if subject in LITIGATION:
        items = ("lawsuit_direct", "lawsuit_after_reconsideration") if subject == "lawsuit_all" else (subject,)
        return tuple(("litigation", item, column) for item in items for column in reading)
    columns = _columns(applicant)
    return tuple(("applications", item, column) for name in reading for item in _items(name) for column in columns)


@cache
def _items(name: str) -> tuple[str, ...]:
    if not name.startswith("@"):
        return (name,)
    return tuple(item.id for item in applications_table().items if item.group == name[1:])


@cache
def _columns(applicant: str | None) -> tuple[str, ...]:
    if applicant == "legal_persons":
        return tuple(column.id for column in applications_table().columns if column.group == applicant)
    return (applicant or "total",)


def applications_table() -> Table:
    """Return the newest edition's table 三: 其他处理 in three rows."""
    return newest_edition().tables["applications"]
