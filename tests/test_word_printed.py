"""What LibreOffice makes of a Word file, a PDF and an old DOC: both are read as the Word file is."""

from __future__ import annotations

import shutil

import pytest

from tests.benchmarks.accuracy_prints import score

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed"
)


@pytest.mark.parametrize("name", ["DOC", "ruled", "heads repeated, large print", "no rules"])
def test_no_cell_of_a_print_is_wrong(name: str) -> None:
    found = score(name, 1)
    assert found.wrong == 0
    assert found.cells >= 186
    if (
        name != "no rules"
    ):  # LibreOffice's way from DOC to DOCX may shift the columns of table 四, which is then in doubt
        assert found.right > (0.9 if name == "DOC" else 0.95) * found.cells
