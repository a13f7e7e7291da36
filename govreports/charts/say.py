"""Numbers and names as a reader of Chinese or of English expects them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from govreports.measures.too_few import FEWEST_CASES
from govreports.words import pick as pick

_FEWEST_FOR_A_DECIMAL = 100
"""Of fewer cases a share is printed without a decimal: one case is more than a point."""


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


def many(count: float, single: str, plural: str) -> str:
    """Count things in English.

    Examples
    --------
    >>> many(1, "report", "reports"), many(1203.0, "report", "reports")
    ('1 report', '1,203 reports')
    """
    return f"{number(count)} {single if count == 1 else plural}"


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


def relative(value: Any, lang: str) -> str:
    """Write 同比 as an office does, with a decimal only where there would be nothing without it.

    Examples
    --------
    >>> relative(1.691, "zh"), relative(-0.25, "en"), relative(0.004, "zh"), relative(0.0001, "zh"), relative(0.0, "zh")
    ('增长 169%', 'down 25%', '增长 0.4%', '基本持平', '持平')
    """
    if absent(value):
        return "—"
    size = rounded(abs(value) * 100, 0 if abs(value) >= 0.00995 else 1)
    return _moved(value, f"{size}%", ("增长", "下降"), lang) if float(size.replace(",", "")) else _still(value, lang)


def _moved(value: float, size: str, verbs: tuple[str, str], lang: str) -> str:
    return pick(lang, f"{verbs[value < 0]} {size}", f"{'down' if value < 0 else 'up'} {size}")


def _still(value: float, lang: str) -> str:
    return pick(lang, "基本持平", "nearly unchanged") if value else pick(lang, "持平", "unchanged")


def _sign(value: float, least: float) -> str:
    return "+" if value >= least else "−" if value <= -least else ""


def step_words(move: Mapping[Any, Any], lang: str, *, short: bool = False) -> str:
    """Return a change in words, as a sentence of an office does.

    Parameters
    ----------
    move : mapping
        A row of `govreports.measures.change.change`.
    short : bool
        Without units and with one sign for the verb, beside a mark or in a narrow column.

    Returns
    -------
    str
        Of a share percentage points, the difference of the shares as printed; of a count 同比, from fewer than ten
        cases their number: 1 → 8 is 7 more, no growth of 700 %.

    Examples
    --------
    >>> count = {"kind": "count", "unit": "件", "n_from": 21.0, "difference": 74.0, "relative": 3.52}
    >>> step_words(count, "zh"), step_words(count, "zh", short=True), step_words(count | {"n_from": 4.0}, "zh")
    ('增长 352%', '增352%', '增加 74 件')
    >>> share = {"kind": "share", "unit": "%", "n_from": 96.0, "n_to": 58.0, "difference": 0.316}
    >>> share |= {"value_from": 0.206, "value_to": 0.522}
    >>> step_words(share, "zh"), step_words(share | {"n_from": 900.0, "n_to": 800.0}, "en")
    ('上升 31 个百分点', 'up 31.6 percentage points')
    """
    step, kind = float(move["difference"]), str(move["kind"])
    if kind in ("share", "yes_no"):
        # Of the numbers that are printed beside it: 21 % → 52 % is 31 points, whatever was cut off.
        first, last = (_printed(move[f"value_{end}"], move.get(f"n_{end}")) for end in ("from", "to"))
        few = any(of_few(move.get(end)) for end in ("n_from", "n_to"))
        size = rounded(abs(last - first), 0 if few else 1)
        unit_of = "" if short else pick(lang, " 个百分点", " percentage points")
        said = _moved(last - first, size + unit_of, ("上升", "下降"), lang) if float(size) else _still(step, lang)
    else:
        base = move["value_from"] if absent(move["n_from"]) else move["n_from"]
        if absent(move["relative"]) or base < FEWEST_CASES:
            unit_of = f" {move['unit']}" if lang == "zh" and step else ""
            by = "" if lang == "zh" else "by "
            size = f"{by}{number(abs(step))}{unit_of}"
            said = _moved(step, size, ("增加", "减少"), lang) if step else _still(step, lang)
        else:
            said = relative(move["relative"], lang)
    return _SHORT.sub(r"\1", said) if short else said


def _printed(share: float, cases: Any) -> float:
    """Return a share in per cent as `percent` rounds it."""
    return float(rounded(share * 100, 0 if of_few(cases) else 1))


_SHORT = re.compile("([增减升降])[长加少]? |[上下](?=[升降])")


def since_year(size: str, year: int, lang: str) -> str:
    """Return a change with the year it is measured from.

    Examples
    --------
    >>> since_year("增长 352%", 2023, "zh"), since_year("基本持平", 2023, "zh"), since_year("up 352%", 2023, "en")
    ('比 2023 年增长 352%', '与 2023 年基本持平', 'up 352% on 2023')
    >>> since_year("unchanged", 2023, "en")
    'unchanged from 2023'
    """
    if size.endswith(("持平", "unchanged")):
        return pick(lang, f"与 {year} 年{size}", f"{size} from {year}")
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
