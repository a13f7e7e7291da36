"""Numbers as real reports print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreports.matching.numbers import read_number

WIDE = str.maketrans("0123456789,.-+", "０１２３４５６７８９，．－＋")


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_is_read_however_it_is_set(number: int) -> None:
    for text in (
        f"{number}",
        f"{number:,}",
        f"{number}".translate(WIDE),
        f" {number} 件",
        f"{number:,}".replace(",", "，"),
    ):
        reading = read_number(text)
        assert (reading.value, reading.state, reading.flag) == (float(number), "number", None)


@given(st.integers(0, 10**7), st.integers(0, 10**6 - 1))
def test_an_amount_keeps_its_six_decimals(whole: int, decimals: int) -> None:
    assert read_number(f"{whole}.{decimals:06d}").value == float(f"{whole}.{decimals:06d}")


@given(st.text(max_size=12))
def test_whatever_is_printed_a_number_is_read_or_the_cell_says_why_not(text: str) -> None:
    reading = read_number(text)
    assert (reading.value is not None) == (reading.state in ("number", "annotated"))
    assert (reading.flag is not None) == (reading.state == "unreadable")


@pytest.mark.parametrize("text", ["/", "-", "—", "——", "－", "无", "\\", "／"])
def test_marks_for_nothing(text: str) -> None:
    assert read_number(text).state == "mark"


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u00a0 ", "\n"])
def test_blank_is_not_zero(text: str) -> None:
    assert read_number(text)[:2] == (None, "blank")


@pytest.mark.parametrize(
    ("text", "value"), [("+3", 3), ("增3", 3), ("减12", -12), ("-18", -18), ("－15", -15), ("−7", -7)]
)
def test_change_of_the_2019_form(text: str, value: float) -> None:
    assert read_number(text).value == value


@pytest.mark.parametrize(("text", "unit"), [("251000元", "元"), ("12.3万元", "万元"), ("73802895.90 元", "元")])
def test_pingtan_2020_procurement_prints_its_unit(text: str, unit: str) -> None:
    assert read_number(text).unit == unit


def test_a_note_stands_beside_the_number() -> None:
    assert read_number("22（其中修订 16 件）")[:4] == (22.0, "annotated", None, "其中修订16件")


@pytest.mark.parametrize("text", ["3①", "3*", "3²"])
def test_a_footnote_mark_is_no_digit(text: str) -> None:
    assert read_number(text)[:2] == (3.0, "annotated")


@pytest.mark.parametrize("text", ["1,23", "1 2  3", "12\n7", "约3", "3.", "1.2万", "一", "O", "(3)", "12.3.4", "3-4"])
def test_what_could_be_two_things_is_not_read(text: str) -> None:
    assert read_number(text).state == "unreadable"
