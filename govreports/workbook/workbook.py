"""The tables as a workbook: a sheet a question, numbers as numbers, and a sheet of notes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from govreports.dataset.not_the_original import provenance_words
from govreports.files.fixed_zip import write_fixed
from govreports.files.printable import printable
from govreports.measures.catalogue import catalogue
from govreports.measures.intervals import MEANING
from govreports.measures.segments import breaks
from govreports.view.view import View
from govreports.workbook.all_cells import MOST_CELLS, all_cells, flags_in_words, named_cells, write_long
from govreports.workbook.native_sheet import write_charts
from govreports.workbook.paper import fit_to_paper
from govreports.workbook.questions import KINDS
from govreports.workbook.table_schema import described

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from govreports.charts.chart import Chart

_NARROWEST, _WIDEST = 10, 48
"""Widths of a column, in signs."""
_LINE = 17.0
"""Height of a line in points: at 14.5 the second line of a Chinese note was cut in half in LibreOffice."""
_SHAPES = {
    **dict.fromkeys(("count", "stock"), "#,##0"),
    **dict.fromkeys(("share", "yes_no"), "0.0%"),
    **dict.fromkeys(("ratio", "rate"), "0.00"),
    "amount": "#,##0.####",
}
"""How the numbers of a kind look."""


def write_workbook(view: View, tables: Mapping[str, pd.DataFrame], file: Path) -> None:
    """Write a workbook.

    Parameters
    ----------
    view : View
    tables : mapping of str to pandas.DataFrame
        The sheets by their names.
    file : Path
        The same bytes for the same tables.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    book.properties.creator = "govreports"
    notes = book.active
    notes.title = view.pick("说明", "Notes")
    _sheet(notes, _notes(view, tables))
    write_charts(book.create_sheet(view.pick("图表", "Charts")), _charts(view))
    for name, table in tables.items():
        _sheet(book.create_sheet(name), table)
    if 0 < len(view.data.cells) <= MOST_CELLS:
        long = all_cells(view.data.cells, view.lang)
        write_long(book.create_sheet(view.pick("全部单元格", "All cells")), long, "cells")
    raw = io.BytesIO()
    book.save(raw)
    write_fixed(raw.getvalue(), file)


def _charts(view: View) -> list[Chart]:
    """Return the charts of the main questions: how many applications, how they ended, and what changed."""
    from govreports.charts import change, compare, outcomes

    found = [
        compare(view.side_by_side("received"), lang=view.lang),
        outcomes(view.parts(), lang=view.lang),
        compare(view.side_by_side("disclosure_rate"), lang=view.lang),
    ]
    if view.before:
        moved = view.side_by_side("received", [view.before, view.last])
        found.append(change(moved, view.before, view.last, lang=view.lang))
    return found


def sheets(view: View) -> dict[str, pd.DataFrame]:
    """Return what stands behind the questions: reports, published errors, doubts, corrections, definitions."""
    data = view.data
    failed = data.checks[data.checks["status"] == "fail"]
    doubtful = data.cells[data.cells["flag"].notna()]
    where = ["report", "agency", "year", "table", "item", "column"]
    terms = catalogue(view.lang)
    found = {
        view.pick("报告", "Reports"): data.reports.drop(columns=["path"]).assign(
            table_edition=_plain(data.reports["table_edition"]), scope=_plain(data.reports["scope"])
        ),
        view.pick("对不上的合计", "Failing sums"): named_cells(
            failed[[*where, "left", "right", "delta", "cause", "message"]], view.lang
        ),
        view.pick("存疑单元格", "Cells in doubt"): named_cells(
            doubtful[[*where, "value", "text", "page", "flag"]], view.lang
        ).assign(flag=flags_in_words(doubtful["flag"], view.lang)),
        view.pick("更正", "Corrections"): data.corrections,
        view.pick("未读文件", "Not read"): data.problems.assign(path=data.problems["path"].map(_name)),
        view.pick("指标定义", "Definitions"): terms,
    }
    heads = described()["heads"] if view.lang == "zh" else {}
    return {name: table.rename(columns=heads) for name, table in found.items() if len(table.columns)}


def _plain(column: pd.Series[str]) -> pd.Series[str]:
    """Write what is said of each table without the signs of JSON: ``disclosure 2021, applications 2019``."""
    return column.str.replace('["{}:]', "", regex=True)


def _name(path: Any) -> str:
    return Path(str(path).replace("\\", "/")).name


def _notes(view: View, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    data = view.data
    anew = provenance_words(data.reports, view.lang)
    lines = [
        *([(view.pick("非原件", "Not the original"), anew)] if anew else []),
        (
            view.pick("来源", "Source"),
            view.pick(
                "各机关政府信息公开工作年度报告，见“报告”表（文件的 SHA-256 可核对）。",
                "Annual reports of the agencies; see sheet Reports, with each file's SHA-256.",
            ),
        ),
        (view.pick("报告数", "Reports"), str(len(data.reports))),
        (
            view.pick("数值", "Values"),
            view.pick(
                "按公布值，不作更正；空白不按零计。比率为分子之和÷分母之和，不是比率的平均。",
                "As published, never corrected; a blank is not zero. Rates are sums over sums, never means of rates.",
            ),
        ),
        (view.pick("区间", "Intervals"), MEANING[view.lang]),
        (
            view.pick("公布错误", "Published errors"),
            view.pick(
                "公布的合计与分项不符的，列于“对不上的合计”，仍按公布值使用。",
                "Published sums that do not add up are listed in Failing sums and used as published.",
            ),
        ),
        (
            view.pick("比较", "Comparisons"),
            view.note(view.last) or view.pick("没有上下级并列。", "No agency stands beside a part of its own."),
        ),
        *(
            (
                view.pick("口径变化", "Break"),
                f"{found.date or ''} {view.pick(found.zh, found.en)} ({found.source})".strip(),
            )
            for found in breaks()
        ),
        *((view.pick("工作表", "Sheet"), name) for name in tables),
    ]
    return pd.DataFrame(lines, columns=[view.pick("项目", "item"), view.pick("内容", "text")])


def _sheet(sheet: Worksheet, table: pd.DataFrame) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    plain = table.astype(object).where(table.notna(), None)
    deep = [1] * (len(plain) + 1)
    for column, name in enumerate(plain.columns, 1):
        numbers = pd.api.types.is_numeric_dtype(table[name]) and table[name].dtype != "boolean"
        shapes, styles = _shapes(table, name), {}
        values = [value for value in plain[name] if isinstance(value, str)]
        wide = min(_WIDEST, max([_NARROWEST, _length(str(name)) * 0.6, *map(_length, values)])) + 2
        sheet.column_dimensions[get_column_letter(column)].width = wide
        for row, value in enumerate((str(name), *plain[name])):
            cell = sheet.cell(row + 1, column)
            _put(cell, value)
            # Words of several lines are read whole; everything beside them begins on the first line.
            words = isinstance(value, str)
            shape = shapes[row - 1] if row and value is not None and not words else ""
            if (words, shape) not in styles:
                cell.alignment = Alignment("right" if numbers else "left", "top", wrap_text=words, indent=1 - numbers)
                cell.number_format = shape or "General"
                styles[words, shape] = cell._style
            cell._style = copy(styles[words, shape])  # to make each anew would take half of the time of a workbook
            if words:
                deep[row] = max(deep[row], -int(-_length(value) // (wide - 1)))
    for row, lines in enumerate(deep, 1):
        # LibreOffice takes a row for one line high unless it is told.
        sheet.row_dimensions[row].height = _LINE * lines
    _finish(sheet, len(plain) > 0)


def _finish(sheet: Worksheet, filtered: bool) -> None:
    """Mark the heads; let a printed sheet be as wide as the paper, with the heads on every page."""
    from openpyxl.styles import Font, PatternFill

    for head in sheet[1]:
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DCE8F2")
    sheet.freeze_panes = "A2"
    if filtered:
        sheet.auto_filter.ref = sheet.dimensions
    fit_to_paper(sheet)


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        value = printable(value)  # no sheet may hold a control character; a number of a web page had one
    cell.value = value.item() if hasattr(value, "item") else value
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = stays a text


def _length(text: str) -> float:
    """Measure a text in columns of a sheet: Chinese signs are twice as wide."""
    return sum(2.0 if ord(sign) > 0x2E7F else 1.0 for sign in text.split("\n")[0])


def _shapes(table: pd.DataFrame, name: str) -> list[str]:
    """Choose how the numbers of a column look: each by its kind, where that is known."""
    kinds = table.attrs.get(KINDS, {}).get(name)
    return [_SHAPES[kind] for kind in kinds.split(";")] if kinds else [_shape(table[name])] * len(table)


def _shape(column: pd.Series[Any]) -> str:
    """Choose how numbers look: whole ones with separators, years plain."""
    numbers = pd.to_numeric(column, errors="coerce").dropna()
    if not len(numbers) or column.dtype == "boolean":
        return ""
    if (numbers % 1 == 0).all():
        return "0" if numbers.between(1900, 2200).all() else "#,##0"
    return "#,##0.####"
