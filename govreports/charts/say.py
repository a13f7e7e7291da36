"""Numbers and names as a reader of Chinese or of English expects them."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from numbers import Real
from typing import Any

from govreports.measures.kinds import PERCENTAGES, WITH_CASES
from govreports.words import many as many
from govreports.words import pick as pick

_FEWEST_FOR_A_DECIMAL = 100
"""Of fewer cases a share is printed without a decimal: one case is more than a point."""


def absent(value: Any) -> bool:
    """Return whether there is no number."""
    # A count that numpy made is a number too: int64 is no int.
    return value is None or not isinstance(value, Real) or math.isnan(value)


def number(value: Any, digits: int | None = None) -> str:
    """Print a number with separators and no superfluous decimals.

    Examples
    --------
    >>> import numpy as np
    >>> number(3119.0), number(12.345678), number(0.5, 1), number(None), number(np.int64(1203))
    ('3,119', '12.35', '0.5', '—', '1,203')
    """
    if absent(value):
        return "—"
    if digits is not None:
        return f"{value:,.{digits}f}"
    if float(value).is_integer() or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def of_agencies(count: float) -> str:
    """Count agencies in English.

    Examples
    --------
    >>> of_agencies(1), of_agencies(20)
    ('1 agency', '20 agencies')
    """
    return many(count, "agency", "agencies")


def percent(value: Any, cases: Any = None) -> str:
    """Print a share; with fewer than 100 cases without a decimal, which would pretend to more than there is.

    Examples
    --------
    >>> percent(1 / 3, 12), percent(1 / 3, 1200), percent(1 / 8, 8), percent(None)
    ('33%', '33.3%', '13%', '—')
    >>> percent(1 / 3000, 3000), percent(0.0, 3000), percent(0.999, 50)
    ('<0.1%', '0%', '>99%')
    """
    if absent(value):
        return "—"
    digits = 0 if of_few(cases) or value in (0, 1) else 1
    said = rounded(value * 100, digits)
    # What rounds to nothing or to all is neither.
    if value > 0 and float(said.replace(",", "")) == 0:
        return "<1%" if digits == 0 else "<0.1%"
    if value < 1 and said in ("100", "100.0"):
        return ">99%" if digits == 0 else ">99.9%"
    return f"{said}%"


def span(low: Any, high: Any) -> str:
    """Print an interval of a share in whole per cent, with a decimal where its ends would be the same.

    Examples
    --------
    >>> span(0.237, 0.763), span(0.0793, 0.0818)
    ('24%–76%', '7.9%–8.2%')
    """
    whole = [percent(end, 1) for end in (low, high)]
    return "–".join(whole if whole[0] != whole[1] else [percent(end) for end in (low, high)])


def rounded(value: float, digits: int) -> str:
    """Round halves up (四舍五入): of 12.5 % an office makes 13 %, Python 12 %.

    Examples
    --------
    >>> rounded(12.5, 0), rounded(1234.05, 1)
    ('13', '1,234.1')
    """
    exact = Decimal(repr(round(float(value), 9)))  # 0.285 * 100 is 28.499999999999996
    return f"{exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,f}"


def of_few(cases: Any) -> bool:
    """Whether a share rests on too few cases for a decimal."""
    return not absent(cases) and bool(cases < _FEWEST_FOR_A_DECIMAL)


def shown(value: Any, kind: str, cases: Any = None) -> str:
    """Print a value of an indicator of some kind.

    Examples
    --------
    >>> shown(0.5, "share", 20), shown(71.0, "count"), shown(0.987, "ratio")
    ('50%', '71', '0.99')
    """
    if kind in PERCENTAGES:
        return percent(value, cases)
    return number(value)


def counted(value: Any, numerator: Any, denominator: Any, kind: str, lang: str) -> str:
    """Print a value with the two counts it is made of, where it is made of two.

    Examples
    --------
    >>> counted(1.0, 1.0, 1.0, "share", "zh"), counted(0.22, 10.0, 46.0, "share", "en")
    ('100%（1/1）', '22% (10/46)')
    """
    said = shown(value, kind, denominator)
    if kind not in WITH_CASES or absent(value):
        return said
    return said + pick(
        lang, f"（{number(numerator)}/{number(denominator)}）", f" ({number(numerator)}/{number(denominator)})"
    )


UNITS_EN = {"件": "cases", "单位": "agencies", "%": "%", "比": "ratio", "万元": "10,000 yuan"}
UNITS_EN |= {"件/10万人": "per 100,000 inhabitants", "件/百件": "per 100", "项": "items", "元": "yuan"}


def unit(name: str, lang: str) -> str:
    """Print a unit."""
    return name if lang == "zh" else UNITS_EN.get(name, name)


@cache
def indicator(name: str, lang: str) -> str:
    """Return an indicator's name in words.

    Examples
    --------
    >>> indicator("backlog_rate", "zh")
    '结转率'
    """
    from govreports.measures.definitions import definitions

    named = definitions()[name]
    return named.zh if lang == "zh" else named.en


def within(text: str) -> str:
    """Return an English phrase as it stands within a sentence; a Chinese one as it is.

    Examples
    --------
    >>> within("Disclosure rate: 50%"), within("公开率 50%")
    ('disclosure rate: 50%', '公开率 50%')
    """
    return text[:1].lower() + text[1:]


def listed(names: list[str], lang: str, most: int = 3) -> str:
    """Name a few, and say how many there are where they are too many.

    Examples
    --------
    >>> listed(["甲", "乙", "丙", "丁"], "zh")
    '甲、乙、丙等 4 个'
    >>> listed(["A", "B"], "en")
    'A, B'
    """
    joined = pick(lang, "、", ", ").join(names[:most])
    if len(names) <= most:
        return joined
    return joined + pick(lang, f"等 {number(len(names))} 个", f" and {number(len(names) - most)} more")


def years(numbers: list[int]) -> str:
    """Print a span of years.

    Examples
    --------
    >>> years([2021, 2022, 2023]), years([2024]), years([])
    ('2021–2023', '2024', '')
    """
    if not numbers:
        return ""
    first, last = min(numbers), max(numbers)
    return str(first) if first == last else f"{first}–{last}"
