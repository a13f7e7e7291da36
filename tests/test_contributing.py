"""The README's part *Contributing* does what it says: a copy of the package is changed by its steps, and used."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PART = {
    name: (ROOT / name).read_text(encoding="utf-8").split(heading)[1].split("\n## ")[0]
    for name, heading in (("README.md", "## Contributing"), ("README.zh-CN.md", "## 参与改进"))
}
BLOCK = re.compile(r"```(?:toml|py)\n(.*?)```", re.DOTALL)

#: What is done with the copy once the steps have been followed.
USE = """
import json
from dataclasses import replace
from pathlib import Path

import govreports as gr
from govreports.form import editions
from govreports.measures.definitions import definitions
from tests.typeset import LAYOUTS, Layout, sample_report, typeset

layout = LAYOUTS["wide numbers in green rules"]
printed = typeset(replace(sample_report("2027", seed=1), year=2027), layout)
raw = Path("raw")
raw.mkdir()
(raw / "new.pdf").write_bytes(printed.pdf)
data = gr.read_folder(raw, progress=False)
report = gr.read_report(raw / "new.pdf")
read = {(cell.table, cell.item, cell.column): cell.value for cell in report.cells.itertuples()}
true = {place: cell.value for place, cell in printed.cells.items()}
chart = gr.charts.leaders(data, "received", 2027)
(share,) = gr.indicators(data, "重复申请占办结比例").to_dict("records")
print(json.dumps({
    "home": gr.__file__,
    "editions": list(editions()),
    "edition": report.edition,
    "table_edition": report.table_edition,
    "cells": len(read),
    "doubtful": len(report.in_doubt),
    "wrong": sorted(map(str, (place for place in true if float(true[place]) != read.get(place)))),
    "new_row": ("applications", "rejected_automated", "total") in read,
    "without": [place for place in read if place[1] == "other_fee_overdue"],
    "share": [share["numerator"], share["denominator"]],
    "repeated": [read["applications", "rejected_repeated", "total"], read["applications", "concluded", "total"]],
    "chart": [chart.heading, chart.alt, len(chart.png()) > 1000],
}))
"""


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, (file, old)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def follow(part: str, place: Path) -> None:
    """Do to a copy what the steps say, with the very texts that stand there."""
    edition, indicator, layout, chart = BLOCK.findall(part)
    years, same, home, rows = (
        re.search(pattern, part)
        for pattern in (
            r"`(years = [^`]*)`",
            r'`(\["2027"[^`]*)`',
            r'`("leaders": "leaders",)`',
            r'`("leaders": \([^`]*)`',
        )
    )
    assert years and same and home and rows
    forms, house = place / "govreports" / "form" / "editions", place / "govreports"
    (forms / "2027.toml").write_text(edition, encoding="utf-8")
    replaced(forms / "2021.toml", "years = [2021, 9999]", years[1])
    catalogue = house / "measures" / "indicators.toml"
    known = catalogue.read_text(encoding="utf-8").replace('["2021", "2019"', same[1])
    catalogue.write_text(f"{known}\n{indicator}", encoding="utf-8")
    replaced(
        place / "tests" / "typeset" / "gallery.py",
        "LAYOUTS: dict[str, Layout] = {\n",
        f"LAYOUTS: dict[str, Layout] = {{\n{layout}",
    )
    (house / "charts" / "leaders.py").write_text(chart, encoding="utf-8")
    replaced(house / "charts" / "__init__.py", "__all__ = [\n", '__all__ = [\n    "leaders",\n')
    replaced(house / "charts" / "__init__.py", "_HOME = {\n", f"_HOME = {{\n    {home[1]}\n")
    opening = "ROWS: dict[str, tuple[Callable[[View, Asked], Any], tuple[str, ...]]] = {\n"
    replaced(house / "view" / "charts_of.py", opening, f"{opening}    {rows[1]}\n")


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    place = tmp_path_factory.mktemp("clone")
    ignore = shutil.ignore_patterns("__pycache__", "benchmarks", "figures")
    for name in ("govreports", "tests"):
        shutil.copytree(ROOT / name, place / name, ignore=ignore)
    follow(PART["README.md"], place)
    done = subprocess.run([sys.executable, "-c", USE], cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert Path(found["home"]).is_relative_to(place)
    return found


def test_an_edition_is_a_data_file_and_a_report_printed_in_it_is_read_whole(used: dict[str, Any]) -> None:
    assert used["editions"][:3] == ["2027", "2021", "2019"]
    assert used["edition"] == "2027"
    assert used["table_edition"]["applications"] == "2027"
    assert (used["cells"], used["wrong"], used["doubtful"]) == (200, [], 0)
    assert used["new_row"]
    assert used["without"] == []


def test_an_indicator_is_an_entry_found_by_its_chinese_name_in_the_new_edition_too(used: dict[str, Any]) -> None:
    assert used["share"] == used["repeated"]


def test_a_chart_is_a_function_asked_of_a_dataset(used: dict[str, Any]) -> None:
    heading, alt, drawn = used["chart"]
    assert heading == "新收申请"
    assert alt.endswith(tuple("0123456789"))
    assert drawn


def test_no_thing_takes_more_than_five_steps_and_both_languages_have_the_same_texts() -> None:
    for part in PART.values():
        assert max(map(int, re.findall(r"(?:^|\*\* )(\d)\. ", part, re.MULTILINE))) <= 5
    assert len({tuple(BLOCK.findall(part)) for part in PART.values()}) == 1
    codes = [sorted(re.findall(r"`([^`\n]*(?:/|=|\(|\")[^`\n]*)`", BLOCK.sub("", part))) for part in PART.values()]
    assert codes[0] == codes[1]
