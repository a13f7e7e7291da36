"""A notebook or page that fails costs itself only: it is named with its reason and remedy, the others are written."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from govreports.cli import main
from govreports.dataset.folder import ReadOptions
from govreports.runs import agency_pages, run
from govreports.runs.notebooks import NotebookError, execute_each
from govreports.view import view
from govreports.workbook.questions import Question, questions
from tests.conftest import RAW


def notebook(*code: str) -> NotebookNode:
    tags = {"tags": ["parameters"]}
    first = nbformat.v4.new_code_cell("folder, lang = 'data/raw', 'zh'", metadata=tags)  # type: ignore[no-untyped-call]
    cells = [nbformat.v4.new_markdown_cell("# 标题"), first, *map(nbformat.v4.new_code_cell, code)]  # type: ignore[no-untyped-call]
    return nbformat.v4.new_notebook(cells=cells)  # type: ignore[no-untyped-call, no-any-return]


WHY = "Its cell '{}['年度']' failed (KeyError: '年度')."
DIED = "The Python that ran it was killed or died, for lack of memory perhaps."
GOOD = notebook("print('whole')")
FAILS = notebook("1 + 1", "{}['年度']")
DIES = notebook("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")


def test_a_notebook_that_fails_and_one_whose_python_dies_cost_themselves_only(tmp_path: Path) -> None:
    jobs = [(GOOD, tmp_path), (FAILS, tmp_path), (DIES, tmp_path)]
    beside: Future[None] = Future()
    good, fails, dies = execute_each(jobs, at_once=4, beside=beside)
    assert not beside.cancelled()  # the tables of 300 agencies took longer than the notebooks, and were not made
    beside.set_result(None)
    assert isinstance(good, NotebookNode) and "whole" in good.cells[-1].outputs[0].text
    assert isinstance(fails, NotebookError) and isinstance(dies, NotebookError)
    assert (fails.code, str(fails)) == ("notebook_failed", WHY)
    assert (dies.code, str(dies)) == ("notebook_died", DIED)


@pytest.mark.slow
def test_a_run_names_what_failed_writes_the_rest_and_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two reports of unknown agency in one year once ended a run with pandas' words, and nothing was written."""
    for folder in ("raw", "out/notebooks", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(RAW / "huaian_shi_2024.pdf", tmp_path / "raw")
    for name, made in {"01_good": GOOD, "02_fails": FAILS, "03_dies": DIES}.items():
        nbformat.write(made, tmp_path / "notebooks" / f"{name}.ipynb")  # type: ignore[no-untyped-call]
    (tmp_path / "out/notebooks/02_fails.ipynb").write_text("of an earlier run")
    (tmp_path / "out/.govreports.results").write_text("notebooks/02_fails.ipynb\n")
    first, *others = questions()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(agency_pages, "agency_page", broken)
    monkeypatch.setattr(run, "questions", lambda: (Question(first.id, first.zh, first.en, broken), *others))

    assert main(["run", "--raw", "raw", "--out", "out", "--json"]) == 1
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {problem["path"]: (problem["code"], problem["reason"]) for problem in said["problems"]} == {
        "agencies/淮安市人民政府.html": ("result_failed", "ValueError: Index contains duplicate entries."),
        "notebooks/02_fails.ipynb": ("notebook_failed", WHY),
        "notebooks/03_dies.ipynb": ("notebook_died", DIED),
        f"tables/{first.id}.csv": ("result_failed", "ValueError: Index contains duplicate entries."),
    }
    assert all(problem["remedy"].endswith(".") for problem in said["problems"])
    out = tmp_path / "out"
    assert [file.name for file in (out / "notebooks").iterdir()] == ["01_good.ipynb"]
    assert {file.stem for file in (out / "tables").iterdir()} == {question.id for question in others}
    assert all((out / name).is_file() for name in ("quality.html", "tables.xlsx", "datapackage.json"))
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "未写成的结果：4 项" in page and "notebooks/03_dies.ipynb" in page


@pytest.mark.slow
def test_indicators_that_cannot_be_computed_cost_what_needs_them_and_no_tables_or_page_of_doubts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "notebooks").mkdir()
    shutil.copy(RAW / "huaian_shi_2024.pdf", tmp_path / "raw")
    nbformat.write(GOOD, tmp_path / "notebooks" / "01_good.ipynb")  # type: ignore[no-untyped-call]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(view, "indicators", broken)
    result = run.run("raw", "out", options=ReadOptions(workers=0, progress=False))
    named = {f"tables/{question.id}.csv" for question in questions()}
    parts = {"report.html 摘要", "report.html 图表"}
    assert {problem.path for problem in result.problems} == named | parts | {"tables.xlsx", "agencies"}
    assert all(file.is_file() for file in (result.page, result.quality, result.package, *result.notebooks))
    assert "未写成的结果：11 项" in result.page.read_text(encoding="utf-8")


def broken(*_: object, **__: object) -> Any:
    raise ValueError("Index contains duplicate entries")
