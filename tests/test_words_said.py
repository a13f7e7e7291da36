"""Words that are said: one agency is no agencies in English, and what rests on a failed sum bears its mark."""

from __future__ import annotations

import re

import pytest

from govreports import charts
from govreports.briefing.content import content_of
from govreports.dataset.data import Dataset
from govreports.view import findings
from govreports.view.opening import view_of
from govreports.view.view import View
from tests.charts_cases import made
from tests.figures_data import figures
from tests.test_charts_layout import CHARTS

THINGS = "agencies|reports|cases|applications|corrections|checks|problems|sums|files|pairs|years|passages|numbers"
ONE_OF_MANY = re.compile(
    rf"(?<![\d.,/–§(-])\b1 (?:more |published |annual )?(?:{THINGS})\b|(?<![\d.,])\b[02-9]\d* (?:agency|report|case)\b"
)
SENTENCES = ("disclosure", "extraction", "in_time", "litigation", "outcomes")


def said_in_english(data: Dataset) -> list[str]:
    """Return every sentence, title, caption and alternative text of the notebooks' pages."""
    view = view_of(data, lang="en")
    said = [str(data), *(str(getattr(findings, name)(view)) for name in SENTENCES)]
    for who in map(str, data.reports["agency_id"].unique()):
        said += [str(findings.profile(view, who)), str(content_of(view, who))]
    if len(view.present) > 1:
        said.append(str(findings.two_years(view, view.before, view.last, ["received", "disclosure_rate"])))
    for draw in CHARTS.values():
        chart = draw(view, "page")
        said += [chart.heading, chart.caption, chart.alt]
    return said


@pytest.mark.parametrize(
    ("agencies", "years", "fill"), [(1, (2025,), "varied"), (1, (2024, 2025), "varied"), (2, (2025,), "zeros")]
)
def test_of_one_thing_english_speaks_in_the_singular(agencies: int, years: tuple[int, ...], fill: str) -> None:
    said = said_in_english(made(agencies, years, fill))
    assert [sentence for sentence in said if ONE_OF_MANY.search(sentence)] == []


def test_a_title_that_compares_with_a_failed_sum_bears_its_mark() -> None:
    view = view_of(figures())
    rows = view.of("pingtan_zrz")
    failed = rows["flags"].mask((rows["indicator"] == "received") & (rows["year"] == 2023), "published_error")
    assert "，比 2023 年增长 263%†" in charts.flow(rows.assign(flags=failed)).heading


@pytest.mark.parametrize("name", ["carried_out", "received"])
def test_where_every_number_stayed_no_test_is_spoken_of(name: str) -> None:
    view = view_of(made(3, (2024, 2025), "zeros"))
    assert "3 个机关两年都有数，均持平。" in str(findings.two_years(view, 2024, 2025, [name]))
    rows = view.side_by_side(name, [2024, 2025])
    assert charts.change(rows, 2024, 2025).heading.endswith("：3 个机关均持平")
    alone = rows[rows["agency_id"] == "a0"]
    assert charts.change(alone, 2024, 2025).heading.endswith("：1 个机关持平")
    assert charts.change(rows, 2024, 2025, lang="en").heading.endswith(": unchanged at 3 agencies")


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "2023–2025 年报告的各项数字均为 0。"), ("en", "for 2023–2025 is 0.")]
)
def test_a_chart_of_zeros_is_a_sentence_that_speaks_of_the_reported_years_only(lang: str, said: str) -> None:
    view = view_of(made(1, (2023, 2025), "zeros"), lang=lang)
    own = view.of("a0")
    received = own[own["indicator"] == "received"]
    drawn = [charts.flow(own, lang=lang), charts.litigation(own, lang=lang), charts.trend(received, lang=lang)]
    assert all(chart.alt.endswith(said) and chart.caption for chart in drawn)
    # A zero in a sum that fails is no zero to rely on: its chart is drawn, with its mark.
    doubted = received.assign(flags="published_error")
    assert said not in charts.trend(doubted, lang=lang).alt


def test_what_is_left_of_a_list_bears_the_marks_of_what_it_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def outcomes() -> str:
        sentences = content_of(view_of(made(8, (2025,))), "a6").sentences
        return next(sentence for sentence in sentences if sentence.startswith("办理结果"))

    assert outcomes().startswith("办理结果（件）：") and outcomes().endswith("；其余各项合计 397。")
    own = View.of
    monkeypatch.setattr(View, "of", lambda *given, **more: own(*given, **more).assign(flags="published_error"))
    assert outcomes().startswith("办理结果（件，各类申请人之和）：") and outcomes().endswith("；其余各项合计 397†。")
