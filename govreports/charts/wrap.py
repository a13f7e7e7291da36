"""Lines broken where the space ends, by the rules of Chinese and of English."""

from __future__ import annotations

import re

from govreports.charts.fonts import width

_NEVER_FIRST = "，。、；：！？）》〉」』”’…—～%％‰,.;:!?)]}†‡"
_NEVER_LAST = "（《〈「『“‘([{"
# A word, a number with its unit sign, or a single Chinese character.
_PIECE = re.compile(r"[A-Za-z0-9À-ɏ.,'’%+\-−–/†‡():;!?]+|\s+|.")


def wrap(text: str, size: float, room: float) -> list[str]:
    """Break a text into lines.

    Parameters
    ----------
    text : str
    size : float
        Font size in points.
    room : float
        Width of a line in inches.

    Returns
    -------
    list of str
        At least one line. A word longer than a line is cut.

    Examples
    --------
    >>> wrap("平潭综合实验区财政金融局", 10, 1.2)
    ['平潭综合实验区财', '政金融局']
    """
    lines = [""]
    for piece in _pieces(text, size, room):
        if piece == "\n":
            lines.append("")
        elif width(lines[-1] + piece.rstrip(), size) <= room or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(_carried(lines, piece).lstrip())
    return [line.rstrip() for line in lines] or [""]


def _pieces(text: str, size: float, room: float) -> list[str]:
    found = []
    for piece in _PIECE.findall(text):
        found.extend([piece] if width(piece, size) <= room else list(piece))
    return found


def _carried(lines: list[str], piece: str) -> str:
    """Begin a new line with a piece, and with what must not be parted from it."""
    last = lines[-1]
    take = ""
    if piece[0] in _NEVER_FIRST and len(last) > 1:
        found = re.search(r"([A-Za-z0-9.,%]+|.)$", last)
        take = found.group() if found and len(found.group()) < len(last) else ""
    while len(last) - len(take) > 1 and last[len(last) - len(take) - 1] in _NEVER_LAST:
        take = last[len(last) - len(take) - 1 :]
    if take:
        lines[-1] = last[: -len(take)]
    return take + piece


def even(text: str, size: float, room: float) -> list[str]:
    """Break a label into lines of about the same length.

    Examples
    --------
    >>> even("平潭综合实验区财政金融局", 10, 1.2)
    ['平潭综合实验', '区财政金融局']
    """
    count = len(wrap(text, size, room))
    narrow = width(text, size) / count
    while narrow < room:
        lines = wrap(text, size, narrow)
        if len(lines) <= count:
            return lines
        narrow += size / 72 / 4
    return wrap(text, size, room)
