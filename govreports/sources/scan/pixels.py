"""The kinds of arrays that pictures are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.settings import SETTINGS

#: Shape ``(H, W)``: 0 black to 255 white.
Gray = NDArray[np.uint8]

#: Shape ``(H, W)``: 0 or 1.
Mask = NDArray[np.uint8]


class Bits(NamedTuple):
    """A mask that is kept for later, at an eighth of its memory.

    Examples
    --------
    >>> kept = Bits.of(np.array([[0, 1, 1], [1, 0, 0]], np.uint8))
    >>> kept.mask().tolist(), kept.any((slice(1, 2), slice(1, 3)))
    ([[0, 1, 1], [1, 0, 0]], False)
    """

    packed: NDArray[np.uint8]
    width: int

    @classmethod
    def of(cls, mask: NDArray[np.uint8] | NDArray[np.bool_]) -> Bits:
        """Keep a mask of shape ``(H, W)``."""
        return cls(np.packbits(mask, axis=1), mask.shape[1])

    def mask(self) -> Mask:
        """Return the mask as it was, 0 or 1."""
        return np.unpackbits(self.packed, axis=1, count=self.width)

    def any(self, area: tuple[slice, slice]) -> bool:
        """Return whether any pixel of a part of the mask is set."""
        rows, columns = area
        return bool(np.unpackbits(self.packed[rows], axis=1, count=self.width)[:, columns].any())


def ink_of(gray: Gray) -> Mask:
    """Detect ink (1) from paper (0).

    Examples
    --------
    >>> ink_of(np.array([[0, 200, 255]], np.uint8)).tolist(), hairs_of(np.array([[0, 200, 255]], np.uint8)).tolist()
    ([[1, 0, 0]], [[1, 1, 0]])
    """
    return (gray < SETTINGS.ink_of_255).astype(np.uint8)


def hairs_of(gray: Gray) -> Mask:
    """Detect ink, and lines so thin that they print grey, from paper."""
    return (gray < SETTINGS.hair_of_255).astype(np.uint8)


def pieces_of(ink: Mask, gray: Gray) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Return the pieces of some ink that hang together, and how dark each is at its darkest.

    Parameters
    ----------
    ink : numpy.ndarray
        Shape ``(H, W)``, 0 or 1.
    gray : numpy.ndarray
        Shape ``(H, W)``, uint8: the picture.

    Returns
    -------
    pieces : numpy.ndarray
        Shape ``(n, 5)``: left, top, width, height and area of each, in pixels, as OpenCV counts them.
    darkest : numpy.ndarray
        Shape ``(n,)``: 0 black to 255 white.

    Examples
    --------
    >>> gray = np.array([[0, 90, 255, 40]], np.uint8)
    >>> pieces_of(ink_of(gray), gray)[1].tolist()
    [0, 40]
    """
    import cv2

    count, labels, pieces, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    darkest = np.full(count, 255, dtype=np.uint8)
    np.minimum.at(darkest, np.asarray(labels, dtype=np.intp).ravel(), gray.ravel())
    return np.asarray(pieces[1:], dtype=np.int32), darkest[1:]
