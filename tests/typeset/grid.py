"""A table before it is set: cells with spans, roles and, where they are the form's, keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tests.typeset.cells import Key

Role = Literal["caption", "head", "label", "merged", "number"]


@dataclass(frozen=True)
class Cell:
    """One cell. `key` is the form's cell whose number it prints."""

    row: int
    column: int
    text: str
    role: Role
    row_span: int = 1
    column_span: int = 1
    key: Key | None = None
    vertical: bool = False


@dataclass
class TableGrid:
    """A table: `widths` are the columns' widths in points, `head_rows` the rows that a repeated head repeats."""

    id: str
    widths: list[float]
    head_rows: int = 0
    cells: list[Cell] = field(default_factory=list)

    @property
    def n_rows(self) -> int:
        return max(cell.row + cell.row_span for cell in self.cells)

    def add(
        self,
        row: int,
        column: int,
        text: str,
        role: Role,
        *,
        down: int = 1,
        right: int = 1,
        key: Key | None = None,
        vertical: bool = False,
    ) -> None:
        self.cells.append(Cell(row, column, text, role, down, right, key, vertical))
