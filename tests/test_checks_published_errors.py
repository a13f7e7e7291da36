"""The 61 identities that fail in 18 of the 82 real reports, and what each most probably is.

One line an explanation: the cells of the likeliest one with the printed and the suggested value. Where the prose of the
report settled the case (notes of ``figures/reports.csv``) the comment says so.
"""

from __future__ import annotations

import pandas as pd
import pytest

from govreports.checks.faults import explain
from tests.figures_data import figures

A, L, TOTAL, PERSON = "applications", "litigation", "total", "natural_person"

EXPECTED: dict[tuple[str, str, int], tuple[int, list[tuple[str, str, str, float, float]]]] = {
    # (report, table, cluster): (failing identities, [(kind, item, column, printed, suggested)])
    ("huaian_hongze_qu_2023", L, 1): (1, [("total_left_zero", "reconsideration", TOTAL, 0, 11)]),
    ("huaian_hongze_qu_2023", L, 2): (1, [("total_left_zero", "lawsuit_after_reconsideration", TOTAL, 0, 5)]),
    # Six cases too many stand in one result row and in its total; `partially_granted` fits as well (second).
    ("pingtan_guanweihui_2020", A, 1): (
        2,
        [("part_and_total", "granted", PERSON, 6, 0), ("part_and_total", "granted", TOTAL, 7, 1)],
    ),
    ("pingtan_htp_2021", A, 1): (3, [("cell_misprinted", "concluded", PERSON, 1, 0)]),
    ("pingtan_htp_2022", A, 1): (
        4,
        [("total_left_zero", "concluded", TOTAL, 0, 4), ("total_left_zero", "concluded", PERSON, 0, 4)],
    ),
    # The whole column 总计 is 0, and one result of a natural person is too many (6 results for 5 applications).
    ("pingtan_htp_2024", A, 1): (
        7,
        [
            ("total_left_zero", "received", TOTAL, 0, 6),
            ("total_left_zero", "unavailable_not_held", TOTAL, 0, 3),
            ("total_left_zero", "unavailable_unclear", TOTAL, 0, 1),
            ("total_left_zero", "other_correction_overdue", TOTAL, 0, 1),
            ("total_left_zero", "other_other", TOTAL, 0, 1),
            ("total_left_zero", "concluded", TOTAL, 0, 6),
            ("cell_misprinted", "unavailable_not_held", PERSON, 4, 3),
        ],
    ),
    ("pingtan_htp_2025", A, 1): (
        4,
        [
            ("total_left_zero", "received", TOTAL, 0, 2),
            ("total_left_zero", "concluded", TOTAL, 0, 2),
            ("total_left_zero", "partially_granted", TOTAL, 0, 1),
            ("total_left_zero", "unavailable_not_held", TOTAL, 0, 1),
        ],
    ),
    # The prose says that nothing was received; the row is that of 2022.
    ("pingtan_jjf_2023", A, 1): (
        2,
        [
            ("row_copied_from_year_before", "received", PERSON, 3, 0),
            ("row_copied_from_year_before", "received", TOTAL, 3, 0),
        ],
    ),
    ("pingtan_jjf_2024", A, 1): (
        4,
        [("total_left_zero", "concluded", TOTAL, 0, 3), ("total_left_zero", "concluded", PERSON, 0, 3)],
    ),
    ("pingtan_jjf_2025", A, 1): (
        4,
        [("total_left_zero", "concluded", TOTAL, 0, 4), ("total_left_zero", "concluded", PERSON, 0, 4)],
    ),
    ("pingtan_jjf_2025", L, 2): (1, [("total_left_zero", "reconsideration", TOTAL, 0, 1)]),
    # The prose says that nothing was received in 2022; the row 本机关不掌握 is that of 2021.
    ("pingtan_jsp_2022", A, 1): (
        3,
        [
            ("row_copied_from_year_before", "unavailable_not_held", PERSON, 3, 0),
            ("row_copied_from_year_before", "unavailable_not_held", "other_org", 2, 0),
            ("row_copied_from_year_before", "unavailable_not_held", TOTAL, 5, 0),
        ],
    ),
    # All results are counted under 自然人 in the row 总计.
    ("pingtan_nyn_2021", A, 1): (
        4,
        [("offsetting_pair", "concluded", PERSON, 3, 2), ("offsetting_pair", "concluded", "other_org", 0, 1)],
    ),
    # The prose says 共收到7份; 2022 carried nothing out.
    ("pingtan_nyn_2023", A, 1): (
        2,
        [("one_row_away", "carried_in", TOTAL, 7, 0), ("one_row_away", "received", TOTAL, 0, 7)],
    ),
    ("pingtan_nyn_2024", A, 1): (
        4,
        [
            ("total_left_zero", "received", TOTAL, 0, 3),
            ("total_left_zero", "concluded", TOTAL, 0, 3),
            ("total_left_zero", "granted", TOTAL, 0, 1),
            ("total_left_zero", "denied_third_party_rights", TOTAL, 0, 2),
        ],
    ),
    # The 6 under 予以公开/总计 is that of 2023; every other total is 0.
    ("pingtan_nyn_2025", A, 1): (
        5,
        [
            ("total_left_zero", "received", TOTAL, 0, 1),
            ("total_left_zero", "concluded", TOTAL, 0, 1),
            ("total_left_zero", "unavailable_not_held", TOTAL, 0, 1),
            ("cell_misprinted", "granted", TOTAL, 6, 0),
        ],
    ),
    # The report of the next year prints 19.
    ("pingtan_shs_2024", L, 1): (1, [("digit_misprinted", "lawsuit_after_reconsideration", TOTAL, 15, 19)]),
    ("pingtan_zrz_2020", A, 1): (
        2,
        [
            ("part_and_total", "unavailable_not_held", "legal_service", 1, 0),
            ("part_and_total", "unavailable_not_held", TOTAL, 2, 1),
        ],
    ),
    ("pingtan_zrz_2021", A, 1): (
        4,
        [("offsetting_pair", "concluded", PERSON, 18, 16), ("offsetting_pair", "concluded", "public_interest", 0, 2)],
    ),
    ("pingtan_zrz_2023", A, 1): (
        3,
        [
            ("part_and_total", "concluded", "enterprise", 1, 0),
            ("part_and_total", "partially_granted", "enterprise", 1, 0),
        ],
    ),
}


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return explain(figures())


def test_all_61_failing_identities_are_explained(found: pd.DataFrame) -> None:
    clusters = found[found["rank"] == 1].drop_duplicates(["report", "table", "cluster"])
    assert clusters["identities"].str.split("; ").map(len).sum() == 61
    assert clusters["explained"].sum() == 61
    assert clusters["broken"].sum() == 0
    assert clusters["report"].nunique() == 18


def test_the_table_names_every_cluster(found: pd.DataFrame) -> None:
    clusters = found[["report", "table", "cluster"]].drop_duplicates().itertuples(index=False, name=None)
    assert set(clusters) == set(EXPECTED)


@pytest.mark.parametrize("key", EXPECTED, ids=lambda key: "-".join(map(str, key)))
def test_what_it_most_probably_is(found: pd.DataFrame, key: tuple[str, str, int]) -> None:
    first = found[(found[["report", "table", "cluster"]] == list(key)).all(axis=1) & (found["rank"] == 1)]
    identities, cells = EXPECTED[key]
    assert first["explained"].unique().tolist() == [identities]
    rows = first[["kind", "item", "column", "printed", "suggested"]].itertuples(index=False, name=None)
    assert sorted(rows) == sorted(cells)


def test_a_second_place_is_told_too(found: pd.DataFrame) -> None:
    second = found[(found["report"] == "pingtan_guanweihui_2020") & (found["rank"] == 2)]
    assert second["item"].unique().tolist() == ["partially_granted"]


def test_the_printed_values_stay(found: pd.DataFrame) -> None:
    printed = figures().cells.set_index(["report", "table", "item", "column"])["value"]
    keys = pd.MultiIndex.from_frame(found[["report", "table", "item", "column"]])
    assert (printed.loc[keys].to_numpy() == found["printed"].to_numpy()).all()
