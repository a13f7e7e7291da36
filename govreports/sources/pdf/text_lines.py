"""Put the characters of a page into lines: one sort for the whole page, no loop over characters."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.digit_gaps import set_gaps
from govreports.sources.pdf.ink import Floats, median_of
from govreports.sources.pdf.settings import SETTINGS

_GROUP = re.compile(r"\d+")
_BLANK_GROUPS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
_GROUPS = re.compile(r"\d[,，.][\d,，.]*")
_DIGITS = np.array([ord(c) for c in "0123456789０１２３４５６７８９"], dtype=np.uint32)
_POINTS = np.array([ord(c) for c in ".,，"], dtype=np.uint32)
_NUMERIC = frozenset([*_DIGITS.tolist(), *_POINTS.tolist()])


class Line(NamedTuple):
    """A line of an owner (a cell, or -1 for what stands outside the tables) and the area that it covers.

    `overprinted`: a digit stands over another one, so that only a look at the page tells which of them shows.
    """

    owner: int
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    overprinted: bool = False


def lines(codes: NDArray[np.uint32], boxes: Floats, owners: NDArray[np.int64]) -> list[Line]:
    """Set characters into lines.

    Parameters
    ----------
    codes : ndarray of uint32, shape (n,)
        Code points.
    boxes : ndarray, shape (n, 4)
        x0, top, x1, bottom in points.
    owners : ndarray of int, shape (n,)
        The cell that each character stands in.

    Returns
    -------
    list of Line
        In order of owner, then from top to bottom.

    Examples
    --------
    >>> import numpy as np
    >>> boxes = np.array([[0, 0, 5, 10], [5, 0, 10, 10], [0.5, 0, 5.5, 10], [0, 12, 5, 22]])
    >>> [line.text for line in lines(np.array([49, 50, 49, 51], dtype=np.uint32), boxes, np.zeros(4, dtype=int))]
    ['12', '3']
    """
    if not len(codes):
        return []
    height = np.maximum(boxes[:, 3] - boxes[:, 1], 1.0)
    line = _line_of_each((boxes[:, 1] + boxes[:, 3]) / 2, height, owners)
    order = np.lexsort((boxes[:, 0], line))
    order = order[_first_printing(codes[order], boxes[order, 0], line[order], height[order])]
    codes, boxes, line, height, owners = codes[order], boxes[order], line[order], height[order], owners[order]

    begins = np.concatenate(([True], np.diff(line) != 0))
    gap = np.concatenate(([0.0], boxes[1:, 0] - boxes[:-1, 2]))
    blanks = np.where(
        begins, 0, (gap > SETTINGS.blank_em * height).astype(int) + (gap > SETTINGS.number_gap_em * height)
    )
    digit = np.isin(codes, _DIGITS)
    pairs = digit & np.concatenate(([False], digit[:-1])) & ~begins & (owners >= 0)
    set_gaps(codes, gap, height, pairs, blanks)
    spaced = np.insert(codes, np.repeat(np.arange(len(codes)), blanks), ord(" "))
    ends = np.flatnonzero(np.concatenate((begins[1:], [True]))) + 1
    text = spaced.astype("<u4").tobytes().decode("utf-32-le", "replace")
    cuts = np.concatenate(([0], ends + np.cumsum(blanks)[ends - 1])).tolist()
    firsts = np.flatnonzero(begins)
    areas = np.hstack((np.minimum.reduceat(boxes[:, :2], firsts), np.maximum.reduceat(boxes[:, 2:], firsts))).tolist()
    over = np.maximum.reduceat(_overprinted(codes, boxes, height, begins), firsts).tolist()
    runs = zip(owners[firsts].tolist(), itertools.pairwise(cuts), areas, over, strict=True)
    return [
        Line(owner, text[start:end], x0, top, x1, bottom, overprinted)
        for owner, (start, end), (x0, top, x1, bottom), overprinted in runs
    ]


def _line_of_each(middle: Floats, height: Floats, owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the number of the line that each character stands in, counted by owner and from top to bottom."""
    order = np.lexsort((middle, owners))
    step = np.diff(middle[order]) > SETTINGS.same_line_em * np.minimum(height[order][1:], height[order][:-1])
    starts = np.concatenate(([True], step | (np.diff(owners[order]) != 0)))
    line = np.empty(len(middle), dtype=np.int64)
    line[order] = np.cumsum(starts) - 1
    return line


def _overprinted(
    codes: NDArray[np.uint32], boxes: Floats, heights: Floats, begins: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Determine for each character whether it is a digit, or a point, over the digit before it, more than is usual."""
    digit = np.isin(codes, _DIGITS)
    over = np.zeros(len(codes), dtype=bool)
    pairs = digit[1:] & digit[:-1] & ~begins[1:]
    if pairs.any():
        width = boxes[:, 2] - boxes[:, 0]
        covered = boxes[:-1, 2] - boxes[1:, 0]
        parts = covered / np.minimum(heights[1:], heights[:-1])
        usual = max(0.0, median_of(parts[pairs]))  # a negative letter spacing's
        points = np.isin(codes, _POINTS)
        beside = (digit[1:] & points[:-1]) | (points[1:] & digit[:-1])  # 930 and a point over its 3
        over[1:] = (pairs & (parts > usual + SETTINGS.digit_gap_em)) | (
            (pairs | beside) & ~begins[1:] & (covered > SETTINGS.overprinted_share * np.minimum(width[1:], width[:-1]))
        )
    return over


def _first_printing(
    codes: NDArray[np.uint32], left: Floats, line: NDArray[np.int64], height: Floats
) -> NDArray[np.bool_]:
    """Leave out a character that the same character beneath it prints already."""
    kept = np.ones(len(codes), dtype=bool)
    for apart in (1, 2):
        again = (
            (codes[apart:] == codes[:-apart])
            & (line[apart:] == line[:-apart])
            & (left[apart:] - left[:-apart] < SETTINGS.printed_twice_em * height[apart:])
        )
        kept[apart:] &= ~again
    return kept


def joined(parts: list[Line], x0: float, x1: float) -> str:
    """Join the lines of a cell that reaches from x0 to x1 (points).

    A number that fills its line goes on in the next one, from the same margin or about the same middle; elsewhere a
    line break is kept, since it may part two numbers.

    Examples
    --------
    >>> joined([Line(0, "3985", 2, 0, 22, 10), Line(0, "758", 2, 12, 17, 22)], 0, 24)
    '3985758'
    >>> joined([Line(0, "3985", 2, 0, 22, 10), Line(0, "758", 2, 12, 17, 22)], 0, 60)
    '3985\\n758'
    >>> joined([Line(0, "3985", 2, 0, 22, 10), Line(0, "7", 15, 12, 20, 22)], 0, 24)
    '3985\\n7'
    >>> joined([Line(0, "2 401", 2, 0, 22, 10), Line(0, "124", 2, 12, 15, 22)], 0, 36)
    '2 401 124'
    """
    text = parts[0].text
    for before, after in itertools.pairwise(parts):
        full = _full(before, after, x0, x1)
        text += (("" if not _blank_groups(before) else " ") if full else "\n") + after.text
    return text


def _blank_groups(line: Line) -> bool:
    """Return whether blanks part the thousands of a number, which goes on in the next line where one broke."""
    return _BLANK_GROUPS.fullmatch(line.text) is not None


def _full(before: Line, after: Line, x0: float, x1: float) -> bool:
    if not (_numeric(before.text[-1:]) and _numeric(after.text[:1])):
        return False
    left, right = after.x0 - before.x0, after.x1 - before.x1
    if min(abs(left), abs(right), abs(left + right) / 2) > SETTINGS.same_margin_pt:
        return False
    padding = min(before.x0 - x0, x1 - before.x1, SETTINGS.cell_margin_pt)
    following = after.text.replace(" ", "")  # a wide comma leaves a gap
    # No line begins with a separator, nor is a group of thousands cut.
    unbroken = (_GROUP if _blank_groups(before) else _GROUPS).match(following)
    needed = (after.x1 - after.x0) * (len(unbroken[0]) if unbroken else 1) / max(1, len(following))
    needed += SETTINGS.blank_em * (before.bottom - before.top) if _blank_groups(before) else 0.0
    return (x1 - x0) - (before.x1 - before.x0) < needed + 2 * max(0.0, padding)


def _numeric(character: str) -> bool:
    return bool(character) and ord(character) in _NUMERIC
