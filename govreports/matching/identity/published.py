"""When a report was published: the day that the page prints, that its metadata name, or that its address holds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

PAGE, METADATA, BOTH, DIFFER = "page", "metadata", "page_and_metadata", "differ"
ADDRESS, SIGNED = "address", "signed"
"""The sources of a day, the surest first; `differ` where page and metadata name different days."""

_DAY = r"(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})"
# 成文日期 and 印发日期 are days of writing: a report written in time may be published late.
_PUBLISHED = re.compile(rf"(?:发布|公开|公布|发表|上网|上线)(?:日期|时间|于)?[:：]?{_DAY}")
# 来源：办公室 时间：2025-01-20 浏览次数：12: a site's own line below the title.
_SITE_LINE = re.compile(rf"(?<!成文)(?<!生成)(?<!印发)(?<!发文)(?<!落款)(?<!更新)(?:日期|时间)[:：]{_DAY}")
_BESIDE = re.compile("来源|浏览|字号|字体|阅读|点击|打印")
_WRITTEN = re.compile(rf"(?:成文|生成|印发|发文|落款)(?:日期|时间)[:：]?{_DAY}")
_SIGNED = re.compile(rf"{_DAY}日?")
_IN_ADDRESS = (
    re.compile(r"(?:^|[/_])t(20\d\d)(\d\d)(\d\d)_\d+"),  # …/202501/t20250120_1234.html
    re.compile(r"/(20\d\d)/(\d{1,2})/(\d{1,2})/art_"),
)
_FIRST_MONTH = "-12-01"
"""No report is published before the last month of its year; an earlier day is another document's."""


class Publication(NamedTuple):
    """A day, ISO 8601, and where it comes from."""

    day: str
    source: str


def published_on(
    lines: Iterable[str], metadata: Iterable[str] = (), addresses: Iterable[str] = (), year: int | None = None
) -> Publication | None:
    """Read the day of publication, from the surest source that names one.

    Parameters
    ----------
    lines : iterable of str
        The document's lines of prose.
    metadata : iterable of str
        The days that a page's head names as that of publication, as written there.
    addresses : iterable of str
        The page's addresses and the file's name.
    year : int or None
        The year that the report is for: days before its last month are not the report's.

    Returns
    -------
    Publication or None
        Nothing is guessed: None where no source names a day. A day that is only signed or named as that of writing is
        given as ``signed``: the report was published then or later.

    Examples
    --------
    >>> published_on(["发布机构：办公室 成文日期：2025-03-01 发布时间： 2025-03-10 15:35"])
    Publication(day='2025-03-10', source='page')
    >>> published_on([], ["2025-01-20 09:00:00"], year=2024)
    Publication(day='2025-01-20', source='metadata')
    >>> published_on([], addresses=["http://www.example.gov.cn/zwgk/202501/t20250121_4711.html"], year=2024)
    Publication(day='2025-01-21', source='address')
    """
    texts = ["".join(line.split()) for line in lines]
    first = f"{year}{_FIRST_MONTH}" if year is not None else ""
    printed = _first(_on_page(texts), first)
    named = _first((_iso(match.groups()) for text in metadata if (match := re.match(_DAY, text.strip()))), first)
    if printed and named:
        return Publication(max(printed, named), BOTH if printed == named else DIFFER)
    if printed or named:
        return Publication(printed or named or "", PAGE if printed else METADATA)
    if day := _first((_iso(match.groups()) for match in _in(addresses)), first):
        return Publication(day, ADDRESS)
    if day := _first(_signed(texts), first):
        return Publication(day, SIGNED)
    return None


def _in(addresses: Iterable[str]) -> Iterator[re.Match[str]]:
    for address in addresses:
        for pattern in _IN_ADDRESS:
            yield from pattern.finditer(address)


def _first(days: Iterable[str | None], earliest: str) -> str | None:
    return next((day for day in days if day and day >= earliest), None)


def _on_page(texts: list[str]) -> Iterator[str | None]:
    for text in texts:
        if (match := _PUBLISHED.search(text)) or ((match := _SITE_LINE.search(text)) and _BESIDE.search(text)):
            yield _iso(match.groups())


def _signed(texts: list[str]) -> Iterator[str | None]:
    """The days named as those of writing, then those that stand alone on a line, the last first."""
    for text in texts:
        if match := _WRITTEN.search(text):
            yield _iso(match.groups())
    for text in reversed(texts):
        if match := _SIGNED.fullmatch(text):
            yield _iso(match.groups())


def _iso(parts: Iterable[str]) -> str | None:
    try:
        return datetime.date(*map(int, parts)).isoformat()
    except ValueError:
        return None
