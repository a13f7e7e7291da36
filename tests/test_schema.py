"""The published schema: what a run saves fits it, and what does not fit is told by file, row and field."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import govreports as gr
from govreports.cli import main
from govreports.columns import CELL_COLUMNS, KEY_COLUMNS
from govreports.dataset import store
from govreports.dataset.data import Dataset
from govreports.dataset.settings import DatasetSettings
from govreports.workbook.datapackage import write_package
from govreports.workbook.table_schema import table_schema
from govreports.workbook.validate import Fault, validate

RAW = Path(__file__).parents[1] / "data" / "raw"


@cache
def hongze() -> Dataset:
    with TemporaryDirectory() as folder:
        shutil.copy(RAW / "huaian_hongze_qu_2024.pdf", folder)
        return gr.read_folder(folder, progress=False)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return hongze().save(tmp_path)


def spoilt(folder: Path, name: str, line: int, old: str, new: str) -> list[Fault]:
    """Replace a text in one line of a file, as somebody would in Excel."""
    file = folder / name
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    return validate(folder)


def test_what_is_saved_is_as_the_schema_says(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate(saved) == []
    assert main(["validate", str(saved)]) == 0
    assert "as the schema says" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "line", "old", "new", "field", "note"),
    [
        ("cells.csv", 2, "number", "good", "state", "'good' is none of the ids"),
        ("cells.csv", 3, ",2024,", ",next,", "year", 'type is "integer'),
        ("cells.csv", 4, ",2024,", ",1924,", "year", "minimum"),
        ("cells.csv", 2, "made", "total", "column", "no edition of the form has the cell disclosure/regulations/total"),
        ("cells.csv", 2, "0.0,件,number", ",件,number", "value", "the state is number and there is no value"),
        ("cells.csv", 2, "number", "blank", "value", "a blank is not a number"),
        ("cells.csv", 2, "huaian_hongze_qu_2024", "huaian_hongze_qu_2042", "report", "huaian_hongze_qu_2042"),
        ("cells.csv", 3, "repealed", "made", "report, table, item, column", "same as in the row"),
        ("checks.csv", 2, "pass", "fine", "status", "'fine' is none of the ids"),
        ("checks.csv", 2, ",0.0,pass", ",7.0,pass", "delta", "delta is 7"),
        ("reports.csv", 2, "huaian_hongze_qu_2024,", ",", "report", "required"),
    ],
)
def test_what_is_broken_is_told_by_file_row_and_field(
    saved: Path, name: str, line: int, old: str, new: str, field: str | None, note: str
) -> None:
    faults = spoilt(saved, name, line, old, new)
    told = [fault for fault in faults if fault.file == name and fault.row == line and note in fault.note]
    assert told, faults
    assert field is None or told[0].field == field


def test_a_column_that_is_missing_is_named(saved: Path) -> None:
    faults = spoilt(saved, "cells.csv", 1, "state", "condition")
    assert any("state" in str(fault) and fault.file == "cells.csv" for fault in faults)


def test_a_table_that_is_missing_is_named_and_the_command_fails(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (saved / "checks.csv").unlink()
    assert main(["validate", str(saved)]) == 1
    assert capsys.readouterr().out.startswith("checks.csv: is missing")


def test_extract_describes_what_it_saves_and_what_is_spoilt_there_is_told(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    shutil.copy(RAW / "huaian_hongze_qu_2024.pdf", raw)
    main(["extract", str(raw), "--out", str(out), "--quiet"])
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert all((out / resource["path"]).is_file() for resource in package["resources"])
    assert json.loads((out / "dataset.jsonld").read_text(encoding="utf-8"))["@type"] == "Dataset"
    assert validate(out) == []
    (fault,) = spoilt(out, "checks.csv", 2, ",0.0,pass", ",7.0,pass")
    assert str(fault) == "checks.csv, row 2, delta: delta is 7.0, and left − right is 0.0"


def test_the_schema_has_the_columns_of_the_contract_in_their_order() -> None:
    assert [field["name"] for field in table_schema("cells")["fields"]] == [*KEY_COLUMNS, *CELL_COLUMNS]


def test_the_package_of_a_run_holds_schema_and_form_and_beside_it_lies_its_description(saved: Path) -> None:
    package = json.loads(write_package(hongze(), saved).read_text(encoding="utf-8"))
    cells = next(one for one in package["resources"] if one["name"] == "cells")
    assert cells["schema"] == table_schema("cells")
    denied = package["govreports:form"]["2021"]["applications"]["items"][4]
    assert (denied["id"], denied["zh"]) == ("denied_state_secret", "属于国家秘密")
    described = json.loads((saved / "dataset.jsonld").read_text(encoding="utf-8"))
    assert (described["@type"], described["temporalCoverage"]) == ("Dataset", "2024/2024")
    assert {part["contentUrl"] for part in described["distribution"]} >= {"cells.csv", "reports.csv", "checks.csv"}


def test_a_dataset_too_long_for_csv_is_described_by_its_parquet_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SETTINGS", DatasetSettings(csv_rows=100))
    place = hongze().save(tmp_path / "out")
    package = json.loads(write_package(hongze(), tmp_path, saved=place).read_text(encoding="utf-8"))
    paths = {one["name"]: one["path"] for one in package["resources"]}
    assert paths["cells"].endswith("/cells.parquet") and paths["reports"].endswith("/reports.parquet")
    assert all((place / path).is_file() for path in paths.values())
