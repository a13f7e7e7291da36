"""What LibreOffice makes of a Word file, a PDF and an old DOC: both are read as the Word file is."""

from __future__ import annotations

import shutil

import pytest

from tests.benchmarks.accuracy_prints import score

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed"
)


@pytest.mark.parametrize(
    ("name", "least"), [("DOC", 1.0), ("ruled", 0.95), ("heads repeated, large print", 0.95), ("no rules", 0.0)]
)
def test_no_cell_of_a_print_is_wrong(name: str, least: float) -> None:
    found = score(name, 1)
    assert found.wrong == 0
    assert found.cells >= 186
    assert found.right >= least * found.cells
