"""The words for what a test found: the same phrase in every title, caption, sentence and table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govreports.charts.say import absent, pick
from govreports.measures.tests_of_difference import ALPHA, Homogeneity
from govreports.measures.too_few import FEWEST_CASES

_SMALLEST_P = 0.001  # a smaller p is written “< 0.001”
TESTED_AT = f"{ALPHA:.0%}"
"""The level of the tests, as notes name it."""


def p_text(p_value: float | None) -> str:
    """Print a p-value.

    Examples
    --------
    >>> p_text(0.2431), p_text(0.0496), p_text(0.00002), p_text(None)
    ('p=0.24', 'p=0.050', 'p<0.001', '')
    """
    if p_value is None or absent(p_value):
        return ""
    if p_value < _SMALLEST_P:
        return f"p<{_SMALLEST_P}"
    return f"p={p_value:.3f}" if p_value < 0.1 else f"p={p_value:.2f}"


def too_few_cases(lang: str, years: Sequence[int] = ()) -> str:
    """Return the words for a value on which nothing is said, with the years that have too few where others have more.

    Examples
    --------
    >>> too_few_cases("zh"), too_few_cases("zh", [2024]), too_few_cases("en", [2024])
    ('件数不足 10，不作判断', '2024 年件数不足 10，不作判断', 'fewer than 10 cases in 2024, not judged')
    """
    when = pick(lang, "、", " and ").join(map(str, years))
    return pick(
        lang,
        f"{when} 年件数不足 {FEWEST_CASES}，不作判断" if years else f"件数不足 {FEWEST_CASES}，不作判断",
        f"fewer than {FEWEST_CASES} cases{f' in {when}' if years else ''}, not judged",
    )


def exact_test(lang: str) -> str:
    """Return how changes of several agencies are tested, as captions name it.

    Examples
    --------
    >>> exact_test("zh"), exact_test("en")
    ('精确检验，按机关个数作 Holm 校正，5%', 'exact test, Holm over the agencies, 5%')
    """
    zh = f"精确检验，按机关个数作 Holm 校正，{TESTED_AT}"
    return pick(lang, zh, f"exact test, Holm over the agencies, {TESTED_AT}")


def no_change_seen(p_value: float | None, lang: str) -> str:
    """Return the words for a change that chance may explain.

    Examples
    --------
    >>> no_change_seen(0.311, "zh"), no_change_seen(0.311, "en")
    ('未见超出偶然的变化（p=0.31）', 'no change beyond chance seen (p=0.31)')
    """
    test = p_text(p_value)
    zh, en = (f"（{test}）", f" ({test})") if test else ("", "")
    return pick(lang, f"未见超出偶然的变化{zh}", f"no change beyond chance seen{en}")


def homogeneity_words(test: Homogeneity | None, lang: str) -> str:
    """Return what the test of whether all agencies can share one rate says; empty where fewer than two are judged.

    Examples
    --------
    >>> homogeneity_words(Homogeneity(0.005, "permutation"), "zh")
    '但同质性检验表明各机关有差异（p=0.005）'
    >>> homogeneity_words(Homogeneity(0.005, "exact"), "en"), homogeneity_words(Homogeneity(0.2, "exact"), "en")
    ('yet by the test of homogeneity they differ (p=0.005)', 'no difference seen by the test of homogeneity (p=0.20)')
    """
    if test is None:
        return ""
    shown = p_text(test.p_value)
    if test.p_value <= ALPHA:
        return pick(
            lang, f"但同质性检验表明各机关有差异（{shown}）", f"yet by the test of homogeneity they differ ({shown})"
        )
    return pick(lang, f"同质性检验未见差异（{shown}）", f"no difference seen by the test of homogeneity ({shown})")


def verdict_words(move: Any, lang: str) -> str:
    """Return what may be said of a change beside its size; empty where the size says it all.

    Parameters
    ----------
    move : mapping
        A row of `govreports.measures.change.change`.

    Examples
    --------
    >>> verdict_words({"verdict": "few", "adjusted": None}, "en"), verdict_words({"verdict": "up"}, "en")
    ('fewer than 10 cases, not judged', '')
    """
    if move["verdict"] == "few":
        return too_few_cases(lang)
    return no_change_seen(move["adjusted"], lang) if move["verdict"] == "unseen" else ""


def verdict_label(verdict: str, lang: str) -> str:
    """Return the word for a verdict in a column of a table; empty where the years are not comparable.

    Examples
    --------
    >>> verdict_label("unseen", "zh"), verdict_label("plain", "en"), verdict_label("", "zh")
    ('未见变化', 'not tested', '')
    """
    words = {
        "same": ("持平", "unchanged"),
        "plain": ("不作检验", "not tested"),
        "few": (f"不足 {FEWEST_CASES} 件", f"under {FEWEST_CASES} cases"),
        "unseen": ("未见变化", "none seen"),
        "up": ("上升", "up"),
        "down": ("下降", "down"),
    }
    return pick(lang, *words.get(verdict, ("", "")))
