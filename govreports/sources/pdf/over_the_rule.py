"""Keep a number whole that is too wide for its cell: it belongs where most of it stands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.settings import SETTINGS


def keep_whole(codes: NDArray[np.uint32], boxes: Floats, owners: NDArray[np.int64], xs: Floats) -> list[int]:
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
    xs : ndarray
        Where vertical rules run.

    Returns
    -------
    list of int
        Cells between which such a number is evenly shared.
    """
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    height = boxes[:, 3] - boxes[:, 1]
    joined = digit[1:] & digit[:-1] & (np.abs(boxes[1:, 0] - boxes[:-1, 2]) < SETTINGS.digit_gap_em * height[1:])
    joined &= np.abs(boxes[1:, 3] - boxes[:-1, 3]) < SETTINGS.digit_gap_em * height[1:]
    unsure: list[int] = []
    for place in np.flatnonzero(joined & (owners[1:] != owners[:-1])).tolist():
        pair = boxes[place : place + 2]
        spare = SETTINGS.rule_inside_share * (pair[:, 2] - pair[:, 0])
        if not any(((xs > box[0] + by) & (xs < box[2] - by)).any() for box, by in zip(pair, spare, strict=True)):
            continue
        first, last = place, place + 1
        while first and joined[first - 1]:
            first -= 1
        while last < len(joined) and joined[last]:
            last += 1
        cells, counts = np.unique(owners[first : last + 1], return_counts=True)
        if (counts == counts.max()).sum() > 1:
            unsure += [cell for cell in cells.tolist() if cell >= 0]
        else:
            owners[first : last + 1] = cells[counts.argmax()]
    return unsure
