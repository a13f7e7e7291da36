"""The inside of a cell: what its rules enclose, without the rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.dash_marks import is_dust, mark_of
from govreports.sources.scan.ink_lines import Extent, find_lines
from govreports.sources.scan.page_picture import Picture
from govreports.sources.scan.pixels import Gray, Mask, hairs_of, ink_of
from govreports.sources.scan.settings import SETTINGS
from govreports.sources.scan.table_lattice import Lattice, Place


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """The inside of a cell."""

    gray: Gray  # shape ``(H, W)``, uint8: dark print on white
    other: Gray | None  # the same with a grey stamp left in (see `Lifted`); None where none lies
    left: int  # where its first pixel is in the picture
    top: int
    lines: tuple[Extent, ...]  # the printed lines, in pixels of `gray`
    crosses: bool  # whether print runs over a side of the cell: a number too wide for it, or the rim of a stamp
    specked: bool  # whether there is nothing but a speck that might be a mark
    stamped: bool  # whether something may be hidden: under a stamp's ink, which was taken away, or under a dark blot


def look_into(picture: Picture, lattice: Lattice, place: Place) -> Window:
    """Cut a cell out of its rules and find its lines.

    Parameters
    ----------
    picture : Picture
        The straightened page.
    lattice : Lattice
        A table of the page.
    place : Place
        A cell of the table.

    Returns
    -------
    Window
    """
    top, bottom = round(lattice.ys[place.row]), round(lattice.ys[place.row + place.row_span]) + 1
    left, right = round(lattice.xs[place.column]), round(lattice.xs[place.column + place.column_span]) + 1
    top, left = max(top, 0), max(left, 0)
    hairs = hairs_of(picture.gray[top:bottom, left:right])
    near = round(SETTINGS.rule_near_pt * picture.scale)
    above, below = _rule_ends(hairs.mean(axis=1), near)
    before, after = _rule_ends(hairs.mean(axis=0), near)
    inside = (slice(top + above, bottom - below), slice(left + before, right - after))
    gray, other = picture.gray[inside], None
    if picture.under[inside].any():
        gray, other = picture.deep[inside], gray
    ink = ink_of(gray)
    found = find_lines(ink, picture.scale) if ink.size else []
    lines = tuple(
        line
        for line in found
        if not is_dust(_inked(ink, line), picture.scale) and not _is_of_rule(ink, line, near, picture.scale)
    )
    hidden = other is not None and _more_beside(ink_of(other), lines, picture.scale)
    coloured, dark = picture.coloured[inside], picture.dark[inside]
    blot = (SETTINGS.blot_pt * picture.scale) ** 2
    # A head may be light on dark throughout.
    stamped = hidden or bool(coloured.sum() > blot or blot < dark.sum() < 0.9 * dark.size)
    return Window(
        gray, other, left + before, top + above, lines, _crosses(ink, lines), bool(found) and not lines, stamped
    )


def _more_beside(ink: Mask, lines: tuple[Extent, ...], scale: float) -> bool:
    """Return whether there is more ink so near before or behind the lines that it might be one of their characters."""
    if len(lines) != 1:
        return bool(ink.any())
    line, near = lines[0], round(SETTINGS.next_figure_pt * scale)
    band = ink[line.top : line.bottom]
    edge = 2  # the blur of the line itself
    before, behind = (
        band[:, max(line.left - near, 0) : max(line.left - edge, 0)],
        band[:, line.right + edge : line.right + near],
    )
    return bool(before.any() or behind.any())


def _is_of_rule(ink: Mask, line: Extent, near: int, scale: float) -> bool:
    """Return whether a line is a dash so near to a rule that it is a step of it, as in a fax; a mark stands apart."""
    beside = line.bottom <= near or line.top >= ink.shape[0] - near
    return beside and mark_of(_inked(ink, line), scale) in ("-", "—")


def _inked(ink: Mask, line: Extent) -> Mask:
    return ink[line.top : line.bottom, line.left : line.right]


def _rule_ends(share: NDArray[np.float64], near: int) -> tuple[int, int]:
    """How many rows (or columns) from either end belong to the rules, with a pixel for the blur of their edge."""
    near = min(near, len(share) // 3)
    first = np.flatnonzero(share[:near] > SETTINGS.rule_full_share)
    last = np.flatnonzero(share[::-1][:near] > SETTINGS.rule_full_share)
    return (int(first[-1]) + 2 if first.size else 1), (int(last[-1]) + 2 if last.size else 1)


def _crosses(ink: Mask, lines: tuple[Extent, ...]) -> bool:
    """Return whether a line's ink reaches the left or right side along a good part of the line's height."""
    width = ink.shape[1]
    for line in lines:
        side = ink[line.top : line.bottom, [0, width - 1]].sum(axis=0) if line.height else np.zeros(2)
        if side.max() >= max(3, SETTINGS.crosses_heights * line.height):
            return True
    return False
