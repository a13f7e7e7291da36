"""The review widget in a running JupyterLab, in a real browser, by keyboard and by mouse."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from shared import shared

from govreports.dataset.corrections import load_corrections

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CODE = """
from pathlib import Path
import govreports as gr
from govreports.reviewing import review
data = gr.read_folder("data/raw", progress=False)
review(data, "data/raw", who="王分析员")
"""
pytestmark = pytest.mark.slow


def _need(found: object, what: str) -> None:
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{what} is missing, and CI=true: the test cannot be passed over here")
        pytest.skip(f"{what} is not here")


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A JupyterLab with one notebook and one report; gives its address and its folder."""
    _need(CHROMIUM, "chromium")
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    shutil.copy(shared("reports/hongze_2023.pdf"), raw)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    cell = {"cell_type": "code", "id": "a", "execution_count": None, "metadata": {}, "outputs": [], "source": CODE}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "review.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1", "--allow-root"]
    command += ["--IdentityProvider.token=review", f"--ServerApp.root_dir={tmp_path}", "--LabApp.news_url="]
    home = {name: str(tmp_path / "home" / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    server = subprocess.Popen(
        command, env=os.environ | home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api?token=review")
        yield f"http://127.0.0.1:{port}/lab/tree/review.ipynb?token=review", tmp_path
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address} does not answer")


def _recorded(file: Path, lines: int) -> list[list[Any]]:
    for _ in range(50):
        record = load_corrections(file)
        if len(record) == lines:
            return record[["item", "printed", "corrected", "reason", "who"]].to_numpy().tolist()
        time.sleep(0.1)
    raise AssertionError(f"{len(record)} corrections are on record, not {lines}")


def test_cases_are_settled_by_keyboard_and_by_mouse(lab: tuple[str, Path]) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not here")
    address, folder = lab
    file = folder / "data" / "corrections.csv"
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(address)
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=40_000)
        page.get_by_text("| Idle").wait_for(timeout=60_000)  # a cell run before the kernel is there never runs
        page.locator(".jp-Notebook .jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Shift+Enter")
        widget = page.locator(".gr-review")
        widget.wait_for(timeout=60_000)
        expect = playwright.expect
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
        if os.environ.get("GOVREPORTS_SCREENSHOTS"):
            page.screenshot(path=str(Path(os.environ["GOVREPORTS_SCREENSHOTS"]) / "review.png"))
        browser.close()
