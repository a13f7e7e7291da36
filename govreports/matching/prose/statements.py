"""The standard sentences of the prose (受理政府信息公开申请 3119 件，其中…) as statements about cells of the form.

The words and their meanings are data: ``statements.toml``. Nothing here looks at a table: whether a statement agrees
with the printed numbers is for `govreports.checks.prose_against_tables` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from govreports.form import CellId
from govreports.matching.prose.cells_meant import applications_table, cells_meant
from govreports.matching.prose.clause import Clause, dated_numbers
from govreports.matching.prose.counted import find_quantity, names_something_else, quantity_counted
from govreports.matching.prose.grammar import FOREIGN, LITIGATION, OUTCOMES, Quantity, grammar, named
from govreports.matching.prose.sentence_numbers import Number, sentences, spoken_year


class Statement(NamedTuple):
    """One number that the prose states about a cell, or about a sum of cells."""

    quantity: str  # what is stated, e.g. ``applications.received`` or ``reconsideration.upheld``.
    value: float  # the number; a sentence that says that there was none states 0
    unit: str  # 件, 条, 元 … as written; "" where the sentence has no number
    applicant: str | None  # the applicant column that the clause names; ``legal_persons`` for 法人或其他组织 together
    # ``whole`` (汇总), ``own_level`` (本级) or ``agency`` (本机关) where the sentence says for whom it speaks
    scope: str | None
    # The sets of cells whose sum the statement may mean, the plain meaning first; empty where the form has no such
    # cell (信息处理费)
    readings: tuple[tuple[CellId, ...], ...]
    sentence: str  # the sentence that the number stands in


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
    read = _Reader(year)
    for sentence in sentences(text):
        if grammar().elsewhere.search(sentence):
            read.subject = FOREIGN
            continue
        # Most of a report's prose is about other things, and most of the time would go there.
        if read.subject in (None, FOREIGN) and not grammar().topic.search(sentence):
            continue
        _read(sentence, read)
    return read.found


@dataclass
class _Reader:
    """What is known while prose is read: the year of the report, what it is about, whether the sentence names
    disclosure, and what was stated so far.
    """

    year: int | None
    subject: str | None = None
    named: bool = False
    found: list[Statement] = field(default_factory=list)


_SHARE = re.compile(r"(?:占[^,。;、]{0,8}|次之|最[多少高]),(?:共|为)$")
_SUMMED = re.compile(r"(?:以上|全年)?(?:[两三四]项)?(?:共|合|总|累)计(?:为|有)?")
_NO_RESULTS = frozenset({"received", "carried_in", "concluded", "carried_out"})
_THE_REST = ("其余", "余下", "剩余", "余")


def _read(sentence: str, read: _Reader) -> None:
    """Add the statements of a sentence to what was read."""
    topic = grammar().about.search(sentence)
    # A section about applications may go on to the reconsiderations that the office hears.
    held = read.subject not in (None, FOREIGN) and not (topic is None and grammar().hears.search(sentence))
    read.named = grammar().named.search(sentence) is not None
    denied = _nones(sentence, read) if held or topic else set()
    told: set[str] = set()
    counts: list[tuple[float, Statement | None]] = []
    head, end = None, 0
    for number, clause, spoken in dated_numbers(sentence, read.year):
        end = number.end
        inherited = _last_subject(clause.gap + clause.after + clause.beyond, read) is None
        subject = _subject(clause, read)
        about = held or (topic is not None and topic.start() < number.end + len(clause.beyond))
        if subject in LITIGATION and grammar().hears.search(sentence, 0, number.start):
            about = False
        if subject is None and topic is not None and grammar().opens.search(clause.before):
            subject, about = "applications", True
        head = find_quantity(subject, clause.gap, ("whole",)) or head
        if subject in (None, FOREIGN) or not about or spoken != read.year or number.rough:
            continue
        if _SUMMED.fullmatch(clause.before):
            head = _summed(counts, number.value, head, read, told) or head
        quantity = quantity_counted(subject, clause, number, head if head and head.id not in told else None)
        counts.append((number.value, None))
        wider = grammar().skip["wider"].match(sentence, number.end) is not None
        if quantity is None or wider or _skipped(clause, number, quantity) or not _fits(quantity, clause, told):
            continue
        # 收到诉求45件 in a section about applications counts no applications.
        if inherited and subject != "fee" and quantity.role == "whole" and names_something_else(quantity, clause):
            read.subject = FOREIGN
            continue
        statement = _statement(_name(subject, quantity), number, clause, sentence, quantity)
        if (statement.quantity, statement.applicant) not in denied:
            told.add(quantity.id)
            read.found.append(statement)
            counts[-1] = (number.value, statement)
    read.subject = _last_subject(sentence[end:], read) or read.subject


def _summed(
    counts: list[tuple[float, Statement | None]],
    total: float,
    head: Quantity | None,
    read: _Reader,
    told: set[str],
) -> Quantity | None:
    """Return what a total counts that is the sum of the numbers before it; None where they are no parts of it.

    系统收到申请88件，邮寄收到申请23件，合计111件: the office received 111, and what the parts stated is taken back.
    予以公开4件，无法提供2件，总计6件: results add up to what was concluded.
    """
    for first in range(len(counts) - 1):
        parts = [statement for _, statement in counts[first:] if statement is not None]
        names = {one.quantity for one in parts}
        if sum(value for value, _ in counts[first:]) != total or not names:
            continue
        if head is not None and names == {head.name}:
            read.found = [one for one in read.found if not any(one is part for part in parts)]
            told.discard(head.id)
            return head
        if names == {"applications.received_by_applicant"}:
            return head or grammar().quantity("applications.handled")
        if len(parts) == len(counts) - first and all(_is_result(grammar().quantity(name)) for name in names):
            return grammar().quantity("applications.concluded")
    return None


def _fits(quantity: Quantity, clause: Clause, told: set[str]) -> bool:
    """Whether a quantity can be told after what the sentence told already."""
    if quantity.told_before is not None:
        return quantity.told_before in told
    # 重复申请3件，其余28件依法答复: what was repeated was concluded too.
    left = quantity.name == "applications.concluded" and clause.before in _THE_REST
    return not (left and any(_is_result(one) for one in grammar().quantities if one.id in told))


def _is_result(quantity: Quantity) -> bool:
    items = {
        item.id
        for name in quantity.readings[0]
        for item in applications_table().items
        if name in (item.id, f"@{item.group}")
    }
    return quantity.subject == "applications" and quantity.role == "part" and not items & _NO_RESULTS


def _nones(sentence: str, read: _Reader) -> set[tuple[str, str | None]]:
    """Add what a sentence says that there was none of, and return those quantities with the applicants named."""
    denied: set[tuple[str, str | None]] = set()
    scope = named(grammar().scopes, sentence)
    for quantities, words in grammar().none:
        match = words.search(sentence)
        if not match or spoken_year(sentence[: match.start()], read.year, read.year) != read.year:
            continue
        for name in quantities:
            # 未收到法人或者其他组织的申请 says nothing of natural persons.
            applicant = _applicant(match[0]) if name.startswith("applications") else None
            if (name, applicant) not in denied:
                cells = cells_meant(name, grammar().quantity(name), applicant)
                read.found.append(Statement(name, 0.0, "", applicant, scope, cells, sentence))
            denied.add((name, applicant))
    return denied


def _subject(clause: Clause, read: _Reader) -> str | None:
    """Return what a number counts: the subject named last before it, else after it, else the one held from before."""
    if _last_subject(clause.before, read) is None:
        after = _last_subject(clause.after, read) or _last_subject(clause.beyond, read)
        # 1件因征求第三方意见结转至下年度 tells of an application, whatever the reason names.
        if after == FOREIGN and find_quantity(read.subject, clause.after, ("part",)) is None:
            return FOREIGN
        if after not in (None, FOREIGN):
            read.subject = after
            return after
    read.subject = _last_subject(clause.gap, read) or read.subject
    return read.subject


def _last_subject(text: str, read: _Reader) -> str | None:
    best: tuple[int, int, str] | None = None
    for order, (name, words) in enumerate(grammar().subjects.items()):
        for match in words.finditer(text):
            # Of two that end at one place the narrow one (复议后起诉) stands first in the list.
            at = (match.end(), -order)
            if best is None or at > best[:2]:
                best = (*at, name)
    if best is None or best[2] != OUTCOMES:
        return best[2] if best is not None else None
    return FOREIGN if read.subject == FOREIGN and not read.named else "applications"


def _skipped(clause: Clause, number: Number, quantity: Quantity) -> bool:
    skip = grammar().skip
    if (quantity.subject == "fee") != (number.unit == "元"):
        return True
    # 网络申请占七成，共49件: the way of receipt stands in the clause before.
    said = _SHARE.sub("", clause.gap) if _SHARE.search(clause.gap) else clause.before
    one_channel = skip["channel"].search(said) and not skip["channels_together"].search(said)
    counts_one_channel = bool(one_channel) and quantity.role != "part"
    return bool(skip["before"].search(clause.before) or skip["after"].search(clause.beyond)) or counts_one_channel


def _name(subject: str, quantity: Quantity) -> str:
    return f"{subject}.{quantity.id}" if quantity.subject == "litigation" else quantity.name


def _statement(name: str, number: Number, clause: Clause, sentence: str, quantity: Quantity) -> Statement:
    applicant = _applicant(clause.before) if quantity.subject == "applications" else None
    scope = named(grammar().scopes, clause.gap) or named(grammar().scopes, sentence)
    cells = cells_meant(name, quantity, applicant)
    return Statement(name, number.value, number.unit, applicant, scope, cells, sentence)


def _applicant(clause: str) -> str | None:
    listed = [name for name, words in grammar().applicants.items() if words.search(clause)]
    return listed[0] if len(listed) == 1 and listed[0] != "everyone" else None
