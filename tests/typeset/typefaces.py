"""The faces: measure text, choose the face that has a character, embed with right or damaged ToUnicode maps."""

# mypy: disable-error-code="import-untyped,no-any-unimported"
from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts

import govreports

_FILES = {
    "sans": Path(govreports.__file__).parent / "charts" / "fonts" / "NotoSansSC-govreports.ttf",
    "serif": Path(__file__).parent / "fonts" / "NotoSerifSC-govreports.ttf",
}
_STANDARD = {"times": "Times-Roman", "helvetica": "Helvetica"}


class _DamagedFont(ttfonts.TTFont):  # type: ignore[misc]
    """A font whose file maps its codes to no character or to wrong ones, as broken PDF makers write it."""

    def __init__(self, name: str, path: str, damage: str) -> None:
        # Codes in order of use: with readable codes a reader would get ASCII right without any map.
        super().__init__(name, path, asciiReadable=False)
        self.face.name += b"-" + damage.encode()  # reportlab takes faces of one name for one font
        self.damage = damage

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - reportlab's name
        subsets = [list(subset) for subset in self.state[doc].subsets]
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for number, name in enumerate(names):
            font = fonts[name]
            if self.damage == "none":
                font.ToUnicode = None
                continue
            stream = doc.idToObject[font.ToUnicode.name]
            stream.content = ttfonts.makeToUnicodeCMap(font.BaseFont, [self._wrong(c) for c in subsets[number]])

    def _wrong(self, code: int) -> int:
        if self.damage == "private":
            return 0xE000 + code % 0x1900
        for first, size in ((0x30, 10), (0x4E00, 20000), (0x41, 26), (0x61, 26)):
            if first <= code < first + size:
                return first + (code - first + 3) % size
        return code


def has(face: str, char: str) -> bool:
    """Return whether a face draws a character."""
    return char < "\x7f" if face in _STANDARD else ord(char) in _ttf(face, "unicode").face.charToGlyph


def runs(text: str, face: str) -> list[tuple[str, str]]:
    """Cut a text into (face, text) so that each run's face has its characters; `sans` has all that forms need.

    Examples
    --------
    >>> runs("22件", "times")
    [('times', '22'), ('sans', '件')]
    """
    found: list[tuple[str, str]] = []
    for char in text:
        chosen = face if has(face, char) else "sans"
        if found and found[-1][0] == chosen:
            found[-1] = (chosen, found[-1][1] + char)
        else:
            found.append((chosen, char))
    return found


def width(text: str, face: str, size: float) -> float:
    """Measure a text in points."""
    return sum(_advance(char, face) for char in text) * size


def registered(face: str, text_layer: str = "unicode") -> str:
    """Return the name under which reportlab knows a face."""
    return _STANDARD[face] if face in _STANDARD else str(_ttf(face, text_layer).fontName)


@cache
def _advance(char: str, face: str) -> float:
    chosen = face if has(face, char) else "sans"
    if chosen in _STANDARD:
        return float(pdfmetrics.stringWidth(char, _STANDARD[chosen], 1))
    glyphs = _ttf(chosen, "unicode").face
    return float(glyphs.charWidths.get(ord(char), glyphs.defaultWidth)) / 1000


@cache
def _ttf(face: str, text_layer: str) -> ttfonts.TTFont:
    name, path = f"{face}-{text_layer}", str(_FILES[face])
    font = ttfonts.TTFont(name, path) if text_layer == "unicode" else _DamagedFont(name, path, text_layer)
    pdfmetrics.registerFont(font)
    return font
