"""Which agencies changed beyond chance between two years."""

from __future__ import annotations

from typing import Any

import pandas as pd

from govreports.charts.chart_rows import marks_of
from govreports.charts.say import counted, indicator, number, of_agencies
from govreports.charts.verdict_words import too_few_cases
from govreports.columns import records
from govreports.measures.change import change
from govreports.measures.verdicts import beyond_chance
from govreports.view.sentences import Findings, empty, findings_of, sentence
from govreports.view.view import View

_MOST_NAMED = 4  # agencies in a sentence


def two_years(view: View, first_year: int, last_year: int, ids: list[str]) -> Findings:
    """Determine which agencies changed beyond chance between two years, and which could not be compared."""
    rows = view.side_by_side(ids, [first_year, last_year])
    if not first_year or not last_year or not len(rows):
        return findings_of([], view.lang)
    moves = change(rows, first_year, last_year)
    return findings_of([*(_moved(view, moves, name) for name in ids), view.note(last_year)], view.lang)


def _moved(view: View, moves: pd.DataFrame, name: str) -> str:
    lang = view.lang
    told_moves = [move for move in records(moves[moves["indicator"] == name]) if not empty(move["difference"])]
    if not told_moves:
        return view.pick(
            f"{indicator(name, lang)}：两年没有可比的数。", f"{indicator(name, lang)}: nothing to compare."
        )
    head = view.pick(
        f"{indicator(name, lang)}：{number(len(told_moves))} 个机关两年都有数",
        f"{indicator(name, lang)}: {of_agencies(len(told_moves))} with both years",
    )
    if any(move["verdict"] == "plain" for move in told_moves) or all(move["verdict"] == "same" for move in told_moves):
        return sentence(lang, head, *_plain(view, told_moves))
    clear = [move for move in told_moves if beyond_chance(move)]
    said = []
    if clear:
        joined = view.pick("、", ", ").join(_said(move, lang) for move in clear[:_MOST_NAMED])
        joined += view.pick("等", " and others") if len(clear) > _MOST_NAMED else ""
        said.append(
            view.pick(
                f"{number(len(clear))} 个变化超出偶然（{joined}）", f"{number(len(clear))} beyond chance ({joined})"
            )
        )
    unseen = sum(move["verdict"] in ("unseen", "same") for move in told_moves)
    few = sum(move["verdict"] == "few" for move in told_moves)
    if unseen:
        said.append(
            view.pick(f"{number(unseen)} 个未见超出偶然的变化", f"no change beyond chance seen at {number(unseen)}")
        )
    if few:
        said.append(view.pick(f"{number(few)} 个{too_few_cases(lang)}", f"{number(few)} with {too_few_cases(lang)}"))
    return sentence(lang, head, *said)


def _plain(view: View, moves: list[dict[Any, Any]]) -> list[str]:
    """State the largest steps of what no chance made: levels, amounts, an agency's own acts."""
    moved = sorted((move for move in moves if move["difference"]), key=lambda move: -abs(move["difference"]))
    up = sum(move["difference"] > 0 for move in moved)
    counts = [
        view.pick(f"{number(count)} 个{zh}", f"{en} at {number(count)}")
        for count, zh, en in ((up, "增加", "up"), (len(moved) - up, "减少", "down"))
        if count
    ]
    return [
        *(counts or [view.pick("均持平", "all unchanged")]),
        *(_said(move, view.lang) for move in moved[:_MOST_NAMED]),
    ]


def _said(move: dict[Any, Any], lang: str) -> str:
    ends = [
        counted(value, round(value * cases) if move["kind"] == "share" else None, cases, str(move["kind"]), lang)
        for value, cases in ((move[f"value_{end}"], move[f"n_{end}"]) for end in ("from", "to"))
    ]
    return f"{move['agency']} {ends[0]}→{ends[1]}{marks_of(move['flags'])}"
