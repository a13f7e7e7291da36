"""What a web page holds elsewhere than in its markup: files that it points to, and what its scripts write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

Element: TypeAlias = Any  # lxml's elements carry no types

FILLED = "data-filled"
"""The attribute that `mark_filled` writes onto elements that a script of the page names."""

TEXT_LEVEL = frozenset(
    re.findall(
        r"\S+",
        """a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark o:p q ruby samp small span
        st1 strong sub sup time tt u var wbr input select button""",
    )
)
"""The tags of what stands in a line of text."""

_ENDINGS = ("pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "ofd", "zip", "rar", "7z")
_FILE = re.compile(rf"\.(?:{'|'.join(_ENDINGS)})$", re.IGNORECASE)
_SHOWN_BY = {"iframe": "src", "frame": "src", "embed": "src", "object": "data", "a": "href"}
_LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\.)*`', re.DOTALL)
_CELL = re.compile(r"(?:<|\\u003c|\\x3c)td\b", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_NAMED = re.compile(r"""(?:getElementById|querySelector|\$)\(\s*['"]#?([\w-]+)['"]\s*\)""")
_ESCAPED = {"n": "\n", "t": "\t", "r": "", "\n": ""}


def attachments(root: Element) -> tuple[str, ...]:
    """Return the addresses of the files that a page shows in a frame or links, each once: those in frames first."""
    found = [
        (element.tag == "a", address)
        for element in root.iter(*_SHOWN_BY)
        if (address := _file(element.get(_SHOWN_BY[element.tag]) or ""))
    ]
    return tuple(dict.fromkeys(address for _, address in sorted(found, key=lambda pair: pair[0])))


def _file(address: str) -> str | None:
    """Return the address of a report's file, also where a viewer is told which one to show (``viewer.html?file=…``)."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    inside = (value for values in parse_qs(parts.query).values() for value in values)
    if _FILE.search(parts.path):
        return unquote(address.strip())
    return next((value for value in inside if _FILE.search(value.split("?")[0])), None)


def written_by_script(root: Element) -> str | None:
    """Return the page that a script holds as a string and writes when it runs; None where there is none, or several."""
    pages = [text for script in root.iter("script") for text in _literals(script.text or "")]
    return pages[0] if len(pages) == 1 else None


def mark_filled(root: Element) -> None:
    """Write onto each element that a script of the page names by its id that the script may fill it."""
    named = {name for script in root.iter("script") for name in _NAMED.findall(script.text or "")}
    for element in root.iterfind(".//*[@id]") if named else ():
        if element.get("id") in named:
            element.set(FILLED, "")


def _literals(script: str) -> Iterator[str]:
    for literal in _LITERAL.findall(script) if _CELL.search(script) else ():
        if _CELL.search(literal):
            yield _ESCAPE.sub(_unescaped, literal[1:-1])


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])
