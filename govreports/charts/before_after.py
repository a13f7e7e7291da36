"""Before and since 2024: of each agency's decided challenges the share that went straight to court."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from govreports.charts.canvas import Canvas, Key, Words, canvas, grey_key
from govreports.charts.caption import SOURCE, anew_lines
from govreports.charts.chart import Chart
from govreports.charts.fonts import width
from govreports.charts.one_page import spoken_of
from govreports.charts.plain import nothing
from govreports.charts.say import number, of_agencies, percent, pick
from govreports.charts.scales import share_axis
from govreports.charts.style import BLUE, FEW_EDGE, FEW_FACE, GREY, NAME_INCHES, ORANGE, SMALL, SOFT, TEXT, look
from govreports.charts.verdict_words import exact_test
from govreports.charts.wrap import even
from govreports.measures.reconsideration_first import before_and_after, years_compared
from govreports.measures.too_few import FEWEST_CASES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST = 28
"""Agencies on a page; those beyond, with the fewest cases, are only counted."""
_SIDES = (("before", GREY, "white", -0.14), ("after", BLUE, BLUE, 0.14))


def reconsideration_first(
    frame: pd.DataFrame, *, lang: str = "zh", title: str | None = None, size: str = "page"
) -> Chart:
    """Show each agency's share of direct lawsuits before the duty of reconsideration first and since.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.measures.indicators`, with those of `govreports.measures.reconsideration_first.INDICATORS`.
    lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        Agencies in the order of their share of 不予公开 in the years before, highest first.
    """
    table, (start, _, law) = before_and_after(frame), years_compared()
    if not len(table):
        reason = pick(
            lang, f"没有机关在 {law} 年前后都有审结的案件。", f"No agency has cases decided on both sides of {law}."
        )
        return nothing(lang, reason, title=title, size=size)
    cases = table["challenges_before"] + table["challenges_after"]
    shown = table.loc[cases.sort_values(ascending=False, kind="stable").index[:_MOST]]
    shown = shown.sort_values(["denied_share", "agency"], ascending=[False, True], kind="stable")
    rows = shown.to_dict("records")
    heading = title or _title(table, lang)
    spoken = spoken_of([f"{row['agency']} {_counts(row, 'before')} → {_counts(row, 'after')}" for row in rows], lang)
    words = Words(
        heading,
        pick(
            lang, "审结的行政复议与直接起诉中，未经复议直接起诉占比（%）", "Direct lawsuits among challenges decided, %"
        ),
        "\n".join([_caption(len(table) - len(rows), lang), *anew_lines(frame, lang)]),
        pick(lang, f"点线图。{heading}。{spoken}。", f"Dots and intervals. {heading}. {spoken}."),
        lang,
    )
    keys = [
        Key(pick(lang, f"{start}–{law - 1} 年", f"{start}–{law - 1}"), "dot", GREY, hollow=True),
        Key(pick(lang, f"{law} 年起", f"since {law}"), "dot", BLUE),
        Key(pick(lang, "变化超出偶然", "change beyond chance"), "line", ORANGE),
    ]
    if any(row["verdict"] == "few" for row in rows):
        keys.append(grey_key(lang))
    labels = [even(str(row["agency"]), TEXT, NAME_INCHES) for row in rows]
    step = 0.34 + 0.155 * (max(map(len, labels)) - 1)
    with look():
        sheet = canvas(words, table, len(rows) * step + 0.55, size=size, keys=keys)
        _draw(sheet, rows, labels, lang)
    return sheet.chart


def _counts(row: dict[Any, Any], side: str) -> str:
    return f"{number(row[f'direct_{side}'])}/{number(row[f'challenges_{side}'])}"


def _title(table: pd.DataFrame, lang: str) -> str:
    words = {
        "down": ("下降 {} 个", "{} fell"),
        "up": ("上升 {} 个", "{} rose"),
        "unseen": ("未见超出偶然的变化 {} 个", "{} without a change beyond chance"),
        "few": ("件数不足、不作判断 {} 个", "{} with too few cases"),
    }
    counts = {verdict: int((table["verdict"] == verdict).sum()) for verdict in words}
    said = [pick(lang, *words[verdict]).format(number(count)) for verdict, count in counts.items() if count]
    law = years_compared()[2]
    head = pick(
        lang,
        f"{law} 年起直接起诉占比，{number(len(table))} 个机关：",
        f"Direct lawsuits since {law}, {of_agencies(len(table))}: ",
    )
    return head + pick(lang, "，", ", ").join(said)


def _caption(hidden: int, lang: str) -> str:
    rest = pick(
        lang, f"另有 {number(hidden)} 个件数更少的机关未画。", f" Not drawn: {number(hidden)} more with fewer cases."
    )
    law = years_compared()[2]
    how = pick(
        lang,
        f"横线：95% 区间（Wilson）。粗线：{exact_test(lang)}；任一侧不足 {FEWEST_CASES} 件不作判断。"
        f"按 {law} 年前不予公开占比由高到低排列，括号内为该占比。同一申请人的多起案件不独立。",
        f"Lines: 95% intervals (Wilson). Thick: {exact_test(lang)}; not judged below "
        f"{FEWEST_CASES} cases on either side. In the order of the share denied before {law}, in brackets. "
        "Cases of one applicant are not independent.",
    )
    return SOURCE[lang] + pick(lang, "。", ".") + f"\n{how}" + (rest if hidden else "")


def _draw(sheet: Canvas, rows: list[dict[Any, Any]], labels: list[list[str]], lang: str) -> None:
    counts = [f"{_counts(row, 'before')} → {_counts(row, 'after')}" for row in rows]
    names = [
        "\n".join(label) + (f"（{percent(row['denied_share'])}）" if pd.notna(row["denied_share"]) else "")
        for label, row in zip(labels, rows, strict=True)
    ]
    if lang == "en":
        names = [name.replace("（", " (").replace("）", ")") for name in names]
    wide = max(width(line, TEXT) for name in names for line in name.split("\n"))
    left, right = sheet.left + wide + 0.15, sheet.right - max(width(text, SMALL) for text in counts) - 0.15
    axes = sheet.axes(left, sheet.top + 0.15, right, sheet.bottom - 0.35)
    axes.set(ylim=(len(rows) - 0.5, -0.5), yticks=[])
    share_axis(axes, max(float(row[f"high_{side}"]) for row in rows for side in ("before", "after")), "x")
    axes.spines["left"].set_visible(False)
    high = (sheet.bottom - sheet.top - 0.5) / len(rows)
    for place, (row, name, count) in enumerate(zip(rows, names, counts, strict=True)):
        y = sheet.top + 0.15 + (place + 0.5) * high
        sheet.write(left - 0.1, y, name, ha="right")
        sheet.write(sheet.right, y, count, SMALL, SOFT, ha="right")
        _pair(axes, place, row)


def _pair(axes: Axes, place: int, row: dict[Any, Any]) -> None:
    clear = row["verdict"] in ("down", "up")
    across = [float(row["share_before"]), float(row["share_after"])]
    axes.plot(across, [place, place], color=ORANGE if clear else GREY, lw=2.8 if clear else 0.8, zorder=3)
    for side, color, face, aside in _SIDES:
        share = float(row[f"share_{side}"])
        axes.plot([float(row[f"low_{side}"]), float(row[f"high_{side}"])], [place + aside] * 2, color=color, lw=0.9)
        if row["verdict"] == "few":
            color, face = FEW_EDGE, "white" if face == "white" else FEW_FACE
        axes.plot([share], [place], "o", ms=6.5, mfc=face, mec=color, mew=1.4, zorder=5, clip_on=False)
