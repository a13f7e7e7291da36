"""Charts that Excel draws itself, beside the numbers they are drawn from: to edit, to copy into one's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govreports.charts.native import Native
from govreports.charts.say import pick
from govreports.workbook.paper import fit_to_paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from govreports.charts.chart import Chart

_ROWS = 24
"""Rows that a chart takes at least."""
_WIDE_CM = 24  # what a landscape page takes


def write_charts(sheet: WriteOnlyWorksheet, charts: Sequence[Chart]) -> None:
    """Write charts below each other, each to the right of its numbers.

    Parameters
    ----------
    charts : sequence of Chart
        Those that an office program cannot draw are passed over.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break

    top = 1
    sheet.column_dimensions["A"].width = 34
    fit_to_paper(sheet, heads=False)
    for chart in charts:
        native = chart.native
        if native is None:
            continue
        if top > 1:
            sheet.row_breaks.append(Break(id=top - 1))  # no printed page cuts a chart in two
        office = _drawn(sheet, native, top)
        sheet.add_chart(office, f"{get_column_letter(len(native.series) + 3)}{top + 1}")
        rows = _numbers(sheet, chart, native)
        takes = max(_ROWS, len(native.categories) + 4, round(office.height * 2) + 4)
        for row in (*rows, *[[]] * (takes - len(rows))):
            sheet.append(row)
        top += takes


def _numbers(sheet: WriteOnlyWorksheet, chart: Chart, native: Native) -> list[list[Any]]:
    """Return the rows of a chart's numbers: what it shows, the heads, a line a category."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    title = WriteOnlyCell(sheet, chart.heading)
    title.font = Font(bold=True, size=12)
    heads = [pick(chart.lang, "机关或年份", "agency or year"), *(series.name for series in native.series)]
    rows = [[title], [WriteOnlyCell(sheet, head) for head in heads]]
    for place, cell in enumerate(rows[1]):
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE8F2")
        cell.alignment = Alignment("right" if place else "left", "top", wrap_text=True)
    for row, category in enumerate(native.categories):
        cells = [WriteOnlyCell(sheet, series.values[row]) for series in native.series]
        for cell in cells:
            cell.number_format = native.shape
        rows.append([category, *cells])
    return rows


def _drawn(sheet: WriteOnlyWorksheet, native: Native, top: int) -> Any:
    from openpyxl.chart import BarChart, LineChart, Reference
    from openpyxl.chart.axis import ChartLines
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    office: Any = LineChart() if native.kind == "lines" else BarChart()
    first, last = top + 1, top + 1 + len(native.categories)
    office.add_data(
        Reference(sheet, min_col=2, max_col=1 + len(native.series), min_row=first, max_row=last), titles_from_data=True
    )
    office.set_categories(Reference(sheet, min_col=1, min_row=first + 1, max_row=last))
    office.width, office.height = _WIDE_CM, max(9.0, 0.62 * len(native.categories) + 3)
    # Files of openpyxl hide the axes in newer programs unless they are told to stay.
    office.x_axis.delete = office.y_axis.delete = False
    office.y_axis.number_format = "0%" if "%" in native.shape else native.shape
    office.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(solidFill="E6E6E6")))
    office.legend = office.legend if len(native.series) > 1 else None
    if native.kind in ("bars", "stacked"):
        office.type, office.x_axis.scaling.orientation, office.gapWidth = "bar", "maxMin", 40
    if native.of_a_whole:
        office.y_axis.scaling.min, office.y_axis.scaling.max = 0, 1
    if native.kind == "stacked":
        office.grouping, office.overlap = "percentStacked", 100
    if native.kind in ("columns", "lines"):
        office.height = 9.0
    for drawn, own in zip(office.series, native.series, strict=True):
        color = own.color.lstrip("#").upper()
        if native.kind == "lines":
            drawn.graphicalProperties.line.solidFill, drawn.smooth = color, False
        else:
            drawn.graphicalProperties.solidFill = color
    return office
