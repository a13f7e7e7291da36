"""Who shares passages with whom: agencies × agencies, the one that was first across, darker where more is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from govreports.charts.canvas import Canvas, Words, canvas
from govreports.charts.caption import SOURCE
from govreports.charts.chart import Chart
from govreports.charts.fonts import width
from govreports.charts.heat import TONES
from govreports.charts.one_page import spoken_of
from govreports.charts.plain import nothing
from govreports.charts.say import many, number, pick
from govreports.charts.style import INK, NAME_INCHES, SMALL, TEXT, look
from govreports.charts.wrap import even

if TYPE_CHECKING:
    import pandas as pd

Pairs = dict[tuple[str, str], int]
_MOST = 20
"""Agencies on a page."""
_NAMES_INCHES = 6.0
"""Room of the names above the columns, beside the names of the rows."""


def who_shares(frame: pd.DataFrame, *, lang: str = "zh", title: str | None = None, size: str = "page") -> Chart:
    """Show which agencies have passages in common with which others.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.shared_passages`; passages of an agency's own earlier report are left out.
    lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        A tile for each pair: how many passages the agency of the row shares with the earlier text of the agency of the
        column. Of many pairs those with most passages, at most 20 agencies across and down.
    """
    between = frame[frame["relation"] != "own_earlier"].dropna(subset=["agency", "other_agency"])
    if not len(between):
        return nothing(lang, title=title, size=size)
    counts = between.groupby(["agency", "other_agency"], sort=True).size()
    pairs = {(str(agency), str(other)): int(count) for (agency, other), count in counts.items()}  # type: ignore[misc, has-type]
    kept = _most_shared(pairs)
    rows, columns = _ordered(kept, 0), _ordered(kept, 1)
    shown = {pair: count for pair, count in pairs.items() if pair[0] in rows and pair[1] in columns}
    heading = title or pick(
        lang,
        f"{number(len(pairs))} 对机关的年报有相同段落，共 {number(len(between))} 处",
        f"{many(len(pairs), 'pair of agencies shares', 'pairs of agencies share')} passages, "
        f"{number(len(between))} in all",
    )
    lines = [
        pick(
            lang,
            f"{SOURCE['zh']}。行为后写（或同年）的机关，列为先写的机关；数字为相同段落数。",
            f"{SOURCE['en']}. Rows: who wrote later (or in the same year); columns: who wrote first.",
        ),
        pick(
            lang,
            "法条、格式用语和多数机关通用的语句不计。文字相同不等于抄袭：可能出自上级的统一要求或范本。",
            "Words of law, form and everybody are left out. The same words are no proof of copying.",
        ),
        *_not_shown(len(pairs) - len(shown), lang),
        # Whose prose was not compared: the notes stand in pairs, Chinese and English, the first pair said above.
        *frame.attrs.get("notes", ())[2 + (lang == "en") :: 2],
    ]
    spoken = spoken_of([f"{agency} – {other} {count}" for (agency, other), count in shown.items()], lang)
    alt = pick(lang, f"矩阵图。{heading}。{spoken}。", f"Matrix. {heading}. {spoken}.")
    labels = {name: even(name, TEXT, NAME_INCHES) for name in rows}
    step = 0.12 + 0.165 * max(map(len, labels.values()))
    with look():
        words = Words(heading, pick(lang, "单位：处", "Unit: passages"), "\n".join(lines), alt, lang)
        sheet = canvas(words, between, len(rows) * step + 0.2 + _head(columns), size=size, keys=[])
        _draw(sheet, shown, labels, columns)
    return sheet.chart


def _not_shown(pairs: int, lang: str) -> list[str]:
    zh, en = (
        f"另有 {number(pairs)} 对未画，见同名数据表。",
        f"{many(pairs, 'more pair is', 'more pairs are')} in the table of the same name.",
    )
    return [pick(lang, zh, en)] if pairs else []


def _most_shared(pairs: Pairs) -> Pairs:
    """Return the pairs with most passages that a page of rows and columns has room for."""
    kept: Pairs = {}
    for pair, count in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if all(len({*(one[side] for one in kept), pair[side]}) <= _MOST for side in (0, 1)):
            kept[pair] = count
    return kept


def _ordered(pairs: Pairs, side: int) -> list[str]:
    sums: dict[str, int] = {}
    for pair, count in pairs.items():
        sums[pair[side]] = sums.get(pair[side], 0) + count
    return sorted(sums, key=lambda name: (-sums[name], name))


def _lying(columns: list[str]) -> bool:
    """Whether the names above the columns lie as a line: where one is wider than its column, all stand."""
    return len(columns) * max(width(name, SMALL) for name in columns) < _NAMES_INCHES


def _head(columns: list[str]) -> float:
    """Return the height in inches that the names above the columns need."""
    if _lying(columns):
        return 0.25
    return max(width(name, SMALL) if name.isascii() else len(name) * SMALL * 1.25 / 72 for name in columns) + 0.1


def _draw(sheet: Canvas, shown: Pairs, labels: dict[str, list[str]], columns: list[str]) -> None:
    room = max(width(line, TEXT) for lines in labels.values() for line in lines) + 0.15
    head = _head(columns)
    axes = sheet.axes(sheet.left + room, sheet.top + head, sheet.right, sheet.bottom - 0.1)
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(labels) - 0.5, -0.5))
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    top = max(shown.values(), default=1)
    high = (sheet.height - head - 0.1) / len(labels)
    wide = (sheet.right - sheet.left - room) / len(columns)
    for at, other in enumerate(columns):
        x = sheet.left + room + (at + 0.5) * wide
        turned = other.isascii() and not _lying(columns)
        text = other if turned or _lying(columns) else "\n".join(other)  # Chinese stands sign below sign
        y, turn = sheet.top + head - 0.06, 90 if turned else 0
        sheet.page.text(x, y, text, fontsize=SMALL, ha="center", va="bottom", linespacing=1.25, rotation=turn)
    for place, (agency, lines) in enumerate(labels.items()):
        sheet.write(sheet.left + room - 0.1, sheet.top + head + (place + 0.5) * high, "\n".join(lines), ha="right")
        for at, other in enumerate(columns):
            count = shown.get((agency, other), 0)
            tone = 0.15 + 0.7 * count / top
            color = TONES(tone) if count else "#f7f7f7"
            axes.add_patch(Rectangle((at - 0.48, place - 0.46), 0.96, 0.92, facecolor=color, lw=0))
            if count:
                ink = "white" if tone > 0.55 else INK
                axes.text(at, place, str(count), ha="center", va="center", fontsize=SMALL, color=ink)
