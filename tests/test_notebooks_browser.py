"""The notebooks in JupyterLab, in a real browser: Run All ends without an error, the charts are there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.lab_server import browser_page, open_notebook, seen, server

ROOT = Path(__file__).resolve().parents[1]
NAMES = sorted(file.stem for file in (ROOT / "notebooks").glob("0*.ipynb"))
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """JupyterLab on a fresh copy of the project without any output."""
    root = tmp_path_factory.mktemp("project")
    (root / "notebooks").mkdir()
    for name in NAMES:
        notebook: Any = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, root / "notebooks" / f"{name}.ipynb")  # type: ignore[no-untyped-call]
    (root / "data" / "processed").mkdir(parents=True)  # as a clone has it
    shutil.copy(ROOT / "data" / "agencies.csv", root / "data")
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    with server(root, tmp_path_factory.mktemp("home")) as base:
        yield base


@pytest.mark.parametrize("name", NAMES)
def test_run_all_ends_with_charts_and_without_an_error(lab: str, name: str) -> None:
    cells: Any = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells  # type: ignore[no-untyped-call]
    code = [cell for cell in cells if cell.cell_type == "code"]
    last_lines = [cell.source.splitlines()[-1] for cell in code]
    pictures = sum(line.startswith("charts.") or ".show(" in line for line in last_lines)
    with browser_page() as (expect, page):
        open_notebook(page, lab, f"notebooks/{name}.ipynb")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        last = page.locator(".jp-Notebook .jp-CodeCell").last
        expect(last.locator(".jp-InputPrompt")).to_have_text(f"[{len(code)}]:", timeout=120_000)
        seen_now = 0
        # JupyterLab keeps only the cells near the window in the page: walk down and look at each.
        for place in range(len(cells)):
            cell = page.locator(f'.jp-Notebook .jp-Cell[data-windowed-list-index="{place}"]')
            cell.scroll_into_view_if_needed(timeout=20_000)
            wrong = '[data-mime-type="application/vnd.jupyter.stderr"], .jp-RenderedText[data-mime-type*="error"]'
            assert cell.locator(wrong).all_inner_texts() == []
            for picture in cell.locator(".jp-OutputArea-output img").all():
                expect(picture).to_be_visible()
                assert picture.evaluate("image => image.complete && image.naturalWidth > 600")
                seen(page, f"{name}-{seen_now:02d}")
                seen_now += 1
        assert seen_now == pictures
