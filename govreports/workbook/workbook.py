"""The tables as a workbook: a sheet a question, numbers as numbers, and a sheet of notes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from govreports.dataset.not_the_original import provenance_words
from govreports.files.fixed_zip import write_fixed
from govreports.measures.catalogue import catalogue
from govreports.measures.intervals import MEANING
from govreports.measures.segments import breaks
from govreports.view.view import View
from govreports.workbook.all_cells import MOST_CELLS, all_cells, flags_in_words, named_cells, write_long
from govreports.workbook.native_sheet import write_charts
from govreports.workbook.table_schema import described
from govreports.workbook.table_sheet import write_sheet

if TYPE_CHECKING:
    from govreports.charts.chart import Chart


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

    # Row by row: as objects of their own the cells of 800 reports took 1.4 GB.
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    book.properties.creator = "govreports"
    write_sheet(book.create_sheet(view.pick("说明", "Notes")), _notes(view, tables))
    write_charts(book.create_sheet(view.pick("图表", "Charts")), _charts(view))
    for name, table in tables.items():
        write_sheet(book.create_sheet(name), table)
    if 0 < len(view.data.cells) <= MOST_CELLS:
        long = all_cells(view.data.cells, view.lang)
        write_long(book.create_sheet(view.pick("全部单元格", "All cells")), long, "cells")
    raw = io.BytesIO()
    book.save(raw)
    write_fixed(raw.getvalue(), file)


def _charts(view: View) -> list[Chart]:
    """Return the charts of the main questions: how many applications, how they ended, and what changed."""
    from govreports.charts import change, compare, outcomes

    drawn = [
        compare(view.side_by_side("received"), lang=view.lang),
        outcomes(view.parts(), lang=view.lang),
        compare(view.side_by_side("disclosure_rate"), lang=view.lang),
    ]
    if view.before:
        moved = view.side_by_side("received", [view.before, view.last])
        drawn.append(change(moved, view.before, view.last, lang=view.lang))
    return drawn


def sheets(view: View) -> dict[str, pd.DataFrame]:
    """Return what stands behind the questions: reports, published errors, doubts, corrections, definitions."""
    data = view.data
    failed = data.checks[data.checks["status"] == "fail"]
    doubtful = data.cells[data.cells["flag"].notna()]
    where = ["report", "agency", "year", "table", "item", "column"]
    terms = catalogue(view.lang)
    tables = {
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
    return {name: table.rename(columns=heads) for name, table in tables.items() if len(table.columns)}


def _plain(column: pd.Series[str]) -> pd.Series[str]:
    """Write what is said of each table without the signs of JSON: ``disclosure 2021, applications 2019``."""
    return column.str.replace('["{}:]', "", regex=True)


def _name(path: Any) -> str:
    return Path(str(path).replace("\\", "/")).name


def _notes(view: View, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    data = view.data
    anew = provenance_words(data.reports, view.lang)
    broken = [f"{rule.date or ''} {view.pick(rule.zh, rule.en)} ({rule.source})".strip() for rule in breaks()]
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
        *((view.pick("口径变化", "Break"), text) for text in broken),
        *((view.pick("工作表", "Sheet"), name) for name in tables),
    ]
    return pd.DataFrame(lines, columns=[view.pick("项目", "item"), view.pick("内容", "text")])
