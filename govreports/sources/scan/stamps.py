"""Stamps over the print: where their ink lies, and the page as it was before they came down on it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.pixels import Gray, Mask, hairs_of, ink_of, pieces_of
from govreports.sources.scan.settings import SETTINGS


class Lifted(NamedTuple):
    """A page without its stamps; every array has the shape ``(H, W)``."""

    gray: Gray  # uint8: the page in grey, with the ink of stamps divided out where it was found
    # uint8: the same, but within the outline of a grey stamp only what is darker than its ink. Thin letters of a
    # stamp are gone from it, and so may be thin print.
    deep: Gray
    under: NDArray[np.bool_]  # bool: within the outline of a grey stamp, where `gray` and `deep` differ
    # bool: small pieces of colour that have gone: they may have been print in colour, or the letters of a stamp
    pieces: NDArray[np.bool_]


def lift_stamps(bright: Gray, dim: Gray, scale: float) -> Lifted:
    """Take stamps off a page.

    Parameters
    ----------
    bright, dim : numpy.ndarray
        Shape ``(H, W)``, uint8: the brightest and the darkest of each pixel's channels. Black ink is dark in both; a
        stamp and a cell's tint are bright in at least one.
    scale : float
        Pixels per point.

    Returns
    -------
    Lifted

    Notes
    -----
    The ink of a stamp lets black print show through: what lies under it is the product of both. So the page is
    divided by the stamp's ink where that lies.
    """
    import cv2

    coloured = (bright.astype(np.int16) - dim > SETTINGS.coloured_of_255).astype(np.uint8)
    gray = _divided(bright, coloured, _paint(bright, coloured), scale) if coloured.any() else bright
    near_colour = np.asarray(cv2.dilate(coloured, np.ones((5, 5), np.uint8)), dtype=np.uint8)
    grey = _flat_grey(bright, scale) & (1 - near_colour)
    under = np.zeros(gray.shape, dtype=np.bool_)
    deep = gray
    if grey.any():
        paint = _paint(gray, grey)
        under = _outline(grey, scale)
        darkest = _darkness_of_print(gray, under, scale)
        lightest = paint - SETTINGS.stamp_uneven_of_255
        if lightest - darkest >= SETTINGS.stamp_lighter_of_255:
            darker = np.clip((gray - darkest) * (255 / (lightest - darkest)), 0, 255).astype(np.uint8)
            gray = np.where(under & ~_hair_rules(gray, scale), darker, gray)
            return Lifted(gray, gray, np.zeros_like(under), _small_pieces(coloured, scale))
        gray = _divided(gray, grey, paint, scale)
        black = (gray < paint - SETTINGS.stamp_uneven_of_255).astype(np.uint8)
        deep = np.where(under & ~_around(black, scale), np.uint8(255), gray)
    return Lifted(gray, deep, under, _small_pieces(coloured, scale))


def _darkness_of_print(gray: Gray, under: NDArray[np.bool_], scale: float) -> float:
    """Return how dark nearly every character of the page is at its darkest, as far as no stamp lies on it."""
    import cv2

    pieces, darkest = pieces_of(ink_of(gray) & ~under, gray)
    height, width = pieces[:, cv2.CC_STAT_HEIGHT] / scale, pieces[:, cv2.CC_STAT_WIDTH] / scale
    characters = (height > SETTINGS.line_height_pt) & (np.maximum(height, width) < SETTINGS.way_height_pt)
    return float(np.percentile(darkest[characters], 99)) if characters.any() else 255.0


def _hair_rules(gray: Gray, scale: float) -> NDArray[np.bool_]:
    """The thin rules across and down: they may be lighter than a stamp."""
    import cv2

    length, thick = round(2 * SETTINGS.rule_across_pt * scale), round(SETTINGS.rule_thickness_pt * scale) | 1
    hairs, rules = hairs_of(gray), np.zeros(gray.shape, dtype=np.bool_)
    for way in (1, -1):
        across = np.ones((thick, 1)[::way], np.uint8)
        thin = hairs - cv2.morphologyEx(hairs, cv2.MORPH_OPEN, across)
        # A hair rule that is not quite straight steps from one row of pixels to the next.
        joined = cv2.dilate(thin, np.ones((3, 1)[::way], np.uint8))
        # What crosses it is not thin.
        share = cv2.blur(joined.astype(np.float32), (length, 1)[::way])
        rules |= share >= SETTINGS.separates_share
    return rules


def _flat_grey(gray: Gray, scale: float) -> Mask:
    import cv2

    square = np.ones((3, 3), np.uint8)
    least, most = cv2.erode(gray, square), cv2.dilate(gray, square)
    grey = (least > SETTINGS.stamp_darkest_of_255) & (most < SETTINGS.stamp_lightest_of_255)
    flat: Mask = (grey & (most - least < SETTINGS.stamp_flat_of_255)).astype(np.uint8)
    # The eroded and dilated square takes a pixel off either side of a stroke.
    side = max(round(SETTINGS.stamp_stroke_pt * scale) - 2, 2)
    flat = np.asarray(cv2.morphologyEx(flat, cv2.MORPH_OPEN, np.ones((side, side), np.uint8)), dtype=np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(flat, connectivity=8)
    area = stats[:, cv2.CC_STAT_AREA]
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    kept = (area < SETTINGS.stamp_ground_share * width * height) | (
        np.minimum(width, height) < SETTINGS.stamp_cell_pt * scale
    )
    kept[0] = False
    if count < 2 or area[kept].sum() < SETTINGS.stamp_area_square_pt * scale**2:
        return np.zeros(flat.shape, dtype=np.uint8)
    return np.asarray(kept[labels], dtype=np.uint8)


def _paint(gray: Gray, veil: Mask) -> float:
    return max(float(np.median(gray[veil > 0])), 1.0)


def _brightened(gray: Gray, paint: float) -> Gray:
    tone = gray * (255 / paint)
    pale = SETTINGS.stamp_pale_of_255
    return np.minimum(np.where(tone > pale, pale + SETTINGS.stamp_pale_times * (tone - pale), tone), 255).astype(
        np.uint8
    )


def _around(black: Mask, scale: float) -> NDArray[np.bool_]:
    """The strokes of print, with the grey of their edges, of which the darkest pixels are given."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(black, connectivity=8)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    # Where a stamp's stroke crosses a rule, its ink seems black too, but only in a dot.
    stroke = size >= SETTINGS.stamp_dot_pt * scale
    stroke[0] = False
    edge = 2 * round(SETTINGS.letter_edge_pt * scale) + 1
    return np.asarray(cv2.dilate(stroke[labels].astype(np.uint8), np.ones((edge, edge), np.uint8)), dtype=np.bool_)


def _divided(gray: Gray, veil: Mask, paint: float, scale: float) -> Gray:
    """Divide by the stamp's ink where it lies: print under it is part of it, and so is the blur of its edge."""
    import cv2

    reach, blur = round(SETTINGS.stamp_stroke_pt * scale) | 1, 2 * round(SETTINGS.stamp_blur_pt * scale) + 1
    whole = cv2.morphologyEx(veil, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    whole = cv2.dilate(whole, np.ones((blur, blur), np.uint8)).astype(bool)
    lifted = gray.copy()
    lifted[whole] = _brightened(gray[whole], paint)
    return lifted


def _outline(veil: Mask, scale: float) -> NDArray[np.bool_]:
    """The area that a stamp's rim encloses: near pieces of its ink belong together."""
    import cv2

    near = round(SETTINGS.stamp_piece_pt * scale / 4) | 1
    quarter = (veil.shape[1] // 4, veil.shape[0] // 4)
    small = cv2.resize(veil, quarter, interpolation=cv2.INTER_NEAREST)
    joined = cv2.dilate(small, np.ones((near, near), np.uint8))
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = np.zeros_like(joined)
    for contour in contours:
        cv2.fillConvexPoly(filled, cv2.convexHull(contour), 1)
    return np.asarray(
        cv2.resize(filled, (veil.shape[1], veil.shape[0]), interpolation=cv2.INTER_NEAREST), dtype=np.bool_
    )


def _small_pieces(coloured: Mask, scale: float) -> NDArray[np.bool_]:
    import cv2

    if not coloured.any():
        return coloured.astype(np.bool_)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(coloured, connectivity=8)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    small = size < SETTINGS.stamp_piece_pt * scale
    small[0] = False
    return np.asarray(small[labels], dtype=np.bool_)
