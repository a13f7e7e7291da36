"""The explorer in a real browser answers to mouse and keyboard."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import pytest

from tests.lab_server import browser_page, open_notebook, seen, server

ROOT = Path(__file__).resolve().parents[1]
CODE = """import govreports as gr
gr.explore(gr.read_folder("data/raw", progress=False))"""
pytestmark = pytest.mark.slow


def test_chart_table_and_code_follow_mouse_and_keyboard(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data" / "agencies.csv", tmp_path / "data")
    raw = tmp_path / "data" / "raw"
    raw.mkdir()
    for file in (ROOT / "data" / "raw").glob("*_2024.pdf"):
        shutil.copy(file, raw)
    cell = nbformat.v4.new_code_cell(CODE)  # type: ignore[no-untyped-call]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})  # type: ignore[no-untyped-call]
    nbformat.write(notebook, tmp_path / "explore.ipynb")  # type: ignore[no-untyped-call]
    with server(tmp_path, tmp_path / "home") as base, browser_page() as (expect, page):
        open_notebook(page, base, "explore.ipynb")
        page.locator(".jp-Notebook .jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Shift+Enter")
        picture = page.locator(".widget-html img").first
        picture.wait_for(timeout=120_000)
        code = page.locator(".widget-textarea textarea")
        expect(code).to_have_value(holds("charts.compare", "disclosure_rate"))
        before = picture.get_attribute("src")

        kind = page.locator(".widget-dropdown select").last
        kind.select_option(label="漏斗图")
        expect(code).to_have_value(holds("charts.funnel", "disclosure_rate"))
        expect(picture).not_to_have_attribute("src", before or "")
        seen(page, "explore-funnel")

        agencies = page.locator(".widget-select-multiple select").first
        agencies.focus()
        page.keyboard.press("Home")
        page.keyboard.press("Shift+ArrowDown")
        expect(code).to_have_value(holds("agencies=", "charts.funnel"))

        box = page.locator("input[list]")
        box.fill("新收申请 [received]")
        box.press("Enter")
        kind.select_option(label="各机关比较")
        expect(code).to_have_value(holds("charts.compare", '"received"'))
        expect(page.locator(".widget-html table").first).to_contain_text("新收申请")
        seen(page, "explore-compare")


def holds(*parts: str) -> re.Pattern[str]:
    """Match a text that holds these parts in any order."""
    return re.compile("".join(f"(?=[\\s\\S]*{re.escape(part)})" for part in parts))
