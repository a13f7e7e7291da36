"""One page an agency beside the results, linked from them, so that the folder can be put on any web server."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govreports.charts.say import indicator, pick
from govreports.checks.faults.in_words import failing_sum
from govreports.columns import CheckRow, ReportRow, records
from govreports.dataset.not_the_original import provenance_words
from govreports.files.offline_page import render
from govreports.files.write_whole import write_whole
from govreports.measures.intervals import MEANING
from govreports.quality.two_versions import two_versions
from govreports.runs.attempts import Attempts
from govreports.view import findings
from govreports.view.findings import profile
from govreports.view.sentences import empty, rate
from govreports.view.view import View
from govreports.view.why import why_of

if TYPE_CHECKING:
    import pandas as pd

FOLDER = "agencies"
ROWS = (
    "received",
    "concluded",
    "carried_out",
    "disclosure_rate",
    "substantive_disclosure_rate",
    "denied_share",
    "unavailable_share",
    "rejected_share",
    "reconsideration_decided",
    "reconsideration_correction_rate",
    "lawsuit_decided",
    "lawsuit_loss_rate",
    "normative_documents_made",
)
"""The indicators of the table, in the order of the form."""


def write_agency_pages(view: View, attempts: Attempts, raw: str | Path | None = None) -> list[tuple[str, str]]:
    """Write a page for each agency of a selection.

    Parameters
    ----------
    view : View
    attempts : Attempts
        In the folder of results; the pages stand in ``agencies/`` below it.
    raw : str or Path, optional
        The folder of reports, for earlier versions of files that lie there.

    Returns
    -------
    list of (str, str)
        The file of each that could be written, from the folder of results, and the agency's name, in the order of the
        names.
    """
    from govreports.prose.versions import versions

    (attempts.place / FOLDER).mkdir()
    selected = view.selected
    ids = selected["agency_id"].fillna(selected["agency"]).dropna().unique()
    differences = versions(view.data, raw)
    written = []
    ordered = [str(who) for who in sorted(ids, key=view.name)]
    for place, who in enumerate(ordered):
        if place % 50 == 0:  # what is dear costs as much for one; of 200 with ten years each it took 1.4 GB
            view.bring_near(ordered[place : place + 50])
        file = f"{FOLDER}/{re.sub(r'[^0-9A-Za-z_一-鿿-]', '-', who)}.html"
        if attempts.make(file, partial(_write_page, view, who, differences, attempts.place / file)):
            written.append((file, view.name(who)))
    return written


def agency_page(view: View, who: str, differences: pd.DataFrame | None = None) -> str:
    """Write what there is to say of an agency: sentences, its indicators by year, sums that fail, its reports.

    `differences` are those between two files of one agency and year, from `govreports.versions`; of the dataset's own
    where left out.
    """
    from govreports.prose.versions import versions

    lang, own = view.lang, view.near(who).rows
    data = view.near(who).data
    years = sorted({int(row["year"]) for rows in own.values() for row in rows if not empty(row["year"])})
    known = {(one, row["year"]): row for one in ROWS for row in own.get(one, [])}
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
        rows=[(indicator(one, lang), *(_value(known.get((one, year)), lang) for year in years)) for one in ROWS],
        meaning=MEANING[lang],
        reasons=[why_of(view, who, years[-1], one) for one in ROWS if (one, years[-1]) in known],
        failed=[(row["year"], failing_sum(row, lang)) for row in failed],
        versions=two_versions(differing[differing["agency"].isin(data.reports["agency"])], lang),
        reports=[(row["year"], row["title"], row["path"]) for row in records(data.reports, ReportRow)],
    )


def _value(row: dict[Any, Any] | None, lang: str) -> str:
    return "—" if row is None or empty(row["value"]) else rate(row, lang)


def _write_page(view: View, who: str, differences: pd.DataFrame, file: Path) -> bool:
    write_whole(file, partial(Path.write_text, data=agency_page(view, who, differences), encoding="utf-8"))
    return True
