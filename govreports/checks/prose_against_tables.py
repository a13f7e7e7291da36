"""What the prose says against what the tables print.

A sentence may mean more than one set of cells (受理 may be what came in, or that and what was carried in). Where one of
them agrees, the check passes and names it; where none does, nothing is proven: the sentence may speak for someone else
or count otherwise, so the status is ``unknown`` and the sentence is quoted, never ``fail``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from govreports.checks.settings import SETTINGS
from govreports.columns import Check
from govreports.form import CellId
from govreports.matching.prose.report_sections import with_title
from govreports.matching.prose.statements import Statement, statements
from govreports.words import cell_label

if TYPE_CHECKING:
    import pandas as pd

CHECK = "prose"
SCOPES = {"whole": "汇总", "own_level": "本级", "agency": "本机关"}


def prose_of_reports(sections: pd.DataFrame) -> Iterator[tuple[str, list[str]]]:
    """Yield each report of `sections` with its prose, section by section under its title."""
    for report, part in sections.dropna(subset="text").groupby("report", sort=False):
        yield str(report), [with_title(*row) for row in zip(part["title"], part["text"], strict=True)]


def prose_checks(values: Mapping[CellId, float], texts: Iterable[str], year: int | None) -> list[Check]:
    """Compare the standard sentences of a report's prose with its tables.

    Parameters
    ----------
    values : mapping of (table, item, column) to float
        The printed numbers; a blank cell is not in it.
    texts : iterable of str
        The prose, section by section.
    year : int or None
        The year that the report is for.

    Returns
    -------
    list of Check
        One for each statement whose cells the report prints: `left` is what the cells add up to, `right` what the
        sentence says, `status` is ``pass`` or ``unknown``.

    Examples
    --------
    >>> printed = {("applications", "received", "total"): 12.0, ("applications", "carried_in", "total"): 3.0}
    >>> check, = prose_checks(printed, ["全年受理政府信息公开申请15件。"], 2024)
    >>> check.status, check.left, check.right, check.item
    ('pass', 15.0, 15.0, 'received')
    >>> check, = prose_checks(printed, ["全年收到政府信息公开申请14件。"], 2024)
    >>> check.status, check.delta
    ('unknown', -2.0)
    """
    checks = []
    for statement in _stated(texts, year):
        sums = [(reading, _sum(values, reading)) for reading in statement.readings]
        known = [(reading, total) for reading, total in sums if total is not None]
        if known:
            agreeing = next(((r, total) for r, total in known if total == statement.value), None)
            checks.append(_check(statement, *(agreeing or known[0]), agrees=agreeing is not None))
    return checks


def said(texts: Iterable[str], year: int | None) -> dict[CellId, dict[float, str]]:
    """What the prose says of single cells, as evidence of where a fault sits.

    Returns
    -------
    dict
        For each cell the values that sentences may give it, with the sentence.
    """
    sentences: dict[CellId, dict[float, str]] = {}
    for statement in _stated(texts, year):
        for reading in statement.readings:
            if len(reading) == 1:
                sentences.setdefault(reading[0], {})[statement.value] = f"正文：{quote(statement)}"
    return sentences


def quote(statement: Statement) -> str:
    """Return the sentence, cut to a length that fits a table."""
    text = statement.sentence
    return text if len(text) <= SETTINGS.quote_characters else text[: SETTINGS.quote_characters - 1] + "…"


def _stated(texts: Iterable[str], year: int | None) -> list[Statement]:
    return [statement for text in texts if text for statement in statements(text, year) if statement.readings]


def _sum(values: Mapping[CellId, float], reading: tuple[CellId, ...]) -> float | None:
    if any(cell not in values for cell in reading):
        return None
    return sum(values[cell] for cell in reading)


def _check(statement: Statement, reading: tuple[CellId, ...], total: float, *, agrees: bool) -> Check:
    table, item, column = reading[0]
    cells = " + ".join(cell_label(*cell) for cell in reading)
    scope = f"（{SCOPES[statement.scope]}）" if statement.scope else ""
    verdict = f"equals {cells}" if agrees else f"no cell or sum that it may mean prints {statement.value:g} ({cells})"
    return Check(
        CHECK,
        table,
        item,
        column,
        total,
        statement.value,
        total - statement.value,
        "pass" if agrees else "unknown",
        None,
        f"The prose{scope} says {statement.value:g}: {verdict}. “{quote(statement)}”",
    )
