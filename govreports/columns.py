"""The columns of every frame that users see: a contract, since notebooks depend on it (DESIGN.md, public face)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

TEXT, NUMBER, WHOLE, TRUTH = "string", "Float64", "Int64", "boolean"

CELL_COLUMNS: dict[str, str] = {
    "table": TEXT,
    "item": TEXT,
    "column": TEXT,
    "value": NUMBER,
    "unit": TEXT,
    "state": TEXT,
    "text": TEXT,
    "note": TEXT,
    "page": WHOLE,
    "x0": NUMBER,
    "top": NUMBER,
    "x1": NUMBER,
    "bottom": NUMBER,
    "method": TEXT,
    "flag": TEXT,
}

CHECK_COLUMNS: dict[str, str] = {
    "check": TEXT,
    "table": TEXT,
    "item": TEXT,
    "column": TEXT,
    "left": NUMBER,
    "right": NUMBER,
    "delta": NUMBER,
    "status": TEXT,
    "cause": TEXT,
    "message": TEXT,
}

REPORT_COLUMNS: dict[str, str] = {
    "report": TEXT,
    "agency": TEXT,
    "year": WHOLE,
    "agency_id": TEXT,
    "edition": TEXT,
    "table_edition": TEXT,
    "scope": TEXT,
    "title": TEXT,
    "path": TEXT,
    "sha256": TEXT,
    "pages": WHOLE,
    "method": TEXT,
    "cells": WHOLE,
    "cells_in_doubt": WHOLE,
    "checks_failed": WHOLE,
    "published": TEXT,
    "flag": TEXT,
    "agency_printed": TEXT,
    "published_source": TEXT,
    "set_anew": TRUTH,
    "provenance": TEXT,
}

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
}

KEY_COLUMNS: dict[str, str] = {"report": TEXT, "agency": TEXT, "year": WHOLE}


MONEY = ("万元", "亿元", "千元", "元")
UNITS = ("件", "项", "条", "次", "个", "份", "宗", "起", "人次", "人", *MONEY)
"""What `unit` may hold where a cell prints one; a longer one stands before the one that it begins with."""
SLASHES_AND_DASHES = r"/／\-‐‑‒–—―─━－"
"""The signs of a mark for nothing, to stand in a regular expression's brackets."""
MARK_FOR_NOTHING = rf"[{SLASHES_AND_DASHES}\\|_~～·.。]+|无|无数据|不涉及"
"""What a whole cell prints for nothing, as a regular expression."""


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
    """One check of a report; a row of `checks`.

    Attributes
    ----------
    left, right, delta : float or None
        The sum, the printed total, and left − right.
    status : str
        ``pass``, ``fail``, ``notice`` or ``unknown``.
    cause : str or None
        ``published`` where our reading is certain, ``reading`` where a cell on either side carries a flag; None where
        the check did not fail.
    """

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
    >>> frame([("二", "主动公开", None)], SECTION_COLUMNS).dtypes.astype(str).tolist()
    ['string', 'string', 'string']
    """
    import pandas as pd

    listed = list(rows)
    arrays = zip(*listed, strict=True) if listed else ([] for _ in columns)
    data = {
        name: pd.array(list(values), dtype=dtype)  # type: ignore[call-overload]
        for (name, dtype), values in zip(columns.items(), arrays, strict=True)
    }
    return pd.DataFrame(data)
