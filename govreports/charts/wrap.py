"""Lines broken where the space ends, by the rules of Chinese and of English."""

from __future__ import annotations

import re

from govreports.charts.fonts import width

_NEVER_FIRST = "，。、；：！？）》〉」』”’…—～%％‰,.;:!?)]}†‡"
_NEVER_LAST = "（《〈「『“‘([{"
# A number with what it counts ("148 件"), a word with its number ("secret 11,"), a word, or a single Chinese character.
_WORD = r"[A-Za-z0-9À-ɏ.,'’%+\-−–/†‡():;!?]+"
_PIECE = re.compile(rf"\d[\d.,]*%? [件份年个项]|[A-Za-z]+ \d[\d.,]*%?[,;:]?(?!\S)|{_WORD}|\s+|.")
_PAUSE = re.compile(r"[，：；、](?!$)|[,:;] ")
_UNLIKE = 0.4  # one of two lines is at least so long as this share of the other
_LAST = re.compile(r"(\d[\d.,]*%? [件份年个项]|[A-Za-z0-9.,%]+|.)$")


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
    >>> wrap("不予公开的理由（11 件）：内部事务", 10, 1.5)
    ['不予公开的理由', '（11 件）：内部事务']
    >>> wrap("the largest part is State secret 11, others 7", 10, 1.9)
    ['the largest part is State', 'secret 11, others 7']
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
    last, cut = lines[-1], len(lines[-1])
    while cut > 1 and ((last + piece)[cut] in _NEVER_FIRST or last[cut - 1] in _NEVER_LAST):
        found = _LAST.search(last[:cut])
        cut -= len(found.group()) if found else 1
    if cut <= 1:  # nothing but what must not be parted: then it is parted
        return piece
    lines[-1] = last[:cut]
    return last[cut:] + piece


def _at_a_pause(text: str, size: float, room: float) -> list[str]:
    """Break a text in two behind a comma or colon, nowhere where the two were too unlike in length."""
    halves = [(text[: pause.end()].rstrip(), text[pause.end() :]) for pause in _PAUSE.finditer(text)]
    wide = [sorted(width(half, size) for half in both) for both in halves]
    fits = [(short / long, both) for (short, long), both in zip(wide, halves, strict=True) if long <= room]
    likeness, best = max(fits, default=(0.0, ("", "")))
    return list(best) if likeness > _UNLIKE else []


def even(text: str, size: float, room: float) -> list[str]:
    """Break a label into lines of about the same length.

    Examples
    --------
    >>> even("平潭综合实验区财政金融局", 10, 1.2)
    ['平潭综合实验', '区财政金融局']
    >>> even("2025 年办理结果：本机关不掌握 33.8%", 10, 1.9)
    ['2025 年办理结果：', '本机关不掌握 33.8%']
    """
    count = len(wrap(text, size, room))
    if count == 2 and (halves := _at_a_pause(text, size, room)):
        return halves
    narrow = width(text, size) / count
    while narrow < room:
        lines = wrap(text, size, narrow)
        if len(lines) <= count:
            return lines
        narrow += size / 72 / 4
    return wrap(text, size, room)
