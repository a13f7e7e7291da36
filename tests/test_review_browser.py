"""The review widget in a running JupyterLab, in a real browser, by keyboard and by mouse."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from govreports.dataset.corrections import load_corrections
from tests.lab_server import browser_page, open_notebook, seen, server
from tests.shared import shared

CODE = """
from pathlib import Path
import govreports as gr
from govreports.jupyter.review import review
data = gr.read_folder("data/raw", progress=False)
review(data, "data/raw", who="王分析员")
"""
pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one notebook and one report."""
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    shutil.copy(shared("reports/hongze_2023.pdf"), raw)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "a",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": CODE,
    }
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "review.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return tmp_path


def _recorded(file: Path, lines: int) -> list[list[Any]]:
    for _ in range(50):
        record = load_corrections(file)
        if len(record) == lines:
            return record[["item", "printed", "corrected", "reason", "who"]].to_numpy().tolist()
        time.sleep(0.1)
    raise AssertionError(f"{len(record)} corrections are on record, not {lines}")


def test_cases_are_settled_by_keyboard_and_by_mouse(folder: Path) -> None:
    file = folder / "data" / "corrections.csv"
    with server(folder, folder / "home") as base, browser_page() as (expect, page):
        open_notebook(page, base, "review.ipynb")
        page.locator(".jp-Notebook .jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Shift+Enter")
        widget = page.locator(".gr-review")
        widget.wait_for(timeout=60_000)
        expect(widget.locator(".gr-title")).to_contain_text("行政复议/总计")
        expect(widget.locator(".gr-values")).to_contain_text("推测 suggested: 11")
        assert widget.locator(".gr-picture").evaluate("image => image.complete && image.naturalWidth > 300")

        widget.focus()
        page.keyboard.press("n")
        expect(widget.locator(".gr-position")).to_contain_text("2 / 2")
        page.keyboard.press("p")
        expect(widget.locator(".gr-position")).to_contain_text("1 / 2")
        page.keyboard.press("a")
        expect(widget.locator(".gr-position")).to_contain_text("2 / 2 · 已处理 settled 1")
        assert [row[:3] for row in _recorded(file, 1)] == [["reconsideration", 0.0, 11.0]]

        # The letters of a reason are no commands, and JupyterLab does not take them for its own.
        widget.locator(".gr-reason").fill("")
        widget.locator(".gr-reason").press_sequentially("back again, checked by phone")
        widget.locator(".gr-value").fill("6")
        page.keyboard.press("Enter")
        expect(widget.locator(".gr-position")).to_contain_text("settled 2")
        assert _recorded(file, 2)[1] == [
            "lawsuit_after_reconsideration", 0.0, 6.0, "back again, checked by phone", "王分析员",
        ]  # fmt: skip

        widget.locator(".gr-keep").click()
        expect(widget.locator(".gr-values")).to_contain_text("已定 decided: 照原样")
        assert _recorded(file, 2)[1][2] == 0.0
        assert page.locator(".jp-CodeCell").count() >= 1  # no key has reached the notebook and cut the cell
        seen(page, "review")
