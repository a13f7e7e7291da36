"""Keep a number whole that is too wide for its cell: it belongs where most of it stands."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.settings import SETTINGS


def keep_whole(
    codes: NDArray[np.uint32], boxes: Floats, owners: NDArray[np.int64], owner_of: Callable[[Floats], NDArray[np.int64]]
) -> list[int]:
    """Give, in place, every digit of a number that runs over a rule to the cell that most of its digits stand in.

    b_scale60: of 53497 in a narrow column the 7 stands beyond the table's last rule.

    Parameters
    ----------
    codes : ndarray of uint32, shape (n,)
        Characters in the order of the file.
    boxes : ndarray, shape (n, 4)
        x0, top, x1, bottom in points.
    owners : ndarray of int, shape (n,)
        The cell that each character's centre stands in, -1 for none.
    owner_of : callable
        Gives the same for any places, of shape (m, 2).

    Returns
    -------
    list of int
        Cells between which such a number is evenly shared, or a digit that no other one joins.
    """
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    ends = _ends(boxes, digit, owners, owner_of)
    over = ends[:, 0] != ends[:, 1]
    if not over.any():
        return []
    height = boxes[:, 3] - boxes[:, 1]
    joined = digit[1:] & digit[:-1] & (np.abs(boxes[1:, 0] - boxes[:-1, 2]) < SETTINGS.digit_gap_em * height[1:])
    joined &= np.abs(boxes[1:, 3] - boxes[:-1, 3]) < SETTINGS.digit_gap_em * height[1:]
    alone = over & ~np.append(joined, False) & ~np.append(False, joined)
    unsure = ends[alone & digit].ravel().tolist()
    for place in np.flatnonzero(joined & (owners[1:] != owners[:-1]) & (over[1:] | over[:-1])).tolist():
        first, last = place, place + 1
        while first and joined[first - 1]:
            first -= 1
        while last < len(joined) and joined[last]:
            last += 1
        cells, counts = np.unique(owners[first : last + 1], return_counts=True)
        if (counts == counts.max()).sum() > 1:
            unsure += cells.tolist()
        else:
            owners[first : last + 1] = cells[counts.argmax()]
    return [cell for cell in unsure if cell >= 0]


def _ends(
    boxes: Floats, digit: NDArray[np.bool_], owners: NDArray[np.int64], owner_of: Callable[[Floats], NDArray[np.int64]]
) -> NDArray[np.int64]:
    """Return the cells that the left and the right end of each digit stand in, shape (n, 2); others stand in one."""
    ends = np.stack((owners, owners), axis=1)
    spare = SETTINGS.rule_inside_share * (boxes[digit, 2] - boxes[digit, 0])
    level = (boxes[digit, 1] + boxes[digit, 3]) / 2
    for side, x in enumerate((boxes[digit, 0] + spare, boxes[digit, 2] - spare)):
        ends[digit, side] = owner_of(np.stack((x, level), axis=1))
    return ends
