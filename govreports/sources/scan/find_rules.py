"""The rules of a picture: long straight runs of ink, across and down."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.page_picture import Picture
from govreports.sources.scan.pixels import Mask, hairs_of, ink_of, pieces_of
from govreports.sources.scan.settings import SETTINGS


class Span(NamedTuple):
    """One rule: `at` is its place across its direction, `start` and `end` along it; pixels."""

    at: float
    start: int
    end: int


class Rules(NamedTuple):
    """All rules of a picture."""

    across: Mask  # shape ``(H, W)``, 0 or 1: the ink of horizontal and of vertical rules
    down: Mask


def find_rules(picture: Picture) -> Rules:
    """Find the ink that belongs to rules.

    Parameters
    ----------
    picture : Picture
        The straightened page.

    Returns
    -------
    Rules
        Masks of the picture's shape.
    """
    # Where the print of the paper's other side shows, its rules are as light as hairs.
    hairs = (ink_of if _shows_other_side(picture) else hairs_of)(picture.gray)
    across = _runs(hairs, picture.scale, SETTINGS.rule_across_pt)
    down = np.ascontiguousarray(_runs(np.ascontiguousarray(hairs.T), picture.scale, SETTINGS.rule_down_pt).T)
    return Rules(across, down)


def _shows_other_side(picture: Picture) -> bool:
    """Return whether a good part of what is as large as a character is paler than any print."""
    import cv2

    gray, scale = np.ascontiguousarray(picture.gray[::2, ::2]), picture.scale / 2
    pieces, darkest = pieces_of(hairs_of(gray), gray)
    height = pieces[:, cv2.CC_STAT_HEIGHT] / scale
    characters = darkest[(height > SETTINGS.line_height_pt) & (height < SETTINGS.way_height_pt)]
    return bool(np.count_nonzero(characters > SETTINGS.other_side_of_255) > SETTINGS.other_side_share * len(characters))


def _runs(ink: Mask, scale: float, shortest: float) -> Mask:
    """Keep what lies in thin runs along the rows, at least `shortest` points long, with paper above and below."""
    import cv2

    length, hole = round(shortest * scale), round(SETTINGS.rule_hole_pt * scale) | 1
    # A hair rule that is not quite straight steps from one row of pixels to the next: a pixel either side joins them.
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, hole), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(long, connectivity=8)
    beside = round(SETTINGS.rule_beside_pt * scale)
    rules = np.zeros(count, dtype=np.uint8)
    for k in range(1, count):
        left, top, width, height, area = (int(v) for v in stats[k])
        if area > (SETTINGS.rule_thickness_pt * scale + 2) * width:
            continue
        window = (slice(max(top - beside, 0), top + height + beside), slice(left, left + width))
        rule = labels[window] == k
        near = cv2.dilate(rule.astype(np.uint8), np.ones((2 * beside + 1, 1), np.uint8)).astype(bool) & ~rule
        rules[k] = ink[window][near].mean() < SETTINGS.rule_touched_share
    return np.asarray(rules[labels], dtype=np.uint8)


def spans(mask: Mask) -> list[Span]:
    """List the rules of a mask of horizontal rules (transpose it for vertical ones).

    Parameters
    ----------
    mask : numpy.ndarray
        Shape ``(H, W)``, 0 or 1.

    Returns
    -------
    list of Span
        From top to bottom.

    Examples
    --------
    >>> mask = np.zeros((9, 40), np.uint8)
    >>> mask[3:6, 5:35] = 1
    >>> spans(mask)
    [Span(at=4.0, start=5, end=35)]
    """
    import cv2

    count, _, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = [
        Span(
            float(centres[k, 1]),
            int(stats[k, cv2.CC_STAT_LEFT]),
            int(stats[k, cv2.CC_STAT_LEFT] + stats[k, cv2.CC_STAT_WIDTH]),
        )
        for k in range(1, count)
    ]
    return sorted(found)


def coverage(mask: NDArray[np.uint8], top: int, bottom: int, left: int, right: int) -> float:
    """Determine what share of a stretch (along x) a rule covers within a band of rows; 0 for an empty stretch."""
    band = mask[max(top, 0) : bottom, max(left, 0) : right]
    return float(band.any(axis=0).mean()) if band.size else 0.0
