"""Set whole reports, one or several in a file, and say what a right reading of them gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.typeset.cells import Key, ReportData, TrueCell, TrueReport, read_printed
from tests.typeset.flow import Flow
from tests.typeset.forms import form_table, grids, small_titles
from tests.typeset.furniture import furnish
from tests.typeset.grid import TableGrid
from tests.typeset.labels import spelled
from tests.typeset.layout import Layout
from tests.typeset.numbers import printed
from tests.typeset.page import Page
from tests.typeset.parts import Boxes
from tests.typeset.pen import write_pdf
from tests.typeset.prose import FILLER, NOTES, plain_prose

_SECTIONS = "一二三四五六七"
_TABLES = {"二": "disclosure", "三": "applications", "四": "litigation"}


@dataclass(frozen=True)
class Typeset:
    """A typeset file and what is true of it."""

    pdf: bytes
    reports: tuple[TrueReport, ...]

    @property
    def cells(self) -> dict[Key, TrueCell]:
        """The cells of the file's only report."""
        (report,) = self.reports
        return dict(report.cells)


def typeset(data: ReportData, layout: Layout | None = None) -> Typeset:
    """Set one report.

    Examples
    --------
    >>> from tests.typeset import sample_report
    >>> done = typeset(sample_report("2021"), Layout(rules="rows"))
    >>> done.pdf[:5], len(done.cells)
    (b'%PDF-', 200)
    """
    return typeset_many([data], [layout or Layout()])


def typeset_many(reports: Sequence[ReportData], layouts: Sequence[Layout]) -> Typeset:
    """Set several reports in one file, each under its own layout."""
    pages, used, truths = lay_out(reports, layouts)
    return Typeset(write_pdf(pages, used, truths[0].title), tuple(truths))


def lay_out(
    reports: Sequence[ReportData], layouts: Sequence[Layout]
) -> tuple[list[Page], list[Layout], list[TrueReport]]:
    """Return the pages of a file, the layout of each, and what is true of the reports."""
    pages: list[Page] = []
    used: list[Layout] = []
    truths = []
    for data, layout in zip(reports, layouts, strict=True):
        first = len(pages)
        boxes = _set(data, layout, pages)
        names = {"agency": data.agency, "year": str(data.year), "title": title_of(data, layout)}
        furnish(pages[first:], layout, names)
        used.extend([layout] * (len(pages) - first))
        truths.append(_truth(data, layout, boxes, first + 1, len(pages)))
    return pages, used, truths


def title_of(data: ReportData, layout: Layout) -> str:
    """Return the report's title in one line."""
    return "".join(_title_lines(data, layout))


def _title_lines(data: ReportData, layout: Layout) -> list[str]:
    words = "政府信息公开工作年度报告"
    if layout.title_lines == "agency_first":
        return [data.agency, f"{data.year}年{words}"]
    if layout.title_lines == "year_first":
        return [f"{data.year}年{data.agency}{words}"]
    return [f"{data.agency}{data.year}年{words}"]


def _set(data: ReportData, layout: Layout, pages: list[Page]) -> Boxes:
    flow = Flow(layout, FILLER, pages)
    prose = data.prose or plain_prose(data)
    flow.title(_title_lines(data, layout))
    for text in prose.get("前言", ()):
        flow.paragraph(text)
    for number, section in enumerate("一二三四五六"):
        table_id = _TABLES.get(section)
        shown = {"form": f"{section}、", "shifted": f"{_SECTIONS[number + 1]}、", "none": ""}[layout.section_numbers]
        heading = shown + _heading(data, section)
        if table_id:
            _set_table(flow, data, table_id, heading, layout)
        else:
            flow.heading(heading)
        for text in prose.get(section, ()):
            flow.paragraph(text)
        if section == "一":
            flow.filler_lines(layout.lead_lines)
        if section == "六" and data.information_fees:
            _set_fees(flow, data.information_fees)
    if layout.stamp:
        flow.page.stamps.append((flow.page.width - 150, min(flow.y + 40, flow.bottom)))
    return flow.boxes


def _heading(data: ReportData, section: str) -> str:
    fixed = {"一": "总体情况", "五": "存在的主要问题及改进情况", "六": "其他需要报告的事项"}
    return fixed.get(section) or form_table(data, _TABLES[section]).zh


def _set_table(flow: Flow, data: ReportData, table_id: str, heading: str, layout: Layout) -> None:
    own = table_id == "applications" and layout.applications_page != "with_text"
    if own:
        rotate = {"rotate90": 90, "rotate270": 270}.get(layout.applications_page, 0)
        flow.new_page(landscape=layout.applications_page != "own", rotate=rotate)
    tables = grids(data, table_id, layout, flow.width)
    break_after = dict(layout.breaks).get(table_id)
    if break_after is not None:
        flow.fill_until(tables[0], break_after, flow.heading_height())
    flow.heading(heading, None if break_after is not None else tables[0])
    if layout.litigation == "three_titled" and table_id == "litigation":
        _set_titled(flow, data, tables, layout)
    else:
        start, top = len(flow.pages), flow.y
        flow.tables(tables)
        if layout.stamp and table_id == "applications":
            flow.pages[start - 1].stamps.append((flow.width, top + 150))
    if layout.notes:
        flow.paragraph(NOTES[table_id], size=layout.table_size, indent=0)
    if own:
        flow.new_page()


def _set_titled(flow: Flow, data: ReportData, tables: Sequence[TableGrid], layout: Layout) -> None:
    """Set the three small tables of 四 under lines of text."""
    table = form_table(data, "litigation")
    for number, (item, grid) in enumerate(zip(table.items, tables, strict=True)):
        name = "—".join(small_titles(table, item, layout))
        flow.paragraph(f"（{_SECTIONS[number]}）{name}", indent=0)
        flow.tables([grid])


def _set_fees(flow: Flow, fees: tuple[str, str, str]) -> None:
    """Set the table of 信息处理费 that some reports print in section 六."""
    grid = TableGrid("information_fees", [flow.width / 3] * 3)
    labels = ("通知收取件数", "通知收取金额（元）", "实际收取金额（元）")
    for column, (label, fee) in enumerate(zip(labels, fees, strict=True)):
        grid.add(0, column, spelled(label, flow.layout), "head")
        grid.add(1, column, fee, "number")
    flow.tables([grid])


def _truth(data: ReportData, layout: Layout, boxes: Boxes, first: int, last: int) -> TrueReport:
    cells = {}
    for key, (page, box) in boxes.items():
        table_id, item, column = key
        text = printed(data.cells.get(key), layout)
        value, state, unit = read_printed(text)
        table = form_table(data, table_id)
        assert column in table.item[item].columns
        scaled = tuple(edge / layout.user_unit for edge in box)
        cells[key] = TrueCell(value, state, text or "", unit or table.column[column].unit, page, scaled)  # type: ignore[arg-type]
    return TrueReport(data.agency, data.year, title_of(data, layout), data.editions, cells, first, last)
