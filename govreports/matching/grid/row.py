"""One row of a table as it is printed: its labels, and the cells under each column."""

from __future__ import annotations

from dataclasses import dataclass, field

from govreports.matching.grid.headers import Head
from govreports.matching.labels import Found
from govreports.sources.document import GridCell


@dataclass(slots=True, eq=False)
class Row:
    """One row of numbers."""

    labels: list[str]  # what stands before the numbers, from left to right: the groups and, last, the row's own label
    values: dict[str, list[GridCell]]  # the cells under each named column
    heads: dict[str, Head]  # the heads above them
    # Cells with text to the right of the label that stand under no named column
    strays: list[tuple[GridCell, Head | None]] = field(default_factory=list)
    found: Found | None = None  # the item that the row names
    short: bool = False  # true where the row ends before the table does, so that its numbers may be shifted
    # True where the source has no measures and the row's cells and the heads do not pair off one to one: a cell or a
    # head too many, which of them nothing says
    uneven: bool = False
    # True where the source has no measures and its heads, over two rows, stand in another order than the form's
    reordered: bool = False
    page: int | None = None  # the page that it stands on
    cut: bool = False  # true where it may be half of a row that a page break cut
    other_year: bool = False  # true where its heads name another year than the report's
    doubled: bool = False  # true where its label names two rows: the rule between them is not drawn

    @property
    def label(self) -> str:
        """The row's own label."""
        return self.labels[-1] if self.labels else ""

    @property
    def filled(self) -> bool:
        """True where anything is printed under a column."""
        return bool(self.strays) or any(cell.text.strip() for cells in self.values.values() for cell in cells)

    @property
    def printed(self) -> tuple[tuple[str, str], ...]:
        """What is printed under each column."""
        under = ((column, "".join(cell.text for cell in cells)) for column, cells in self.values.items())
        return tuple(sorted(under)) + tuple(("", cell.text) for cell, _ in self.strays)
