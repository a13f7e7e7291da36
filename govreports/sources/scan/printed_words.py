"""The words of a page's picture and where they stand: they serve tables whose rules are not there or not to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from govreports.sources.document import Box, Word
from govreports.sources.scan.dash_marks import is_dust
from govreports.sources.scan.find_rules import Rules
from govreports.sources.scan.ink_lines import Extent, runs, whole_characters
from govreports.sources.scan.page_picture import Picture, View
from govreports.sources.scan.pixels import Bits, Gray, Mask, ink_of
from govreports.sources.scan.read_cells import read_windows
from govreports.sources.scan.settings import SETTINGS
from govreports.sources.scan.window import Window


class Unread(NamedTuple):
    """What the words of a page are read from: every page of a file keeps it, few are asked for their words."""

    view: View  # the straightened page
    deep: Gray  # as in `Picture`; mostly the same array as that of `view`
    hidden: Bits  # where a stamp's ink may hide print
    across: Bits  # the page's rules, which are no words
    down: Bits

    @classmethod
    def of(cls, picture: Picture, rules: Rules) -> Unread:
        """Keep of a page what its words are read from."""
        hidden = Bits.of(picture.under | picture.coloured)
        return cls(picture.view, picture.deep, hidden, Bits.of(rules.across), Bits.of(rules.down))


def read_words(unread: Unread, page: int) -> list[Word]:
    """Read all words of a page.

    Parameters
    ----------
    unread : Unread
        The page.
    page : int
        Its number, counted from 1.

    Returns
    -------
    list of Word
        In no order, boxes in points of the straightened page; what is not certain has a doubt.
    """
    view, hides = unread.view, unread.hidden.mask()
    ruled = _widened(_longer(unread.across.mask(), view.scale) | _longer(unread.down.mask(), view.scale))
    gray = np.where(ruled, np.uint8(255), unread.deep)
    words = [word for word in find_words(ink_of(gray), view.scale) if max(word.width, word.height) < gray.shape[1]]
    windows = []
    for word in words:
        area = (slice(word.top, word.bottom), slice(word.left, word.right))
        windows.append(Window(gray, None, 0, 0, (word,), bool(ruled[area].any()), False, bool(hides[area].any())))
    around = SETTINGS.word_around_pt * view.scale
    found = []
    for (left, top, right, bottom), window, (text, doubt) in zip(
        words, windows, read_windows(windows, view.scale), strict=True
    ):
        edges = (left - around, top - around, right + around, bottom + around)
        box, lies = Box(*(edge / view.scale for edge in edges)), view.box(*edges)
        if text.strip():
            doubt = doubt or ("ocr_stamp" if window.stamped else None)
            found.append(Word("".join(text.split()), page, box, doubt=doubt, lies=lies))
    return found


def find_words(ink: Mask, scale: float) -> list[Extent]:
    """Find the words of a page: what no wide gap and no blank line parts.

    Parameters
    ----------
    ink, scale
        As for `govreports.sources.scan.ink_lines.find_lines`.

    Returns
    -------
    list of Extent
        Each as tight as its ink.

    Examples
    --------
    >>> ink = np.zeros((40, 60), np.uint8)
    >>> ink[5:15, 4:14] = ink[20:30, 4:14] = ink[12:22, 30:36] = 1  # a label of two lines, and its number
    >>> find_words(ink, 2.0)
    [Extent(left=4, top=5, right=14, bottom=15), Extent(left=4, top=20, right=14, bottom=30), Extent(left=30, ...)]
    """
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    inked = (size >= SETTINGS.dust_pt * scale)[labels].astype(np.uint8) & ink
    whole = Extent(0, 0, ink.shape[1], ink.shape[0])
    return [word for word in _parted(inked, whole, scale) if not is_dust(_inside(inked, word), scale)]


def _parted(ink: Mask, area: Extent, scale: float) -> Iterator[Extent]:
    """Part an area at its wide gaps, then each part at its blank lines, and so on."""
    part = _inside(ink, area)
    gap = round(SETTINGS.word_beside_pt * scale)
    columns = [(area.left + a, area.left + b) for a, b in _closed(runs(np.asarray(part.any(axis=0))), gap)]
    if len(columns) > 1 or (columns and columns[0] != (area.left, area.right)):
        for left, right in columns:
            yield from _parted(ink, Extent(left, area.top, right, area.bottom), scale)
        return
    rows = runs(np.asarray(part.any(axis=1)))
    rows = [(area.top + a, area.top + b) for a, b in whole_characters(rows)] if rows else []
    if rows and rows != [(area.top, area.bottom)]:
        for top, bottom in rows:
            yield from _parted(ink, Extent(area.left, top, area.right, bottom), scale)
    elif rows:
        yield area


def _closed(filled: list[tuple[int, int]], gap: int) -> list[tuple[int, int]]:
    closed = filled[:1]
    for begin, end in filled[1:]:
        if begin - closed[-1][1] < gap:
            closed[-1] = (closed[-1][0], end)
        else:
            closed.append((begin, end))
    return closed


def _inside(ink: Mask, area: Extent) -> Mask:
    return ink[area.top : area.bottom, area.left : area.right]


def _longer(rules: Mask, scale: float) -> Mask:
    """The rules that are no strokes of a character."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(rules, connectivity=8)
    length = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    return np.asarray(rules * (length >= SETTINGS.slant_rule_pt * scale)[labels], dtype=np.uint8)


def _widened(rules: Mask) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """The rules with the blur of their edges."""
    import cv2

    return np.asarray(cv2.dilate(rules, np.ones((5, 5), np.uint8)), dtype=np.bool_)
