"""Words that are said: one agency is no agencies in English, and what rests on a failed sum bears its mark."""

from __future__ import annotations

import re

import pytest

from govreports import charts
from govreports.briefing.content import content_of
from govreports.dataset.data import Dataset
from govreports.view import findings
from govreports.view.opening import view_of
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
