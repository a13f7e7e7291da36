"""What was read, what was not, what is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreports.charts.say import listed, many, number, of_agencies, years
from govreports.codes import is_notice
from govreports.dataset.file_counts import file_counts
from govreports.view.sentences import Findings, findings_of
from govreports.view.view import View

if TYPE_CHECKING:
    import pandas as pd


def failing_sums(view: View, causes: pd.Series[str], whose: str, years: str) -> str:
    """State how many sums do not hold, those laid to the agency apart from those that our reading may have got wrong.

    Parameters
    ----------
    causes : pandas.Series
        ``published`` or ``reading`` of each failing sum.
    whose, years : str
        Where they stand; the years may be empty.
    """
    published, ours = int((causes == "published").sum()), int((causes == "reading").sum())
    when = view.pick(f"（{years} 年）", f" ({years})") if years else ""
    said = []
    if published:
        zh = f"{whose}公布的数据有 {number(published)} 处勾稽关系不成立{when}，按公布值列出，不作更正"
        sums = many(published, "published sum does", "published sums do")
        said.append(view.pick(zh, f"{sums} not add up {whose}{when}; shown as published"))
    if ours:
        zh = f"{'另有' if published else whose + '有'} {number(ours)} 处勾稽关系不成立，但识读存疑，不归责于机关"
        said.append(
            view.pick(zh, f"{many(ours, 'sum fails', 'sums fail')} where our reading is in doubt, laid to nobody")
        )
    return view.pick("；", ". ").join(said) + view.pick("。", ".") if said else ""


def told_first(failed: pd.DataFrame) -> pd.DataFrame:
    """Return the failing sums that `failing_sums` tells first: the published ones, ours where there are none.

    It is their reports and years that it names: no agency is charged with a report of which our reading is in doubt.
    """
    published = failed[failed["cause"] == "published"]
    return published if len(published) else failed


def extraction(view: View) -> Findings:
    """Determine what was read, what was not, and what is in doubt."""
    data, lang = view.data, view.lang
    reports, cells, checks = data.reports, data.cells, data.checks
    failed = checks[checks["status"] == "fail"]
    span = years(reports["year"].dropna().tolist()) or "—"
    bearers = reports["agency"].nunique()
    wrong = told_first(failed)["report"].nunique()
    whose = view.pick(f"{number(wrong)} 份报告", f"in {many(wrong, 'report', 'reports')}")
    unknown = sorted(reports.loc[reports["agency_id"].isna(), "agency"].dropna().unique())
    twice = reports[reports.duplicated(["agency", "year"], keep=False) & reports["agency"].notna()]
    names, doubles = listed(unknown, lang, 5), listed(sorted(twice["agency"].unique()), lang, 5)
    said = [
        view.pick(
            f"读取 {len(reports):,} 份报告、{bearers:,} 个机关、{span} 年，共 {len(cells):,} 个单元格。",
            f"{many(len(reports), 'report', 'reports')} of {of_agencies(bearers)} for {span}: "
            f"{many(len(cells), 'cell', 'cells')}.",
        ),
        _files_read(view),
        failing_sums(view, failed["cause"], whose, ""),
        _in_doubt(view),
    ]
    partial = int(data.problems.loc[data.problems["code"].map(is_notice).astype(bool), "path"].nunique())
    if partial:
        zh = f"{number(partial)} 份报告未列表中的某些行：机关对没有内容的行常略去不列。"
        en = f"Reports without some of the form's rows: {number(partial)}. Agencies often leave out "
        en += "rows with nothing in them."
        said.append(view.pick(zh, en))
    if unknown:
        said.append(view.pick(f"未列入 agencies.csv 的机关：{names}。", f"Not in agencies.csv: {names}."))
    if len(twice):
        zh = f"同一机关同一年有多份报告：{doubles}；比较中只用其中一份。"
        said.append(view.pick(zh, f"More than one report for a year: {doubles}; comparisons use one."))
    return findings_of(said, lang)


def _files_read(view: View) -> str:
    files = file_counts(view.data)
    if not files.in_part and not files.not_read:
        return view.pick("没有未能读取的文件。", "Every file was read.")
    every = files.read + files.not_read
    read, in_part, not_read = number(files.read), number(files.in_part), number(files.not_read)
    return view.pick(
        f"文件 {number(every)} 个：读出 {read} 个（其中未读全 {in_part} 个），未能读取 {not_read} 个，见下表。",
        f"Of {many(every, 'file', 'files')}: {read} read ({in_part} of them in part), {not_read} not; see the table.",
    )


def _in_doubt(view: View) -> str:
    doubt = int(view.data.cells["flag"].notna().sum())
    if not doubt:
        return view.pick("没有识读存疑的单元格。", "No cell is in doubt.")
    zh = f"{number(doubt)} 个单元格识读存疑，引用前请核对原件。"
    return view.pick(zh, f"Cells in doubt: {number(doubt)}; compare with the original.")
