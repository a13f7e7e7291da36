"""The text of a stretch of a web page: its lines as a browser breaks them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from govreports.sources.characters import RAISED
from govreports.sources.page_parts import FILLED, TEXT_LEVEL, Element
from govreports.sources.visible import BLOCK, ROOM, SEEN, UNLIKE

_AROUND = frozenset(
    re.findall(
        r"\S+",
        """script style noscript template head nav footer aside iframe object embed svg canvas map audio video datalist
        noframes noembed meter progress rp rt rtc del s strike""",
    )
)
# What draws without text, and what fills an element while the page loads.
_DRAWN = frozenset({"svg", "canvas", "iframe", "object", "embed", "meter", "progress", "video", "audio", "math"})
_SHOWS_OTHERWISE = frozenset({"math", "details", "marquee"})  # beside the items of a list that a browser numbers
_STRUCK = frozenset({"del", "s", "strike"})
_FILLS = frozenset({"script", "template"})
_BOUND = frozenset({"v-text", "v-html", "ng-bind", "ng-bind-html", "x-text", "data-bind", "th:text"})
_NUMBER = re.compile(r"[\s\d.,，]*\d[\s\d.,，]*")
_TURNED = re.compile("[\u202e\u2067]")  # what follows is written from right to left
_UNREAD = "\ufffd"  # what a line of digits in doubt ends with: no number is read from it
_SPACE = re.compile(r"[ \t\n\f\r]+")
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
# Between the links of a navigation line.
_SEPARATORS = re.compile(r"[\s|｜/>＞»·•,，、\-—\[\]【】()（）]*")


def is_hidden(element: Element) -> bool:
    """Return whether an element takes no place on the page: no part of the article, or not displayed."""
    return (
        element.tag in _AROUND
        or element.get(SEEN) == "gone"
        or (element.tag == "button" and not _NUMBER.fullmatch("".join(element.itertext())))
        or (element.tag == "option" and not _is_chosen(element))
        or (element.tag == "input" and (element.get("type") or "text").lower() not in {"text", "number"})
    )


def _is_chosen(option: Element) -> bool:
    """Return whether a page shows an option: the chosen one, else the first; a box of several lines shows all."""
    select = next(option.iterancestors("select"), None)
    if select is None or select.get("multiple") is not None or (select.get("size") or "1") not in ("0", "1"):
        return True
    options = list(select.iter("option"))
    chosen = [known for known in options if known.get("selected") is not None]
    return option is (chosen[-1] if chosen else options[0])


def walk(root: Element, over: Collection[Element] = ()) -> Iterator[tuple[str, Element]]:
    """Go through a page in reading order, giving ``("enter", e)`` … ``("leave", e)`` for every element.

    Elements that are gone and those of `over` are passed over whole: ``("pass", e)``. Iterative, since a page of
    unclosed tags nests deeper than Python's stack.
    """
    yield "enter", root
    around = [(root, iter(root))]
    while around:
        element, children = around[-1]
        for child in children:
            if child in over or is_hidden(child):
                yield "pass", child
            else:
                yield "enter", child
                around.append((child, iter(child)))
                break
        else:
            around.pop()
            yield "leave", element


def clean(text: str) -> str:
    """Bring every kind of blank to one plain blank and drop what has no width."""
    return " ".join(_NO_WIDTH.sub("", text).split())


class _Style(NamedTuple):
    """What the elements around a piece of text say of it."""

    link: bool = False
    seen: str = ""
    preformatted: bool = False
    unlike: bool = False

    def inside(self, element: Element) -> _Style:
        """Add what an element says."""
        tag, seen = element.tag, element.get(SEEN) or ""
        unlike = self.unlike or element.get(UNLIKE) is not None or _too_long(element)
        if seen == self.seen and unlike == self.unlike and tag not in ("a", "pre"):
            return self
        link = self.link or (tag == "a" and element.get("href") is not None)
        return _Style(link, seen, self.preformatted or tag == "pre", unlike)


def _too_long(element: Element) -> bool:
    room = element.get(ROOM)
    return room is not None and float(room) < len("".join(element.itertext()).strip())


class Text:
    """Collect text while a walk enters and leaves elements.

    Parameters
    ----------
    in_lines : bool
        Whether it is the text of lines outside of tables: these have no reason of doubt, so digits in doubt are no
        number there.

    Attributes
    ----------
    picture, filled, hidden, struck : bool
        True where a picture larger than a spacer stands in the text; where a program fills a part of it; where digits
        stand that nobody sees; where digits are struck out.
    room : float
        How many half-width characters show in the narrowest box around it that cuts off the rest.
    doubt : str or None
        ``hidden_text`` where a part is hardly seen, ``raised_digits`` where digits run on in another size or height,
        ``text_unlike_ink`` where a style prints digits or turns them, ``no_value`` where a program writes the text.
    """

    def __init__(self, *, in_lines: bool = False) -> None:
        self._in_lines = in_lines
        self.picture = self.filled = self.hidden = self.struck = False
        self.room = float("inf")
        self.doubt: str | None = None
        self._ends_with = ("", "")
        self._pieces: list[tuple[str, bool]] = []
        self._styles = [_Style()]

    def enter(self, element: Element) -> None:
        """Take up an element's beginning and its first text."""
        self._styles.append(self._styles[-1].inside(element))
        self._break_at(element)
        tag, own = element.tag, element.keys()
        self.doubt = "text_unlike_ink" if UNLIKE in own else self.doubt
        self.room = min(self.room, float(element.get(ROOM))) if ROOM in own else self.room
        self.picture |= (tag == "img" and not _spacer(element)) or tag in _DRAWN or _icon(element)
        self.filled |= "placeholder" in own
        if FILLED in own or not _BOUND.isdisjoint(own):
            self.doubt = "no_value"
        if (tag == "li" and element.getparent().tag == "ol") or tag in _SHOWS_OTHERWISE:
            self.doubt = "text_unlike_ink"
        self._add(element.get("value") if tag == "input" else element.text)

    def leave(self, element: Element) -> None:
        """Take up an element's end and the text after it."""
        self._styles.pop()
        self._break_at(element)
        self._add(element.tail)

    def pass_over(self, element: Element) -> None:
        """Take up only the text after an element, and that it may show something."""
        self.struck |= (
            element.tag in _STRUCK and element.get(SEEN) != "gone" and any(map(str.isdigit, element.text or ""))
        )
        self.picture |= element.tag in _DRAWN
        self.filled |= element.tag in _FILLS
        self.doubt = "text_unlike_ink" if element.get(UNLIKE) is not None else self.doubt
        if element.tag == "script" and "document.write" in (element.text or ""):
            self.doubt = "no_value"
        self._add(element.tail)

    def take(self) -> list[tuple[str, bool]]:
        """Return the lines so far, each with whether it is a link from end to end, and begin anew."""
        lines = list(_lines(self._pieces))
        self._pieces = []
        return lines

    def _add(self, text: str | None) -> None:
        style = self._styles[-1]
        if not text:
            return
        if style.seen == "unseen":
            self.hidden |= any(map(str.isdigit, text))
            return
        text = text if style.preformatted else _SPACE.sub(" ", text)
        if style.seen == "faint" and text.strip():
            self.doubt = "hidden_text"
        if self._in_lines and (style.unlike or style.seen == "faint") and any(map(str.isdigit, text)):
            text = text.rstrip() + _UNREAD
        if _TURNED.search(text):
            self.doubt = "text_unlike_ink"
        last, how = self._ends_with
        if "small" in (how, style.seen) and how != style.seen and last.isdigit() and text[0].isdigit():
            self.doubt = self.doubt or "raised_digits"
            # The number is likelier what is set large; the doubt stays.
            text = text.translate(RAISED) if style.seen == "small" else text
        if "moved" in (how, style.seen) and last.isdigit() and text[0].isdigit():
            self.doubt = "text_unlike_ink"
        self._ends_with = text[-1], style.seen
        self._pieces.append((text.translate(RAISED) if style.seen == "raised" else text, style.link))

    def _break_at(self, element: Element) -> None:
        if element.tag not in TEXT_LEVEL or element.get(BLOCK) is not None:
            self._pieces.append(("\n", False))
        if element.tag not in TEXT_LEVEL:  # pieces of a line that are laid out as boxes may stand in another order
            self._ends_with = "", ""


def text_of(element: Element) -> Text:
    """Collect the text inside one element."""
    text = Text()
    for event, inner in walk(element):
        if event == "enter":
            text.enter(inner)
        elif event == "leave" and inner is not element:
            text.leave(inner)
        elif event == "pass":
            text.pass_over(inner)
    return text


def _lines(pieces: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    text = "".join(piece for piece, _ in pieces)
    unlinked = "".join("\n" * piece.count("\n") if link else piece for piece, link in pieces)
    for line, rest in zip(text.split("\n"), unlinked.split("\n"), strict=True):
        if whole := _tidy(line):
            yield whole, _SEPARATORS.fullmatch(rest) is not None


def _tidy(line: str) -> str:
    """Keep the tabs of preformatted text: they part cells."""
    return "\t".join(map(clean, line.split("\t"))) if line.strip() else ""


def _icon(element: Element) -> bool:
    """Return whether an element shows a sign of an icon font: it has a class and no text."""
    return element.tag == "i" and element.get("class") is not None and not len(element) and not element.text


def _spacer(image: Element) -> bool:
    sizes = [re.match(r"\d+", image.get(side) or "") for side in ("width", "height")]
    return any(size is not None and int(size[0]) <= 3 for size in sizes)
