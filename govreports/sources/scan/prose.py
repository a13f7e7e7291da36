"""Lines of print outside the tables."""

from __future__ import annotations

import re

import numpy as np

from govreports.sources.document import TextLine
from govreports.sources.scan.crops import line_crop
from govreports.sources.scan.engine import engine
from govreports.sources.scan.lattice import Lattice
from govreports.sources.scan.lines import Extent
from govreports.sources.scan.picture import Picture
from govreports.sources.scan.pixels import Mask

#: Characters of one line are nearer to each other than this, in points: an indent or a wide blank does not part it.
_APART = 26.0

#: Lines lower or narrower than this, in points, are dust; higher ones are pictures.
_LOWEST, _HIGHEST = 4.0, 40.0

#: A line narrower than this share of the page is a title, a heading, a date, or the end of a paragraph.
_SHORT = 0.5

#: A line this near above a table, in points, is its caption.
_CAPTION = 45.0

#: A heading begins with a number; so many line heights of a line are enough to see it.
_HEADING, _BEGINNING = re.compile(r"[（(]?[一二三四五六七八九十]+[）)]?[、.．，]|第[一二三四五六七八九十]+"), 5


def read_prose(
    picture: Picture, lattices: list[Lattice], page: int, *, everything: bool
) -> list[tuple[float, TextLine]]:
    """Read lines outside the tables.

    Parameters
    ----------
    picture : Picture
        The straightened page.
    lattices : list of Lattice
        Its tables.
    page : int
        The page, counted from 1; on the first, all of the upper half is read.
    everything : bool
        Whether all lines are read.

    Returns
    -------
    list of (float, TextLine)
        Each with its top in pixels of the straightened picture.
    """
    found = _lines(picture, lattices)
    crops = {line: line_crop(picture.gray, line, picture.scale) for line in found}
    height, width = picture.gray.shape

    def chosen(line: Extent) -> bool:
        above_table = any(0 < lattice.ys[0] - line.bottom < _CAPTION * picture.scale for lattice in lattices)
        return everything or above_table or line.width < _SHORT * width or (page == 1 and line.bottom < height / 2)

    whole = [line for line in found if chosen(line)]
    others = [line for line in found if not chosen(line)]
    beginnings = engine().read([crops[line][:, : _BEGINNING * line.height] for line in others])
    whole += [line for line, seen in zip(others, beginnings, strict=True) if _HEADING.match(seen.text)]
    whole.sort(key=lambda line: (line.top, line.left))
    readings = engine().read([crops[line] for line in whole])
    return [
        (line.top, TextLine(reading.text, page, picture.box(*line)))
        for line, reading in zip(whole, readings, strict=True)
        if reading.text.strip()
    ]


def _lines(picture: Picture, lattices: list[Lattice]) -> list[Extent]:
    import cv2

    ink: Mask = picture.ink
    margin = round(2 * picture.scale)
    for lattice in lattices:
        rows = slice(max(round(lattice.ys[0]) - margin, 0), round(lattice.ys[-1]) + margin)
        ink[rows, max(round(lattice.xs[0]) - margin, 0) : round(lattice.xs[-1]) + margin] = 0
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(_APART * picture.scale) | 1), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    lines = []
    for k in range(1, count):
        left, top, width, height = (int(value) for value in stats[k, :4])
        if _LOWEST <= height / picture.scale <= _HIGHEST and width >= _LOWEST * picture.scale:
            lines.append(Extent(left, top, left + width, top + height))
    return _without_inner(lines)


def _without_inner(lines: list[Extent]) -> list[Extent]:
    """Leave out a stroke that lies within the rectangle of a line."""
    kept: list[Extent] = []
    for line in sorted(lines, key=lambda line: -line.width * line.height):
        middle = (line.top + line.bottom) / 2
        if not any(k.left <= line.left and line.right <= k.right and k.top <= middle <= k.bottom for k in kept):
            kept.append(line)
    return sorted(kept, key=lambda line: (line.top, line.left))
