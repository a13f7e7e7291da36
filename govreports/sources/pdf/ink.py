"""What an engine reads from a page: characters with boxes and visible rules, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govreports.sources.document import PageSize

Floats = NDArray[np.float64]


def median_of(values: Floats) -> float:
    """Return the median of some numbers, as NumPy's own does in twenty times the time for a page's few.

    Examples
    --------
    >>> import numpy as np
    >>> median_of(np.array([3.0, 1.0, 2.0])), median_of(np.array([1.0, 4.0, 2.0, 3.0]))
    (2.0, 2.5)
    """
    low, high = (len(values) - 1) // 2, len(values) // 2
    parted = np.partition(values, (low, high))
    return float(parted[low] + parted[high]) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """The ink of one page, in points from the top left corner of the page as it is displayed.

    Attributes
    ----------
    size : PageSize
        Width and height of the displayed page.
    codes : ndarray of uint32, shape (n,)
        Unicode code points of the characters, in the order of the file.
    boxes : ndarray of float, shape (n, 4)
        x0, top, x1, bottom of each character; its height is that of the font, not of the glyph.
    over : ndarray of bool, shape (n,)
        The characters that are printed over the page: watermarks and stamps.
    across : ndarray of float, shape (k, 3)
        Horizontal rules: y, x0, x1.
    down : ndarray of float, shape (m, 3)
        Vertical rules: x, top, bottom.
    fills : ndarray of float, shape (f, 4)
        Filled areas that are not white: x0, top, x1, bottom. They rule a table only where nothing else does.
    doubts : tuple of (float, float, str)
        Places (x, y) where what is printed is not sure, with the reason code. ``struck_out`` and ``picture``
        concern only a cell in which no other number stands.
    """

    size: PageSize
    codes: NDArray[np.uint32]
    boxes: Floats
    over: NDArray[np.bool_]
    across: Floats
    down: Floats
    fills: Floats
    doubts: tuple[tuple[float, float, str], ...] = ()
