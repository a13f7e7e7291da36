"""What changed between two datasets, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreports.files.offline_page import page, table
from govreports.words import cell_label

if TYPE_CHECKING:
    import pandas as pd

_WHAT = {
    "report_added": "新增报告 reports added",
    "report_gone": "不再有的报告 reports gone",
    "report_reissued": "重新发布的报告 reports published anew",
    "report_moved": "移动的文件 files moved",
    "cell_changed": "数据变动 cells changed",
    "cell_added": "新增数据 cells added",
    "cell_gone": "不再有的数据 cells gone",
    "doubt_raised": "新的存疑 doubts raised",
    "doubt_settled": "消除的存疑 doubts settled",
    "correction_added": "新的更正 corrections added",
    "correction_changed": "改动的更正 corrections changed",
    "correction_removed": "撤销的更正 corrections removed",
}
_WHY = {
    "republished": "机关重新发布 published anew",
    "reading": "读取改进 read otherwise",
    "correction": "更正 correction",
    "moved": "文件移动 moved",
}


def diff_page(changes: pd.DataFrame) -> str:
    """Write what `govreports.diff` found as a page that works offline as one file.

    Parameters
    ----------
    changes : pandas.DataFrame
        From `govreports.diff`.

    Returns
    -------
    str
        HTML.
    """
    counted = changes["what"].value_counts(sort=False)
    counts = " · ".join(f"{_WHAT[str(what)]}: {number}" for what, number in counted.items())
    return page(
        "与上次相比 What changed", [f'<p class="meta">{counts or "无变动 nothing changed"}</p>', changes_table(changes)]
    )


def changes_table(changes: pd.DataFrame) -> str:
    """Write the changes kind by kind; nothing where there is none."""
    parts = []
    for what, rows in changes.groupby("what", sort=False):
        parts.append(f"<h3>{_WHAT[str(what)]}</h3>")
        listed = rows.astype(object).where(rows.notna(), None).to_dict("records")
        lines = [
            (row["agency"], row["year"], row["report"], _cell(row), row["message"], _WHY.get(row["why"], ""))
            for row in listed
        ]
        parts.append(table(["机关", "年度", "报告", "数据", "变动", "原因"], lines))
    return "\n".join(parts)


def _cell(row: dict[object, object]) -> str:
    names = [row["table"], row["item"], row["column"]]
    return cell_label(*map(str, names)) if all(names) else ""
