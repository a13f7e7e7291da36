"""A JupyterLab and a browser for tests: what a user sees and presses."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

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
TOKEN = "notebooks"


@contextmanager
def server(root: Path, home: Path) -> Iterator[str]:
    """Start JupyterLab in a folder; give the beginning of its addresses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1", "--allow-root"]
    command += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={root}", "--LabApp.news_url="]
    own = {name: str(home / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    running = subprocess.Popen(
        command, env=os.environ | own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=root
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api?token={TOKEN}")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address} does not answer")


@contextmanager
def browser_page() -> Iterator[tuple[Any, Any]]:
    """Return playwright's ``expect`` and a page in Debian's Chromium."""
    found = CHROMIUM
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is missing, and CI=true: the test cannot be passed over here")
        pytest.skip("chromium is not here")
    from playwright.sync_api import expect, sync_playwright

    with sync_playwright() as run:
        browser = run.chromium.launch(executable_path=found, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        try:
            yield expect, page
        finally:
            browser.close()


def open_notebook(page: Any, base: str, path: str) -> None:
    """Open a notebook and wait until its kernel is there: a cell run before that never runs."""
    page.goto(f"{base}/lab/tree/{path}?token={TOKEN}&reset")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
    page.get_by_text("| Idle").wait_for(timeout=90_000)


def seen(page: Any, name: str) -> None:
    """Keep a picture of what is seen, where GOVREPORTS_SCREENSHOTS names a folder."""
    folder = os.environ.get("GOVREPORTS_SCREENSHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
