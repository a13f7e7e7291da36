"""What was read from a file for one report: the rows, and whose they are; `Report` shows them as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from govreports.codes import check_codes
from govreports.columns import Cell, Check
from govreports.errors import Problem
from govreports.matching.prose.report_sections import SectionText


@dataclass(frozen=True, repr=False)
class ReadFrom:
    """The rows of one report; `govreports.Report` says what each attribute holds."""

    name: str
    path: Path
    sha256: str
    agency: str | None
    year: int | None
    edition: str | None
    title: str
    table_edition: dict[str, str]
    scope: dict[str, str]
    method: str
    pages: int
    flag: str | None
    published: str | None
    published_source: str | None
    set_anew: bool
    problems: tuple[Problem, ...]
    cell_rows: Sequence[Cell]
    check_rows: Sequence[Check]
    section_rows: Sequence[SectionText]

    def __post_init__(self) -> None:
        check_codes("cell", {cell.flag for cell in self.cell_rows if cell.flag is not None})
        check_codes("report", self.flag.split(";") if self.flag else ())

    @property
    def in_doubt(self) -> list[Cell]:
        """The cells whose reading carries a flag."""
        return [cell for cell in self.cell_rows if cell.flag is not None]

    @property
    def failed(self) -> list[Check]:
        """The checks that fail."""
        return [check for check in self.check_rows if check.status == "fail"]
