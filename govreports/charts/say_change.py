"""Changes as an office puts them: by how many points, by how much per cent, since which year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from govreports.charts.say import absent, number, of_few, pick, rounded
from govreports.measures.kinds import PERCENTAGES
from govreports.measures.too_few import FEWEST_CASES


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
    >>> step_words(share | {"value_to": 0.22}, "en")
    'up 1 percentage point'
    """
    step, kind = float(move["difference"]), str(move["kind"])
    if kind in PERCENTAGES:
        # Of the numbers that are printed beside it: 21 % → 52 % is 31 points, whatever was cut off.
        first, last = (_printed(move[f"value_{end}"], move.get(f"n_{end}")) for end in ("from", "to"))
        few = any(of_few(move.get(end)) for end in ("n_from", "n_to"))
        size = rounded(abs(last - first), 0 if few else 1)
        unit_of = "" if short else pick(lang, " 个百分点", f" percentage point{'' if size == '1' else 's'}")
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
