"""Determine what is printed over a page from what the page says: stamps and watermarks, aslant, far larger or tiled."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.ink import Floats, median_of
from govreports.sources.pdf.pdfium import TextPage
from govreports.sources.pdf.settings import SETTINGS


def slanted(text: TextPage, boxes: Floats) -> NDArray[np.bool_]:
    """Determine which characters of a page belong to writing at an angle.

    The letters of a round stamp stand at every angle, one of them upright, and so does the star in its middle: what
    is among the slanted letters and has their colour goes with them, unless it is the colour of most of the page.

    Parameters
    ----------
    text : TextPage
        The page's text.
    boxes : ndarray, shape (n, 4)
        Left, top, right, bottom of its characters, in any orientation.

    Returns
    -------
    ndarray of bool, shape (n,)
    """
    angles = text.angles()
    quarter = np.pi / 2
    over: NDArray[np.bool_] = np.abs(angles - quarter * np.round(angles / quarter)) > SETTINGS.slant_radians
    if not over.any() or over.all():
        return over
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    reach = np.abs(boxes[over, :2] - boxes[over, 2:]).max()
    first, last = centres[over].min(axis=0) - reach, centres[over].max(axis=0) + reach
    among = ~over & (centres > first).all(axis=1) & (centres < last).all(axis=1)
    upright = np.flatnonzero(~over)
    usual = np.median(text.colours(upright[:: max(1, len(upright) // 50)].tolist()), axis=0)
    inks = np.unique(text.colours(np.flatnonzero(over).tolist()), axis=0).astype(np.int64)
    inks = inks[np.abs(inks - usual).max(axis=1) > SETTINGS.same_colour_of_255]
    near = np.flatnonzero(among)
    if len(inks) and len(near):
        colours = text.colours(near.tolist()).astype(np.int64)
        over[near] = (np.abs(colours[:, None] - inks[None]).max(axis=2) <= SETTINGS.same_colour_of_255).any(axis=1)
    return over


def towering(boxes: Floats) -> NDArray[np.bool_]:
    """Determine which characters are so large that they cover others.

    Parameters
    ----------
    boxes : ndarray, shape (n, 4)
        x0, top, x1, bottom in points.

    Returns
    -------
    ndarray of bool, shape (n,)

    Examples
    --------
    >>> import numpy as np
    >>> towering(np.array([[0, 0, 60, 60], [10, 20, 15, 30], [15, 20, 20, 30], [20, 20, 25, 30]])).tolist()
    [True, False, False, False]
    """
    over = np.zeros(len(boxes), dtype=bool)
    height = boxes[:, 3] - boxes[:, 1]
    printed = height > 0  # pdfium adds blanks and line breaks of no size
    if not printed.any():
        return over
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    large = height > SETTINGS.huge_times * median_of(height[printed])
    for i in np.flatnonzero(large).tolist():
        x0, top, x1, bottom = boxes[i]
        covered = (centres[:, 0] > x0) & (centres[:, 0] < x1) & (centres[:, 1] > top) & (centres[:, 1] < bottom)
        over[i] = bool((covered & printed & ~large).any())
    return over


def tiled(text: TextPage, boxes: Floats, codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Determine which characters belong to a pale and larger writing that stands all over the page.

    Upright watermarks (watermark_flat) differ from print by nothing else.

    Parameters
    ----------
    text : TextPage
        The page's text.
    boxes : ndarray, shape (n, 4)
        x0, top, x1, bottom in points.
    codes : ndarray of uint32, shape (n,)
        The characters.

    Returns
    -------
    ndarray of bool, shape (n,)
    """
    over = np.zeros(len(boxes), dtype=bool)
    height = boxes[:, 3] - boxes[:, 1]
    usual = median_of(height[height > 0]) if (height > 0).any() else 0.0
    large = np.flatnonzero(height > SETTINGS.watermark_times * usual)
    colours = text.colours(large.tolist()).astype(np.float64)
    shown = 255 - (255 - colours[:, :3]) * colours[:, 3:] / 255
    pale = large[(shown > SETTINGS.pale_of_255).all(axis=1)]
    writings: dict[int, list[int]] = {}
    for shape, i in zip(text.objects(pale.tolist()), pale.tolist(), strict=True):
        writings.setdefault(shape, []).append(i)
    words = {shape: codes[places].tobytes() for shape, places in writings.items()}
    counts = Counter(words.values())
    for shape, places in writings.items():
        over[places] = counts[words[shape]] >= SETTINGS.watermark_tiles
    return over
