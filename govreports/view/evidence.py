"""What a report itself holds about an indicator: its cells, the checks on them that fail, its own words, the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from govreports.checks.faults import explain
from govreports.checks.faults.in_words import explanation, failing_sum
from govreports.checks.settings import SETTINGS
from govreports.columns import CellRow, CheckRow, ReportRow, records
from govreports.dataset.data import Dataset
from govreports.dataset.not_the_original import own_prose
from govreports.files.printable import on_disk
from govreports.form import CellId, newest_edition
from govreports.matching.prose.statements import statements
from govreports.measures.definitions import Indicator, resolve
from govreports.report.crops import crop, data_uri
from govreports.words import cell_label, pick

MOST_SENTENCES = 6  # of prose on a card
MOST_CELLS = 12  # on a card
_WHY = re.compile("因|由于|主要|原因|集中")
_REASON = re.compile("因|由于|主要|原因|集中|同比|较上年|增加|增长|减少|下降|上升|批量|同一申请人")
"""Words of sentences that give a reason or compare with the year before."""
_END = re.compile(r"(?<=[。；！？\n])")
_Stated: TypeAlias = list[list[tuple[str, set[CellId]]]]
"""Texts by their sentences, each with the cells that it states."""


@dataclass(frozen=True)
class Evidence:
    """What a report holds about an indicator."""

    # Each cell as printed with its page; failing sums, then what most probably is wrong; sentences, word for word
    cells: tuple[str, ...]
    failed: tuple[str, ...]
    prose: tuple[str, ...]
    picture: str  # ``data:`` address; empty where there is none
    own_prose: bool = True  # whether the agency wrote the sentences: not so where a report was typeset anew


class ReportEvidence:
    """What a report holds, looked up once for all numbers that are asked of it.

    Parameters
    ----------
    data : Dataset
        Of the report's agency: its other years tell what was copied.
    report : str
        Its name in the dataset.
    """

    def __init__(self, data: Dataset, report: str) -> None:
        self._data, self._report = data, report
        self._head = records(data.reports[data.reports["report"] == report], ReportRow)[0]
        self._own_prose = bool(own_prose(data.reports[data.reports["report"] == report]).all())
        checks = data.checks
        self._failing = checks[(checks["report"] == report) & (checks["status"] == "fail")]
        self._failed = records(self._failing, CheckRow)

    def about(self, indicator: Indicator, raw: str | Path | None, lang: str = "zh") -> Evidence:
        """Gather what there is about an indicator.

        Parameters
        ----------
        indicator : Indicator
        raw : str or Path, optional
            The folder of the reports.
        lang : str
            ``zh`` or ``en``.
        """
        table_editions = json.loads(self._head["table_edition"] or "{}")
        edition = self._head["edition"] or newest_edition().id
        known = {table: table_editions.get(table, edition) for table in indicator.tables}
        wanted = [cell for _, cell in resolve((*indicator.numerator, *indicator.denominator), known, "total") or []]
        mine = [self._cells[cell] for cell in dict.fromkeys(wanted) if cell in self._cells]
        return Evidence(
            tuple(_cell(row, lang) for row in mine[:MOST_CELLS]),
            tuple(self._failed_sums(set(wanted), lang)),
            tuple(_about(self._stated, set(wanted))),
            _picture(str(self._head["path"]), mine, raw),
            self._own_prose,
        )

    @cached_property
    def _cells(self) -> dict[CellId, CellRow]:
        rows = records(self._data.cells[self._data.cells["report"] == self._report], CellRow)
        return {(row["table"], row["item"], row["column"]): row for row in rows}

    @cached_property
    def _guesses(self) -> list[list[dict[str, Any]]]:
        """Where the faults of failing sums most probably sit, those of one fault together."""
        suggested = explain(replace(self._data, checks=self._failing))
        best = suggested[suggested["rank"] == 1]
        return [records(guess) for _, guess in best.groupby("cluster", sort=False)]

    @cached_property
    def _stated(self) -> _Stated:
        texts = self._data.sections.loc[self._data.sections["report"] == self._report, "text"]
        return _stated([str(text) for text in texts.dropna()], self._head["year"])

    def _failed_sums(self, wanted: set[CellId], lang: str) -> Iterator[str]:
        """State the failing sums that hold one of the cells, then once where their fault most probably sits."""
        near = [row for row in self._failed if any(_concerns(row, cell) for cell in wanted)]
        yield from (failing_sum(row, lang) for row in near)
        for guess in self._guesses if near else ():
            if any(_same_sum(row, guess[0]["table"], guess[0]["identities"]) for row in near):
                said = explanation(guess, lang)
                yield pick(lang, f"推测：{said}", f"A guess: {said}")


def _cell(row: CellRow, lang: str) -> str:
    page = row["page"]
    where = "" if page is None else pick(lang, f"，第 {page} 页", f", page {page}")
    label, text = cell_label(row["table"], row["item"], row["column"], lang), row["text"]
    return pick(lang, f"{label}：{text or '空白'}{where}", f"{label}: {text or 'blank'}{where}")


def _same_sum(row: CheckRow, table: str, identities: str) -> bool:
    """Whether a suggestion's identities (``results_sum natural_person``) name a failing sum."""
    named = any(f"{row['check']} {row[part]}" in identities for part in ("item", "column"))
    return table == row["table"] and named


def _concerns(row: CheckRow, cell: CellId) -> bool:
    """Whether a failing sum holds a cell: that of its row, or of its column in table three."""
    table, item, column = cell
    if row["table"] != table:
        return False
    return bool(row["item"] == item or (table == "applications" and row["column"] == column))


def sentences_about(prose: Sequence[str], cells: Sequence[CellId], year: int) -> Iterator[str]:
    """Return the sentences that state one of the cells, and those beside them that give a reason.

    Parameters
    ----------
    prose : sequence of str
        A report's sections.
    cells : sequence of CellId
    year : int

    Examples
    --------
    >>> text = "全年收到政府信息公开申请15件。同比增长较多，主要因征地项目集中。工作会议召开2次。"
    >>> list(sentences_about([text], [("applications", "received", "total")], 2024))
    ['全年收到政府信息公开申请15件。', '同比增长较多，主要因征地项目集中。']
    """
    return _about(_stated(prose, year), set(cells))


def _stated(prose: Sequence[str], year: int | None) -> _Stated:
    """Cut texts into sentences, each with the cells that it states."""
    return [
        [
            (sentence, {cell for one in statements(sentence, year) for reading in one.readings for cell in reading})
            for sentence in filter(None, (part.strip() for part in _END.split(text)))
        ]
        for text in prose
    ]


def _about(texts: _Stated, wanted: set[CellId]) -> Iterator[str]:
    count = 0
    for text in texts:
        before = False
        for sentence, cells in text:
            states = bool(wanted & cells)
            if states or (before and _REASON.search(sentence)):
                yield sentence
                count += 1
                if count == MOST_SENTENCES:
                    return
            before = states


def own_reason(data: Dataset, report: str, cells: Sequence[CellId], year: int) -> str:
    """Return the sentence by which a report gives a reason beside one of these numbers; empty where there is none."""
    prose = [str(text) for text in data.sections.loc[data.sections["report"] == report, "text"].dropna()]
    said = [sentence for sentence in sentences_about(prose, cells, year) if _WHY.search(sentence)]
    return said[0] if said and len(said[0]) <= SETTINGS.quote_characters else ""


def _picture(path: str, marked: Sequence[CellRow], raw: str | Path | None) -> str:
    if raw is None:
        return ""
    image = crop(on_disk(Path(raw), path), marked)
    return "" if image is None else data_uri(image)
