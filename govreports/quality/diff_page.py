"""What changed between two datasets, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreports.codes import Where, in_words
from govreports.files.offline_page import page, table
from govreports.words import cell_label

if TYPE_CHECKING:
    import pandas as pd


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
    counts = " · ".join(f"{_words(what, 'change')}: {number}" for what, number in counted.items())
    return page(
        "与上次相比 What changed", [f'<p class="meta">{counts or "无变动 nothing changed"}</p>', changes_table(changes)]
    )


def changes_table(changes: pd.DataFrame) -> str:
    """Write the changes kind by kind; nothing where there is none."""
    parts = []
    for what, rows in changes.groupby("what", sort=False):
        parts.append(f"<h3>{_words(what, 'change')}</h3>")
        listed = rows.astype(object).where(rows.notna(), None).to_dict("records")
        lines = [
            (row["agency"], row["year"], row["report"], _cell(row), row["message"], _words(row["why"], "why"))
            for row in listed
        ]
        parts.append(table(["机关", "年度", "报告", "数据", "变动", "原因"], lines))
    return "\n".join(parts)


def _cell(row: dict[object, object]) -> str:
    names = [row["table"], row["item"], row["column"]]
    return cell_label(*map(str, names)) if all(names) else ""


def _words(code: object, where: Where) -> str:
    return f"{in_words(str(code), 'zh', where)} {in_words(str(code), 'en', where)}" if code is not None else ""
