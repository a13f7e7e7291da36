"""What charts say in words: computed, never more than the intervals allow, doubts and errors marked."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from govreports import charts
from govreports.charts import fonts
from govreports.charts.chart_rows import ChartError
from govreports.charts.plain import nothing
from govreports.runs.keep import Keeper
from govreports.view import charts_of
from govreports.view.opening import view_of
from tests.charts_cases import made
from tests.figures_data import dataset, figures


def with_rates(*counts: tuple[int, int]) -> pd.DataFrame:
    """Make the disclosure rate of agencies that granted x of n."""
    reports, cells = [], []
    for place, (granted, concluded) in enumerate(counts):
        name = f"甲市第{place + 1}局"
        reports.append({"report": f"r{place}", "agency": name, "year": 2024, "edition": "2021"})
        for item, value in (("granted", granted), ("partially_granted", 0), ("concluded", concluded)):
            cells.append(
                {"report": f"r{place}", "agency": name, "year": 2024, "table": "applications", "item": item}
                | {"column": "total", "value": float(value), "state": "number", "method": "text"}
            )
    return view_of(dataset(reports, cells, pd.DataFrame())).side_by_side("disclosure_rate")


def test_no_difference_is_claimed_where_one_rate_can_be_that_of_all() -> None:
    chart = charts.compare(with_rates((50, 100), (58, 100), (45, 100)))
    assert chart.heading == "2024 年公开率：未见 3 个机关之间有超出偶然的差异（同质性检验 p=0.18）"


def test_a_difference_is_told_where_the_exact_test_finds_one() -> None:
    chart = charts.compare(with_rates((90, 100), (50, 100)))
    assert chart.heading == "2024 年公开率：甲市第1局（90.0%）高于甲市第2局（50.0%）（p<0.001）"


def test_intervals_that_overlap_do_not_refute_a_difference() -> None:
    # 3 of 10 against 0 of 30: the intervals overlap.
    chart = charts.compare(with_rates((3, 10), (0, 30)))
    assert "甲市第1局（30%）高于甲市第2局（0%）" in chart.heading


def test_the_pair_that_stands_apart_is_named_be_it_last_or_first() -> None:
    # 沭阳县 10 of 46 against 上海市人民政府办公厅 0 of 50, and six agencies of a few cases.
    chart = charts.compare(with_rates((0, 1), (10, 46), (1, 1), (0, 50), (1, 9), (1, 3), (0, 2), (0, 1)))
    assert chart.heading == (
        "2024 年公开率：甲市第2局（22%）高于甲市第4局（0%）（p<0.001）；另 6 个件数不足 10，不作判断"
    )


def test_the_agency_asked_for_stands_in_the_title_where_it_stands_apart() -> None:
    frame = with_rates((95, 100), (5, 100), (50, 100))
    assert "第1局（95.0%）高于甲市第2局" in charts.compare(frame).heading
    assert "第3局（50.0%）" in charts.compare(frame, highlight="甲市第3局").heading


def test_an_answer_that_ties_is_no_largest_and_few_cases_count_for_none() -> None:
    # 平潭交通与建设局 2025: 10 granted and 10 not held of 21; every report of ten cases is counted, whatever leads it.
    view = view_of(figures())
    heading = charts.outcomes(view.parts([2024, 2025])).heading
    assert heading == (
        "2024–2025 年办理结果：10 份报告中，3 份以予以公开最多，3 份以本机关不掌握最多，其余 4 份并列或为别的项"
        "；另 1 份件数不足 10，不作判断"
    )


def test_of_nearly_all_natural_persons_a_sentence_says_more_than_bars() -> None:
    chart = charts.applicants(view_of(figures()).parts())
    assert chart.alt.startswith("2025 年申请人。5 份报告中，自然人占比均在 97% 以上：")
    assert chart.caption.startswith("来源：各机关政府信息公开工作年度报告，2025 年，13 个机关 13 份报告。")
    data = figures()
    anew = view_of(replace(data, reports=data.reports.assign(set_anew=True)))
    assert "重新排印，并非原件" in charts.applicants(anew.parts()).caption


def test_one_more_pair_differs_and_two_more_differ() -> None:
    for counts, zh, en in (
        ([(90, 100), (50, 100), (52, 100)], "另有 1 对可区分", ", 1 more pair differs"),
        ([(90, 100), (50, 100), (10, 100)], "另有 2 对可区分", ", 2 more pairs differ"),
    ):
        assert charts.compare(with_rates(*counts)).heading.endswith(zh)
        assert charts.compare(with_rates(*counts), lang="en").heading.endswith(en)


def test_above_many_agencies_stands_how_they_lie() -> None:
    rows = view_of(made(80, (2024,))).side_by_side("received", 2024)
    for lang, said in (("zh", "80 个机关的分布"), ("en", "How 80 agencies lie")):
        chart = charts.compare(rows, lang=lang)
        assert any(text.get_text().startswith(said) for text in chart.visible_texts())


def test_of_many_it_is_told_how_many_stand_out() -> None:
    counts = [(50, 100)] * 20 + [(95, 100), (5, 100), (4, 100)]
    assert charts.compare(with_rates(*counts)).heading == (
        "2024 年公开率：23 个机关中，1 个高于、2 个低于其余机关的合计"
    )


def test_a_few_cases_are_neither_best_nor_worst() -> None:
    chart = charts.compare(with_rates((3, 3), (90, 100), (50, 100), (0, 9)))
    assert "第1局" not in chart.heading
    assert "第4局" not in chart.heading


def test_two_cases_then_three_are_no_change() -> None:
    # 平潭综合实验区社会事业局: 2 of 2 disclosed in 2024, 0 of 3 in 2025.
    view = view_of(figures(), agencies=["pingtan_shs"])
    chart = charts.change(view.of("pingtan_shs", "disclosure_rate"), 2024, 2025)
    assert chart.heading.endswith("：1 个机关件数不足 10，不作判断")


def test_the_title_may_be_ones_own() -> None:
    assert charts.compare(with_rates((1, 2)), title="我的标题").heading == "我的标题"


def test_published_errors_are_marked_and_explained() -> None:
    view = view_of(figures())
    chart = charts.outcomes(view.of("pingtan_guanweihui", basis="summed"))
    assert any("†" in text.get_text() and "n=27" in text.get_text() for text in chart.visible_texts())
    assert "† 公布数据勾稽关系不成立（1 份报告），按公布值列出，未作更正。" in chart.caption


def test_the_caption_tells_source_period_and_coverage() -> None:
    view = view_of(figures(), agencies=["pingtan_guanweihui"])
    chart = charts.trend(view.of("pingtan_guanweihui", "reconsideration_correction_rate"))
    assert chart.caption.startswith(
        "来源：各机关政府信息公开工作年度报告，2019–2025 年，1 个机关 7 份报告，其中 5 份有数。"
    )
    assert "① 修订后的《行政复议法》施行" in chart.caption


def test_a_parent_beside_its_part_is_said_so() -> None:
    view = view_of(figures(), agencies=["pingtan_guanweihui", "pingtan_jtj"])
    chart = charts.compare(view.side_by_side("received"))
    assert "平潭综合实验区管委会的报告包含图中其他机关的数，不可相加" in chart.caption
    assert charts.compare(view_of(figures()).side_by_side("received")).caption.count("包含") == 0


def test_no_line_crosses_a_break() -> None:
    view = view_of(figures())
    chart = charts.trend(view.of("pingtan_guanweihui", "received"))
    drawn: list[Any] = [line.get_xdata() for axes in chart.axes for line in axes.get_lines()]
    lines = [xs for xs in drawn if len(xs) > 1]
    spans = [(min(xs), max(xs)) for xs in lines if max(xs) > 2000]
    assert (2021.0, 2025.0) in [(float(a), float(b)) for a, b in spans]
    assert all(low >= 2021 for low, high in spans if low != high)
    assert "2019 年内新旧规定并存，与前后各年都不相连。" in chart.caption


def test_more_than_one_indicator_is_refused() -> None:
    with pytest.raises(ChartError, match="indicator"):
        charts.compare(view_of(made(3, (2024,))).group)


def test_files_hold_the_words_and_the_numbers(tmp_path: Path) -> None:
    chart = charts.compare(with_rates((90, 100), (50, 100)))
    png, svg, pdf, table = chart.save(tmp_path / "图")
    with Image.open(png) as image:
        assert image.info["Description"] == chart.alt
        assert image.width == pytest.approx(9 * 192, abs=2)
    assert chart.alt in "".join(ElementTree.parse(svg).getroot().itertext())
    assert b"/FontFile2" in pdf.read_bytes()
    assert pd.read_csv(table)["value"].tolist() == [0.9, 0.5]


@pytest.mark.parametrize("name", ["x.png", "x.SVG", "huaian.2024.pdf"])
def test_a_chart_is_saved_under_the_very_name_that_was_given(name: str, tmp_path: Path) -> None:
    picture, table = charts.compare(with_rates((90, 100), (50, 100))).save(tmp_path / name)
    assert picture.name == name
    assert table.suffix == ".csv"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_kept_chart_is_named_after_what_it_shows(tmp_path: Path) -> None:
    for heading in ("2023 年公开率", "2024 年公开率：两个机关"):
        chart = charts.compare(with_rates((90, 100), (50, 100)), title=heading)
        Keeper(tmp_path, "03_outcomes")(chart)
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == [
        ".drawn",
        *(f"03_outcomes-01 2024 年公开率 两个机关.{end}" for end in ("csv", "pdf", "png", "svg")),
    ]


def test_a_chart_that_has_no_number_to_draw_is_no_file(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, "03_outcomes")
    keeper(nothing("zh"))
    keeper(charts.compare(with_rates((90, 100), (50, 100)), title="2024 年公开率"))
    assert sorted(tmp_path.glob("*.png")) == [tmp_path / "03_outcomes-02 2024 年公开率.png"]


def test_a_chart_without_a_name_says_how_one_is_given() -> None:
    with pytest.raises(TypeError, match=r'needs a name, like chart\.save\("trend\.png"\)'):
        nothing("zh").save(None)  # type: ignore[arg-type]


def test_same_numbers_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        charts.compare(with_rates((90, 100), (50, 100))).save(tmp_path / folder / "chart")
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes(), file.name


def test_a_character_that_no_font_has_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    chart = charts.compare(with_rates((1, 2)), title="\U0010ffff")
    with pytest.raises(fonts.MissingGlyphError, match=r"U\+10FFFF"):
        chart.save(tmp_path / "chart")
    assert not list(tmp_path.iterdir())


def test_charts_need_no_font_of_the_machine() -> None:
    chart = charts.compare(with_rates((90, 100), (50, 100)))
    chart.png()
    assert {text.get_fontname() for text in chart.visible_texts()} == {fonts.FAMILY}


@pytest.mark.parametrize("question", sorted(charts_of.ROWS))
def test_every_chart_is_asked_of_a_dataset_in_one_line(question: str) -> None:
    draw = getattr(charts, question)
    chart = draw(figures(), agency="平潭综合实验区管委会", lang="en")
    assert chart.alt
    assert f"gr.charts.{question}(data" in (draw.__doc__ or "")


def test_the_last_year_of_a_frame_is_a_year_to_ask_for() -> None:
    last = figures().reports["year"].max()  # an int64 of numpy, no int
    chart = charts.compare(figures(), "公开率", last)
    assert chart.heading == charts.compare(figures(), "公开率", int(last)).heading
    assert view_of(figures(), years=last).last == last


def test_an_agency_asked_of_a_frame_is_not_passed_over_in_silence() -> None:
    with pytest.raises(TypeError, match="of a frame choose the rows"):
        charts.compare(with_rates((90, 100), (50, 100)), agency="甲市第1局")


@pytest.mark.parametrize(
    ("states", "zh", "en"),
    [
        ([("unreadable", None)], "0 份报告：均未能读取", "0 reports of 1 agency, 2024: none could be read"),
        (
            [("present", 0)],
            "1 份报告：勾稽关系均成立，无存疑之处",
            "1 report of 1 agency, 2024: all sums hold, nothing in",
        ),
        ([("present", 0), ("in_doubt", 0)], "2 份报告：勾稽关系均成立，1 份有存疑之处", "all sums hold, something in"),
        ([("present", 0), ("in_doubt", 2)], "2 份报告：1 份有存疑之处", "2024: something in doubt in 1"),
        ([("present", 2), ("in_doubt", 2)], "1 份公布数据勾稽不成立，1 份有存疑之处", "sums fail in 1, something in"),
        ([("present", None)], "1 份报告：无存疑之处，1 份没有可核对的勾稽关系", "no sums to check in 1"),
    ],
)
def test_what_fails_where_the_reading_is_in_doubt_is_laid_to_no_agency(
    states: list[tuple[str, int | None]], zh: str, en: str
) -> None:
    reports = [
        {"report": f"r{place}", "agency": f"甲市第{place}局", "year": 2024, "state": state, "checks_failed": failed}
        for place, (state, failed) in enumerate(states)
    ]
    covered = pd.DataFrame(reports).assign(cells_in_doubt=0, on_time=None)
    assert zh in charts.coverage(covered).heading
    assert en in charts.coverage(covered, lang="en").heading


def test_a_chart_of_a_dataset_is_that_of_its_view() -> None:
    data = figures()
    view = view_of(data, agencies=["淮安市", "宿迁市"])
    of_view = charts.compare(view.side_by_side("disclosure_rate", 2024))
    assert charts.compare(data, "公开率", 2024, agency=["淮安市", "宿迁市"]).alt == of_view.alt
    assert charts.compare(view.side_by_side("disclosure_rate", 2024), "公开率").alt == of_view.alt
    assert charts.funnel(data, "公开率", 2024).alt == charts.funnel(view_of(data).funnel("disclosure_rate", 2024)).alt
    assert "败诉率" in charts.trend(data, "败诉率", agency="宿迁市").heading
    assert dir(charts) == sorted(charts.__all__)


@pytest.mark.parametrize("chart", ["flow", "litigation", "trend"])
def test_an_agency_of_nothing_but_zeros_is_told_in_a_sentence_and_draws_no_empty_axes(chart: str) -> None:
    # 卫东区司法局 2024: the most common report of all.
    drawn = getattr(charts, chart)(made(1, (2024,), "zeros"))
    assert drawn.numbers.empty
    assert charts.trend(made(1, (2023, 2024), "zeros"), "received").numbers.empty
    assert "2024 年" in drawn.heading
