"""Prose cut into sentences, the numbers that stand in them, and the year that a clause speaks of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from govreports.matching.chinese_numbers import chinese_number

_UNITS = "人次|件次|件|宗|份|封|条|起|项|例|篇|期|场|个|次|元"
_NUMBER = re.compile(
    r"(?<![\d.〔第-])(?:"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|(?<![百千万近数上几约成一二三四五六七八九])(?![一二三四五六七八九]{2}[件宗份封])[一二两三四五六七八九十][零〇一二两三四五六七八九十百千]{0,6}(?=件|宗|份|封))"
    rf"(?P<thousands>万)?(?P<unit>(?:余|多)?(?:{_UNITS}))"
    # 部分公开67, and 总计6。: a number without a unit stands before a mark or the end.
    r"|(?P<bare>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?=[,;。、)]|$))"
)

# The years that 结转 names, and that an application of an earlier year led to a case, are of no account.
_CARRIED = r"(?!度?的?(?:(?:收到|受理)[、,]?)?(?:结转|遗留|转|尚?未办结)|度?的?(?:政府信息公开)?申请[,;。])"
_COMPARED = r"(?<![比较与同因转])(?<![高低多少]于)(?<!转[至到入])(?<!相比)"
_PERIOD = re.compile(
    r"(?P<years>20\d\d年?[至到—~-]20\d\d年|(?:20\d\d年?度?[、,和及])+20\d\d年)|"
    rf"{_COMPARED}(?<!\d)(?P<year>20\d\d)年{_CARRIED}(?:(?P<since>以来累计))?"
    r"|(?P<this>全年|本年|今年|年内|年度内)"
    rf"|{_COMPARED}(?P<last>[上去]一?年){_CARRIED}"
    r"|(?P<other>[上下]半年|[一二三四]季度|(?!1[-—~至]12月)\d{1,2}[-—~至]\d{1,2}月(?!\d)|其中\d{1,2}月份?(?=(?:收到|受理|办理|新收)(?!的))|历年|(?:施行|实施|成立|建立)以来|自[^,。;\d]{2,16}以来|[二两三四五六七八九十]年来|近[二两三四五六七八九十\d]年|五”?(?:期间|时期|以来))"
)
_YEARS_IN_TURN = re.compile(
    r"(?:(?P<first>20\d\d)年?[至到—~-](?P<last>20\d\d)年|(?P<listed>(?:20\d\d年?度?[、,和及])+20\d\d年))[^。;]*分别"
)
ANOTHER_PERIOD = -1
"""In place of a year: the clause speaks of a half-year, a quarter or of many years."""


class Number(NamedTuple):
    """A number of a sentence: what it is worth, its unit ("" without one), where it stands, whether it estimates."""

    value: float
    unit: str
    start: int
    end: int
    rough: bool


def plain_text(text: str) -> str:
    """Return prose with half-width digits and marks and without blanks; a line break in a sentence is the page's."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def sentences(text: str) -> Iterator[str]:
    """Cut prose into sentences; one that goes on about reconsiderations or lawsuits after a semicolon is cut there."""
    for sentence in re.split(r"(?<=[。!?])|(?<=;)(?=[^;。]{0,200}(?:复议|诉讼))", plain_text(text)):
        if sentence:
            yield sentence


def numbers(sentence: str) -> Iterator[Number]:
    """Find the numbers of a sentence: those with a unit of counting or money, and bare ones before a mark.

    Examples
    --------
    >>> [(one.value, one.unit) for one in numbers("收到申请1,203件,部分公开67,共收取1.2万元,处理五百零六件")]
    [(1203.0, '件'), (67.0, ''), (12000.0, '元'), (506.0, '件')]
    """
    for match in _NUMBER.finditer(sentence):
        unit = match["unit"] or ""
        number = match["number"] or match["bare"]
        value = float(number.replace(",", "")) if number[0].isdigit() else chinese_number(number)
        if value is None:
            continue
        yield Number(
            float(value) * (10_000 if match["thousands"] else 1),
            unit.lstrip("余多"),
            match.start(),
            match.end(),
            unit[:1] in tuple("余多"),
        )


def spoken_year(text: str, spoken: int | None, year: int | None) -> int | None:
    """Return the year that a text speaks of at its end.

    Parameters
    ----------
    text : str
        The text.
    spoken : int or None
        The year spoken of before it.
    year : int or None
        The year of the report.

    Examples
    --------
    >>> spoken_year("而2022年为", 2024, 2024), spoken_year("2023年结转", 2024, 2024)
    (2022, 2024)
    >>> spoken_year("上半年", 2024, 2024) == ANOTHER_PERIOD
    True
    """
    if year is None:
        return None
    for match in _PERIOD.finditer(text):
        if match["year"]:
            spoken = ANOTHER_PERIOD if match["since"] else int(match["year"])
        elif match["this"]:
            spoken = year
        else:
            spoken = year - 1 if match["last"] else ANOTHER_PERIOD
    return spoken


def years_in_turn(text: str) -> list[int]:
    """Return the years whose numbers follow one after another; none where a text lists no years so.

    Examples
    --------
    >>> years_in_turn("2021年至2023年分别收到"), years_in_turn("2022年、2023年,全县分别受理")
    ([2021, 2022, 2023], [2022, 2023])
    """
    match = _YEARS_IN_TURN.search(text)
    if match is None:
        return []
    if match["listed"]:
        return [int(year) for year in re.findall(r"20\d\d", match["listed"])]
    return list(range(int(match["first"]), int(match["last"]) + 1))
