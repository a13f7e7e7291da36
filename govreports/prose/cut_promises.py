"""Section 五 cut into problems and measures, each with what it is about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

PROBLEM, MEASURE, REVIEW = "problem", "measure", "review"
_ENDS = re.compile(r"(?<=[。；;！!\n])")
_NUMBERED = re.compile(
    r"(?=(?:[一二三四五六七八九]是|第[一二三四五六][,，是、]|[（(][一二三四五六七八九\d][)）]|(?<!\d)[1-9][.、．](?!\d)))"
)
_MARK = re.compile(
    r"^(?:[一二三四五六七八九]是(?:要)?|第[一二三四五六][,，是、]|[（(]?[一二三四五六七八九\d][)）.、．]+)+"
)
_LEAD = re.compile(
    r"^.{0,40}?(?:表现[在为]|问题(?:有|是|如下)?|不足(?:有|是)?|如下|以下(?:几个)?方面|方向是|措施|工作|情况|主要[是有])[:：]"
)
_AHEAD = re.compile(r"^(?:(?:下一步|今后|为此|针对(?:以上|上述|存在的?|这些)[^,，]*[,，:：])(?:应当|要|将)?[,，:：]?)+")
_STILL = re.compile("^.*(?:[仍还也但]|依然)存在(?:着|一些|以下)?(?=.{4})")
_OF_ALL = re.compile("(?:等(?:问题|方面)?|的(?:问题|情况))$")
_SHORTEST = 4
"""Characters of an item at least: 不足 alone is a title."""


class Item(NamedTuple):
    """A problem, a measure, or a sentence that looks back: what kind it is, its words, what it is about."""

    kind: str
    text: str
    topics: frozenset[str]


@dataclass(frozen=True)
class Words:
    """The words of ``promises.toml``, compiled."""

    shortfall: re.Pattern[str]
    ahead: re.Pattern[str]
    action: re.Pattern[str]
    done: re.Pattern[str]
    not_done: re.Pattern[str]
    back: str
    topics: dict[str, re.Pattern[str]]
    general: frozenset[str]
    narrow: frozenset[str]
    same: tuple[tuple[re.Pattern[str], str], ...]
    names: dict[str, tuple[str, str]]

    def looks_back(self, year: int | None = None) -> re.Pattern[str]:
        """Return what a sentence of a year's report looks back with on the year before."""
        return re.compile(self.back.replace("{year}", str(year - 1 if year is not None else "上一")))


@cache
def words() -> Words:
    """Return the words by which sentences are told apart."""
    data = tomllib.loads((resources.files("govreports.prose") / "promises.toml").read_text(encoding="utf-8"))
    kinds = {name: re.compile("|".join(data[name])) for name in ("shortfall", "ahead", "action", "done", "not_done")}
    return Words(
        **kinds,
        back="|".join(data["back"]),
        topics={topic["id"]: re.compile("|".join(topic["words"])) for topic in data["topic"]},
        general=frozenset(topic["id"] for topic in data["topic"] if topic.get("general")),
        narrow=frozenset(topic["id"] for topic in data["topic"] if topic.get("narrow")),
        same=tuple((re.compile("|".join(sorted(alike, key=len, reverse=True))), alike[0]) for alike in data["same"]),
        names={topic["id"]: (topic["zh"], topic["en"]) for topic in data["topic"]},
    )


def topics_of(text: str) -> frozenset[str]:
    """Return what a sentence is about; general topics only where it names no special one.

    Examples
    --------
    >>> sorted(topics_of("政策解读的形式不够多样")), sorted(topics_of("公开的形式不够多样"))
    (['interpretation'], ['form'])
    """
    named = {topic for topic, pattern in words().topics.items() if pattern.search(text)}
    return frozenset(named - words().general or named)


def cut(text: str, year: int | None = None) -> list[Item]:
    """Cut a section 五 into its problems, its measures and what it reports on last year's.

    Parameters
    ----------
    text : str
        The section.
    year : int or None
        The report's year: sentences about the year before look back.

    Returns
    -------
    list of Item
        In order of the text. Sentences that name neither a shortfall nor an action are left out.

    Examples
    --------
    >>> for item in cut("一是政策解读不够深入；二是培训不够。下一步，将丰富解读形式，加强业务培训。"):
    ...     print(item.kind, item.text)
    problem 政策解读不够深入
    problem 培训不够
    measure 将丰富解读形式，加强业务培训
    """
    found: list[Item] = []
    back = words().looks_back(year)
    kind = PROBLEM
    for sentence in _sentences(text):
        kind = _kind(sentence, kind, back)
        parts = (Item(kind, part, topics_of(part)) for part in _parts(sentence, kind))
        found.extend(item for item in parts if item.topics and len(item.text) >= _SHORTEST)
    return found


def _sentences(text: str) -> Iterator[str]:
    for line in _ENDS.split(text):
        for piece in _NUMBERED.split("".join(line.split())):
            if piece.strip("。；;！!"):
                yield piece.strip("。；;！!")


def _kind(sentence: str, held: str, back: re.Pattern[str]) -> str:
    """Return what a sentence is; one that says neither goes on as the one before it."""
    say = words()
    if back.search(sentence):
        return REVIEW
    ahead, short = say.ahead.search(sentence), say.shortfall.search(sentence)
    if short and (ahead is None or ahead.start() > short.start()) and held != MEASURE:
        return PROBLEM
    if ahead:
        return MEASURE
    if held == REVIEW and short and not say.done.search(sentence):
        return PROBLEM
    return held


def _parts(sentence: str, kind: str) -> Iterator[str]:
    """Return the items of one sentence: a problem's clauses each name a shortfall, a measure stays whole."""
    say = words()
    plain = _MARK.sub("", sentence)
    if kind != REVIEW:
        plain = _LEAD.sub("", plain)
        plain = _AHEAD.sub("", plain)
    if kind == PROBLEM:
        yield from _problems(plain, say)
    elif kind == REVIEW or say.action.search(plain):
        yield plain.strip("，,：:")


def _problems(sentence: str, say: Words) -> Iterator[str]:
    clauses = re.split(r"(?<=[,，、])", re.sub(r"^.*?(?:[如即][:：]?|比如|例如)(?=[^果何])", "", sentence, count=1))
    yield from _with_shortfall(clauses, say)


def _with_shortfall(clauses: Iterable[str], say: Words) -> Iterator[str]:
    """Join clauses until one names a shortfall and what it is of: 主动公开的内容，深度不够 is one problem."""
    held = ""
    for clause in clauses:
        held += clause
        if say.shortfall.search(clause) and topics_of(held):
            yield _OF_ALL.sub("", _STILL.sub("", held.strip("，,、")))
            held = ""
