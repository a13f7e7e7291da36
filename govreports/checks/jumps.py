"""Numbers that leave an agency's own history, or what its peers did in the same year, far behind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from math import log
from statistics import median

import numpy as np

from govreports.checks.number_panel import DECISIONS, TOTALS, Floats, Panel
from govreports.checks.settings import SETTINGS
from govreports.columns import Check
from govreports.form import CellId
from govreports.words import cell_label

JUMP = "jump"
UNIT = "unit_of_amount"
FEES: CellId = ("disclosure", "fees", "amount")
CELLS: tuple[CellId, ...] = (*TOTALS, ("disclosure", "normative_documents", "in_force"), *DECISIONS, FEES)


class _History:
    """A cell's numbers by place, with each agency's median over its other years."""

    def __init__(self, panel: Panel, cell: CellId) -> None:
        self.panel, self.cell = panel, cell
        self.values = panel.values(cell)
        size = len(panel.reports)
        self.median, self.spread, self.years = np.full(size, np.nan), np.full(size, np.nan), np.zeros(size, dtype=int)
        for places in panel.series.values():
            # Short lists: the standard library's median is ten times as fast as numpy's here.
            known = [(place, float(self.values[place])) for place in places if not np.isnan(self.values[place])]
            for place, _ in known:
                others = [value for other, value in known if other != place]
                self.years[place] = len(others)
                if others:
                    usual = median(others)
                    centre = log(usual + 1)
                    self.median[place] = usual
                    self.spread[place] = median(abs(log(value + 1) - centre) for value in others)

    @cached_property
    def change(self) -> Floats:
        """Logarithm of the number over the agency's median of its other years."""
        return np.asarray(np.log(self.values + 1) - np.log(self.median + 1))

    @cached_property
    def peers(self) -> dict[tuple[str | None, int | None], Floats]:
        """Changes of all agencies of a level in a year."""
        changes_of: dict[tuple[str | None, int | None], list[float]] = {}
        for place in self.panel.used.values():
            if not np.isnan(self.change[place]) and self.years[place] >= SETTINGS.years_for_median - 1:
                changes_of.setdefault((self.panel.level[place], self.panel.year[place]), []).append(
                    float(self.change[place])
                )
        return {key: np.array(changes) for key, changes in changes_of.items()}


def jumps(panel: Panel) -> Iterator[tuple[int, Check]]:
    """Report numbers that jump against the agency's own other years and against its peers in that year.

    `left` is the median of the other years, `right` the printed number. A jump that the agency's peers (same level in
    agencies.csv) made as well is no notice. Amounts that differ by about 10,000 are reported as `unit_of_amount`
    instead: 元 printed where the form wants 万元, or the other way round.
    """
    for cell in CELLS:
        history = _History(panel, cell)
        values, usual, change = history.values, history.median, history.change
        units = dict(_units(panel, values)) if cell == FEES else {}
        yield from units.items()
        far = (history.years >= SETTINGS.years_for_median) & (np.abs(change) > np.log(SETTINGS.jump_times))
        far &= np.abs(values - usual) > SETTINGS.jump_deviations * np.sqrt(usual + 1)
        far &= np.abs(change) > SETTINGS.jump_spreads * history.spread
        for place in np.flatnonzero(far).tolist():
            if place in units:
                continue
            others = history.peers.get((panel.level[place], panel.year[place]), np.array([]))
            peers = float(np.median(others)) if others.size > SETTINGS.peers_for_median else None
            if peers is not None and abs(change[place] - peers) <= np.log(SETTINGS.jump_times):
                continue
            text = (
                f"{cell_label(*cell)} {values[place]:g}, the median of the agency's {history.years[place]} other years "
                f"is {usual[place]:g} (× {np.exp(change[place]):.2g})"
            )
            if peers is not None:
                text += f"; its {others.size - 1} peers of the same level: × {np.exp(peers):.2g} in {panel.year[place]}"
            yield place, _notice(JUMP, cell, float(usual[place]), float(values[place]), text)


def _units(panel: Panel, values: Floats) -> Iterator[tuple[int, Check]]:
    """Compare each amount with the agency's other years: most of them must be about 10,000 times as large or small."""
    for places in panel.series.values():
        known = [(place, float(values[place])) for place in places if values[place] > 0]
        for place, value in known:
            others = [other for at, other in known if at != place]
            unlike = [other for other in others if _is_unit(value, other)]
            if 2 * len(unlike) <= len(others):
                continue
            usual = median(unlike)
            guess = "too large, 元 for 万元?" if value > usual else "too small, 亿元 for 万元?"
            text = (
                f"行政事业性收费 {value:g} 万元, in {len(unlike)} of the agency's {len(others)} other years about "
                f"{usual:g}: 10,000 times {guess}"
            )
            yield place, _notice(UNIT, FEES, usual, value, text)


def _is_unit(value: float, other: float) -> bool:
    low, high = SETTINGS.ten_thousand_times
    return low <= max(value / other, other / value) <= high


def _notice(check: str, cell: CellId, left: float, right: float, text: str) -> Check:
    return Check(check, *cell, left, right, round(left - right, 6), "notice", None, text)
