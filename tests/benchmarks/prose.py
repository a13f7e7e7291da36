"""How well the numbers of prose are read, kind by kind, and how long it takes.

Run ``python tests/benchmarks/prose.py [all]``; with ``all`` every passage that is read otherwise than labelled is
printed too. The passages are those of ``tests/prose_passages.toml``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from govreports.matching.prose.statements import statements
from tests.prose_passages import SETS, Passage, Stated, passages, rates, read_states, read_tells

Reader = Callable[[Passage], Stated]


def table(name: str, read: Reader, labels: Reader, *, otherwise: bool) -> None:
    """Print precision and recall of a set for each kind of passage that holds or gives numbers."""
    listed = passages(name)
    print(f"  {'kind':<18}{'right':>6}{'wrong':>6}{'missed':>7}  precision  recall")
    for kind in [*dict.fromkeys(one.kind for one in listed), "all"]:
        found, unlike = rates([one for one in listed if kind in (one.kind, "all")], read, labels)
        if found.right + found.wrong + found.missed:
            rate = f"{found.precision:>11.3f}{found.recall:>8.3f}"
            print(f"  {kind:<18}{found.right:>6}{found.wrong:>6}{found.missed:>7}{rate}")
        if otherwise and kind != "all":
            print("".join(f"    {line}\n" for line in unlike), end="")


def main() -> None:
    """Print the tables of both sets, then seconds for texts of growing length."""
    otherwise = "all" in sys.argv[1:]
    for name in SETS:
        print(f"{name}, {len(passages(name))} passages: about the form's cells")
        table(name, read_states, lambda one: one.states, otherwise=otherwise)
        print(f"{name}: only in prose")
        table(name, read_tells, lambda one: one.tells, otherwise=otherwise)
    text = "".join(one.text for one in passages("development"))
    for times in (1, 4, 16):
        began = time.perf_counter()
        statements(text * times, 2024)
        print(f"{len(text) * times:>8} characters: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
