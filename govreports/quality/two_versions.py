"""Two files of one agency and year, in words: how many numbers and sentences differ, and each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.charts.say import pick
from govreports.codes import in_words
from govreports.columns import records
from govreports.files.offline_page import number
from govreports.words import cell_label

if TYPE_CHECKING:
    import pandas as pd

MOST_LISTED = 30
"""Differences of two files listed on a page: beyond them the files are to be laid side by side."""
_DAYS = {
    "collected": ("{} 采集", "collected {}"),
    "published": ("{} 发布", "published {}"),
}


class TwoVersions(NamedTuple):
    """What differs between two files: in a sentence, and line by line (what, earlier, later)."""

    said: str
    heads: list[str]
    lines: list[tuple[object, ...]]


def two_versions(differences: pd.DataFrame, lang: str = "zh") -> list[TwoVersions]:
    """Return what differs between each two files of one agency and year; why, nobody can tell from the files.

    Parameters
    ----------
    differences : pandas.DataFrame
        From `govreports.versions`.
    lang : str
        ``zh`` or ``en``.

    Examples
    --------
    >>> import govreports as gr
    >>> two_versions(gr.versions(gr.Dataset()))
    []
    """
    return [
        TwoVersions(_said(rows, lang), _heads(rows, lang), [_line(row, lang) for row in records(rows)[:MOST_LISTED]])
        for _, rows in differences.groupby(["report", "other_report"], sort=False)
    ]


def _said(rows: pd.DataFrame, lang: str) -> str:
    row = records(rows)[0]
    cells, passages = int(rows["item"].notna().sum()), int(rows["item"].isna().sum())
    doubt = int(rows["flag"].notna().sum())
    if lang == "zh":
        order = "" if row["day_is"] else "，先后不明"
        counted = f"{cells} 个数据{f'（其中 {doubt} 个读取存疑）' if doubt else ''}、{passages} 处文字不同"
        return (
            f"{row['agency']} {row['year']} 年报告有两份文件{order}：{counted}。"
            "可能是更正、补充、口径不同，也可能是两种格式读法不同，须对照原件。"
        )
    order = "" if row["day_is"] else " (which came first is not known)"
    counted = f"{cells} numbers{f' ({doubt} of them read with doubt)' if doubt else ''} and {passages} passages differ"
    return (
        f"{row['agency']} {row['year']}: there are two files of its report{order}; {counted}. It may have been put "
        "right or completed, be of another scope, or two formats were read differently: compare the originals."
    )


def _heads(rows: pd.DataFrame, lang: str) -> list[str]:
    row = records(rows)[0]
    named = []
    for report, day in ((row["other_report"], row["other_day"]), (row["report"], row["day"])):
        dated = "" if not row["day_is"] else pick(lang, *_DAYS[row["day_is"]]).format(day)
        named.append(f"{report}{pick(lang, f'（{dated}）', f' ({dated})') if dated else ''}")
    return [pick(lang, "何处", "Where"), pick(lang, "变动", "Change"), *named]


def _line(row: dict[str, Any], lang: str) -> tuple[object, ...]:
    what = in_words(row["what"], "zh" if lang == "zh" else "en", "change")
    if row["item"] is None:
        return (row["section"], what, row["other_text"] or "—", row["text"] or "—")
    blank = pick(lang, "空", "blank")
    numbers = [
        "—" if row["what"] == absent else number(row[side]) or blank
        for side, absent in (("other_value", "cell_added"), ("value", "cell_gone"))
    ]
    return (cell_label(row["table"], row["item"], row["column"], lang), what, *numbers)
