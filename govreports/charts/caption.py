"""What stands below every chart: source, period, coverage, marks, and what must not be read into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govreports.charts.chart_rows import PUBLISHED, READING, Row, contained
from govreports.charts.say import listed, many, number, of_agencies, pick, years
from govreports.dataset.not_the_original import set_anew_in
from govreports.measures.comparison import anew_note
from govreports.measures.definitions import definitions
from govreports.measures.segments import breaks_of
from govreports.measures.too_few import FEWEST_CASES

if TYPE_CHECKING:
    import pandas as pd

    from govreports.measures.segments import Break

SOURCE = {
    "zh": "来源：各机关政府信息公开工作年度报告",
    "en": "Source: annual reports on government information disclosure of the agencies named",
}


def caption(
    rows: Sequence[Row],
    lang: str,
    notes: Sequence[str] = (),
    *,
    caveats: bool = True,
    drawn: Sequence[Row] | None = None,
) -> str:
    """Write the caption of a chart.

    Parameters
    ----------
    rows : sequence of Row
        What is plotted, with the rows that have no value.
    notes : sequence of str
        What the chart adds of its own.
    caveats : bool
        Whether the indicator's own caveat is among them.
    drawn : sequence of Row, optional
        Those that are to be seen, where not all are: only their marks are explained.
    """
    reports = {row.report for row in rows}
    agencies = {row.agency for row in rows}
    valued = {row.report for row in rows if row.value is not None}
    period = years(sorted({row.year for row in rows}))
    first = pick(
        lang,
        f"{SOURCE['zh']}，{period} 年，{number(len(agencies))} 个机关 {number(len(reports))} 份报告",
        f"{SOURCE['en']}, {period}; {of_agencies(len(agencies))}, {many(len(reports), 'report', 'reports')}",
    )
    if len(valued) < len(reports):
        first += pick(lang, f"，其中 {number(len(valued))} 份有数", f", {number(len(valued))} of them with a value")
    lines = [first + pick(lang, "。", "."), *notes]
    if anew := len({row.report for row in rows if row.set_anew}):
        lines.insert(1, pick(lang, *anew_note(len(reports), anew)))
    if caveats:
        lines += _caveats(rows, lang)
    lines += _marks([row for row in (rows if drawn is None else drawn) if row.value is not None], lang)
    return "\n".join(line for line in lines if line)


def anew_lines(frame: pd.DataFrame, lang: str) -> list[str]:
    """Return the line on those reports of a frame that were typeset anew; none where all are the agencies' files."""
    reports = {name for names in frame["report"].dropna() for name in str(names).split(";")}
    anew = len(reports & set_anew_in(frame))
    return [pick(lang, *anew_note(len(reports), anew))] if anew else []


def _caveats(rows: Sequence[Row], lang: str) -> list[str]:
    known = [definitions()[name] for name in dict.fromkeys(row.indicator for row in rows)]
    texts = [one.caveat_zh if lang == "zh" else one.caveat_en for one in known[:3]]
    return [text for text in dict.fromkeys(texts) if text]


def _marks(rows: Sequence[Row], lang: str) -> list[str]:
    lines = []
    wrong = {row.report for row in rows if "published_error" in row.flags}
    if wrong:
        text = pick(
            lang,
            f"{PUBLISHED} 公布数据勾稽关系不成立（{number(len(wrong))} 份报告），按公布值列出，未作更正。",
            f"{PUBLISHED} Published sums do not add up ({many(len(wrong), 'report', 'reports')}); "
            "shown as published, not corrected.",
        )
        lines.append(text)
    if any("reading" in row.flags for row in rows):
        lines.append(pick(lang, f"{READING} 识读存疑，待核。", f"{READING} Our reading is in doubt."))
    if any("corrected" in row.flags for row in rows):
        lines.append(
            pick(lang, "含 corrections.csv 所记更正值。", "Holds values corrected on the record (corrections.csv).")
        )
    if any("blank_as_zero" in row.flags for row in rows):
        lines.append(pick(lang, "空白单元格按零计。", "Blank cells are counted as zero."))
    double = contained(list(rows))
    if double:
        names = listed(double, lang)
        lines.append(
            pick(
                lang,
                f"注意：{names}的报告包含图中其他机关的数，不可相加。",
                f"Note: the reports of {names} contain other agencies shown here; do not add them.",
            )
        )
    return lines


def few_notes(rows: Sequence[Row], lang: str) -> list[str]:
    """Explain the hollow points of a line; nothing where there are none."""
    if not any(row.small and row.value is not None for row in rows):
        return []
    zh = f"空心点：不足 {FEWEST_CASES} 件，不作判断。"
    return [pick(lang, zh, f"Hollow points: fewer than {FEWEST_CASES} cases, not judged.")]


def breaks_within(rows: Sequence[Row]) -> list[Break]:
    """Return the breaks that begin inside the years shown, for the indicators shown."""
    if not rows:
        return []
    first, last = min(row.year for row in rows), max(row.year for row in rows)
    concerned = {
        rule for name in dict.fromkeys(row.indicator for row in rows) for rule in breaks_of(definitions()[name])
    }
    return sorted(
        (rule for rule in concerned if rule.year is not None and first < rule.year <= last),
        key=lambda rule: rule.year or 0,
    )


def break_notes(rows: Sequence[Row], lang: str) -> list[str]:
    """Explain the numbered break lines of a chart over years."""
    notes = [
        f"{sign} {pick(lang, rule.zh, rule.en)}（{rule.source}）" if lang == "zh" else f"{sign} {rule.year}: {rule.en}"
        for sign, rule in zip("①②③④⑤⑥⑦⑧⑨", breaks_within(rows), strict=False)
    ]
    mixed = sorted({row.year for row in rows if "mixed_year" in row.flags})
    if mixed and len({row.year for row in rows}) > 1:
        listed_years = pick(lang, "、", ", ").join(map(str, mixed))
        notes.append(
            pick(
                lang,
                f"{listed_years} 年内新旧规定并存，与前后各年都不相连。",
                f"In {listed_years} an old and a new rule share the year: it is joined to neither side.",
            )
        )
    forms = {row.segment.split("/")[-1] for row in rows if "/" in row.segment}
    if len(forms) > 1:
        notes.append(
            pick(
                lang,
                "表格版式变更处不相连：数字含义不同。",
                "No line crosses a change of the form: the numbers mean something else.",
            )
        )
    return notes
