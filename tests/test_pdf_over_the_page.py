"""What stands over a page's content: fields of a form that somebody filled in, and digits typed over digits."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from govreports.sources.document import Grid
from govreports.sources.pdf.read_pdf import read
from tests.hand_pdf import WIDTH, cells_of, in_cell
from tests.typeset.typefaces import registered

_WIDTH, _HEIGHT = 90, 30


class _Page:
    """A page with a ruled table of two columns and two rows."""

    def __init__(self) -> None:
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=(300, 200))
        for row in range(2):
            for column in range(2):
                self.canvas.rect(50 + column * _WIDTH, 50 + row * _HEIGHT, _WIDTH, _HEIGHT)
        self.write(0, 1, "信息内容")
        self.write(1, 1, "本年制发件数")
        self.write(0, 0, "规章")

    def write(self, column: int, row: int, text: str, shift: float = 0.0) -> None:
        """Write into a cell."""
        self.canvas.setFont(registered("sans"), 9)
        self.canvas.drawString(55 + column * _WIDTH + shift, 60 + row * _HEIGHT, text)

    def grid(self) -> Grid:
        """Read the page."""
        self.canvas.save()
        (grid,) = read(Path("a.pdf"), self.stream.getvalue()).grids
        return grid


def test_a_number_in_a_form_field_is_read() -> None:
    page = _Page()
    page.canvas.acroForm.textfield(
        name="made", value="42", x=60 + _WIDTH, y=55, width=60, height=18, fontSize=9, borderWidth=0
    )
    assert [cell.text for cell in page.grid().cells] == ["信息内容", "本年制发件数", "规章", "42"]


def test_a_digit_typed_over_a_digit_is_in_doubt() -> None:
    page = _Page()
    page.write(1, 0, "99")
    page.write(1, 0, "7", 1.5)
    assert [cell.doubt for cell in page.grid().cells] == [None, None, None, "overprinted"]


@pytest.mark.parametrize(
    ("typed", "doubts"),
    [
        pytest.param(in_cell(0, "2", size=9, dx=9), ["overprinted", None], id="half_over_the_last_digit"),
        pytest.param(in_cell(0, "2", dx=WIDTH - 8), ["digits_apart", "digits_apart"], id="over_the_rule"),
        pytest.param(in_cell(0, "2", size=16, dx=13, dy=-5), ["raised_digits", None], id="larger_and_lower"),
        pytest.param(in_cell(0, ".", dx=7), ["overprinted", None], id="a_point_over_the_last_digit"),
    ],
)
def test_a_digit_typed_beside_a_number_afterwards_is_in_doubt(typed: str, doubts: list[str | None]) -> None:
    # Prints of which each browser's number had a digit of another font beside it: 84 and half a 7 over the 4.
    plain = in_cell(1, "1011") + in_cell(2, "26") + in_cell(3, "3054")
    assert [cell.doubt for cell in cells_of(in_cell(0, "84") + typed + plain)] == [*doubts, None, None, None, None]


def test_digits_side_by_side_are_not() -> None:
    page = _Page()
    page.write(1, 0, "1011")
    assert [(cell.text, cell.doubt) for cell in page.grid().cells][-1] == ("1011", None)


def test_watermark_flat_a_pale_larger_number_all_over_the_page_is_none_of_the_tables() -> None:
    page = _Page()
    page.write(1, 0, "37")
    page.canvas.setFillGray(0.9)
    page.canvas.setFont(registered("sans"), 18)
    for y in (20, 60, 140):
        page.canvas.drawString(55 + _WIDTH, y, "2023")
    assert [(cell.text, cell.doubt) for cell in page.grid().cells][-1] == ("37", None)


def test_one_pale_larger_number_in_a_cell_is_read() -> None:
    page = _Page()
    page.canvas.setFillGray(0.7)
    page.canvas.setFont(registered("sans"), 18)
    page.canvas.drawString(55 + _WIDTH, 58, "37")
    assert page.grid().cells[-1].text == "37"
