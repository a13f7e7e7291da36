"""A folder of very many files is saved by batches: the same tables, and one changed file costs its batch alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from govreports.dataset import batches, extract
from govreports.dataset.data import FRAMES, Dataset
from govreports.dataset.extract import extract as made_of
from govreports.dataset.folder import ReadOptions, read_folder
from govreports.dataset.settings import DatasetSettings
from govreports.workbook.datapackage import write_package
from tests.typeset import Layout, editions, sample_report
from tests.typeset.web import Web, page

HERE = ReadOptions(workers=0, progress=False)


def write(folder: Path, number: int, seed: int) -> None:
    """Write the report of one of three agencies and a year."""
    agency, year = f"{'东西南'[number % 3]}安市人民政府", 2021 + number // 3
    report = replace(sample_report(editions("2021"), seed), agency=agency, year=year)
    (folder / f"{number:02d}.html").write_bytes(page(report, Web(layout=Layout())))


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (batches, extract):
        monkeypatch.setattr(module, "SETTINGS", DatasetSettings(batch_files=3))
    (folder := tmp_path / "raw").mkdir()
    for number in range(9):
        write(folder, number, number)
    (folder / "09.pdf").write_bytes(b"%PDF-1.4 that ends here")
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The batches whose tables are made."""
    names: list[str] = []
    make = batches._made

    def noted(*given: Any) -> Any:
        names.append(given[-1])
        return make(*given)

    monkeypatch.setattr(batches, "_made", noted)
    return names


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("tables-*/*")}


def frames_of(data: Dataset) -> Iterator[tuple[str, str]]:
    return ((name, getattr(data, name).to_csv(index=False)) for name in FRAMES)


def test_tables_saved_by_batches_are_those_of_the_whole_folder_in_its_order(raw: Path, tmp_path: Path) -> None:
    saved, whole = made_of(raw, tmp_path / "out", HERE), read_folder(raw, workers=0, progress=False)
    assert len(list((tmp_path / "out").glob("tables-*/cells-*.parquet"))) == 4
    assert saved.checks["check"].eq("carried_over").any() and len(saved.problems) == 1
    assert dict(frames_of(saved)) == dict(frames_of(whole))
    assert saved.sql("select count(*) as n from cells")["n"].tolist() == [len(whole.cells)]


def test_one_changed_file_costs_its_batch_alone_and_gives_what_a_first_run_gives(
    raw: Path, tmp_path: Path, made: list[str]
) -> None:
    made_of(raw, tmp_path / "out", HERE)
    assert made == ["-0", "-1", "-2", "-3"]
    made.clear()
    write(raw, 4, 40)
    made_of(raw, tmp_path / "out", HERE)
    (again,) = made
    made_of(raw, tmp_path / "fresh", HERE)
    assert content(tmp_path / "out") == content(tmp_path / "fresh")
    assert raw / "04.html" in batches.batches(raw, sorted(raw.iterdir()))[again]


def test_files_that_may_claim_one_id_are_of_one_batch(raw: Path) -> None:
    """The second report of ``17.pdf`` has the id of the one in ``17#2.pdf``, unless one knows of the other."""
    names = [f"{number}{more}" for number in range(20) for more in (".pdf", "#2.pdf", ".pdf#2.html")]
    parted = batches.batches(raw, [raw / name for name in names])
    stems = [{file.name.split(".")[0].split("#")[0] for file in files} for files in parted.values()]
    assert len(parted) > 20 and sum(map(len, stems)) == len(set[str]().union(*stems)) == 20


def test_what_is_described_of_tables_saved_by_batches_refers_to_no_file_that_is_not_there(
    raw: Path, tmp_path: Path
) -> None:
    resources = json.loads(write_package(made_of(raw, tmp_path / "out", HERE), tmp_path / "out").read_bytes())[
        "resources"
    ]
    names = {resource["name"] for resource in resources}
    assert {"cells-0", "reports-3", "problems-faults"} <= names
    assert not any("foreignKeys" in resource["schema"] for resource in resources)


def test_a_batch_of_which_a_file_is_damaged_is_made_anew(raw: Path, tmp_path: Path, made: list[str]) -> None:
    made_of(raw, tmp_path / "out", HERE)
    (cells,) = tmp_path.glob("out/tables-*/cells-2.parquet")
    cells.write_bytes(cells.read_bytes()[:-1] + b"?")
    made.clear()
    write(raw, 4, 40)
    assert len(made_of(raw, tmp_path / "out", HERE).reports) == 9
    assert len(made) == 2 and "-2" in made
