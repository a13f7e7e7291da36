"""Marks that stand for a number (— - /), told by their shape: to the network a dash is 一 and a slash is 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.pixels import Mask

#: A dash is no higher than this and at least as wide, in points, and so many times wider than high; a longer one is
#: an em dash.
_FLAT, _WIDE, _TIMES, _LONG = 1.9, 1.8, 2.0, 5.5

#: A slash leans: over its height its strokes move so much of its width, and no row of it is as wide as this share.
#: A 1 has its flag or its foot in one row, and a bare stroke fills its width in every row.
_MOVES, _ROW = 0.5, 0.62

#: How well a line through the middles of its rows fits a slash (share of the variance).
_STRAIGHT = 0.96

#: Smaller than this in both directions, in points, is no mark: dust that clings together.
_DUST = 2.6


def is_dust(ink: Mask, scale: float) -> bool:
    """Return whether a line is too small for any figure and no dash."""
    return max(ink.shape) < _DUST * scale and mark_of(ink, scale) is None


def mark_of(ink: Mask, scale: float) -> str | None:
    """Recognise a dash or a slash.

    Parameters
    ----------
    ink : numpy.ndarray
        Shape ``(H, W)``, 0 or 1: one line of print, as tight as its ink.
    scale : float
        Pixels per point.

    Returns
    -------
    str or None
        ``-``, ``—`` or ``/``; None for anything else.

    Examples
    --------
    >>> mark_of(np.ones((3, 30), np.uint8), 4.0), mark_of(np.ones((30, 3), np.uint8), 4.0)
    ('—', None)
    >>> mark_of(np.kron(np.eye(12, dtype=np.uint8)[::-1], np.ones((3, 2), np.uint8)), 4.0)
    '/'
    """
    height, width = ink.shape
    if height <= _FLAT * scale and width >= max(_WIDE * scale, _TIMES * height):
        return "—" if width > _LONG * scale else "-"
    return "/" if height > width and _leans(ink) else None


def _leans(ink: Mask) -> bool:
    height, width = ink.shape
    rows = np.flatnonzero(ink.any(axis=1))
    if len(rows) < max(6, 0.9 * height) or width < 3:
        return False
    spread = ink[rows].sum(axis=1)
    if spread.max() > _ROW * width:
        return False
    middles: NDArray[np.float64] = (ink[rows] * np.arange(width)).sum(axis=1) / spread
    fit = np.polyfit(rows, middles, 1)
    left_over = np.var(middles - np.polyval(fit, rows)) / max(float(np.var(middles)), 1e-9)
    return bool(abs(fit[0]) * height > _MOVES * width and left_over < 1 - _STRAIGHT)
