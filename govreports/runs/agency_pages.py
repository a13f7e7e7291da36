"""One page an agency beside the results, linked from them, so that the folder can be put on any web server."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.charts.say import indicator, pick
from govreports.checks.faults.in_words import failing_sum
from govreports.checks.same_agency import key
from govreports.columns import CheckRow, ReportRow, records
from govreports.dataset.not_the_original import provenance_words
from govreports.files.offline_page import render
from govreports.files.write_whole import write_whole
from govreports.measures.intervals import MEANING
from govreports.quality.two_versions import two_versions
from govreports.runs.apart import Selection, opened, workers
from govreports.runs.attempts import Attempts, Made
from govreports.runs.settings import SETTINGS
from govreports.view import findings
from govreports.view.findings import profile
from govreports.view.sentences import empty, rate
from govreports.view.tables import AGENCY_ROWS
from govreports.view.view import View
from govreports.view.why import why_of

if TYPE_CHECKING:
    import pandas as pd

FOLDER = "agencies"


class Pages(NamedTuple):
    """The agencies' pages, while they are written."""

    # The file of each, from the folder of results, and the agency's name, in the order of the names
    written: Sequence[tuple[str, str]] = ()
    batches: Sequence[list[str]] = ()  # the ids of agencies whose pages are to be written together
    # Those between two files of one agency and year, from `govreports.versions`
    differences: pd.DataFrame | None = None


def begun_pages(selection: Selection, attempts: Attempts) -> Pages:
    """Determine which pages there are to write, and write them where one batch holds all."""
    from govreports.prose.versions import versions

    (attempts.place / FOLDER).mkdir()
    view = opened(selection)
    differences = versions(view.data, selection.raw)
    batches = list(_batches(view))
    if len(batches) > 1:
        return Pages([], batches, differences)
    return Pages([page for batch in batches for page in _write_batch(view, batch, differences, attempts)])


def write_agency_pages(selection: Selection, attempts: Attempts, pages: Pages) -> list[tuple[str, str]]:
    """Write the pages that are not written yet, on all cores; return file and name of each that could be written."""
    written = list(pages.written)
    with workers(min(len(pages.batches), os.cpu_count() or 1), bool(pages.batches)) as pool:
        tasks = [
            pool.schedule(_batch_apart, args=(selection, batch, pages.differences, attempts.place))
            for batch in pages.batches
        ]
        for batch, task in zip(pages.batches, tasks, strict=True):
            done = attempts.take(f"{FOLDER} {batch[0]} … {batch[-1]}", task)
            written += done or []
    return written


def _batches(view: View) -> Iterator[list[str]]:
    """Yield the agencies by their names, so many at a time that their reports are few."""
    selected = view.selected
    reports = selected["report"].groupby(key(selected)).nunique()
    batch, size = list[str](), 0
    for who in sorted(map(str, reports.index), key=view.name):
        if batch and size + reports[who] > SETTINGS.reports_at_once:
            yield batch
            batch, size = [], 0
        batch.append(who)
        size += reports[who]
    if batch:
        yield batch


def _batch_apart(
    selection: Selection, batch: list[str], differences: pd.DataFrame | None, draft: Path
) -> Made[list[tuple[str, str]]]:
    attempts = Attempts(draft)
    return _write_batch(opened(selection), batch, differences, attempts), attempts.problems


def _write_batch(
    view: View, batch: list[str], differences: pd.DataFrame | None, attempts: Attempts
) -> list[tuple[str, str]]:
    written = []
    view.bring_near(batch)  # what is dear costs as much for one
    for who in batch:
        file = _file_of(who)
        if attempts.make(file, partial(_write_page, view, who, differences, attempts.place / file)):
            written.append((file, view.name(who)))
    return written


def _file_of(who: str) -> str:
    """Return where an agency's page lies; rare signs stay, or two towns of the like name would have one page.

    Examples
    --------
    >>> _file_of("㵲阳镇/人民政府"), _file_of("镇远县")
    ('agencies/㵲阳镇-人民政府.html', 'agencies/镇远县.html')
    """
    return f"{FOLDER}/" + re.sub(r"[^\w-]", "-", who) + ".html"


def agency_page(view: View, who: str, differences: pd.DataFrame | None = None) -> str:
    """Write what there is to say of an agency: sentences, its indicators by year, sums that fail, its reports.

    `differences` are those between two files of one agency and year, from `govreports.versions`; of the dataset's own
    where left out.
    """
    from govreports.prose.versions import versions

    lang, own = view.lang, view.near(who).rows
    data = view.near(who).data
    years = sorted({int(row["year"]) for rows in own.values() for row in rows if not empty(row["year"])})
    known = {(one, row["year"]): row for one in AGENCY_ROWS for row in own.get(one, [])}
    failed = records(data.checks[data.checks["status"] == "fail"], CheckRow)
    name = view.of(who)["agency"].iloc[-1]
    differing = versions(data) if differences is None else differences
    return render(
        "agency.html",
        lang,
        title=pick(lang, f"{name}：政府信息公开", f"{name}: government information disclosure"),
        provenance=provenance_words(data.reports, lang),
        sentences=[*profile(view, who)[1:], *findings.reported(view, who, years[-1])],
        heads=[pick(lang, "指标", "Indicator"), *map(str, years)],
        rows=[(indicator(one, lang), *(_value(known.get((one, year)), lang) for year in years)) for one in AGENCY_ROWS],
        meaning=MEANING[lang],
        reasons=[why_of(view, who, years[-1], one) for one in AGENCY_ROWS if (one, years[-1]) in known],
        failed=[(row["year"], failing_sum(row, lang)) for row in failed],
        versions=two_versions(differing[differing["agency"].isin(data.reports["agency"])], lang),
        reports=[(row["year"], row["title"], row["path"]) for row in records(data.reports, ReportRow)],
    )


def _value(row: dict[Any, Any] | None, lang: str) -> str:
    return "—" if row is None or empty(row["value"]) else rate(row, lang)


def _write_page(view: View, who: str, differences: pd.DataFrame | None, file: Path) -> bool:
    write_whole(file, partial(Path.write_text, data=agency_page(view, who, differences), encoding="utf-8"))
    return True
