"""Which media queries hold on a desktop's screen."""

from __future__ import annotations

import re

from govreports.sources.settings import SETTINGS

_ELSEWHERE = re.compile(r"(?<!not )\b(?:print|speech|handheld|tv|projection|braille)\b|\bnot\s+(?:all|screen)\b")
_FEATURE = re.compile(r"\(\s*([^()]*?)\s*\)")
_BOUND = re.compile(r"(min|max)-(?:device-)?(width|height)\s*:\s*([\d.]+)\s*(px|em|rem)?")
_RANGE = re.compile(r"(?:([\d.]+)(px|em|rem)?\s*([<>]=?)\s*)?(width|height)(?:\s*([<>]=?)\s*([\d.]+)(px|em|rem)?)?")
# What a desktop without wishes of its own answers.
_TRUE = re.compile(
    r"orientation\s*:\s*landscape|(?:any-)?(?:hover|pointer)\s*:\s*(?:hover|fine)|"
    r"prefers-[\w-]+\s*:\s*(?:light|no-preference)|color|scripting\s*:\s*enabled"
)
_FALSE = re.compile(
    r"orientation\s*:\s*portrait|(?:any-)?(?:hover|pointer)\s*:\s*(?:none|coarse)|prefers-[\w-]+(?:\s*:.*)?|-ms-.*|"
    r"forced-colors\s*:\s*active|monochrome|scripting\s*:\s*none|display-mode\s*:.*"
)


def on_screen(media: str) -> bool | None:
    """Return whether a media query holds for a desktop's screen; None where it asks what we cannot know.

    Examples
    --------
    >>> on_screen("print"), on_screen("screen and (min-width:600px)"), on_screen("(width < 768px)"), on_screen("")
    (False, True, False, True)
    >>> on_screen("(min-resolution: 2dppx)") is None
    True
    """
    answers = [_holds(query.strip().lower()) for query in media.split(",")]
    return True if True in answers else None if None in answers else False


def _holds(query: str) -> bool | None:
    if _ELSEWHERE.search(query):
        return False
    answers = [_answer(feature) for feature in _FEATURE.findall(query)]
    if re.search(r"\bor\b|\bnot\b", query) and answers:
        return None
    return False if False in answers else None if None in answers else True


def _answer(feature: str) -> bool | None:
    if bound := _BOUND.fullmatch(feature):
        sign = ">=" if bound[1] == "min" else "<="
        return _compared(_window(bound[2]), sign, _px(bound[3], bound[4]))
    if (between := _RANGE.fullmatch(feature)) and (between[3] or between[5]):
        window = _window(between[4])
        left = between[3] is None or _compared(_px(between[1], between[2]), between[3], window)
        return left and (between[5] is None or _compared(window, between[5], _px(between[6], between[7])))
    return True if _TRUE.fullmatch(feature) else False if _FALSE.fullmatch(feature) else None


def _window(side: str) -> float:
    return SETTINGS.window_px[side == "height"]


def _px(number: str, unit: str | None) -> float:
    return float(number) * (16 if unit in ("em", "rem") else 1)


def _compared(left: float, sign: str, right: float) -> bool:
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]
