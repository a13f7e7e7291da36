"""How far a page lies askew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.settings import SETTINGS

#: The searches, each as far around the best angle of the one before as that one's steps: in which steps, in degrees,
#: and on a picture of which width. One step of the finest search moves the edge of its picture by a fifth of a pixel,
#: one of the first by more than two, so that half the picture is enough for it.
_SEARCHES = ((0.5, 500), (0.1, 1000), (0.02, 1000))


def skew(gray: NDArray[np.uint8]) -> float:
    """Find the angle by which a page must be turned to lie straight.

    The sum of ink along each row and each column is most uneven when rules and lines of text lie along them
    (Postl, 1986, "Detection of linear oblique structures and skew scan in digitized documents").

    Parameters
    ----------
    gray : numpy.ndarray
        Shape ``(H, W)``, uint8, dark text on bright paper.

    Returns
    -------
    float
        Degrees, counter-clockwise positive as in `cv2.getRotationMatrix2D`.

    Examples
    --------
    >>> page = np.full((700, 500), 255, np.uint8)
    >>> page[100:600:40] = 0
    >>> skew(page)
    0.0
    """
    inks = {width: _ink(gray, width) for _, width in _SEARCHES}
    best, reach = 0.0, SETTINGS.farthest_skew_degrees
    for step, width in _SEARCHES:
        count = round(reach / step)
        tried = [best + step * k for k in range(-count, count + 1)]
        # Of equals the first by size of angle, so that an empty page stays as it is.
        uneven = {angle: _unevenness(inks[width], angle) for angle in tried}
        best = min(tried, key=lambda angle: (-uneven[angle], abs(angle)))
        reach = step
    return round(best, 2)


def _ink(gray: NDArray[np.uint8], width: int) -> NDArray[np.uint8]:
    """Return what is darker than its surroundings, so that a scanner's black edge and a tint have no say."""
    import cv2

    zoom = min(1.0, width / gray.shape[1])
    small = cv2.resize(gray, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
    darker = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((9, 9), np.uint8))
    return np.where(darker > 30, np.uint8(255), np.uint8(0))


def _unevenness(ink: NDArray[np.uint8], angle: float) -> float:
    import cv2

    height, width = ink.shape
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    turned = cv2.warpAffine(ink, turn, (width, height))
    rows = cv2.reduce(turned, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32F).ravel()
    columns = cv2.reduce(turned, 0, cv2.REDUCE_SUM, dtype=cv2.CV_32F).ravel()
    return float((np.diff(rows) ** 2).sum() + (np.diff(columns) ** 2).sum())
