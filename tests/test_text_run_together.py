"""Text whose cells ran together: cut only where the sums prove how."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from govreports.matching.text.run_together import resolve, sums_along, ways
from tests.copied import FORM, HEADS, cells_of_text

KEYS = [("received", column.id) for column in FORM.columns]


def test_pingtan_jjf_2024_1129_is_left_unread() -> None:
    cells = cells_of_text("信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件1129")
    assert [cells["regulations", name].value for name in ("made", "repealed", "in_force")] == [0, 0, 0]
    assert cells["normative_documents", "made"].flag == "ambiguous_split"
    assert cells["normative_documents", "made"].text == "1129"


def test_six_digits_for_seven_cells_have_no_sure_reading() -> None:
    found = ways("000000", FORM.columns, sums_along(FORM, KEYS))
    assert len(found) == 6 and all("" in way for way in found)


def test_the_sums_of_the_columns_are_the_second_proof() -> None:
    zero = ("0",) * 7
    rows = {item.id: [zero] for item in FORM.items}
    three = [("3", "0", "0", "0", "0", "0", "3")]
    columns = [column.id for column in FORM.columns]
    assert "received" not in resolve(FORM, rows | {"received": three}, columns)
    proven = resolve(FORM, rows | {"received": three, "granted": three, "concluded": three}, columns)
    assert proven["received"] == three[0]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_the_printed_way_is_always_among_the_ways(numbers: list[int]) -> None:
    printed = (*map(str, numbers), str(sum(numbers)))
    found = ways("".join(printed), FORM.columns, sums_along(FORM, KEYS))
    assert found == [] or printed in found  # none at all where there are more than can be told apart


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.just(""), st.integers(0, 99).map(str)), min_size=3, max_size=3))
def test_cells_without_sums_are_never_read_wrong(printed: list[str]) -> None:
    cells = cells_of_text(HEADS.replace(" ", ""), "规章" + "".join(printed))
    for column, shown in zip(("made", "repealed", "in_force"), printed, strict=True):
        cell = cells.get(("regulations", column))
        assert cell is None or cell.flag is not None or cell.text == shown


def test_a_row_that_cannot_be_cut_ends_the_search() -> None:
    assert ways("4,5" * 12, FORM.columns) == []
