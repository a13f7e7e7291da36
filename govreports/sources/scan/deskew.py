"""How far a page lies askew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.settings import SETTINGS

#: The width in pixels of the picture that is searched: a step of the finest search moves its edge by a fifth of one.
_WIDTH = 1000

#: The searches, each as far around the best angle of the one before as that one's steps: in which steps, in degrees,
#: and in strips of how many pixels. What stands in a strip is added up once; a turn then moves the strip as a whole.
_SEARCHES = ((0.5, 16), (0.1, 16), (0.02, 8))


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
    ink = _ink(gray)
    turned = np.ascontiguousarray(ink.T)
    best, reach = 0.0, SETTINGS.farthest_skew_degrees
    for step, wide in _SEARCHES:
        rows, columns = _in_strips(ink, wide), _in_strips(turned, wide)
        count = round(reach / step)
        tried = [best + step * k for k in range(-count, count + 1)]
        # Of equals the first by size of angle, so that an empty page stays as it is.
        uneven = {angle: _unevenness(rows, wide, angle) + _unevenness(columns, wide, -angle) for angle in tried}
        best = min(tried, key=lambda angle: (-uneven[angle], abs(angle)))
        reach = step
    return round(best, 2)


def _ink(gray: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return what is darker than its surroundings, so that a scanner's black edge and a tint have no say."""
    import cv2

    zoom = min(1.0, _WIDTH / gray.shape[1])
    small = cv2.resize(gray, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
    darker = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((9, 9), np.uint8))
    return np.where(darker > 30, np.uint8(255), np.uint8(0))


def _in_strips(ink: NDArray[np.uint8], wide: int) -> NDArray[np.float32]:
    """Determine the mean ink of each row within strips of a width: shape ``(H, W / wide)``."""
    import cv2

    height, width = ink.shape
    whole = cv2.copyMakeBorder(ink, 0, 0, 0, -width % wide, cv2.BORDER_CONSTANT, value=(0,))
    size = whole.shape[1] // wide, height
    return np.asarray(cv2.resize(whole.astype(np.float32), size, interpolation=cv2.INTER_AREA), dtype=np.float32)


def _unevenness(strips: NDArray[np.float32], wide: int, angle: float) -> float:
    """Move the strips down as a turn by an angle would; return how uneven the sums of rows then are."""
    import cv2

    height, count = strips.shape
    step = wide * np.tan(np.radians(angle))
    way = np.array([[1.0, 0.0, 0.0], [step, 1.0, -step * (count - 1) / 2]])
    moved = cv2.warpAffine(strips, way, (count, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    rows = cv2.reduce(moved, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32F).ravel()
    return float((np.diff(rows) ** 2).sum())
