"""Lay the form's three tables out as grids."""

from __future__ import annotations

from govreports import form
from govreports.form.model import Item, Table
from tests.typeset.cells import Key, ReportData
from tests.typeset.grid import TableGrid
from tests.typeset.labels import CORNER, numbered, spelled
from tests.typeset.layout import Layout
from tests.typeset.numbers import printed


def form_table(data: ReportData, table_id: str) -> Table:
    """Return the form's table in the edition that the report uses for it."""
    return form.table(data.editions[table_id], table_id)


def grids(data: ReportData, table_id: str, layout: Layout, width: float) -> list[TableGrid]:
    """Return the grid, or the three of table 四, of one of a report's tables, `width` points wide."""
    table = form_table(data, table_id)
    if table_id == "disclosure":
        return [_disclosure(data, table, layout, width)]
    if table_id == "applications":
        return [_applications(data, table, layout, width)]
    if layout.litigation == "one":
        return [_litigation(data, table, layout, width)]
    return [_small_litigation(data, table, item, layout, width) for item in table.items]


def _rows(data: ReportData, table: Table) -> list[Item]:
    """List the items that the report prints."""
    have = {item for table_id, item, _ in data.cells if table_id == table.id}
    return [item for item in table.items if item.id in have]


def _number(grid: TableGrid, data: ReportData, key: Key, layout: Layout, row: int, column: int, right: int = 1) -> None:
    text = printed(data.cells.get(key), layout)
    grid.add(row, column, text or "", "number", right=right, key=key)


def _disclosure(data: ReportData, table: Table, layout: Layout, width: float) -> TableGrid:
    first = width * 0.34
    grid = TableGrid("disclosure", [first] + [(width - first) / 3] * 3)
    row = 0
    for group in table.groups:
        items = [item for item in _rows(data, table) if item.group == group.id]
        if not items:
            continue
        columns = items[0].columns
        spans = {1: [3], 2: [1, 2], 3: [1, 1, 1]}[len(columns)]
        grid.add(row, 0, spelled(group.zh, layout), "caption", right=4)
        grid.add(row + 1, 0, spelled("信息内容", layout), "head")
        places = [1 + sum(spans[:i]) for i in range(len(spans))]
        for column, place, span in zip(columns, places, spans, strict=True):
            grid.add(row + 1, place, spelled(table.column[column].zh, layout), "head", right=span)
        row += 2
        for item in items:
            grid.add(row, 0, spelled(item.zh, layout), "label")
            for column, place, span in zip(columns, places, spans, strict=True):
                _number(grid, data, (table.id, item.id, column), layout, row, place, span)
            row += 1
    return grid


def _applications(data: ReportData, table: Table, layout: Layout, width: float) -> TableGrid:
    numbers = [layout.number_width] * len(table.columns)
    labels = width - sum(numbers) - layout.merged_width - layout.group_width
    grid = TableGrid("applications", [layout.merged_width, layout.group_width, labels, *numbers], head_rows=3)
    grid.add(0, 0, spelled(CORNER, layout), "label", down=3, right=3)
    grid.add(0, 3, spelled("申请人情况", layout), "head", right=7)
    for number, column in enumerate(table.columns):
        down = 1 if column.group else 2
        grid.add(3 - down, 3 + number, spelled(column.zh, layout), "head", down=down)
    grid.add(1, 4, spelled("法人或其他组织", layout), "head", right=5)
    row = 3
    spans: dict[str, tuple[int, int]] = {}
    for item in _rows(data, table):
        place = {None: 0, "results": 1}.get(item.group, 2)
        grid.add(row, place, numbered(item, layout), "label", right=3 - place)
        for number, name in enumerate(item.columns):
            _number(grid, data, (table.id, item.id, name), layout, row, 3 + number)
        for group in filter(None, {item.group, "results" if item.group else None}):
            first, _ = spans.get(group, (row, row))
            spans[group] = (first, row)
        row += 1
    for label in table.groups:
        if label.id in spans:
            first, last = spans[label.id]
            grid.add(
                first,
                1 if label.group else 0,
                numbered(label, layout),
                "merged",
                down=last - first + 1,
                vertical=not label.group and layout.merged_text != "wrap",
            )
    return grid


def _litigation(data: ReportData, table: Table, layout: Layout, width: float) -> TableGrid:
    grid = TableGrid("litigation", [width / 15] * 15, head_rows=3)
    review, *lawsuits = table.items
    grid.add(0, 0, spelled(review.zh, layout), "head", right=5)
    grid.add(0, 5, spelled(table.groups[0].zh, layout), "head", right=10)
    for number, item in enumerate(lawsuits):
        grid.add(1, 5 + 5 * number, spelled(item.zh, layout), "head", right=5)
    for place, (item_id, column) in enumerate(table.cells):
        down = 2 if item_id == review.id else 1
        grid.add(3 - down, place, spelled(table.column[column].zh, layout), "head", down=down)
        _number(grid, data, (table.id, item_id, column), layout, 3, place)
    return grid


def _small_litigation(data: ReportData, table: Table, item: Item, layout: Layout, width: float) -> TableGrid:
    grid = TableGrid("litigation", [width / 5] * 5)
    heads = [] if layout.litigation == "three_titled" else small_titles(table, item, layout)
    for row, text in enumerate(heads):
        grid.add(row, 0, text, "head", right=5)
    for place, column in enumerate(item.columns):
        grid.add(len(heads), place, spelled(table.column[column].zh, layout), "head")
        _number(grid, data, (table.id, item.id, column), layout, len(heads) + 1, place)
    return grid


def small_titles(table: Table, item: Item, layout: Layout) -> list[str]:
    """Return the names that stand over one of the three small tables of 四.

    Examples
    --------
    >>> table = form.table("2021", "litigation")
    >>> small_titles(table, table.item["lawsuit_direct"], Layout())
    ['行政诉讼', '未经复议直接起诉']
    """
    groups = [group.zh for group in table.groups if group.id == item.group]
    return [spelled(text, layout) for text in (*groups, item.zh)]
