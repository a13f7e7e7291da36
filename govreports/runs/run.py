"""The yearly re-run: read what is new, execute the notebooks, write page, charts, tables and their description."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from govreports.charts.say import pick
from govreports.dataset.data import load
from govreports.dataset.extract import extract
from govreports.dataset.output_lock import output_lock
from govreports.files.csv_for_excel import write_csv
from govreports.files.project import notebooks
from govreports.files.write_whole import write_whole
from govreports.runs.agency_pages import write_agency_pages
from govreports.runs.notebooks import execute, with_parameters
from govreports.runs.report_page import report_page
from govreports.view.opening import view_of
from govreports.view.view import View
from govreports.workbook.datapackage import write_package
from govreports.workbook.questions import questions
from govreports.workbook.workbook import sheets, write_workbook

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset
    from govreports.dataset.folder import ReadOptions


@dataclass(frozen=True)
class RunResult:
    """What a run wrote.

    Attributes
    ----------
    data : Dataset
    page : Path
        The offline HTML page.
    workbook : Path
        The tables as XLSX.
    notebooks : tuple of Path
        The executed notebooks.
    charts : Path
        The folder of pictures, each with its numbers.
    package : Path
        ``datapackage.json``.
    """

    data: Dataset
    page: Path
    workbook: Path
    notebooks: tuple[Path, ...]
    charts: Path
    package: Path


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
        The folder of reports; files read before are not read again.
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
    NotebookError
        A cell of a notebook failed.
    """
    extract(raw, out, options)
    with output_lock(Path(out)):
        return present(Path(out), agencies, years, lang)


def present(
    processed: Path, agencies: Sequence[str] | None = None, years: Sequence[int] | None = None, lang: str = "zh"
) -> RunResult:
    """Write all results of tables that are saved; see `run`."""
    place = processed.resolve()
    data = load(place)
    chosen: dict[str, Any] = {"agencies": list(agencies or ()), "years": list(years or ()), "lang": lang}
    view = view_of(data, **chosen)
    # The kernels are processes of their own; meanwhile a thread here writes the tables.
    with ThreadPoolExecutor(1) as beside:
        tables = beside.submit(_tables, view, place)
        executed = _notebooks(place, {"folder": str(place)} | chosen)
        package = tables.result()
    title = pick(
        lang, "政府信息公开工作年度报告：分析结果", "Annual reports on government information disclosure: results"
    )
    page = place / "report.html"
    text = report_page(view, executed, title, write_agency_pages(view, place))
    write_whole(page, partial(_write_text, text))
    files = tuple(place / "notebooks" / f"{name}.ipynb" for name in executed)
    return RunResult(data, page, place / "tables.xlsx", files, place / "charts", package)


def _tables(view: View, place: Path) -> Path:
    found = {question: question.table(view) for question in questions()}
    folder = place / "tables"
    folder.mkdir(exist_ok=True)
    for question, table in found.items():
        write_whole(folder / f"{question.id}.csv", partial(write_csv, table))
    named = {view.pick(question.zh, question.en): table for question, table in found.items()}
    write_workbook(view, named | sheets(view), place / "tables.xlsx")
    return write_package(
        view, place, {question.id: (view.pick(question.zh, question.en), table) for question, table in found.items()}
    )


def _notebooks(place: Path, parameters: dict[str, Any]) -> dict[str, nbformat.NotebookNode]:
    source = notebooks()
    folder = place / "notebooks"
    folder.mkdir(exist_ok=True)
    # 00 is a guide through one report of the sample, no result.
    names = [file.stem for file in sorted(source.glob("[0-9][0-9]_*.ipynb")) if not file.name.startswith("00_")]
    jobs = []
    for name in names:
        notebook = nbformat.read(source / f"{name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
        keep = f"from govreports.runs.keep import keep\n\nkeep({str(place / 'charts')!r}, {name!r})"
        jobs.append((with_parameters(notebook, parameters, keep), source))
    executed = dict(zip(names, execute(jobs), strict=True))
    for name, notebook in executed.items():
        text = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
        write_whole(folder / f"{name}.ipynb", partial(_write_text, text))
    return executed


def _write_text(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8")
