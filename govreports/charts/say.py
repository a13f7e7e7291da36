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


def counted(value: Any, numerator: Any, denominator: Any, kind: str, lang: str) -> str:
    """Print a value with the two counts it is made of, where it is made of two.

    Examples
    --------
    >>> counted(1.0, 1.0, 1.0, "share", "zh"), counted(0.22, 10.0, 46.0, "share", "en")
    ('100%（1/1）', '22% (10/46)')
    """
    said = shown(value, kind, denominator)
    if kind not in ("share", "ratio", "yes_no") or absent(value):
        return said
    return said + pick(
        lang, f"（{number(numerator)}/{number(denominator)}）", f" ({number(numerator)}/{number(denominator)})"
    )


def points(value: Any, lang: str) -> str:
    """Print the change of a share in percentage points, in a table or beside a mark.

    Examples
    --------
    >>> points(0.123, "zh"), points(-0.05, "en"), points(0.0, "zh")
    ('+12.3 个百分点', '−5.0 percentage points', '0.0 个百分点')
    """
    if absent(value):
        return "—"
    return f"{_sign(value, 0.0005)}{abs(value) * 100:.1f} " + pick(lang, "个百分点", "percentage points")


def relative(value: Any) -> str:
    """Print 同比, in a table or beside a mark.

    Examples
    --------
    >>> relative(1.691), relative(-0.25), relative(0.0)
    ('+169%', '−25%', '0%')
    """
    if absent(value):
        return "—"
    return f"{_sign(value, 0.005)}{abs(value) * 100:,.0f}%"


def _sign(value: float, least: float) -> str:
    return "+" if value >= least else "−" if value <= -least else ""


def step_words(difference: float, relative_change: float | None, kind: str, lang: str) -> str:
    """Say a change in words, as a sentence of an office does.

    Parameters
    ----------
    difference : float
        In the unit of the value; of a share a fraction of 1.
    relative_change : float or None
        同比 of a count; None where the year before was 0 or the value is a share.

    Examples
    --------
    >>> step_words(74, 3.52, "count", "zh"), step_words(-0.083, None, "share", "zh"), step_words(6, None, "stock", "en")
    ('增长 352%', '下降 8.3 个百分点', 'up by 6')
    >>> step_words(0, 0.0, "count", "zh"), step_words(-3, -0.25, "count", "en")
    ('持平', 'down 25%')
    """
    if difference == 0:
        return pick(lang, "持平", "unchanged")
    up = difference > 0
    if kind in ("share", "yes_no"):
        size = f"{abs(difference) * 100:.1f}"
        return pick(
            lang, f"{'上升' if up else '下降'} {size} 个百分点", f"{'up' if up else 'down'} {size} percentage points"
        )
    if relative_change is not None and not absent(relative_change):
        size = f"{abs(relative_change) * 100:,.0f}%"
        return pick(lang, f"{'增长' if up else '下降'} {size}", f"{'up' if up else 'down'} {size}")
    size = number(abs(difference))
    return pick(lang, f"{'增加' if up else '减少'} {size}", f"{'up' if up else 'down'} by {size}")


def since_year(size: str, year: int, lang: str) -> str:
    """Say a change with the year it is measured from.

    Examples
    --------
    >>> since_year("增长 352%", 2023, "zh"), since_year("持平", 2023, "zh"), since_year("up 352%", 2023, "en")
    ('比 2023 年增长 352%', '与 2023 年持平', 'up 352% on 2023')
    >>> since_year("unchanged", 2023, "en")
    'unchanged from 2023'
    """
    if size in ("持平", "unchanged"):
        return pick(lang, f"与 {year} 年持平", f"unchanged from {year}")
    return pick(lang, f"比 {year} 年{size}", f"{size} on {year}")


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
