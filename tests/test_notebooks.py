"""The notebooks: thin, without paths and timings, and the same numbers again when they run again."""

from __future__ import annotations

import ast
import re
import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest

from govreports.runs.notebooks import execute, lasting, tags, with_parameters

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "notebooks").glob("0*.ipynb"))
#: Those that any folder can be put into; the guide reads one report of the sample.
RESULTS = FILES[1:]


@cache
def read(file: Path) -> Any:
    return nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]


def said(notebook: Any) -> list[str]:
    """Return what the cells say in words and numbers; charts say it in their text alternative."""
    return [
        str(output["data"].get("text/markdown") or output["data"].get("text/html") or output["data"]["text/plain"])
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "data" in output
    ]


def run(folder: Path, **parameters: Any) -> dict[str, Any]:
    """Execute all notebooks on a folder."""
    jobs = []
    for file in RESULTS:
        notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
        jobs.append((with_parameters(notebook, {"folder": str(folder)} | parameters), file.parent))
    return dict(zip((file.stem for file in RESULTS), execute(jobs), strict=True))


def test_they_are_numbered_in_the_order_of_the_work_and_each_has_its_own_number() -> None:
    numbers = [file.stem[:2] for file in FILES]
    assert numbers == sorted(set(numbers))
    assert numbers[:7] == ["00", "01", "02", "03", "04", "05", "06"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_thin_and_with_one_parameters_cell(file: Path) -> None:
    code = [cell for cell in read(file).cells if cell.cell_type == "code"]
    assert sum("parameters" in tags(cell) for cell in code) == 1
    assert all(len(cell.source.splitlines()) <= 8 for cell in code)
    assert not any(isinstance(node, ast.FunctionDef) for cell in code for node in ast.walk(ast.parse(cell.source)))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_chart_has_prose_before_it_and_stands_there(file: Path) -> None:
    cells = read(file).cells
    for before, cell in pairwise(cells):
        if cell.cell_type == "code" and cell.source.splitlines()[-1].startswith("charts."):
            assert before.cell_type == "markdown"
            assert any("image/png" in output.get("data", {}) for output in cell.outputs)
            assert all(output["metadata"]["image/png"]["alt"] for output in cell.outputs)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_path_no_timing_no_error_is_kept(file: Path) -> None:
    notebook = read(file)
    assert not re.search(r'"(/|[A-Z]:\\)|it/s\]|file/s\]|/(root|home|tmp|Users)/', "\n".join(said(notebook)))
    for cell in notebook.cells:
        assert "execution" not in cell.metadata
        assert not any(output.output_type == "error" for output in cell.get("outputs", []))
        assert not any(output.get("name") == "stderr" for output in cell.get("outputs", []))


@pytest.mark.slow
def test_run_again_they_say_the_same() -> None:
    executed = run(ROOT / "data" / "raw")
    for file in RESULTS:
        again = lasting(executed[file.stem])
        assert said(again) == said(read(file)), f"{file.name}: python -m govreports.runs.refresh"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("files", "counted"),
    [
        (["huaian_shi_2024"], "1 report of 1 agency"),
        (["pingtan_czj_2021", "shuyang_xian_2025"], "2 reports of 2 agencies"),
        ([], "0 reports of 0 agencies"),
    ],
    ids=str,
)
def test_a_folder_with_few_reports_runs_too(tmp_path: Path, files: list[str], counted: str) -> None:
    raw = tmp_path / "中文 folder"
    raw.mkdir()
    for name in files:
        shutil.copy(ROOT / "data" / "raw" / f"{name}.pdf", raw)
    executed = run(raw, lang="en")
    first = said(executed["01_extract_and_check"])[0]
    assert first.startswith(f"- {counted}")
