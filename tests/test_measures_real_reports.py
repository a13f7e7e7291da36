"""Indicators of seven real reports against a sheet computed by hand from what they print."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import govreports as gr
from govreports.measures.compute import indicators
from tests.figures_data import figures

# numerator, denominator as added up by hand from the 总计 column of table 三 and from table 四.
SHEET: dict[str, dict[str, tuple[float, float | None]]] = {
    "huaian_shi_2024": {
        "received": (3119, None),
        "accepted": (3119 + 34, None),
        "received_per_100k": (3119, 4556230),
        "disclosure_rate": (1362 + 454, 3050),
        "substantive_disclosure_rate": (1362 + 454, 1362 + 454 + 2 + 31 + 5 + 6 + 8 + 12 + 9),
        "denied_share": (2 + 31 + 5 + 6 + 8 + 12 + 9 + 105, 3050),
        "denied_administrative_query_of_denied": (105, 178),
        "unavailable_share": (769 + 11 + 1, 3050),
        "unavailable_not_held_share": (769, 3050),
        "rejected_share": (62 + 25 + 0 + 0 + 1, 3050),
        "other_share": (71 + 6 + 110, 3050),
        "other_other_share": (110, 3050),
        "completion_rate": (3050, 3153),
        "clearance_ratio": (3050, 3119),
        "backlog_rate": (103, 3153),
        "reconsideration_correction_rate": (64, 72 + 64 + 178),
        "reconsideration_correction_rate_of_merits": (64, 72 + 64),
        "reconsideration_correction_rate_bound": (64 + 178, 72 + 64 + 178),
        "lawsuit_loss_rate": (4 + 1, 13 + 4 + 8 + 12 + 1 + 1),
        "lawsuit_direct_loss_rate": (4, 13 + 4 + 8),
        "lawsuit_after_reconsideration_loss_rate": (1, 12 + 1 + 1),
        "reconsiderations_per_100_concluded": (351, 3050),
        "lawsuits_per_100_concluded": (26 + 20, 3050),
        "lawsuit_direct_share": (26, 46),
        "licences_decisions": (447228, None),
        "normative_documents_in_force": (66, None),
        "fees_amount": (96171.6, None),
    },
    "huaian_hongze_qu_2023": {
        "disclosure_rate": (0 + 4, 21),
        "substantive_disclosure_rate": (4, 4 + 1 + 1 + 1),
        "unavailable_share": (10 + 3, 21),
        "completion_rate": (21, 21),
        "reconsideration_correction_rate": (1, 10 + 1),
        "lawsuit_loss_rate": (0, 5),
        "other_share": (0, 21),
    },
    "suqian_shi_2024": {
        "disclosure_rate": (1431 + 471, 3521),
        "substantive_disclosure_rate": (1902, 1902 + 92 - 13),
        "denied_share": (2 + 1 + 4 + 17 + 21 + 11 + 23 + 13, 3521),
        "unavailable_share": (897 + 36 + 8, 3521),
        "rejected_share": (87 + 27 + 3, 3521),
        "other_share": (77 + 38 + 354, 3521),
        "backlog_rate": (125, 3525 + 121),
        "reconsideration_correction_rate": (18, 88 + 18 + 28),
        "lawsuit_loss_rate": (0, 7 + 11 + 33 + 6),
        "lawsuit_loss_rate_bound": (11 + 6, 57),
    },
    "shanghai_shi_kewei_2024": {
        "disclosure_rate": (9, 35),
        "substantive_disclosure_rate": (9, 11),
        "unavailable_share": (4 + 6, 35),
        "other_share": (10 + 4, 35),
        "completion_rate": (35, 34 + 2),
        "clearance_ratio": (35, 34),
    },
    "pingtan_guanweihui_2024": {
        "disclosure_rate": (71 + 29, 218),
        "substantive_disclosure_rate": (100, 100 + 4 + 3 + 32),
        "denied_internal_affairs_of_denied": (32, 39),
        "unavailable_not_held_share": (75, 218),
        "reconsideration_correction_rate": (1, 6),
        "lawsuit_loss_rate": (2, 13 + 2 + 4),
    },
    "shanghai_shi_fuban_2025": {
        "disclosure_rate": (206 + 2, 1191),
        "substantive_disclosure_rate": (208, 208 + 4 + 1 + 9 + 1),
        "other_share": (43 + 276, 1191),
        "completion_rate": (1191, 1295 + 189),
        "reconsideration_correction_rate": (0, 40 + 10),
        "lawsuit_loss_rate_bound": (4 + 9, 2 + 4 + 6 + 9),
    },
    "pingtan_zrz_2023": {
        "disclosure_rate": (6 + 8, 19),
        "unavailable_not_held_share": (4, 19),
        "other_other_share": (1, 19),
    },
}
SCALE = {"received_per_100k": 100_000, "reconsiderations_per_100_concluded": 100, "lawsuits_per_100_concluded": 100}
CASES = [(report, name, *pair) for report, sheet in SHEET.items() for name, pair in sheet.items()]


@pytest.fixture(scope="module")
def printed() -> Any:
    return indicators(figures()).set_index(["report", "indicator"]).sort_index()


@pytest.mark.parametrize(("report", "indicator", "numerator", "denominator"), CASES)
def test_what_is_computed_is_what_the_sheet_says(
    printed: Any, report: str, indicator: str, numerator: float, denominator: float | None
) -> None:
    row = printed.loc[(report, indicator)]
    assert row["numerator"] == numerator
    if denominator is None:
        assert row["value"] == numerator
    else:
        assert row["denominator"] == denominator
        assert row["value"] == pytest.approx(SCALE.get(indicator, 1) * numerator / denominator, rel=1e-12)


def test_pending_cases_are_left_out_and_stand_beside(printed: Any) -> None:
    row = printed.loc[("huaian_shi_2024", "reconsideration_correction_rate")]
    assert (row["denominator"], row["left_out"]) == (314, 37)
    assert printed.loc[("huaian_shi_2024", "lawsuit_loss_rate"), "left_out"] == 1 + 6


def test_administrative_queries_are_left_out_of_the_substantive_rate_and_stand_beside(printed: Any) -> None:
    assert printed.loc[("huaian_shi_2024", "substantive_disclosure_rate"), "left_out"] == 105


def test_hongze_2023_printed_its_total_of_reconsiderations_as_0_and_that_is_shown(printed: Any) -> None:
    row = printed.loc[("huaian_hongze_qu_2023", "reconsideration_total")]
    assert (row["value"], row["flags"]) == (0, "published_error")
    summed = indicators(figures(), "reconsideration_total", basis="summed").set_index("report")
    assert summed.loc["huaian_hongze_qu_2023", "value"] == 11


def test_below_30_concluded_no_reconsiderations_per_100_are_shown(printed: Any) -> None:
    row = printed.loc[("huaian_hongze_qu_2023", "reconsiderations_per_100_concluded")]
    assert row["value"] is not row["value"] or str(row["value"]) == "<NA>"
    assert "few_cases" in row["flags"]


def test_zrz_2023_prints_19_concluded_where_its_applicants_add_to_20(printed: Any) -> None:
    row = printed.loc[("pingtan_zrz_2023", "disclosure_rate")]
    assert row["flags"] == "published_error"
    summed = indicators(figures(), "disclosure_rate", basis="summed").set_index("report").loc["pingtan_zrz_2023"]
    assert (summed["numerator"], summed["denominator"], summed["basis"]) == (15, 20, "summed")


def test_nyn_2025_prints_6_granted_of_0_concluded_and_so_has_no_rate(printed: Any) -> None:
    row = printed.loc[("pingtan_nyn_2025", "granted_share")]
    assert (row["numerator"], row["denominator"]) == (6, 0)
    assert row["value"] is not row["value"] or str(row["value"]) == "<NA>"
    assert row["flags"] == "published_error;no_cases;above_denominator"


def test_kewei_2024_leaves_carried_out_blank_and_blank_is_not_0(printed: Any) -> None:
    row = printed.loc[("shanghai_shi_kewei_2024", "backlog_rate")]
    assert str(row["value"]) == "<NA>"
    assert row["flags"] == "blank"
    asked = indicators(figures(), "backlog_rate", blank="zero").set_index("report").loc["shanghai_shi_kewei_2024"]
    assert (asked["value"], asked["numerator"], asked["denominator"]) == (0, 0, 36)
    assert "blank_as_zero" in asked["flags"]


def test_an_edition_does_not_lend_its_cells_to_the_other(printed: Any) -> None:
    later = printed.loc[("huaian_shi_2024", "normative_documents_newly_made")]
    earlier = printed.loc[("pingtan_guanweihui_2019", "normative_documents_made")]
    assert (later["flags"], str(later["value"])) == ("not_defined", "<NA>")
    assert (str(earlier["value"]), "not_defined" in earlier["flags"]) == ("<NA>", True)


def test_a_2021_report_with_one_row_for_other_has_its_share_of_other_and_none_of_its_parts(
    printed: Any,
) -> None:
    assert printed.loc[("huaian_hongze_qu_2023", "other_share"), "value"] == 0
    assert printed.loc[("huaian_hongze_qu_2023", "other_other_share"), "flags"] == "not_defined"


def test_by_applicant_the_columns_stand_beside_the_total() -> None:
    rows = indicators(figures(), ["received", "disclosure_rate"], by="applicant")
    huaian = rows[rows["report"] == "huaian_shi_2024"].set_index(["indicator", "applicant"])
    assert huaian.loc[("received", "legal_service"), "value"] == 61
    assert huaian.loc[("disclosure_rate", "legal_service"), "numerator"] == 50
    assert huaian.loc[("disclosure_rate", "total"), "denominator"] == 3050


def test_every_indicator_of_the_sample_pdfs_is_that_of_the_figures(sample: gr.Dataset) -> None:
    columns = ["report", "indicator", "numerator", "denominator", "value", "low", "high", "scope", "segment", "flags"]
    read, known = (
        indicators(data)[columns].sort_values(["report", "indicator"], ignore_index=True)
        for data in (sample, figures())
    )
    assert len(read) > 8000
    pd.testing.assert_frame_equal(read, known, check_exact=True)
