"""Print a cell's text as a layout prints it."""

from __future__ import annotations

import re

from tests.typeset.layout import Layout

_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_WHOLE_PART = re.compile(r"(?<![\d.])\d+")


def printed(text: str | None, layout: Layout) -> str | None:
    """Return the text that the layout prints for a cell, None for a blank.

    Examples
    --------
    >>> printed("12345.5元", Layout(thousands=","))
    '12,345.5元'
    >>> printed("0", Layout(zero="—")), printed("0", Layout(zero=None))
    ('—', None)
    >>> printed("1234", Layout(number_spacing="blanks"))
    '1 234'
    """
    if text is None:
        return None
    if text == "0" and layout.zero != "0":
        return layout.zero
    separator = " " if layout.number_spacing == "blanks" else layout.thousands
    if separator:
        text = _WHOLE_PART.sub(lambda found: _grouped(found.group(), separator), text)
    return text.translate(_FULL) if layout.digits == "full" else text


def _grouped(digits: str, separator: str) -> str:
    return f"{int(digits):,}".replace(",", separator) if digits == str(int(digits)) else digits
