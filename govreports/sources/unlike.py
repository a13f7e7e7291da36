"""Where a style may show other digits than a cell holds, or show them elsewhere or in part."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govreports.sources.colours import read_colour
from govreports.sources.css_names import unknown
from govreports.sources.css_rules import words
from govreports.sources.lengths import pixels, turned
from govreports.sources.settings import SETTINGS

_HARMLESS_FILTER = re.compile(r"(?:\s*(?:opacity|grayscale)\([^)]*\))*|none|initial|unset")
_NO_COLOUR = frozenset(
    {"", "inherit", "initial", "currentcolor", "unset", "revert", "windowtext", "canvastext", "auto"}
)
_NO_PICTURE = frozenset({"", "none", "initial", "unset", "inherit", "revert"})
_DISPLAY = re.compile(
    r"|none|inherit|unset|initial|revert|contents|flow-root|list-item|ruby|(?:inline|block|table)[a-z-]*|flex|grid|"
    r"-webkit-(?:inline-)?box"
)
_OF_ROWS = re.compile(r"|none|inherit|unset|initial|revert|table-[a-z-]+")
_CUTTING = frozenset({"hidden", "clip", "auto", "scroll"})
_OPEN_ENDED = re.compile(r"|none|auto|initial|unset|inherit|revert|(?:min-|max-|fit-)content|[1-9]\d\d+%")
ROWS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
"""The tags of a table and of the parts of it that hold whole rows."""
_ROWS_AND_CELLS = ROWS - {"table"} | {"td", "th"}
# What draws under the ground, an outline or an underline over the digits, or digits over each other, where below 0.
_ABOVE_0 = ("z-index", "outline-offset", "text-underline-offset", "word-spacing")


def spoils(style: Mapping[str, str]) -> bool:
    """Return whether a style turns, mirrors or blurs all that an element holds.

    Examples
    --------
    >>> spoils({"transform": "scaleX(-1)"}), spoils({"filter": "blur(9px)"}), spoils({"filter": "grayscale(1)"})
    (True, True, False)
    """
    return turned(style) or not _HARMLESS_FILTER.fullmatch(style.get("filter", ""))


def unlike(style: Mapping[str, str], tag: str, size: float) -> bool:
    """Return whether a style of a part of a table may show other digits than its text has, or elsewhere.

    Whatever we cannot weigh counts: a property that is not known to be harmless, a value that is not read.

    Parameters
    ----------
    style : mapping of str to str
        The properties that hold for the element itself.
    tag : str
        The element's.
    size : float
        Its font's, CSS pixels.
    """
    row_or_cell = tag in _ROWS_AND_CELLS
    return (
        unknown(style)
        or _displaced(style, size, row_or_cell)
        or (tag != "table" and style.get("background-image", "") not in _NO_PICTURE)
        or not (_OF_ROWS if row_or_cell else _DISPLAY).fullmatch(style.get("display", ""))
        or style.get("clip-path", "") not in _NO_PICTURE
        or "url(" in style.get("content", "")
        or "font-family" in style  # kept only where it has no digits
        or any(style.get(name, "").startswith(("-", "calc")) for name in _ABOVE_0)
        or "currentcolor" in style.get("background-color", "")
        or "transparent" in style.get("text-decoration-line", "")
        or (tag in ("s", "strike", "del") and style.get("text-decoration-line") == "none")
        or not -SETTINGS.crowded_em * size <= (pixels(style.get("letter-spacing", ""), size) or 0.0) <= 2 * size
        or (tag not in ("sup", "sub") and _flat(style.get("line-height", ""), size))
        or _unread(style)
    )


def _displaced(style: Mapping[str, str], size: float, row_or_cell: bool) -> bool:
    """Return whether a number may stand in another row or column of the page than its cell."""

    def longest(*names: str) -> float:
        return max(abs(pixels(style.get(name, ""), size) or 0.0) for name in names)

    position = style.get("position", "static")
    if position in ("absolute", "fixed") or (row_or_cell and style.get("float", "none") != "none"):
        return True
    if position == "relative" and (longest("top", "bottom") >= size or longest("left", "right") >= 2 * size):
        return True
    drawn_back = min(
        pixels(style.get(f"margin-{side}", ""), size) or 0.0 for side in ("left", "top", "right", "bottom")
    )
    indent = pixels(style.get("text-indent", ""), size) or 0.0
    moved = [*re.findall(r"translate\w*\(([^)]*)\)", style.get("transform", "")), style.get("translate", "")]
    far = any(abs(pixels(part, size) or 0.0) >= size for text in moved for part in re.split(r"[\s,]+", text))
    return far or (drawn_back <= -size and not row_or_cell) or not -2.5 * size <= indent <= 8 * size


def _unread(style: Mapping[str, str]) -> bool:
    """Return whether what decides if text is seen has a value that is not read: calc(), a system colour."""
    for name in ("color", "text-fill-color", "background-color"):
        for part in words(style.get(name, "")):
            if part not in _NO_COLOUR and (read_colour(part) is None or re.fullmatch(r"[0-9a-f]+", part)):
                return True
    bracketed = (style.get(name, "") for name in ("font-size", "opacity", "zoom", "line-height", "letter-spacing"))
    return any("(" in value for value in bracketed)


def _flat(line_height: str, size: float) -> bool:
    """Return whether lines stand so close that one covers the next."""
    times = re.fullmatch(r"[\d.]+", line_height) is not None
    height = pixels(line_height, size)
    return height is not None and height * (size if times else 1.0) < size / 2


def room_px(style: Mapping[str, str], tag: str, size: float, fixed_px: float | None, around_px: float) -> float:
    """Return how wide a text an element shows whole, infinite where it cuts nothing off.

    Parameters
    ----------
    style, tag, size
        As for `unlike`.
    fixed_px : float or None
        The narrowest column of the table, where a browser gives its columns no more than they ask for.
    around_px : float
        The width of the narrowest box of the cell around it: what cuts off has its own width or fills that box.

    Examples
    --------
    >>> room_px({"display": "block", "width": "5px", "overflow-x": "hidden"}, "span", 16.0, None, 300.0)
    5.0
    """
    if _CUTTING.isdisjoint((style.get("overflow-x", ""), style.get("overflow-y", ""))):
        return float("inf")
    low = min(_side(style.get(name, ""), size) for name in ("height", "max-height")) < 0.8 * size
    if low and tag not in _ROWS_AND_CELLS:
        return 0.0
    aside = sum(pixels(style.get(name, ""), size) or 0.0 for name in ("padding-left", "padding-right", "text-indent"))
    return min(width_px(style, tag, size, fixed_px), around_px) - aside


def width_px(style: Mapping[str, str], tag: str, size: float, fixed_px: float | None) -> float:
    """Return how wide an element is at most, infinite where it is as wide as its text; see `room_px`."""
    if tag not in _ROWS_AND_CELLS:
        return min(_side(style.get(name, ""), size) for name in ("max-width", "width", "flex-basis"))
    most = _side(style.get("max-width", ""), size)
    return most if fixed_px is None else min(most, _side(style.get("width", ""), size), fixed_px)


def _side(value: str, size: float) -> float:
    """Return a box's side; nothing where it is a share of what we do not know."""
    if _OPEN_ENDED.fullmatch(value):
        return float("inf")
    return 0.0 if "%" in value else pixels(value, size) or 0.0
