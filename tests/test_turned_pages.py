"""A table that lies on its side is read as it would stand, and its cells are shown where they lie."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from govreports import read_report
from tests.typeset import Layout, sample_report, typeset

DONE = typeset(sample_report("2021", seed=7))
UNRULED = typeset(sample_report("2021", seed=7), Layout(rules="none"))


def _turned(data: bytes, quarters: int) -> bytes:
    """Turn the content of every page, not the page: its width and height change places."""
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            matrix = {1: (0, -1, 1, 0, 0, width), 2: (-1, 0, 0, -1, width, height), 3: (0, 1, -1, 0, height, 0)}[
                quarters
            ]
            page.contents_add(f"q {' '.join(map(str, matrix))} cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ")
            page.mediabox = pikepdf.Array([0, 0, *((height, width) if quarters % 2 else (width, height))])
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_table_without_rules_is_told_by_the_position_of_its_words(quarters: int, tmp_path: Path) -> None:
    path = tmp_path / "甲市乙局2023年.pdf"
    path.write_bytes(_turned(UNRULED.pdf, quarters))
    read = {(cell.table, cell.item, cell.column): cell for cell in read_report(path).cell_rows}
    assert {key: (cell.value, cell.flag) for key, cell in read.items()} == {
        key: (true.value if true.value is None else float(true.value), None) for key, true in UNRULED.cells.items()
    }


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_rotated_content_is_read_as_text_and_shown_where_it_lies(quarters: int, tmp_path: Path) -> None:
    path = tmp_path / "甲市乙局2023年.pdf"
    path.write_bytes(_turned(DONE.pdf, quarters))
    cells = {(cell.table, cell.item, cell.column): cell for cell in read_report(path).cell_rows}
    assert {key: cell.value for key, cell in cells.items()} == {
        key: true.value if true.value is None else float(true.value) for key, true in DONE.cells.items()
    }
    assert {(cell.method, cell.flag) for cell in cells.values()} == {("text", None)}
    with pikepdf.open(io.BytesIO(DONE.pdf)) as document:
        width, height = (float(side) for side in document.pages[0].mediabox[2:])
    for key, true in DONE.cells.items():
        x0, top, x1, bottom = true.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        x, y = {1: (height - y, x), 2: (width - x, height - y), 3: (y, width - x)}[quarters]
        cell = cells[key]
        assert cell.x0 is not None and cell.x1 is not None and cell.top is not None and cell.bottom is not None
        assert cell.x0 < x < cell.x1 and cell.top < y < cell.bottom
