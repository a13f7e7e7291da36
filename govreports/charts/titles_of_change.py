"""Titles of changes between two years: who rose, who fell, of how many nothing was seen or is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from govreports.charts.say import indicator, listed, number, of_agencies, pick
from govreports.charts.verdict_words import too_few_cases

Move = Mapping[Any, Any]


def between_years(moves: Sequence[Move], name: str, first: int, last: int, lang: str) -> str:
    """Determine how agencies changed between two years.

    Parameters
    ----------
    moves : sequence of mapping
        Rows of `govreports.measures.change.change`, one an agency.
    """
    told = [move for move in moves if not pd.isna(move["difference"])]
    head = pick(lang, f"{indicator(name, lang)}，{first}→{last} 年", f"{indicator(name, lang)}, {first} to {last}")
    if not told:
        return head + pick(lang, "：两年口径不可比", ": the two years cannot be compared")
    if all(move["verdict"] == "same" for move in told):
        # No test is spoken of: of what the agency does itself none was made.
        each = "均" if len(told) > 1 else ""
        zh = f"：{number(len(told))} 个机关{each}持平"
        return head + pick(lang, zh, f": unchanged at {of_agencies(len(told))}")
    said = []
    risen = [str(move["agency"]) for move in told if move["verdict"] == "up"]
    fallen = [str(move["agency"]) for move in told if move["verdict"] == "down"]
    if any(move["verdict"] == "plain" for move in told):
        # Levels, amounts and the agency's own acts: nothing is drawn, a step is a step.
        risen = [str(move["agency"]) for move in told if move["difference"] > 0]
        fallen = [str(move["agency"]) for move in told if move["difference"] < 0]
        who = "个" if risen else "个机关"
        said += [pick(lang, f"{number(len(risen))} 个机关增加", f"up at {of_agencies(len(risen))}")] if risen else []
        said += [pick(lang, f"{number(len(fallen))} {who}减少", f"down at {number(len(fallen))}")] if fallen else []
    else:
        said += [pick(lang, f"{listed(risen, lang, 2)}上升", f"up at {listed(risen, lang, 2)}")] if risen else []
        said += [pick(lang, f"{listed(fallen, lang, 2)}下降", f"down at {listed(fallen, lang, 2)}")] if fallen else []
    said += _silent(told, bool(said), lang)
    return head + pick(lang, "：", ": ") + pick(lang, "，", ", ").join(said)


def _silent(told: Sequence[Move], others: bool, lang: str) -> list[str]:
    """State of how many agencies no change was seen, and of how many nothing is said."""
    unseen = sum(move["verdict"] in ("unseen", "same") for move in told)
    few = sum(move["verdict"] == "few" for move in told)
    rest = pick(lang, "其余 ", "") if others else ""
    said = []
    if unseen and not (others and all(move["verdict"] in ("plain", "same") for move in told)):
        said.append(
            pick(
                lang,
                f"{rest}{number(unseen)} 个机关未见超出偶然的变化",
                f"no change beyond chance seen at {of_agencies(unseen)}",
            )
        )
    if few:
        said.append(
            pick(lang, f"{number(few)} 个机关{too_few_cases(lang)}", f"{number(few)} with {too_few_cases(lang)}")
        )
    return said
