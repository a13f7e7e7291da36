"""Labels: they only name rows and columns, so that they are read at half the width, all lines of a cell as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreports.sources.scan.dash_marks import mark_of
from govreports.sources.scan.engine import engine
from govreports.sources.scan.line_crops import side_by_side
from govreports.sources.scan.number_shapes import figures_of_line, holds_words
from govreports.sources.scan.pixels import ink_of
from govreports.sources.scan.settings import SETTINGS
from govreports.sources.scan.window import Window

#: A label holds at least so much of words.
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
#: A label that begins with its number: 1.属于国家秘密.
_NUMBERED = re.compile(r"^\d{1,2}[.、．,，]?\s*(?=[^\d\s.、．,，])")


def read_labels(windows: Sequence[Window], scale: float) -> dict[int, str]:
    """Read the cells that hold words and no number.

    Parameters
    ----------
    windows : sequence of Window
        The cells of a table.
    scale : float
        Pixels per point.

    Returns
    -------
    dict of int to str
        The text of each cell that surely is a label, by its place in `windows`.
    """
    may_be = [n for n, window in enumerate(windows) if _may_be_label(window, scale)]
    crops = [side_by_side(windows[n].gray, windows[n].lines, scale) for n in may_be]
    return {
        n: reading.text
        for n, reading in zip(may_be, engine().read(crops, SETTINGS.narrowed_share), strict=True)
        if reading.confidence >= SETTINGS.text_certainty and _WORD.search(reading.text) and not figures_of(reading.text)
    }


def _may_be_label(window: Window, scale: float) -> bool:
    inks = [window.gray[line.top : line.bottom, line.left : line.right] for line in window.lines]
    words = any(holds_words(figures_of_line(window.gray, line), line) for line in window.lines)
    return words and all(mark_of(ink_of(ink), scale) is None for ink in inks)


def figures_of(text: str) -> str:
    """The figures of a text, without the number that a label begins with."""
    return "".join(character for character in _NUMBERED.sub("", text) if character.isdigit() or character in ".,")
