"""Every cell of every report on one long sheet, in the form's own words, as an Excel table to filter and pivot."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

import pandas as pd

from govreports.charts.say import pick
from govreports.codes import in_words
from govreports.form import editions
from govreports.words import column_label, item_label
from govreports.workbook.paper import fit_to_paper

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_CELLS = 200_000
"""Rows; a workbook of more takes minutes to write and to open. They are in cells.csv (1,000 reports hold 200,000)."""
_STATES = {
    "number": ("数", "number"),
    "blank": ("空白", "blank"),
    "mark": ("符号", "mark"),
    "annotated": ("带注", "annotated"),
    "unreadable": ("不能识读", "unreadable"),
}


def named_cells(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return a frame of cells or checks with the form's words in place of its ids.

    Parameters
    ----------
    frame : pandas.DataFrame
        With ``table, item, column``.
    lang : str
        ``zh`` or ``en``.

    Examples
    --------
    >>> one = pd.DataFrame({"table": ["litigation"], "item": ["reconsideration"], "column": ["upheld"]})
    >>> named_cells(one, "zh").iloc[0].tolist()
    ['四、政府信息公开行政复议、行政诉讼情况', '行政复议', '结果维持']
    """
    tables, items, columns = _names(lang)
    named = frame.copy()
    named["table"] = [tables.get(table, table) for table in frame["table"]]
    named["item"] = _mapped(frame, "item", items)
    named["column"] = _mapped(frame, "column", columns)
    return named


def all_cells(cells: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return every cell as a row that an analyst reads without a key to the ids.

    Parameters
    ----------
    cells : pandas.DataFrame
        `Dataset.cells`.
    """
    named = named_cells(cells, lang)
    named["state"] = [pick(lang, *_STATES[state]) if state in _STATES else state for state in cells["state"]]
    named["flag"] = [
        in_words(flag, "zh" if lang == "zh" else "en", "cell") if isinstance(flag, str) else None
        for flag in cells["flag"]
    ]
    heads = {
        **{"agency": ("机关", "agency"), "year": ("年份", "year"), "table": ("表", "table")},
        **{"item": ("项目", "row"), "column": ("栏目", "column"), "value": ("数值", "value"), "unit": ("单位", "unit")},
        **{"state": ("状态", "state"), "text": ("原文", "as printed"), "flag": ("存疑原因", "in doubt because")},
        **{"page": ("页", "page"), "report": ("报告", "report")},
    }
    return named[list(heads)].rename(columns={name: pick(lang, *words) for name, words in heads.items()})


def flags_in_words(flags: pd.Series[str], lang: str) -> pd.Series[str]:
    """State why cells are in doubt; NA where one is not."""
    tongue: Literal["zh", "en"] = "zh" if lang == "zh" else "en"
    return flags.map(lambda flag: in_words(flag, tongue, "cell"), na_action="ignore")


def write_long(sheet: WriteOnlyWorksheet, table: pd.DataFrame, name: str) -> None:
    """Write a long table as an Excel table; its cells have no looks of their own, which would take minutes.

    Parameters
    ----------
    name : str
        What formulas and pivots call the table.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

    ref = f"A1:{get_column_letter(len(table.columns))}{len(table) + 1}"
    heads = [TableColumn(id=place, name=str(name)) for place, name in enumerate(table.columns, 1)]
    office = Table(displayName=name, ref=ref, tableColumns=heads, autoFilter=AutoFilter(ref=ref))
    office.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    sheet.tables.add(office)  # `add_table` warns that the columns are to be given, whether they are or not
    sheet.freeze_panes = "A2"
    fit_to_paper(sheet)
    for place, wide in enumerate((26, 7, 34, 34, 18, 11, 8, 10, 11, 30, 6, 30), 1):
        sheet.column_dimensions[get_column_letter(place)].width = wide
    sheet.append(list(table.columns))
    columns = (table[name].astype(object).where(table[name].notna(), None) for name in table.columns)
    for row in zip(*columns, strict=True):
        sheet.append(row)


def _mapped(frame: pd.DataFrame, part: str, names: dict[tuple[str, str], str]) -> list[str]:
    pairs = zip(frame["table"], frame[part], strict=True)
    return [names.get(pair, pair[1]) for pair in pairs]


@cache
def _names(lang: str) -> tuple[dict[str, str], dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    """Return the words of tables, rows and columns by their ids."""
    tables: dict[str, str] = {}
    items: dict[tuple[str, str], str] = {}
    columns: dict[tuple[str, str], str] = {}
    for edition in editions().values():
        for table in edition.tables.values():
            tables.setdefault(table.id, pick(lang, f"{table.section}、{table.zh}", table.en))
            for item in table.items:
                items.setdefault((table.id, item.id), pick(lang, item_label(table.id, item.id), item.en))
            for column in table.columns:
                columns.setdefault((table.id, column.id), pick(lang, column_label(table.id, column.id), column.en))
    return tables, items, columns
