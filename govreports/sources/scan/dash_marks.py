"""Marks that stand for a number (— - /), told by their shape: to the network a dash is 一 and a slash is 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.pixels import Mask
from govreports.sources.scan.settings import SETTINGS


def is_dust(ink: Mask, scale: float) -> bool:
    """Return whether a line is too small for any figure and no dash."""
    return max(ink.shape) < SETTINGS.clinging_dust_pt * scale and mark_of(ink, scale) is None


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
    if height <= SETTINGS.dash_height_pt * scale and width >= max(
        SETTINGS.dash_width_pt * scale, SETTINGS.dash_times * height
    ):
        return "—" if width > SETTINGS.long_dash_pt * scale else "-"
    return "/" if height > width and _leans(ink) else None


def _leans(ink: Mask) -> bool:
    height, width = ink.shape
    rows = np.flatnonzero(ink.any(axis=1))
    if len(rows) < max(6, 0.9 * height) or width < 3:
        return False
    spread = ink[rows].sum(axis=1)
    if spread.max() > SETTINGS.slash_row_share * width:
        return False
    middles: NDArray[np.float64] = (ink[rows] * np.arange(width)).sum(axis=1) / spread
    fit = np.polyfit(rows, middles, 1)
    left_over = np.var(middles - np.polyval(fit, rows)) / max(float(np.var(middles)), 1e-9)
    return bool(abs(fit[0]) * height > SETTINGS.slash_lean_share * width and left_over < 1 - SETTINGS.slash_fit_share)
