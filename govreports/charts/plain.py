"""The chart that says that there is nothing to draw, and why."""

from __future__ import annotations

from collections.abc import Sequence

from govreports.charts.canvas import Words, canvas
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import Row
from govreports.charts.say import pick, years
from govreports.charts.style import SOFT, TEXT, look
from govreports.charts.wrap import wrap


def all_zero(rows: Sequence[Row], lang: str) -> str:
    """Return the sentence that stands for a chart of nothing but zeros, the most common report of all; else empty.

    Examples
    --------
    >>> all_zero([], "zh")
    ''
    """
    if not rows or any(row.value != 0 or row.mark for row in rows):
        return ""
    period = years(sorted({row.year for row in rows}))
    return pick(lang, f"{period} 年报告的各项数字均为 0。", f"Every number reported for {period} is 0.")


def nothing(lang: str, reason: str = "", *, title: str | None = None, size: str = "page", under: str = "") -> Chart:
    """Determine that there is nothing to draw.

    Parameters
    ----------
    reason : str
        Why; by default that no report holds the numbers.
    under : str
        The caption, where the reason itself tells numbers.

    Examples
    --------
    >>> nothing("en").alt
    'Nothing to draw. No report in the selection holds these numbers.'
    """
    import pandas as pd

    heading = title or pick(lang, "没有可画的数", "Nothing to draw")
    text = reason or pick(lang, "所选报告中没有这些数据。", "No report in the selection holds these numbers.")
    joint = "。" if lang == "zh" else ". "
    with look():
        sheet = canvas(
            Words(heading, "", under, f"{heading}{joint}{text}", lang), pd.DataFrame(), 1.0, size=size, fill=False
        )
        room = sheet.right - sheet.left
        sheet.write(sheet.left, sheet.top + 0.4, "\n".join(wrap(text, TEXT, room)), color=SOFT, ha="left")
    return sheet.chart
