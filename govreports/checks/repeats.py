"""Years that look copied: the same table, the same row, nearly the same prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from govreports.checks.number_panel import Panel
from govreports.checks.settings import SETTINGS
from govreports.columns import Check
from govreports.form import CellId, every_cell
from govreports.words import item_label

TABLE, ROW, PROSE = "repeated_table", "repeated_row", "repeated_prose"


_TITLE = re.compile("问题|改进|整改")


def repeated_tables(panel: Panel) -> Iterator[tuple[int, Check]]:
    """Report tables, and else rows, whose numbers are all those of the year before."""
    later, earlier = panel.pairs
    if not later.size:
        return
    by_table: dict[str, dict[str, list[CellId]]] = {}
    for cell in every_cell():
        by_table.setdefault(cell[0], {}).setdefault(cell[1], []).append(cell)
    for table, rows in by_table.items():
        whole = [cell for cells in rows.values() for cell in cells]
        same = _same(panel, whole)
        for at in np.flatnonzero(same):
            place, before = int(later[at]), int(earlier[at])
            text = f"every number is that of {panel.year[before]} ({panel.reports[before]})"
            yield place, Check(TABLE, table, None, None, None, None, None, "notice", None, text)
        for item, cells in ({None: whole} if table == "litigation" else rows).items():
            for at in np.flatnonzero(_same(panel, cells) & ~same):
                place, before = int(later[at]), int(earlier[at])
                numbers = ", ".join(f"{panel.values(cell)[place]:g}" for cell in cells if panel.printed(cell)[place])
                name = item_label(table, item) if item else "行政复议、行政诉讼"
                text = f"{name}: {numbers}, the same as in {panel.year[before]} ({panel.reports[before]})"
                yield place, Check(ROW, table, item, None, None, None, None, "notice", None, text)


def _same(panel: Panel, cells: list[CellId]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    later, earlier = panel.pairs
    now = np.array([panel.values(cell)[later] for cell in cells])
    then = np.array([panel.values(cell)[earlier] for cell in cells])
    equal = ((now == then) | (np.isnan(now) & np.isnan(then))).all(axis=0)
    ordered = np.sort(np.where(now > 0, now, 0.0), axis=0)
    distinct = (np.diff(ordered, axis=0, prepend=0.0) > 0).sum(axis=0)
    return np.asarray(equal & ((distinct >= SETTINGS.distinct_numbers) | (ordered[-1] >= SETTINGS.large_number)))


def repeated_prose(panel: Panel) -> Iterator[tuple[int, Check]]:
    """Report a section 五 (problems, improvements) that is nearly that of the year before, with the share repeated."""
    texts = _sections(panel)
    for series in panel.series.values():
        runs = {place: _runs(texts.get(panel.reports[place], "")) for place in series}
        for place in series:
            before = int(panel.before[place])
            if before < 0 or not runs[place] or not runs[before]:
                continue
            known = set(runs[before])
            share = sum(run in known for run in runs[place]) / len(runs[place])
            if share >= SETTINGS.same_prose_share:
                source = f"{panel.year[before]} ({panel.reports[before]})"
                text = f"存在的主要问题及改进情况: {share:.0%} of its text stands in {source} too"
                yield place, Check(PROSE, "prose", None, None, round(share, 4), None, None, "notice", None, text)


def _sections(panel: Panel) -> dict[str, str]:
    """The text of section 五 by report; its number may be shifted, so its title decides where there is one."""
    titled, fifth = dict[str, str](), dict[str, str]()
    for sections in panel.data.pieces("sections", ("report", "section", "title", "text")):
        for report, section, title, text in sections.astype(object).itertuples(index=False):
            for there, texts in ((_TITLE.search(_text(title)), titled), (_text(section) == "五", fifth)):
                if there:
                    texts[str(report)] = texts.get(str(report), "") + _text(text)
    return fifth | titled


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _runs(text: str) -> list[str]:
    """Cut a text into overlapping runs of characters, without blanks, digits and punctuation."""
    plain = re.sub(r"[\W\d_]+", "", text)
    if len(plain) < SETTINGS.prose_characters:
        return []
    return [plain[at : at + SETTINGS.run_characters] for at in range(len(plain) - SETTINGS.run_characters + 1)]
