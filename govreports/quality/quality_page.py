"""The quality page: everything that is in doubt in a folder of reports, on one page that can be sent to an agency."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from govreports.charts.say import many, pick
from govreports.checks.same_agency import key
from govreports.codes import in_words
from govreports.columns import CellRow, CheckRow, KeyRow, records
from govreports.dataset.agency_named import agency_named
from govreports.dataset.corrected import apply_corrections
from govreports.dataset.coverage import IN_DOUBT, MISSING, PRESENT, UNREADABLE, coverage, coverage_matrix
from govreports.dataset.not_the_original import own_prose, provenance_words
from govreports.dataset.one_agency import of_one_agency
from govreports.files.offline_page import number, render
from govreports.quality.check_sentences import check_sentence
from govreports.quality.diff_page import changes_by_kind
from govreports.quality.fault_cases import Pictures, failing_reports
from govreports.quality.problem_rows import problem_rows
from govreports.quality.two_versions import two_versions
from govreports.words import cell_label, whose

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

_STATES = {PRESENT: "●", IN_DOUBT: "◐", UNREADABLE: "✕", MISSING: "○"}
_ON_PROSE = ("prose", "repeated_prose")
"""Checks of what an agency wrote: of a file that was typeset anew they say nothing."""

Rows = list[tuple[object, ...]]


def quality_page(
    data: Dataset,
    raw: str | Path | None = None,
    changes: pd.DataFrame | None = None,
    lang: str = "zh",
    agency: str | None = None,
    values: list[dict[str, Any]] | None = None,
) -> str:
    """Write the quality page.

    Parameters
    ----------
    data : Dataset
    raw : str or Path, optional
        The folder of the reports, for the pictures of the places.
    changes : pandas.DataFrame, optional
        From `govreports.diff`: what changed since last time.
    lang : str
        ``zh`` or ``en``.
    agency : str, optional
        Name, alias or id of the one agency that the page is for; all of them where left out.
    values : list of dict, optional
        Tables with ``title``, ``heads`` and ``rows`` to stand at the end: what was read of a draft.

    Returns
    -------
    str
        HTML that works offline as one file. The same data give the same bytes.

    Raises
    ------
    ValueError
        The agency is unknown.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> "0 份年报" in quality_page(Dataset())
    True
    """
    shown = data if agency is None else of_one_agency(data, agency)
    pictures = Pictures(shown, None if raw is None else Path(raw), lang)
    applied = apply_corrections(shown)
    doubtful = shown.cells[shown.cells["flag"].notna()]
    from govreports.prose.versions import versions  # loads the rules for prose

    # Cutting the pictures out counts them: so they come before what says how many were left out.
    failing, doubts = failing_reports(shown, pictures, lang), _doubtful(doubtful, pictures, lang)
    notices, prose = (_said(rows, lang) for rows in _unusual(shown))
    return render(
        "quality.html",
        lang,
        title=_title(shown, agency, lang),
        provenance=provenance_words(shown.reports, lang),
        summary=_summary(shown, len(doubtful), lang),
        failing=failing,
        pictured=pictures.made > 0,
        doubtful=doubts,
        notices=notices,
        prose=prose,
        problems=problem_rows(shown.problems, lang),
        corrections=_corrections(applied.cells, lang),
        refused=list(applied.problems["reason"]),
        versions=two_versions(versions(shown, raw), lang),
        lacking=_lacking(shown, lang),
        coverage=_coverage(data, lang, agency),
        changes=None if changes is None else changes_by_kind(changes, lang),
        values=values or [],
        left_out=pictures.left_out,
    )


def write_quality_page(
    data: Dataset,
    path: str | Path,
    raw: str | Path | None = None,
    changes: pd.DataFrame | None = None,
    lang: str = "zh",
    agency: str | None = None,
) -> Path:
    """Write the quality page to a file; see `quality_page`."""
    from govreports.files.write_whole import write_whole

    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    html = quality_page(data, raw, changes, lang, agency)
    write_whole(place, lambda draft: draft.write_text(html, encoding="utf-8"))
    return place


def _title(data: Dataset, agency: str | None, lang: str) -> str:
    if agency is None or data.reports.empty:
        return pick(lang, "政府信息公开工作年度报告：数据质量", "Annual reports: quality of the data")
    name = str(data.reports["agency"].iloc[-1])
    return pick(lang, f"{name}政府信息公开工作年度报告：数据质量", f"{name}: quality of its annual reports' data")


def _summary(data: Dataset, doubtful: int, lang: str) -> str:
    failed = int((data.checks["status"] == "fail").sum())
    reports, cells, problems = len(data.reports), len(data.cells), len(data.problems)
    return pick(
        lang,
        f"{reports} 份年报，{cells:,} 个数据，{failed} 处勾稽关系不符，"
        f"{doubtful} 处读取存疑，{problems} 处未读或未列。",
        f"{many(reports, 'report', 'reports')}, {many(cells, 'number', 'numbers')}, {many(failed, 'sum', 'sums')} that "
        f"{'does' if failed == 1 else 'do'} not add up, {doubtful} in doubt, {problems} not read or left out.",
    )


def _unusual(data: Dataset) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the notices, and the statements of prose that no cell confirms; none of prose typeset anew."""
    reports = data.reports
    foreign = set(reports["report"][~own_prose(reports)])
    checks = data.checks[~(data.checks["check"].isin(_ON_PROSE) & data.checks["report"].isin(foreign))]
    return checks[checks["status"] == "notice"], checks[(checks["check"] == "prose") & (checks["status"] == "unknown")]


def _said(checks: pd.DataFrame, lang: str) -> Rows:
    return [(whose(row), check_sentence(row, lang)) for row in records(checks, CheckRow)]


def _doubtful(cells: pd.DataFrame, pictures: Pictures, lang: str) -> list[dict[str, Any]]:
    cases = []
    for cell in records(cells, CellRow):
        name = cell_label(cell["table"], cell["item"], cell["column"], lang)
        doubt = in_words(str(cell["flag"]), cast(Any, lang))
        value, text = number(cell["value"]), number(cell["text"])
        read = pick(
            lang, f"读作 {value or '空'}，印作“{text}”：{doubt}", f"read as {value or 'blank'} of “{text}”: {doubt}"
        )
        said = f"{whose(cell)} {name}{pick(lang, '：', ': ')}{read}"
        cases.append({"said": said, "picture": pictures(cell["report"], [cell])})
    return cases


def _corrections(cells: pd.DataFrame, lang: str) -> Rows:
    made = cells[cells["correction"].notna()]
    return [
        (whose(cell), cell_label(cell["table"], cell["item"], cell["column"], lang), correction)
        for cell, correction in zip(records(made, CellRow), made["correction"], strict=True)
    ]


def _lacking(data: Dataset, lang: str) -> Rows:
    """List what 条例 and form ask and a report does not say, or says 无 of; one row a report."""
    from govreports.prose.completeness import EMPTY, completeness
    from govreports.prose.completeness import MISSING as LACKING

    rows = completeness(data)
    rows = rows[rows["state"].isin([LACKING, EMPTY])]
    name, joint = f"element_{lang}", pick(lang, "、", "; ")
    return [
        (
            whose(records(part, KeyRow)[0]),
            *(joint.join(part.loc[part["state"] == state, name]) for state in (LACKING, EMPTY)),
        )
        for _, part in rows.groupby("report", sort=False)
    ]


def _coverage(data: Dataset, lang: str, agency: str | None) -> dict[str, Any]:
    covered = coverage(data)
    if agency is not None:
        who = agency_named(data, agency)
        covered = covered[key(covered).eq(who).fillna(False)]
    if covered.empty:
        return {"rows": []}
    wide = coverage_matrix(covered)
    states = [[_STATES.get(str(state), "") for state in row] for row in wide.to_numpy()]
    late = [row for row in records(covered) if row["on_time"] is False]
    notes = [
        f"{row['agency']} {row['year']}: {row['published']} "
        + pick(lang, f"发布，法定期限 {row['deadline']}", f"published, due {row['deadline']}")
        for row in late
    ]
    unknown = pick(lang, "未能读取，机关和年度不明：", "not read, agency and year unknown: ")
    notes += [f"{unknown}{row['note']}" for row in records(covered) if row["agency"] is None]
    return {
        "heads": [pick(lang, "机关", "Agency"), *map(str, wide.columns)],
        "rows": [(agency, *row) for agency, row in zip(wide.index, states, strict=True)],
        "notes": notes,
    }
