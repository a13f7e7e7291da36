"""A briefing has two pages, or one where there is little to say: in Word and printed, whoever it is about."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm

from govreports.briefing.brief import brief
from govreports.dataset.data import Dataset
from tests.charts_cases import made
from tests.figures_data import figures
from tests.lab_server import browser_page

CASES: dict[str, tuple[Dataset, str, str]] = {
    "seven years, failing sums": (figures(), "平潭综合实验区管委会", "en"),
    "seven years, in Chinese": (figures(), "平潭综合实验区管委会", "zh"),
    "one year only": (figures(), "淮安市", "en"),
    "no number anywhere": (made(3, (2024,), "blank"), "a1", "en"),
    "long names, many peers": (made(16, tuple(range(2019, 2025)), long=True), "a7", "en"),
}

#: One year without a number of cases to draw is told in sentences.
PAGES = dict.fromkeys(CASES, 2) | {"one year only": 1, "no number anywhere": 1}


@pytest.fixture(scope="module")
def briefings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, ...]]:
    return {
        name: brief(data, agency, None, tmp_path_factory.mktemp("brief"), lang)
        for name, (data, agency, lang) in CASES.items()
    }


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_printed_from_the_browser(briefings: dict[str, tuple[Path, ...]]) -> None:
    with browser_page() as (_, page):
        for name, (_, html) in briefings.items():
            page.goto(html.as_uri())
            assert pages(page.pdf(prefer_css_page_size=True)) == PAGES[name], name


def test_in_word(briefings: dict[str, tuple[Path, ...]], tmp_path: Path) -> None:
    assert printed({name: docx for name, (docx, _) in briefings.items()}, tmp_path) == PAGES


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_in_a_template_with_the_margins_of_an_official_letter(tmp_path: Path, lang: str) -> None:
    template = Document()
    section = template.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin = Cm(2.8), Cm(2.6), Cm(3.7)
    template.add_paragraph("单位抬头")
    template.save(str(tmp_path / "template.docx"))
    docx, _ = brief(figures(), "平潭综合实验区管委会", None, tmp_path, lang, tmp_path / "template.docx")
    assert [shape.width <= Cm(15.6) for shape in Document(str(docx)).inline_shapes] == [True] * 3
    assert printed({"letter": docx}, tmp_path) == {"letter": 2}


def printed(files: dict[str, Path], folder: Path) -> dict[str, int]:
    """Count the pages that LibreOffice makes of Word files."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    named = {name: folder / f"{place}.docx" for place, name in enumerate(files)}
    for name, file in files.items():
        shutil.copy(file, named[name])
    command = [office, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *named.values()], check=True, capture_output=True)
    return {name: pages(file.with_suffix(".pdf").read_bytes()) for name, file in named.items()}
