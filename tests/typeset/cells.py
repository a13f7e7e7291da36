"""What a report is before it is set, and what of it can be read afterwards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

Key = tuple[str, str, str]
"""(table, item, column), the ids of the form."""

MARKS = {"/", "-", "—", "－", "／", "无", "——", "–"}
_NUMBER = re.compile(r"([+\-增减]?)(\d+(?:\.\d+)?)(万元|亿元|元|件|项|个)?(.*)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class ReportData:
    """A report: who, when, and what each cell prints.

    `cells` has the printed text of a cell, None where it is blank. An item none of whose cells is in `cells` has no
    row in its table. `editions` says after which edition of the form each table is set.
    """

    agency: str
    year: int
    cells: Mapping[Key, str | None]
    editions: Mapping[str, str]
    prose: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Paragraphs by section, 前言 and 一 to 六."""
    information_fees: tuple[str, str, str] | None = None
    """Section 六's table of 信息处理费 (通知收取件数, 通知收取金额, 实际收取金额), where there is one."""


class TrueCell(NamedTuple):
    """What a right reading of a cell gives. `page` counts from 1, `box` is x0, top, x1, bottom as displayed."""

    value: Decimal | None
    state: str
    text: str
    unit: str | None
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class TrueReport:
    """What a right reading of a typeset report gives."""

    agency: str
    year: int
    title: str
    editions: Mapping[str, str]
    cells: Mapping[Key, TrueCell]
    first_page: int
    last_page: int


def read_printed(text: str | None) -> tuple[Decimal | None, str, str | None]:
    """Return value, state and printed unit of a cell that was printed on purpose.

    Examples
    --------
    >>> read_printed("１,２３４件")
    (Decimal('1234'), 'number', '件')
    >>> read_printed("22（其中修订16件）")
    (Decimal('22'), 'annotated', None)
    >>> read_printed("减3"), read_printed("—"), read_printed(None)
    ((Decimal('-3'), 'number', None), (None, 'mark', None), (None, 'blank', None))
    """
    if text is None or not text.strip():
        return None, "blank", None
    if text.strip() in MARKS:
        return None, "mark", None
    plain = re.sub(r"(?<=\d)[,\s](?=\d)", "", unicodedata.normalize("NFKC", text)).strip()
    found = _NUMBER.fullmatch(plain)
    if found is None:
        raise ValueError(f"not a printed number: {text!r}")
    sign, digits, unit, rest = found.groups()
    value = Decimal(digits) * (-1 if sign in ("-", "减") else 1)
    return value, "annotated" if rest else "number", unit
