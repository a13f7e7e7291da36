"""Characters → pieces of writing: runs that no gap parts, from which alignment can be told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.columns import SLASHES_AND_DASHES
from govreports.sources.document import FIRST_WIDE
from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.settings import SETTINGS

_MARK = re.compile(rf"[{SLASHES_AND_DASHES}\\|_~～·]+")


class Piece(NamedTuple):
    """A run of characters."""

    x0: float  # its box in points
    top: float
    x1: float
    bottom: float
    em: float  # width of a Chinese character of its size, in points
    text: str  # its characters without blanks
    centres: tuple[float, ...] = ()  # the x of the centre of each of them

    @property
    def level(self) -> float:
        """The height of its centre."""
        return (self.top + self.bottom) / 2


def pieces(codes: NDArray[np.uint32], boxes: Floats) -> list[Piece]:
    """Set characters into pieces.

    Parameters
    ----------
    codes : ndarray of uint32, shape (n,)
        Code points, in the order of the file: most pieces are written in one go.
    boxes : ndarray, shape (n, 4)
        x0, top, x1, bottom in points.

    Returns
    -------
    list of Piece
        From top to bottom, without lone punctuation.

    Examples
    --------
    >>> import numpy as np
    >>> codes = np.array([ord(c) for c in "规章12"], dtype=np.uint32)
    >>> boxes = np.array([[0, 0, 10, 12], [10, 0, 20, 12], [60, 0, 65, 12], [65, 0, 70, 12.0]])
    >>> [piece.text for piece in pieces(codes, boxes)]
    ['规章', '12']
    """
    if not len(codes):
        return []
    ems = _ems(codes, boxes)
    level = (boxes[:, 1] + boxes[:, 3]) / 2
    gap = boxes[1:, 0] - boxes[:-1, 2]
    em = np.minimum(ems[1:], ems[:-1])
    on = (
        (np.abs(np.diff(level)) < SETTINGS.same_line_em * em)
        & (gap < SETTINGS.piece_gap_em * em)
        & (gap > -SETTINGS.kerned_back_em * em)
    )
    starts = np.flatnonzero(np.concatenate(([True], ~on)))
    areas = np.stack(
        (
            np.minimum.reduceat(boxes[:, 0], starts),
            np.minimum.reduceat(boxes[:, 1], starts),
            np.maximum.reduceat(boxes[:, 2], starts),
            np.maximum.reduceat(boxes[:, 3], starts),
            np.maximum.reduceat(ems, starts),
        ),
        axis=1,
    )
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    centres = tuple(((boxes[:, 0] + boxes[:, 2]) / 2).tolist())
    ends = [*starts[1:].tolist(), len(codes)]
    runs = [
        Piece(x0, top, x1, bottom, em, text[i:j], centres[i:j])
        for (x0, top, x1, bottom, em), i, j in zip(areas.tolist(), starts.tolist(), ends, strict=True)
    ]
    spoken = [piece for piece in _joined(runs) if _MARK.fullmatch(piece.text) or any(map(str.isalnum, piece.text))]
    return sorted(spoken, key=lambda piece: (piece.level, piece.x0))


def _ems(codes: NDArray[np.uint32], boxes: Floats) -> Floats:
    height = np.maximum(boxes[:, 3] - boxes[:, 1], 1.0)
    chinese = codes >= FIRST_WIDE
    if not chinese.any():
        return height
    share = float(np.median((boxes[chinese, 2] - boxes[chinese, 0]) / height[chinese]))
    return min(max(share, 0.5), 1.2) * height


def _joined(runs: list[Piece]) -> list[Piece]:
    """Join runs that stand side by side, though they are written at different places of the file."""
    joined: list[Piece] = []
    for level in _levels(runs):
        last: Piece | None = None
        for run in level:
            if last is not None and run.x0 - last.x1 < SETTINGS.piece_gap_em * min(run.em, last.em):
                again = (
                    run.x1 - last.x1 < SETTINGS.same_line_em * run.em and run.text in last.text
                )  # printed twice, for bold
                text = last.text if again else last.text + run.text
                last = Piece(
                    last.x0,
                    min(last.top, run.top),
                    max(last.x1, run.x1),
                    max(last.bottom, run.bottom),
                    max(last.em, run.em),
                    text,
                    last.centres if again else last.centres + run.centres,
                )
                joined[-1] = last
            else:
                joined.append(run)
                last = run
    return joined


def _levels(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Group pieces that stand on one line: from top to bottom, each line from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.level):
        if lines and piece.level - lines[-1][0].level < SETTINGS.same_line_em * min(piece.em, lines[-1][0].em):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.x0) for line in lines]
