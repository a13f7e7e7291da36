"""The results as one page that opens anywhere, without a network: a summary, charts, what is wrong, the notebooks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from nbformat import NotebookNode

from govreports.charts.say import pick
from govreports.checks.faults.in_words import failing_sum
from govreports.columns import CheckRow, records
from govreports.dataset.made_of_tables import PAGE
from govreports.dataset.not_the_original import provenance_words
from govreports.errors import problem_in_words
from govreports.files.offline_page import render
from govreports.quality.problem_rows import problem_rows
from govreports.runs.attempts import Attempts
from govreports.runs.interactive import OPTIONS, interactive_charts, script
from govreports.runs.notebooks import INJECTED, PARAMETERS, heading, tags
from govreports.view.findings import disclosure, extraction, litigation, outcomes
from govreports.view.view import View


def report_page(
    view: View,
    notebooks: Mapping[str, NotebookNode],
    title: str,
    agencies: Sequence[tuple[str, str]] = (),
    attempts: Attempts | None = None,
) -> str:
    """Put what a run found on one page.

    Parameters
    ----------
    view : View
        The selection; its language is the page's.
    notebooks : mapping of str to NotebookNode
        Executed, by their names. Prose of the other language and what is said to a notebook's author is left out.
    title : str
    agencies : sequence of (str, str)
        File and name of each agency's page.
    attempts : Attempts, optional
        Names what could not be made; a part of this page that fails is named there too, and the others stand.

    Returns
    -------
    str
        HTML with every picture and script inside, each picture with its text alternative.
    """
    data, lang, parts = view.data, view.lang, attempts or Attempts(Path())
    summary = parts.make(f"{PAGE} {pick(lang, '摘要', 'summary')}", lambda: _summary(view))
    charts = parts.make(f"{PAGE} {pick(lang, '图表', 'charts')}", lambda: interactive_charts(view))
    sections = [
        (name, heading(notebook, lang), parts.make(f"{PAGE} {name}", partial(_body, notebook, lang)) or "")
        for name, notebook in notebooks.items()
    ]
    failed = records(data.checks[data.checks["status"] == "fail"], CheckRow)
    return render(
        "report.html",
        lang,
        title=title,
        provenance=provenance_words(data.reports, lang),
        summary=summary or [],
        charts=charts or [],
        script=script(),
        options=OPTIONS,
        failed=[(row["agency"] or row["report"], row["year"], failing_sum(row, lang)) for row in failed],
        problems=problem_rows(data.problems, lang),
        not_whole=len(data.problems),
        not_made=[(one.path, *problem_in_words(one.code, one.reason, one.remedy, lang)) for one in parts.problems],
        agencies=agencies,
        sections=sections,
    )


def _summary(view: View) -> list[str]:
    """Return what was found, each note once and after what it explains, and what was read."""
    lines = [line for said in (outcomes(view), litigation(view), disclosure(view)) for line in said]
    notes = [line for line in dict.fromkeys(lines) if lines.count(line) > 1]
    return [*(line for line in lines if line not in notes), *notes, *extraction(view)]


def _body(notebook: NotebookNode, lang: str) -> str:
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="basic", exclude_input=True)  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(_for_readers(notebook, lang))
    # Six notebooks on one page: what is named in each must be named once.
    return re.sub(r' id="[^"]*"', "", body)


def _for_readers(notebook: NotebookNode, lang: str) -> NotebookNode:
    other = pick(lang, "en", "zh")
    kept = NotebookNode(notebook | {"cells": []})  # type: ignore[no-untyped-call]
    kept.cells = [
        _without_code(cell)
        for cell in notebook.cells
        if other not in tags(cell) and not {PARAMETERS, INJECTED} & set(tags(cell))
    ]
    # In English the headings are those of the Chinese cells left out: the first line stands for the notebook.
    if lang == "en":
        kept.cells.insert(0, _heading(heading(notebook, lang)))
    return kept


def _without_code(cell: NotebookNode) -> NotebookNode:
    """Leave out of prose the sentences that name code: they tell the notebook's author what to change."""
    if cell.cell_type != "markdown":
        return cell
    return NotebookNode(cell | {"source": sentences_for_readers(cell.source)})  # type: ignore[no-untyped-call]


def sentences_for_readers(prose: str) -> str:
    """Return prose without the sentences that name code.

    Examples
    --------
    >>> sentences_for_readers("只有新文件会重新读取。换成自己的报告：改下一格的 `folder`，再运行。")
    '只有新文件会重新读取。'
    >>> sentences_for_readers("*One agency. Name it in `agency`.*")
    '*One agency.*'
    """
    kept = re.sub(r"[^。\n.*]*`[^`\n]*`(?:[^。\n.`*]|`[^`\n]*`)*(?:。|\.(?=[\s*]|$)|(?=[\n*])|$)", "", prose)
    return re.sub(r"(?m)^\*+$", "", kept)


def _heading(text: str) -> NotebookNode:
    import nbformat

    return nbformat.v4.new_markdown_cell(f"# {text}", id="heading")  # type: ignore[no-untyped-call, no-any-return]
