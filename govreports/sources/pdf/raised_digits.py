"""Tell the number of a note, with the signs around it, from the digits of a number: it is smaller and stands higher."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.ink import Floats, median_of
from govreports.sources.pdf.settings import SETTINGS

_SIGNS = np.array([ord(c) for c in "[]()［］（）【】〔〕*※注①②③④⑤⑥⑦⑧⑨⑩"], dtype=np.uint32)  # around a note's number
_RAISED_DIGITS = np.array([ord(c) for c in "⁰¹²³⁴⁵⁶⁷⁸⁹"], dtype=np.uint32)


def mark_raised(
    codes: NDArray[np.uint32], boxes: Floats, owners: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], Floats, list[int]]:
    """Return characters and boxes with raised digits turned into ¹ ² ³ on their number's line.

    Parameters
    ----------
    codes : ndarray of uint32, shape (n,)
        Code points.
    boxes : ndarray, shape (n, 4)
        x0, top, x1, bottom in points.
    owners : ndarray of int, shape (n,)
        The cell that each character stands in, -1 for none.

    Returns
    -------
    codes, boxes : ndarray
    unclear : list of int
        Cells in which a small digit stands beside a large one and is not raised, or is no smaller than most.

    Examples
    --------
    >>> import numpy as np
    >>> boxes = np.array([[0, 0, 5, 10], [5, 0, 10, 10], [10, -2, 13, 4]])
    >>> codes, _, _ = mark_raised(np.array([49, 50, 51], dtype=np.uint32), boxes, np.zeros(3, dtype=int))
    >>> "".join(map(chr, codes))
    '12³'
    """
    digits = np.flatnonzero((codes >= ord("0")) & (codes <= ord("9")) & (owners >= 0))
    heights = boxes[:, 3] - boxes[:, 1]
    if not len(digits):
        return codes, boxes, []
    largest = np.zeros(int(owners.max()) + 1)
    np.maximum.at(largest, owners[digits], heights[digits])
    small = digits[heights[digits] < SETTINGS.same_size_share * largest[owners[digits]]]
    signs = np.flatnonzero(np.isin(codes, _SIGNS) & (owners >= 0))
    if not len(small) + len(signs):
        return codes, boxes, []
    codes, boxes, unclear = codes.copy(), boxes.copy(), set[int]()
    notes_height = SETTINGS.same_size_share * median_of(heights[digits])  # what is higher is a number's own digit
    large = np.setdiff1d(digits, small)
    for i in [*small.tolist(), *signs.tolist()]:
        own = large[owners[large] == owners[i]]
        apart = np.maximum(boxes[i, 0] - boxes[own, 2], boxes[own, 0] - boxes[i, 2])
        level = np.maximum(boxes[i, 1] - boxes[own, 3], boxes[own, 1] - boxes[i, 3])
        beside = own[(apart < SETTINGS.note_gap_em * heights[own]) & (level < 0.3 * heights[own])]
        if not len(beside):
            continue
        nearest = beside[np.argmin(np.abs(boxes[i, 0] - boxes[beside, 2]))]
        raised = boxes[nearest, 3] - boxes[i, 3] > SETTINGS.raised_em * heights[nearest]
        if raised and (heights[i] < notes_height or codes[i] in _SIGNS):
            codes[i] = codes[i] if codes[i] in _SIGNS else _RAISED_DIGITS[codes[i] - ord("0")]
            boxes[i, [1, 3]] = boxes[nearest, [1, 3]]
        elif codes[i] not in _SIGNS:
            unclear.add(int(owners[i]))
    return codes, boxes, sorted(unclear)


def runs(boxes: Floats) -> NDArray[np.int64]:
    """Number the runs of characters that follow each other on the page, where no cell tells which belong together.

    Parameters
    ----------
    boxes : ndarray, shape (n, 4)
        x0, top, x1, bottom in points, in the order in which the page writes them.

    Returns
    -------
    ndarray of int, shape (n,)

    Examples
    --------
    >>> import numpy as np
    >>> runs(np.array([[0, 0, 5, 10], [5, -2, 8, 4], [60, 0, 65, 10]])).tolist()
    [0, 0, 1]
    """
    if not len(boxes):
        return np.zeros(0, dtype=np.int64)
    before, after = boxes[:-1], boxes[1:]
    tall = np.maximum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1])
    apart = np.abs(after[:, 0] - before[:, 2]) > SETTINGS.note_gap_em * tall
    apart |= np.maximum(after[:, 1] - before[:, 3], before[:, 1] - after[:, 3]) > 0
    return np.concatenate(([0], np.cumsum(apart)))
