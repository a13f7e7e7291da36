"""The labelled passages of ``prose_passages.toml``, and how what is read of them is counted."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from govreports.matching.prose.statements import statements
from govreports.report.prose_numbers import prose_numbers

SETS = ("development", "held_out")
Stated = Counter[tuple[str, float]]


class Passage(NamedTuple):
    """A passage with what it states about the form's cells and the numbers that only prose tells."""

    kind: str
    year: int
    text: str
    states: Stated
    tells: Stated


class Rates(NamedTuple):
    """How many numbers were read rightly, were read and are none, and were missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share of what is there that was read."""
        return self.right / max(self.right + self.missed, 1)


def passages(name: str) -> list[Passage]:
    """Return the passages of a set: ``development`` or ``held_out``."""
    listed = tomllib.loads((Path(__file__).parent / "prose_passages.toml").read_text(encoding="utf-8"))[name]
    return [
        Passage(one["kind"], one["year"], one["text"], _counted(one["states"]), _counted(one.get("tells", ())))
        for one in listed
    ]


def read_states(passage: Passage) -> Stated:
    """Return what is read of a passage about the form's cells."""
    return Counter((one.quantity, one.value) for one in statements(passage.text, passage.year))


def read_tells(passage: Passage) -> Stated:
    """Return the numbers that are read as standing only in prose; those of 信息处理费 are among the statements."""
    return Counter((f"{one.item}.{one.column}", one.value) for one in prose_numbers(passage.text, passage.year))


def rates(
    chosen: Iterable[Passage], read: Callable[[Passage], Stated], labels: Callable[[Passage], Stated]
) -> tuple[Rates, list[str]]:
    """Count what is read against the labels, and list the passages that are read otherwise."""
    right = wrong = missed = 0
    otherwise = []
    for passage in chosen:
        found, expected = read(passage), labels(passage)
        right += (found & expected).total()
        wrong += (found - expected).total()
        missed += (expected - found).total()
        if found != expected:
            otherwise.append(f"{passage.text}  + {dict(found - expected)}  - {dict(expected - found)}")
    return Rates(right, wrong, missed), otherwise


def _counted(listed: Iterable[str]) -> Stated:
    pairs = (entry.rsplit(" ", 1) for entry in listed)
    return Counter((name if "." in name else f"applications.{name}", float(value)) for name, value in pairs)
