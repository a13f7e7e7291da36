"""The columns of every frame that users see: a contract, since notebooks depend on it (DESIGN.md, public face)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, TypeVar, get_args, get_type_hints, overload

if TYPE_CHECKING:
    import pandas as pd

TEXT, NUMBER, WHOLE, TRUTH = "string", "Float64", "Int64", "boolean"

PROBLEM_COLUMNS: dict[str, str] = {
    "path": TEXT,
    "page": WHOLE,
    "code": TEXT,
    "reason": TEXT,
    "remedy": TEXT,
}

SECTION_COLUMNS: dict[str, str] = {
    "section": TEXT,
    "title": TEXT,
    "text": TEXT,
    "page_starts": TEXT,
}

MONEY = ("万元", "亿元", "千元", "元")
UNITS = ("件", "项", "条", "次", "个", "份", "宗", "起", "人次", "人", *MONEY)
"""What `unit` may hold where a cell prints one; a longer one stands before the one that it begins with."""
SLASHES_AND_DASHES = r"/／\-‐‑‒–—―─━－"
"""The signs of a mark for nothing, to stand in a regular expression's brackets."""
SIGNS = r"+\-−–增减升降"
"""What stands before a change, to stand in a regular expression's brackets."""
MARK_FOR_NOTHING = rf"[{SLASHES_AND_DASHES}\\|_~～·.。]+|无|无数据|不涉及"
"""What a whole cell prints for nothing, as a regular expression."""
VALUE = re.compile(
    rf"[{SIGNS}]?\d[\d,，.．\s]*(?:{'|'.join(UNITS)}|[%％])?(?:[(（].*[)）])?|{MARK_FOR_NOTHING}|[〇○零]+"
)
"""What a cell among numbers prints, read or not: a number with what stands beside it, or a mark for none."""


class Cell(NamedTuple):
    """One numeric cell of a report; a row of `cells`.

    Attributes
    ----------
    value : float or None
        As printed; None where no number was printed.
    unit : str or None
        件, 项, 万元, 元 …: as printed or as the form says.
    state : str
        ``number``, ``blank``, ``mark`` (``/ - — 无``), ``annotated`` or ``unreadable``.
    note : str or None
        What stands beside the number in the cell: 其中修订 16 件.
    x0, top, x1, bottom : float or None
        Points from the page's top left corner.
    method : str
        ``text``, ``ocr``, ``html``, ``docx``, ``plain`` …
    flag : str or None
        Reason code why our reading is in doubt.
    """

    table: str
    item: str
    column: str
    value: float | None
    unit: str | None
    state: str
    text: str
    note: str | None
    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    method: str
    flag: str | None


class Check(NamedTuple):
    """One check of a report; a row of `checks`."""

    check: str
    table: str
    item: str | None
    column: str | None
    left: float | None  # the sum, the printed total, and left − right
    right: float | None
    delta: float | None
    status: str  # ``pass``, ``fail``, ``notice`` or ``unknown``
    # ``published`` where our reading is certain, ``reading`` where a cell on either side carries a flag; None where
    # the check did not fail
    cause: str | None
    message: str | None


class KeyRow(TypedDict):
    """What the rows of a dataset's frames begin with."""

    report: str
    agency: str | None
    year: int | None


class CellRow(KeyRow):
    """A row of a dataset's `cells`; see `Cell`."""

    table: str
    item: str
    column: str
    value: float | None
    unit: str | None
    state: str
    text: str
    note: str | None
    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    method: str
    flag: str | None


class CheckRow(KeyRow):
    """A row of a dataset's `checks`; see `Check`."""

    check: str
    table: str
    item: str | None
    column: str | None
    left: float | None
    right: float | None
    delta: float | None
    status: str
    cause: str | None
    message: str | None


class ReportRow(KeyRow):
    """A row of `reports`."""

    agency_id: str | None
    edition: str | None
    table_edition: str
    scope: str | None
    title: str | None
    path: str
    sha256: str
    pages: int | None
    method: str
    cells: int
    cells_in_doubt: int
    checks_failed: int
    published: str | None
    flag: str | None
    agency_printed: str | None
    published_source: str | None
    set_anew: bool
    provenance: str | None


def _dtypes(row: type) -> dict[str, str]:
    """Return the dtype of each column that a row has a field for."""
    of_type = {str: TEXT, float: NUMBER, int: WHOLE, bool: TRUTH}
    return {name: of_type[(get_args(kind) or (kind,))[0]] for name, kind in get_type_hints(row).items()}


KEY_COLUMNS = _dtypes(KeyRow)
CELL_COLUMNS = _dtypes(Cell)
CHECK_COLUMNS = _dtypes(Check)
REPORT_COLUMNS = _dtypes(ReportRow)
TABLES: dict[str, dict[str, str]] = {
    "reports": REPORT_COLUMNS,
    "cells": KEY_COLUMNS | CELL_COLUMNS,
    "checks": KEY_COLUMNS | CHECK_COLUMNS,
    "problems": PROBLEM_COLUMNS,
    "sections": KEY_COLUMNS | SECTION_COLUMNS,
}
"""The frames of a dataset, with their columns."""

Row = TypeVar("Row")


@overload
def records(table: pd.DataFrame, row: type[Row]) -> list[Row]: ...
@overload
def records(table: pd.DataFrame) -> list[dict[str, Any]]: ...
def records(table: pd.DataFrame, row: type[Any] = dict) -> list[Any]:
    """Return the rows of a frame as dictionaries of plain Python values, None for NA.

    Parameters
    ----------
    table : pandas.DataFrame
    row : type, optional
        What its rows are, for the type checker: `CellRow`, `CheckRow`, `ReportRow` …

    Examples
    --------
    >>> records(frame([("淮安市人民政府", None)], {"agency": TEXT, "year": WHOLE}))
    [{'agency': '淮安市人民政府', 'year': None}]
    """
    # Column by column: `to_dict` takes five times as long, and a nation's pages ask ten thousand times.
    plain = (table[name].array.to_numpy(dtype=object, na_value=None).tolist() for name in table.columns)
    return [dict(zip(table.columns, values, strict=True)) for values in zip(*plain, strict=True)]


def frame(rows: Iterable[Sequence[Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Build a frame from rows, with the dtypes of the contract.

    Parameters
    ----------
    rows : iterable of sequence
        One value for each column; None for NA.
    columns : mapping of str to str
        Column names and pandas dtypes, in order.

    Returns
    -------
    pandas.DataFrame
        Shape ``(len(rows), len(columns))``.

    Examples
    --------
    >>> frame([("二", "主动公开", None, "0:2")], SECTION_COLUMNS).dtypes.astype(str).tolist()
    ['string', 'string', 'string', 'string']
    """
    import pandas as pd

    listed = list(rows)
    arrays = zip(*listed, strict=True) if listed else ([] for _ in columns)
    data = {
        name: pd.array(list(values), dtype=dtype)  # type: ignore[call-overload]
        for (name, dtype), values in zip(columns.items(), arrays, strict=True)
    }
    return pd.DataFrame(data)
