"""Whose prose may be judged: a report that says of itself that it is set anew holds no word of the agency's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.columns import records
from govreports.dataset.not_the_original import own_prose
from govreports.words import many

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")


class SectionOf(NamedTuple):
    """One section of one report; `place` counts the sections of the dataset."""

    place: int
    report: str
    section: str
    title: str
    text: str


def judged_reports(data: Dataset) -> pd.DataFrame:
    """Return the reports whose prose is the agency's own."""
    kept: pd.DataFrame = data.reports[own_prose(data.reports)]
    return kept


def report_rows(data: Dataset) -> list[dict[str, Any]]:
    """Return the rows of `judged_reports`, None where a value is NA."""
    return records(judged_reports(data))


def left_out(data: Dataset, lang: str = "zh") -> str | None:
    """Return how many reports are left out and why; None where none is.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> left_out(Dataset()) is None
    True
    """
    count = len(data.reports) - len(judged_reports(data))
    if not count:
        return None
    if lang == "zh":
        return f"{count:,} 份报告自称重新排印、并非原件，其文字不是该机关所写，未予分析。"
    said = many(count, "report says", "reports say")
    return f"{said} of being set anew, no original: prose that is not the agency's is left out."


def sections_of(data: Dataset) -> Iterator[SectionOf]:
    """Return every section with text of the reports whose prose may be judged, in the order of the dataset."""
    kept = set(judged_reports(data)["report"].astype(object))
    part = data.sections
    columns = (part[name].fillna("").astype(object) for name in ("report", "section", "title", "text"))
    for place, row in enumerate(zip(*columns, strict=True)):
        if row[0] in kept and row[3]:
            yield SectionOf(place, *map(str, row))


def sentences_of(text: str) -> list[str]:
    """Cut prose into sentences; a semicolon ends one too.

    Examples
    --------
    >>> sentences_of("一是解读不够；二是培训不够。下一步加强。")
    ['一是解读不够；', '二是培训不够。', '下一步加强。']
    """
    return [sentence for match in _SENTENCE.finditer(text) if (sentence := match[0].strip())]
