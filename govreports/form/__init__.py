"""The form as data: editions, tables, items, columns, identities. The ids and labels stand in ``editions/*.toml``."""

from govreports.form.load import FormError, edition_for_year, editions, table
from govreports.form.model import Column, Edition, Identity, Item, Label, Section, Table

__all__ = [
    "Column",
    "Edition",
    "FormError",
    "Identity",
    "Item",
    "Label",
    "Section",
    "Table",
    "edition_for_year",
    "editions",
    "table",
]
