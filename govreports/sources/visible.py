"""What of a web page is to be seen: each element's computed style, brought to one word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from govreports.sources.colours import (
    BLACK,
    WHITE,
    Colour,
    contrast,
    mixed,
    read_colour,
)
from govreports.sources.css_rules import Rule, inline_style, rules, words
from govreports.sources.lengths import cut_away, moved_away, out_of_line, pixels
from govreports.sources.media import on_screen
from govreports.sources.settings import SETTINGS
from govreports.sources.stylesheet import Stylesheet, Variables
from govreports.sources.unlike import room_px, spoils, unlike

Element: TypeAlias = Any  # lxml's elements carry no types

SEEN = "data-seen"
"""The attribute that `mark` writes: ``gone`` (takes no place), ``unseen``, ``faint`` (hardly seen), ``raised``,
``small`` (smaller than the text of its cell, or off its line) or ``moved`` (maybe before what it is written behind)."""

UNLIKE = "data-unlike"
"""The attribute that `mark` writes where an element of a cell may show other digits than it holds, or elsewhere."""

ROOM = "data-room"
"""The attribute that `mark` writes in a box of a cell that cuts off what it has no room for: half-width characters."""

_OPACITY = re.compile(r"opacity\(([^)]*)\)")
_TELLING = ("hidden", "color", "text", "bgcolor", "dir")  # attributes that say what is seen, beside style
_PARTS_OF_TABLES = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "col", "colgroup"})
_INLINE = frozenset(re.findall(r"\S+", "a abbr b big cite code em font i label small span strong sub sup tt u var"))
_NO_VARIABLES = Variables({})


class _Look(NamedTuple):
    """What a stretch of text inherits: sizes in CSS pixels, colours as red, green, blue from 0 to 1."""

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
    fixed: float | None = None
    variables: Variables = _NO_VARIABLES


class _Kind(NamedTuple):
    """Elements of one tag and like attributes inside elements of one kind: the first of them, and what holds for all.

    `word` holds for all unless the kind `opens`: then it depends on what an element holds. Outside of tables a style
    that is `odd` leaves in doubt what holds no other elements: those around it lay out the page.
    """

    number: int = -1
    wrapped: Any = None
    depth: int = -1
    style: Mapping[str, str] = {}
    look: _Look = _Look()
    opens: bool = False
    unlike: bool = False
    odd: bool = False
    word: str = ""


def mark(root: Element, sheets: Mapping[str, str] | None = None) -> None:
    """Write onto each element that is not plainly seen what a reader sees of it, see `SEEN`.

    Parameters
    ----------
    root : lxml element
        The page.
    sheets : mapping of str to str
        CSS texts saved with the page, by the address under which the page links them.
    """
    _hide_what_opens(root)
    kinds = _Kinds(Stylesheet(_rules(root, sheets or {})))
    waiting = [(root, _Kind())]
    while waiting:
        node, around = waiting.pop()
        kind = kinds.of(node, around)
        word = _word(node, kind.style, kind.look, opens=True) if kind.opens else kind.word
        if word:
            node.set(SEEN, word)
        if (kind.unlike or (kind.odd and not len(node))) and word != "gone":
            node.set(UNLIKE, "")
        if kind.look.room < SETTINGS.roomy_px:
            node.set(ROOM, str(2 * kind.look.room / max(kind.look.size, 1.0)))
        if word != "gone":
            waiting.extend((child, kind) for child in node.iterchildren("*"))


class _Kinds:
    """The kinds of a page's elements: most elements of a table are of few kinds, and many kinds look alike."""

    def __init__(self, stylesheet: Stylesheet) -> None:
        self._stylesheet = stylesheet
        self._known: dict[tuple[object, ...], _Kind] = {}
        self._looks: dict[tuple[object, ...], tuple[_Look, str]] = {}

    def of(self, node: Element, around: _Kind) -> _Kind:
        alone = node if node.tag == "table" or self._stylesheet.looks_beside(node) else None
        key = (around.number, node.tag, *node.items(), alone)
        kind = self._known.get(key)
        if kind is None:
            kind = self._known[key] = self._read(node, around)
        return kind

    def _read(self, node: Element, around: _Kind) -> _Kind:
        wrapped, depth = self._stylesheet.wrap(node, around.wrapped), around.depth + 1
        style, opens, variables = self._stylesheet.style_of(wrapped, depth, around.look.variables)
        key = (node.tag, *map(node.get, _TELLING), *style.items(), variables, around.look)
        if key not in self._looks or node.tag == "table":  # whose columns tell of its cells
            look = _inside(around.look, node, style)._replace(variables=variables)
            self._looks[key] = look, _word(node, style, look, opens=False)
        look, word = self._looks[key]
        unlike = look.in_cell and (look.unlike or look.spoilt or self._stylesheet.adds(wrapped, depth, variables))
        odd = look.spoilt or (not look.in_cell and not look.away and _is_odd(style, node.tag, max(look.size, 1.0)))
        return _Kind(len(self._known), wrapped, depth, style, look, opens, unlike, odd, word)


def _is_odd(style: Mapping[str, str], tag: str, size: float) -> bool:
    """Return whether a style outside of tables may show other digits than its text has, as in cells."""
    return bool(style) and (unlike(style, tag, size) or room_px(style, tag, size, None) < SETTINGS.narrow_em * size)


def _rules(root: Element, saved: Mapping[str, str]) -> Iterator[Rule]:
    """Read the rules of a page's style elements and of the stylesheets saved with it."""
    for node in root.iter("style", "link"):
        holds = on_screen(node.get("media") or "")
        if holds is not False and node.getparent().tag not in ("noscript", "template"):
            text = "".join(node.itertext()) if node.tag == "style" else saved.get(node.get("href") or "", "")
            yield from rules(text, sure=holds is True)


def _hide_what_opens(root: Element) -> None:
    """Give what a browser displays only when a click opens it the attribute that hides in the same way."""
    for node in root.xpath("//dialog[not(@open)] | //*[@popover]"):
        node.set("hidden", "")


def _narrowest(table: Element) -> float:
    """Return the narrowest width that a table's columns and cells ask for, CSS pixels."""
    sides = (
        pixels(cell.get("width") or inline_style(cell.get("style") or "").get("width", ("",))[0], 16.0)
        for cell in table.iter("col", "td", "th")
    )
    return min((side for side in sides if side is not None), default=float("inf"))


def _inside(around: _Look, node: Element, style: Mapping[str, str]) -> _Look:
    """Add to what the elements around say what an element says itself."""
    table_part = node.tag in _PARTS_OF_TABLES
    size = pixels(style.get("font-size", "").replace("initial", "medium"), around.size)
    size = (around.size if size is None else size) * _zoomed(style)
    inline = node.tag in _INLINE and style.get("display", "inline") == "inline"
    fixed = around.fixed
    if node.tag == "table":
        fixed = _narrowest(node) if style.get("table-layout") == "fixed" else None
    raised = node.tag in ("sup", "sub") or (not table_part and style.get("vertical-align") in ("super", "sub"))
    opacity = around.opacity * _share(style.get("opacity")) * _filtered(style)
    away = around.away or moved_away(style) or _struck(style) or cut_away(style, inline=inline)
    # What is gone for good, whatever its children say, shows no digits.
    lost = away or opacity < SETTINGS.unseen_opacity_share
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
        in_cell=around.in_cell or node.tag in ("td", "th") or style.get("display") == "table-cell",
        unlike=(around.unlike and node.tag != "table")
        or ((table_part or around.in_cell) and not lost and unlike(style, node.tag, max(size, 1.0))),
        spoilt=around.spoilt or (not lost and spoils(style)),
        room=around.room if lost else _room(around, node, style, size, fixed, inline),
        fixed=fixed,
    )


def _room(
    around: _Look, node: Element, style: Mapping[str, str], size: float, fixed: float | None, inline: bool
) -> float:
    """Return how wide a text the boxes of a cell show whole; a browser gives what stands in a line no width."""
    if node.tag == "table" or not (around.in_cell or node.tag in ("td", "th")):
        return float("inf")
    return around.room if inline and not out_of_line(style) else min(around.room, room_px(style, node.tag, size, fixed))


def _reversed(node: Element, style: Mapping[str, str], around: bool) -> bool:
    direction = style.get("direction") or (node.get("dir") or "").lower()
    return around or node.tag == "bdo" or direction == "rtl" or "override" in style.get("unicode-bidi", "")


def _zoomed(style: Mapping[str, str]) -> float:
    return _share(style.get("zoom")) if style.get("zoom", "1") != "normal" else 1.0


def _word(node: Element, style: Mapping[str, str], look: _Look, opens: bool) -> str:
    """Bring a look to one word, see `SEEN`; "" for what is plainly seen."""
    if _gone(node, style) and not (opens and (not look.in_cell or node.find(".//table") is not None)):
        return "gone"
    strength = contrast(mixed(look.colour, look.ground, look.opacity), look.ground)
    if not look.visible or look.away or look.opacity < SETTINGS.unseen_opacity_share or look.size < SETTINGS.unseen_px:
        return "unseen"
    if strength < SETTINGS.unseen_contrast:
        return "unseen"
    pale = look.opacity < SETTINGS.faint_opacity_share or strength < SETTINGS.faint_contrast
    if pale or look.size < SETTINGS.faint_px or look.reversed:
        return "faint"
    small = look.size < SETTINGS.note_digit_share * look.block_size
    if look.raised or (look.in_cell and look.lifted and small):
        return "raised"
    if look.in_cell and look.moved:
        return "moved"
    return "small" if look.in_cell and (look.shifted or small) else ""


def _gone(node: Element, style: Mapping[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or (node.get("hidden") is not None and style.get("display") is None)
        or (node.tag in ("tr", "tbody", "thead", "tfoot") and style.get("visibility") == "collapse")
    )


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
    shifted |= style.get("margin-left", "").startswith("-")
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


def _colour(node: Element, style: Mapping[str, str], around: _Look) -> Colour:
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
