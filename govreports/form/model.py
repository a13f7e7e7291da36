"""The types of the form: an edition has tables, a table has items (rows), columns and identities."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Label:
    """A name as the form prints it."""

    id: str  # the id; it never changes
    zh: str  # the Chinese label as the edition prints it (without its number) and its English translation
    en: str
    spellings: tuple[str, ...] = ()  # other wordings seen in real reports
    number: str = ""  # the number printed before the label, e.g. ``"（三）"`` or ``"1"``; "" where there is none.
    group: str | None = None  # id of the group that the label stands under


@dataclass(frozen=True, slots=True)
class Column(Label):
    """A column of a table."""

    unit: str | None = None  # 件, 项, 万元 …; None where the form leaves the unit to the agency
    whole: bool = True  # true where only whole numbers make sense
    signed: bool = False  # true where a number may be negative (本年增/减)


@dataclass(frozen=True, slots=True)
class Item(Label):
    """A row of a table."""

    columns: tuple[str, ...] = ()  # ids of the columns in which it has a cell
    unit: str | None = None  # the row's own unit, where the rows of a table differ (the lists of 2014 and before)
    # ``table/item/column`` of the newer form's cell that means the same as this row's first one
    maps_to: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that the printed numbers must satisfy (勾稽关系)."""

    id: str
    zh: str
    en: str
    # ``"columns"``: `left` and `right` are items, one check for each column. ``"items"``: `left` and `right` are
    # columns, one check for each item.
    along: str
    left: tuple[str, ...]  # ids; the sum of the left ones equals the sum of the right ones
    right: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Table:
    """One table of one edition."""

    id: str
    edition: str
    zh: str
    en: str
    section: str
    # ``"rows"``: items are rows and columns are columns. ``"one_row"``: one row of numbers under two or three rows of
    # heads, items over columns. ``"list"``: one indicator a row, with its unit.
    layout: str
    headings: tuple[str, ...]  # wordings of the section's title
    corner: tuple[str, ...]  # texts of the head that name neither an item nor a column
    columns: tuple[Column, ...]
    column_groups: tuple[Label, ...]
    groups: tuple[Label, ...]
    items: tuple[Item, ...]
    identities: tuple[Identity, ...]
    rows_optional: bool = False  # true where agencies leave out rows of which they have nothing to report

    @cached_property
    def item(self) -> dict[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def column(self) -> dict[str, Column]:
        """Columns by id."""
        return {column.id: column for column in self.columns}

    @cached_property
    def counting(self) -> frozenset[str]:
        """Ids of the items in whose columns only whole numbers make sense."""
        return frozenset(item.id for item in self.items if all(self.column[name].whole for name in item.columns))

    @cached_property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Every ``(item, column)`` of the table, in the printed order."""
        return tuple((item.id, column) for item in self.items for column in item.columns)

    def place(self, item: str, column: str) -> tuple[str, str, str]:
        """Return ``(table, item, column)`` of the cell that a number is kept under: its own, or one of the newer form.

        Examples
        --------
        >>> from govreports.form import table
        >>> table("2014", "statistics").place("received", "value")
        ('applications', 'received', 'total')
        """
        mapped = self.item[item].maps_to
        if mapped is None or column != self.item[item].columns[0]:
            return self.id, item, column
        table, mapped_item, mapped_column = mapped.split("/")
        return table, mapped_item, mapped_column


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report: its number, its title and the words by which a printed heading is known."""

    number: str
    zh: str
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Edition:
    """One edition of the form."""

    id: str
    years: tuple[int, int]  # the first and the last year of the reports that it is for
    source: str  # the document that made it
    tables: dict[str, Table]
    sections: tuple[Section, ...] = ()
    required: tuple[str, ...] = ()  # ids of the tables that every report must print
    # The legal last day of publication in the next year, ``MM-DD``, of a ``department`` and a ``government``
    deadlines: dict[str, str] = field(default_factory=dict)
