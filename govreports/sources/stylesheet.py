"""The style rules of a page that a desktop's screen applies, and which of them hold for an element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Any, TypeAlias

from govreports.sources.settings import SETTINGS

Wrapped: TypeAlias = Any  # cssselect2's elements carry no types
Style: TypeAlias = dict[str, str]

# What decides whether text is seen; everything else of a stylesheet is passed over.
_PROPERTIES = frozenset(
    re.findall(
        r"\S+",
        """display visibility opacity color background background-color background-image font font-size
        text-decoration text-decoration-line position left top right bottom margin-left margin-top text-indent
        transform clip clip-path width height max-width max-height overflow overflow-x overflow-y vertical-align
        mso-hide unicode-bidi -webkit-text-fill-color float filter content content-visibility scale translate
        flex-direction flex-flow order""",
    )
)
_ELSEWHERE = re.compile(r"(?<!not )\b(?:print|speech|handheld|tv|projection|braille)\b|\bnot\s+(?:all|screen)\b")
_FEATURE = re.compile(r"\(\s*(min|max)-(?:device-)?(width|height)\s*:\s*([\d.]+)\s*(px|em|rem)?\s*\)")
_DYNAMIC = re.compile(r":(?:hover|focus|active|target)", re.IGNORECASE)
_ADDED = re.compile(r"[\"'].*\d|attr\(|counters?\(")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_ATTRIBUTE = re.compile(r"attr\(\s*([\w-]+)")
# Pseudo-classes that say nothing of an element's neighbours or content: they hold never, or by its attributes alone.
_APART = frozenset(re.findall(r"[\w-]+", "link visited hover focus active target before after first-line first-letter"))


class Stylesheet:
    """The rules of a page's style elements, in force on a desktop's screen.

    Parameters
    ----------
    sheets : iterable of str
        CSS texts in the order of the page.

    Notes
    -----
    Reading is linear in the length of the texts (a portal's page carries 400 KB of them); an element is tried only
    against the rules that name its id, a class or its tag.
    """

    def __init__(self, sheets: Iterable[str]) -> None:
        from cssselect2 import Matcher

        self._matcher = Matcher()
        self._adding = Matcher()
        self._variables: dict[str, str] = {}
        self._opens: dict[str, list[frozenset[str]]] = {}
        self._has_rules = False
        self._beside: set[str] = set()
        self._children: dict[Any, dict[Any, Wrapped]] = {}
        for sheet in sheets:
            for prelude, style in _rules(sheet):
                self._add(prelude, style)

    def _add(self, prelude: list[Any], style: Mapping[str, tuple[str, bool]]) -> None:
        from cssselect2 import SelectorError, compile_selector_list

        self._variables |= {name: value for name, (value, _) in style.items() if name.startswith("--")}
        try:
            selectors = compile_selector_list(prelude)
        except SelectorError:  # a browser passes over it too
            return
        self._beside.update(_chosen_by_neighbours(prelude))
        names = [frozenset(re.findall(r"[.#][\w-]+", text)) for text in _last_parts(prelude)]
        for selector, own in zip(selectors, names, strict=False):
            self._has_rules = True
            if selector.pseudo_element is None:
                self._matcher.add_selector(selector, (style, own))
            elif selector.pseudo_element in ("before", "after") and _ADDED.search(style.get("content", ("", False))[0]):
                self._adding.add_selector(selector, style["content"][0])
        if style.get("display", ("none",))[0] != "none":
            for own in names:
                for name in own:
                    self._opens.setdefault(name, []).append(own)

    def looks_beside(self, node: Any) -> bool:
        """Return whether a rule may choose an element by its neighbours or content (``tr:nth-child(2)``, ``b + i``).

        Where none does, elements of one tag and like attributes inside like elements have one style.
        """
        if not self._beside:
            return False
        names = f"* {node.tag} {node.get('class') or ''} {node.get('id') or ''}"
        return not self._beside.isdisjoint(names.lower().split())

    def wrap(self, node: Any, around: Wrapped | None) -> Wrapped:
        """Wrap an element for `style_of`: alone, or with its neighbours where a rule may look at them.

        `around` is its wrapped parent, or one like it.
        """
        from cssselect2 import ElementWrapper

        above = node.getparent()
        if around is None or above is None or not self.looks_beside(node):
            return ElementWrapper(node, around, 0, None, in_html_document=True)
        if above not in self._children:
            same = around.etree_element is above
            parent = around if same else ElementWrapper(above, around.parent, 0, None, in_html_document=True)
            self._children[above] = {child.etree_element: _unchained(child) for child in parent.iter_children()}
        return self._children[above][node]

    def adds_digits(self, element: Wrapped, depth: int) -> bool:
        """Return whether a rule prints digits before or after an element that stand nowhere in the page's text."""
        for *_, content in self._adding.match(element) if self._reaches(depth) else ():
            attribute = _ATTRIBUTE.search(content)
            shown = content if attribute is None else element.etree_element.get(attribute[1]) or ""
            if "counter" in content or re.search(r"\d", shown):
                return True
        return False

    def style_of(self, element: Wrapped, depth: int) -> tuple[Style, bool]:
        """Return the properties that hold for an element, its own `style` among them, and whether it may open.

        An element may open where a rule hides it that another one displays again (a tab, a menu that a click opens).
        """
        found: dict[str, tuple[str, bool]] = {}
        hiding: frozenset[str] | None = None
        for *_, (style, names) in self._matcher.match(element) if self._reaches(depth) else ():
            for name, (value, important) in style.items():
                if important or not found.get(name, ("", False))[1]:
                    found[name] = value, important
                    if name == "display":
                        hiding = names if value == "none" else None
        for name, (value, important) in inline_style(element.etree_element.get("style") or "").items():
            if important or not found.get(name, ("", False))[1]:
                found[name] = value, important
                hiding = None if name == "display" else hiding
        opens = hiding is not None and any(hiding <= shown for name in hiding for shown in self._opens.get(name, ()))
        return {name: self._resolved(value) for name, (value, _) in found.items()}, opens

    def _reaches(self, depth: int) -> bool:
        """Return whether there are rules to match at a depth."""
        return self._has_rules and depth < SETTINGS.nested_elements

    def _resolved(self, value: str) -> str:
        """Return a value with its variables' values: those that any rule gives them, since one page gives them once."""
        if "var(" not in value:
            return value
        return _VARIABLE.sub(lambda match: self._variables.get(match[1], match[2] or ""), value)


@lru_cache(maxsize=4096)
def inline_style(text: str) -> Mapping[str, tuple[str, bool]]:
    """Read a `style` attribute: each property with its value and whether it is important.

    Examples
    --------
    >>> inline_style("COLOR: #FFF !important; border: 0")
    {'color': ('#fff', True)}
    """
    if not text:
        return {}
    import tinycss2

    return _declarations(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))


def _declarations(nodes: Iterable[Any]) -> dict[str, tuple[str, bool]]:
    import tinycss2

    return {
        node.lower_name: (tinycss2.serialize(node.value).strip().lower(), node.important)
        for node in nodes
        if node.type == "declaration" and (node.lower_name in _PROPERTIES or node.lower_name.startswith("--"))
    }


def _rules(sheet: str) -> Iterator[tuple[list[Any], dict[str, tuple[str, bool]]]]:
    """Read the rules of a sheet that hold on a screen and say something of what is seen."""
    import tinycss2

    # Rules in their order, as the cascade needs them; a stack of its own, since at-rules nest.
    open_lists = [iter(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))]
    while open_lists:
        rule = next(open_lists[-1], None)
        if rule is None:
            open_lists.pop()
        elif rule.type == "qualified-rule":
            nodes = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            style = _declarations(nodes)
            if style:
                yield rule.prelude, style
        elif rule.type == "at-rule" and rule.content is not None and _applies(rule):
            open_lists.append(iter(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)))


def _applies(rule: Any) -> bool:
    import tinycss2

    if rule.lower_at_keyword in ("supports", "layer"):
        return True
    return rule.lower_at_keyword == "media" and on_screen(tinycss2.serialize(rule.prelude))


def on_screen(media: str) -> bool:
    """Return whether a media query holds for a desktop's screen.

    Examples
    --------
    >>> on_screen("print"), on_screen("screen and (min-width:600px)"), on_screen("(max-width: 768px)"), on_screen("")
    (False, True, False, True)
    """
    return any(_holds(query.strip().lower()) for query in media.split(","))


def _holds(query: str) -> bool:
    if _ELSEWHERE.search(query):
        return False
    for bound, side, number, unit in _FEATURE.findall(query):
        pixels = float(number) * (16 if unit in ("em", "rem") else 1)
        size = SETTINGS.window_px[side == "height"]
        if (size < pixels) if bound == "min" else (size > pixels):
            return False
    return not re.search(r"orientation\s*:\s*portrait|prefers-color-scheme\s*:\s*dark", query)


def _chosen_by_neighbours(prelude: list[Any]) -> Iterator[str]:
    """List a name (tag, class or id) of every element whose place or content a selector asks for; ``*`` without one."""
    compound: list[Any] = []
    follows = False
    for token in [*prelude, None]:
        if token is not None and token.type != "whitespace" and token not in (",", ">", "+", "~"):
            compound.append(token)
            continue
        if compound:
            pseudo = [name for colon, name in pairwise(compound) if colon == ":" and name != ":"]
            if follows or any(name.type == "function" or name.lower_value not in _APART for name in pseudo):
                own = takewhile(lambda part: part != ":", compound)
                yield ["*", *(part.value.lower() for part in own if part.type in ("ident", "hash"))][-1]
            compound, follows = [], False
        follows |= token is not None and token in ("+", "~")


def _unchained(element: Wrapped) -> Wrapped:
    """Forget the siblings far before an element: `~` would look at all of them, and recursively."""
    if element.index % SETTINGS.known_siblings == 0:
        element.previous = None
    return element


def _last_parts(prelude: list[Any]) -> list[str]:
    """Return of each selector of a list its last compound: what names the element itself."""
    import tinycss2

    text = tinycss2.serialize(prelude)
    parts = [re.split(r"[\s>+~]+", selector.strip())[-1] for selector in text.split(",")]
    # What only a pointer over it displays is a tooltip, no tab.
    return ["" if _DYNAMIC.search(selector) else part for selector, part in zip(text.split(","), parts, strict=True)]
