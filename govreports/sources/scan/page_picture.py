"""A page's picture made ready: straight, of one resolution, paper white, stamps of colour gone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govreports.sources.document import Box, PageSize
from govreports.sources.scan.deskew import skew
from govreports.sources.scan.perspective import Homography, unslanted
from govreports.sources.scan.pixels import Bits, Gray
from govreports.sources.scan.settings import SETTINGS
from govreports.sources.scan.stamps import lift_stamps


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A page's picture, straightened: the print, and where it stands on the page.

    Attributes
    ----------
    gray : numpy.ndarray
        Shape ``(H, W)``, uint8: black ink on paper of 255, without stamps.
    lifted : Bits
        Shape ``(H, W)``: where the ink of a stamp was taken off.
    scale : float
        Pixels per point.
    turn : numpy.ndarray
        Shape ``(3, 3)``: from homogeneous pixels of this picture to points of the page as it lies in the file.
    quarter : int
        By how many quarters of a circle, counter-clockwise, the page was turned.
    """

    gray: Gray
    lifted: Bits
    scale: float
    turn: Homography
    quarter: int

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Where a rectangle of this picture stands on the page: around the same middle, of the same size."""
        x, y = _moved(self.turn, (left + right) / 2, (top + bottom) / 2)
        half_width, half_height = self._as_it_lies((right - left) / self.scale / 2, (bottom - top) / self.scale / 2)
        return Box(
            round(x - half_width, 2), round(y - half_height, 2), round(x + half_width, 2), round(y + half_height, 2)
        )

    def inside(self, box: Box, margin: float) -> tuple[slice, slice]:
        """Where a rectangle of the page, without a margin, stands in this picture: `box` the other way round.

        Parameters
        ----------
        box : Box
            In points of the page as it lies in the file.
        margin : float
            In points.
        """
        x, y = _moved(np.linalg.inv(self.turn), (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
        half_width, half_height = self._as_it_lies((box.x1 - box.x0) / 2 - margin, (box.bottom - box.top) / 2 - margin)
        return self._reach(y, half_height, 0), self._reach(x, half_width, 1)

    def is_lifted(self, area: tuple[slice, slice]) -> bool:
        """Whether the ink of a stamp was taken off a part of this picture."""
        return self.lifted.any(area)

    def _as_it_lies(self, width: float, height: float) -> tuple[float, float]:
        return (height, width) if self.quarter % 2 else (width, height)

    def _reach(self, middle: float, half: float, axis: int) -> slice:
        first, last = round(middle - half * self.scale), round(middle + half * self.scale)
        return slice(min(max(first, 0), self.gray.shape[axis]), max(last, 0))


@dataclass(frozen=True, slots=True, eq=False)
class Picture(View):
    """A `View` with what was found out about its ground while it was made ready."""

    deep: Gray  # shape ``(H, W)``, uint8: as `gray`, but under grey stamps only what is darker than their ink
    under: NDArray[np.bool_]  # shape ``(H, W)``, bool: where a grey stamp lies
    coloured: NDArray[np.bool_]  # shape ``(H, W)``, bool: where small pieces of coloured ink were taken away
    # Shape ``(H, W)``, bool: where the ground is dark; `gray` is turned there, so that light print is black
    dark: NDArray[np.bool_]

    @property
    def view(self) -> View:
        """The print alone: a third of the memory."""
        return View(self.gray, self.lifted, self.scale, self.turn, self.quarter)


def straighten(image: NDArray[np.uint8], size: PageSize, quarter: int = 0) -> Picture:
    """Make a page's picture ready to be read.

    Parameters
    ----------
    image : numpy.ndarray
        Shape ``(H, W, 3)``, uint8, RGB.
    size : PageSize
        The page's size in points; it says the resolution.
    quarter : int
        By how many quarters of a circle, counter-clockwise, the page is to be turned.

    Returns
    -------
    Picture
    """
    native = image.shape[1] / size.width
    lying = _from_quarter(image.shape[0], image.shape[1], quarter)
    fine_enough = SETTINGS.coarsest_dpi <= 72 * native <= SETTINGS.finest_dpi
    scale = native if fine_enough else SETTINGS.work_dpi / 72
    bright, dim, turn = _flattened(np.ascontiguousarray(np.rot90(image, quarter)), scale, scale / native)
    bright, dim = _black_on_white(*_evenly_lit(bright, dim, scale))
    lifted = lift_stamps(bright, dim, scale)
    gray, dark = _on_white(lifted.gray, scale)
    deep = _on_white(lifted.deep, scale)[0] if lifted.under.any() else gray
    back = np.diag([1 / native, 1 / native, 1.0]) @ lying @ np.linalg.inv(turn)
    taken = Bits.of(lifted.gray != bright)
    return Picture(gray, taken, scale, back, quarter, deep, lifted.under, lifted.pieces, dark)


def _flattened(image: NDArray[np.uint8], scale: float, zoom: float) -> tuple[Gray, Gray, Homography]:
    """Return both channels of a picture at another size, turned and pulled until its lines lie across, and the way."""
    import cv2

    height, width = image.shape[:2]
    wide, high = round(width * zoom), round(height * zoom)
    bright, dim = channels(image)
    turn = np.eye(3)
    turn[:2] = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), skew(bright), zoom)
    turn[:2, 2] += [(wide - 1) / 2 - (width - 1) / 2, (high - 1) / 2 - (height - 1) / 2]
    how = (cv2.INTER_AREA if zoom < 1 else cv2.INTER_CUBIC), cv2.BORDER_REPLICATE

    def turned(channel: Gray) -> Gray:
        return np.asarray(cv2.warpAffine(channel, turn[:2], (wide, high), None, *how), dtype=np.uint8)

    level = turned(bright)
    pull = unslanted(level, scale)
    if pull is None:
        return level, turned(dim), turn
    turn = pull @ turn
    pulled = [cv2.warpPerspective(channel, turn, (wide, high), None, *how) for channel in (bright, dim)]
    return np.asarray(pulled[0], dtype=np.uint8), np.asarray(pulled[1], dtype=np.uint8), turn


def _evenly_lit(bright: Gray, dim: Gray, scale: float) -> tuple[Gray, Gray]:
    """Take the shadow off a photographed page: in it paper is as dark as a grey stamp, and ink has less colour."""
    import cv2

    coarse = cv2.resize(bright, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    reach = round(SETTINGS.light_reach_pt * scale / 8) | 1
    light = cv2.morphologyEx(coarse, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    if int(light.max()) - int(light.min()) < SETTINGS.uneven_light_of_255:
        return bright, dim
    light = cv2.resize(cv2.blur(light, (reach // 2 | 1, reach // 2 | 1)), bright.shape[::-1])
    lit = [cv2.divide(channel, np.maximum(light, 1), scale=255) for channel in (bright, dim)]
    return np.asarray(lit[0], dtype=np.uint8), np.asarray(lit[1], dtype=np.uint8)


def _black_on_white(bright: Gray, dim: Gray) -> tuple[Gray, Gray]:
    """Darken pale ink: it is as grey as a stamp."""
    seen = bright[::3, ::3]
    ink, paper = np.percentile(seen, (SETTINGS.inked_percent, 50.0)).tolist()
    if ink < SETTINGS.pale_ink_of_255 or paper - ink < SETTINGS.least_contrast_of_255:
        return bright, dim
    tones = ((np.arange(256) - ink) * (255 / (paper - ink))).clip(0, 255).astype(np.uint8)
    return tones[bright], tones[dim]


def channels(image: NDArray[np.uint8]) -> tuple[Gray, Gray]:
    """Return the brightest and the darkest channel of every pixel of a picture of shape ``(H, W, 3)``."""
    import cv2

    red, green, blue = cv2.split(image)
    bright, dim = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return np.asarray(bright, dtype=np.uint8), np.asarray(dim, dtype=np.uint8)


def _from_quarter(height: int, width: int, quarter: int) -> NDArray[np.float64]:
    """Return the way from the pixels of a turned picture to those of the picture as it lay, of this height and width.

    Examples
    --------
    >>> _from_quarter(20, 10, 1).tolist()  # the first pixel of the turned picture was the last of the first row
    [[0.0, -1.0, 9.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    """
    ways = [
        [[1, 0, 0], [0, 1, 0]],
        [[0, -1, width - 1], [1, 0, 0]],
        [[-1, 0, width - 1], [0, -1, height - 1]],
        [[0, 1, 0], [-1, 0, height - 1]],
    ]
    return np.array([*ways[quarter], [0, 0, 1]], dtype=np.float64)


def _moved(way: NDArray[np.floating], x: float, y: float) -> tuple[float, float]:
    across, down, weight = (way @ np.array([x, y, 1.0])).tolist()
    return across / weight, down / weight


def _on_white(gray: Gray, scale: float) -> tuple[Gray, NDArray[np.bool_]]:
    """Turn light print on a dark ground into dark print on a light one, and every ground into white."""
    import cv2

    light = _ground(gray, scale)
    dark = light < SETTINGS.dark_ground_of_255
    white = cv2.divide(gray, np.maximum(light, 1), scale=255)
    if dark.any():
        negative = 255 - gray
        turned = cv2.divide(negative, np.maximum(_ground(negative, scale), 1), scale=255)
        white = np.where(dark, turned, white)
    return np.asarray(white, dtype=np.uint8), dark


def _ground(gray: Gray, scale: float) -> Gray:
    """The brightness of what print stands on: paper, a shadow of the scanner, a cell's tint."""
    import cv2

    small = cv2.resize(gray, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    # A closing as wide as a letter's strokes fills the letters and leaves whatever is broader.
    reach = max(3, round(SETTINGS.ground_reach_pt * scale / 4)) | 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    smooth = cv2.blur(closed, (reach // 2 | 1, reach // 2 | 1))
    return np.asarray(
        cv2.resize(smooth, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR), dtype=np.uint8
    )
