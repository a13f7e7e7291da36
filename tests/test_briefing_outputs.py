"""What a run and a briefing write: one offline page, a workbook with numbers, tables described, a Word file."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from govreports import charts
from govreports.briefing import brief as brief_module
from govreports.briefing.brief import brief
from govreports.briefing.brief_html import brief_html
from govreports.briefing.brief_slides import brief_slides
from govreports.briefing.brief_word import MARKER, brief_word
from govreports.briefing.content import content_of
from govreports.charts import compare, funnel
from govreports.columns import CHECK_COLUMNS, KEY_COLUMNS, frame
from govreports.dataset.data import Dataset
from govreports.dataset.diff import diff
from govreports.quality.diff_page import diff_page
from govreports.quality.quality_page import quality_page
from govreports.runs import run as run_module
from govreports.runs.agency_pages import agency_page
from govreports.runs.lab import command
from govreports.runs.report_page import report_page
from govreports.runs.run import RunResult, present
from govreports.view.opening import view_of
from govreports.view.view import View
from govreports.workbook.datapackage import write_package
from govreports.workbook.questions import questions
from govreports.workbook.workbook import sheets, write_workbook
from tests.figures_data import figures

FAILING = ("outcomes_sum", "litigation", "reconsideration", "total", 11.0, 0.0, 11.0, "fail", "published", "")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    view = view_of(figures())
    tables = {question.zh: question.table(view) for question in questions()}
    file = tmp_path_factory.mktemp("book") / "tables.xlsx"
    write_workbook(view, tables | sheets(view), file)
    return file


def test_the_workbook_holds_numbers_as_numbers(workbook: Path) -> None:
    sheet = load_workbook(workbook)["公开率等"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == ["机关", "机关代码", "年份", "指标", "分子", "分母", "数值", "95% 区间下限", "95% 区间上限", "说明"]
    rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    found = [row for row in rows if row["机关代码"] == "huaian_shi" and row["指标"] == "公开率"]
    assert [(row["分子"], row["分母"]) for row in found] == [(1816, 3050)]
    assert found[0]["数值"] == pytest.approx(1816 / 3050)
    assert sheet.freeze_panes == "A2"


def test_the_workbook_begins_with_notes(workbook: Path) -> None:
    book = load_workbook(workbook)
    notes = "\n".join(str(cell) for row in book["说明"].iter_rows(values_only=True) for cell in row)
    assert "空白不按零计" in notes
    assert "国务院令第711号" in notes
    assert {"申请数量", "办理结果", "纠错率败诉率", "对不上的合计", "指标定义"} <= set(book.sheetnames)


def test_a_share_is_shown_as_per_cent_beside_a_ratio_and_a_count(workbook: Path) -> None:
    book = load_workbook(workbook)
    rates = {row[3].value: row[6].number_format for row in book["公开率等"].iter_rows(min_row=2)}
    assert (rates["公开率"], rates["结收比"]) == ("0.0%", "0.00")
    moved = [row for row in book["逐年变化"].iter_rows(min_row=2) if row[4].value is not None]
    assert {row[4].number_format for row in moved if row[1].value == "公开率"} == {"0.0%"}
    received = [row for row in moved if row[1].value == "新收申请" and row[9].value is not None]
    assert {(row[4].number_format, row[9].number_format) for row in received} == {("#,##0", "0.0%")}


def test_every_head_of_a_chinese_workbook_is_chinese_and_an_amount_names_its_unit(workbook: Path) -> None:
    book = load_workbook(workbook)
    heads = {str(cell.value) for sheet in book for cell in sheet[1] if cell.value is not None}
    assert {head for head in heads if not re.search(r"[\u4e00-\u9fff]", head)} == {"SHA-256"}
    assert "行政事业性收费金额（万元）" in heads


def test_long_notes_are_read_whole_on_screen_and_on_paper(workbook: Path) -> None:
    notes = load_workbook(workbook)["说明"]
    longest = max(notes["B"], key=lambda cell: len(cell.value))
    assert longest.alignment.wrap_text
    assert notes.row_dimensions[longest.row].height > 20
    assert (notes.page_setup.orientation, notes.page_setup.fitToHeight, notes.print_title_rows) == (
        "landscape",
        0,
        "$1:$1",
    )


def test_no_text_is_run_as_a_formula(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    write_workbook(view_of(figures()), {"坏": pd.DataFrame({"a": ["=1+1", "-2"]})}, file)
    sheet = load_workbook(file)["坏"]
    assert [cell.data_type for cell in sheet["A"]] == ["s", "s", "s"]


def test_the_same_tables_have_the_same_bytes(workbook: Path, tmp_path: Path) -> None:
    view = view_of(figures())
    again = tmp_path / "again.xlsx"
    write_workbook(view, {question.zh: question.table(view) for question in questions()} | sheets(view), again)
    assert again.read_bytes() == workbook.read_bytes()


def test_every_field_of_the_cells_is_described(tmp_path: Path) -> None:
    view = view_of(figures(), lang="en")
    package = json.loads(write_package(view.data, view.data.save(tmp_path), lang=view.lang).read_text(encoding="utf-8"))
    resources = {resource["name"]: resource["schema"]["fields"] for resource in package["resources"]}
    for name in ("reports", "cells", "checks", "problems", "sections"):
        assert all(field.get("description") for field in resources[name]), name
    assert {field["name"]: field["type"] for field in resources["cells"]}["value"] == "number"


def test_the_briefing_says_numbers_with_what_they_rest_on(tmp_path: Path) -> None:
    docx, html = brief(figures(), "淮安市洪泽区", 2024, tmp_path)
    text = "\n".join(paragraph.text for paragraph in Document(str(docx)).paragraphs)
    assert "淮安市洪泽区人民政府政府信息公开工作简报" in text
    assert "2024 年新收申请 95 件，比 2023 年增长 352%。" in text
    assert "公开率 62%（59/95，95% 区间 52%–71%）" in text
    pictures = [shape._inline.docPr.get("descr") for shape in Document(str(docx)).inline_shapes]
    assert len(pictures) == 3
    assert all(pictures)
    page = html.read_text(encoding="utf-8")
    assert page.count("<img alt=") == 3
    assert page.index("新收申请 95 件") < page.index("结转下年")  # what changed beyond chance comes first
    assert not re.search(r'(src|href)="(?!data:|#)', page)


def test_the_briefing_goes_into_a_template_of_ones_own(tmp_path: Path) -> None:
    template = Document()
    template.add_paragraph("单位抬头")
    template.add_paragraph(MARKER)
    template.add_paragraph("落款")
    template.save(str(tmp_path / "template.docx"))
    docx, _ = brief(figures(), "huaian_shi", None, tmp_path, template=tmp_path / "template.docx")
    texts = [paragraph.text for paragraph in Document(str(docx)).paragraphs]
    assert texts[0] == "单位抬头"
    assert texts[-1] == "落款"
    assert MARKER not in texts


def test_an_unknown_agency_and_a_year_without_report_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="没有机关符合“火星局”"):
        brief(figures(), "火星局", 2024, tmp_path)
    with pytest.raises(ValueError, match="没有 2018 年的报告"):
        brief(figures(), "淮安市", 2018, tmp_path)


def test_lab_starts_this_python_on_notebook_01() -> None:
    root = Path(run_module.__file__).resolve().parents[2]
    found = command(root)
    assert found[1:4] == ["-m", "jupyterlab", "notebooks/01_extract_and_check.ipynb"]


def test_a_report_of_nothing_but_zeros_is_told_in_a_sentence_and_draws_no_bar() -> None:
    content = content_of(view_of(figures()), "卫东区司法局", 2024)
    assert content.sentences[0] == "2024 年没有收到政府信息公开申请，也没有审结的行政复议和行政诉讼。"
    assert content.charts == ()
    assert ">nan<" not in brief_html(content)


def test_one_year_alone_is_said_and_not_drawn_as_one_bar() -> None:
    content = content_of(view_of(figures()), "huaian_shi", 2024)
    assert any(line.startswith("办理结果（件）：") for line in content.sentences)
    assert not any("新收" in chart.heading for chart in content.charts)


def test_one_page_for_a_reader_with_a_minute() -> None:
    content = content_of(view_of(figures()), "淮安市洪泽区", 2024, pages=1)
    assert (len(content.charts), len(content.table)) == (1, 7)
    assert brief_html(content).count("<section>") == 1
    with pytest.raises(ValueError, match="1 or 2"):
        content_of(view_of(figures()), "淮安市洪泽区", 2024, pages=3)


def test_every_agency_of_a_year_gets_its_briefing_from_indicators_computed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[View, str]] = []
    monkeypatch.setattr(brief_module, "content_of", lambda view, agency, *_options: asked.append((view, agency)))
    monkeypatch.setattr(brief_module, "_written", lambda *_, **_more: (tmp_path, tmp_path))
    assert len(brief_module.brief_all(figures(), 2023, tmp_path)) == len({who for _, who in asked}) == 16
    (view,) = {id(view): view for view, _ in asked}.values()
    one, other = view.beside("huaian_shi"), replace(view.beside("suqian_shi"), years=(2023,))
    one.of("huaian_shi")
    assert one.computed is other.computed and len(view.computed) == 1


def test_the_page_of_results_lists_every_failing_sum_with_its_agency() -> None:
    data = figures()
    failing = [(row["report"], row["agency"], row["year"], *FAILING) for row in data.reports.to_dict("records")]
    view = view_of(replace(data, checks=frame(failing, KEY_COLUMNS | CHECK_COLUMNS)))
    page = report_page(view, {}, "结果", [("agencies/suqian_shi.html", "宿迁市人民政府")])
    assert page.count("各项结果之和 = 总计（行政复议/总计）：11 ≠ 0") == 82
    assert '<a href="agencies/suqian_shi.html">宿迁市人民政府</a>' in page
    assert page.index("摘要") < page.index("对不上的合计：82 处")


def test_whatever_may_be_sent_says_that_the_sample_is_not_the_original(tmp_path: Path) -> None:
    """Of each file of 淮安市洪泽区 the first words say so, before any number."""
    data = figures()
    data = replace(data, reports=data.reports.assign(provenance="set_anew"))
    content = content_of(view_of(data), "huaian_hongze_qu")
    write_workbook(view_of(data), {}, tmp_path / "tables.xlsx")
    write_package(data, tmp_path)
    slides = Presentation(io.BytesIO(brief_slides(content))).slides
    document = Document(io.BytesIO(brief_word(content)))
    pages = {
        "agency": agency_page(view_of(data), "huaian_hongze_qu"),
        "quality": quality_page(data),
        "briefing": brief_html(content),
        "diff": diff_page(diff(Dataset(), data)),
        "chart": compare(view_of(data).side_by_side("disclosure_rate", 2024)).caption,
        "coverage": charts.coverage(data).caption,
        "2024": charts.reconsideration_first(data).caption,
        "funnel": funnel(view_of(data).funnel("disclosure_rate")).caption,
        "pptx": "".join(shape.text_frame.text for shape in slides[0].shapes),
        "docx": "".join(paragraph.text for paragraph in document.paragraphs[:4]),
        "xlsx": str(load_workbook(tmp_path / "tables.xlsx")["说明"]["B2"].value),
        "datapackage": (tmp_path / "datapackage.json").read_text(encoding="utf-8"),
    }
    assert [name for name, text in pages.items() if "重新排印，并非原件" not in text] == []


def test_the_page_of_an_agency_holds_its_years_and_leads_back() -> None:
    page = agency_page(view_of(figures(), lang="en"), "huaian_hongze_qu")
    assert '<a href="../report.html">' in page
    assert "<th>2023</th><th>2024</th>" in page


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    place = figures().save(tmp_path_factory.mktemp("out"))
    return present(place, agencies=["平潭综合实验区管委会", "宿迁市"], lang="en")


@pytest.mark.slow
class TestRun:
    def test_the_page_needs_nothing_from_elsewhere(self, result: RunResult) -> None:
        page = result.page.read_text(encoding="utf-8")
        assert not re.search(r'(src|href)="https?:|@import', page)
        assert 'vegaEmbed("#rates"' in page
        assert "change `folder`" not in page
        # Vega-Lite is inside the page, and its script names tags of its own.
        pictures = re.findall(r"<img[^>]*>", re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL))
        assert len(pictures) >= 25
        assert all(re.search(r'alt="(?!No description)[^"]{20,}', picture) for picture in pictures)

    def test_the_parameters_are_those_of_the_run(self, result: RunResult) -> None:
        notebook = json.loads(result.notebooks[2].read_text(encoding="utf-8"))
        injected = [cell for cell in notebook["cells"] if "injected-parameters" in cell["metadata"].get("tags", [])]
        assert "lang = 'en'" in "".join(injected[0]["source"])

    def test_charts_are_kept_with_their_numbers(self, result: RunResult) -> None:
        kinds = {file.suffix for file in result.charts.iterdir() if not file.name.startswith(".")}
        assert kinds == {".png", ".svg", ".pdf", ".csv"}
        assert len(list(result.charts.glob("*.png"))) == len(list(result.charts.glob("*.csv"))) >= 25

    def test_the_data_package_names_every_frame_and_table(self, result: RunResult) -> None:
        place = result.page.parent
        resources = json.loads(result.package.read_text(encoding="utf-8"))["resources"]
        paths = [resource["path"] for resource in resources]
        assert {"reports.csv", "cells.csv", "checks.csv", "problems.csv", "sections.csv"} < set(paths)
        assert all((place / path).is_file() for path in paths)

    def test_nothing_new_draws_nothing_anew(self, result: RunResult) -> None:
        before = {file: file.stat().st_mtime_ns for file in result.charts.glob("*.pdf")}
        present(result.page.parent, agencies=["平潭综合实验区管委会", "宿迁市"], lang="en")
        assert {file: file.stat().st_mtime_ns for file in result.charts.glob("*.pdf")} == before
