"""What `indicators` promises of every frame: reasons for what is missing, bases, duplicates, breaks, units."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreports.columns import frame
from govreports.dataset.data import Dataset
from govreports.form import editions
from govreports.measures.compute import indicators
from govreports.measures.definitions import DefinitionError, definitions
from govreports.measures.flags import FLAGS, flag_text
from govreports.measures.indicator_rows import INDICATOR_COLUMNS
from tests.figures_data import dataset, figures

CORRECTIONS = {
    "report": "string", "table": "string", "item": "string", "column": "string", "printed": "Float64",
    "corrected": "Float64", "reason": "string", "who": "string", "date": "string",
}  # fmt: skip


def one(data: Dataset, indicator: str, **options: Any) -> pd.Series:
    """Return the only row of an indicator."""
    rows = indicators(data, indicator, **options)
    assert len(rows) == 1
    return rows.iloc[0]


def report(name: str = "a_2024", agency: str = "甲局", year: int = 2024, **more: object) -> dict[str, object]:
    return {"report": name, "agency": agency, "year": year, "edition": "2021", **more}


def cell(item: str, value: float | None, column: str = "total", **more: object) -> dict[str, object]:
    state = "blank" if value is None else "number"
    return {"report": "a_2024", "table": "applications", "item": item, "column": column, "value": value} | {
        "state": state,
        **more,
    }


NO_AGENCIES = pd.DataFrame()


def test_the_frame_has_the_columns_and_dtypes_of_the_contract() -> None:
    found = indicators(figures(), "received")
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == INDICATOR_COLUMNS


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    for flag in FLAGS:
        assert flag_text(flag.code, "zh") == flag.zh
        assert flag_text(flag.code, "en") == flag.en


def test_an_unknown_indicator_is_named_with_those_that_look_like_it() -> None:
    with pytest.raises(DefinitionError, match=r"disclosure_rates.*disclosure_rate"):
        indicators(figures(), "disclosure_rates")


@pytest.mark.parametrize(
    "option", [{"basis": "guessed"}, {"blank": "0"}, {"interval": "wald"}, {"by": "region"}], ids=lambda one: str(one)
)
def test_an_option_that_does_not_exist_is_refused(option: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(option))} is"):
        indicators(figures(), "received", **option)


def test_a_cell_that_the_report_does_not_print_is_no_zero() -> None:
    row = one(dataset([report()], [cell("received", 3)], NO_AGENCIES), "accepted")
    assert (str(row["value"]), row["flags"]) == ("<NA>", "not_printed;agency_unknown")


def test_a_mark_for_zero_is_a_blank_until_the_user_says_otherwise() -> None:
    cells = [cell("received", None, state="mark", text="/"), cell("carried_in", 2)]
    data = dataset([report()], cells, NO_AGENCIES)
    assert str(one(data, "accepted")["value"]) == "<NA>"
    asked = one(data, "accepted", blank="zero")
    assert (asked["value"], asked["flags"]) == (2, "blank_as_zero;agency_unknown")


def test_what_could_not_be_read_stays_missing_even_where_blanks_count_as_zero() -> None:
    data = dataset([report()], [cell("received", None, state="unreadable", flag="ocr")], NO_AGENCIES)
    row = one(data, "received", blank="zero")
    assert (str(row["value"]), row["flags"]) == ("<NA>", "unreadable;reading;agency_unknown")


def test_a_number_beside_a_note_is_the_number() -> None:
    data = dataset([report()], [cell("received", 22, state="annotated", note="其中修订16件")], NO_AGENCIES)
    assert one(data, "received")["value"] == 22


def test_a_doubtful_reading_gives_a_value_and_says_so() -> None:
    data = dataset([report()], [cell("received", 3, flag="ocr_low_confidence")], NO_AGENCIES)
    row = one(data, "received")
    assert (row["value"], row["flags"]) == (3, "reading;agency_unknown")


def test_a_failing_sum_with_a_doubtful_cell_is_not_laid_at_the_agencys_door() -> None:
    numbers = {"received": 5, "carried_in": 0, "concluded": 3, "carried_out": 0}
    sure = dataset([report()], [cell(item, value) for item, value in numbers.items()], NO_AGENCIES)
    assert "published_error" in one(sure, "received")["flags"]
    doubtful = [cell(item, value, flag="ocr" if item == "concluded" else None) for item, value in numbers.items()]
    assert "published_error" not in one(dataset([report()], doubtful, NO_AGENCIES), "received")["flags"]


def test_a_cell_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="'a_2024' has cell applications/received/total twice"):
        indicators(dataset([report()], [cell("received", 3), cell("received", 4)], NO_AGENCIES))


def test_fees_in_yuan_become_ten_thousands_and_a_unit_that_is_no_money_is_refused() -> None:
    fee = {"report": "a_2024", "table": "disclosure", "item": "fees", "column": "amount", "value": 20000.0}
    for unit, value in (("元", "2.0"), ("万元", "20000.0"), ("件", "<NA>"), (None, "<NA>")):
        data = dataset([report()], [fee | {"state": "number", "unit": unit}], NO_AGENCIES)
        assert str(one(data, "fees_amount")["value"]) == value


def test_corrections_stand_in_for_the_printed_values_and_say_so() -> None:
    line = [
        "huaian_hongze_qu_2023",
        "litigation",
        "reconsideration",
        "total",
        0.0,
        11.0,
        "合计漏填",
        "王",
        "2025-02-03",
    ]
    data = replace(figures(), corrections=frame([line], CORRECTIONS))
    printed = indicators(data, "reconsideration_total").set_index("report").loc["huaian_hongze_qu_2023"]
    settled = indicators(data, "reconsideration_total", basis="corrected").set_index("report")
    assert (printed["value"], printed["flags"]) == (0, "published_error")
    assert (settled.loc["huaian_hongze_qu_2023", "value"], settled.loc["huaian_hongze_qu_2023", "flags"]) == (
        11,
        "corrected",
    )
    assert str(settled.loc["huaian_shi_2024", "flags"]) == "<NA>"


def test_a_correction_of_a_number_that_is_no_longer_printed_warns_and_is_not_applied() -> None:
    line = [
        "huaian_hongze_qu_2023",
        "litigation",
        "reconsideration",
        "total",
        9.0,
        11.0,
        "合计漏填",
        "王",
        "2025-02-03",
    ]
    data = replace(figures(), corrections=frame([line], CORRECTIONS))
    with pytest.warns(UserWarning, match="expects 9"):
        rows = indicators(data, "reconsideration_total", basis="corrected").set_index("report")
    assert rows.loc["huaian_hongze_qu_2023", "value"] == 0


def test_kept_as_published_settles_a_doubt() -> None:
    line = ["a_2024", "applications", "received", "total", 3.0, 3.0, "已核对原件", "王", "2025-02-03"]
    data = dataset([report()], [cell("received", 3, flag="ocr")], NO_AGENCIES)
    data = replace(data, corrections=frame([line], CORRECTIONS))
    assert one(data, "received", basis="corrected")["flags"] == "agency_unknown"


def test_of_two_reports_for_one_year_both_stay_and_the_later_one_is_used() -> None:
    reports = [report("first", published="2025-03-01"), report("again", published="2025-04-01")]
    data = dataset(reports, [], NO_AGENCIES)
    rows = indicators(data, "received").set_index("report")
    assert rows["used"].to_dict() == {"first": False, "again": True}
    assert all("duplicate" in flags for flags in rows["flags"])


def test_a_line_is_cut_where_table_2_changes_its_edition() -> None:
    rows = indicators(figures(), "penalties_decisions").set_index(["agency_id", "year"]).loc["pingtan_guanweihui"]
    cuts = rows.index[rows["flags"].fillna("").str.contains("break")].tolist()
    assert cuts == [2021]
    assert rows["segment"].nunique() == 2


def test_a_line_of_reconsiderations_is_cut_in_2024() -> None:
    rows = indicators(figures(), "reconsideration_correction_rate")
    flags = rows[rows["agency_id"] == "pingtan_guanweihui"].set_index("year")["flags"].fillna("")
    assert flags.index[flags.str.contains("break")].tolist() == [2020, 2024]
    assert flags.index[flags.str.contains("mixed_year")].tolist() == [2019]


def test_the_outcome_of_applications_has_one_line_from_2020_to_2025() -> None:
    rows = indicators(figures(), "disclosure_rate").set_index("agency_id").loc["pingtan_guanweihui"]
    segments = rows.set_index("year")["segment"]
    assert segments[segments.index >= 2020].unique().tolist() == ["regulations_2019"]
    assert segments[2019] == "regulations_2019 mixed"


def test_a_table_that_speaks_of_the_whole_beside_one_that_does_not_is_flagged() -> None:
    data = dataset([report(scope='{"applications": "whole", "litigation": "agency"}')], [], NO_AGENCIES)
    row = one(data, "reconsiderations_per_100_concluded")
    assert "mixed_scope" in row["flags"]
    assert one(data, "received")["scope"] == "whole"


def test_the_scope_comes_from_the_document_else_from_agencies_csv_else_it_is_unknown() -> None:
    rows = indicators(figures(), "received").set_index("report")["scope"]
    assert rows["pingtan_guanweihui_2024"] == "whole"
    assert str(rows["huaian_shi_2024"]) == "<NA>"


def test_outcomes_of_table_3_add_up_to_all_of_it() -> None:
    rows = indicators(figures(), ["granted_share", "partially_granted_share", "denied_share", "unavailable_share",
                                  "rejected_share", "other_share"])  # fmt: skip
    sums = rows.groupby("report")["value"].sum(min_count=6).dropna()
    flagged = set(rows.loc[rows["flags"].fillna("").str.contains("published_error"), "report"])
    clean = sums[~sums.index.isin(flagged)]
    assert len(clean) == 49
    assert clean.round(12).eq(1).all()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_printed_no_share_exceeds_1_and_no_value_lies_outside_its_interval(data: st.DataObject) -> None:
    edition = data.draw(st.sampled_from(["2021", "2019"]))
    form = [(t.id, *pair) for t in editions()[edition].tables.values() for pair in t.cells]
    number = st.one_of(st.none(), st.integers(0, 40), st.integers(0, 4000))
    cells: list[dict[str, object]] = [
        {"report": "a", "table": table, "item": item, "column": column, "unit": "万元"}
        | {"value": value, "state": "blank" if value is None else "number"}
        for (table, item, column), value in zip(
            form, data.draw(st.lists(number, min_size=len(form), max_size=len(form))), strict=True
        )
    ]
    made = dataset([report("a", edition=edition)], cells, NO_AGENCIES)
    for basis in ("printed", "summed"):
        found = indicators(made, basis=basis, blank=data.draw(st.sampled_from([None, "zero"])), by="applicant")
        shares = found[found["kind"].isin(["share", "yes_no"])]["value"].dropna()
        assert shares.between(0, 1).all()
        known = found.dropna(subset=["value", "low"])
        assert ((known["low"] <= known["value"] + 1e-9) & (known["value"] <= known["high"] + 1e-9)).all()
        missing = found[found["value"].isna()]
        assert missing["flags"].notna().all()


def test_every_definition_says_where_it_comes_from_and_only_shares_of_courts_have_a_direction() -> None:
    for indicator in definitions().values():
        assert indicator.source
        assert indicator.zh and indicator.en
        assert (indicator.direction == "lower") == ("rate" in indicator.id and indicator.topic == "review")
