"""The published schema: what every table of a dataset holds, field by field, and the form's ids with their labels.

Table Schema of the Frictionless Data Package, so that another office or program can make and check the same data.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from govreports.codes import codes
from govreports.columns import TABLES
from govreports.form import Table, editions

REQUIRED = ("reports", "cells", "checks")
"""Without these a folder is no dataset."""

_TYPES = {"string": "string", "Float64": "number", "Int64": "integer", "boolean": "boolean"}
_KEYS = {"reports": ["report"], "cells": ["report", "table", "item", "column"]}
_FIRST_YEAR = 2008
"""The year in which the 条例 took effect: there is no report for an earlier one."""


@cache
def described() -> dict[str, Any]:
    """Return what fields.toml says of the tables and their fields."""
    text = resources.files("govreports.workbook").joinpath("fields.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def table_schema(name: str, lang: str = "zh") -> dict[str, Any]:
    """Return the Table Schema of one table.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    lang : str
        Of the descriptions.

    Examples
    --------
    >>> state = next(field for field in table_schema("cells")["fields"] if field["name"] == "state")
    >>> state["type"], state["constraints"]["enum"][0]
    ('string', 'number')
    >>> table_schema("cells")["foreignKeys"][0]["reference"]
    {'resource': 'reports', 'fields': ['report']}
    """
    described_fields, allowed = described()["fields"], _constraints()
    fields = []
    for column, kind in TABLES[name].items():
        field: dict[str, Any] = {"name": column, "type": _TYPES[kind]}
        if column in described_fields:
            field["description"] = described_fields[column][lang]
        constraints = allowed.get((name, column), allowed.get(("", column), {}))
        fields.append(field | ({"constraints": constraints} if constraints else {}))
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if name in _KEYS:
        schema["primaryKey"] = _KEYS[name]
    if name in ("cells", "checks", "sections"):
        reference = {"resource": "reports", "fields": ["report"]}
        schema["foreignKeys"] = [{"fields": ["report"], "reference": reference}]
    return schema


@cache
def _constraints() -> Mapping[tuple[str, str], dict[str, Any]]:
    """Return what a field may hold, by table (any for an empty name) and field."""
    tables = [table for edition in editions().values() for table in edition.tables.values()]
    ids = {
        "table": [table.id for table in tables],
        "item": [item.id for table in tables for item in table.items],
        "column": [column.id for table in tables for column in table.columns],
    }
    one_of = {name: list(dict.fromkeys(known)) for name, known in ids.items()}
    return {
        ("", "report"): {"required": True},
        ("reports", "report"): {"required": True, "unique": True},
        ("", "year"): {"minimum": _FIRST_YEAR},
        **{("cells", name): {"required": True, "enum": known} for name, known in one_of.items()},
        ("cells", "state"): {"required": True, "enum": list(described()["values"]["state"])},
        ("cells", "page"): {"minimum": 1},
        ("checks", "check"): {"required": True},
        ("checks", "table"): {"required": True, "enum": [*one_of["table"], "prose"]},
        ("checks", "status"): {"required": True, "enum": list(described()["values"]["status"])},
        ("checks", "cause"): {"enum": list(described()["values"]["cause"])},
        ("reports", "edition"): {"enum": list(editions())},
        ("reports", "sha256"): {"pattern": "[0-9a-f]{64}"},
        ("problems", "path"): {"required": True},
        ("problems", "code"): {"required": True, "enum": list(codes("problem"))},
    }


def form_ids() -> dict[str, Any]:
    """Return the form as data: for each edition and table the ids of rows and columns with their labels.

    Examples
    --------
    >>> row = form_ids()["2021"]["applications"]["items"][0]
    >>> row["id"], row["zh"], row["columns"][:2]
    ('received', '本年新收政府信息公开申请数量', ['natural_person', 'enterprise'])
    """
    return {
        edition.id: {table.id: _table(table) for table in edition.tables.values()} for edition in editions().values()
    }


def _table(table: Table) -> dict[str, Any]:
    items = [{"id": label.id, "zh": label.zh, "en": label.en, "columns": list(label.columns)} for label in table.items]
    columns = [{"id": label.id, "zh": label.zh, "en": label.en, "unit": label.unit} for label in table.columns]
    return {"zh": table.zh, "en": table.en, "items": items, "columns": columns}


@cache
def known_cells() -> frozenset[tuple[str, str, str]]:
    """Return every ``(table, item, column)`` that some edition has."""
    return frozenset(
        (table.id, item, column)
        for edition in editions().values()
        for table in edition.tables.values()
        for item, column in table.cells
    )
