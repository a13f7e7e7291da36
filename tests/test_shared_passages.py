"""Passages that reports share: copies are met, standing phrases and everybody's clauses accuse nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreports.charts import who_shares
from govreports.columns import KEY_COLUMNS, REPORT_COLUMNS, SECTION_COLUMNS, frame
from govreports.dataset.data import Dataset
from govreports.prose.fingerprints import RUN, WINDOW, fingerprints, plain
from govreports.prose.passages_page import passages_page
from govreports.prose.shared_passages import shared_passages
from tests.benchmarks.shared_passages import planted

OWN = (
    "本局编制了便民手册，在三个车站和两处菜场摆放；老人不会上网，请志愿者逐户念给他们听；"
    "手册里有办证地址、电话和常见问题。"
)
REWRITTEN = ("clauses shuffled", "reworded")
"""What is found by no run of letters: other words, or another order."""
TOLD = {"甲局_2022": "我们请了律师把关每一份答复。" + OWN, "乙局_2023": "全年平稳。" + OWN.replace("逐户", "挨家")}


def corpus(texts: dict[str, str], section: str = "五", **columns: Any) -> Dataset:
    """One report a text, named by agency and year."""
    keys = {name: (name[:2], int(name.split("_")[1][:4])) for name in texts}
    rows = [{"report": name, "agency": who, "year": year} for name, (who, year) in keys.items()]
    reports = pd.DataFrame(rows).assign(**columns).reindex(columns=list(REPORT_COLUMNS)).astype(REPORT_COLUMNS)
    sections = [(name, *keys[name], section, "", text, None) for name, text in texts.items()]
    return Dataset(reports=reports, sections=frame(sections, KEY_COLUMNS | SECTION_COLUMNS))


def test_a_copied_paragraph_is_shown_with_both_places_and_who_wrote_first() -> None:
    (row,) = shared_passages(corpus(TOLD)).to_dict("records")
    assert (row["report"], row["other_report"], row["first"], row["relation"]) == (
        "乙局_2023",
        "甲局_2022",
        "甲局_2022",
        "other_agency",
    )
    assert str(row["text"]).startswith("本局编制了便民手册") and "挨家" in str(row["text"])
    assert TOLD["甲局_2022"][row["other_start"] : row["other_end"]] == row["other_text"]


def test_of_one_year_nobody_is_said_to_be_first_without_days() -> None:
    texts = {"甲局_2023": OWN, "乙局_2023": OWN}
    assert shared_passages(corpus(texts))["first"].isna().all()
    signed = corpus(texts, published=["2024-01-10", "2024-01-20"], published_source="signed")
    assert shared_passages(signed)["first"].isna().all()
    known = corpus(texts, published=["2024-01-10", "2024-01-20"], published_source="page")
    assert shared_passages(known)["first"].tolist() == ["甲局_2023"]


@pytest.mark.parametrize(
    "text",
    [
        "公民、法人或者其他组织认为行政机关在政府信息公开工作中侵犯其合法权益的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，"
        "也可以依法申请行政复议或者提起行政诉讼。",
        "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大和二十届二中、三中全会精神。",
        "按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）规定，2024年未收取信息处理费。",
    ],
)
def test_words_of_law_and_form_are_no_copies_even_of_two_reports(text: str) -> None:
    assert shared_passages(corpus({"甲局_2023": text, "乙局_2024": text})).empty


def test_what_more_than_five_agencies_write_is_everybodys() -> None:
    assert shared_passages(corpus({f"{who}局_2024": OWN for who in "甲乙丙丁戊己"})).empty
    assert len(shared_passages(corpus({f"{who}局_2024": OWN for who in "甲乙丙丁戊"}))) == 4


def test_the_agencys_own_last_report_is_told_apart() -> None:
    shared = shared_passages(corpus({"甲局_2022": OWN, "甲局_2023": OWN, "甲局_2024": OWN}))
    assert shared["relation"].tolist() == ["own_earlier"] * 2
    assert shared["other_report"].tolist() == ["甲局_2022", "甲局_2023"]


def test_a_report_that_is_set_anew_is_accused_of_nothing() -> None:
    shared = shared_passages(corpus({"甲局_2023": OWN, "乙局_2024": OWN}, set_anew=True))
    assert shared.empty
    assert any("重新排印" in note for note in shared.attrs["notes"])


def test_only_the_new_reports_are_compared_where_they_are_named() -> None:
    data = corpus({"甲局_2022": OWN, "乙局_2023": OWN, "丙局_2024": OWN})
    assert shared_passages(data, ["丙局_2024"])["report"].tolist() == ["丙局_2024"]


def test_planted_copies_are_met_and_nothing_else_is_named() -> None:
    made = planted(60, seed=4)
    shared = shared_passages(made.data)
    named = set(zip(shared["report"], shared["other_report"], strict=True))
    sure = set().union(*(pairs for kind, pairs in made.pairs.items() if kind not in REWRITTEN))
    assert sure <= named
    assert named <= set().union(*made.pairs.values())


def test_the_order_of_the_reports_changes_nothing() -> None:
    data = corpus(TOLD)
    turned = replace(data, reports=data.reports[::-1], sections=data.sections[::-1])
    assert shared_passages(turned).equals(shared_passages(data))


@given(st.text("东南西北上下江湖山河", min_size=RUN + WINDOW - 1, max_size=60), st.text("石柳杨", max_size=30))
def test_a_common_run_of_nineteen_characters_always_leaves_a_common_fingerprint(run: str, before: str) -> None:
    one, other = (set(fingerprints(plain(text).codes)[0].tolist()) for text in (run, before + run + before))
    assert one & other


def test_the_page_marks_what_is_shared_and_escapes_what_reports_print() -> None:
    data = corpus({name: "<script>" + text for name, text in TOLD.items()})
    page = passages_page(data, shared_passages(data), "乙局_2023", "甲局_2022")
    assert page.count("<mark>") == 2
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert "甲局 2022 · 在先" in page and "文字相同不等于抄袭" in page


def test_the_page_speaks_english_but_for_what_the_reports_print() -> None:
    data = corpus(TOLD)
    page = passages_page(data, shared_passages(data), "乙局_2023", "甲局_2022", "en")
    assert "Passages in common: 1, with 51 letters." in page
    assert "<h2>甲局 2022 · written first</h2>" in page and "<h3>Section 五</h3>" in page
    assert "相同" not in page


@pytest.mark.parametrize(("lang", "said"), [("zh", "2 份报告自称重新排印"), ("en", "2 reports say of being set anew")])
def test_the_chart_of_who_shares_says_whose_prose_was_not_compared(lang: str, said: str) -> None:
    texts = {"甲局_2022": OWN, "乙局_2023": OWN, "丙局_2022": OWN, "丁局_2023": OWN}
    found = shared_passages(corpus(texts, set_anew=[False, False, True, True]))
    chart = who_shares(found, lang=lang)
    assert said in chart.caption
    assert chart.heading.startswith("1 pair of agencies shares passages, 1 in all" if lang == "en" else "1 对机关")


def test_a_chart_of_passages_without_reports_set_anew_speaks_of_none() -> None:
    assert "重新排印" not in who_shares(shared_passages(corpus(TOLD))).caption
