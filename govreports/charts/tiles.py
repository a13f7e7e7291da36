"""Which reports there are, and which of them hold something that must be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from govreports.charts.canvas import Canvas, Key, Words, canvas
from govreports.charts.caption import SOURCE, anew_lines
from govreports.charts.chart import Chart
from govreports.charts.chart_rows import PUBLISHED, READING
from govreports.charts.fonts import width
from govreports.charts.one_page import asked_names, not_named, on_one_page, spoken_of
from govreports.charts.plain import nothing
from govreports.charts.say import absent, many, number, of_agencies, pick, years
from govreports.charts.style import INK, SMALL, TEXT, look
from govreports.charts.wrap import even

if TYPE_CHECKING:
    import pandas as pd

_NAME_INCHES = 2.6
_LATE = "△"
Tiles = dict[tuple[str, int], dict[Any, Any]]
_COLOURS = {
    "whole": ("#c9dff0", "已读，勾稽成立", "read, sums hold"),
    "unchecked": ("#e3e3e3", "已读，没有可核对的勾稽关系", "read, no sums to check"),
    "wrong": ("#f0a04b", "公布数据勾稽不成立", "published sums fail"),
    "doubt": ("#6b4a8a", "有存疑之处", "something in doubt"),
    "lost": (INK, "未能读取", "could not be read"),
}


def coverage(
    frame: pd.DataFrame,
    *,
    highlight: str | Iterable[str] | None = None,
    lang: str = "zh",
    title: str | None = None,
    size: str = "page",
) -> Chart:
    """Show which agencies reported for which years.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.dataset.coverage.coverage`.
    highlight, lang, title, size
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
    agencies = _ordered(tiles)
    period = sorted({year for _, year in tiles})
    counted = Counter(_kind(tile) for tile in tiles.values())
    heading = title or _title(len(agencies), period, len(known), list(tiles.values()), lang)
    everyone, missing = len(agencies), len(agencies) * (period[-1] - period[0] + 1) - len(tiles)
    kept = on_one_page(
        _telling(agencies, tiles), asked_names(highlight), lambda who: _high(len(even(who, TEXT, _NAME_INCHES)))
    )
    agencies = [agency for agency in agencies if agency in kept]
    lines = [
        _source(missing, lang),
        *anew_lines(known, lang),
        *_signs(known, lang),
        *not_named(len(agencies), everyone, ("要看的最多的", "with most to be looked at"), lang),
        *_late(list(tiles.values()), lang),
    ]
    have = [f"{who} " + pick(lang, "、", ", ").join(str(year) for one, year in tiles if one == who) for who in agencies]
    spoken = spoken_of(have, lang)
    alt = pick(lang, f"报告分布图。{heading}。{spoken}。", f"Tiles. {heading}. {spoken}.")
    words = Words(heading, "", "\n".join(lines), alt, lang)
    labels = {agency: even(agency, TEXT, _NAME_INCHES) for agency in agencies}
    step = max(_high(len(lines)) for lines in labels.values())
    with look():
        sheet = canvas(words, known, len(agencies) * step + 0.35, size=size, keys=_keys(counted, lang))
        _draw(sheet, tiles, labels, period)
    return sheet.chart


def _source(missing: int, lang: str) -> str:
    """Return where the reports are from, and how many the folder lacks."""
    zh = f"空白（{number(missing)} 格）：文件夹中没有该年的报告。"
    en = f" White ({number(missing)}): no report of that year in the folder."
    return SOURCE[lang] + pick(lang, "。", ".") + (pick(lang, zh, en) if missing else "")


def _keys(counted: Counter[str], lang: str) -> list[Key]:
    """Return the key of the colours that are drawn."""
    return [Key(pick(lang, zh, en), "box", colour) for kind, (colour, zh, en) in _COLOURS.items() if counted[kind]]


def _kind(tile: dict[Any, Any]) -> str:
    """Return what a tile's colour says: the gravest that is to be said of the report."""
    if tile["state"] in ("unreadable", "in_doubt"):
        return "lost" if tile["state"] == "unreadable" else "doubt"
    if _count(tile["checks_failed"]):
        return "wrong"
    return "whole" if _known(tile["checks_failed"]) else "unchecked"


def _title(agencies: int, period: list[int], files: int, tiles: list[dict[Any, Any]], lang: str) -> str:
    read = [tile for tile in tiles if tile["state"] != "unreadable"]
    of_kind = Counter(map(_kind, read))
    # A sum that fails where the reading is in doubt accuses nobody.
    wrong, doubt = number(of_kind["wrong"]), number(of_kind["doubt"])
    unchecked = sum(not _known(tile["checks_failed"]) for tile in read)
    reports = files - (len(tiles) - len(read))
    if not read:
        zh, en = ["均未能读取"], ["none could be read"]
    elif of_kind["wrong"]:
        zh = [f"{wrong} 份公布数据勾稽不成立，{doubt} 份有存疑之处"]
        en = [f"sums fail in {wrong}, something in doubt in {doubt}"]
    elif of_kind["doubt"]:
        zh, en = [f"{doubt} 份有存疑之处"], [f"something in doubt in {doubt}"]
    else:
        zh, en = ["无存疑之处"], ["nothing in doubt"]
    if unchecked < len(read) and not any(_count(tile["checks_failed"]) for tile in read):
        zh, en = ["勾稽关系均成立", *zh], ["all sums hold", *en]
    if unchecked:
        zh, en = [*zh, f"{number(unchecked)} 份没有可核对的勾稽关系"], [*en, f"no sums to check in {number(unchecked)}"]
    return pick(
        lang,
        f"{years(period)} 年 {number(agencies)} 个机关 {number(reports)} 份报告：" + "，".join(zh),
        f"{many(reports, 'report', 'reports')} of {of_agencies(agencies)}, {years(period)}: " + ", ".join(en),
    )


def _late(tiles: list[dict[Hashable, Any]], lang: str) -> Iterator[str]:
    """Count the reports published after the legal day, where both days are known."""
    dated = [tile["on_time"] for tile in tiles if tile["on_time"] in (True, False)]
    if dated:
        late, known = number(dated.count(False)), number(len(dated))
        yield pick(
            lang,
            f"{_LATE} 晚于法定期限公布：{late} 份（{known} 份的公布日期和期限可以确定）。",
            f"{_LATE} published after the legal day: {late} of the {known} whose day and legal day are known.",
        )


def _signs(known: pd.DataFrame, lang: str) -> list[str]:
    """Explain the signs on the tiles, those alone that are drawn."""
    signs = {
        (f"{PUBLISHED} 后为不成立的勾稽关系数", f"{PUBLISHED} sums that fail"): known["checks_failed"]
        .map(_count)
        .gt(0),
        (f"{READING} 后为存疑单元格数", f"{READING} cells in doubt"): known["cells_in_doubt"].map(_count).gt(0),
        ("？为未能读取的文件", "? files that could not be read"): known["state"] == "unreadable",
    }
    drawn = [pick(lang, *words) for words, there in signs.items() if there.any()]
    return [pick(lang, "，", ", ").join(drawn) + pick(lang, "。", ".")] if drawn else []


def _high(lines: int) -> float:
    """Return the height of a row whose label has so many lines, in inches."""
    return 0.1 + 0.165 * lines


def _ordered(tiles: Tiles) -> list[str]:
    """Order agencies by how many reports they have."""
    reports = Counter(agency for agency, _ in tiles)
    return sorted(reports, key=lambda who: (-reports[who], who))


def _telling(agencies: list[str], tiles: Tiles) -> list[str]:
    """Order agencies by what there is to look at: files not read, sums that fail, cells in doubt, years without one."""
    years_of = Counter(agency for agency, _ in tiles)
    most = max(years_of.values())
    seen = {agency: [0, 0, 0, most - years_of[agency]] for agency in agencies}
    places = {agency: place for place, agency in enumerate(agencies)}
    for (agency, _), tile in tiles.items():
        seen[agency][0] += tile["state"] == "unreadable"
        seen[agency][1] += _count(tile["checks_failed"])
        seen[agency][2] += _count(tile["cells_in_doubt"])
    return sorted(agencies, key=lambda who: ([-count for count in seen[who]], places[who]))


def _known(value: Any) -> bool:
    return not absent(value)


def _count(value: Any) -> int:
    return int(value) if _known(value) else 0


def _draw(sheet: Canvas, tiles: Tiles, labels: dict[str, list[str]], period: list[int]) -> None:
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
            color = _COLOURS[_kind(tile)][0]
            axes.add_patch(Rectangle((year - 0.47, place - 0.44), 0.94, 0.88, facecolor=color, lw=0))
            marks = [f"{PUBLISHED}{failed}"] if failed else []
            marks += [f"{READING}{doubt}"] if doubt else []
            marks += [_LATE] if tile["on_time"] is False else []
            marks += ["?"] if tile["state"] == "unreadable" else []
            ink = "white" if _kind(tile) in ("doubt", "lost") else INK
            axes.text(year, place, " ".join(marks), ha="center", va="center", fontsize=SMALL, color=ink)
