"""Colours of text and of what lies behind it: how well one is seen on the other."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Colour(NamedTuple):
    """Red, green, blue and opacity, each from 0 to 1."""

    red: float
    green: float
    blue: float
    opacity: float = 1.0


BLACK, WHITE = Colour(0.0, 0.0, 0.0), Colour(1.0, 1.0, 1.0)


@lru_cache(maxsize=4096)
def read_colour(text: str) -> Colour | None:
    """Read a colour as CSS or an old HTML attribute writes it; None where it is none.

    Examples
    --------
    >>> read_colour("#fff"), read_colour("ffffff") == read_colour("white"), read_colour("inherit")
    (Colour(red=1.0, green=1.0, blue=1.0, opacity=1.0), True, None)
    """
    import tinycss2.color4

    text = text.strip().lower()
    if not text or text == "currentcolor":
        return None
    try:
        colour = tinycss2.color4.parse_color(text) or tinycss2.color4.parse_color("#" + text)
        if colour is None or isinstance(colour, str):
            return None
        red, green, blue = (float(part or 0.0) for part in colour.to("srgb").coordinates)
    except (ValueError, NotImplementedError):
        return None
    return Colour(red, green, blue, float(colour.alpha))


def mixed(colour: Colour, ground: Colour | None, opacity: float) -> Colour:
    """Return the colour that a reader sees where a colour is laid over a ground."""
    share = colour.opacity * opacity
    behind = WHITE if ground is None else ground
    red, green, blue = (share * own + (1 - share) * other for own, other in zip(colour[:3], behind[:3], strict=True))
    return Colour(red, green, blue)


def contrast(colour: Colour, ground: Colour | None) -> float:
    """Return the contrast of the Web Content Accessibility Guidelines: 1 for nothing to be seen, 21 for black on white.

    Before a picture (None) any colour may be seen.

    Examples
    --------
    >>> contrast(BLACK, WHITE), contrast(WHITE, WHITE), contrast(WHITE, None)
    (21.0, 1.0, 21.0)
    """
    if ground is None:
        return 21.0
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
