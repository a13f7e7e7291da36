"""Completeness: every element that the law or the form asks of a report, as present, empty, missing or unread."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from govreports.columns import KEY_COLUMNS, TEXT, frame
from govreports.dataset.in_time import kind_of
from govreports.prose.own_prose import left_out, report_rows, sections_of, sentences_of

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

COMPLETENESS_COLUMNS: dict[str, str] = KEY_COLUMNS | {
    "element": TEXT,
    "element_zh": TEXT,
    "element_en": TEXT,
    "basis": TEXT,
    "state": TEXT,
    "section": TEXT,
    "sentence": TEXT,
}
"""The columns of `completeness`."""

PRESENT, EMPTY, MISSING, UNREAD = "present", "empty", "missing", "unread"
SHORTEST_PROSE = 200
"""Characters of prose below which a report's words cannot have been read whole: pages that keep their tables in the
markup and their prose elsewhere (pingtan_2024.html, shanghai_general_office_2019.html) are no evidence."""
_LOST = frozenset({"table_unread", "table_unmatched", "table_twice", "no_table", "page_unread", "pictures_unread"})
_NONE = re.compile(
    r"[（(]?[一二三四五六1-6]?[)）、.]?(?:本年度|\d{4}年度?|我\S{1,3}|本机关|本单位|目前)*[,，]?(?:暂?无|没有)"
    r"(?:其他)?(?:需要?(?:报告|说明)的?)?(?:其他)?(?:事项|情况|内容)?[。.；;]?"
)


class Element(NamedTuple):
    """An element: what it is, what asks for it, of which years and of whom, and how it is known."""

    id: str
    zh: str
    en: str
    basis: str
    years: tuple[int, int]
    who: str | None
    table: str | None
    section: str | None
    within: tuple[str, ...]
    words: re.Pattern[str] | None


@cache
def elements() -> tuple[Element, ...]:
    """Return every element that the law or an edition of the form asks for.

    Examples
    --------
    >>> [element.zh for element in elements() if element.section == "五"]
    ['存在的主要问题及改进情况']
    """
    written = (resources.files("govreports.prose") / "elements.toml").read_text(encoding="utf-8")
    return tuple(
        Element(
            entry["id"],
            entry["zh"],
            entry["en"],
            entry["basis"],
            (entry["years"][0], entry["years"][1]),
            entry.get("who"),
            entry.get("table"),
            entry.get("section"),
            tuple(entry.get("within", ())),
            re.compile("|".join(entry["words"])) if "words" in entry else None,
        )
        for entry in tomllib.loads(written)["element"]
    )


def completeness(data: Dataset) -> pd.DataFrame:
    """Return for every report each element that 条例 and form ask of it, and the sentence or table that brings it.

    No score is made: elements do not weigh the same, and what an agency has nothing to say of it may leave empty.

    Parameters
    ----------
    data : Dataset

    Returns
    -------
    pandas.DataFrame
        One row a report and element, columns of `COMPLETENESS_COLUMNS`. `state`: ``present``; ``empty`` (无, or a table
        without a number); ``missing`` (the report was read, and nothing of it says this); ``unread`` (the report, its
        prose or the table was not read whole, so that nothing is said). ``attrs["notes"]`` says which reports are left
        out: those that say of themselves that they are set anew.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> completeness(Dataset()).empty
    True
    """
    rows = []
    levels = {row["id"]: row.get("level") for row in data.agencies.to_dict("records")}
    read = _Read(data)
    for row in report_rows(data):
        name, year = str(row["report"]), row["year"]
        if not isinstance(year, int):
            continue
        kind = kind_of(levels.get(row["agency_id"]), str(row["agency"]))
        for element in elements():
            if element.years[0] <= year <= element.years[1] and element.who in (None, kind):
                what = (element.id, element.zh, element.en, element.basis)
                rows.append((name, row["agency"], year, *what, *read.state(name, element)))
    result = frame(rows, COMPLETENESS_COLUMNS)
    result.attrs["notes"] = [note for lang in ("zh", "en") if (note := left_out(data, lang))]
    return result


class _Read:
    """What was read of each report: numbers by table, prose by section, and which reports were not read whole."""

    def __init__(self, data: Dataset) -> None:
        paths = dict(zip(data.reports["report"], data.reports["path"], strict=True))
        lost = set(data.problems.loc[data.problems["code"].isin(_LOST), "path"].astype(str))
        self.broken = {str(report) for report, path in paths.items() if any(str(path) in one for one in lost)}
        cells = data.cells[["report", "table", "value"]]
        numbers = cells.groupby(["report", "table"], observed=True)["value"].count().reset_index()
        keys = zip(numbers["report"].astype(str), numbers["table"].astype(str), strict=True)
        self.numbers = dict(zip(keys, numbers["value"].astype(int).tolist(), strict=True))
        self.prose: dict[str, list[tuple[str, str]]] = {}
        for section in sections_of(data):
            self.prose.setdefault(section.report, []).append((section.section, section.text))
        self.headings: set[tuple[str, str]] = set(
            zip(data.sections["report"].astype(str), data.sections["section"].fillna("").astype(str), strict=True)
        )

    def state(self, report: str, element: Element) -> tuple[str, str | None, str | None]:
        """Return state, section and sentence of an element."""
        if element.table is not None:
            return self._table(report, element.table), None, None
        if element.section is not None:
            return self._section(report, element.section)
        return self._sentence(report, element)

    def _table(self, report: str, table: str) -> str:
        count = self.numbers.get((report, table))
        if count is None:
            return UNREAD if report in self.broken else MISSING
        return PRESENT if count else EMPTY

    def _section(self, report: str, number: str) -> tuple[str, str | None, str | None]:
        texts = [text for section, text in self.prose.get(report, []) if section == number]
        if not texts:
            # A heading without a text may have its prose in a picture, or in a cell of a table.
            known = self._is_whole(report) and (report, number) not in self.headings
            return (MISSING if known else UNREAD), number, None
        first = sentences_of("\n".join(texts))
        return (EMPTY if is_none("".join(texts)) else PRESENT), number, first[0] if first else None

    def _sentence(self, report: str, element: Element) -> tuple[str, str | None, str | None]:
        assert element.words is not None
        for section, sentence in _sentences(self.prose.get(report, []), element.within):
            if element.words.search("".join(sentence.split())):
                return PRESENT, section, sentence
        if not self._is_whole(report) or (element.within and not self._has(report, element.within)):
            return UNREAD, None, None
        return MISSING, None, None

    def _has(self, report: str, sections: Sequence[str]) -> bool:
        return any(section in sections for section, _ in self.prose.get(report, []))

    def _is_whole(self, report: str) -> bool:
        # The lines before the first heading are no prose: title, office and day of a page are there without the rest.
        letters = sum(len("".join(text.split())) for section, text in self.prose.get(report, []) if section)
        return report not in self.broken and letters >= SHORTEST_PROSE


def _sentences(prose: Sequence[tuple[str, str]], within: Sequence[str]) -> Iterator[tuple[str, str]]:
    for section, text in prose:
        if not within or section in within:
            for sentence in sentences_of(text):
                yield section, sentence


def is_none(text: str) -> bool:
    """Return whether a section says no more than that there is nothing.

    Examples
    --------
    >>> is_none("无。"), is_none("本年度无其他需要报告的事项。"), is_none("无收取信息处理费情况。")
    (True, True, False)
    """
    return _NONE.fullmatch("".join(text.split())) is not None
