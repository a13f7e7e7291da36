"""What a stretch of a web page's text inherits from the elements around it, and what an element adds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from govreports.sources.characters import OF_SIGNS
from govreports.sources.colours import BLACK, WHITE, Colour, mixed, read_colour
from govreports.sources.css_rules import inline_style, words
from govreports.sources.lengths import cut_away, moved_away, out_of_line, pixels
from govreports.sources.page_parts import TEXT_LEVEL, Element
from govreports.sources.settings import SETTINGS
from govreports.sources.stylesheet import Variables
from govreports.sources.unlike import ROWS, room_px, spoils, unlike, width_px

_OPACITY = re.compile(r"opacity\(([^)]*)\)")
_PARTS_OF_TABLES = ROWS | {"td", "th", "caption", "col", "colgroup"}
_INLINE = TEXT_LEVEL - {"img", "input", "select", "button"}  # these have a width
_LAYS_OUT = frozenset({"flex", "grid", "inline-flex", "inline-grid"})  # each child is a box, also a text-level one
_LINE_OF_ITS_OWN = frozenset({"block", "flow-root", "list-item", "table", "flex", "grid"})
_NO_VARIABLES = Variables({})


class Look(NamedTuple):
    """What a stretch of text inherits: sizes in CSS pixels, colours as red, green, blue from 0 to 1.

    `block` and `lays_out` are of the innermost element: it breaks its line, its children are boxes beside each other.
    """

    visible: bool = True
    opacity: float = 1.0
    size: float = 16.0
    block_size: float = 16.0
    colour: Colour = BLACK
    ground: Colour | None = WHITE
    away: bool = False
    reversed: bool = False
    moved: bool = False
    raised: bool = False
    shifted: bool = False
    lifted: bool = False
    in_cell: bool = False
    unlike: bool = False
    spoilt: bool = False
    room: float = float("inf")
    width: float = float("inf")
    fixed: float | None = None
    block: bool = False
    lays_out: bool = False
    variables: Variables = _NO_VARIABLES


def inside(around: Look, node: Element, style: Mapping[str, str]) -> Look:
    """Add to what the elements around say what an element says itself."""
    table_part = node.tag in _PARTS_OF_TABLES
    size = pixels(style.get("font-size", "").replace("initial", "medium"), around.size)
    size = (around.size if size is None else size) * _zoomed(style)
    display = style.get("display", "")
    inline = node.tag in _INLINE and display in ("", "inline") and not around.lays_out
    fixed = around.fixed
    if node.tag == "table":
        fixed = _narrowest(node) if style.get("table-layout") == "fixed" else None
    raised = node.tag in ("sup", "sub") or (not table_part and style.get("vertical-align") in ("super", "sub"))
    opacity = around.opacity * _share(style.get("opacity")) * _filtered(style)
    away = around.away or moved_away(style) or _struck(style) or cut_away(style, inline=inline)
    # What is gone for good, whatever its children say, shows no digits.
    lost = away or opacity < SETTINGS.unseen_opacity_share
    room, width = _room(around, node, style, size, fixed, inline)
    return around._replace(
        visible=_visible(style, around.visible),
        opacity=opacity,
        size=size,
        block_size=around.block_size if around.in_cell and not table_part else size,
        colour=_colour(node, style, around),
        ground=_ground(node, style, around.ground),
        away=away,
        reversed=_reversed(node, style, around.reversed),
        moved=not table_part and (around.moved or _moved(style)),
        raised=raised or (around.raised and not table_part),
        shifted=not table_part and (around.shifted or abs(_shift(style, size)) >= size / 4),
        lifted=not table_part and (around.lifted or _shift(style, size) >= size / 4),
        in_cell=around.in_cell or node.tag in ("td", "th") or display == "table-cell",
        unlike=(around.unlike and node.tag != "table")
        or ((table_part or around.in_cell) and not lost and _unlike(node, style, size)),
        spoilt=around.spoilt or (not lost and spoils(style)),
        room=around.room if lost else room,
        width=width,
        fixed=fixed,
        block=node.tag in TEXT_LEVEL and (around.lays_out or display in _LINE_OF_ITS_OWN),
        lays_out=display in _LAYS_OUT,
    )


def _unlike(node: Element, style: Mapping[str, str], size: float) -> bool:
    return unlike(style, node.tag, max(size, 1.0)) or OF_SIGNS.search(node.get("face") or "") is not None


def _room(
    around: Look, node: Element, style: Mapping[str, str], size: float, fixed: float | None, inline: bool
) -> tuple[float, float]:
    """Return how wide a text the boxes of a cell show whole, and how wide the narrowest of them is.

    A browser gives what stands in a line no width.
    """
    if node.tag == "table" or not (around.in_cell or node.tag in ("td", "th")):
        return float("inf"), float("inf")
    if inline and not out_of_line(style):
        return around.room, around.width
    room = room_px(style, node.tag, size, fixed, around.width)
    return min(around.room, room), min(around.width, width_px(style, node.tag, size, fixed))


def _narrowest(table: Element) -> float:
    """Return the narrowest width that a table's columns and cells ask for, CSS pixels."""
    sides = (
        pixels(cell.get("width") or inline_style(cell.get("style") or "").get("width", ("",))[0], 16.0)
        for cell in table.iter("col", "td", "th")
    )
    return min((side for side in sides if side is not None), default=float("inf"))


def _reversed(node: Element, style: Mapping[str, str], around: bool) -> bool:
    direction = style.get("direction") or (node.get("dir") or "").lower()
    return around or node.tag == "bdo" or direction == "rtl" or "override" in style.get("unicode-bidi", "")


def _zoomed(style: Mapping[str, str]) -> float:
    return _share(style.get("zoom")) if style.get("zoom", "1") != "normal" else 1.0


def _visible(style: Mapping[str, str], around: bool) -> bool:
    visibility = style.get("visibility", "")
    if style.get("content-visibility") == "hidden":
        return False
    return {"visible": True, "hidden": False, "collapse": False}.get(visibility, around)


def _moved(style: Mapping[str, str]) -> bool:
    """Return whether pieces of text may stand in another order than they are written in."""
    flow = style.get("flex-direction", "") + style.get("flex-wrap", "")
    shifted = style.get("position", "static") != "static" and not {"left", "right"}.isdisjoint(style)
    shifted |= "translate" in style or "translate" in style.get("transform", "")
    shifted |= any(style.get(name, "").startswith("-") for name in ("margin-left", "text-indent"))
    return style.get("float") == "right" or "reverse" in flow or style.get("order", "0") != "0" or shifted


def _share(text: str | None) -> float:
    try:
        number = float((text or "1").rstrip("%"))
    except ValueError:
        return 1.0
    return min(max(number / 100 if text and text.endswith("%") else number, 0.0), 1.0)


def _filtered(style: Mapping[str, str]) -> float:
    found = _OPACITY.search(style.get("filter", ""))
    return _share(found[1]) if found else 1.0


def _shift(style: Mapping[str, str], size: float) -> float:
    """Return how far text stands above its line, as a note's number may; less than a quarter of it is a correction."""
    if style.get("position") != "relative":
        return pixels(style.get("vertical-align") or "", size) or 0.0
    return (pixels(style.get("bottom") or "", size) or 0.0) - (pixels(style.get("top") or "", size) or 0.0)


def _struck(style: Mapping[str, str]) -> bool:
    line = style.get("text-decoration-line", "")
    return "line-through" in line and "transparent" not in line


def _colour(node: Element, style: Mapping[str, str], around: Look) -> Colour:
    own = style.get("text-fill-color") or style.get("color") or ""
    if not own and node.tag in ("font", "body"):
        own = node.get("color" if node.tag == "font" else "text") or ""
    colour = BLACK if own == "initial" else read_colour(own)
    return around.colour if colour is None else colour


def _ground(node: Element, style: Mapping[str, str], around: Colour | None) -> Colour | None:
    """Return the colour behind an element's text; None where a picture lies there."""
    if "(" in style.get("background-image", ""):
        return None
    own = style.get("background-color") or node.get("bgcolor") or ""
    found = [colour for part in words(own) if (colour := read_colour(part)) is not None]
    return mixed(found[0], around, 1.0) if found else around
