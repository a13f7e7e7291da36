"""Read the editions from their data files and check that they are whole."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from govreports.form.model import Column, Edition, Identity, Item, Label, Section, Table

_L = TypeVar("_L", bound=Label)


_DAYS = "deadlines"


class FormError(ValueError):
    """A data file of the form is not whole: an id is used that is not defined, or one is defined twice."""


@cache
def editions() -> dict[str, Edition]:
    """Return every edition of the form, by id.

    Returns
    -------
    dict of str to Edition
        Newest first, by the years that they were made for.

    Raises
    ------
    FormError
        A data file names an id that it does not define.

    Examples
    --------
    >>> [len(table.cells) for table in editions()["2021"].tables.values()]
    [10, 175, 15]
    >>> [len(table.cells) for table in editions()["2019"].tables.values()]
    [22, 161, 15]
    """
    folder = resources.files("govreports.form") / "editions"
    raw = {}
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            raw[str(data["edition"])] = data
    return {name: _edition(raw, name) for name in sorted(raw, key=lambda name: raw[name]["years"], reverse=True)}


def table(edition: str, table_id: str) -> Table:
    """Return one table of one edition.

    Examples
    --------
    >>> table("2021", "disclosure").item["fees"].zh
    '行政事业性收费'
    """
    return editions()[edition].tables[table_id]


def printed_forms(table_edition: Mapping[str, str]) -> list[Table]:
    """Return the tables that a report prints, each in its edition.

    A list of 2014 or before has cells of the newer tables too: those are no tables of its own.

    Examples
    --------
    >>> [form.id for form in printed_forms({"statistics": "2014", "applications": "2014"})]
    ['statistics']
    """
    pairs = [(editions()[edition].tables, table_id) for table_id, edition in table_edition.items()]
    return [tables[table_id] for tables, table_id in pairs if table_id in tables]


def required_tables(year: int | None = None) -> dict[str, Table]:
    """Return the tables that the reports of a year must print, by id.

    Parameters
    ----------
    year : int, optional
        Where it is unknown the newest edition counts.

    Examples
    --------
    >>> [len(form.cells) for form in required_tables(2020).values()], required_tables(2016)
    ([22, 161, 15], {})
    """
    named = edition_for_year(year) if year is not None else None
    edition = editions()[named] if named else newest_edition()
    return {table_id: edition.tables[table_id] for table_id in edition.required}


def newest_edition() -> Edition:
    """Return the edition in force: what counts where a report names none."""
    return next(iter(editions().values()))


def edition_for_year(year: int) -> str | None:
    """Return the edition that was in force for the reports of a year, None where there is none.

    Examples
    --------
    >>> edition_for_year(2020)
    '2019'
    """
    for edition in editions().values():
        if edition.years[0] <= year <= edition.years[1]:
            return edition.id
    return None


def _edition(raw: Mapping[str, Any], name: str) -> Edition:
    data = raw[name]
    tables = {key: _table(raw, name, key) for key, value in data.items() if isinstance(value, dict) and key != _DAYS}
    first, last = data["years"]
    entries = raw[data["sections_like"]]["sections"] if "sections_like" in data else data.get("sections", ())
    sections = tuple(Section(entry["number"], entry["zh"], tuple(entry["words"])) for entry in entries)
    return Edition(name, (first, last), data["source"], tables, sections, tuple(data["required"]), data[_DAYS])


def _table(raw: Mapping[str, Any], edition: str, table_id: str) -> Table:
    data = _inherited(raw, edition, table_id)
    columns = tuple(_label(Column, entry) for entry in data["columns"])
    every = [column.id for column in columns]
    items = tuple(_label(Item, {"columns": every} | entry) for entry in data["items"])
    groups = tuple(_label(Label, entry) for entry in data.get("groups", ()))
    table = Table(
        id=table_id,
        edition=edition,
        zh=data["zh"],
        en=data["en"],
        section=data["section"],
        layout=data.get("layout", "rows"),
        headings=tuple(data["headings"]),
        corner=tuple(data.get("corner", ())),
        columns=columns,
        column_groups=tuple(_label(Label, entry) for entry in data.get("column_groups", ())),
        groups=groups,
        items=items,
        identities=tuple(_identity(entry, groups, items) for entry in data.get("identities", ())),
        rows_optional=data.get("rows_optional", False),
    )
    _validate(table)
    return table


def _inherited(raw: Mapping[str, Any], edition: str, table_id: str) -> dict[str, Any]:
    """Lay what an edition says of a table over what the edition that it is `like` says."""
    own = dict(raw[edition][table_id])
    if "like" not in own:
        return own
    data = _inherited(raw, own.pop("like"), table_id)
    for kind in ("items", "groups"):
        gone = set(own.pop(f"without_{kind}", ()))
        entries = [entry for entry in data.get(kind, ()) if entry["id"] not in gone]
        for entry in own.pop(f"more_{kind}", ()):
            place = [known["id"] for known in entries].index(entry["after"]) + 1
            entries.insert(place, {key: value for key, value in entry.items() if key != "after"})
        data[kind] = entries
    return data | own


def _label(kind: type[_L], entry: Mapping[str, Any]) -> _L:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return kind(**values)


def _identity(entry: Mapping[str, Any], groups: tuple[Label, ...], items: tuple[Item, ...]) -> Identity:
    right = tuple(entry["right"])
    left: list[str] = []
    for name in entry["left"]:
        if name.startswith("@"):
            members = _members(name[1:], groups, items)
            left.extend(member for member in members if member not in right)
        else:
            left.append(name)
    return Identity(entry["id"], entry["zh"], entry["en"], entry["along"], tuple(left), right)


def _members(group: str, groups: tuple[Label, ...], items: tuple[Item, ...]) -> list[str]:
    """List the items of a group and of the groups below it."""
    inside = {group} | {label.id for label in groups if label.group == group}
    return [item.id for item in items if item.group in inside]


def _validate(table: Table) -> None:
    place = f"edition {table.edition}, table {table.id}"
    items, columns = [item.id for item in table.items], [column.id for column in table.columns]
    groups = [group.id for group in table.groups]
    for kind, ids in (("item", items), ("column", columns), ("group", groups)):
        if len(set(ids)) < len(ids):
            raise FormError(f"{place}: an id of a {kind} stands twice")
    _known(place, "group", (label.group for label in (*table.items, *table.groups) if label.group), groups)
    heads = [group.id for group in table.column_groups]
    _known(place, "column group", (column.group for column in table.columns if column.group), heads)
    for item in table.items:
        _known(f"{place}, item {item.id}", "column", item.columns, columns)
    for identity in table.identities:
        ids = items if identity.along == "columns" else columns
        _known(f"{place}, identity {identity.id}", identity.along, (*identity.left, *identity.right), ids)


def _known(place: str, kind: str, used: Iterable[str], defined: list[str]) -> None:
    unknown = sorted(set(used) - set(defined))
    if unknown:
        raise FormError(f"{place}: {kind} {', '.join(unknown)} is not defined")
