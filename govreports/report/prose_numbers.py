"""Numbers that stand only in a report's prose: ways of receipt, what was asked for, consultations, publications.

The words are data: ``prose_numbers.toml``. None of these numbers belongs to a cell of the form, so they stand apart
from the form's cells, under the table ``prose``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from govreports.columns import Cell
from govreports.matching.prose.clause import Clause, dated_numbers
from govreports.matching.prose.grammar import any_of, read_words
from govreports.matching.prose.report_sections import SectionText
from govreports.matching.prose.sentence_numbers import Number, plain_text, sentences
from govreports.matching.prose.statements import statements

TABLE = "prose"
_LABEL_BEFORE = re.compile(r",(?=(?:为|共|仅)$)")  # 以网络方式提交的占八成，为32件


class ProseNumber(NamedTuple):
    """A number that only prose tells: what it counts, its value and unit, as printed ("" where the sentence says that
    there was none), its sentence and where that begins.
    """

    item: str
    column: str
    value: float
    unit: str
    text: str
    sentence: str
    place: int


class _Group(NamedTuple):
    item: str
    topics: frozenset[str]
    units: frozenset[str]
    context: re.Pattern[str]
    together: re.Pattern[str] | None
    columns: tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]


def prose_numbers(text: str, year: int | None) -> list[ProseNumber]:
    """Read the numbers of a piece of prose that the form has no cell for.

    Parameters
    ----------
    text : str
        The prose of one section.
    year : int or None
        The year that the report is for; sentences about another year are left out.

    Returns
    -------
    list of ProseNumber
        In the order of the text. Their `place` is counted in the text without blanks.

    Examples
    --------
    >>> for one in prose_numbers("收到申请31件，其中网上申请26件、信函5件。办理12345热线工单763件。", 2024):
    ...     print(one.item, one.column, one.value)
    channel online 26.0
    channel mail 5.0
    consultation hotline 763.0
    """
    numbers: list[ProseNumber] = []
    topic: str | None = None
    place = 0
    for sentence in sentences(text):
        topic = _read(sentence, year, topic, place, numbers)
        place += len(sentence)
    return numbers


def cells_only_in_prose(sections: Sequence[SectionText], year: int | None) -> list[Cell]:
    """Return the numbers that stand only in a report's prose as cells of the table ``prose``.

    Parameters
    ----------
    sections : sequence of SectionText
        The report's prose.
    year : int or None
        The year that the report is for.

    Returns
    -------
    list of Cell
        In the order of the prose: `item` and `column` say what is counted (``channel``/``online``; ``fee``/``amount``
        is 信息处理费 in 元), the sentence stands in `note`, `method` and `flag` are ``prose``.

    Examples
    --------
    >>> prose = [SectionText("六", "其他", "2024年收取信息处理费3940元。")]
    >>> cell, = cells_only_in_prose(prose, 2024)
    >>> cell.table, cell.item, cell.column, cell.value, cell.unit
    ('prose', 'fee', 'amount', 3940.0, '元')
    """
    return [_cell(number, section) for section in sections for number in _of_section(section, year)]


def _of_section(section: SectionText, year: int | None) -> Iterator[ProseNumber]:
    yield from prose_numbers(section.text, year)
    for statement in statements(section.text, year) if "费" in section.text else ():
        if statement.quantity == "fee.amount":
            place = plain_text(section.text).find(statement.sentence)
            text = f"{statement.value:g}{statement.unit}" if statement.unit else ""
            yield ProseNumber("fee", "amount", statement.value, "元", text, statement.sentence, place)


def _cell(number: ProseNumber, section: SectionText) -> Cell:
    at = bisect_right([start for start, _ in section.pages], number.place) - 1
    page = section.pages[at][1] if at >= 0 else None
    return Cell(
        TABLE, number.item, number.column, number.value, number.unit, "number", number.text, number.sentence,
        page, None, None, None, None, "prose", "prose",
    )  # fmt: skip


def _read(sentence: str, year: int | None, topic: str | None, place: int, so_far: list[ProseNumber]) -> str | None:
    """Add the numbers of a sentence to `so_far` and return what it speaks of at its end."""
    end = 0
    for number, clause, spoken in dated_numbers(sentence, year):
        end = number.end
        topic = _topic(clause.gap) or _topic(clause.after) or topic
        if topic is None or not number.unit or number.rough or spoken != year:
            continue
        named = _named(topic, clause, number, sentence)
        if named is not None:
            text = sentence[number.start : number.end]
            so_far.append(ProseNumber(*named, number.value, number.unit, text, sentence, place))
    return _topic(sentence[end:]) or topic


def _named(topic: str, clause: Clause, number: Number, sentence: str) -> tuple[str, str] | None:
    """Return item and column of what a number counts."""
    before = (
        _LABEL_BEFORE.sub("", clause.gap).rpartition(",")[2] if clause.before in ("为", "共", "仅") else clause.before
    )
    if _words()[1].search(before):
        return None
    for group in _words()[2]:
        if topic not in group.topics or number.unit not in group.units or not group.context.search(sentence):
            continue
        together = group.together is not None and group.together.search(before)
        for column, ends, opens in group.columns:
            # 网站、微信公众号主动公开信息共计934条 counts both ways together.
            if (not together or column == "total") and ends.search(before):
                return group.item, column
            if opens is not None and opens.search(clause.after):
                return group.item, column
    return None


def _topic(text: str) -> str | None:
    last = [(match.end(), name) for name, words in _words()[0].items() for match in words.finditer(text)]
    return max(last)[1] if last else None


@cache
def _words() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str], tuple[_Group, ...]]:
    data = read_words("prose_numbers.toml", "govreports.report")
    topics = {name: any_of(words) for name, words in data["topics"].items()}
    return topics, any_of(data["skip"]["before"]), tuple(map(_group, data["group"]))


def _group(entry: dict[str, Any]) -> _Group:
    columns = []
    for column, words in entry["columns"].items():
        either = "|".join(words)
        ends = re.compile(entry["before"].replace("{words}", either))
        opens = re.compile(entry["after"].replace("{words}", either)) if "after" in entry else None
        columns.append((column, ends, opens))
    together = re.compile(entry["together"]) if "together" in entry else None
    context = re.compile(entry.get("context", ""))
    return _Group(
        entry["item"], frozenset(entry["topics"]), frozenset(entry["units"]), context, together, tuple(columns)
    )
