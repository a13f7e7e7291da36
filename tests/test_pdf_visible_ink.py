"""Visible ink only: what a reader of the page cannot see, or sees struck out, is no number."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from govreports.errors import ReadError
from govreports.matching.numbers import read_number
from govreports.reading.read_file import read_reports
from govreports.sources.document import Box
from govreports.sources.pdf.painted_grounds import may_paint_patterns
from govreports.sources.pdf.read_pdf import read
from govreports.sources.pdf.shapes_of_digits import digits_unlike_shapes
from tests.hand_pdf import FOOT, HEIGHT, LEFT, WIDTH, cells_of, in_cell, pdf_of, text_at

_CELL = f"{LEFT + 1} {FOOT + 1} {WIDTH - 2} {HEIGHT - 2}"


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param(in_cell(0, "8", before="1 g", dx=17), id="white_digit"),
        pytest.param(in_cell(0, "8", before="3 Tr", dx=17), id="invisible_digit"),
        pytest.param(in_cell(0, "8", before="0 0 1 1 re W n", dx=17), id="clip"),
        pytest.param(in_cell(0, "8", size=0.4, dx=17), id="scaled_to_nothing"),
    ],
)
def test_a_digit_that_does_not_show_is_not_read(hidden: str) -> None:
    cells = cells_of(in_cell(0, "409") + hidden + in_cell(1, "77"))
    assert [(cell.text, cell.doubt) for cell in cells[:2]] == [("409", None), ("77", None)]


def test_a_number_under_a_white_box_is_not_read_and_the_new_one_is() -> None:
    page = in_cell(0, "1286") + f"1 g {_CELL} re f 0 g\n" + in_cell(0, "1268", size=8, dx=25)
    assert [(cell.text, cell.doubt) for cell in cells_of(page)[:1]] == [("1268", None)]


def test_a_digit_typed_anew_just_where_it_stood_is_not_lost() -> None:
    # pdfium gives only the first of two equal characters in one place: here the one that is covered.
    page = in_cell(0, "1286") + f"1 g {_CELL} re f 0 g\n" + in_cell(0, "1268", size=8)
    assert cells_of(page)[0].text == "1268"


def test_white_on_the_ground_of_the_same_colour_is_not_read() -> None:
    page = f"0.8 g {_CELL} re f\n" + in_cell(0, "12", before="0.8 g") + in_cell(1, "5", before="0 g")
    assert [cell.text for cell in cells_of(page)[:2]] == ["", "5"]


def test_a_digit_half_cut_off_is_in_doubt() -> None:
    page = in_cell(0, "53497", before=f"{LEFT} {FOOT} 30 {HEIGHT} re W n")
    (cell, *_) = cells_of(page)
    assert cell.doubt == "covered"


def test_letters_that_a_cell_clips_off_stand_in_no_cell_beside_it() -> None:
    page = in_cell(0, "wwwwwwwww", before=f"{LEFT} {FOOT} {WIDTH} {HEIGHT} re W n") + in_cell(1, "77")
    (label, number, *_) = cells_of(page)
    assert (set(label.text), number.text, number.doubt) == ({"w"}, "77", None)


def test_what_a_line_strikes_out_is_left_out_and_what_stands_beside_it_is_read() -> None:
    x, y = LEFT + 5, FOOT + 8
    page = (
        in_cell(0, "95") + f"{x} {y + 3.5} m {x + 11.2} {y + 3.5} l S\n" + text_at(x + 15, y, "100", before="1 0 0 rg")
    )
    assert [(cell.text, cell.doubt) for cell in cells_of(page)[:1]] == [("100", None)]


def test_a_number_struck_out_alone_is_told() -> None:
    x, y = LEFT + 5, FOOT + 8
    (cell, *_) = cells_of(in_cell(0, "95") + f"{x} {y + 3.5} m {x + 11.2} {y + 3.5} l S\n")
    assert (cell.text, cell.doubt) == ("", "struck_out")


@pytest.mark.parametrize(("dash", "gap"), [(0.7, 0.3), (0.5, 0.8), (4.0, 4.0), (6.0, 4.0)])
def test_a_number_that_dashes_strike_out_is_no_shorter_number_without_a_doubt(dash: float, gap: float) -> None:
    # Drawn dash by dash, as browsers print text-decoration: line-through dashed: a digit may stand over a gap.
    x, y = LEFT + 5, FOOT + 8 + 3.5
    starts = [x + (dash + gap) * place for place in range(round(28 / (dash + gap)))]
    (cell, *_) = cells_of(in_cell(0, "95381") + "".join(f"{x0} {y} {dash} 0.5 re f\n" for x0 in starts))
    assert cell.doubt in {"covered", "struck_out"}


def test_a_number_that_a_pasted_line_strikes_out_is_in_doubt() -> None:
    line = f"q 17 0 0 1 {LEFT + 5} {FOOT + 11} cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 00> EI Q\n"
    cells = cells_of(in_cell(0, "953") + in_cell(1, "77") + line)
    assert [(cell.text, cell.doubt) for cell in cells[:2]] == [("953", "covered"), ("77", None)]


_STROKE = f"q {LEFT + 5} {FOOT + 10.5} 17 1.5 re W n /Stroke sh Q\n"
_SHADED = (
    "/Shading << /Stroke << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 600 0] /Extend [true true]"
    " /Function << /FunctionType 2 /Domain [0 1] /C0 [%s] /C1 [%s] /N 1 >> >> >>"
)


def test_a_stroke_that_a_gradient_paints_leaves_the_number_in_doubt() -> None:
    # As browsers print a style's linear-gradient: no path that tells of it, and pdfium names its colour at random.
    cells = cells_of(_STROKE + in_cell(0, "953") + in_cell(1, "77"), resources=_SHADED % ("0", "0"))
    assert [(cell.text, cell.doubt) for cell in cells[:2]] == [("953", "covered"), ("77", None)]


def test_an_even_shade_under_a_number_leaves_no_doubt() -> None:
    page = f"q {_CELL} re W n /Stroke sh Q\n" + in_cell(0, "953") + in_cell(1, "77")
    cells = cells_of(page, resources=_SHADED % ("0.95", "0.75"))
    assert [(cell.text, cell.doubt) for cell in cells[:2]] == [("953", None), ("77", None)]


def test_a_shading_is_known_inside_an_object_stream_too() -> None:
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("", resources=_SHADED % ("0", "0")))) as document:
        document.pages[0].Resources.Shading = document.make_indirect(document.pages[0].Resources.Shading)
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/ShadingType" not in packed.getvalue() and may_paint_patterns(packed.getvalue())
    assert not may_paint_patterns(pdf_of(""))


def test_a_stroke_that_a_gradient_paints_is_told_in_a_file_that_is_locked_against_changes() -> None:
    # Its object streams are encrypted, so that nothing in the file tells of the gradient.
    locked = io.BytesIO()
    page = pdf_of(_STROKE + in_cell(0, "953") + in_cell(1, "77"), resources=_SHADED % ("0", "0"))
    with pikepdf.open(io.BytesIO(page)) as document:
        document.pages[0].Resources.Shading = document.make_indirect(document.pages[0].Resources.Shading)
        packed, lock = pikepdf.ObjectStreamMode.generate, pikepdf.Encryption(owner="owner", user="")
        document.save(locked, object_stream_mode=packed, encryption=lock)
    (grid,) = read(Path("locked.pdf"), locked.getvalue()).grids
    assert [(cell.text, cell.doubt) for cell in grid.cells if cell.row == 1][:2] == [("953", "covered"), ("77", None)]


def test_a_number_under_a_black_bar_is_told() -> None:
    (cell, *_) = cells_of(in_cell(0, "95") + f"0 g {_CELL} re f\n")
    assert (cell.text, cell.doubt) == ("", "covered")


@pytest.mark.parametrize("scale", ["1 0 0 0.05", "0.05 0 0 1"])
def test_a_number_scaled_to_a_line_one_way_is_in_doubt(scale: str) -> None:
    flat = f"q {scale} {LEFT + 5} {FOOT + 8} cm BT /F1 10 Tf (953) Tj ET Q\n"
    assert [cell.doubt for cell in cells_of(flat + in_cell(1, "77"))[:2]] == ["text_unlike_ink", None]


def test_a_number_that_a_line_crosses_aslant_is_in_doubt() -> None:
    x, y = LEFT + 3, FOOT + 4
    cells = cells_of(in_cell(0, "95") + in_cell(1, "77") + f"{x} {y} m {x + 20} {y + 16} l S\n")
    assert [(cell.text, cell.doubt) for cell in cells[:2]] == [("95", "covered"), ("77", None)]


def test_a_number_that_fills_its_cell_and_is_struck_from_rule_to_rule_is_in_doubt() -> None:
    # Prints of seven digits: the stroke ends on both sides of the cell, as the table's own lines do.
    y = FOOT + 8 + 3.5
    (cell, *_) = cells_of(in_cell(0, "95") + f"{LEFT} {y} m {LEFT + WIDTH} {y} l S\n")
    assert (cell.text, cell.doubt) == ("95", "covered")


def test_a_number_struck_out_with_the_blanks_around_it_is_in_doubt() -> None:
    y = FOOT + 8 + 3.5
    (cell, *_) = cells_of(in_cell(0, "95", dx=5) + f"{LEFT + 3} {y} m {LEFT + WIDTH - 3} {y} l S\n")
    assert (cell.text, cell.doubt) == ("95", "covered")


def test_an_underlined_number_is_read() -> None:
    x, y = LEFT + 5, FOOT + 8
    (cell, *_) = cells_of(in_cell(0, "95") + f"{x} {y - 1.5} m {x + 11.2} {y - 1.5} l S\n")
    assert (cell.text, cell.doubt) == ("95", None)


@pytest.mark.parametrize("number", ["34", "0"])
def test_a_raised_digit_is_a_notes_number(number: str) -> None:
    (cell, *_) = cells_of(in_cell(0, number) + in_cell(0, "2", size=6, dx=5.56 * len(number), dy=4))
    reading = read_number(cell.text)
    assert (reading.value, reading.state) == (float(number), "annotated")


@pytest.mark.parametrize(("sign", "closing"), [("[", "]"), ("(", ")")])
def test_sup_chromium_the_signs_around_a_raised_digit_stay_with_it(sign: str, closing: str) -> None:
    raised = in_cell(0, sign.replace("(", r"\(") + "2" + closing.replace(")", r"\)"), size=6, dx=11.2, dy=6)
    (cell, *_) = cells_of(in_cell(0, "34") + raised)
    reading = read_number(cell.text)
    assert (reading.value, reading.state, cell.doubt) == (34.0, "annotated", None)


def test_c_white_text_a_white_digit_that_runs_over_a_rule_is_a_notch_in_it() -> None:
    rule = f"q 2 w {LEFT + 40} {FOOT} m {LEFT + 40} {FOOT + HEIGHT} l S Q\n"
    cells = cells_of(rule + in_cell(0, "2909", dx=5) + in_cell(0, "5", before="1 g", dx=28) + in_cell(1, "7"))
    assert ("2909", None) in [(cell.text, cell.doubt) for cell in cells]


def test_a_small_digit_on_the_line_is_in_doubt() -> None:
    (cell, *_) = cells_of(in_cell(0, "34") + in_cell(0, "2", size=6, dx=11.1))
    assert cell.doubt == "raised_digits"


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        (["47", "57"], None),
        (["0", "5"], None),
        (["680", "5"], None),
        (["1", "234", "56"], None),
        (["1", "234", "567"], 1234567.0),
        (["3", "5", "8", "1"], 3581.0),
    ],
)
def test_a_gap_joins_true_thousands_and_evenly_spaced_digits_only(parts: list[str], value: float | None) -> None:
    x, page = 0.0, in_cell(1, "1234")
    for part in parts:
        page += in_cell(0, part, size=8, dx=x)
        x += 4.45 * len(part) + 2.6
    reading = read_number(cells_of(page)[0].text)
    assert reading.value == value
    assert (reading.flag is None) == (value is not None)


def test_a_number_too_wide_for_its_cell_stays_whole() -> None:
    cells = cells_of(in_cell(0, "53497", dx=WIDTH - 30) + in_cell(2, "7"))
    assert [cell.text for cell in cells[:3]] == ["53497", "", "7"]


def test_a_digit_drawn_as_an_outline_is_read_as_it_looks_or_in_doubt() -> None:
    x, y = LEFT + 10, FOOT + 8
    outline = f"{x} {y} m {x} {y + 7} l {x + 1} {y + 7} l {x + 4} {y + 5} l {x + 4} {y + 1} l {x + 2} {y} l h f\n"
    cells = cells_of(outline + in_cell(1, "7"))
    assert [(cell.text, cell.doubt) for cell in cells[:2]] == [("0", "ocr_disagreement"), ("7", None)]


def test_plain_pages_are_not_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a plain page was looked at")

    monkeypatch.setattr("govreports.sources.pdf.readable.look", refuse)
    assert [cell.text for cell in cells_of(in_cell(0, "409") + in_cell(1, "77"))[:2]] == ["409", "77"]


def test_a_strike_out_mark_without_a_picture_of_itself_strikes() -> None:
    """Readers draw the line from the mark's corners alone."""
    x0, x1, low, high = LEFT + 4, LEFT + 18, FOOT + 7, FOOT + 16
    mark = (
        f"<< /Type /Annot /Subtype /StrikeOut /F 4 /Rect [{x0} {low} {x1} {high}]"
        f" /QuadPoints [{x0} {high} {x1} {high} {x0} {low} {x1} {low}] >>"
    )
    first, second = cells_of(in_cell(0, "12") + in_cell(1, "34"), mark)[:2]
    assert (first.text, first.doubt) == ("", "struck_out")
    assert (second.text, second.doubt) == ("34", None)


def test_a_text_box_without_a_picture_of_itself_puts_the_number_under_it_in_doubt() -> None:
    """One program shows the box's text, another does not."""
    area = f"{LEFT + 2} {FOOT + 2} {LEFT + WIDTH - 2} {FOOT + HEIGHT - 2}"
    box = f"<< /Type /Annot /Subtype /FreeText /F 4 /Rect [{area}] /Contents (56) /DA (/Helv 8 Tf 0 g) >>"
    first, second = cells_of(in_cell(0, "12") + in_cell(1, "34"), box)[:2]
    assert first.doubt == "annotated_over"
    assert (second.text, second.doubt) == ("34", None)


def test_a_number_under_a_wide_picture_is_no_blank_cell() -> None:
    """The picture of another number may be wider than a digit."""
    picture = f"q 200 0 0 20 {LEFT + 1} {FOOT + 2} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q\n"
    first = cells_of(in_cell(0, "12") + picture)[0]
    assert (first.text, first.doubt) == ("", "covered")


def _claiming(data: bytes, digits: str) -> bytes:
    """Return a file whose font calls the digits 0 to 9 by other names."""
    lines = "\n".join(f"<{ord(str(i)):02X}> <{ord(claimed):04X}>" for i, claimed in enumerate(digits))
    names = f"1 begincodespacerange <00> <FF> endcodespacerange 10 beginbfchar\n{lines}\nendbfchar"
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[0].Resources.Font.F1.ToUnicode = pikepdf.Stream(document, names.encode())
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


def test_c_tounicode_shift_digits_whose_shape_is_another_digits_are_told_cell_by_cell() -> None:
    """A font that draws 9 and says 0: only the cells that hold a 9 are in doubt."""
    data = pdf_of("".join(in_cell(cell, text) for cell, text in enumerate(["90", "12", "49", "60", "38"])))
    cells = {1: [Box(LEFT + WIDTH * i, 842 - FOOT - HEIGHT, LEFT + WIDTH * (i + 1), 842 - FOOT) for i in range(5)]}
    assert digits_unlike_shapes(data, cells) == []
    assert sorted(set(digits_unlike_shapes(_claiming(data, "0123456780"), cells))) == [(1, 0), (1, 2)]


def test_portfolio_the_files_that_a_pdf_carries_are_named(tmp_path: Path) -> None:
    path = tmp_path / "portfolio.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["某某区人民政府2023年政府信息公开工作年度报告.pdf"] = b"%PDF-1.4"
        document.save(path)
    with pytest.raises(ReadError, match="某某区人民政府2023年政府信息公开工作年度报告") as refusal:
        read_reports(path)
    assert [problem.code for problem in refusal.value.problems] == ["attached"]
