"""From a new folder of PDFs to results without typing code; and ids completed with their Chinese names."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

from tests.lab_server import browser_page, open_notebook, seen, server

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


def test_a_folder_is_named_a_button_is_pressed_and_the_results_are_there(tmp_path: Path) -> None:
    raw = tmp_path / "我的报告"
    raw.mkdir()
    for name in ("huaian_hongze_qu_2023", "huaian_hongze_qu_2024"):
        shutil.copy(ROOT / "data" / "raw" / f"{name}.pdf", raw)
    cells = [nbformat.v4.new_code_cell("import govreports as gr\ngr.start()"), nbformat.v4.new_code_cell("")]  # type: ignore[no-untyped-call]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})  # type: ignore[no-untyped-call]
    nbformat.write(notebook, tmp_path / "start.ipynb")  # type: ignore[no-untyped-call]
    with server(tmp_path, tmp_path / "home") as base, browser_page() as (expect, page):
        open_notebook(page, base, "start.ipynb")
        page.locator(".jp-Notebook .jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Shift+Enter")
        page.locator(".widget-text input").last.wait_for(timeout=60_000)
        folder, out = page.locator(".widget-text input").all()[:2]
        button = page.get_by_role("button", name="读取并出结果")
        folder.fill("没有这个")
        button.click()
        said = page.locator(".widget-html").last
        expect(said).to_contain_text("没有文件夹 没有这个", timeout=60_000)

        folder.fill("我的报告")
        out.fill("结果")
        for _ in range(4):  # agencies, years, language, button
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # the button has the focus: no mouse is needed
        expect(button).to_be_disabled()
        expect(said).to_contain_text("读取 2 份报告，0 处读取问题，2 处合计对不上。", timeout=180_000)
        expect(button).to_be_enabled()
        seen(page, "start")

        page.locator(".jp-Notebook .jp-CodeCell .cm-content").last.click()
        page.keyboard.type('gr.indicators(data, "carried_')
        page.keyboard.press("Tab")
        offered = page.locator(".jp-Completer")
        expect(offered).to_contain_text("carried_out")
        name = offered.locator(".jp-Completer-typeExtended").last
        assert name.inner_text().replace("\N{WORD JOINER}", "") == "结转下年"
        assert name.bounding_box()["height"] < 30  # on one line, so that all of it is seen
        seen(page, "completion")

        page.keyboard.press("Escape")
        page.keyboard.press("Control+A")
        page.keyboard.insert_text('gr.indicators(data, "结转')
        page.keyboard.press("Tab")
        expect(offered).to_contain_text("backlog_rate")
        offered.get_by_text("backlog_rate").click()
        expect(page.locator(".jp-CodeCell .cm-content").last).to_have_text('gr.indicators(data, "backlog_rate')
    assert {file.name for file in (tmp_path / "结果").iterdir()} >= {
        "report.html",
        "tables.xlsx",
        "charts",
        "cells.csv",
    }
