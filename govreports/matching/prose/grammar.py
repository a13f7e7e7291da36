"""The words of a report's standard sentences, compiled from ``statements.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

LITIGATION = ("reconsideration", "lawsuit_direct", "lawsuit_after_reconsideration", "lawsuit_all")
FOREIGN = "foreign"
"""The subject of a clause that is about something else."""
OUTCOMES = "outcomes"
"""Outcomes named alone: of applications, unless the prose was about something else."""


class Quantity(NamedTuple):
    """What a number may count."""

    id: str  # its name, and the subject that it belongs to
    subject: str
    words: re.Pattern[str]  # what says so
    readings: tuple[tuple[str, ...], ...]  # the sums of items (or columns of table 四) that it may mean
    # ``whole`` where it counts all cases and not a part of them, ``weak`` where no verb says so, else ``part``
    role: str
    told_before: str | None  # the quantity that the sentence must have told before this one

    @property
    def name(self) -> str:
        """Subject and id, e.g. ``applications.received``."""
        return f"{self.subject}.{self.id}"


@dataclass(frozen=True)
class Grammar:
    """Patterns by what they tell; see ``statements.toml``."""

    topic: re.Pattern[str]
    about: re.Pattern[str]
    named: re.Pattern[str]
    hears: re.Pattern[str]
    elsewhere: re.Pattern[str]
    opens: re.Pattern[str]
    subjects: dict[str, re.Pattern[str]]
    quantities: tuple[Quantity, ...]
    none: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    skip: dict[str, re.Pattern[str]]
    applicants: dict[str, re.Pattern[str]]
    scopes: dict[str, re.Pattern[str]]

    def quantity(self, name: str) -> Quantity:
        """Return the quantity of a name; the lawsuits and reconsiderations share theirs."""
        subject, _, quantity = name.partition(".")
        kind = kind_of(subject)
        return next(one for one in self.quantities if (one.subject, one.id) == (kind, quantity))


@cache
def grammar() -> Grammar:
    """Return the grammar of the standard sentences."""
    data = read_words("statements.toml")
    quantities = tuple(
        Quantity(
            entry["id"],
            entry["subject"],
            any_of(entry["words"]),
            tuple(map(tuple, entry["readings"])),
            entry.get("role", "part"),
            entry.get("told_before"),
        )
        for entry in data["quantity"]
    )
    none = tuple((tuple(entry["quantities"]), any_of(entry["words"])) for entry in data["none"])
    patterns: dict[str, dict[str, Any]] = {key: data[key] for key in ("subjects", "skip", "applicants", "scopes")}
    compiled = {key: {name: any_of(words) for name, words in value.items()} for key, value in patterns.items()}
    return Grammar(
        any_of(data["topic"]),
        any_of(data["about"]),
        any_of(data["named"]),
        any_of(data["hears"]),
        any_of(data["elsewhere"]),
        any_of(data["opens"]),
        compiled["subjects"],
        quantities,
        none,
        compiled["skip"],
        compiled["applicants"],
        compiled["scopes"],
    )


def read_words(name: str, room: str = "govreports.matching.prose") -> dict[str, Any]:
    """Read a file of words of a room, its punctuation folded as that of the prose is."""
    written = (resources.files(room) / name).read_text(encoding="utf-8")
    return tomllib.loads(unicodedata.normalize("NFKC", written))


def any_of(words: list[str]) -> re.Pattern[str]:
    """Compile patterns into one that matches where any of them does."""
    return re.compile("|".join(words))


def kind_of(subject: str | None) -> str | None:
    """Return the subject whose quantities a subject has: those of table 四 share theirs."""
    return "litigation" if subject in LITIGATION else subject


def named(patterns: dict[str, re.Pattern[str]], text: str) -> str | None:
    """Return the name of the first pattern that a text matches."""
    return next((name for name, words in patterns.items() if words.search(text)), None)
