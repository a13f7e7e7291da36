"""Which properties of a style bear on what is seen: those that `visible` weighs, and those of which we are not sure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

UNSURE = "unsure"
"""Stands among an element's properties where a rule may hold for it or not."""

# What `visible`, `unlike` and `lengths` weigh. Longhands with the names of the page's sides, since `css_rules` takes
# shorthands apart and writes left for inline-start.
_WEIGHED = frozenset(
    re.findall(
        r"\S+",
        """display visibility opacity color background-color background-image font-size font-family text-decoration-line
        position left top right bottom margin-left margin-top margin-right margin-bottom padding-left padding-right
        text-indent transform rotate scale translate zoom clip clip-path width height max-width max-height flex-basis
        overflow-x overflow-y vertical-align letter-spacing word-spacing line-height direction mso-hide unicode-bidi
        text-fill-color float filter content content-visibility flex-direction flex-wrap order table-layout z-index
        outline-offset text-underline-offset""",
    )
)
_SHORTHANDS = frozenset(
    {"font", "background", "margin", "padding", "inset", "overflow", "text-decoration", "flex", "flex-flow"}
)

# How the names begin of the other properties of which browsers know some that matter (Chromium's list, without SVG's
# numbers). They ignore what they do not know, and so do we: pages write nowrap, bordercolor and slips of the pen.
_KNOWN = frozenset(
    re.findall(
        r"\S+",
        """alignment all anchor animation aspect backdrop background baseline block border box clip column columns
        contain container corner counter dominant field fill flood font grid hyphenate initial inline inset
        interpolate line list logical margin marker mask math max mix offset overflow overlay padding paint
        perspective position quotes reading row rtl ruby rule shape stroke text transform unicode vector view
        writing""",
    )
)
# Of these, what changes neither which digits are seen nor where they stand.
_HARMLESS = re.compile(
    r"""(?x)
    background-(?:attachment|origin|position.*|repeat.*|size) | border(?!-image).* |
    box-(?:align|flex|flex-group|lines|orient|pack|shadow|sizing) | column-gap | counter-.* |
    font-(?!size-adjust|feature|variant).* | grid-(?:gap|auto-rows|auto-columns) | line-break |
    list-style-(?:position|image) | overflow-(?:wrap|anchor|scrolling) | padding-(?:top|bottom) | row-gap |
    text-(?:al.*|autospace|decoration-(?:skip.*|style)|emphasis.*|justify.*|overflow|rendering|size-adjust|spacing.*|
    transform|underline-position|wrap.*|valign|kashida.*)
    """
)
# Values that leave a property as it is where nothing is said.
_INITIAL = re.compile(
    r"none|normal|auto|initial|unset|revert|visible|static|0(?:px|pt|em|%|s)?|horizontal-tb|lr-tb|mixed|currentcolor|"
    r"(?:border|padding|content)-box|small-caps|"
    r"(?:tabular|lining|proportional)-nums|[\"'](?:tnum|lnum|kern|liga|palt)[\"'](?: (?:on|1))?"
)

# `all` may undo what hides a digit; at an adjusted size of 0 nothing shows.
_NEVER_INITIAL = frozenset({"all", "font-size-adjust"})


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
        name in _NEVER_INITIAL or (name not in _WEIGHED and not _INITIAL.fullmatch(value))
        for name, value in style.items()
    )
