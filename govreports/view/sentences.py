"""Sentences made of numbers: a rate always with its two counts and its interval, a change only where it is one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from govreports.charts.chart_rows import beyond_chance
from govreports.charts.say import indicator, number, percent, pick, points, relative, shown, unit


class Findings(list[str]):
    """Sentences that a notebook shows as a list."""

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {sentence}" for sentence in self)

    def __repr__(self) -> str:
        return "\n".join(self)


def empty(value: Any) -> bool:
    """Return whether a value of a record is NA."""
    return bool(pd.isna(value))


def records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """Return the rows of a frame as records."""
    return frame.to_dict("records")


def first(frame: pd.DataFrame, name: str) -> dict[Any, Any] | None:
    """Return the row of an indicator, None where there is none."""
    found = frame[frame["indicator"] == name]
    return records(found.tail(1))[0] if len(found) else None


def value(row: dict[Any, Any] | None, lang: str) -> str:
    """Describe a value with what it rests on.

    Examples
    --------
    >>> row = {"kind": "share", "unit": "%", "value": 0.5, "numerator": 5.0, "denominator": 10.0}
    >>> value(row | {"low": 0.24, "high": 0.76}, "zh")
    '50%（5/10，95% 区间 24%–76%）'
    >>> value(None, "en")
    'unknown'
    """
    if row is None or empty(row["value"]):
        return pick(lang, "无数", "unknown")
    if row["kind"] in ("share", "yes_no"):
        counts = f"{number(row['numerator'])}/{number(row['denominator'])}"
        said = percent(row["value"], row["denominator"])
        if empty(row["low"]):
            return pick(lang, f"{said}（{counts}）", f"{said} ({counts})")
        span = f"{percent(row['low'], 1)}–{percent(row['high'], 1)}"
        return pick(lang, f"{said}（{counts}，95% 区间 {span}）", f"{said} ({counts}, 95 % interval {span})")
    return f"{shown(row['value'], row['kind'])} {unit(str(row['unit']), lang)}"


def named(row: dict[Any, Any], lang: str) -> str:
    """Name the indicator of a row and say its value."""
    return f"{indicator(str(row['indicator']), lang)} {value(row, lang)}"


def step(move: dict[Any, Any] | None, lang: str) -> str:
    """Determine how a value changed; that it is within chance, where it is; nothing where the years cannot be compared.

    Examples
    --------
    >>> move = {"difference": 0.1, "relative": None, "clear": True, "kind": "share", "year_from": 2023}
    >>> move |= {"n_from": 100, "n_to": 120}
    >>> step(move, "zh"), step(move | {"clear": False}, "en")
    ('比 2023 年 +10.0 个百分点', '+10.0 percentage points on 2023, within chance')
    """
    if move is None or empty(move["difference"]):
        return ""
    if move["kind"] in ("share", "yes_no"):
        size = points(move["difference"], lang)
    elif not empty(move["relative"]):
        size = relative(move["relative"])
    else:
        size = f"{move['difference']:+,.0f}"
    said = pick(lang, f"比 {move['year_from']} 年 {size}", f"{size} on {move['year_from']}")
    if not empty(move["clear"]) and not beyond_chance(move):
        said += pick(lang, "，未超出偶然波动", ", within chance")
    return said


def sentence(lang: str, *parts: str) -> str:
    """Join parts that are not empty to a sentence.

    Examples
    --------
    >>> sentence("zh", "新收申请 5 件", "", "比上年 +3")
    '新收申请 5 件，比上年 +3。'
    """
    said = pick(lang, "，", ", ").join(part for part in parts if part)
    return said + pick(lang, "。", ".") if said else ""


def findings_of(sentences: Iterable[str], lang: str) -> Findings:
    """Gather sentences, and say so where there is none."""
    found = Findings(sentence for sentence in sentences if sentence)
    return found or Findings([pick(lang, "所选报告没有可说的数。", "The selection holds no numbers to speak of.")])
