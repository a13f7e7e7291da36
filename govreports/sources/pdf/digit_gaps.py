"""Tell by the page's own spacing whether a gap between two digits parts two numbers."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.ink import Floats, median_of
from govreports.sources.pdf.settings import SETTINGS

_THOUSANDS = re.compile(r"\d{1,3}( \d{3})+")


def set_gaps(
    codes: NDArray[np.uint32], gaps: Floats, heights: Floats, pairs: NDArray[np.bool_], blanks: NDArray[np.int64]
) -> None:
    """Set, in place, how many blanks stand before each digit that follows a digit: none, one, or two between numbers.

    One blank stays where it parts true groups of thousands. Otherwise a gap that is wider than the number's other gaps
    (where it has no others: than the page's usual one) parts two numbers, and evenly spaced digits are one.

    Parameters
    ----------
    codes : ndarray of uint32, shape (n,)
        The characters of a page, line by line, from left to right.
    gaps, heights : ndarray, shape (n,)
        The gap before each, and its height, in points.
    pairs : ndarray of bool, shape (n,)
        The digits that follow a digit in their line.
    blanks : ndarray of int, shape (n,)
        What the width of the gaps alone says.
    """
    places = np.flatnonzero(pairs)
    if not len(places):
        return
    relative = gaps / heights
    usual = max(0.0, median_of(relative[places]))
    apart = SETTINGS.digit_gap_em if usual < 0.05 else SETTINGS.blank_em
    doubtful = places[(relative[places] > usual + apart) | (blanks[places] > 0)]
    done = -1
    for place in doubtful.tolist():
        if place <= done:
            continue
        first, last = place, place
        while pairs[first - 1]:
            first -= 1
        while last + 1 < len(pairs) and pairs[last + 1]:
            last += 1
        done = last
        _set_number(codes, relative, heights, blanks, slice(first, last + 1), usual, apart)


def _set_number(
    codes: NDArray[np.uint32],
    relative: Floats,
    heights: Floats,
    blanks: NDArray[np.int64],
    number: slice,
    usual: float,
    apart: float,
) -> None:
    """Set the blanks within one run of digits; `number` are the digits behind its first."""
    own = relative[number]
    least = float(own.min()) if len(own) > 1 else usual
    wide = own > least + apart
    if len(own) > 1 and not wide.any() and own.max() < SETTINGS.number_gap_em:
        blanks[number] = 0
        return
    size = heights[number.start - 1 : number.stop]
    text = "".join(
        (" " if parted else "") + chr(code)
        for parted, code in zip([False, *wide.tolist()], codes[number.start - 1 : number.stop].tolist(), strict=True)
    )
    grouped = (
        _THOUSANDS.fullmatch(text) is not None
        and np.ptp(own[wide]) < apart
        and own.max() < SETTINGS.number_gap_em
        and size.min() > SETTINGS.same_size_share * size.max()
    )
    blanks[number] = np.where(wide, 1 if grouped else 2, 0)
