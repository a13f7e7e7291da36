"""Lines broken where the space ends, by the rules of Chinese and of English."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from govreports.charts.fonts import width
from govreports.form import editions

if TYPE_CHECKING:
    from budoux import Parser

_NEVER_FIRST = "，。、；：！？）》〉」』”’…—～%％‰,.;:!?)]}†‡"
_NEVER_LAST = "（《〈「『“‘([{"
# A number with what it counts ("148 件"), a word with its number ("secret 11,"), a word, or a run of Chinese signs.
_WORD = r"[A-Za-z0-9À-ɏ.,'’%+\-−–/†‡():;!?]+"
_PIECE = re.compile(rf"\d[\d.,]*%? [件份年个项]|[A-Za-z]+ \d[\d.,]*%?[,;:]?(?!\S)|{_WORD}|[㐀-鿿]+|\s+|.")
_ENGLISH = re.compile(r"[a-z]{2} [a-z]{2}")
"""Two words: a sentence in English, in which Chinese is an agency's name, and stays whole."""
_PAUSE = re.compile(r"[，：；、](?!$)|[,:;] ")
_UNLIKE = 0.4  # one of two lines is at least so long as this share of the other
_LONGEST_TERM = 7
"""Signs of a term that is never cut: 本机关不掌握 has six; the form's longer labels are sentences."""
_TERMS_OF_CHARTS = (
    "占比",
    "本机关不掌握",
    "不予公开",
    "行政复议",
    "行政诉讼",
    "未见超出",
    "规范性文件",
    "本年制发",
    "现行有效",
)


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
        At least one line. A word longer than a line is cut, no other.

    Examples
    --------
    >>> wrap("平潭综合实验区财政金融局", 10, 1.2)
    ['平潭综合实验区', '财政金融局']
    >>> wrap("不予公开的理由（11 件）：内部事务", 10, 1.5)
    ['不予公开的理由', '（11 件）：内部事务']
    >>> wrap("up at 安宁县司法局", 10, 1.0)
    ['up at', '安宁县司法局']
    >>> wrap("the largest part is State secret 11, others 7", 10, 1.9)
    ['the largest part is State', 'secret 11, others 7']
    """
    lines: list[list[str]] = [[]]
    for piece in _pieces(text, size, room):
        if piece == "\n":
            lines.append([])
        elif not lines[-1] or width("".join(lines[-1]) + piece.rstrip(), size) <= room:
            lines[-1].append(piece)
        else:
            lines.append(_carried(lines[-1], piece))
    return ["".join(line).strip() for line in lines]


def _pieces(text: str, size: float, room: float) -> list[str]:
    pieces: list[str] = []
    english = _ENGLISH.search(text)
    for run in _PIECE.findall(text):
        name = english and width(run, size) <= room
        for piece in _chinese_words(run) if run[0] >= "㐀" and not name else (run,):
            pieces.extend([piece] if width(piece, size) <= room else list(piece))
    return pieces


@lru_cache(4096)
def _chinese_words(run: str) -> tuple[str, ...]:
    """Part a run of Chinese characters into words: the form's terms first, BudouX for the rest."""
    parts = _terms().split(run)
    return tuple(
        word for place, part in enumerate(parts) if part for word in ([part] if place % 2 else _parser().parse(part))
    )


@cache
def _terms() -> re.Pattern[str]:
    labels = {
        item.zh
        for edition in editions().values()
        for table in edition.tables.values()
        for item in table.items
        if 1 < len(item.zh) <= _LONGEST_TERM
    }
    terms = sorted({*labels, *_TERMS_OF_CHARTS}, key=lambda term: (-len(term), term))
    return re.compile(f"({'|'.join(map(re.escape, terms))})")


@cache
def _parser() -> Parser:
    import budoux

    return budoux.load_default_simplified_chinese_parser()


def _carried(line: list[str], piece: str) -> list[str]:
    """Begin a new line with a piece, and with what must not be parted from it, taken from the line before."""
    carried, kept = [piece], len(line)
    while kept > 1 and (carried[0][0] in _NEVER_FIRST or line[kept - 1].rstrip()[-1:] in _NEVER_LAST):
        if not line[kept - 1].rstrip()[-1:]:
            break
        kept -= 1
        carried.insert(0, line[kept])
    if kept > 1 or len(carried) == 1:
        del line[kept:]
        return carried
    return [piece]  # nothing but what must not be parted: then it is parted


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
    ['平潭综合实验区', '财政金融局']
    >>> even("2025 年办理结果：本机关不掌握 33.8%", 10, 1.9)
    ['2025 年办理结果：', '本机关不掌握 33.8%']
    """
    count = len(wrap(text, size, room))
    if count == 2 and (halves := _at_a_pause(text, size, room)):
        return halves
    # No narrower than the longest word, which would be cut.
    narrow = max(width(text, size) / count, *(width(piece, size) for piece in _pieces(text, size, room)))
    while narrow < room:
        lines = wrap(text, size, narrow)
        if len(lines) <= count:
            return lines
        narrow += size / 72 / 4
    return wrap(text, size, room)
