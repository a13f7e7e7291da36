"""The standard sentences of the prose (受理政府信息公开申请 3119 件，其中…) as statements about cells of the form.

The words and their meanings are data: ``statements.toml``. Nothing here looks at a table: whether a statement agrees
with the printed numbers is for `govreports.checks.prose_against_tables` to say.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from govreports.form import Table, editions

CellId = tuple[str, str, str]
"""``(table, item, column)``."""


class Statement(NamedTuple):
    """One number that the prose states about a cell, or about a sum of cells.

    Attributes
    ----------
    quantity : str
        What is stated, e.g. ``applications.received`` or ``reconsideration.upheld``.
    value : float
        The number; a sentence that says that there was none states 0.
    unit : str
        件, 条, 元 … as written; "" where the sentence has no number.
    applicant : str or None
        The applicant column that the clause names; ``legal_persons`` for 法人或其他组织 together.
    scope : str or None
        ``whole`` (汇总), ``own_level`` (本级) or ``agency`` (本机关) where the sentence says for whom it speaks.
    readings : tuple of tuple of CellId
        The sets of cells whose sum the statement may mean, the plain meaning first; empty where the form has no such
        cell (信息处理费).
    sentence : str
        The sentence that the number stands in.
    """

    quantity: str
    value: float
    unit: str
    applicant: str | None
    scope: str | None
    readings: tuple[tuple[CellId, ...], ...]
    sentence: str


class _Quantity(NamedTuple):
    id: str
    subject: str
    words: re.Pattern[str]
    readings: tuple[tuple[str, ...], ...]
    weak: bool


@dataclass(frozen=True)
class _Grammar:
    subjects: dict[str, re.Pattern[str]]
    quantities: tuple[_Quantity, ...]
    none: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    skip: dict[str, re.Pattern[str]]
    applicants: dict[str, re.Pattern[str]]
    scopes: dict[str, re.Pattern[str]]


_NUMBER = re.compile(
    r"(?<![\d.])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|(?<![一-龥]百)[零一二两三四五六七八九十]{1,3}(?=件|宗))"
    r"(?P<thousands>万)?(?P<unit>余?多?(?:件|宗|份|条|起|人次|例|元))"
)
_TOPIC = re.compile("申请|复议|诉讼|起诉|应诉|处理费|费用")
_ABOUT = re.compile("信息公开|依申请|公开申请|申请公开|政府信息|处理费|复议.*诉讼")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_LITIGATION = ("reconsideration", "lawsuit_direct", "lawsuit_after_reconsideration", "lawsuit_all")


@cache
def _grammar() -> _Grammar:
    written = (resources.files("govreports.matching.prose") / "statements.toml").read_text(encoding="utf-8")
    data = tomllib.loads(unicodedata.normalize("NFKC", written))  # as the prose is
    quantities = tuple(
        _Quantity(
            entry["id"],
            entry["subject"],
            _any(entry["words"]),
            tuple(map(tuple, entry["readings"])),
            entry.get("weak", False),
        )
        for entry in data["quantity"]
    )
    none = tuple((tuple(entry["quantities"]), _any(entry["words"])) for entry in data["none"])
    patterns: dict[str, dict[str, Any]] = {key: data[key] for key in ("subjects", "skip", "applicants", "scopes")}
    compiled = {key: {name: _any(words) for name, words in value.items()} for key, value in patterns.items()}
    return _Grammar(
        compiled["subjects"], quantities, none, compiled["skip"], compiled["applicants"], compiled["scopes"]
    )


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(words))


def statements(text: str, year: int | None = None) -> list[Statement]:
    """Read the standard sentences of a piece of prose.

    Parameters
    ----------
    text : str
        The prose of one section, line breaks and all.
    year : int or None
        The year that the report is for; sentences about another year are left out.

    Returns
    -------
    list of Statement
        In the order of the text. Numbers that compare (同比增加 5 件), estimate (5500 余条) or count something else
        (建议, 网站信息) are no statements.

    Examples
    --------
    >>> for one in statements("全市共受理政府信息公开申请 3119 件，答复 3050 件（含上年度结转申请 34 件）。", 2024):
    ...     print(one.quantity, one.value, one.scope)
    applications.handled 3119.0 whole
    applications.concluded 3050.0 whole
    applications.carried_in 34.0 whole
    >>> statements("2024年，市政府网站主动公开各类政府信息 5500 余条。", 2024)
    []
    """
    found: list[Statement] = []
    subject: str | None = None
    for sentence in _sentences(text):
        # Most of a report's prose is about other things, and most of the time would go there.
        if subject in (None, "foreign") and not _TOPIC.search(sentence):
            continue
        subject = _read(sentence, year, subject, found)
    return found


def _sentences(text: str) -> Iterator[str]:
    # Full-width digits and brackets first; a line break inside a sentence is the page's, not the author's.
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    for sentence in re.split(r"(?<=[。!?])|(?<=;)(?=[^;。]*(?:复议|诉讼))", plain):
        if sentence:
            yield sentence


def _read(sentence: str, year: int | None, subject: str | None, found: list[Statement]) -> str | None:
    """Add the statements of a sentence to `found` and give what it was about at its end."""
    grammar = _grammar()
    scope = _named(grammar.scopes, sentence)
    spoken = year
    # A report on disclosure that names reconsideration and lawsuits in one breath means those about disclosure.
    about = subject is not None or bool(_ABOUT.search(sentence))
    taken: set[str] = set()
    if about:
        for quantities, words in grammar.none:
            none = words.search(sentence)
            if none and not taken & set(quantities) and _year(sentence[: none.end()], year) == year:
                taken |= set(quantities)
                found.extend(_statement(name, 0.0, "", None, scope, sentence) for name in quantities)
    start = 0
    for match in _NUMBER.finditer(sentence):
        gap = sentence[start : match.start()]
        start = match.end()
        after = re.split(r"[,;。:、()]", sentence[start:])[0]
        after = after[: n.start()] if (n := re.search(r"\d", after)) else after
        pieces = re.split(r"[,;。:()]", gap)
        subject = _subject(gap, after, subject)
        spoken = _year(gap, spoken)
        if subject == "foreign" or not about or spoken != year:
            continue
        clause = pieces[-1]
        quantity = _quantity(subject, clause) or _quantity(subject, after) or _quantity(subject, clause, weak=True)
        # 收到信息公开申请，共计5件: the clause before holds the verb.
        if quantity is None and re.fullmatch(r"(?:其中)?(?:共|共计|合计|总计|累计|总数为?|为|有|计)?", clause):
            quantity = _quantity(subject, gap)
        if quantity is None or _skipped(clause, match["unit"], after, quantity):
            continue
        name = f"{subject}.{quantity.id}" if quantity.subject == "litigation" else f"{quantity.subject}.{quantity.id}"
        applicant = _applicant(clause) if subject == "applications" else None
        if name in taken or (quantity.subject == "fee") != ("元" in match["unit"]):
            continue
        value = _value(match["number"]) * (10_000 if match["thousands"] else 1)
        found.append(
            _statement(
                name, value, match["unit"], applicant, _named(grammar.scopes, gap) or scope, sentence, quantity.readings
            )
        )
    return _subject(sentence[start:], "", subject)


def _subject(before: str, after: str, held: str | None) -> str | None:
    """Return what a number counts: the subject named last before it, else after it, else the one held from before."""
    best: tuple[int, int, str] | None = None
    for order, (name, words) in enumerate(_grammar().subjects.items()):
        for match in words.finditer(before):
            # Of two that end at one place the narrow one (复议后起诉) stands first in the list.
            at = (match.end(), -order)
            if best is None or at > best[:2]:
                best = (*at, name)
    if best is not None:
        return best[2]
    named = _named(_grammar().subjects, after)
    return named if named in _LITIGATION else held


def _quantity(subject: str | None, clause: str, *, weak: bool = False) -> _Quantity | None:
    wanted = "litigation" if subject in _LITIGATION else subject
    # 因本机关不掌握等原因无法提供265件: what stands before 等原因 is an example of what stands after it.
    for part in (clause.rpartition("等")[2], clause):
        for quantity in _grammar().quantities:
            if quantity.subject == wanted and quantity.weak == weak and quantity.words.search(part):
                return quantity
    return None


def _skipped(clause: str, unit: str, after: str, quantity: _Quantity) -> bool:
    skip = _grammar().skip
    # 通过网站、邮寄等途径收到12件 counts them all, 收到的网上申请5件 those of one channel.
    ends = [
        found.end()
        for words in (quantity.words, _grammar().subjects["applications"])
        for found in words.finditer(clause)
    ]
    channel = skip["channels"].search(clause, max(ends, default=0))
    return bool(skip["before"].search(clause) or skip["after"].search(after) or channel or unit[0] in "余多")


def _year(text: str, spoken: int | None) -> int | None:
    """Determine the year that a text speaks of at its end; the years that 结转 names are of no account."""
    if spoken is None:
        return None
    named = re.findall(r"(?<!\d)(?<!转)(?<!转[至到入])(20\d\d)年(?!度?的?(?:结转|遗留|转))", text)
    return int(named[-1]) if named else spoken


def _named(patterns: dict[str, re.Pattern[str]], text: str) -> str | None:
    return next((name for name, words in patterns.items() if words.search(text)), None)


def _applicant(clause: str) -> str | None:
    named = [name for name, words in _grammar().applicants.items() if words.search(clause)]
    return named[0] if len(named) == 1 and named[0] != "everyone" else None


def _value(number: str) -> float:
    if number[0].isdigit():
        return float(number.replace(",", ""))
    tens, ten, ones = number.rpartition("十")
    return float((_DIGITS.get(tens, 1) * 10 if ten else 0) + (_DIGITS[ones] if ones else 0))


def _statement(
    name: str,
    value: float,
    unit: str,
    applicant: str | None,
    scope: str | None,
    sentence: str,
    readings: tuple[tuple[str, ...], ...] | None = None,
) -> Statement:
    subject, _, quantity = name.partition(".")
    if readings is None:
        kind = "litigation" if subject in _LITIGATION else subject
        readings = next(one.readings for one in _grammar().quantities if (one.subject, one.id) == (kind, quantity))
    cells = tuple(_cells(subject, reading, applicant) for reading in readings)
    return Statement(name, value, unit, applicant, scope, cells, sentence)


def _cells(subject: str, reading: tuple[str, ...], applicant: str | None) -> tuple[CellId, ...]:
    if subject in _LITIGATION:
        items = ("lawsuit_direct", "lawsuit_after_reconsideration") if subject == "lawsuit_all" else (subject,)
        return tuple(("litigation", item, column) for item in items for column in reading)
    columns = _columns(applicant)
    return tuple(("applications", item, column) for name in reading for item in _items(name) for column in columns)


@cache
def _items(name: str) -> tuple[str, ...]:
    if not name.startswith("@"):
        return (name,)
    return tuple(item.id for item in _applications().items if item.group == name[1:])


@cache
def _columns(applicant: str | None) -> tuple[str, ...]:
    if applicant == "legal_persons":
        return tuple(column.id for column in _applications().columns if column.group == applicant)
    return (applicant or "total",)


def _applications() -> Table:
    """The newest edition's table 三: 其他处理 in three rows."""
    newest = max((one for one in editions().values() if "applications" in one.tables), key=lambda one: one.years)
    return newest.tables["applications"]
