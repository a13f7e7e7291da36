"""Lengths of a style: what they move off the page, or cut away to nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govreports.sources.settings import SETTINGS

_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z%]*)")
# CSS pixels a unit; those of the font and of the window are given to `pixels`.
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 37.8,
    "mm": 3.78,
    "rem": 16.0,
    "vw": 12.8,
    "vh": 8.0,
}
_NAMES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}
_MOVED = re.compile(r"translate[xy3d]*\(([^)]*)\)")
_SCALED_TO_NOTHING = re.compile(
    r"scale(?:[xyz]|3d)?\(\s*(?:0*\.?0+\s*[,)]|[\d.]+\s*,\s*0*\.?0+\s*\))|rotate[xy]\(\s*-?90deg"
)
_FUNCTION = re.compile(r"(\w+)\(([^)]*)\)")
_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))")
_CUT = {"hidden", "clip"}


def pixels(text: str, font_size: float) -> float | None:
    """Return a length in CSS pixels, None where the text is none.

    Examples
    --------
    >>> pixels("9pt", 16.0), pixels("0.5em", 16.0), pixels("50%", 16.0), pixels("smaller", 16.0), pixels("auto", 16.0)
    (12.0, 8.0, 8.0, 13.3..., None)
    """
    text = text.strip()
    if text in _NAMES:
        return _NAMES[text]
    if text in ("smaller", "larger"):
        return font_size / 1.2 if text == "smaller" else font_size * 1.2
    match = _LENGTH.fullmatch(text)
    if match is None:
        return None
    number, unit = float(match[1]), match[2]
    if unit in ("em", "ex", "ch", "%"):
        return number * font_size * {"em": 1.0, "%": 0.01}.get(unit, 0.5)
    return number * _UNITS[unit] if unit in _UNITS else None


def moved_away(style: Mapping[str, str]) -> bool:
    """Return whether a style moves what it holds for off the page, or scales it to nothing.

    Examples
    --------
    >>> moved_away({"position": "absolute", "left": "-9999px"}), moved_away({"left": "-9999px"})
    (True, False)
    """
    sides = ["text-indent", "margin-left", "margin-top"]
    sides += ["left", "top"] if style.get("position", "static") not in ("static", "") else []
    if any(_far(style.get(side, "")) for side in sides):
        return True
    if style.get("position") in ("absolute", "fixed") and any(
        (pixels(style.get(side, ""), 16.0) or 0.0) > 10 * SETTINGS.off_page_px for side in ("left", "right", "bottom")
    ):
        return True
    transform = f"{style.get('transform', '')} scale({style.get('scale', 1)}) translate({style.get('translate', 0)})"
    moves = [part for found in _MOVED.findall(transform) for part in found.split(",")]
    return bool(_SCALED_TO_NOTHING.search(transform)) or any(map(_far, moves))


def _far(text: str) -> bool:
    length = pixels(text, 16.0)
    return length is not None and length <= -SETTINGS.off_page_px


def cut_away(style: Mapping[str, str], *, inline: bool) -> bool:
    """Return whether a style leaves no area of what it holds for.

    Examples
    --------
    >>> style = {"width": "0", "overflow-x": "hidden"}
    >>> cut_away(style, inline=False), cut_away({"clip-path": "inset(50%)"}, inline=True)
    (True, True)
    """
    if style.get("position") in ("absolute", "fixed") and no_area(style.get("clip", "")):
        return True
    if no_area(style.get("clip-path", "")):
        return True
    if inline and not out_of_line(style):  # a browser gives it no width or height of its own
        return False
    hides = {style.get(name, "") for name in ("overflow-x", "overflow-y")} & _CUT
    sides = (pixels(style.get(name, ""), 16.0) for name in ("width", "height", "max-width", "max-height"))
    return bool(hides) and any(side is not None and side <= 1.0 for side in sides)


def out_of_line(style: Mapping[str, str]) -> bool:
    """Return whether a style takes an element out of its line of text, so that it has a width and a height."""
    return style.get("position") in ("absolute", "fixed") or style.get("float", "none") != "none"


def turned(style: Mapping[str, str]) -> bool:
    """Return whether a style turns, mirrors, slants or much resizes what it holds for.

    Examples
    --------
    >>> [turned({"transform": text}) for text in ("translate(-50%, 3px)", "scale(1.2)", "rotate(180deg)", "scaleX(-1)")]
    [False, False, True, True]
    """
    transform = style.get("transform", "")
    transform += f" rotate({style['rotate']})" if "rotate" in style else ""
    transform += f" scale({style['scale']})" if "scale" in style else ""
    return any(not _keeps_shape(name, inside) for name, inside in _FUNCTION.findall(transform))


def _keeps_shape(name: str, inside: str) -> bool:
    if name.startswith("translate"):
        return True
    numbers = [float(match[1]) for match in map(_NUMBER.match, re.split(r"[\s,]+", inside.strip())) if match]
    if name in ("rotate", "rotatez"):
        return not any(numbers)
    if name == "matrix" and len(numbers) == 6:
        return all(map(_usual, numbers[:4:3])) and not any(numbers[1:3])
    return inside.strip() in ("none", "inherit", "initial") or (name.startswith("scale") and all(map(_usual, numbers)))


def _usual(scale: float) -> bool:
    return 1 / 3 < scale < 3


def no_area(shape: str) -> bool:
    """Return whether a ``clip`` or ``clip-path`` leaves nothing.

    Examples
    --------
    >>> no_area("rect(0, 0, 0, 0)"), no_area("rect(1px 1px 1px 1px)"), no_area("circle(0)"), no_area("inset(10%)")
    (True, True, True, False)
    """
    name, _, inside = shape.partition("(")
    inside = inside.rstrip(") ")
    numbers = [pixels(part, 1.0) for part in re.split(r"[\s,]+", inside.split(" round ")[0]) if part]
    if any(number is None for number in numbers) or not numbers:
        return False
    sides = [number or 0.0 for number in numbers]
    if name == "rect" and len(sides) == 4:
        return sides[2] - sides[0] <= 1.0 or sides[1] - sides[3] <= 1.0
    if name == "inset":
        top, right, bottom, left = (sides * 4)[:4] if len(sides) != 3 else (*sides, sides[1])
        # Shares of the element itself; lengths are smaller than any element.
        return "%" in inside and (top + bottom >= 1.0 or left + right >= 1.0)
    if name in ("circle", "ellipse"):
        return any(side <= 0.0 for side in sides[:2])
    return (name == "polygon" and len({*sides[::2]}) == 1) or (name == "polygon" and len({*sides[1::2]}) == 1)
