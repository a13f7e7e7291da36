"""A page that lies on its side or upside down in the picture, as a scanner that is fed any way leaves it → upright."""

from __future__ import annotations

import re
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.document import PageSize
from govreports.sources.scan.engine import engine
from govreports.sources.scan.find_rules import Rules, find_rules
from govreports.sources.scan.ink_lines import Extent
from govreports.sources.scan.line_crops import line_crop
from govreports.sources.scan.page_picture import Picture, channels, straighten
from govreports.sources.scan.pixels import Gray, Mask
from govreports.sources.scan.prose_lines import printed_lines
from govreports.sources.scan.settings import SETTINGS

#: A figure or two may look the same upside down; so much of a word does not.
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
_FIGURES = re.compile(r"[\d\W]*")


class Upright(NamedTuple):
    """A page that lies right: its picture, its rules, and its lines of print, those in tables across all columns."""

    picture: Picture
    rules: Rules
    lines: list[Extent]


def upright(image: NDArray[np.uint8], size: PageSize) -> Upright:
    """Make a page's picture ready to be read, whichever way it lies.

    The network reads characters that lie on their side nearly as well as upright ones, so that the way of the lines
    decides between the two; print that is upside down it does not read.

    Parameters
    ----------
    image : numpy.ndarray
        Shape ``(H, W, 3)``, uint8, RGB.
    size : PageSize
        The page's size in points, as it lies.

    Returns
    -------
    Upright
    """
    quarter = 1 if _on_its_side(channels(image)[0], image.shape[1] / size.width) else 0
    page = _turned(image, size, quarter)
    return _turned(image, size, quarter + 2) if _upside_down(page) else page


def _turned(image: NDArray[np.uint8], size: PageSize, quarter: int) -> Upright:
    picture = straighten(image, size, quarter)
    rules = find_rules(picture)
    return Upright(picture, rules, printed_lines(picture, rules))


def _on_its_side(gray: Gray, scale: float) -> bool:
    """Return whether more lines of print run down the page than across it."""
    import cv2

    zoom = SETTINGS.way_dpi / 72 / scale
    small = cv2.resize(gray, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
    ink = (cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((9, 9), np.uint8)) > 50).astype(np.uint8)
    return _lengths(np.ascontiguousarray(ink.T)) > _lengths(ink)


def _lengths(ink: Mask) -> int:
    """Add up the lengths of all lines of print that run across."""
    import cv2

    coarse = SETTINGS.way_dpi / 72
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(SETTINGS.way_gap_pt * coarse) | 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    width, height = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    line = (height >= SETTINGS.line_height_pt * coarse) & (height <= SETTINGS.way_height_pt * coarse)
    line &= width >= SETTINGS.way_heights * height
    return int(width[line].sum())


def _upside_down(page: Upright) -> bool:
    lines = sorted(page.lines, key=lambda line: -line.width)[: SETTINGS.way_lines]
    crops = [line_crop(page.picture.gray, line, page.picture.scale) for line in lines]
    beginnings = [crop[:, : SETTINGS.way_end_heights * crop.shape[0]] for crop in crops]
    # Words that are surely read show that a page lies right; the rest is read only where there are none.
    if sum(sure >= SETTINGS.way_certainty for sure in _legibility(beginnings[: SETTINGS.way_few_lines])) > 1:
        return False
    endings = [crop[::-1, ::-1][:, : SETTINGS.way_end_heights * crop.shape[0]] for crop in crops]
    return median(_legibility(endings) or [0.0]) > median(_legibility(beginnings) or [0.0])


def _legibility(lines: list[Gray]) -> list[float]:
    """Determine how surely the words of each line are read that holds more than figures."""
    return [
        reading.confidence if _WORD.search(reading.text) else 0.0
        for reading in engine().read(lines, SETTINGS.narrowed_share)
        if not _FIGURES.fullmatch(reading.text)
    ]
