"""Grids made by hand, for tests of matching: what a source would give for the form's tables; a cell of a web page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from govreports.form import Table, table
from govreports.matching.grid.cells import Unmatched
from govreports.matching.match import Matched
from govreports.sources import html
from govreports.sources.document import Box, Document, Grid, GridCell, PageSize, TextLine

Placed = tuple[int, int, str] | tuple[int, int, str, int, int]


def grid(cells: Sequence[Placed], page: int = 1, width: float = 400.0) -> Grid:
    """Make a grid of (row, column, text[, row span, column span]); its columns are equally wide."""
    made = tuple(
        sorted((GridCell(*cell)._replace(box=Box(0, 0, 1, 1), page=page) for cell in cells), key=lambda c: c[:2])
    )
    rows = max(cell.row + cell.row_span for cell in made)
    columns = max(cell.column + cell.column_span for cell in made)
    edges = tuple(50 + width * place / columns for place in range(columns + 1))
    return Grid(made, rows, columns, page, Box(50, 0, 50 + width, 20 * rows), edges)


def applications(numbers: dict[tuple[str, str], str], edition: str = "2021", order: Sequence[str] = ()) -> list[Placed]:
    """Set table 三 with one label column; rows in the given order, else in the form's."""
    form = table(edition, "applications")
    cells: list[Placed] = [(0, 0, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")]
    cells += [(0, place, column.zh) for place, column in enumerate(form.columns, 1)]
    for row, item in enumerate(order or form.item, 1):
        label = form.item[item]
        cells.append((row, 0, f"{label.number}.{label.zh}"))
        cells += [(row, place, numbers.get((item, c.id), "0")) for place, c in enumerate(form.columns, 1)]
    return cells


def litigation_heads() -> list[Placed]:
    """Set the three rows of heads of table 四."""
    form = table("2021", "litigation")
    cells: list[Placed] = [(0, 0, "行政复议", 1, 5), (0, 5, "行政诉讼", 1, 10)]
    cells += [(1, place, column.zh, 2, 1) for place, column in enumerate(form.columns)]
    for block, item in enumerate(form.items[1:], 1):
        cells.append((1, 5 * block, item.zh, 1, 5))
        cells += [(2, 5 * block + place, column.zh) for place, column in enumerate(form.columns)]
    return cells


def distinct(form: Table) -> dict[tuple[str, str], str]:
    """Return every cell a number of its own."""
    return {cell: str(1000 + place) for place, cell in enumerate(form.cells)}


def cell_of_page(content: str, head: str = "", attributes: str = "") -> GridCell:
    """Read a cell of a web page, beside its label."""
    table = f"<table><tr><td>规章</td><td{attributes}>{content}</td></tr></table>"
    page = f"<html><head>{head}</head><body>{table}</body></html>"
    (grid,) = html.read(Path("page.html"), page.encode()).grids
    return grid.cells[1]


def document(*blocks: Grid | str) -> Document:
    """Make a document of grids and lines under a title."""
    made = [TextLine("某某区人民政府2023年政府信息公开工作年度报告", 1)]
    made += [TextLine(block, 1) if isinstance(block, str) else block for block in blocks]  # type: ignore[misc]
    return Document(tuple(made), (PageSize(595, 842),) * 3)


def in_doubt(report: Matched) -> list[Unmatched]:
    """What could not be named in the one table of these documents; that the others are missing goes without saying."""
    return [one for one in report.unnamed if one.code != "table_missing"]


def values(report: Matched) -> dict[tuple[str, str], float | None]:
    return {(cell.item, cell.column): cell.value for cell in report.cells}


def flags(report: Matched) -> dict[tuple[str, str], str]:
    return {(cell.item, cell.column): cell.flag for cell in report.cells if cell.flag}
