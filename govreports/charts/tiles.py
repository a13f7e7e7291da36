"""Which reports there are, and which of them hold something that must be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from govreports.charts.canvas import Canvas, Key, Words, canvas
from govreports.charts.caption import SOURCE
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import PUBLISHED, READING
from govreports.charts.fonts import width
from govreports.charts.plain import nothing
from govreports.charts.say import pick, years
from govreports.charts.style import INK, SMALL, TEXT, look
from govreports.charts.wrap import even

if TYPE_CHECKING:
    import pandas as pd

_NAME = 2.6
_LATE = "△"
_WHOLE, _WRONG, _DOUBT = "#c9dff0", "#f0a04b", "#6b4a8a"


def coverage(frame: pd.DataFrame, *, lang: str = "zh", title: str | None = None, size: str = "page") -> Chart:
    """Show which agencies reported for which years.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.dataset.coverage.coverage`.
    lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        A tile for each report, with the number of sums that do not add up (†) and of cells in doubt (‡), and △
        for one that was published after the legal day.
    """
    known = frame[frame["agency"].notna() & frame["year"].notna() & (frame["state"] != "missing")]
    if not len(known):
        return nothing(lang, title=title, size=size)
    tiles = {(str(row["agency"]), int(row["year"])): row for row in known.to_dict("records")}
    agencies = sorted(
        {agency for agency, _ in tiles}, key=lambda who: (-sum(agency == who for agency, _ in tiles), who)
    )
    period = sorted({year for _, year in tiles})
    wrong = sum(_count(tile["checks_failed"]) > 0 for tile in tiles.values())
    doubt = sum(tile["state"] == "in_doubt" for tile in tiles.values())
    lost = sum(tile["state"] == "unreadable" for tile in tiles.values())
    heading = title or pick(
        lang,
        f"{len(agencies)} 个机关 {len(known) - lost} 份报告（{years(period)} 年）："
        f"{wrong} 份公布数据勾稽不成立，{doubt} 份有存疑之处",
        f"{len(known) - lost} reports of {len(agencies)} agencies, {years(period)}: "
        f"sums fail in {wrong}, something in doubt in {doubt}",
    )
    missing = len(agencies) * (period[-1] - period[0] + 1) - len(tiles)
    lines = [
        pick(
            lang,
            f"{SOURCE['zh']}。空白处（{missing} 格）为文件夹中没有的报告。",
            f"{SOURCE['en']}. White: {missing} reports that the folder does not hold.",
        ),
        pick(
            lang,
            f"{PUBLISHED} 后为不成立的勾稽关系数，{READING} 后为存疑单元格数；“？”为未能读取的文件。",
            f"{PUBLISHED} sums that fail, {READING} cells in doubt; ? files that could not be read.",
        ),
    ]
    spoken = "; ".join(f"{who}: {', '.join(str(year) for agency, year in tiles if agency == who)}" for who in agencies)
    alt = pick(lang, f"报告分布图。{heading}。{spoken}。", f"Tiles. {heading}. {spoken}.")
    dated = [tile["on_time"] for tile in tiles.values() if tile["on_time"] in (True, False)]
    if dated:
        late = dated.count(False)
        lines.append(
            pick(
                lang,
                f"{_LATE} 晚于法定期限公布：{late} 份（{len(dated)} 份的公布日期和期限可以确定）。",
                f"{_LATE} published after the legal day: {late} of the {len(dated)} whose day and legal day are known.",
            )
        )
    labels = {agency: even(agency, TEXT, _NAME) for agency in agencies}
    step = 0.1 + 0.165 * max(map(len, labels.values()))
    keys = [
        Key(pick(lang, "已读，勾稽成立", "read, sums hold"), "box", _WHOLE),
        Key(pick(lang, "公布数据勾稽不成立", "published sums fail"), "box", _WRONG),
        Key(pick(lang, "有存疑之处", "something in doubt"), "box", _DOUBT),
        *([Key(pick(lang, "未能读取", "could not be read"), "box", INK)] if lost else []),
    ]
    with look():
        sheet = canvas(
            Words(heading, "", "\n".join(lines), alt, lang),
            known,
            len(agencies) * step + 0.35,
            size=size,
            keys=keys,
        )
        _draw(sheet, tiles, labels, period)
    return sheet.chart


def _count(value: Any) -> int:
    return int(value) if isinstance(value, int | float) and value == value else 0


def _draw(
    sheet: Canvas, tiles: dict[tuple[str, int], dict[Any, Any]], labels: dict[str, list[str]], period: list[int]
) -> None:
    room = max(width(line, TEXT) for lines in labels.values() for line in lines) + 0.15
    axes = sheet.axes(sheet.left + room, sheet.top + 0.25, sheet.right, sheet.bottom)
    axes.set(xlim=(period[0] - 0.5, period[-1] + 0.5), ylim=(len(labels) - 0.5, -0.5))
    axes.set_xticks(range(period[0], period[-1] + 1))
    axes.xaxis.tick_top()
    axes.set_yticks([])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    high = (sheet.height - 0.25) / len(labels)
    for place, (agency, lines) in enumerate(labels.items()):
        sheet.write(sheet.left + room - 0.1, sheet.top + 0.25 + (place + 0.5) * high, "\n".join(lines), ha="right")
        for year in range(period[0], period[-1] + 1):
            tile = tiles.get((agency, year))
            if tile is None:
                continue
            failed, doubt = _count(tile["checks_failed"]), _count(tile["cells_in_doubt"])
            color = _WRONG if failed else _WHOLE
            color = {"in_doubt": _DOUBT, "unreadable": INK}.get(str(tile["state"]), color)
            axes.add_patch(Rectangle((year - 0.47, place - 0.44), 0.94, 0.88, facecolor=color, lw=0))
            marks = [f"{PUBLISHED}{failed}"] if failed else []
            marks += [f"{READING}{doubt}"] if doubt else []
            marks += [_LATE] if tile["on_time"] is False else []
            marks += ["?"] if tile["state"] == "unreadable" else []
            ink = INK if color in (_WHOLE, _WRONG) else "white"
            axes.text(year, place, " ".join(marks), ha="center", va="center", fontsize=SMALL, color=ink)
