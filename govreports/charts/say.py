"""Numbers and names as a reader of Chinese or of English expects them."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

LANGS = ("zh", "en")


def pick(lang: str, zh: str, en: str) -> str:
    """Return the text in the chosen language.

    Raises
    ------
    ValueError
        The language is neither ``zh`` nor ``en``.
    """
    if lang not in LANGS:
        raise ValueError(f"lang is {lang!r}; it may be zh or en")
    return zh if lang == "zh" else en


def absent(value: Any) -> bool:
    """Return whether there is no number."""
    return value is None or not isinstance(value, int | float) or math.isnan(value)


def number(value: Any, digits: int | None = None) -> str:
    """Print a number with separators and no superfluous decimals.

    Examples
    --------
    >>> number(3119.0), number(12.345678), number(0.5, 1), number(None)
    ('3,119', '12.35', '0.5', '—')
    """
    if absent(value):
        return "—"
    if digits is not None:
        return f"{value:,.{digits}f}"
    if float(value).is_integer() or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def percent(value: Any, cases: Any = None) -> str:
    """Print a share; with fewer than 100 cases without a decimal, which would pretend to more than there is.

    Examples
    --------
    >>> percent(1 / 3, 12), percent(1 / 3, 1200), percent(None)
    ('33%', '33.3%', '—')
    """
    if absent(value):
        return "—"
    few = not absent(cases) and cases < 100
    return f"{value * 100:.{0 if few or value in (0, 1) else 1}f}%"


def shown(value: Any, kind: str, cases: Any = None) -> str:
    """Print a value of an indicator of some kind.

    Examples
    --------
    >>> shown(0.5, "share", 20), shown(71.0, "count"), shown(0.987, "ratio")
    ('50%', '71', '0.99')
    """
    if kind in ("share", "yes_no"):
        return percent(value, cases)
    return number(value)


def points(value: Any, lang: str) -> str:
    """Print the change of a share in percentage points.

    Examples
    --------
    >>> points(0.123, "zh"), points(-0.05, "en")
    ('+12.3 个百分点', '−5.0 percentage points')
    """
    if absent(value):
        return "—"
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{abs(value) * 100:.1f} " + pick(lang, "个百分点", "percentage points")


def relative(value: Any) -> str:
    """Print 同比.

    Examples
    --------
    >>> relative(1.691), relative(-0.25), relative(0.0)
    ('+169%', '−25%', '±0%')
    """
    if absent(value):
        return "—"
    sign = "+" if value > 0.0005 else "−" if value < -0.0005 else "±"
    return f"{sign}{abs(value) * 100:,.0f}%"


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

    found = definitions()[name]
    return found.zh if lang == "zh" else found.en


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
    return joined + pick(lang, f"等 {len(names)} 个", f" and {len(names) - most} more")


def years(found: list[int]) -> str:
    """Print a span of years.

    Examples
    --------
    >>> years([2021, 2022, 2023]), years([2024]), years([])
    ('2021–2023', '2024', '')
    """
    if not found:
        return ""
    first, last = min(found), max(found)
    return str(first) if first == last else f"{first}–{last}"
