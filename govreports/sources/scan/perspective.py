"""How a page that was photographed lies: seen at a slant its rules run together, far beyond the picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.pixels import Gray
from govreports.sources.scan.settings import SETTINGS

#: Shape ``(3, 3)``: from homogeneous pixels of one picture to those of another.
Homography = NDArray[np.float64]

Floats = NDArray[np.float64]


def unslanted(gray: Gray, scale: float) -> Homography | None:
    """Find how a photographed page must be pulled so that its rules lie across and down.

    The rules of a page that is seen at a slant meet in two points, those across and those down; both are moved to
    infinity (Criminisi, Reid and Zisserman, 2000, "Single view metrology").

    Parameters
    ----------
    gray : numpy.ndarray
        Shape ``(H, W)``, uint8: a page that lies nearly straight.
    scale : float
        Its pixels per point.

    Returns
    -------
    numpy.ndarray or None
        Shape ``(3, 3)``, from pixels of `gray` to those of the pulled picture, its middle unmoved; None where the page
        lies flat, or has too few rules to tell.

    Examples
    --------
    >>> page = np.full((800, 600), 255, np.uint8)
    >>> page[100:700:60, 50:550] = page[100:700, 50:550:70] = 0
    >>> unslanted(page, 1.0) is None
    True
    """
    import cv2

    zoom = min(1.0, SETTINGS.slant_dpi / 72 / scale)
    small = cv2.resize(gray, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
    found = cv2.createLineSegmentDetector().detect(small)[0]
    if found is None:
        return None
    middle, half = np.array(gray.shape[::-1]) / 2, max(gray.shape) / 2
    ends = (np.asarray(found, dtype=np.float64).reshape(-1, 2, 2) / zoom - middle) / half
    along = ends[:, 1] - ends[:, 0]
    length = np.hypot(*along.T)
    long = length * half > SETTINGS.slant_rule_pt * scale
    flat = np.tan(np.radians(SETTINGS.farthest_slant_degrees))
    points = [
        _meeting(ends[long & (np.abs(along[:, 1 - axis]) < flat * np.abs(along[:, axis]))], axis) for axis in (0, 1)
    ]
    across, down = points
    if across is None or down is None:
        return None
    pulled = _to_infinity(across, down)
    corners = np.array([[x, y, 1.0] for x in (-1.0, 1.0) for y in (-1.0, 1.0)]) @ pulled.T
    moved = np.abs(corners[:, :2] / corners[:, 2:] - [[x, y] for x in (-1.0, 1.0) for y in (-1.0, 1.0)]).max()
    if moved * half < SETTINGS.least_slant_pt * scale:
        return None
    centred = np.array([[half, 0.0, middle[0]], [0.0, half, middle[1]], [0.0, 0.0, 1.0]])
    return np.asarray(centred @ pulled @ np.linalg.inv(centred), dtype=np.float64)


def _meeting(ends: Floats, axis: int) -> Floats | None:
    """Return the point in which most of some rules meet, at infinity where they are parallel; None for too few."""
    weight = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    homogeneous = np.concatenate([ends, np.ones((*ends.shape[:2], 1))], axis=2)
    lines = np.cross(homogeneous[:, 0], homogeneous[:, 1])
    lines /= np.maximum(np.hypot(lines[:, 0], lines[:, 1]), 1e-12)[:, None]
    kept = np.ones(len(lines), dtype=np.bool_)
    point = np.zeros(3)
    for _ in range(SETTINGS.slant_rounds):
        # Rules all over the page tell where they meet; those of one place do not.
        spread = np.ptp(homogeneous[kept, :, 1 - axis]) if kept.any() else 0.0
        if kept.sum() < SETTINGS.fewest_slanted or spread < SETTINGS.slant_spread_share:
            return None
        part = lines[kept] * weight[kept, None]
        point = np.linalg.svd(part, full_matrices=False)[2][-1]
        apart = np.abs(lines @ point)
        kept = apart <= max(3 * float(np.median(apart[kept])), np.radians(SETTINGS.slant_apart_degrees))
    return point if point[axis] > 0 else -point


def _to_infinity(across: Floats, down: Floats) -> Homography:
    horizon = np.cross(across, down)
    pull = np.vstack([np.eye(3)[:2], horizon / horizon[2]])
    ways = np.stack([(pull @ point)[:2] for point in (across, down)], axis=1)
    ways /= np.linalg.norm(ways, axis=0)
    straight = np.eye(3)
    straight[:2, :2] = np.linalg.inv(ways)
    return np.asarray(straight @ pull, dtype=np.float64)
