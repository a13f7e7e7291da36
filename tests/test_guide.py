"""The guide, the pages of the public functions, and a notebook that git does not see."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

import govreports as gr
from govreports.runs.api_page import PAGES, write_api_pages
from govreports.runs.lab import command, working_copies
from govreports.runs.notebooks import tags
from tests.conftest import RAW

ROOT = Path(__file__).parents[1]
GUIDE: Any = nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4)  # type: ignore[no-untyped-call]


def test_the_guide_leads_from_one_report_to_a_briefing_in_seven_steps_each_shown() -> None:
    steps: dict[str, list[Any]] = {}
    for cell in GUIDE.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            steps[cell.source.splitlines()[0]] = []
        if steps:
            steps[list(steps)[-1]].append(cell)
    words = ["读", "原页", "比", "疑问", "更正", "明年", "简报"]
    assert [word for word, step in zip(words, steps, strict=True) if word in step] == words
    for step, cells in steps.items():
        shown = {kind for cell in cells for output in cell.get("outputs", []) for kind in output.get("data", {})}
        assert shown & {"image/png", "text/html"} or any(cell.get("attachments") for cell in cells), step
        assert [tags(cell) for cell in cells if cell.cell_type == "markdown"][:2] == [["zh"], ["en"]]


def test_the_readmes_link_the_guide() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        assert "(notebooks/00_start_here.ipynb)" in (ROOT / name).read_text(encoding="utf-8")


def test_every_public_function_has_its_place_on_the_api_pages_which_need_no_network(tmp_path: Path) -> None:
    first = write_api_pages(tmp_path)
    text = first.read_text(encoding="utf-8")
    assert [name for name in gr.__all__ if f'id="{name}"' not in text and name not in ("briefing", "charts")] == []
    for name in PAGES:
        page = (tmp_path / f"{name.replace('.', '/')}.html").read_text(encoding="utf-8")
        assert not re.search(r'(?:src|<link[^>]*href)="https?:', page), name
        assert str(ROOT) not in page, name


def test_lab_opens_copies_in_a_clone_and_the_notebooks_themselves_in_a_project(tmp_path: Path) -> None:
    for name in ("clone", "project"):
        (tmp_path / name / "notebooks").mkdir(parents=True)
        (tmp_path / name / "notebooks" / "01_extract_and_check.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "clone" / "govreports").mkdir()
    (tmp_path / "clone" / "govreports" / "__init__.py").touch()
    copies = working_copies(tmp_path / "clone")
    assert working_copies(tmp_path / "project") == tmp_path / "project" / "notebooks"
    assert command(tmp_path / "clone", opened=copies)[3] == "data/processed/lab/01_extract_and_check.ipynb"
    assert re.search(r"^data/processed/\*$", (ROOT / ".gitignore").read_text(encoding="utf-8"), re.MULTILINE)
    # What was done in a copy is not lost when JupyterLab is opened again.
    (copies / "01_extract_and_check.ipynb").write_text("mine", encoding="utf-8")
    working_copies(tmp_path / "clone")
    assert (copies / "01_extract_and_check.ipynb").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["huaian_hongze_qu_2023"])
def test_a_report_says_in_one_line_whose_it_is_and_how_it_stands_and_names_no_path(name: str) -> None:
    report = gr.read_report(RAW / f"{name}.pdf")
    assert repr(report) == "<Report: 淮安市洪泽区人民政府 2023, 186 cells (0 in doubt), 2 checks fail>"
