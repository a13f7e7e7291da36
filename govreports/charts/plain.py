"""The chart that says that there is nothing to draw, and why."""

from __future__ import annotations

from govreports.charts.canvas import Words, canvas
from govreports.charts.chart import Chart
from govreports.charts.say import pick
from govreports.charts.style import SOFT, TEXT, look
from govreports.charts.wrap import wrap


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
