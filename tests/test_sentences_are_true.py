"""Every kind of statement that the package can make, held against tests of another make on random agencies."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreports.briefing.content import content_of
from govreports.charts import flow
from govreports.form import editions
from govreports.measures.peer_group import PeerGroups, standing
from govreports.measures.side_by_side import leading, side_by_side
from govreports.measures.tests_of_difference import two_counts_p, two_shares_p
from govreports.view.findings import extraction, outcomes, profile, two_years
from govreports.view.opening import view_of
from tests.benchmarks.sentences import contradictions, judge_changes, judge_rates, page, said_of
from tests.benchmarks.sentences_of_agencies import said_of_agencies
from tests.benchmarks.sentences_of_questions import said_of_questions
from tests.charts_cases import made
from tests.figures_data import dataset, figures

counts = st.tuples(st.integers(1, 200), st.floats(0, 1)).map(lambda pair: (float(round(pair[0] * pair[1])), pair[0]))
agencies = st.lists(counts, min_size=2, max_size=6)


@given(agencies)
@settings(max_examples=40, deadline=None)
def test_a_difference_is_spoken_of_only_where_a_test_finds_it(rows: list[tuple[float, int]]) -> None:
    x, n = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    told = judge_rates(x, n, side_by_side("share", x, n), np.random.default_rng(0))
    assert [kind for kind, holds in told if not holds] == []


@given(agencies, st.lists(st.floats(0, 1), min_size=6, max_size=6))
@settings(max_examples=10, deadline=None)
def test_title_table_and_sentence_of_a_page_say_the_same(rows: list[tuple[float, int]], later: list[float]) -> None:
    x, n = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    y = np.round(n * np.array(later[: n.size]))
    view = page((x, n), (y, n))
    assert [kind for kind, holds in judge_changes((x, n), (y, n), view) if not holds] == []
    assert contradictions(view) == []


def test_of_random_data_sets_nothing_is_said_that_is_not_so() -> None:
    table, against = said_of(25, seed=3)
    assert table["false"].sum() == 0
    assert against == []


def test_of_random_agencies_peers_limits_years_and_sums_nothing_is_said_that_is_not_so() -> None:
    assert said_of_agencies(3, seed=2)["false"].sum() == 0


def test_of_random_questions_what_if_why_ranks_2024_and_prose_nothing_is_answered_that_is_not_so() -> None:
    assert said_of_questions(2, seed=2)["false"].sum() == 0


@given(st.integers(0, 60), st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
@settings(deadline=None)
def test_p_values_are_the_same_from_either_side(x: int, n: int, y: int, m: int) -> None:
    assert two_counts_p(x, y) == pytest.approx(float(two_counts_p(y, x)))
    if x <= n and y <= m:
        assert two_shares_p(x, n, y, m) == pytest.approx(float(two_shares_p(y, m, x, n)))


def test_the_largest_count_leads_and_near_ones_with_it() -> None:
    assert leading(np.array([5.0, 100.0, 96.0, 0.0])) == (1, 2)


def test_acts_of_an_agency_have_no_interval_and_no_test() -> None:
    # 平潭农业农村局 made 1 document in 2024 and 8 in 2025: that is a fact, no event of chance.
    from govreports.measures.change import change

    moves = change(view_of(figures()).of("pingtan_nyn", "normative_documents_made"), 2024, 2025)
    assert moves[["difference", "verdict"]].to_numpy().tolist() == [[7.0, "plain"]]
    assert moves["p_value"].isna().all()
    assert view_of(figures()).of("pingtan_nyn", "penalties_decisions")["low"].isna().all()


def test_rank_intervals_that_no_longer_meet_are_named() -> None:
    # Of 2,000 each: the one that refuses least also holds least of what is asked for.
    printed = [(500, 10, 1490), (1000, 900, 100), (700, 300, 1000)]
    items = ("granted", "denied_third_party_rights", "unavailable_not_held")
    table = editions()["2021"].tables["applications"]
    reports = [{"report": f"r{n}", "agency": f"甲市第{n}局", "year": 2025, "edition": "2021"} for n in (1, 2, 3)]
    cells = [
        report | {"table": "applications", "item": item.id, "column": "total", "value": float(values.get(item.id, 0))}
        for report, counts in zip(reports, printed, strict=True)
        for values in [{**dict(zip(items, counts, strict=True)), "received": 2000, "concluded": 2000}]
        for item in table.items
    ]
    cells = [cell | {"state": "number", "method": "text"} for cell in cells]
    data = dataset(reports, cells, pd.DataFrame())
    assert "换用实体公开率后，甲市第2局、甲市第1局的位次区间与原来的不相交。" in outcomes(view_of(data))
    told = "With the substantive rate, rank intervals that no longer meet the old ones: 甲市第2局, 甲市第1局."
    assert told in outcomes(view_of(data, lang="en"))


def test_a_district_is_not_held_against_its_city() -> None:
    said = profile(view_of(figures()), "huaian_hongze_qu")
    assert "级别、职能、规模相近的机关不足 5 个，不作同类比较。" in said


@pytest.mark.parametrize(
    ("name", "level", "function"),
    [
        ("某市教育局", "市", "教育"),
        ("沭阳县市场监督管理局", "县", "市场监管"),
        ("北京市公安局", "省", "公安"),
        ("江苏省住房和城乡建设厅", "省", "住建"),
        ("黄集街道办事处", "乡", "乡镇街道"),
        ("某县某镇人民政府", "乡", "乡镇街道"),
        ("平潭综合实验区管委会", "县", "政府"),
        ("上海市人民政府办公厅", "省", "政府办"),
    ],
)
def test_level_and_function_by_name(name: str, level: str, function: str) -> None:
    assert standing(name) == (level, function)


def test_peers_are_of_like_size_and_never_the_agency_itself() -> None:
    view = view_of(made(40, (2024,)))
    frame = view.everything()
    frame = frame.assign(agency=frame["agency"].str.replace("局", "教育局"))
    received = frame[frame["indicator"] == "received"]
    sizes = received.set_index("agency_id")["value"]
    who = str(sizes.idxmax())
    found = PeerGroups(received, view.data.agencies.iloc[:0]).of(who)
    assert who not in found
    assert all(sizes[who] / 5 <= sizes[other] <= sizes[who] * 5 for other in found)


def test_a_sum_that_fails_where_our_reading_is_in_doubt_is_marked_and_laid_to_nobody() -> None:
    # 洪泽区 2023 prints 10 + 1 + 0 + 0 = 0: were that 0 in doubt, the ten and the one would rest on a sum in doubt.
    data = figures()
    total = (data.cells["report"] == "huaian_hongze_qu_2023") & (data.cells["item"] == "reconsideration")
    doubt = total & (data.cells["column"] == "total")
    read = replace(data, cells=data.cells.assign(flag=data.cells["flag"].mask(doubt, "digits_apart")))
    flags = [view_of(one).of("huaian_hongze_qu", "reconsideration_decided")["flags"].iloc[0] for one in (data, read)]
    assert flags == ["published_error", "reading"]


def test_a_mark_in_a_briefings_table_is_explained_below_it() -> None:
    # 平潭社会事业局 2024 prints 19 lawsuits that do not add up; no sentence of 2025 speaks of them.
    notes = content_of(view_of(figures()), "pingtan_shs").notes
    assert [note for note in notes if note.startswith("† ")]


def test_rates_of_few_cases_stand_in_one_sentence_with_their_counts() -> None:
    said = profile(view_of(figures()), "pingtan_jsp")
    assert "2025 年公开率 1/1、实体公开率 1/1、结转率 0/1、行政复议直接纠错率 0/1，件数不足 10，不作判断。" in said


def test_what_rests_on_a_failed_sum_is_marked_in_words() -> None:
    # 平潭农业农村局 2025: received 0, and 6 granted that are last year's.
    said = profile(view_of(figures()), "pingtan_nyn")
    assert "2025 年实体公开率 6/6†，件数不足 10，不作判断。" in said
    assert any(sentence.startswith("† ") for sentence in said)


def test_a_change_from_a_number_whose_sum_fails_bears_the_mark() -> None:
    """自然资源与生态环境局 2023 concluded 19 whose results add up to 20."""
    view = view_of(figures(), years=(2023, 2024))
    said = next(line for line in profile(view, "pingtan_zrz") if "办结" in line)
    assert said == "2024 年办结申请 69 件，比 2023 年增长 263%†。"


def test_one_application_is_received_not_one_applications() -> None:
    """综合执法与应急管理局 received its first application in 2025."""
    own = view_of(figures(), lang="en").of("pingtan_zhz")
    assert "received 1 application in 2025, up by 1 on 2024" in flow(own, lang="en").heading


def test_one_report_of_one_year_is_no_span_and_no_reports() -> None:
    data = figures()
    frames = {name: getattr(data, name) for name in ("reports", "cells", "checks", "sections")}
    one = replace(data, **{name: rows[rows["report"] == "huaian_hongze_qu_2024"] for name, rows in frames.items()})
    assert extraction(view_of(one))[0] == "读取 1 份报告、1 个机关、2024 年，共 186 个单元格。"
    assert extraction(view_of(one, lang="en"))[0] == "1 report of 1 agency for 2024: 186 cells."


def test_no_report_and_no_year_is_charged_with_a_sum_that_may_be_our_reading() -> None:
    data = figures()
    causes = {"huaian_hongze_qu_2023": "reading", "huaian_hongze_qu_2024": "published"}
    lines = [
        {"report": report, "year": int(report[-4:]), "status": "fail", "cause": cause}
        for report, cause in causes.items()
    ]
    view = view_of(replace(data, checks=pd.DataFrame(lines, columns=list(data.checks.columns))))
    said = "公布的数据有 1 处勾稽关系不成立"
    assert f"1 份报告{said}" in str(extraction(view))
    assert f"该机关{said}（2024 年）" in str(profile(view, "huaian_hongze_qu"))


def test_two_years_in_one_sentence_show_both_counts_of_a_share() -> None:
    n = np.array([40.0, 40.0, 40.0])
    view = page((n * 0.2, n), (np.array([36.0, 8.0, 8.0]), n))
    (said, *_) = two_years(view, 2024, 2025, ["disclosure_rate"])
    assert "1 个变化超出偶然（甲市第1局 20%（8/40）→90%（36/40））" in said
