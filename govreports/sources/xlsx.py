"""A form filled in Excel (.xlsx) → grids and lines."""

from __future__ import annotations

import io
import math
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from govreports.errors import ReadError
from govreports.sources import file_limits as limits
from govreports.sources.document import Document, Grid, TextLine
from govreports.sources.misaligned_spans import Placed, Spanning
from govreports.sources.spans import grid_of
from govreports.sources.xlsx_cell import CellText, cell_text, cut_off, hiding_ranges
from govreports.sources.xlsx_drawings import drawn_over
from govreports.sources.xlsx_formula import Formulas

_Sheet: TypeAlias = Any  # openpyxl carries no types
_Texts: TypeAlias = dict[tuple[int, int], CellText]
_NOTHING = CellText("")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')


def read(path: Path, data: bytes) -> Document:
    """Read the visible sheets of a workbook.

    Rows with borders, or with more than one filled cell, make grids; the others are lines. Numbers are given as the
    sheet shows them, in their number formats.

    Returns
    -------
    Document
        Without pages and boxes; its `method` is ``xlsx``. A formula whose result the file does not hold is computed
        where it only adds (`govreports.sources.xlsx_formula`), else it is a cell with the doubt ``no_value``.

    Raises
    ------
    ReadError
        ``damaged`` or ``no_text``.
    """
    from openpyxl import load_workbook

    try:
        _refuse_boundless_merges(data)
        drawn = drawn_over(data)
        values, formulas = (load_workbook(io.BytesIO(data), data_only=only, rich_text=only) for only in (True, False))
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
    # A damaged book may lack the part that says how it is calculated: then programs calculate.
    for sheet in sheets if getattr(formulas.calculation, "calcMode", None) != "manual" else ():
        _compute(sheet, formulas[sheet.title])
    blocks = tuple(
        block for sheet in sheets for block in _blocks(sheet, formulas[sheet.title], drawn.get(sheet.title, ()))
    )
    if not blocks:
        raise ReadError.of(path, "no_text", "The workbook holds no text.", "See whether it is the right file.")
    return Document(blocks, method="xlsx")


def _blocks(sheet: _Sheet, formulas: _Sheet, drawn: Collection[tuple[int, int]]) -> Iterator[TextLine | Grid]:
    texts = _texts(sheet, formulas)
    for place in drawn:
        texts[place] = CellText(texts[place].text, "covered") if place in texts else CellText("", "picture")
    for tabular, group in groupby(_visible_rows(sheet, texts), key=lambda row: _tabular(row, texts)):
        stretch = list(group)
        grid = grid_of(list(_placed(stretch, sheet, texts)), method="xlsx") if tabular else None
        if grid is not None:
            yield grid
        else:
            shown = (texts.get((cell.row, cell.column), _NOTHING).text for row in stretch for cell in row)
            yield from map(TextLine, filter(None, shown))


def _compute(sheet: _Sheet, formulas: _Sheet) -> None:
    """Set the results of sums where the file holds none: a spreadsheet computes them when it is opened."""

    def at(row: int, column: int) -> object:
        value = sheet._cells[row, column].value if (row, column) in sheet._cells else None
        return formulas.cell(row, column).value if value is None else value

    sums = Formulas(at)
    for (row, column), cell in list(sheet._cells.items()):
        if cell.value is None and formulas.cell(row, column).data_type == "f":
            formula = formulas.cell(row, column).value
            cell.value = sums.result(formula) if isinstance(formula, str) else None


def _texts(sheet: _Sheet, formulas: _Sheet) -> _Texts:
    """Return what each cell shows, without those that show nothing."""
    stored = list(sheet._cells.values())  # the public ways make every cell of the rectangle first
    limits.check("cells", len(stored))
    zeros, doubtful = sheet.sheet_view.showZeros is not False, hiding_ranges(sheet)
    room = _room(sheet)
    texts: _Texts = {}
    for cell in stored:
        formula = cell.value is None and formulas.cell(cell.row, cell.column).data_type == "f"
        shown = cell_text(cell, formula=formula, zeros=zeros)
        if shown.text and any(cell.coordinate in area for area in doubtful):
            shown = shown._replace(doubt=shown.doubt or "hidden_text")
        if shown.text and cut_off(cell, shown.text, room(cell), _height(sheet, cell.row)):
            shown = shown._replace(doubt="clipped")
        if shown.text or shown.doubt:
            texts[cell.row, cell.column] = shown
    return texts


def _room(sheet: _Sheet) -> Callable[[Any], float]:
    """Return what tells how wide a cell is in digits, with the empty ones beside it that its text may run over into."""
    widths: dict[int, float] = {
        column: entry.width for entry in sheet.column_dimensions.values() for column in _columns(entry)
    }
    usual: float = sheet.sheet_format.defaultColWidth or math.inf
    merged = {(region.min_row, region.min_col): region.max_col for region in sheet.merged_cells.ranges}

    def room(cell: Any) -> float:
        last = merged.get((cell.row, cell.column), cell.column)
        if isinstance(cell.value, str):
            sides = {"right": (cell.column - 1,), "center": (cell.column - 1, last + 1)}
            beside = (sheet._cells.get((cell.row, c)) for c in sides.get(cell.alignment.horizontal, (last + 1,)))
            if cell.alignment.wrap_text or all(other is None or other.value is None for other in beside):
                return math.inf
        return sum(widths.get(c, usual) for c in range(cell.column, last + 1))

    return room


def _refuse_boundless_merges(data: bytes) -> None:
    """Refuse a sheet that merges more cells than a file may hold: openpyxl makes each of them."""
    from openpyxl.utils.cell import range_boundaries

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        regions = [region for name in sheets for region in _MERGED.findall(parts.read(name))]
    bounds = (range_boundaries(region.decode()) for region in regions)
    limits.check("cells", sum((right - left + 1) * (bottom - top + 1) for left, top, right, bottom in bounds))


def _visible_rows(sheet: _Sheet, texts: _Texts) -> Iterator[tuple[Any, ...]]:
    """Return the rows to the last cell that shows anything; where rows lie between two of them, an empty one.

    A stray blank in the last row of the sheet, the 1,048,576th, is no reason to look at a million rows.
    """
    shown = [place for place, cell in sheet._cells.items() if place in texts or _bordered(cell)]
    last_column = max((column for _, column in shown), default=0)
    previous = 0
    for number in sorted({row for row, _ in shown}):
        if any(not _row_hidden(sheet, between) for between in range(previous + 1, number)):
            yield ()
        previous = number
        if not _row_hidden(sheet, number):
            yield from sheet.iter_rows(min_row=number, max_row=number, max_col=last_column)


def _row_hidden(sheet: _Sheet, row: int) -> bool:
    known = sheet.row_dimensions.get(row)
    return known is not None and (known.hidden or known.height == 0)


def _height(sheet: _Sheet, row: int) -> float | None:
    """Return a row's height in points, None where the spreadsheet finds it."""
    known = sheet.row_dimensions.get(row)
    own: float | None = known.height if known is not None else None
    usual: float | None = sheet.sheet_format.defaultRowHeight if sheet.sheet_format.customHeight else None
    return usual if own is None else own


def _hidden_columns(sheet: _Sheet) -> set[int]:
    """Return the columns that are hidden or have no width; one entry of the file may stand for several columns."""
    return {
        column
        for entry in sheet.column_dimensions.values()
        if entry.hidden or entry.width == 0
        for column in _columns(entry)
    }


def _columns(entry: Any) -> range:
    return range(entry.min or 0, (entry.max or -1) + 1)


def _bordered(cell: Any) -> bool:
    border = cell.border
    return any(side is not None and side.style for side in (border.left, border.right, border.top, border.bottom))


def _tabular(row: tuple[Any, ...], texts: _Texts) -> bool:
    bordered = any(side is not None and side.style for cell in row for side in (cell.border.top, cell.border.bottom))
    return bordered or sum(1 for cell in row if (cell.row, cell.column) in texts) > 1


def _placed(rows: list[tuple[Any, ...]], sheet: _Sheet, texts: _Texts) -> Iterator[Placed]:
    """Return every cell of the stretch up to its last used column; a merged region is one cell."""
    regions = {region.start_cell.coordinate: region for region in sheet.merged_cells.ranges}
    inside = {
        (row, column)
        for region in regions.values()
        for row, column in region.cells
        if (row, column) != (region.min_row, region.min_col)
    }
    hidden = _hidden_columns(sheet)
    used = [cell.column for row in rows for cell in row if (cell.row, cell.column) in texts or _edged(cell)]
    kept = {row[0].row: index for index, row in enumerate(rows)}
    numbers = sorted(kept)
    for row in rows:
        for cell in row[: max(used, default=0)]:
            place = (cell.row, cell.column)
            region = regions.get(cell.coordinate)
            columns = range(cell.column, region.max_col + 1 if region else cell.column + 1)
            if place in inside or hidden.issuperset(columns):
                continue
            height = bisect_right(numbers, region.max_row) - bisect_left(numbers, cell.row) if region else 1
            shown = texts.get(place, _NOTHING)
            yield Placed(kept[cell.row], cell.column, height, len(columns), Spanning(shown.text), shown.doubt)


def _edged(cell: Any) -> bool:
    return cell.border.right is not None and bool(cell.border.right.style)
