"""OFD, the state's page format: every number at its place, and what lies above the page is kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreports import read_report
from govreports.errors import ReadError
from govreports.sources.document import Document
from govreports.sources.ofd.read_ofd import read
from tests.typeset import sample_report
from tests.typeset.layout import Layout
from tests.typeset.ofd import mark_of, text_object, typeset_ofd, write_ofd
from tests.typeset.page import Fill, Rule

_RULES = "".join(
    mark_of(rule)
    for rule in [Rule(50, y, 250, y, 0.5, "#000000") for y in (50, 80)]
    + [Rule(x, 50, x, 80, 0.5, "#000000") for x in (50, 150, 250)]
)
_LABEL = text_object(60, 70, "规章", 10)


def _cell(objects: str, annotations: str = "") -> str:
    (grid,) = _read(_RULES + _LABEL + objects, annotations).grids
    return grid.cells[1].text


def _read(objects: str, annotations: str = "") -> Document:
    return read(Path("a.ofd"), write_ofd([(595, 842, objects)], annotations))


@pytest.mark.parametrize("rules", ["all", "rows"])
def test_every_number_of_a_report_is_read_with_its_box(tmp_path: Path, rules: str) -> None:
    data = sample_report("2021", 3, distinct=False)
    path = tmp_path / "a.ofd"
    path.write_bytes(typeset_ofd(data, Layout(rules=rules)))  # type: ignore[arg-type]
    report = read_report(path)
    assert (report.agency, report.year) == (data.agency, data.year)
    assert {(c.table, c.item, c.column): c.value for c in report.cell_rows} == {
        key: float(text) for key, text in data.cells.items() if text is not None
    }
    assert all(cell.flag is None and cell.page is not None and cell.x0 is not None for cell in report.cell_rows)


def test_distances_that_repeat_are_written_once() -> None:
    text = "<ofd:TextCode X='0' Y='4' DeltaX='g 3 1.75'>1286</ofd:TextCode>"
    assert _cell(f"<ofd:TextObject Boundary='60 20 25 6' Size='3.5'>{text}</ofd:TextObject>") == "1286"


@pytest.mark.parametrize(
    "over",
    [
        mark_of(Fill(155, 55, 245, 75, "#ffffff")),  # a white box
        mark_of(Rule(155, 66.5, 245, 66.5, 0.7, "#ff0000")),  # a line through the digits
    ],
    ids=["covered", "struck through"],
)
def test_covered_and_struck_out_digits_are_not_read(over: str) -> None:
    assert _cell(text_object(180, 70, "12", 10) + over) == ""
    assert _cell(text_object(180, 70, "12", 10), annotations=over) == ""


def test_white_digits_are_read_on_a_dark_ground_only() -> None:
    white = text_object(180, 70, "12", 10, colour="#ffffff")
    assert _cell(white) == ""
    assert _cell(mark_of(Fill(151, 51, 249, 79, "#003366")) + white) == "12"


def test_invisible_objects_and_text_in_annotations_are_left_out() -> None:
    hidden = text_object(180, 70, "9", 10).replace("<ofd:TextObject", "<ofd:TextObject Visible='false'")
    assert _cell(text_object(190, 70, "12", 10) + hidden, annotations=text_object(200, 70, "7", 10)) == "12"


def test_digits_beyond_an_object_s_boundary_are_cut_off() -> None:
    """After c_clip: 53497 shows as 5349."""
    text = text_object(180, 70, "53497", 10).replace("8.", "8.")
    whole = _cell(text)
    cut = (
        "<ofd:TextObject Boundary='63.5 21.2 7.1 4.2' Size='3.5278'><ofd:TextCode X='0' Y='3.5' DeltaX='g 4 1.76'>53497"
    )
    assert (whole, _cell(cut + "</ofd:TextCode></ofd:TextObject>")) == ("53497", "5349")


def test_pages_that_are_pictures_say_so() -> None:
    with pytest.raises(ReadError, match="they are pictures"):
        _read("<ofd:ImageObject Boundary='0 0 210 297' ResourceID='3'/>")


def test_a_damaged_file_says_so() -> None:
    with pytest.raises(ReadError, match="cannot be opened"):
        read(Path("a.ofd"), write_ofd([])[:200])
