"""Numbers in Chinese digits, written one by one (五〇二) or with their ranks (一百二十)."""

from __future__ import annotations

import re

#: Chinese digits and what is typed for them → Arabic ones; ranks in their everyday form.
ARABIC = str.maketrans("〇零○ＯO一二三四五六七八九壹贰叁肆伍陆柒捌玖两仟佰拾", "000001234567891234567892千百十")
_RANKED = re.compile(
    r"(?:([1-9])千(?=0|[1-9]百|$))?(?:0|([1-9])百(?=0|[1-9]?十|$))?(?:0|([1-9])?十)?([1-9])?", re.ASCII
)


def chinese_number(text: str) -> int | None:
    """Return the number that Chinese digits say; None where their ranks make none.

    Examples
    --------
    >>> [chinese_number(text) for text in ("五〇二", "一百二十", "两千零六", "十", "百三", "十百")]
    [502, 120, 2006, 10, None, None]
    """
    plain = text.translate(ARABIC)
    if plain.isdecimal():
        return int(plain)
    ranked = _RANKED.fullmatch(plain)
    if ranked is None:
        return None
    thousands, hundreds, tens, ones = ranked.groups("0")
    tens = "1" if "十" in plain and tens == "0" else tens  # 十二 is 12
    return int(thousands + hundreds + tens + ones)
