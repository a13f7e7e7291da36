"""The form as data: editions, tables, items, columns, identities. The ids and labels stand in ``editions/*.toml``."""

from govreports.form.equations import CellId, Equation, equation_of, equations_of, every_cell
from govreports.form.load import (
    FormError,
    edition_for_year,
    editions,
    newest_edition,
    printed_forms,
    required_tables,
    table,
)
from govreports.form.model import Column, Edition, Identity, Item, Label, Section, Table

__all__ = [
    "CellId",
    "Column",
    "Edition",
    "Equation",
    "FormError",
    "Identity",
    "Item",
    "Label",
    "Section",
    "Table",
    "edition_for_year",
    "editions",
    "equation_of",
    "equations_of",
    "every_cell",
    "newest_edition",
    "printed_forms",
    "required_tables",
    "table",
]
