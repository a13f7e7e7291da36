"""The explorer and the start form without a browser: what is chosen is what is drawn and what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import govreports as gr
from govreports import briefing, charts
from govreports.jupyter.explorer import CHARTS
from tests.figures_data import dataset, figures


@pytest.mark.parametrize("kind", list(CHARTS))
def test_the_code_gives_the_chart_that_is_shown(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = gr.explore(figures())
    explorer.agencies.value = ("pingtan_jtj", "pingtan_zrz", "pingtan_scj")
    explorer.kind.value = kind
    monkeypatch.setattr(gr, "load", lambda _: figures())
    *before, last = explorer.code.value.splitlines()
    names: dict[str, object] = {}
    exec(
        "\n".join(before).replace("import govreports as gr", ""),
        {"gr": gr, "briefing": briefing, "charts": charts},
        names,
    )
    chart = eval(last, {"charts": charts, **names})
    assert f'alt="{chart.alt[:20]}' in explorer.picture.value


def test_peers_narrow_what_is_compared() -> None:
    explorer = gr.explore(figures())
    explorer.group.value = "市"
    assert "peers={'level': '市'}" in explorer.code.value
    assert "平潭综合实验区财政金融局" not in explorer.table.value


def test_another_kind_of_chart_is_another_picture() -> None:
    explorer = gr.explore(figures())
    before = explorer.picture.value
    explorer.kind.value = "heatmap"
    assert explorer.picture.value != before


def test_the_code_uses_the_name_that_the_notebook_has_for_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()  # type: ignore[no-untyped-call]
    data = figures()
    shell.user_ns["报告"] = data
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: shell)
    explorer = gr.explore(data)
    assert "gr.load" not in explorer.code.value
    assert "briefing.view_of(报告" in explorer.code.value


def test_the_table_stands_in_the_order_of_the_chart() -> None:
    explorer = gr.explore(figures())
    explorer.years.value = (2024,)
    rows = re.findall(r"<th>(.+?)</th>\s*<td>", explorer.table.value)
    chart = charts.compare(gr.briefing.view_of(figures(), years=2024).side_by_side("disclosure_rate"))
    assert rows == list(dict.fromkeys(chart.numbers["agency"]))


def test_start_offers_the_folders_that_hold_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("data/raw/a.pdf", "data/old/b.docx", "data/processed/report.html", "data/processed/cells.parquet"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert gr.start().folder.options == ("data/old", "data/raw")


def test_start_says_what_is_wrong_with_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    form = gr.start()
    form.folder.value = "没有这个文件夹"
    form.go.click()
    assert "没有这个文件夹" in form.said.value
    assert not form.go.disabled


def test_start_asks_before_it_replaces_the_results_of_other_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "huaian.txt").touch()
    known = [{"report": "huaian"}, {"report": "suqian"}, {"report": "suqian#2"}]
    dataset([one | {"agency": "甲", "year": 2024} for one in known], [], pd.DataFrame()).save(tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    form = gr.start()
    form.folder.value, form.out.value = "new", "out"
    monkeypatch.setattr("govreports.runs.run.run", lambda *_: pytest.fail("nobody was asked"))
    form.go.click()
    assert "是另一批报告的结果，其中 1 份不在" in form.said.value
    monkeypatch.setattr("govreports.runs.run.run", lambda *_: (_ for _ in ()).throw(ValueError("now it runs")))
    form.go.click()
    assert "now it runs" in form.said.value


def test_a_report_whose_agency_is_not_known_is_no_agency_to_choose() -> None:
    known = [{"report": "a", "agency": "甲市", "year": 2024, "edition": "2021"}]
    some = dataset([*known, {"report": "b", "year": 2024, "edition": "2021"}], [], pd.DataFrame())
    assert [name for name, _ in gr.explore(some).agencies.options] == ["甲市"]
