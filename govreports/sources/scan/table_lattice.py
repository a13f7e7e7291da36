"""From rules to the grid of a table: rows, columns, and cells that cover several of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from govreports.sources.scan.find_rules import Rules, Span, coverage, spans
from govreports.sources.scan.pixels import Mask
from govreports.sources.scan.settings import SETTINGS


class Place(NamedTuple):
    """One cell of a lattice: its first row and column, and how many it covers.

    `sure` is False where rules break off, so that it is not known what they part.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Lattice:
    """The grid of one table."""

    ys: tuple[float, ...]  # the edges of rows and columns in pixels of the straightened picture, ascending
    xs: tuple[float, ...]
    places: tuple[Place, ...]  # the cells in order of row and column; each place of the grid is covered once


def find_lattices(rules: Rules, scale: float) -> list[Lattice]:
    """Find the tables of a page, from top to bottom.

    Parameters
    ----------
    rules : Rules
        The page's rules.
    scale : float
        Pixels per point.

    Returns
    -------
    list of Lattice
        Only those of at least two cells.
    """
    import cv2

    # A corner may miss by the roundness of a scanner's eye.
    joined = cv2.dilate(rules.across | rules.down, np.ones((3, 3), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for k in np.argsort(stats[1:, cv2.CC_STAT_TOP], kind="stable") + 1:
        left, top, width, height = (int(v) for v in stats[k, :4])
        if width < 4 * SETTINGS.same_rule_pt * scale or height < 3 * SETTINGS.same_rule_pt * scale:
            continue
        part = (labels[top : top + height, left : left + width] == k).astype(np.uint8)
        window = (slice(top, top + height), slice(left, left + width))
        lattice = _lattice(Rules(rules.across[window] * part, rules.down[window] * part), scale, left, top)
        if lattice is not None:
            found.append(lattice)
    return found


def _lattice(rules: Rules, scale: float, left: int, top: int) -> Lattice | None:
    across, down = spans(rules.across), spans(np.ascontiguousarray(rules.down.T))
    if not across or not down:
        return None
    same = SETTINGS.same_rule_pt * scale
    ys, xs = _edges(across, down, same), _edges(down, across, same)
    if len(ys) < 2 or len(xs) < 2 or (len(ys) == 2 and len(xs) == 2):
        return None
    places = _places(rules, ys, xs, same)
    return Lattice(tuple(y + top for y in ys), tuple(x + left for x in xs), places)


def _edges(along: list[Span], crossing: list[Span], same: float) -> list[float]:
    """The places of the rules, together with the ends of the rules that cross them: a table cut by the page is open."""
    held = _held(along, crossing, same)
    if not held:
        return []
    groups = [held[:1]]
    for span in held[1:]:
        if span.at - groups[-1][-1].at < same:
            groups[-1].append(span)
        else:
            groups.append([span])
    edges = [float(np.average([s.at for s in group], weights=[s.end - s.start for s in group])) for group in groups]
    first, last = _open_ends(crossing, same)
    if first is not None and first < edges[0] - 2 * same:
        edges.insert(0, first)
    if last is not None and last > edges[-1] + 2 * same:
        edges.append(last)
    return edges


def _open_ends(rules: list[Span], same: float) -> tuple[float | None, float | None]:
    """The first and the last end that most of the long rules share: one alone is the arc of a stamp."""
    longest = max(rule.end - rule.start for rule in rules)
    long = [rule for rule in rules if rule.end - rule.start > longest / 2]
    share = max(2, (len(long) + 1) // 2)
    starts, ends = sorted(rule.start for rule in long), sorted((rule.end for rule in long), reverse=True)
    first = next((float(a) for a, b in zip(starts, starts[share - 1 :], strict=False) if b - a < same), None)
    last = next((float(a) for a, b in zip(ends, ends[share - 1 :], strict=False) if a - b < same), None)
    return first, last


def _held(along: list[Span], crossing: list[Span], same: float) -> list[Span]:
    """The rules that meet two others, or another and the table's open side, as the stroke of a letter does not."""
    sides = [side for side in _open_ends(along, same) if side is not None]

    def is_held(span: Span) -> bool:
        meeting = [other.at for other in crossing if other.start - same < span.at < other.end + same] + sides
        met = sorted(at for at in meeting if span.start - same < at < span.end + same)
        return len(met) > 1 and met[-1] - met[0] > 2 * same

    return [span for span in along if is_held(span)]


def _places(rules: Rules, ys: list[float], xs: list[float], same: float) -> tuple[Place, ...]:
    n_rows, n_columns = len(ys) - 1, len(xs) - 1
    # below[r, c]: how well a rule separates cell (r, c) from the one below; right[r, c]: from the one to its right.
    below = np.array(
        [[_side(rules.across, ys[r + 1], xs[c], xs[c + 1], same) for c in range(n_columns)] for r in range(n_rows - 1)]
    )
    down = np.ascontiguousarray(rules.down.T)
    right = np.array(
        [[_side(down, xs[c + 1], ys[r], ys[r + 1], same) for c in range(n_columns - 1)] for r in range(n_rows)]
    )
    for least in (SETTINGS.separates_share, SETTINGS.faint_separates_share):
        groups = _joined(below >= least, right >= least, n_rows, n_columns)
        if all(_is_rectangle(group) for group in groups):
            return _listed(groups, sure=True)
    whole = [group for group in groups if _is_rectangle(group)]
    # Rules that break off leave a corner: its cells are given one by one, each marked.
    broken = [[place] for group in groups if not _is_rectangle(group) for place in group]
    return tuple(sorted(_listed(whole, sure=True) + _listed(broken, sure=False)))


def _side(mask: Mask, at: float, start: float, end: float, same: float) -> float:
    inset = min(same / 2, (end - start) / 4)
    return coverage(mask, round(at - same), round(at + same) + 1, round(start + inset), round(end - inset))


def _joined(below: np.ndarray, right: np.ndarray, n_rows: int, n_columns: int) -> list[list[tuple[int, int]]]:
    """Group the places that no rule separates."""
    group = {(r, c): (r, c) for r in range(n_rows) for c in range(n_columns)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while group[place] != place:
            place = group[place]
        return place

    for r in range(n_rows):
        for c in range(n_columns):
            if r + 1 < n_rows and not below[r, c]:
                group[root((r + 1, c))] = root((r, c))
            if c + 1 < n_columns and not right[r, c]:
                group[root((r, c + 1))] = root((r, c))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in group:
        members.setdefault(root(place), []).append(place)
    return [sorted(places) for places in members.values()]


def _is_rectangle(group: list[tuple[int, int]]) -> bool:
    rows, columns = {r for r, _ in group}, {c for _, c in group}
    return len(group) == (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _listed(groups: list[list[tuple[int, int]]], sure: bool) -> tuple[Place, ...]:
    listed = []
    for group in groups:
        (r0, c0), (r1, c1) = group[0], group[-1]
        listed.append(Place(r0, c0, r1 - r0 + 1, c1 - c0 + 1, sure))
    return tuple(sorted(listed))
