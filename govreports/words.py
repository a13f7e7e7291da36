"""Cells and identities in the words that the form prints, or in their English."""

from __future__ import annotations

from functools import cache

from govreports.columns import KeyRow
from govreports.form import editions
from govreports.form.model import Label, Table

LANGS = ("zh", "en")


def pick(lang: str, zh: str, en: str) -> str:
    """Return the text in the chosen language.

    Raises
    ------
    ValueError
        The language is neither ``zh`` nor ``en``.
    """
    if lang not in LANGS:
        raise ValueError(f"lang is {lang!r}; it may be zh or en")
    return zh if lang == "zh" else en


def many(count: float, single: str, plural: str) -> str:
    """Count things in English.

    Examples
    --------
    >>> many(1, "report", "reports"), many(1203.0, "report", "reports")
    ('1 report', '1,203 reports')
    """
    return f"{count:,.0f} {single if count == 1 else plural}"


def whose(row: KeyRow) -> str:
    """Name a report by its agency and year, by its file where one of them is not known.

    Examples
    --------
    >>> whose({"report": "a/b", "agency": "淮安市人民政府", "year": 2024})
    '淮安市人民政府 2024'
    >>> whose({"report": "a/b", "agency": None, "year": 2024})
    'a/b'
    """
    return f"{row['agency']} {row['year']}" if row["agency"] and row["year"] else row["report"]


@cache
def _labels(lang: str = "zh") -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str], dict[str, str]]:
    items: dict[tuple[str, str], str] = {}
    columns: dict[tuple[str, str], str] = {}
    identities: dict[str, str] = {}
    for edition in editions().values():
        for table in edition.tables.values():
            for item in table.items:
                items.setdefault((table.id, item.id), _item(table, item) if lang == "zh" else item.en)
            for column in table.columns:
                columns.setdefault((table.id, column.id), column.zh.partition("（")[0] if lang == "zh" else column.en)
            for identity in table.identities:
                identities.setdefault(identity.id, identity.zh if lang == "zh" else identity.en)
    return items, columns, identities


def _item(table: Table, item: Label) -> str:
    """Name an item so that 其他 under 其他处理 and （七）总计 cannot be taken for the columns of that name."""
    name = item.zh.partition("（")[0]
    group = next((group for group in table.groups if group.id == item.group), None)
    if group is not None and group.group is not None:
        return f"{group.zh}·{name}"
    return f"{item.number}{name}" if item.number.startswith("（") else name


def item_label(table: str, item: str, lang: str = "zh") -> str:
    """Return the printed label of an item, the id where no edition knows it.

    Examples
    --------
    >>> item_label("applications", "granted"), item_label("applications", "other_other")
    ('（一）予以公开', '其他处理·其他')
    """
    return _labels(lang)[0].get((table, item), item)


def column_label(table: str, column: str, lang: str = "zh") -> str:
    """Return the printed label of a column, the id where no edition knows it."""
    return _labels(lang)[1].get((table, column), column)


def cell_label(table: str, item: str | None, column: str | None, lang: str = "zh") -> str:
    """Return a cell's name in the form's words, that of a whole row or column where the other is None.

    Examples
    --------
    >>> cell_label("litigation", "reconsideration", "total")
    '行政复议/总计'
    >>> cell_label("litigation", "reconsideration", "total", "en")
    'Administrative reconsideration/Total'
    """
    names = [item_label(table, item, lang)] if item else []
    return "/".join([*names, column_label(table, column, lang)] if column else names)


def check_label(check: str, lang: str = "zh") -> str:
    """Return what an identity means; other checks keep their id."""
    return _labels(lang)[2].get(check, check)


def table_named(name: str) -> str:
    """Return the id of a table by its id, its printed title or the number of its section.

    Raises
    ------
    ValueError
        No edition has such a table.

    Examples
    --------
    >>> table_named("表三"), table_named("四"), table_named("disclosure")
    ('applications', 'litigation', 'disclosure')
    """
    tables = [table for edition in editions().values() for table in edition.tables.values()]
    for table in tables:
        numbers = (table.section, f"表{table.section}") if table.section else ()
        if name in (table.id, table.zh, table.en, *numbers):
            return table.id
    known = dict.fromkeys(f"{table.id} 表{table.section}" if table.section else table.id for table in tables)
    raise ValueError(f"table must be one of {', '.join(known)}, not {name!r}")
