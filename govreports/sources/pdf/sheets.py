"""Two or four pages printed on one sheet, or columns: part a page where nothing crosses its middle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from govreports.sources.document import FIRST_WIDE
from govreports.sources.pdf.ink import Floats, Ink
from govreports.sources.pdf.settings import SETTINGS


def parts_of(ink: Ink, *, forms: bool) -> list[Ink]:
    """Part a page into the pages that are printed on it, in the order in which they are read.

    Parameters
    ----------
    ink : Ink
        The page's ink.
    forms : bool
        Whether text stands within form XObjects, as it does where a program has put pages together: four of them are
        read row by row. Columns of one page are read one after the other.

    Returns
    -------
    list of Ink
        The page itself where something crosses its middle.
    """
    if not _parted(ink, 0):
        return [ink]
    rows = _halves(ink, 1) if forms and _parted(ink, 1) else [ink]
    return [part for row in rows for part in (_halves(row, 0) if _parted(row, 0) else [row])]


def _parted(ink: Ink, axis: int) -> bool:
    """Return whether nothing crosses the middle of the sheet, and there is text on either side, not numbers only."""
    middle, gutter = ink.size[axis] / 2, SETTINGS.gutter_share * ink.size[axis]
    shown = (ink.boxes[:, 2] > ink.boxes[:, 0]) & ~ink.over
    boxes, codes = ink.boxes[shown], ink.codes[shown]
    before, after = boxes[:, axis + 2] < middle + gutter, boxes[:, axis] > middle - gutter
    if (
        not (before | after).all()
        or (before & after).any()
        or not all(_is_text(codes[side], boxes[side]) for side in (before, after))
        or boxes[after, axis].min() - boxes[before, axis + 2].max() < gutter
    ):
        return False
    along, crossing = (ink.across, ink.down) if axis == 0 else (ink.down, ink.across)
    crossed = (along[:, 1] < middle - gutter) & (along[:, 2] > middle + gutter)
    beside: NDArray[np.bool_] = np.abs(crossing[:, 0] - middle) < gutter
    return not crossed.any() and not beside.any()


def _is_text(codes: NDArray[np.uint32], boxes: Floats) -> bool:
    """Return whether characters are those of a page: most of its lines hold words, more than a unit."""
    if len(codes) < SETTINGS.column_characters:
        return False
    lines = np.round((boxes[:, 1] + boxes[:, 3]) / 2 / np.median(boxes[:, 3] - boxes[:, 1]))
    _, wide = np.unique(lines[codes >= FIRST_WIDE], return_counts=True)
    return bool(2 * np.count_nonzero(wide > SETTINGS.unit_characters) > len(np.unique(lines)))


def _halves(ink: Ink, axis: int) -> list[Ink]:
    middle = ink.size[axis] / 2
    along, crossing = ("across", "down") if axis == 0 else ("down", "across")
    halves = []
    for first in (True, False):
        chars = ((ink.boxes[:, axis] + ink.boxes[:, axis + 2]) / 2 < middle) == first
        rules, posts = getattr(ink, along), getattr(ink, crossing)
        kept = {
            along: rules[((rules[:, 1] + rules[:, 2]) / 2 < middle) == first],
            crossing: posts[(posts[:, 0] < middle) == first],
            "fills": ink.fills[((ink.fills[:, axis] + ink.fills[:, axis + 2]) / 2 < middle) == first],
        }
        halves.append(replace(ink, codes=ink.codes[chars], boxes=ink.boxes[chars], over=ink.over[chars], **kept))
    return halves
