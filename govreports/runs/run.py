"""The yearly re-run: read what is new, execute the notebooks, write page, charts, tables and their description."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from govreports.charts.say import pick
from govreports.dataset.data import load
from govreports.dataset.elsewhere import here
from govreports.dataset.extract import extract, make_ready
from govreports.dataset.made_of_tables import PAGE
from govreports.dataset.output_lock import output_lock
from govreports.files.csv_for_excel import write_csv
from govreports.files.project import notebooks
from govreports.files.write_whole import write_whole
from govreports.quality.quality_page import write_quality_page
from govreports.runs.agency_pages import FOLDER, Pages, begun_pages, write_agency_pages
from govreports.runs.apart import Selection, opened, workers
from govreports.runs.attempts import Attempts, Made
from govreports.runs.keep import keeping
from govreports.runs.notebooks import NotebookError, execute_each, with_parameters
from govreports.runs.publish import drafts, publish
from govreports.runs.report_page import report_page
from govreports.runs.settings import SETTINGS
from govreports.view.view import View
from govreports.workbook.datapackage import write_package
from govreports.workbook.questions import Question, questions
from govreports.workbook.workbook import sheets, write_workbook

if TYPE_CHECKING:
    from pandas import DataFrame

    from govreports.dataset.data import Dataset
    from govreports.dataset.folder import ReadOptions
    from govreports.errors import Problem


@dataclass(frozen=True)
class RunResult:
    """What a run wrote."""

    data: Dataset
    page: Path  # the offline HTML page
    quality: Path  # the page of what is in doubt
    workbook: Path  # the tables as XLSX
    notebooks: tuple[Path, ...]  # the executed notebooks
    charts: Path  # the folder of pictures, each with its numbers
    package: Path  # ``datapackage.json``
    # What could not be made, named by its place in the folder of results; it is not there then
    problems: tuple[Problem, ...] = ()


def run(
    raw: str | Path,
    out: str | Path,
    agencies: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    lang: str = "zh",
    options: ReadOptions | None = None,
) -> RunResult:
    """Read a folder of reports and write all results.

    Parameters
    ----------
    raw : str or Path
        The folder of reports, or its address (``s3://bucket/raw``); files read before are not read again.
    out : str or Path
        Where the results go.
    agencies : sequence of str, optional
        Names, aliases or ids; all where left out.
    years : sequence of int, optional
    lang : str
        ``zh`` or ``en``.
    options : ReadOptions, optional
        How the folder is read.

    Returns
    -------
    RunResult

    Raises
    ------
    NotADirectoryError, FileNotFoundError
        There is no folder of reports, or none in it, or no notebooks.
    ValueError
        An agency or the language is unknown.
    """
    folder = here(raw)
    place = make_ready(folder, out)
    with output_lock(place):
        extract(folder, place, options)
        return present(place, agencies, years, lang, folder)


def present(
    processed: Path,
    agencies: Sequence[str] | None = None,
    years: Sequence[int] | None = None,
    lang: str = "zh",
    raw: str | Path | None = None,
) -> RunResult:
    """Write all results of tables that are saved; see `run`. With the folder of reports a page can show their print."""
    place = processed.resolve()
    selection = Selection(place, raw, tuple(agencies or ()), tuple(years or ()), lang)
    view = opened(selection)
    try:
        with drafts(place) as draft:
            attempts = Attempts(draft)
            executed, pages = _made_apart(selection, attempts)
            attempts.make(PAGE, lambda: _write_page(view, executed, pages, attempts))
            publish(draft, place, attempts.make)
    finally:
        opened.cache_clear()
    return RunResult(
        load(place),
        place / PAGE,
        place / "quality.html",
        place / "tables.xlsx",
        tuple(place / "notebooks" / f"{name}.ipynb" for name in executed),
        place / "charts",
        place / "datapackage.json",
        tuple(sorted(attempts.problems, key=lambda problem: problem.path)),
    )


def _made_apart(
    selection: Selection, attempts: Attempts
) -> tuple[dict[str, nbformat.NotebookNode], list[tuple[str, str]]]:
    """Make tables and the page of doubts while notebooks run, then the agencies' pages; return notebooks and pages."""
    many = len(opened(selection).data.reports) > SETTINGS.reports_at_once
    # What making the tables took is given back before the kernels take as much.
    with workers(1, many, most_tasks=1) as worker:
        beside = worker.schedule(_beside, args=(selection, attempts.place))
        executed = _notebooks(attempts, selection, beside)
        pages = attempts.take(FOLDER, beside)
    return executed, write_agency_pages(selection, attempts, pages or Pages())


def _write_page(
    view: View, executed: dict[str, nbformat.NotebookNode], agency_pages: list[tuple[str, str]], attempts: Attempts
) -> None:
    title = pick(
        view.lang, "政府信息公开工作年度报告：分析结果", "Annual reports on government information disclosure: results"
    )
    text = report_page(view, executed, title, agency_pages, attempts)
    write_whole(attempts.place / PAGE, partial(_write_text, text))


def _beside(selection: Selection, draft: Path) -> Made[Pages | None]:
    """Write tables and the page of doubts, and begin with the agencies' pages."""
    view, attempts = opened(selection), Attempts(draft)
    _tables(view, attempts, selection.processed)
    quality = "quality.html"
    attempts.make(quality, lambda: write_quality_page(view.data, draft / quality, selection.raw, lang=view.lang))
    pages = attempts.make(FOLDER, lambda: begun_pages(selection, attempts))
    return pages, attempts.problems


def _tables(view: View, attempts: Attempts, place: Path) -> None:
    folder = attempts.place / "tables"
    folder.mkdir()
    named: dict[str, tuple[str, DataFrame]] = {}
    for question in questions():
        file = folder / f"{question.id}.csv"
        table = attempts.make(f"tables/{file.name}", partial(_write_table, question, view, file))
        if table is not None:
            named[question.id] = (view.pick(question.zh, question.en), table)
    workbook, package = "tables.xlsx", "datapackage.json"
    attempts.make(
        workbook, lambda: write_workbook(view, dict(named.values()) | sheets(view), attempts.place / workbook)
    )
    attempts.make(package, lambda: write_package(view.data, attempts.place, named, view.lang, saved=place))


def _write_table(question: Question, view: View, file: Path) -> DataFrame:
    table = question.table(view)
    write_whole(file, partial(write_csv, table))
    return table


def _notebooks(attempts: Attempts, selection: Selection, beside: Future[Any]) -> dict[str, nbformat.NotebookNode]:
    """Execute the notebooks that can be, and write them."""
    source, place = notebooks(), selection.processed
    parameters = {
        "folder": str(place),
        "agencies": list(selection.agencies),
        "years": list(selection.years),
        "lang": selection.lang,
    }
    folder, charts = attempts.place / "notebooks", place / "charts"
    folder.mkdir()
    jobs = {}
    # 00 is a guide through one report of the sample, no result.
    for file in sorted(source.glob("[0-9][0-9]_*.ipynb")):
        if not file.name.startswith("00_"):
            code = keeping(attempts.place / "charts", file.stem, charts)
            prepared = attempts.make(f"notebooks/{file.name}", partial(_with_parameters, file, parameters, code))
            if prepared is not None:
                jobs[file.stem] = (prepared, source)
    executed = {}
    for name, notebook in zip(jobs, execute_each(list(jobs.values()), beside=beside), strict=True):
        if isinstance(notebook, NotebookError):
            attempts.failed(f"notebooks/{name}.ipynb", notebook.code, str(notebook))
            continue
        # Executed once more by hand it keeps its charts beside these results.
        text = nbformat.writes(with_parameters(notebook, parameters, keeping(charts, name)))  # type: ignore[no-untyped-call]
        write_whole(folder / f"{name}.ipynb", partial(_write_text, text))
        executed[name] = notebook
    return executed


def _with_parameters(file: Path, parameters: dict[str, Any], code: str) -> nbformat.NotebookNode:
    return with_parameters(nbformat.read(file, as_version=4), parameters, code)  # type: ignore[no-untyped-call]


def _write_text(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8")
