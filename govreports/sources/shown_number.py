"""What a spreadsheet's cell shows of a number: its number format applied, as far as it is certain."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

# Quoted text, an escaped character (! is the escape of Chinese editions), a blank as wide as a character, a fill,
# brackets (colours, conditions, locales), and the rest one by one.
_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<code>.)', re.DOTALL)
_CURRENCY = re.compile(r"\$([^-]+)")
_LITERAL = "\x00"  # before literal text among the digits, so that its point is no decimal point
_CONDITION = re.compile(r"[<>=]")
_DIGITS = frozenset("0#?")
_GENERAL = re.compile("general|G/通用格式|@", re.IGNORECASE)
# Dates, times, fractions, powers: no count of cases is shown so.
_OTHER_KINDS = frozenset("ymdhsegbYMDHSEGB/")


class Shown(NamedTuple):
    """The text that a cell shows; `certain` is False where it is not sure that a spreadsheet shows just that."""

    text: str
    certain: bool = True


def shown_number(value: float, number_format: str) -> Shown:
    """Return what a cell shows of a number.

    Parameters
    ----------
    value : float
        As the file stores it.
    number_format : str
        Excel's code, e.g. ``#,##0.00``.

    Examples
    --------
    >>> shown_number(352.1777, "0.00").text, shown_number(36.99999, "0").text, shown_number(12, ";;;").text
    ('352.18', '37', '')
    >>> shown_number(1286, '#,##0"件"').text, shown_number(3521800, "0.00,").text, shown_number(-3, "General").text
    ('1,286件', '3521.80', '-3')
    >>> shown_number(3521800, "0!.0,")
    Shown(text='352.2', certain=False)
    """
    sections = _sections(number_format)
    if any(_CONDITION.search(bracket) for section in sections for bracket in _brackets(section)):
        return Shown(_general(value), certain=False)
    place = 0 if len(sections) == 1 or value > 0 or (value == 0 and len(sections) == 2) else 1 if value < 0 else 2
    section = sections[min(place, len(sections) - 1)]
    general = _GENERAL.search(section)
    if general is not None or not number_format:
        literals = _GENERAL.sub("0", section) if general is not None else "0"
        return Shown(shown_number(0, literals).text.replace("0", _general(value), 1))
    if not section.strip():
        return Shown("")
    minus = value < 0 and place == 0
    shown = _laid_out(Decimal(repr(abs(value))), section)
    return shown._replace(text="-" + shown.text) if minus and re.search("[1-9]", shown.text) else shown


def hides_text(number_format: str) -> bool:
    """Return whether a number format shows nothing of text (``;;;``)."""
    sections = _sections(number_format)
    return len(sections) > 3 and not sections[3].strip()


def _sections(number_format: str) -> list[str]:
    sections = [""]
    for token in _TOKEN.finditer(number_format):
        if token["code"] == ";":
            sections.append("")
        else:
            sections[-1] += token[0]
    return sections


def _brackets(section: str) -> list[str]:
    return [token["bracket"] for token in _TOKEN.finditer(section) if token["bracket"] is not None]


def _general(value: float) -> str:
    """Write a number as a cell without a format does: eleven characters at most, no zeros at the end."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{Decimal(f'{value:.10g}').normalize():f}"


class _Pattern(NamedTuple):
    """A section taken apart: literal text before and behind the digits, and what stands among them."""

    before: str
    digits: list[tuple[str, bool]]  # each with whether it is literal text
    behind: str
    certain: bool
    percent: bool


def _laid_out(value: Decimal, section: str) -> Shown:
    pattern = _pattern(section)
    if not pattern.digits:
        return Shown(pattern.before + pattern.behind, pattern.certain)
    codes = [_LITERAL + text if literal else text for text, literal in pattern.digits]
    thousands = 0
    while codes and codes[-1] == ",":
        codes.pop()
        thousands += 1
    point = codes.index(".") if "." in codes else len(codes)
    whole, decimals = codes[:point], [code for code in codes[point + 1 :] if code in _DIGITS]
    scaled = value.scaleb(2 * pattern.percent - 3 * thousands)
    number = f"{scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):f}"
    left, _, right = number.partition(".")
    while right and decimals[len(right) - 1] in "#?" and right[-1] == "0":
        right = right[:-1]
    text = _whole_part(left, whole) + ("." + right if right else "." if "." in codes and not decimals else "")
    literal = any(code.startswith(_LITERAL) for code in codes)
    return Shown(pattern.before + text + pattern.behind, pattern.certain and not literal)


def _pattern(section: str) -> _Pattern:
    tokens: list[tuple[str, bool]] = []  # text, whether it is a literal
    certain = True
    for token in _TOKEN.finditer(section):
        literal = token["quoted"] if token["quoted"] is not None else token["escaped"]
        if token["bracket"] is not None:
            currency = _CURRENCY.match(token["bracket"])
            certain = certain and not token["bracket"].upper().startswith(
                ("DBNUM", "H", "M", "S", "WHITE", "白", "COLOR")
            )
            literal = currency[1] if currency else ""
        code = token["code"] or ""
        certain = certain and code not in _OTHER_KINDS
        if code and (code in _DIGITS or code in ".,"):
            tokens.append((code, False))
        elif literal or code:
            tokens.append((literal or code, True))
    places = [place for place, (_, literal) in enumerate(tokens) if not literal]
    first, last = (places[0], places[-1] + 1) if places else (len(tokens), len(tokens))
    before = "".join(text for text, _ in tokens[:first])
    behind = "".join(text for text, _ in tokens[last:])
    return _Pattern(before, tokens[first:last], behind, certain, "%" in before + behind)


def _whole_part(digits: str, codes: list[str]) -> str:
    """Lay digits onto the places left of the point, from the right, with what stands among them."""
    grouped = "," in codes
    waiting = list(digits) if digits != "0" or "0" in codes else []
    text: list[str] = []
    n_digits = 0

    def put(digit: str) -> None:
        nonlocal n_digits
        if grouped and n_digits and n_digits % 3 == 0:
            text.append(",")
        text.append(digit)
        n_digits += 1

    places = [place for place, code in enumerate(codes) if code in _DIGITS]
    for place in range(len(codes) - 1, -1, -1):
        code = codes[place]
        if code in _DIGITS:
            if waiting:
                put(waiting.pop())
            elif code == "0":
                put("0")
        elif code.startswith(_LITERAL):
            text.append(code[1:])
        if places and place == places[0]:
            while waiting:
                put(waiting.pop())
    return "".join(reversed(text))
