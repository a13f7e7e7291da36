"""What a report itself holds about an indicator: its cells, the checks on them that fail, its own words, the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True)
class Evidence:
    """What a report holds about an indicator.

    Attributes
    ----------
    cells, failed, prose : tuple of str
        Each cell as printed with its page; failing sums, then what most probably is wrong; sentences, word for word.
    picture : str
        ``data:`` address; empty where there is none.
    own_prose : bool
        Whether the agency wrote the sentences: not so where a report was typeset anew.
    """

    cells: tuple[str, ...]
    failed: tuple[str, ...]
    prose: tuple[str, ...]
    picture: str
    own_prose: bool = True


def evidence_of(
    data: Dataset, report: str, about: Indicator, year: int, raw: str | Path | None, lang: str = "zh"
) -> Evidence:
    """Gather what a report holds about an indicator.

    Parameters
    ----------
    report : str
        Its name in the dataset.
    about : Indicator
    year : int
        The report's.
    raw : str or Path, optional
        The folder of the reports.
    lang : str
        ``zh`` or ``en``.
    """
    head = records(data.reports[data.reports["report"] == report], ReportRow)[0]
    table_editions = json.loads(head["table_edition"] or "{}")
    edition = head["edition"] or newest_edition().id
    known = {table: table_editions.get(table, edition) for table in about.tables}
    wanted = [cell for _, cell in resolve((*about.numerator, *about.denominator), known, "total") or []]
    cells = data.cells[data.cells["report"] == report]
    named = list(zip(cells["table"], cells["item"], cells["column"], strict=True))
    places = {cell: place for place, cell in enumerate(named)}
    mine = records(cells.iloc[[places[cell] for cell in dict.fromkeys(wanted) if cell in places]], CellRow)
    prose = [str(text) for text in data.sections.loc[data.sections["report"] == report, "text"].dropna()]
    return Evidence(
        tuple(_cell(row, lang) for row in mine[:MOST_CELLS]),
        tuple(_failed(data, report, set(wanted), lang)),
        tuple(sentences_about(prose, wanted, year)),
        _picture(str(head["path"]), mine, raw),
        bool(own_prose(data.reports[data.reports["report"] == report]).all()),
    )


def _cell(row: CellRow, lang: str) -> str:
    page = row["page"]
    where = "" if page is None else pick(lang, f"，第 {page} 页", f", page {page}")
    label, text = cell_label(row["table"], row["item"], row["column"], lang), row["text"]
    return pick(lang, f"{label}：{text or '空白'}{where}", f"{label}: {text or 'blank'}{where}")


def _failed(data: Dataset, report: str, wanted: set[CellId], lang: str) -> Iterator[str]:
    """State the failing sums that hold one of the cells, then once where their fault most probably sits."""
    checks = data.checks
    failed = checks[(checks["report"] == report) & (checks["status"] == "fail")]
    near = [row for row in records(failed, CheckRow) if any(_concerns(row, cell) for cell in wanted)]
    if not near:
        return
    yield from (failing_sum(row, lang) for row in near)
    agency = failed["agency"].iloc[0]
    own = {name: _of(getattr(data, name), agency, report) for name in ("reports", "cells", "sections")}
    suggestions = explain(replace(Dataset(), checks=failed, **own))
    for _, guess in suggestions[suggestions["rank"] == 1].groupby("cluster", sort=False):
        if any(_same_sum(row, guess["table"].iloc[0], guess["identities"].iloc[0]) for row in near):
            said = explanation(records(guess), lang)
            yield pick(lang, f"推测：{said}", f"A guess: {said}")


def _of(frame: Any, agency: Any, report: str) -> Any:
    """Take the rows of an agency: its years beside the report tell what was copied."""
    return frame[(frame["agency"] == agency).fillna(False) | (frame["report"] == report)]


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
    wanted, count = set(cells), 0
    for text in prose:
        before = False
        for sentence in filter(None, (part.strip() for part in _END.split(text))):
            states = any(wanted & set(reading) for one in statements(sentence, year) for reading in one.readings)
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
