"""From rules to cells: which rules belong to one table, and which areas they enclose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govreports.sources.document import Box
from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.ruled.rules import edges
from govreports.sources.pdf.settings import SETTINGS


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """The cells that the rules of one table enclose."""

    xs: Floats  # column and row edges in points
    ys: Floats
    # Shape (rows, columns); for each elementary cell the number of the cell that it belongs to
    owner: NDArray[np.int64]
    spans: list[tuple[int, int, int, int]]  # row, column, row span and column span of each cell

    @property
    def box(self) -> Box:
        """The area of the table."""
        return Box(float(self.xs[0]), float(self.ys[0]), float(self.xs[-1]), float(self.ys[-1]))

    def cell_box(self, number: int) -> Box:
        """The area of a cell."""
        row, column, rows, columns = self.spans[number]
        return Box(
            float(self.xs[column]), float(self.ys[row]), float(self.xs[column + columns]), float(self.ys[row + rows])
        )


def lattices(across: Floats, down: Floats) -> list[Lattice]:
    """Find the ruled tables of a page.

    Parameters
    ----------
    across : ndarray, shape (k, 3)
        Horizontal rules: y, x0, x1.
    down : ndarray, shape (m, 3)
        Vertical rules: x, top, bottom.

    Returns
    -------
    list of Lattice
        From top to bottom. A single box around text is no table.

    Notes
    -----
    The sides of a table need no rule: where a page ends, hongze_2023 prints a row without the rule below it, so the
    ends of the vertical rules close the table; likewise the ends of the horizontal rules where the sides are open.
    """
    tables = []
    for rows, columns in _connected(across, down):
        lattice = _lattice(across[rows], down[columns])
        if lattice is not None:
            tables.append(lattice)
    return sorted(tables, key=lambda lattice: lattice.box.top)


def _connected(across: Floats, down: Floats) -> list[tuple[list[int], list[int]]]:
    """Group the rules that meet, directly or through others."""
    if not len(across) or not len(down):
        return []
    meets = (
        (across[:, 1, None] - SETTINGS.rule_reach_pt <= down[None, :, 0])
        & (down[None, :, 0] <= across[:, 2, None] + SETTINGS.rule_reach_pt)
        & (down[None, :, 1] - SETTINGS.rule_reach_pt <= across[:, 0, None])
        & (across[:, 0, None] <= down[None, :, 2] + SETTINGS.rule_reach_pt)
    )
    groups = []
    free = np.ones(len(across), dtype=bool)
    for first in range(len(across)):
        if not free[first]:
            continue
        rows = np.zeros(len(across), dtype=bool)
        rows[first] = True
        columns = meets[first]
        while True:
            wider = rows | meets[:, columns].any(axis=1)
            columns = meets[wider].any(axis=0)
            if (wider == rows).all():
                break
            rows = wider
        free &= ~rows
        groups.append((np.flatnonzero(rows).tolist(), np.flatnonzero(columns).tolist()))
    return groups


def _lattice(across: Floats, down: Floats) -> Lattice | None:
    if not len(down):
        return None
    ys = np.array(edges([*across[:, 0].tolist(), *_ends(down, across[:, 0])], SETTINGS.same_edge_pt))
    xs = np.array(edges([*down[:, 0].tolist(), *_ends(across, down[:, 0])], SETTINGS.same_edge_pt))
    if len(ys) < 2 or len(xs) < 2 or (len(ys) - 1) * (len(xs) - 1) < 2:
        return None
    below = _bounds(across, ys, xs)  # below[i, j]: a rule along ys[i] between xs[j] and xs[j + 1]
    beside = _bounds(down, xs, ys).T  # beside[i, j]: a rule along xs[j] between ys[i] and ys[i + 1]
    owner, spans = _merged(below, beside)
    return Lattice(xs, ys, owner, spans)


def _ends(rules: Floats, met: Floats) -> list[float]:
    """Return the two outermost ends of rules that reach beyond everything that they meet."""
    ends = [float(rules[:, 1].min()), float(rules[:, 2].max())]
    return [end for end in ends if not met.size or np.abs(met - end).min() > SETTINGS.same_edge_pt]


def _bounds(rules: Floats, places: Floats, cuts: Floats) -> NDArray[np.bool_]:
    """Determine for each edge (a row) and each interval between cuts (a column) whether a rule covers it."""
    covered = np.zeros((len(places), len(cuts) - 1))
    nearest = np.abs(rules[:, 0, None] - places[None, :]).argmin(axis=1)
    length = np.diff(cuts)
    for edge, (_, begin, end) in zip(nearest.tolist(), rules.tolist(), strict=True):
        covered[edge] += np.clip(np.minimum(cuts[1:], end) - np.maximum(cuts[:-1], begin), 0, None)
    return covered >= SETTINGS.bounded_share * length


def _merged(
    below: NDArray[np.bool_], beside: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], list[tuple[int, int, int, int]]]:
    """Grow every cell to the right and down until a rule stops it."""
    rows, columns = beside.shape[0], below.shape[1]
    owner = np.full((rows, columns), -1, dtype=np.int64)
    spans: list[tuple[int, int, int, int]] = []
    taken, side, under = owner.tolist(), beside.tolist(), below.tolist()
    for row in range(rows):
        for column in range(columns):
            if taken[row][column] >= 0:
                continue
            right = column + 1
            while right < columns and not side[row][right] and taken[row][right] < 0:
                right += 1
            bottom = row + 1
            while bottom < rows and not any(under[bottom][column:right]) and _open(side[bottom], column, right):
                bottom += 1
            for inside in range(row, bottom):
                taken[inside][column:right] = [len(spans)] * (right - column)
            spans.append((row, column, bottom - row, right - column))
    owner[:] = taken
    return owner, spans


def _open(side: list[bool], column: int, right: int) -> bool:
    """Return whether no rule parts the columns of one row."""
    return not any(side[column + 1 : right])
