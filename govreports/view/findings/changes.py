"""Which agencies changed beyond chance between two years."""

from __future__ import annotations

from typing import Any

import pandas as pd

from govreports.charts.chart_rows import beyond_chance
from govreports.charts.say import indicator, shown
from govreports.measures.change import change
from govreports.view.sentences import Findings, empty, findings_of, records, sentence
from govreports.view.view import View


def two_years(view: View, first_year: int, last_year: int, ids: list[str]) -> Findings:
    """Determine which agencies changed beyond chance between two years, and which could not be compared."""
    rows = view.side_by_side(ids, [first_year, last_year])
    if not first_year or not last_year or not len(rows):
        return findings_of([], view.lang)
    moves = change(rows, first_year, last_year)
    return findings_of([*(_moved(view, moves, name) for name in ids), view.note], view.lang)


def _moved(view: View, moves: pd.DataFrame, name: str) -> str:
    lang = view.lang
    told_moves = [move for move in records(moves[moves["indicator"] == name]) if not empty(move["difference"])]
    if not told_moves:
        return view.pick(
            f"{indicator(name, lang)}：两年没有可比的数。", f"{indicator(name, lang)}: nothing to compare."
        )
    clear = [move for move in told_moves if beyond_chance(move)]
    head = view.pick(
        f"{indicator(name, lang)}：{len(told_moves)} 个机关可比",
        f"{indicator(name, lang)}: {len(told_moves)} agencies compared",
    )
    if not clear:
        return sentence(lang, head, view.pick("变化均未超出偶然波动", "no change beyond chance"))
    said = [_said(move) for move in clear[:4]]
    more = view.pick(f"等 {len(clear)} 个超出偶然波动", f"{len(clear)} beyond chance in all") if len(clear) > 4 else ""
    return sentence(lang, head, *said, more)


def _said(move: dict[Any, Any]) -> str:
    ends = [shown(move[f"value_{end}"], str(move["kind"]), move[f"n_{end}"]) for end in ("from", "to")]
    return f"{move['agency']} {ends[0]}→{ends[1]}"
