"""What became of promises: pairs labelled by hand against what the rules say.

python -m tests.benchmarks.promises        # the table; --wrong lists every pair that comes out otherwise
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from govreports.prose.cut_promises import MEASURE, PROBLEM, Item, cut, topics_of, words
from govreports.prose.own_prose import sentences_of
from govreports.prose.promises import DONE, REPEATED, TAKEN_UP, UNCLEAR, VANISHED, NextReport, outcome_of

OUTCOMES = (REPEATED, TAKEN_UP, DONE, VANISHED, UNCLEAR)


class Pair(NamedTuple):
    """A labelled pair, by two labellers (the second ``-`` where there was none), and what the rules make of it."""

    label: str
    second: str
    given: str
    text: str
    following: str


def pairs() -> Iterator[Pair]:
    """Give every labelled pair of ``promise_pairs.txt`` with what the rules say of it."""
    for line in (Path(__file__).parent / "promise_pairs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        label, text, five, one = (*line.split("|"), "")[:4]
        label, _, second = label.partition("/")
        kind = PROBLEM if words().shortfall.search(text) else MEASURE
        following = NextReport(cut(five, 2024), sentences_of(one), sentences_of(f"{five}\n{one}"))
        yield Pair(
            label,
            second or label,
            outcome_of(Item(kind, text, topics_of(text)), following).outcome,
            text,
            f"{five}|{one}",
        )


def main() -> None:
    known = list(pairs())
    table = Counter((pair.label, pair.given) for pair in known)
    print(f"{'label':14}" + "".join(f"{name:>15}" for name in OUTCOMES) + f"{'recall':>9}{'precision':>11}")
    for label in OUTCOMES:
        row = [table[label, given] for given in OUTCOMES]
        column = sum(table[other, label] for other in OUTCOMES)
        shares = f"{table[label, label] / max(sum(row), 1):9.0%}{table[label, label] / max(column, 1):11.0%}"
        print(f"{label:14}" + "".join(f"{count:15}" for count in row) + shares)
    wrong = [pair for pair in known if pair.given not in (pair.label, UNCLEAR)]
    right = sum(pair.label == pair.given for pair in known)
    print(f"{len(known)} pairs, {right} as labelled, {len(wrong)} said otherwise, the rest unclear")
    twice = [pair for pair in known if pair.second != "-"]
    agreed = sum(pair.label == pair.second for pair in twice)
    print(f"{agreed} of {len(twice)} labelled alike by both labellers, Cohen's kappa {_kappa(twice):.2f}")
    if "--wrong" in sys.argv:
        for pair in known:
            if pair.label != pair.given:
                print(*pair, sep=" | ")


def _kappa(known: list[Pair]) -> float:
    first, second = Counter(pair.label for pair in known), Counter(pair.second for pair in known)
    by_chance = sum(first[name] * second[name] for name in OUTCOMES) / len(known) ** 2
    alike = sum(pair.label == pair.second for pair in known) / len(known)
    return (alike - by_chance) / (1 - by_chance)


if __name__ == "__main__":
    main()
