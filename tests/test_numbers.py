"""Numbers as real reports print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreports.matching.numbers import read_count, read_number
from govreports.matching.prose.sentence_numbers import numbers
from govreports.matching.text.tokens import tokens
from govreports.sources.document import TextLine

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


@pytest.mark.parametrize(
    "text", ["47 57", "0 5", "1 234 56", "0,112", "680 5", "34\u200943", "1234 567", "5 <br>3", "12\n345"]
)
def test_two_in_a_cell_are_never_one(text: str) -> None:
    assert read_number(text.replace("<br>", "")).flag == "two_numbers"


@pytest.mark.parametrize("text", ["3/5", "3-5", "3→5", "3+5", "12、13", "4166.三", "5;7"])
def test_slash_pair_two_numbers_with_a_sign_between(text: str) -> None:
    assert (read_count(text).value, read_count(text).flag) == (None, "not_a_number")


@given(st.integers(1000, 10**9))
def test_blanks_and_full_stops_part_true_thousands(number: int) -> None:
    assert read_number(f"{number:,}".replace(",", " ")).value == number
    stops = read_count(f"{number:,}".replace(",", "."))
    assert (stops.value == number) != (stops.flag == "not_whole" or stops.value is None)


@given(st.integers(0, 999), st.integers(0, 999))
def test_of_two_numbers_with_a_blank_between_only_thousands_are_read(first: int, second: int) -> None:
    value = read_number(f"{first} {second}").value
    assert value is None or (first > 0 and second > 99 and value == first * 1000 + second)


@pytest.mark.parametrize(
    ("text", "value"),
    [("五〇二", 502), ("八九", 89), ("三〇〇三", 3003), ("七", 7), ("叁", 3), ("一百二十", 120), ("零件", 0)],
)
def test_e_zhnum_prints_chinese_digits(text: str, value: float) -> None:
    assert read_count(text)[:3:2] == (value, "件" if text == "零件" else None)


@pytest.mark.parametrize("text", ["一", "一一", "零五", "一百二", "百百"])
def test_what_may_be_a_dash_or_is_no_chinese_number_is_not_read(text: str) -> None:
    assert read_count(text).state == "unreadable"


def test_a_count_of_one_thousand_may_be_one_with_decimals() -> None:
    assert read_count("1.000").flag == "not_whole"


def test_zwsp_what_has_no_width_is_not_printed() -> None:
    assert read_number("1\u200b2\ufeff").value == 12


def test_digits_that_are_turned_around_when_they_are_shown_are_no_number() -> None:
    assert (read_number("\u202e12").value, read_number("\u202e12").flag) == (None, "not_a_number")  # shown as 21


def test_an_amount_in_any_unit_of_money_becomes_one_in_wan() -> None:
    from govreports.columns import MONEY
    from govreports.measures.matrix import TO_WAN

    assert set(TO_WAN) == set(MONEY)
    assert {unit: round(TO_WAN[unit] * 250, 4) for unit in MONEY} == {
        "万元": 250,
        "亿元": 2_500_000,
        "千元": 25,
        "元": 0.025,
    }


@pytest.mark.parametrize("text", ["95余", "约12", "N/A", "null", "#DIV/0!", "####", "没有", "未发生", "l", "O"])
def test_numbers_as_written_what_is_no_number_is_in_doubt_and_never_zero(text: str) -> None:
    reading = read_count(text)
    assert (reading.value, reading.state, reading.flag) == (None, "unreadable", "not_a_number")


@pytest.mark.parametrize(
    ("text", "values"), [("处理两百零六件", [206]), ("答复二〇件", [20]), ("三四件", []), ("一百二件", [])]
)
def test_a_number_of_prose_in_chinese_digits_is_read_as_in_a_cell_and_an_estimate_is_none(
    text: str, values: list[float]
) -> None:
    assert [number.value for number in numbers(text)] == values


def test_a_change_of_the_2019_form_keeps_its_sign_in_copied_text() -> None:
    values = [token.text for token in tokens([TextLine("行政许可 12 降3 45")]) if token.kind == "value"]
    assert values == ["12", "降3", "45"]
