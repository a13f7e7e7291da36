"""Sentences made of numbers: a rate always with its two counts, a change only as far as its test allows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from govreports.charts.chart_rows import PUBLISHED, READING, marks_of
from govreports.charts.say import indicator, number, percent, pick, shown, span, unit
from govreports.charts.say_change import since_year, step_words
from govreports.charts.verdict_words import too_few_cases, verdict_words
from govreports.columns import records
from govreports.measures.kinds import PERCENTAGES
from govreports.measures.too_few import too_few


class Findings(list[str]):
    """Sentences that a notebook shows as a list."""

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {sentence}" for sentence in self)

    def __repr__(self) -> str:
        return "\n".join(self)


def empty(value: Any) -> bool:
    """Return whether a value of a record is NA."""
    return bool(pd.isna(value))


def first(frame: pd.DataFrame, name: str) -> dict[Any, Any] | None:
    """Return the row of an indicator, None where there is none."""
    found = frame[frame["indicator"] == name]
    return records(found.tail(1))[0] if len(found) else None


def value(row: dict[Any, Any] | None, lang: str) -> str:
    """Describe a value with what it rests on, and the marks of what is wrong or doubtful in it.

    Examples
    --------
    >>> row = {"kind": "share", "unit": "%", "value": 0.5, "numerator": 5.0, "denominator": 10.0, "flags": None}
    >>> value(row | {"low": 0.24, "high": 0.76}, "zh")
    '50%（5/10，95% 区间 24%–76%）'
    >>> value({**row, "numerator": 1.0, "denominator": 2.0, "flags": "published_error"}, "en")
    '1/2† (fewer than 10 cases, not judged)'
    >>> value(None, "en")
    'unknown'
    """
    if row is None or empty(row["value"]):
        return pick(lang, "无数", "unknown")
    mark = marks_of(row["flags"])
    if row["kind"] in PERCENTAGES:
        said = [f"{number(row['numerator'])}/{number(row['denominator'])}"]
        if too_few(str(row["kind"]), row["denominator"]):
            # 100 % of one case reads like praise.
            return pick(lang, f"{said[0]}{mark}（{too_few_cases(lang)}）", f"{said[0]}{mark} ({too_few_cases(lang)})")
        if not empty(row["low"]):
            interval = span(row["low"], row["high"])
            said.append(pick(lang, f"95% 区间 {interval}", f"95% interval {interval}"))
        held = percent(row["value"], row["denominator"]) + mark
        return pick(lang, f"{held}（{'，'.join(said)}）", f"{held} ({', '.join(said)})")
    named_unit = unit(str(row["unit"]), lang)
    if lang == "en" and named_unit in ("cases", "ratio"):
        return shown(row["value"], row["kind"]) + mark
    return f"{shown(row['value'], row['kind'])}{mark} {named_unit}"


def rate(row: dict[Any, Any], lang: str) -> str:
    """Print a value in a table: a share with its counts, of fewer than ten cases the counts alone.

    Examples
    --------
    >>> row = {"kind": "share", "value": 0.5, "numerator": 5.0, "denominator": 10.0, "flags": "reading"}
    >>> rate(row, "zh"), rate(row | {"numerator": 1.0, "denominator": 2.0, "flags": None}, "zh")
    ('50%‡（5/10）', '1/2')
    """
    mark = marks_of(row["flags"])
    if row["kind"] not in PERCENTAGES:
        return shown(row["value"], str(row["kind"])) + mark
    counts = f"{number(row['numerator'])}/{number(row['denominator'])}"
    if too_few(str(row["kind"]), row["denominator"]):
        return counts + mark
    return f"{percent(row['value'], row['denominator'])}{mark}" + pick(lang, f"（{counts}）", f" ({counts})")


def named(row: dict[Any, Any], lang: str, year: int | None = None) -> str:
    """Name the indicator of a row, with its year where asked for, and say its value."""
    called = indicator(str(row["indicator"]), lang)
    if lang == "zh":
        return ("" if year is None else f"{year} 年") + f"{called} {value(row, lang)}"
    return called + ("" if year is None else f" in {year}") + f": {value(row, lang)}"


def step(move: dict[Any, Any] | None, lang: str) -> str:
    """Determine how a value changed and what may be said of it; nothing where the years cannot be compared.

    Examples
    --------
    >>> move = {"difference": 0.1, "kind": "share", "year_from": 2023, "n_from": 400, "n_to": 20, "verdict": "up"}
    >>> move |= {"value_from": 0.2, "value_to": 0.3, "flags": None}
    >>> step(move | {"flags": "published_error"}, "zh"), step(move | {"verdict": "unseen", "adjusted": 0.31}, "en")
    ('比 2023 年上升 10 个百分点†', 'up 10 percentage points on 2023, no change beyond chance seen (p=0.31)')
    """
    if move is None or empty(move["difference"]):
        return ""
    if move["verdict"] == "few":
        return too_few_cases(lang, [move[f"year_{end}"] for end in ("from", "to") if _few(move, end)])
    # What rests on a failed sum of either year bears its mark.
    said = since_year(step_words(move, lang), move["year_from"], lang) + marks_of(move["flags"])
    return pick(lang, "，", ", ").join(part for part in (said, verdict_words(move, lang)) if part)


def _few(move: dict[Any, Any], end: str) -> bool:
    return bool(too_few(str(move["kind"]), move[f"n_{end}"]))


def sentence(lang: str, *parts: str) -> str:
    """Join parts that are not empty to a sentence.

    Examples
    --------
    >>> sentence("zh", "新收申请 5 件", "", "比上年增加 3")
    '新收申请 5 件，比上年增加 3。'
    """
    said = pick(lang, "，", ", ").join(part for part in parts if part)
    return said + pick(lang, "。", ".") if said else ""


def marks_explained(text: str, lang: str) -> list[str]:
    """Return what the marks that stand in a text mean.

    Examples
    --------
    >>> marks_explained("败诉率 2/19‡", "zh"), marks_explained("败诉率 2/19", "zh")
    (['‡ 识读存疑，待核。'], [])
    """
    said = []
    if PUBLISHED in text:
        zh = f"{PUBLISHED} 该数所在的勾稽关系不成立，按公布值列出，引用前请核对。"
        said.append(pick(lang, zh, f"{PUBLISHED} Rests on a published sum that does not add up; shown as published."))
    if READING in text:
        said.append(pick(lang, f"{READING} 识读存疑，待核。", f"{READING} Our reading is in doubt."))
    return said


def findings_of(sentences: Iterable[str], lang: str) -> Findings:
    """Gather sentences, explain the marks that stand in them, and say so where there is none."""
    found = Findings(sentence for sentence in sentences if sentence)
    found += marks_explained("".join(found), lang)
    return found or Findings([pick(lang, "所选报告没有可说的数。", "The selection holds no numbers to speak of.")])
