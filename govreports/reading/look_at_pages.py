"""A PDF whose text is not all that its pages show is looked at as pictures: digits drawn as outlines, fonts that lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from govreports.columns import Cell
from govreports.matching.match import Matched, match_document
from govreports.report.report import Report
from govreports.sources.document import Document
from govreports.sources.open import open_as_pictures

_PICTURE = "picture"
_LIES = "text_unlike_ink"


def with_pictured_cells(path: Path, data: bytes, document: Document, matched: list[Matched]) -> list[Matched]:
    """Return the reports with the numbers of cells that hold a drawing and no text, as a look at the pages reads them.

    Parameters
    ----------
    path, data
        The file.
    document : Document
        As its text was read.
    matched : list of Matched
        Its reports. Cells with text keep what it says (c_digits_outlined draws its digits as outlines).
    """
    if not any(_is_pictured(cell) for report in matched for cell in report.cells):
        return matched
    pictured = open_as_pictures(path, data, document)
    looks = match_document(pictured, path.stem) if pictured is not None else []
    if len(looks) != len(matched):
        return matched
    return [_completed(report, look) for report, look in zip(matched, looks, strict=True)]


def _completed(report: Matched, look: Matched) -> Matched:
    seen = {_id(cell): cell for cell in look.cells if cell.value is not None}
    cells = [seen.get(_id(cell), cell) if _is_pictured(cell) else cell for cell in report.cells]
    return replace(report, cells=cells)


def _is_pictured(cell: Cell) -> bool:
    return cell.flag == _PICTURE


def _id(cell: Cell) -> tuple[str, str, str]:
    return cell.table, cell.item, cell.column


def may_lie(document: Document, reports: Sequence[Report]) -> bool:
    """Return whether the pages draw other digits than their text says, so that none of them can be trusted."""
    return document.method == "text" and any(cell.flag == _LIES for report in reports for cell in report.cell_rows)


def adds_up_better(look: Sequence[Report], text: Sequence[Report]) -> bool:
    """Return whether fewer sums fail in what was seen than in what the text says (c_tounicode_shift)."""
    return _failing(look) < _failing(text)


def _failing(reports: Sequence[Report]) -> int:
    return sum(check.status == "fail" for report in reports for check in report.check_rows)
