"""A citation for any number: agency, year, title, page, table, row, column, and the file it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from govreports.form import CellId, editions
from govreports.measures.definitions import definitions, resolve
from govreports.measures.flags import flag_text
from govreports.measures.matrix import matrix_of
from govreports.measures.reports import Reports

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset


def cite(row: Mapping[str, Any] | pd.Series[Any], data: Dataset, *, lang: str = "zh") -> str:
    """Return where a number stands.

    Parameters
    ----------
    row : mapping or pandas.Series
        A row of a dataset's `cells` or of `indicators`.
    data : Dataset
        The dataset that the row is from.
    lang : str
        ``zh`` or ``en``.

    Returns
    -------
    str
        One line for a cell. For an indicator its value with numerator and denominator, then one line for each cell.

    Raises
    ------
    KeyError
        The row names a report that the dataset does not have.
    ValueError
        The row is neither of a cell nor of an indicator: it has no report, so no page.
    """
    values = dict(row)
    report = values.get("report")
    if report is None or pd.isna(report) or not ({"item", "indicator"} & values.keys()):
        raise ValueError("only a row of `cells` or of `indicators()` can be cited: it must say which report it is from")
    known = data.reports[data.reports["report"] == report]
    if len(known) == 0:
        raise KeyError(f"the dataset has no report {report!r}")
    if "item" in values:
        cell = (str(values["table"]), str(values["item"]), str(values["column"]))
        return _line(cell, known.iloc[0], data.cells[data.cells["report"] == report], lang)
    return _indicator(values, known, data, lang)


def _indicator(values: dict[str, Any], known: pd.DataFrame, data: Dataset, lang: str) -> str:
    indicator = definitions()[values["indicator"]]
    cells = data.cells[data.cells["report"] == values["report"]]
    matrix = matrix_of([cells], [values["report"]])
    of_report = Reports(known.reset_index(drop=True), data.agencies).table_edition(matrix)
    edition = {table: str(of_report[table][0]) for table in indicator.tables}
    applicant = values.get("applicant")
    applicant = "total" if applicant is None or pd.isna(applicant) else str(applicant)
    lines = [_head(values, indicator.zh if lang == "zh" else indicator.en, lang)]
    for name, terms in (
        ("分子" if lang == "zh" else "numerator", indicator.numerator),
        ("分母" if lang == "zh" else "denominator", indicator.denominator),
    ):
        net: dict[CellId, int] = {}
        for sign, cell in resolve(terms, edition, applicant) or ():
            net[cell] = net.get(cell, 0) + sign
        for cell, sign in net.items():
            if sign:
                lines.append(f"{name} {'+' if sign > 0 else '−'} {_line(cell, known.iloc[0], cells, lang)}")
    return "\n".join(lines)


def _head(values: dict[str, Any], name: str, lang: str) -> str:
    def shown(key: str) -> str:
        value = values.get(key)
        return "NA" if value is None or pd.isna(value) else f"{float(value):.10g}"

    colon, open_, close = ("：", "（", "）") if lang == "zh" else (": ", " (", ")")
    text = f"{name}{colon}{shown('value')}"
    if shown("denominator") != "NA":
        text += f" = {shown('numerator')} ÷ {shown('denominator')}"
    if shown("low") != "NA":
        text += f"{open_}{float(values['level']):.0%} {shown('low')}–{shown('high')}{close}"
    flags = values.get("flags")
    if flags is not None and not pd.isna(flags):
        text += f"{open_}{flag_text(str(flags), lang)}{close}"
    return text


def _line(cell: CellId, report: pd.Series[Any], cells: pd.DataFrame, lang: str) -> str:
    printed_rows = cells[(cells["table"] == cell[0]) & (cells["item"] == cell[1]) & (cells["column"] == cell[2])]
    printed = printed_rows.iloc[0] if len(printed_rows) else None
    text = None if printed is None else printed["text"]
    value = None if printed is None else printed["value"]
    if text is None or pd.isna(text):
        text = "" if value is None or pd.isna(value) else f"{float(value):.10g}"
    page = None if printed is None or pd.isna(printed["page"]) else int(printed["page"])
    title, item, column = _labels(cell, lang)
    parts: list[str]
    if lang == "zh":
        parts = [_bearer(report), f"{_text(report['year'])}年", f"《{_text(report['title'])}》"]
        parts += [f"第{page}页"] if page is not None else []
        parts += [f"表“{title}”", f"行“{item}”", f"列“{column}”"]
        number = f"“{text}”" if printed is not None and text else "空白" if printed is not None else "未印"
        return "，".join(parts) + f"：{number}（{_text(report['path'])}，SHA-256 {_text(report['sha256'])}）"
    parts = [_bearer(report), _text(report["year"]), _text(report["title"])]
    parts += [f"p. {page}"] if page is not None else []
    parts += [f"table “{title}”", f"row “{item}”", f"column “{column}”"]
    number = f"“{text}”" if printed is not None and text else "blank" if printed is not None else "not printed"
    return ", ".join(parts) + f": {number} ({_text(report['path'])}, SHA-256 {_text(report['sha256'])})"


def _bearer(report: pd.Series[Any]) -> str:
    """Return the agency as the report cited prints it: who looks for the report finds it under that name only."""
    return _text(report["agency"] if pd.isna(report["agency_printed"]) else report["agency_printed"])


def _text(value: Any) -> str:
    return "?" if pd.isna(value) else str(value)


def _labels(cell: CellId, lang: str) -> tuple[str, str, str]:
    for edition in editions().values():
        table = edition.tables.get(cell[0])
        if table is not None and cell[1] in table.item and cell[2] in table.column:
            item, column = table.item[cell[1]], table.column[cell[2]]
            if lang == "zh":
                group = next((label for label in table.groups if label.id == item.group and label.group), None)
                above = f"{group.number}{group.zh}：" if group else ""
                number = f"{item.number}." if item.number.isdigit() else item.number
                return table.zh, f"{above}{number}{item.zh}", column.zh
            return table.en, item.en, column.en
    return cell
