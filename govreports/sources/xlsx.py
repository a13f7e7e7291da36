"""A form filled in Excel (.xlsx) → grids and lines."""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from govreports.errors import ReadError
from govreports.sources import limits
from govreports.sources.document import Document, Grid, TextLine
from govreports.sources.misaligned_spans import Placed, Spanning
from govreports.sources.spans import grid_of

_Sheet: TypeAlias = Any  # openpyxl carries no types
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')


def read(path: Path, data: bytes) -> Document:
    """Read the visible sheets of a workbook.

    Rows with borders, or with more than one filled cell, make grids; the others are lines. Numbers are given as they
    are stored, which may be more decimals than the sheet shows.

    Parameters
    ----------
    path : Path
        Named in errors.
    data : bytes
        The file.

    Returns
    -------
    Document
        Without pages and boxes; its `method` is ``xlsx``. A formula whose result the file does not hold is a cell with
        the doubt ``formula``.

    Raises
    ------
    ReadError
        ``damaged`` or ``no_text``.
    """
    from openpyxl import load_workbook

    try:
        _refuse_boundless_merges(data)
        values, formulas = (load_workbook(io.BytesIO(data), data_only=only) for only in (True, False))
    except limits.TooLargeError:
        raise
    except Exception as error:  # openpyxl lets errors of zipfile, its XML parser and its own through
        raise ReadError.of(
            path,
            "damaged",
            f"The workbook cannot be opened ({type(error).__name__}).",
            "Open it in Excel or WPS and save it again as .xlsx without a password.",
        ) from error
    sheets = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
    blocks = tuple(block for sheet in sheets for block in _blocks(sheet, formulas[sheet.title]))
    if not blocks:
        raise ReadError.of(path, "no_text", "The workbook holds no text.", "See whether it is the right file.")
    return Document(blocks, method="xlsx")


def _blocks(sheet: _Sheet, formulas: _Sheet) -> Iterator[TextLine | Grid]:
    for tabular, group in groupby(_visible_rows(sheet, formulas), key=_tabular):
        stretch = list(group)
        grid = grid_of(list(_placed(stretch, sheet, formulas)), method="xlsx") if tabular else None
        if grid is not None:
            yield grid
        else:
            yield from (TextLine(text) for row in stretch for cell in row if (text := _text(cell.value)))


def _refuse_boundless_merges(data: bytes) -> None:
    """Refuse a sheet that merges more cells than a file may hold: openpyxl makes each of them."""
    from openpyxl.utils.cell import range_boundaries

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        regions = [region for name in sheets for region in _MERGED.findall(parts.read(name))]
    bounds = (range_boundaries(region.decode()) for region in regions)
    limits.check("cells", sum((right - left + 1) * (bottom - top + 1) for left, top, right, bottom in bounds))


def _visible_rows(sheet: _Sheet, formulas: _Sheet) -> Iterator[tuple[Any, ...]]:
    """Return the rows to the last cell that shows anything; where rows lie between two of them, an empty one.

    A stray blank in the last row of the sheet, the 1,048,576th, is no reason to look at a million rows.
    """
    stored = list(sheet._cells.values())  # the public ways make every cell of the rectangle first
    limits.check("cells", len(stored))
    shown = [cell for cell in stored if _filled(cell, formulas) or _bordered(cell)]
    last_column = max((cell.column for cell in shown), default=0)
    previous = 0
    for number in sorted({cell.row for cell in shown}):
        if any(not sheet.row_dimensions[between].hidden for between in range(previous + 1, number)):
            yield ()
        previous = number
        if not sheet.row_dimensions[number].hidden:
            yield from sheet.iter_rows(min_row=number, max_row=number, max_col=last_column)


def _bordered(cell: Any) -> bool:
    border = cell.border
    return any(side is not None and side.style for side in (border.left, border.right, border.top, border.bottom))


def _tabular(row: tuple[Any, ...]) -> bool:
    bordered = any(side is not None and side.style for cell in row for side in (cell.border.top, cell.border.bottom))
    return bordered or sum(1 for cell in row if _text(cell.value)) > 1


def _placed(rows: list[tuple[Any, ...]], sheet: _Sheet, formulas: _Sheet) -> Iterator[Placed]:
    """Return every cell of the stretch up to its last used column; a merged region is one cell."""
    regions = {region.start_cell.coordinate: region for region in sheet.merged_cells.ranges}
    inside = {
        (row, column)
        for region in regions.values()
        for row, column in region.cells
        if (row, column) != (region.min_row, region.min_col)
    }
    used = [cell.column for row in rows for cell in row if _filled(cell, formulas) or _edged(cell)]
    kept = {row[0].row: index for index, row in enumerate(rows)}
    numbers = sorted(kept)
    for row in rows:
        for cell in row[: max(used, default=0)]:
            place = (cell.row, cell.column)
            if place in inside or sheet.column_dimensions[cell.column_letter].hidden:
                continue
            region = regions.get(cell.coordinate)
            height = bisect_right(numbers, region.max_row) - bisect_left(numbers, cell.row) if region else 1
            width = region.max_col - cell.column + 1 if region else 1
            unknown = cell.value is None and _filled(cell, formulas)
            yield Placed(
                kept[cell.row], cell.column, height, width, Spanning(_text(cell.value)), "no_value" if unknown else None
            )


def _filled(cell: Any, formulas: _Sheet) -> bool:
    """Return whether a cell holds anything, also a formula whose result the file does not hold."""
    return cell.value is not None or formulas[cell.coordinate].data_type == "f"


def _edged(cell: Any) -> bool:
    return cell.border.right is not None and bool(cell.border.right.style)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
