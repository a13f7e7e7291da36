"""Which properties of a style bear on what is seen: those that `visible` weighs, and those of which we are not sure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

UNSURE = "unsure"
"""Stands among an element's properties where a rule may hold for it or not."""

# What `visible` and `lengths` weigh. Longhands, since `css_rules` takes shorthands apart.
_WEIGHED = frozenset(
    re.findall(
        r"\S+",
        """display visibility opacity color background-color background-image font-size text-decoration-line position
        left top right bottom margin-left margin-top margin-right padding-left padding-right text-indent transform
        rotate scale translate zoom clip clip-path width height max-width max-height overflow-x overflow-y
        vertical-align letter-spacing line-height direction mso-hide unicode-bidi text-fill-color float filter content
        content-visibility flex-direction flex-wrap order table-layout""",
    )
)
_SHORTHANDS = frozenset(
    {"font", "background", "margin", "padding", "inset", "overflow", "text-decoration", "flex-flow"}
)

# How the names begin of the other properties that browsers know (Chromium's list, without SVG's numbers). They ignore
# all others, and so do we: pages write nowrap, bordercolor and slips of the pen into a style.
_KNOWN = frozenset(
    re.findall(
        r"\S+",
        """alignment all anchor animation aspect backdrop background baseline block border box clip color column columns
        contain container corner counter css dominant field fill flood font grid hyphenate initial inline inset
        interpolate line list logical margin marker mask math max min mix offset outline overflow overlay padding paint
        perspective position reading row rtl ruby rule shape size stroke text transform unicode vector view white word
        writing""",
    )
)
# What changes neither which digits are seen nor where they stand.
_HARMLESS = re.compile(
    r"""(?x)
    accent-color | align-.* | appearance | backface-visibility | background-(?:attachment|origin|position.*|
    repeat.*|size) | behavior | border(?!-image).* | box-(?!reflect|decoration).* | break-.* | caption-side | caret-.* |
    clear | color-(?:adjust|scheme) | counter-.* | cursor | empty-cells | flex(?:-basis|-grow|-shrink)? |
    font-(?!size-adjust|feature|variant).* | forced-color-adjust | gap | row-gap | grid-gap | column-gap |
    grid-auto-(?:rows|columns) | grid-template-(?:rows|columns) | hyphens | image-.* | ime-mode | isolation |
    justify-.* | layout-.* | line-break | list-style-(?:position|image) | margin-bottom | min-(?:height|width) |
    object-.* | orphans | outline.* | overflow-(?:wrap|anchor|scrolling) | overscroll-.* | padding-(?:top|bottom) |
    page.* |
    place-.* | pointer-events | print-color-adjust | punctuation-.* | quotes | resize | scroll.* | size | speak.* |
    tab-.* | tap-highlight-color | text-(?:al.*|autospace|decoration-(?:skip.*|style)|emphasis.*|justify.*|overflow|
    rendering|size-adjust|spacing.*|transform|underline.*|wrap.*|valign|kashida.*) |
    touch-.* | transition.* | user-.* | v?align | valign | white-space.* | widows | will-change | word-.* | z-index
    """
)
_INITIAL = re.compile(
    r"none|normal|auto|initial|unset|revert|visible|static|0(?:px|pt|em|%|s)?|horizontal-tb|lr-tb|mixed|currentcolor|"
    r"(?:border|padding|content)-box|small-caps|"
    r"(?:tabular|lining|proportional)-nums|[\"'](?:tnum|lnum|kern|liga|palt)[\"'](?: (?:on|1))?"
)


@lru_cache(maxsize=4096)
def may_matter(name: str) -> bool:
    """Return whether a property may bear on what is seen: a browser knows it, and it is not known to be harmless.

    Examples
    --------
    >>> [may_matter(name) for name in ("opacity", "border-top", "--paper", "mix-blend-mode", "mso-rotate", "nowrap")]
    [True, False, True, True, False, False]
    """
    plain = name.removeprefix("-webkit-")
    if name.startswith("--") or plain in _WEIGHED or plain in _SHORTHANDS:
        return True
    if plain.startswith(("-", "_", "mso-", "so-", "wps-", "kso-")):  # another browser's, Word's, LibreOffice's, WPS's
        return False
    return plain.partition("-")[0] in _KNOWN and _HARMLESS.fullmatch(plain) is None


def unknown(style: Mapping[str, str]) -> bool:
    """Return whether a style has a property of which we cannot say that it leaves the digits as they are.

    Examples
    --------
    >>> unknown({"mix-blend-mode": "difference"}), unknown({"mix-blend-mode": "normal"}), unknown({"width": "5px"})
    (True, False, False)
    """
    return any(
        name == "all" or (name not in _WEIGHED and not _INITIAL.fullmatch(value)) for name, value in style.items()
    )
