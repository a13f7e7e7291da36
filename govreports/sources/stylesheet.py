"""What a page's own stylesheet does not display."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govreports.sources.webtext import Element

_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_FOR_OTHER_MEDIA = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DISPLAY = re.compile(r"(?<![\w-])display\s*:\s*([\w-]+)", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]+")
_SIMPLE = re.compile(r"(?P<tag>[A-Za-z][\w-]*)?(?:\.(?P<cls>[\w-]+)|#(?P<id>[\w-]+))")


def hide(root: Element) -> None:
    """Write ``display: none`` onto the elements whose class or id the page's own style elements hide.

    Selectors of one class or id are known, with or without a tag; rules for print and small screens do not count. What
    another rule displays, or the element itself, is a tab or a menu that opens, and stays.
    """
    for tag, attribute, name in _hidden(root):
        # An attribute may name several classes.
        for element in root.xpath(f"//{tag}[contains(concat(' ', normalize-space(@{attribute}), ' '), ' {name} ')]"):
            if not _DISPLAY.search(element.get("style") or ""):
                element.set("style", "display: none")


def _hidden(root: Element) -> Iterator[tuple[str, str, str]]:
    """List the tag, the attribute and the name of each selector that is never displayed."""
    css = "".join(_FOR_OTHER_MEDIA.sub("", _REMARK.sub("", style.text_content())) for style in root.iter("style"))
    rules = [(selectors, display[1]) for selectors, rule in _RULE.findall(css) if (display := _DISPLAY.search(rule))]
    shown = {name for selectors, how in rules if how.lower() != "none" for name in _NAME.findall(selectors)}
    for selectors, how in rules:
        for selector in selectors.split(",") if how.lower() == "none" else ():
            match = _SIMPLE.fullmatch(selector.strip())
            if match and not shown & set(_NAME.findall(selector)):
                yield match["tag"] or "*", "class" if match["cls"] else "id", match["cls"] or match["id"]
