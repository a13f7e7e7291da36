"""Tables told by the position of their words alone, as browsers and Word print them without rules."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from govreports.form import Table, table
from govreports.form.equations import equations_of
from govreports.matching.aligned.aligned_cells import cells_by_alignment
from govreports.matching.aligned.choose_reading import choose
from govreports.matching.aligned.printed_lines import printed_lines
from govreports.matching.grid.cells import TableReading, make_cell
from govreports.matching.match import match_document
from govreports.sources.document import Box, GridCell, PageSize, Word
from govreports.sources.pdf.ink import Ink
from govreports.sources.pdf.sheets import parts_of
from tests.grids import Placed, distinct, document, grid

EM = 10.0
Numbers = dict[tuple[str, str], str]


def _word(text: str, x: float, y: float, page: int = 1, *, centred: bool = False) -> Word:
    width = sum(EM if ord(character) > 0x2E80 else EM / 2 for character in text)
    left = x - width / 2 if centred else x
    return Word(text, page, Box(left, y, left + width, y + EM))


def _summing(form: Table, seed: int = 0) -> Numbers:
    """Return numbers that satisfy every identity."""
    draw = random.Random(seed)
    values = {place: draw.randint(0, 900) for place in form.cells}
    for _ in range(3):
        for equation in equations_of(form):
            *others, (total, _) = equation.terms
            if equation.check == "balance":
                others, total = list(equation.terms[1:]), equation.terms[0][0]
                values[total] = sum(-sign * values[place] for place, sign in others)
                if values[total] < 0:
                    carried = equation.terms[3][0]
                    values[carried] -= values[total]
                    values[total] = 0
            else:
                values[total] = sum(values[place] for place, _ in others)
    return {place: str(value) for place, value in values.items()}


def _applications(
    numbers: Numbers, form: Table, pitch: float = 40.0, order: Sequence[int] = range(7), leave_out: str = ""
) -> list[Word]:
    """Set table 三: labels of two lines, the numbers between them, heads of two lines."""
    centres = [300 + pitch * place for place in range(7)]
    words = [_word("三、收到和处理政府信息公开申请情况", 50, 10)]
    for place, column in zip(order, form.columns, strict=True):
        words += [_word(column.zh[:2], centres[place], 30, centred=True)]
        words += [_word(column.zh[2:], centres[place], 42, centred=True)] if column.zh[2:] else []
    y = 70.0
    for item in form.items:
        if item.id == leave_out:
            continue
        page, top = (1, y) if y < 700 else (2, y - 650)
        half = (len(item.zh) + 1) // 2
        words += [_word(f"{item.number}.{item.zh[:half]}", 60, top, page), _word(item.zh[half:], 60, top + 12, page)]
        for place, column in zip(order, form.columns, strict=True):
            text = numbers[item.id, column.id]
            words += [_word(text, centres[place], top + 6, page, centred=True)] if text else []
        y += 30
    return words


def _read(words: Sequence[Word], name: str = "applications") -> TableReading | None:
    return cells_by_alignment(printed_lines(words), (), [table("2021", name), table("2019", name)], "text")


def _values(reading: TableReading | None) -> dict[tuple[str, str], float | None]:
    assert reading is not None
    return {(cell.item, cell.column): cell.value for cell in reading.cells if cell.flag is None}


FORM = table("2021", "applications")
NUMBERS = _summing(FORM)
TRUE = {place: float(text) for place, text in NUMBERS.items()}


def test_a_table_without_rules_is_told_by_the_position_of_its_words() -> None:
    assert _values(_read(_applications(NUMBERS, FORM))) == TRUE


def test_columns_are_named_by_their_heads_where_the_total_stands_first() -> None:
    assert _values(_read(_applications(NUMBERS, FORM, order=[1, 2, 3, 4, 5, 6, 0]))) == TRUE


def test_numbers_that_touch_in_a_tight_print_are_split_where_the_columns_stand() -> None:
    """b_noborder_tight: 其他 10334 and 总计 56455 are printed as 1033456455 where both columns are full."""
    joined: list[Word] = []
    for word in _applications(NUMBERS, FORM):
        nearer = 15.0 if word.box.x0 > 520 else 0.0  # the last two columns stand 25 points apart: as wide as a number
        box = word.box._replace(x0=word.box.x0 - nearer, x1=word.box.x1 - nearer)
        last = joined[-1] if joined else None
        if last is not None and last.box.top == box.top and box.x0 == last.box.x1:
            joined[-1] = Word(last.text + word.text, last.page, last.box._replace(x1=box.x1))
        else:
            joined.append(word._replace(box=box))
    assert any(len(word.text) == 10 and word.text.isdigit() for word in joined)
    assert _values(_read(joined)) == TRUE


@pytest.mark.parametrize(
    ("right", "pages"), [("甲乙丙", 2), ("7", 1), ("无", 1), pytest.param("件7", 1, id="list of 2016 without rules")]
)
def test_numbers_and_units_alone_are_no_page_beside_that_of_their_labels(right: str, pages: int) -> None:
    lines = [(60.0, 20.0 * line, "一二三") for line in range(40)] + [(460.0, 20.0 * line, right) for line in range(40)]
    characters = [character for _, _, text in lines for character in text]
    corners = [(x + 10 * place, y) for x, y, text in lines for place in range(len(text))]
    none = np.zeros((0, 3))
    ink = Ink(
        PageSize(595, 842),
        codes=np.array(list(map(ord, characters)), dtype=np.uint32),
        boxes=np.array([(x, y, x + 10, y + 10) for x, y in corners]),
        over=np.zeros(len(characters), dtype=bool),
        across=none,
        down=none,
        fills=np.zeros((0, 4)),
    )
    assert len(parts_of(ink, forms=False)) == pages


def test_a_form_without_one_of_its_rows_is_no_whole() -> None:
    assert _read(_applications(NUMBERS, FORM, leave_out="denied_enforcement_files")) is None


def test_a_line_of_numbers_too_many_is_no_whole() -> None:
    assert _read([*_applications(NUMBERS, FORM), *(_word("7", x, 224) for x in (296, 340))]) is None


def test_rows_in_another_order_than_the_form_are_no_whole() -> None:
    words = _applications(NUMBERS, FORM)
    third, fourth = 70 + 30 * 6, 70 + 30 * 7
    tops: dict[float, float] = {third: fourth, third + 12: fourth + 12, fourth: third, fourth + 12: third + 12}
    moved = [
        word._replace(box=word.box._replace(top=tops[word.box.top], bottom=tops[word.box.top] + EM))
        if word.box.x0 == 60 and word.page == 1 and word.box.top in tops
        else word
        for word in words
    ]
    assert moved != words
    assert _read(moved) is None


def test_a_sum_that_does_not_add_up_puts_its_cells_in_doubt_where_a_place_is_blank() -> None:
    """Where none is, no number stands in another's place, and the sum is the agency's (pingtan_htp_2021)."""
    wrong = NUMBERS | {("granted", "research"): "99999"}
    full = _read(_applications(wrong, FORM))
    assert full is not None and {cell.flag for cell in full.cells} == {None}
    blank = NUMBERS["carried_out", "other_org"]
    reading = _read([word for word in _applications(wrong, FORM) if word.text != blank])
    assert reading is not None
    doubtful = {(cell.item, cell.column) for cell in reading.cells if cell.flag == "alignment_uncertain"}
    assert ("granted", "research") in doubtful and ("granted", "total") in doubtful
    assert ("denied_state_secret", "enterprise") not in doubtful


def test_a_blank_row_keeps_its_place() -> None:
    """pingtan_scj_2021 leaves 行政规范性文件 blank; a number beside the next label must not move up."""
    blank = {("carried_out", column.id): "" for column in FORM.columns}
    reading = _read(_applications(NUMBERS | blank, FORM))
    assert reading is not None
    states = {cell.state for cell in reading.cells if cell.item == "carried_out"}
    assert states == {"blank"}
    assert {(cell.item, cell.column): cell.value for cell in reading.cells if cell.item != "carried_out"} == {
        place: value for place, value in TRUE.items() if place[0] != "carried_out"
    }


def test_numbers_beside_their_label_are_not_those_of_a_blank_row_above_whose_group_ends_beside_them() -> None:
    """三、本年/度办理结/果 stands left of two rows, 度办理结 beside the numbers of 部分公开."""
    blank = {("granted", column.id): "" for column in FORM.columns}
    words = _applications(NUMBERS | blank, FORM)
    (partly,) = (word for word in words if word.text == NUMBERS["partially_granted", "total"] and word.page == 1)
    words.append(_word("度办理结", 10, partly.box.top))
    read = _read(words)
    values = {} if read is None else _values(read)
    assert values.items() <= {place: None if place in blank else value for place, value in TRUE.items()}.items()


def test_a_row_is_left_out_only_where_its_label_stands_nowhere_in_the_table() -> None:
    """A page's 行政强制 is blank, and +2 of 行政事业性收费 stands beside no head: it is not that of 行政强制."""
    numbers = distinct(table("2021", "disclosure")) | {("coercive_measures", "decisions"): ""}
    words = [
        word._replace(box=word.box._replace(x0=word.box.x0 + 90, x1=word.box.x1 + 90))
        if word.text == numbers["fees", "amount"]
        else word
        for word in _disclosure(numbers)
    ]
    read = _read(words, "disclosure")
    assert read is None or _values(read)["coercive_measures", "decisions"] is None


def _disclosure(numbers: Numbers) -> list[Word]:
    form = table("2021", "disclosure")
    words, y = [_word("二、主动公开政府信息情况", 50, 10)], 30.0
    before: tuple[str, ...] = ()
    for item in form.items:
        centres = [300.0, 400.0, 500.0] if len(item.columns) == 3 else [400.0]
        if item.columns != before or item.id == "penalties":
            words += [_word("信息内容", 100, y)]
            words += [_word(form.column[c].zh, x, y, centred=True) for c, x in zip(item.columns, centres, strict=True)]
            y += 20
        before = item.columns
        words += [_word(item.zh, 100, y)]
        words += [
            _word(numbers[item.id, c], x, y, centred=True)
            for c, x in zip(item.columns, centres, strict=True)
            if numbers[item.id, c]
        ]
        y += 20
    return words


def test_table_two_is_read_where_a_row_is_blank() -> None:
    numbers = distinct(table("2021", "disclosure")) | {
        ("normative_documents", column): "" for column in ("made", "repealed", "in_force")
    }
    expected = {place: float(text) if text else None for place, text in numbers.items()}
    assert _values(_read(_disclosure(numbers), "disclosure")) == expected


def test_a_number_before_the_print_of_a_neighbouring_column_is_not_passed_over_as_blank() -> None:
    words = _disclosure(distinct(table("2021", "disclosure")))
    (penalties,) = (word for word in words if word.text == "行政处罚")
    assert _read([*words, _word("我单位坚持", 560, penalties.box.top)], "disclosure") is None


def test_the_heads_of_table_four_may_end_the_page_before_its_numbers() -> None:
    """t_lithead, s_lit, b_sep_spacing: the page break cuts the heads, so that no grid has a head and a number."""
    form = table("2021", "litigation")
    numbers = _summing(form)
    centres = [60 + 32.0 * place for place in range(15)]
    words = [_word("行政复议", centres[2], 740, centred=True), _word("行政诉讼", centres[10], 740, centred=True)]
    words += [
        _word("未经复议直接起诉", centres[7], 755, centred=True),
        _word("复议后起诉", centres[12], 755, centred=True),
    ]
    for x, (_, column) in zip(centres, form.cells, strict=True):
        zh = form.column[column].zh
        words += [_word(zh[:2], x, 770, centred=True)]
        words += [_word(zh[2:], x, 50, 2, centred=True)] if zh[2:] else []
    words += [_word(numbers[place], x, 70, 2, centred=True) for x, place in zip(centres, form.cells, strict=True)]
    assert _values(_read(words, "litigation")) == {place: float(text) for place, text in numbers.items()}
    # a_strike_d0 with a rule deleted: the ends of numbers in a line below are no row whose other cells are blank.
    ends = [_word("7", x, 80, 2, centred=True) for x in centres[4::5]]
    read = _read([*words, *ends], "litigation")
    assert read is None or _values(read).items() <= {place: float(text) for place, text in numbers.items()}.items()


def _litigation(numbers: Numbers) -> list[Word]:
    """Set table 四 with heads of two lines, the second as short as one character."""
    form = table("2021", "litigation")
    centres = [60 + 40.0 * place for place in range(15)]
    words = [_word(text, centres[place], 30, centred=True) for place, text in ((2, "行政复议"), (10, "行政诉讼"))]
    words += [
        _word("未经复议直接起诉", centres[7], 42, centred=True),
        _word("复议后起诉", centres[12], 42, centred=True),
    ]
    for x, (item, column) in zip(centres, form.cells, strict=True):
        zh = form.column[column].zh
        words += [_word(zh[:3], x, 54, centred=True)]
        words += [_word(zh[3:], x, 66, centred=True)] if zh[3:] else []
        words += [_word(numbers[item, column], x - 8, 90, centred=True)] if numbers.get((item, column)) else []
    return words


def test_an_item_of_table_four_may_be_all_blank_where_the_sums_of_the_others_hold() -> None:
    """As pages without rules leave zeros blank; a head's last line 持 is narrower than 结果维 and its number."""
    numbers = {("reconsideration", outcome): "3" for outcome in ("upheld", "total")}
    numbers |= {("lawsuit_direct", "corrected"): "786", ("lawsuit_direct", "total"): "786"}
    read = _values(_read(_litigation(numbers), "litigation"))
    assert {place: str(int(value)) for place, value in read.items() if value is not None} == numbers
    assert len(read) == 15
    page_number = _read(_litigation({("lawsuit_direct", "corrected"): "2"}), "litigation")
    assert page_number is None or {cell.flag for cell in page_number.cells} == {"alignment_uncertain"}


def test_columns_stand_under_their_heads_where_no_row_prints_all_numbers() -> None:
    """Zeros left blank, numbers set now to the left, now to the right: columns are as wide as all that overlaps."""
    numbers = {place: int(text) for place, text in NUMBERS.items()}
    for number, item in enumerate(FORM.items):
        numbers[item.id, FORM.columns[number % 6].id] = 0
        numbers[item.id, "total"] = sum(numbers[item.id, column.id] for column in FORM.columns[:6])
    shown = {place: str(value) if value else "" for place, value in numbers.items()}
    words = [
        word._replace(box=word.box._replace(x0=word.box.x0 + shift, x1=word.box.x1 + shift))
        if word.text.isdigit() and (shift := 8 if word.box.top % 60 < 30 else -8)
        else word
        for word in _applications(shown, FORM, pitch=48)
    ]
    reading = _read(words)
    assert reading is not None
    read = {(cell.item, cell.column): cell.value for cell in reading.cells}
    assert read == {place: float(text) if text else None for place, text in shown.items()}


def _wrapped(words: Sequence[Word], text: str) -> list[Word]:
    """Wrap the last digit of a number and of its column's other long ones: no column has room for some only."""
    (whole,) = (word for word in words if word.text == text)
    long = [word for word in words if len(word.text) >= len(text) and word.text.isdigit() and _beside(word, whole)]
    wrapped = [part for word in long for part in _parts(word, word.text[: len(text) - 1], word.text[len(text) - 1 :])]
    return [*(word for word in words if word not in long), *wrapped]


def _beside(word: Word, other: Word) -> bool:
    return min(word.box.x1, other.box.x1) > max(word.box.x0, other.box.x0)


def _parts(word: Word, upper: str, lower: str) -> tuple[Word, Word]:
    box = word.box
    above = box._replace(top=box.top - 6, bottom=box.bottom - 6, x1=box.x0 + 5 * len(upper))
    below = box._replace(top=box.top + 6, bottom=box.bottom + 6, x1=box.x0 + 5 * len(lower))
    return Word(upper, word.page, above), Word(lower, word.page, below)


def test_a_wrapped_number_is_one_number_where_the_sums_prove_it() -> None:
    words = _applications(NUMBERS, FORM)
    assert _values(_read(_wrapped(words, NUMBERS["concluded", "total"]))) == TRUE


def test_a_wrapped_number_that_no_sum_proves_is_in_doubt() -> None:
    numbers = NUMBERS | {("concluded", "total"): "98765"}
    reading = _read(_wrapped(_applications(numbers, FORM), "98765"))
    assert reading is not None
    flags = {(cell.item, cell.column): cell.flag for cell in reading.cells}
    assert flags["concluded", "total"] == "alignment_uncertain"


def test_cells_that_hold_two_rows_are_in_doubt_and_the_row_without_a_cell_is_told() -> None:
    """huaian_shi_2024 with one rule deleted: 规章 and its numbers stand in the cells of 行政规范性文件."""
    form = table("2021", "disclosure")
    heads: list[Placed] = [(0, 0, "信息内容"), *((0, 1 + n, column.zh) for n, column in enumerate(form.columns[:3]))]
    rows: list[Placed] = [(1, 0, "规章\n行政规范性文件"), (1, 1, "0"), (1, 2, "37"), (1, 3, "1\n11")]
    rest: list[Placed] = [(2, 0, "信息内容"), (2, 1, "本年处理决定数量", 1, 3)]
    for row, item in enumerate(("行政许可", "行政处罚", "行政强制"), 3):
        rest += [(row, 0, item), (row, 1, str(row), 1, 3)]
    (report,) = match_document(document(grid([*heads, *rows, *rest])), "")
    doubtful = {(cell.item, cell.column): (cell.value, cell.flag) for cell in report.cells if cell.flag}
    assert doubtful == {
        ("normative_documents", column): (None, "merged_cell") for column in ("made", "repealed", "in_force")
    }
    assert any("规章" in problem.reason for problem in report.unnamed)


def test_a_place_where_the_cell_prints_digits_is_no_blank_though_no_word_stands_in_its_line() -> None:
    """A browser printed 236 over 2 in one cell; neither line is the row's number."""
    form = table("2021", "disclosure")
    place = ("normative_documents", "made")
    two_lines = make_cell(form, *place, [GridCell(0, 1, "236\n2")], None, "text", "split_cell", 1)
    empty = make_cell(form, *place, [], None, "text", None, 1)
    chosen = choose(TableReading(form, [two_lines]), TableReading(form, [empty]))
    assert chosen is not None and [cell.flag for cell in chosen.cells] == ["split_cell"]


def test_which_cell_of_a_row_is_empty_is_in_doubt_where_its_numbers_have_no_sure_place() -> None:
    """a_strike_d0 without the rule before 尚未审结: by the cells 371 stands left of it, by the words nowhere."""
    form = table("2021", "litigation")
    row = [("lawsuit_direct", column) for column in ("corrected", "other", "pending")]
    by_cells = [make_cell(form, *place, [GridCell(0, 1, "")], None, "text", None, 1) for place in row[1:]]
    by_cells.insert(0, make_cell(form, *row[0], [GridCell(0, 1, "371")], None, "text", None, 1))
    by_words = [make_cell(form, *place, [], None, "text", None, 1) for place in row]
    total = make_cell(
        form, "lawsuit_direct", "total", [GridCell(0, 1, "7")], None, "text", "alignment_uncertain", 1
    )  # no sum proves the words' places
    chosen = choose(TableReading(form, by_cells), TableReading(form, [*by_words, total]))
    assert chosen is not None and {cell.flag for cell in chosen.cells[1:]} == {"alignment_uncertain"}
