"""Workbooks: a cell's number is what the sheet shows, in its number format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule, IconSetRule
from openpyxl.styles import Alignment, Color, Font, PatternFill

from govreports import read_report
from govreports.errors import ReadError
from govreports.sources import xlsx
from govreports.sources.document import GridCell
from tests.typeset import hidden, sample_report


def _cell(value: object, **look: Any) -> GridCell:
    book = Workbook()
    sheet = book.active
    sheet.append(["规章", value, 7])
    for name, setting in look.items():
        setattr(sheet["B1"], name, setting)
    return _cells(book)[1]


def _cells(book: Workbook) -> tuple[GridCell, ...]:
    stream = io.BytesIO()
    book.save(stream)
    (grid,) = xlsx.read(Path("a.xlsx"), stream.getvalue()).grids
    return grid.cells


@pytest.mark.parametrize(
    ("value", "number_format", "shown", "doubt"),
    [
        (352.1777, "0.00", "352.18", None),  # rounded_format
        (36.99999, "0", "37", None),
        (2.5, "0", "3", None),  # a spreadsheet rounds halves up
        (3521800, "0!.00,", "35.22", "text_unlike_ink"),  # wan_format
        (3521800, "#,##0.00,", "3,521.80", None),
        (12, ";;;", "", None),
        (0, "0;-0;;@", "", None),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-", None),
        (-3, "0;(0)", "(3)", None),
        (12, '0"件"', "12件", None),
        (12, "[DBNum1]0", "12", "text_unlike_ink"),
        ("12", ";;;", "", None),
        (0.1 + 0.2, "General", "0.3", None),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(value: object, number_format: str, shown: str, doubt: str) -> None:
    cell = _cell(value, number_format=number_format)
    assert (cell.text, cell.doubt) == (shown, doubt)


@pytest.mark.parametrize(
    "font",
    [Font(strike=True), Font(color="FFFFFFFF"), Font(color=Color(theme=0)), Font(color=Color(theme=1, tint=0.9999))],
    ids=["struck_cell", "white", "theme white", "black made white"],
)
def test_a_struck_out_or_white_number_is_not_read(font: Font) -> None:
    assert _cell(1286, font=font).text == ""


@pytest.mark.parametrize(
    "look",
    [
        {"fill": PatternFill("darkUp", fgColor="000000")},
        {"alignment": Alignment(horizontal="fill")},  # shown as often as the cell has room
        {"font": Font(name="Wingdings")},
        {"number_format": "[White]0"},
    ],
)
def test_a_look_that_may_change_a_number_leaves_it_in_doubt(look: dict[str, Any]) -> None:
    assert _cell(12, **look).doubt == "text_unlike_ink"


def test_a_number_in_the_colour_of_its_ground_is_no_plain_blank() -> None:
    cell = _cell(12, font=Font(color="FFFFFF"))
    assert (cell.text, cell.doubt) == ("", "hidden_text")


@pytest.mark.parametrize(
    ("rule", "doubt"),
    [
        (CellIsRule(operator="greaterThan", formula=["1"], fill=PatternFill("solid", bgColor="000000")), "hidden_text"),
        (CellIsRule(operator="greaterThan", formula=["1"], fill=PatternFill("solid", bgColor="FFFF00")), None),
        (IconSetRule("3Arrows", "percent", [0, 33, 67], showValue=False), "hidden_text"),
        (IconSetRule("3Arrows", "percent", [0, 33, 67]), None),
    ],
)
def test_a_conditional_format_that_blackens_or_replaces_a_number_leaves_it_in_doubt(rule: Any, doubt: str) -> None:
    book = Workbook()
    book.active.append(["规章", 12])
    book.active.conditional_formatting.add("B1", rule)
    assert _cells(book)[1].doubt == doubt


def test_cells_under_a_picture_of_a_sheet_are_in_doubt(tmp_path: Path) -> None:
    from PIL import Image as Pixels

    Pixels.new("RGB", (10, 10)).save(tmp_path / "dot.png")
    book = Workbook()
    book.active.append(["规章", 12, None, 7])
    for place in ("B1", "C1"):
        book.active.add_image(Image(tmp_path / "dot.png"), place)
    assert [cell.doubt for cell in _cells(book)] == [None, "covered", "picture", None]


def _repacked(book: Workbook, change: Callable[[bytes], bytes]) -> bytes:
    stream, changed = io.BytesIO(), io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as parts, zipfile.ZipFile(changed, "w") as others:
        for name in parts.namelist():
            others.writestr(change(name.encode()).decode(), change(parts.read(name)))
    return changed.getvalue()


def test_cells_under_a_picture_are_in_doubt_wherever_the_workbook_stands_in_its_package(tmp_path: Path) -> None:
    from PIL import Image as Pixels

    Pixels.new("RGB", (10, 10)).save(tmp_path / "dot.png")
    book = Workbook()
    book.active.append(["规章", 12])
    book.active.add_image(Image(tmp_path / "dot.png"), "B1")
    data = _repacked(book, lambda part: part.replace(b"workbook.xml", b"book.xml"))
    assert [cell.doubt for cell in xlsx.read(Path("a.xlsx"), data).grids[0].cells] == [None, "covered"]
    broken = _repacked(book, lambda part: part.replace(b"</xdr:wsDr>", b"").replace(b"</wsDr>", b""))
    with pytest.raises(ReadError, match="cannot be opened"):
        xlsx.read(Path("a.xlsx"), broken)


def test_white_on_a_dark_fill_is_read() -> None:
    fill = PatternFill("solid", fgColor="FF003366")
    assert _cell(12, font=Font(color="FFFFFFFF"), fill=fill).text == "12"


@pytest.mark.parametrize(
    ("width", "height", "look", "doubt"),
    [
        (2, None, {}, "clipped"),  # shown as ###
        (6, None, {}, None),
        (2, None, {"alignment": Alignment(shrink_to_fit=True)}, None),
        (2, None, {"value": "53497"}, "clipped"),  # the 7 beside it cuts text off
        (2, None, {"value": "53497", "alignment": Alignment(wrap_text=True)}, None),
        (None, 0.1, {}, "clipped"),
        (None, None, {"font": Font(size=3)}, "hidden_text"),
        (None, None, {"font": Font(size=6)}, None),
    ],
)
def test_a_number_without_room_or_too_small_to_read_is_in_doubt(
    width: float | None, height: float | None, look: dict[str, Any], doubt: str | None
) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["规章", 53497, 7])
    sheet.column_dimensions["B"].width = width or 13
    sheet.row_dimensions[1].height = height
    for name, setting in look.items():
        setattr(sheet["B1"], name, setting)
    assert _cells(book)[1].doubt == doubt


def test_a_number_set_as_text_runs_over_into_an_empty_cell() -> None:
    book = Workbook()
    book.active.append(["规章", "53497", None, 7])
    book.active.column_dimensions["B"].width = 2
    assert _cells(book)[1].doubt is None


def test_a_number_has_the_room_of_its_merged_cells_or_of_the_sheet_s_usual_column() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["规章", 53497, None, 7])
    sheet.append(["规章", None, None, 7])
    sheet.column_dimensions["B"].width = 4
    sheet.sheet_format.defaultColWidth = 2
    assert _cells(book)[1].doubt == "clipped"
    sheet.merge_cells("B1:B2")
    assert _cells(book)[1].doubt == "clipped"
    sheet.unmerge_cells("B1:B2")
    sheet.merge_cells("B1:C1")
    assert _cells(book)[1].doubt is None


def test_of_rich_text_the_struck_part_is_left_out_and_a_raised_one_stays_raised() -> None:
    struck, raised = InlineFont(strike=True), InlineFont(vertAlign="superscript")
    assert _cell(CellRichText(TextBlock(struck, "34"), "12", TextBlock(raised, "1"))).text == "12¹"


def test_every_column_of_a_hidden_group_is_hidden() -> None:
    """After x_hidden_cols; the file names the group by its first column only."""
    book = Workbook()
    book.active.append(["规章", 1, 2, 3, 4])
    book.active.column_dimensions.group("B", "D", hidden=True)
    assert [cell.text for cell in _cells(book)] == ["规章", "4"]


def test_a_formula_without_result_alone_in_its_row_is_still_a_cell_of_the_table() -> None:
    """After x_formula_nocache: the row 行政强制 vanished, since only its label was filled."""
    book = Workbook()
    for row in (["行政处罚", 3], ["行政强制", "=0*1"]):
        book.active.append(row)
    assert [(cell.row, cell.text, cell.doubt) for cell in _cells(book)][3] == (1, "", "no_value")


def test_x_formula_nocache_a_sum_without_result_is_what_a_spreadsheet_computes() -> None:
    book = Workbook()
    for row in (
        ["规章", "=5+0", "=B1-2"],
        ["行政规范性文件", "=SUM(B1:C1,B1)", "=SUM(规章)"],
        ["行政许可", "=B3", "=TODAY()"],
    ):
        book.active.append(row)
    numbers = [(cell.text, cell.doubt) for cell in _cells(book) if cell.column]
    assert numbers == [("5", None), ("3", None), ("13", None), *[("", "no_value")] * 3]
    book.calculation.calcMode = "manual"
    assert {cell.doubt for cell in _cells(book) if cell.column} == {"no_value"}


def test_zeros_that_the_sheet_does_not_show_are_blank() -> None:
    book = Workbook()
    book.active.append(["规章", 0, 2])
    book.active.sheet_view.showZeros = False
    assert [cell.text for cell in _cells(book)] == ["规章", "", "2"]


def test_a_conditional_format_that_may_hide_leaves_the_cell_in_doubt() -> None:
    book = Workbook()
    book.active.append(["规章", 5, 2])
    rule = CellIsRule(operator="lessThan", formula=["9"], font=Font(color="FFFFFFFF"))
    book.active.conditional_formatting.add("B1:B1", rule)
    assert [cell.doubt for cell in _cells(book)] == [None, "hidden_text", None]


@pytest.mark.parametrize("value", [3521800, "=0*1"])
def test_the_source_s_doubt_reaches_the_report(tmp_path: Path, value: object) -> None:
    """After wan_format and x_formula_nocache: read a second time as text, the table lost what its source doubted."""
    data = sample_report("2021", 1, distinct=False)
    book = load_workbook(io.BytesIO(hidden.xlsx(data, 1)))
    (label,) = [cell for row in book.active.iter_rows() for cell in row if cell.value == "行政事业性收费"]
    amount = label.offset(0, 1)
    amount.value, amount.number_format = value, "0!.00,"
    path = tmp_path / "a.xlsx"
    book.save(path)
    (cell,) = [cell for cell in read_report(path).cell_rows if cell.item == "fees"]
    assert cell.flag == ("no_value" if isinstance(value, str) else "text_unlike_ink")


def test_a_book_that_does_not_say_how_it_is_calculated_is_read() -> None:
    """Of 400 damaged workbooks two had lost that part, and the reader failed on them."""
    book = Workbook()
    book.active.append(["规章", 5, 2])
    book.calculation = None
    assert [cell.text for cell in _cells(book)] == ["规章", "5", "2"]
