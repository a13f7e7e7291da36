"""The rules of a stylesheet in their order: selectors, and the properties that may bear on what is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from govreports.sources.characters import OF_SIGNS
from govreports.sources.css_names import UNSURE, may_matter
from govreports.sources.media import on_screen

Declared = Mapping[str, tuple[str, bool]]
"""Properties by name: each with its value and whether it is important."""

_SIZE = re.compile(r"(?:[\d.]+(?:[a-z]+|%)|0+|(?:x+-)?(?:small|large)|medium|smaller|larger)(?:/.*)?")
_PICTURE = re.compile(r"\b[\w-]*(?:url|gradient|image-set|element|paint|image)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_OF_BACKGROUND = re.compile(
    r"(?:no-)?repeat(?:-[xy])?|scroll|fixed|local|top|left|right|bottom|center|cover|contain|none|[a-z]+-box|[-+.\d/,].*|"
    r"text|space|round|!ie"
)
_SIDES = ("top", "right", "bottom", "left")
# The page's sides by those of the writing, which runs from left to right: what turns it is in doubt by itself.
_OF_WRITING = {
    **{"inline-start": "left", "inline-end": "right", "block-start": "top", "block-end": "bottom"},
    **{"start": "left", "end": "right", "before": "top", "after": "bottom"},
}
_ACROSS = {"inline": ("left", "right"), "block": ("top", "bottom")}
_SIDE_OF_BOX = re.compile(r"(margin|padding|inset)-(.+)")
_SIZE_OF_BOX = re.compile(r"((?:min-|max-)?)(?:(inline|block)-size|logical-(width|height))")


class Rule(NamedTuple):
    """A selector list as CSS tokens, what it declares, and the cascade layer it stands in ("" for none)."""

    prelude: list[Any]
    style: Declared
    layer: str = ""


@lru_cache(maxsize=4096)
def inline_style(text: str) -> Declared:
    """Read a `style` attribute: each property with its value and whether it is important; shorthands taken apart.

    Examples
    --------
    >>> inline_style("COLOR: #FFF !important; border: 0")
    {'color': ('#fff', True)}
    >>> inline_style("font: italic 400 12px/1.5 Georgia")
    {'font-size': ('12px', False)}
    """
    if not text:
        return {}
    import tinycss2

    return _declared(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))


class _Around(NamedTuple):
    """Where rules stand: inside which selector and layer, and whether it is certain that they hold."""

    selector: str = ""
    layer: str = ""
    certain: bool = True


def rules(sheet: str, *, sure: bool = True) -> Iterator[Rule]:
    """Read the rules of a sheet that hold on a screen and may bear on what is seen.

    A rule that may hold or not (its media query asks what we cannot know, or `sure` is False) declares only `UNSURE`.
    """
    import tinycss2

    # Rules in their order, as the cascade needs them; a stack of its own, since at-rules nest.
    listed = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    waiting = [(iter(listed), _Around(certain=sure))]
    while waiting:
        nodes, around = waiting[-1]
        node = next(nodes, None)
        if node is None:
            waiting.pop()
        elif node.type == "qualified-rule":
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            inside = around._replace(selector=_nested(tinycss2.serialize(node.prelude), around.selector))
            yield from _rule(node.prelude if not around.selector else None, inner, inside)
            waiting.append((iter(inner), inside))
        elif node.type == "at-rule":
            holds = _holds(node)
            inside = around._replace(certain=around.certain and holds is True)
            if node.lower_at_keyword == "layer":
                names = [f"{around.layer}.{name}" for name in _layers(node)]
                yield from (Rule([], {}, name) for name in names)
                inside = inside._replace(layer=names[0])
            if node.content is not None and holds is not False:
                parse = tinycss2.parse_blocks_contents if around.selector else tinycss2.parse_rule_list
                inner = parse(node.content, skip_comments=True, skip_whitespace=True)
                yield from _rule(None, inner, inside)
                waiting.append((iter(inner), inside))


def _rule(prelude: list[Any] | None, inner: list[Any], inside: _Around) -> Iterator[Rule]:
    import tinycss2

    style = _declared(inner)
    if style:
        tokens = tinycss2.parse_component_value_list(inside.selector) if prelude is None else prelude
        yield Rule(tokens, style if inside.certain else {UNSURE: ("", False)}, inside.layer)


def _layers(rule: Any) -> list[str]:
    """Return the names of the layers that a rule opens; one without a name is another each time."""
    import tinycss2

    return [
        name.strip() or f"#{rule.source_line}:{rule.source_column}"
        for name in tinycss2.serialize(rule.prelude).split(",")
    ]


def _nested(selector: str, around: str) -> str:
    """Write out the selector of a rule that stands inside another one."""
    if not around:
        return selector
    parts = (part.strip() for part in selector.split(","))
    return ",".join(part.replace("&", f":is({around})") if "&" in part else f":is({around}) {part}" for part in parts)


def _holds(rule: Any) -> bool | None:
    """Return whether what stands in an at-rule holds on a desktop's screen; None where that is not known."""
    import tinycss2

    prelude = tinycss2.serialize(rule.prelude).strip().lower()
    if rule.lower_at_keyword == "supports":
        return not prelude.startswith("not")
    if rule.lower_at_keyword == "media":
        return on_screen(prelude)
    if rule.lower_at_keyword in ("container", "scope"):
        return None
    return bool(rule.lower_at_keyword == "layer")


def _declared(nodes: Iterable[Any]) -> dict[str, tuple[str, bool]]:
    import tinycss2

    declared: dict[str, tuple[str, bool]] = {}
    for node in nodes:
        if node.type == "declaration" and may_matter(node.lower_name):
            value = tinycss2.serialize(node.value).strip().lower()
            for name, part in _taken_apart(node.lower_name.removeprefix("-webkit-"), value):
                if may_matter(name) and (node.important or not declared.get(name, ("", False))[1]):
                    declared[name] = part, node.important
    return declared


def _taken_apart(name: str, value: str) -> Iterable[tuple[str, str]]:
    """Return the properties that one declaration sets: those of a shorthand that may matter."""
    if name == "font":
        sizes = (part.split("/")[0] for part in value.split() if _SIZE.fullmatch(part))
        size = ("font-size", next(sizes, value if " " not in value else "medium"))
        return [size, ("font-family", value)] if OF_SIGNS.search(value.split(",")[0]) else [size]
    if name in ("margin", "padding", "inset"):
        prefix = "" if name == "inset" else name + "-"
        return [(prefix + side, part) for side, part in zip(_SIDES, _four(words(value)), strict=True)]
    if name in ("overflow", "overflow-inline", "overflow-block"):
        both = value.split() or [""]
        return [("overflow-x", both[0]), ("overflow-y", both[-1])]
    if name == "flex":  # what may grow is as wide as there is room
        parts = value.split()
        return [("flex-basis", parts[-1] if len(parts) > 1 and parts[0] == "0" else "auto")]
    if name == "background":
        images = _PICTURE.findall(value)
        colours = [part for part in words(_PICTURE.sub(" ", value)) if not _OF_BACKGROUND.fullmatch(part)]
        return [("background-image", " ".join(images) or "none"), ("background-color", " ".join(colours))]
    if name == "text-decoration":
        return [("text-decoration-line", value)]
    if name == "flex-flow":
        return [("flex-direction", value)]
    if name == "font-family":
        return [(name, value)] if OF_SIGNS.search(value.split(",")[0]) else []
    return _on_the_page(name, value)


def _on_the_page(name: str, value: str) -> list[tuple[str, str]]:
    """Return properties that are named by the directions of writing by those of the page."""
    if size := _SIZE_OF_BOX.fullmatch(name):
        return [(size[1] + (size[3] or {"inline": "width", "block": "height"}[size[2]]), value)]
    side = _SIDE_OF_BOX.fullmatch(name)
    if side is None or side[2] not in (*_OF_WRITING, *_ACROSS):
        return [(name, value)]
    prefix, parts = "" if side[1] == "inset" else side[1] + "-", words(value)
    ends = _ACROSS.get(side[2]) or (_OF_WRITING[side[2]],)
    return [(prefix + end, part) for end, part in zip(ends, (parts[0], parts[-1]), strict=False)]


def _four(parts: list[str]) -> list[str]:
    """Return the values of the four sides, clockwise from the top."""
    order = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1)}.get(len(parts), (0, 1, 2, 3))
    return [parts[place] for place in order]


def words(text: str) -> list[str]:
    """Split at blanks outside brackets.

    Examples
    --------
    >>> words("rgb(0, 0, 0) url(a b) red")
    ['rgb(0, 0, 0)', 'url(a b)', 'red']
    """
    return re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", text) or [""]
