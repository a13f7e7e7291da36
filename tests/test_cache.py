"""What was read before is not read again, unless the file, its name where that tells something, or a rule changed."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import govreports as gr
from govreports.dataset import cache, extract
from govreports.dataset.folder import ReadOptions, read_folder
from govreports.dataset.known_files import hashes
from govreports.sources.file_limits import Limits
from tests.conftest import RAW
from tests.typeset import Layout, editions, sample_report
from tests.typeset.web import Web
from tests.typeset.web import page as saved_page

HOUSE = Path(gr.__file__).parent
GOOD = RAW / "huaian_shi_2024.pdf"


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOVREPORTS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(GOOD, folder / "good.pdf")
    return folder


def imported(file: Path) -> Iterator[str]:
    """The modules that a file imports to read; what `report` imports inside functions draws, and reads nothing."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    typing = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    left_out = {id(inner) for node in typing for part in node.body for inner in ast.walk(part)}
    nodes = ast.iter_child_nodes(tree) if file.parent.name == "report" else ast.walk(tree)
    for node in nodes:
        if id(node) in left_out:
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def closure(*modules: str) -> tuple[set[Path], set[str]]:
    """All files of the package that some modules import, and all packages from elsewhere."""
    files: set[Path] = set()
    packages: set[str] = set()
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if not name.startswith("govreports"):
            packages.add(name.partition(".")[0])
            continue
        module = HOUSE.parent / name.replace(".", "/")
        file = next((f for f in (module.with_suffix(".py"), module / "__init__.py") if f.is_file()), None)
        if file is not None and file not in files and file != HOUSE / "__init__.py":
            files.add(file)
            waiting += imported(file)
    return files, packages - sys.stdlib_module_names


def test_the_rules_that_decide_a_reading_are_what_the_reader_imports_and_no_more() -> None:
    files, packages = closure("govreports.reading.read_file", "govreports.dataset.records")
    listed = {HOUSE / part for part in cache.READING}
    covered = {file for part in listed for file in ([part] if part.is_file() else part.rglob("*.py"))}
    assert files <= covered
    assert {file for file in covered - files if file.suffix == ".py" and file.name != "__init__.py"} == set()
    assert packages - {"pandas"} == cache.LIBRARIES.keys() - {"rapidocr"}  # pandas only shows; OCR models are data


def test_another_version_of_a_library_that_reads_makes_saved_tables_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files were read anew, and the tables of the old reading kept: by name nothing had changed."""
    kept = (cache.rules, extract._rules)
    with monkeypatch.context() as patched:
        before = extract._told(RAW, ReadOptions())
        patched.setattr(cache, "_version", lambda package: "another")
        for rules in kept:
            rules.cache_clear()
        assert extract._told(RAW, ReadOptions())["rules"] != before["rules"]
    for rules in kept:
        rules.cache_clear()
    assert extract._told(RAW, ReadOptions()) == before


def test_a_record_that_is_not_what_was_written_is_found_out(raw: Path) -> None:
    before = read_folder(raw, progress=False, workers=0)
    (record,) = cache.reading_folder().iterdir()
    whole = record.read_bytes()
    other = record.with_name(record.name.replace(record.name[-4:], "0000"))
    other.write_bytes(whole)
    assert cache.find(other.name.partition("-")[2], raw / "good.pdf", "pdfium", Limits()) is None
    for damage in (b"", whole[:-1], whole[:99], zlib.compress(json.dumps({"reports": [], "problems": []}).encode())):
        record.write_bytes(damage)
        assert read_folder(raw, progress=False, workers=0).cells.equals(before.cells)


def test_a_file_that_did_not_change_is_not_opened_and_a_renamed_or_copied_one_is_not_read(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_hour_ago = (GOOD.stat().st_mtime - 3600,) * 2
    os.utime(raw / "good.pdf", an_hour_ago)
    before = read_folder(raw, progress=False, workers=0)
    monkeypatch.setattr("govreports.dataset.folder.read_one", None)
    shutil.copy2(raw / "good.pdf", raw / "copy.pdf")
    (raw / "good.pdf").rename(raw / "renamed.pdf")
    after = read_folder(raw, progress=False, workers=0)
    assert after.reports["report"].tolist() == ["copy", "renamed"]
    assert len(after.cells) == 2 * len(before.cells)


def test_a_file_that_changes_within_the_tick_of_a_clock_is_looked_at_again(raw: Path) -> None:
    file = raw / "a.txt"
    file.write_bytes("甲市乙局2024年".encode())
    read_folder(raw, progress=False, workers=0)
    time = file.stat().st_mtime_ns
    file.write_bytes("甲市乙局2023年".encode())
    os.utime(file, ns=(time, time))

    assert hashes(raw, [file])[file] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_report_that_its_name_alone_tells_is_read_again_under_another_name(raw: Path) -> None:
    report = sample_report(editions("2021"), 4)
    page = saved_page(report, Web(layout=Layout())).decode()
    page = page.replace(report.agency, "").replace(str(report.year), "")
    (raw / "丙市财政局2022年政府信息公开工作年度报告.html").write_text(page, encoding="utf-8")
    (raw / "丁市教育局2023年政府信息公开工作年度报告.html").write_text(page, encoding="utf-8")
    for _ in range(2):
        reports = read_folder(raw, progress=False, workers=0).reports.sort_values("agency")
        assert reports["agency"].tolist() == ["丁市教育局", "丙市财政局", "淮安市人民政府"]


def test_force_reads_again_and_only_leaves_the_rest_as_it_is_known(raw: Path) -> None:
    read_folder(raw, progress=False, workers=0)
    (record,) = cache.reading_folder().iterdir()
    first = record.stat().st_ino
    (raw / "new.txt").write_text("甲市乙局", encoding="utf-8")
    data = read_folder(raw, progress=False, workers=0, force=True, only="*.pdf")
    assert record.stat().st_ino != first
    assert data.problems["code"].tolist() == ["left_out"]
    assert data.reports["report"].tolist() == ["good"]
