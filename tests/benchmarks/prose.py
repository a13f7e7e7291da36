"""How well the numbers of prose are read, kind by kind, and how long it takes.

Run ``python tests/benchmarks/prose.py [all]``; with ``all`` every passage that is read otherwise than labelled is
printed too. The passages are those of ``tests/prose_passages.toml``.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from govreports.matching.prose.statements import statements
from tests.prose_passages import SETS, passages, rates, read_states


def main() -> None:
    """Print precision and recall for each set and kind, then seconds for texts of growing length."""
    for name in SETS:
        listed = passages(name)
        print(f"{name}, {len(listed)} passages\n  {'kind':<18}{'right':>6}{'wrong':>6}{'missed':>7}  precision  recall")
        for kind in [*dict.fromkeys(one.kind for one in listed), "all"]:
            chosen = [one for one in listed if kind in (one.kind, "all")]
            found, otherwise = rates(chosen, read_states, lambda one: one.states)
            rate = f"{found.precision:>11.3f}{found.recall:>8.3f}" if found.right + found.missed else ""
            print(f"  {kind:<18}{found.right:>6}{found.wrong:>6}{found.missed:>7}{rate}")
        if "all" in sys.argv[1:]:
            print("\n".join(otherwise))
    text = "".join(one.text for one in passages("development"))
    for times in (1, 4, 16):
        began = time.perf_counter()
        statements(text * times, 2024)
        print(f"{len(text) * times:>8} characters: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
