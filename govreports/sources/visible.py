"""What of a web page is to be seen: each element's computed style, brought to one word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from govreports.sources.colours import contrast, mixed
from govreports.sources.css_rules import Rule, rules
from govreports.sources.look import Look, inside
from govreports.sources.media import on_screen
from govreports.sources.page_parts import Element
from govreports.sources.settings import SETTINGS
from govreports.sources.stylesheet import Stylesheet
from govreports.sources.unlike import ROWS, room_px, unlike

SEEN = "data-seen"
"""The attribute that `mark` writes: ``gone`` (takes no place), ``unseen``, ``faint`` (hardly seen), ``raised``,
``small`` (smaller than the text of its cell, or off its line) or ``moved`` (maybe before what it is written behind)."""

UNLIKE = "data-unlike"
"""The attribute that `mark` writes where an element of a cell may show other digits than it holds, or elsewhere."""

ROOM = "data-room"
"""The attribute that `mark` writes in a box of a cell that cuts off what it has no room for: half-width characters."""

BLOCK = "data-block"
"""The attribute that `mark` writes where an element that usually stands in a line of text stands apart from it."""

_TELLING = ("hidden", "color", "text", "bgcolor", "dir", "face")  # attributes that say what is seen, beside style


class _Kind(NamedTuple):
    """Elements of one tag and like attributes inside elements of one kind: the first of them, and what holds for all.

    `word` holds for all unless the kind `opens`: then it depends on what an element holds. Outside of tables a style
    that is `odd` leaves in doubt what holds no other elements: those around it lay out the page.
    """

    number: int = -1
    wrapped: Any = None
    depth: int = -1
    style: Mapping[str, str] = {}
    look: Look = Look()
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
        if kind.look.block:
            node.set(BLOCK, "")
        if kind.look.room < SETTINGS.roomy_px:
            node.set(ROOM, str(2 * kind.look.room / max(kind.look.size, 1.0)))
        if word != "gone":
            waiting.extend((child, kind) for child in node.iterchildren("*"))


class _Kinds:
    """The kinds of a page's elements: most elements of a table are of few kinds, and many kinds look alike."""

    def __init__(self, stylesheet: Stylesheet) -> None:
        self._stylesheet = stylesheet
        self._known: dict[tuple[object, ...], _Kind] = {}
        self._looks: dict[tuple[object, ...], tuple[Look, str]] = {}

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
            look = inside(around.look, node, style)._replace(variables=variables)
            self._looks[key] = look, _word(node, style, look, opens=False)
        look, word = self._looks[key]
        adds = (look.in_cell or node.tag in ROWS) and self._stylesheet.adds(wrapped, depth, variables)
        if adds and node.tag in ROWS:  # a box of a row lies over its cells
            look = look._replace(unlike=True)
        unlike = look.in_cell and (look.unlike or look.spoilt or adds)
        odd = look.spoilt or (not look.in_cell and not look.away and _is_odd(style, node.tag, max(look.size, 1.0)))
        return _Kind(len(self._known), wrapped, depth, style, look, opens, unlike, odd, word)


def _is_odd(style: Mapping[str, str], tag: str, size: float) -> bool:
    """Return whether a style outside of tables may show other digits than its text has, as in cells."""
    room = room_px(style, tag, size, None, float("inf"))
    return bool(style) and (unlike(style, tag, size) or room < SETTINGS.narrow_em * size)


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


def _word(node: Element, style: Mapping[str, str], look: Look, opens: bool) -> str:
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
