"""Which of a page's style rules hold for an element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, takewhile
from typing import Any, NamedTuple, TypeAlias

from govreports.sources.css_names import UNSURE
from govreports.sources.css_rules import Declared, Rule, inline_style
from govreports.sources.settings import SETTINGS

Wrapped: TypeAlias = Any  # cssselect2's elements carry no types
Style: TypeAlias = dict[str, str]

_DYNAMIC = re.compile(r":(?:hover|focus|active|target)", re.IGNORECASE)
_PSEUDO = re.compile(r":[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_ATTRIBUTE = re.compile(r"attr\(\s*([\w-]+)")
# Of a box beside digits, what may lay it over them.
_OVER = re.compile(r"position: (?:absolute|fixed)|(?:left|right|top|bottom|translate|transform): .*[1-9]|margin-.*: -")


# Pseudo-classes that say nothing of an element's neighbours or content: they hold never, or by its attributes alone.
_APART = frozenset(re.findall(r"[\w-]+", "link visited hover focus active target before after first-line first-letter"))


class Variables:
    """The custom properties that hold for an element and what is inside it."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._inside: dict[tuple[tuple[str, str], ...], Variables] = {}

    def inside(self, own: Mapping[str, str]) -> Variables:
        """Return those of an element that sets some: the same object for the same ones, since tables repeat."""
        if all(self._values.get(name) == value for name, value in own.items()):
            return self
        key = tuple(own.items())
        if key not in self._inside:
            self._inside[key] = Variables({**self._values, **{name: self.resolved(own[name]) for name in own}})
        return self._inside[key]

    def resolved(self, value: str) -> str:
        """Return a value with its variables' values in their place."""
        for _ in range(SETTINGS.nested_variables):
            if "var(" not in value:
                break
            value = _VARIABLE.sub(lambda match: self._values.get(match[1], match[2] or "").strip(), value)
        return value


class Holding(NamedTuple):
    """What holds for an element: its properties, whether it may open, and the variables inside it."""

    style: Style
    opens: bool
    variables: Variables


class Stylesheet:
    """The rules of a page, in force on a desktop's screen.

    Parameters
    ----------
    rules : iterable of Rule
        In the order of the page.

    Notes
    -----
    Reading is linear in the length of the texts (a portal's page carries 400 KB of them); an element is tried only
    against the rules that name its id, a class or its tag.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        from cssselect2 import Matcher

        self._matcher = Matcher()
        self._boxes = Matcher()
        self._beside: set[str] = set()
        self._children: dict[Any, dict[Any, Wrapped]] = {}
        self._opens: dict[str, list[frozenset[str]]] = {}
        self._layers: dict[str, int] = {}
        self._has_rules = False
        for rule in rules:
            self._layers.setdefault(rule.layer, len(self._layers))
            if rule.style:
                self._add(rule)

    def _add(self, rule: Rule) -> None:
        selectors, style = _selectors(rule)
        self._beside.update(_chosen_by_neighbours(rule.prelude))
        names = [frozenset(re.findall(r"[.#][\w-]+", text)) for text in _last_parts(rule.prelude)]
        for selector, own in zip(selectors, names, strict=False):
            self._has_rules = True
            if selector.pseudo_element is None:
                self._matcher.add_selector(selector, (style, own, rule.layer))
            else:
                self._boxes.add_selector(selector, (selector.pseudo_element, style))
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

    def adds(self, element: Wrapped, depth: int, variables: Variables) -> bool:
        """Return whether rules print digits before or after an element, or lay a box over it, or set a part apart."""
        boxes: dict[str, Style] = {}
        for *_, (pseudo, style) in self._boxes.match(element) if self._reaches(depth) else ():
            if pseudo in ("first-letter", "first-line"):
                return True
            box = boxes.setdefault(pseudo, {})
            box |= {name: variables.resolved(value) for name, (value, _) in style.items()}
        return any(_bears_on_digits(box, element) for box in boxes.values())

    def style_of(self, element: Wrapped, depth: int, variables: Variables) -> Holding:
        """Return the properties that hold for an element, its own `style` among them, and whether it may open.

        An element may open where a rule hides it that another one displays again (a tab, a menu that a click opens).
        """
        found: dict[str, tuple[str, bool, int]] = {}
        hiding: frozenset[str] | None = None
        for declared, names, layer in self._matched(element) if self._reaches(depth) else ():
            place = self._layers[layer] if layer else len(self._layers)
            if _cascade(found, declared, place):
                hiding = names if declared["display"][0] == "none" else None
        if _cascade(found, inline_style(element.etree_element.get("style") or ""), len(self._layers)):
            hiding = None
        opens = hiding is not None and any(hiding <= shown for name in hiding for shown in self._opens.get(name, ()))
        own = {name: value for name, (value, *_) in found.items() if name.startswith("--")}
        inside = variables.inside(own) if own else variables
        style = {name: inside.resolved(value) for name, (value, *_) in found.items() if name not in own}
        return Holding(style, opens, inside)

    def _matched(self, element: Wrapped) -> list[tuple[Declared, frozenset[str], str]]:
        """Return what the rules declare for an element, the strongest last."""
        matched = [payload for *_, payload in self._matcher.match(element)]
        if len(self._layers) > 1:  # rules outside all layers win
            matched.sort(key=lambda payload: self._layers[payload[2]] if payload[2] else len(self._layers))
        return matched

    def _reaches(self, depth: int) -> bool:
        """Return whether there are rules to match at a depth."""
        return self._has_rules and depth < SETTINGS.nested_elements


def _cascade(found: dict[str, tuple[str, bool, int]], declared: Declared, layer: int) -> bool:
    """Lay a rule's properties over those of weaker ones; return whether its `display` holds."""
    displays = False
    for name, (value, important) in declared.items():
        _, known_important, known_layer = found.get(name, ("", False, layer))
        # Of important ones the earlier layer wins.
        if (important and (not known_important or known_layer == layer)) or not (important or known_important):
            found[name] = value, important, layer
            displays |= name == "display"
    return displays


def _selectors(rule: Rule) -> tuple[list[Any], Declared]:
    """Return a rule's selectors and what it declares: only that it may hold where a selector is not known here."""
    import tinycss2
    from cssselect2 import SelectorError, compile_selector_list

    try:
        return compile_selector_list(rule.prelude), rule.style
    except SelectorError:
        parts = [_PSEUDO.sub("", part).strip() for part in tinycss2.serialize(rule.prelude).split(",")]
    try:
        if not all(parts) or any(":" in part for part in parts):  # another browser's, or a shadow tree's host
            return [], {}
        return compile_selector_list(",".join(parts)), {UNSURE: ("", False)}
    except SelectorError:
        return [], {}


def _bears_on_digits(box: Style, element: Wrapped) -> bool:
    """Return whether a box that rules put beside an element's text shows digits or a picture, or may lie over it."""
    content = box.get("content", "none")
    if content in ("none", "normal") or box.get("display") == "none":
        return False
    attribute = _ATTRIBUTE.search(content)
    shown = content if attribute is None else element.etree_element.get(attribute[1]) or ""
    over = any(_OVER.match(f"{name}: {value}") for name, value in box.items())
    drawn = any(name in content for name in ("counter", "quote", "url("))
    return over or UNSURE in box or drawn or re.search(r"\d", shown) is not None


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
