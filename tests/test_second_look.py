"""A misread digit on a scan told from a published error: digits that do not look like their kind carry a flag."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from govreports.checks.identities import check_identities
from govreports.columns import Cell
from govreports.reading.second_look import FLAG, second_look
from tests.benchmarks.scan_faults import DAMAGES, case, damage, judge
from tests.typeset import sample_report, typeset
from tests.typeset.cases import with_cells
from tests.typeset.cells import Key
from tests.typeset.scans import Scan, scanned_pages

EDITIONS = {"disclosure": "2021", "applications": "2021", "litigation": "2021"}


def scanned(tmp_path: Path, changes: dict[Key, str], damaged: dict[Key, str]) -> tuple[Path, list[Cell]]:
    """A scan of a report with some cells printed otherwise and some damaged, and its cells as they are printed."""
    done = typeset(with_cells(sample_report("2021", 3, distinct=False), changes))
    images = list(scanned_pages(done.pdf, Scan(jpeg=None)))
    for key, kind in damaged.items():
        damage(images[done.cells[key].page - 1], done.cells[key].box, kind, random.Random(1))
    path = tmp_path / "scan.pdf"
    images[0].save(path, "PDF", save_all=True, append_images=images[1:], resolution=200, quality=100)
    cells = []
    for key, cell in done.cells.items():
        value = None if cell.value is None else float(cell.value)
        cells.append(Cell(*key, value, "件", cell.state, cell.text, None, cell.page, *cell.box, "ocr", None))
    return path, cells


def flagged(path: Path, cells: list[Cell]) -> set[Key]:
    found = second_look(path, cells, check_identities(cells, EDITIONS), EDITIONS)
    assert [cell._replace(flag=None) for cell in found] == cells  # nothing but flags is changed
    return {(cell.table, cell.item, cell.column) for cell in found if cell.flag == FLAG}


def number(cells: list[Cell], digits: int) -> Cell:
    return next(
        cell for cell in cells if cell.table == "applications" and len(cell.text) == digits and "8" in cell.text
    )


def test_a_report_whose_sums_add_up_is_not_looked_at_again(tmp_path: Path) -> None:
    assert flagged(*scanned(tmp_path, {}, {})) == set()


def test_a_published_error_looks_as_it_should(tmp_path: Path) -> None:
    _, cells = scanned(tmp_path, {}, {})
    key = number(cells, 2)[:3]
    path, cells = scanned(tmp_path, {key: "77"}, {})
    assert any(check.status == "fail" for check in check_identities(cells, EDITIONS))
    assert flagged(path, cells) == set()


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_digit_that_lost_its_half_is_flagged(tmp_path: Path, kind: str) -> None:
    _, cells = scanned(tmp_path, {}, {})
    wrong = number(cells, 2)
    path, cells = scanned(tmp_path, {}, {wrong[:3]: kind})
    misread = [
        cell._replace(value=33.0, text="33") if cell[:3] == wrong[:3] else cell  # what a network may well say
        for cell in cells
    ]
    assert wrong[:3] in flagged(path, misread)


def test_a_digit_taken_for_another_one_is_flagged_though_nothing_is_damaged(tmp_path: Path) -> None:
    path, cells = scanned(tmp_path, {}, {})
    wrong = number(cells, 2)
    other = "".join("3" if digit == "8" else digit for digit in wrong.text)
    misread = [cell._replace(value=float(other), text=other) if cell[:3] == wrong[:3] else cell for cell in cells]
    assert flagged(path, misread) == {wrong[:3]}


def test_what_was_read_as_text_is_not_looked_at(tmp_path: Path) -> None:
    path, cells = scanned(tmp_path, {}, {})
    wrong = number(cells, 2)
    text = [cell._replace(method="text", value=1.0 if cell[:3] == wrong[:3] else cell.value) for cell in cells]
    assert flagged(path, text) == set()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_no_confusion_on_a_scan_lacks_a_flag(tmp_path: Path, seed: int) -> None:
    counted = judge(*case(seed, tmp_path))
    assert counted["confused: published, but misread"] == 0
    assert counted["misread, no flag"] == 0
    assert counted["published errors shown"] == 1
