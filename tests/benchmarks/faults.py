"""How well faults are found and placed: faults of each kind planted in clean tables made from a seed.

Run ``python tests/benchmarks/faults.py [cases per kind]``. A table of which every number of 1–3 faults is wrong is
*found* where each faulty cell stands in an identity that fails. *First two* counts single faults whose cells are all
among the first two suggestions; *right* those where one of the first two also gives every cell its true value.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from itertools import combinations_with_replacement

import numpy as np

from govreports.checks.faults.rank import Evidence, Hypothesis, hypotheses
from govreports.matching.prose.statements import statements
from tests.planted import KINDS, SEEN_IN_LITIGATION, TABLES, Planted, clean_table, failing, plant, system
from tests.prose_cases import CASES


def suggestions(case: Planted) -> list[Hypothesis]:
    """The explanations of a case, best first."""
    return [
        one
        for part in system(case.table, case.printed)
        for one in hypotheses(part, case.printed, Evidence(case.before, {}, ()))
    ]


def placed(case: Planted, most: int = 2) -> tuple[bool, bool]:
    """Whether the planted cells are among the first suggestions, and whether their values are right there."""
    first = [
        one
        for part in system(case.table, case.printed)
        for one in hypotheses(part, case.printed, Evidence(case.before, {}, ()))[:most]
    ]
    cells = {place for one in first for place, _ in one.cells}
    right = any(set(case.faults.items()) <= one.cells for one in first)
    return case.faults.keys() <= cells, right


def single(cases: int, seed: int = 6) -> list[tuple[str, str, int, float, float, float]]:
    """Measure single faults: (table, kind, cases, found, cells among the first two, values right among them)."""
    rows = []
    for table in TABLES:
        for kind in KINDS if table == "applications" else SEEN_IN_LITIGATION:
            rng = np.random.default_rng([seed, *kind.encode(), len(table)])
            made = [plant(rng, table, (kind,)) for _ in range(cases)]
            found = [case.faults.keys() <= failing(table, case.printed) for case in made]
            results = [placed(case) for case in made]
            rows.append((table, kind, cases, np.mean(found), *np.mean(results, axis=0)))
    return rows


def several(cases: int, seed: int = 7) -> list[tuple[int, int, float, float, float]]:
    """Measure two and three faults at once: (faults, cases, found, explained without rest, milliseconds a case)."""
    rows = []
    for number in (2, 3):
        rng = np.random.default_rng([seed, number])
        kinds = list(combinations_with_replacement(KINDS, number))
        made = [plant(rng, "applications", kinds[int(rng.integers(len(kinds)))]) for _ in range(cases)]
        found = np.mean([case.faults.keys() <= failing(case.table, case.printed) for case in made])
        start = time.perf_counter()
        ranked = [suggestions(case) for case in made]
        spent = (time.perf_counter() - start) / cases * 1000
        whole = [
            bool(one)
            and one[0].broken == 0
            and one[0].settled == len(system("applications", c.printed)[0].residuals(c.printed))
            for one, c in zip(ranked, made, strict=True)
        ]
        rows.append((number, cases, float(found), float(np.mean(whole)), spent))
    return rows


def false_alarms(cases: int, seed: int = 8) -> int:
    """Count the suggestions made on clean tables."""
    rng = np.random.default_rng(seed)
    count = 0
    for _ in range(cases):
        for table in TABLES:
            values = clean_table(rng, table)
            case = Planted(table, (), values, values, {})
            count += len(suggestions(case))
    return count


def prose() -> tuple[int, int, int]:
    """Read the sentences of ``prose_cases.py``: (statements found right, found wrong, missed)."""
    right = wrong = missed = 0
    for text, year, expected in CASES:
        found = Counter((one.quantity, one.value) for one in statements(text, year))
        wanted = Counter((quantity, float(value)) for quantity, value in expected)
        right += (found & wanted).total()
        wrong += (found - wanted).total()
        missed += (wanted - found).total()
    return right, wrong, missed


def main(cases: int) -> None:
    """Print the tables."""
    print(f"{'table':<14}{'kind':<30}{'cases':>6}{'found':>9}{'first two':>11}{'right':>9}")
    rows = single(cases)
    for table, kind, number, found, cells, right in rows:
        print(f"{table:<14}{kind:<30}{number:>6}{found:>9.1%}{cells:>11.1%}{right:>9.1%}")
    means = [np.mean([row[place] for row in rows]) for place in (3, 4, 5)]
    print(f"{'all':<44}{cases * len(rows):>6}{means[0]:>9.1%}{means[1]:>11.1%}{means[2]:>9.1%}")
    for number, made, found, whole, spent in several(cases):
        shares = f"found {found:.1%}, explained whole {whole:.1%}, {spent:.0f} ms a case"
        print(f"{number} faults at once, {made} cases: {shares}")
    right, wrong, missed = prose()
    print(f"prose, {len(CASES)} cases: precision {right / (right + wrong):.1%}, recall {right / (right + missed):.1%}")
    print(f"false alarms on {cases * 5} clean reports: {false_alarms(cases * 5)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
