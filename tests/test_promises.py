"""Problems and measures of section 五, and what the next year's report says of them."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import govreports
from govreports.columns import KEY_COLUMNS, REPORT_COLUMNS, SECTION_COLUMNS, frame
from govreports.dataset.data import Dataset
from govreports.matching.identity.set_anew import is_set_anew
from govreports.prose.cut_promises import cut
from govreports.prose.promises import UNCLEAR, NextReport, outcome_of, promises
from tests.benchmarks.promises import pairs


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (  # huaian_2024.pdf
            "主要表现在：一是政策解读质量仍需提升，个别单位政策解读内容简单、形式单一；二是政务公开队伍建设还需进一步加强。"
            "针对存在问题，下一步，我市将着力加强政策解读质效。",
            [
                ("problem", "政策解读质量仍需提升"),
                ("problem", "个别单位政策解读内容简单"),
                ("problem", "形式单一"),
                ("problem", "政务公开队伍建设还需进一步加强"),
                ("measure", "我市将着力加强政策解读质效"),
            ],
        ),
        (  # weidong_justice_2024.txt
            "我局取得了一定进展，但仍存在解读频次较低，解读深度不够的问题。\n改进情况：\n"
            "对于2023年我局因人员变动影响了信息公开的质量和效率的问题，我局设置专人负责，加强学习培训与指导。",
            [
                ("problem", "解读频次较低"),
                ("problem", "解读深度不够"),
                (
                    "review",
                    "对于2023年我局因人员变动影响了信息公开的质量和效率的问题，我局设置专人负责，加强学习培训与指导",
                ),
            ],
        ),
    ],
)  # fmt: skip
def test_a_section_is_cut_into_problems_measures_and_what_looks_back(text: str, items: list[tuple[str, str]]) -> None:
    assert [(item.kind, item.text) for item in cut(text, 2024)] == items


def reports(*texts: str, **columns: Any) -> Dataset:
    """One agency's sections 五 of following years."""
    years = range(2022, 2022 + len(texts))
    known = pd.DataFrame([{"report": f"r{year}", "agency": "某局", "year": year} for year in years]).assign(**columns)
    rows = [(f"r{year}", "某局", year, "五", "", text, None) for year, text in zip(years, texts, strict=True)]
    return Dataset(
        reports=known.reindex(columns=list(REPORT_COLUMNS)).astype(REPORT_COLUMNS),
        sections=frame(rows, KEY_COLUMNS | SECTION_COLUMNS),
    )


def test_the_outcome_stands_with_the_sentences_of_both_years() -> None:
    data = reports(
        "一是政策解读形式较为单一；二是人员业务不熟悉。",
        "针对2022年人员业务不熟悉的问题，已组织培训3次。主要问题：政策解读的形式较为单一。",
    )
    found = promises(data).to_dict("records")
    assert [(row["sentence"], row["outcome"], row["next_sentence"]) for row in found] == [
        ("政策解读形式较为单一", "repeated", "政策解读的形式较为单一"),
        ("人员业务不熟悉", "reported_done", "针对2022年人员业务不熟悉的问题，已组织培训3次"),
    ]
    assert {(row["report"], row["next_report"]) for row in found} == {("r2022", "r2023")}


def test_a_next_report_without_problems_lets_nothing_vanish() -> None:
    assert promises(reports("政策解读不够深入。", "无。"))["outcome"].tolist() == ["unclear"]
    assert promises(reports("政策解读不够深入。", "主要问题是人员不足。"))["outcome"].tolist() == ["vanished"]


def test_a_report_set_anew_promises_nothing() -> None:
    found = promises(reports("政策解读不够深入。", "主要问题是人员不足。", set_anew=True))
    assert found.empty
    assert "重新排印" in found.attrs["notes"][0]


def test_of_the_labelled_pairs_none_is_accused_wrongly() -> None:
    known = list(pairs())
    said = Counter((pair.label == pair.given, pair.given == UNCLEAR) for pair in known)
    assert len(known) >= 210
    assert [pair for pair in known if pair.given not in (pair.label, UNCLEAR)] == []
    assert said[True, False] + said[True, True] >= 0.9 * len(known)


def test_prose_is_read_only_where_it_is_asked_for() -> None:
    house = Path(govreports.__file__).parent
    eager = [
        file.relative_to(house).as_posix()
        for file in house.rglob("*.py")
        if file.parent != house / "prose" and file != house / "view" / "findings" / "prose.py"
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("govreports.prose")
    ]
    assert eager == []


def test_a_foot_that_says_re_typeset_is_known() -> None:
    lines = ["本页由govreports项目据已公布的数字重新排印，并非原件。"]
    assert is_set_anew(lines)
    assert not is_set_anew(["与原件核对无误。", "重新排版了规范性文件汇编。"])


@pytest.mark.parametrize("before", ["上一年", "2022年"])
def test_the_overview_too_may_look_back_on_a_problem_by_its_year(before: str) -> None:
    (problem,) = cut("人员业务不熟悉。")
    told = f"针对{before}人员业务不熟悉的问题，已组织培训3次"
    outcome = outcome_of(problem, NextReport((), (told,), (told,), 2023))
    assert (outcome.outcome, outcome.section, outcome.sentence) == ("reported_done", "一", told)
