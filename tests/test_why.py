"""One card for one number: its history, its failing sums with their likeliest cause, the report's own words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import govreports as gr
from govreports.briefing.content import content_of
from govreports.dataset.data import Dataset
from govreports.view.evidence import own_reason, sentences_about
from govreports.view.opening import view_of
from tests.figures_data import figures

RAW = Path(__file__).parents[1] / "data" / "raw"
RECEIVED = ("applications", "received", "total")


@cache
def sample() -> Dataset:
    return gr.read_folder(RAW, progress=False, only="*hongze*")


def part(card: object, heading: str) -> list[str]:
    return [line for one in card.parts if one.heading == heading for line in one.lines]  # type: ignore[attr-defined]


def test_hongze_2023_prints_no_reconsideration_beside_eleven_decided() -> None:
    card = gr.why(sample(), "洪泽区", 2023, "行政复议总计")
    assert card.title == "淮安市洪泽区人民政府 2023 年行政复议总计"
    assert part(card, "数值")[0] == "0† 件"
    assert part(card, "不成立的勾稽关系") == [
        "各项结果之和 = 总计（行政复议/总计）：11 ≠ 0，差 +11；原件如此",
        "推测：合计漏填为0：行政复议/总计 0 → 11",
    ]
    assert [line[:10] for line in part(card, "规定变化")] == ["2024-01-01"]


def test_hongze_2024_states_its_number_in_prose_and_shows_the_step_to_it() -> None:
    card = gr.why(sample(), "洪泽区", 2024, "新收", lang="en")
    assert part(card, "Over the years") == ["2023  21", "2024  95, up 352% on 2023"]
    (told, *_) = part(card, "The report's prose, written anew, not the agency's")
    assert told.startswith("2024年，本机关收到政府信息公开申请95件")
    assert str(card).splitlines()[0] == "淮安市洪泽区人民政府, 2024: Applications received"


def test_an_english_card_of_hongze_2023_holds_no_chinese_but_the_agencys_name() -> None:
    card = gr.why(sample(), "洪泽区", 2023, "行政复议总计", lang="en")
    lines = [part.heading for part in card.parts] + [line for part in card.parts for line in part.lines]
    assert not [line for line in lines if re.search("[一-龥]", line)]


def test_the_page_is_shown_where_the_file_is_there() -> None:
    card = gr.why(sample(), "洪泽区", 2024, "新收", raw=RAW)
    assert card.picture.startswith("data:image/png;base64,")
    assert f'src="{card.picture}"' in card._repr_html_()


def test_what_a_report_prints_cannot_run_in_the_notebook() -> None:
    data = sample()
    spoilt = data.cells.assign(text=data.cells["text"].mask(data.cells["item"] == "received", "<script>95</script>"))
    card = gr.why(replace(data, cells=spoilt), "洪泽区", 2024, "新收")
    assert "<script>" not in card._repr_html_()
    assert "&lt;script&gt;" in card._repr_html_()


def test_a_year_without_a_report_is_refused_with_the_years_that_are_there() -> None:
    with pytest.raises(ValueError, match="there are: 2023, 2024"):
        gr.why(sample(), "洪泽区", 2019, "新收")


def test_a_reason_stands_beside_the_number_it_explains_and_nowhere_else() -> None:
    text = "由于机构改革，人员减少。全年收到政府信息公开申请95件。主要因同一申请人批量申请。主要领导出席会议。"
    assert list(sentences_about([text], [RECEIVED], 2024)) == [
        "全年收到政府信息公开申请95件。",
        "主要因同一申请人批量申请。",
    ]


def test_a_report_of_unknown_year_stands_in_no_history_and_stops_none() -> None:
    data = figures()
    of_2023 = data.reports.loc[
        data.reports["agency"].eq("淮安市洪泽区人民政府") & data.reports["year"].eq(2023), "report"
    ]
    undated = replace(
        data, reports=data.reports.assign(year=data.reports["year"].mask(data.reports["report"].isin(of_2023)))
    )
    card = gr.why(undated, "洪泽区", 2024, "公开率")
    assert part(card, "历年") == ["2024  62%（59/95）"]


def test_the_briefing_quotes_the_reason_the_report_gives() -> None:
    data = sample()
    told = "全年收到政府信息公开申请95件。主要因同一申请人批量申请。"
    spoken = replace(data, sections=data.sections.assign(text=told))
    report = str(data.reports.loc[data.reports["year"] == 2024, "report"].iloc[0])
    assert own_reason(spoken, report, [RECEIVED], 2024) == "主要因同一申请人批量申请。"
    assert own_reason(data, report, [RECEIVED], 2024) == ""


def test_the_briefing_tells_the_years_before_of_what_leads_its_sentences() -> None:
    """管委会 2025: 2019, when an old and a new rule share the year, is not among them."""
    said = content_of(view_of(figures()), "pingtan_guanweihui").sentences
    told = "2020 年 100%†（13/13），2021 年 83%（35/42），2022 年 88%（30/34），2023 年 93%（42/45）"
    assert f"实体公开率此前各年为 {told}。" in said
    assert not any("此前各年" in line for line in content_of(view_of(figures()), "suqian_shi").sentences)
