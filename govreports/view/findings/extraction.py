"""What was read, what was not, what is in doubt."""

from __future__ import annotations

from govreports.charts.say import listed
from govreports.dataset.file_counts import file_counts
from govreports.view.sentences import Findings, findings_of
from govreports.view.view import View


def extraction(view: View) -> Findings:
    """Determine what was read, what was not, and what is in doubt."""
    data, lang = view.data, view.lang
    reports, cells, checks = data.reports, data.cells, data.checks
    doubt = int(cells["flag"].notna().sum())
    failed = checks[checks["status"] == "fail"]
    ours = failed[failed["cause"] == "reading"]
    years = reports["year"].dropna()
    span = f"{years.min()}–{years.max()}" if len(years) else "—"
    unknown = sorted(reports.loc[reports["agency_id"].isna(), "agency"].dropna().unique())
    twice = reports[reports.duplicated(["agency", "year"], keep=False) & reports["agency"].notna()]
    files = file_counts(data)
    bearers = reports["agency"].nunique()
    names, doubles = listed(unknown, lang, 5), listed(sorted(twice["agency"].unique()), lang, 5)
    wrong = failed["report"].nunique()
    said = [
        view.pick(
            f"读取 {len(reports)} 份报告、{bearers} 个机关、{span} 年，共 {len(cells):,} 个单元格。",
            f"{len(reports)} reports of {bearers} agencies for {span}: {len(cells):,} cells.",
        ),
        view.pick(
            f"文件 {files.read + files.not_read} 个：读出 {files.read} 个（其中未读全 {files.in_part} 个），"
            f"未能读取 {files.not_read} 个，见下表。",
            f"Of {files.read + files.not_read} files {files.read} were read ({files.in_part} of them in part) and "
            f"{files.not_read} were not; see the table.",
        )
        if files.in_part or files.not_read
        else view.pick("没有未能读取的文件。", "Every file was read."),
        view.pick(
            f"{wrong} 份报告公布的数据有 {len(failed)} 处勾稽关系不成立，按公布值保留，不作更正。",
            f"{len(failed)} published sums in {wrong} reports do not add up; kept as published.",
        ),
    ]
    if doubt:
        zh = f"{doubt} 个单元格识读存疑，涉及 {len(ours)} 处不成立的勾稽关系；引用前请核对原件。"
        said.append(
            view.pick(zh, f"{doubt} cells are in doubt, in {len(ours)} failing sums; compare with the original.")
        )
    else:
        said.append(view.pick("没有识读存疑的单元格。", "No cell is in doubt."))
    if unknown:
        said.append(view.pick(f"未列入 agencies.csv 的机关：{names}。", f"Not in agencies.csv: {names}."))
    if len(twice):
        zh = f"同一机关同一年有多份报告：{doubles}；比较中只用其中一份。"
        said.append(view.pick(zh, f"More than one report for a year: {doubles}; comparisons use one."))
    return findings_of(said, lang)
