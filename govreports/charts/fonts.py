"""The font that comes with the package: registered with matplotlib, measured, and asked what it can draw."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

FAMILY = "Noto Sans SC govreports"


class MissingGlyphError(ValueError):
    """A figure holds a character that no font at hand can draw; saved, it would show an empty box (tofu)."""


@cache
def packaged() -> Path:
    """Return the packaged font's file, known to matplotlib from now on.

    Examples
    --------
    >>> packaged().name
    'NotoSansSC-govreports.ttf'
    """
    path = Path(str(resources.files("govreports.charts") / "fonts" / "NotoSansSC-govreports.ttf"))
    font_manager.fontManager.addfont(path)
    return path


_OWN: list[Path] = []


def use_font(path: str | Path) -> None:
    """Take a font of your own for the characters that the packaged one does not have.

    Parameters
    ----------
    path : str or Path
        A TrueType or OpenType file, for example with rare characters of place names.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    """
    file = Path(path)
    if not file.is_file():
        raise FileNotFoundError(f"{file} is no font file.")
    font_manager.fontManager.addfont(file)
    if file not in _OWN:
        _OWN.append(file)


def families() -> list[str]:
    """Name the families in the order in which matplotlib asks them for a character."""
    packaged()
    return [FAMILY, *(str(FT2Font(str(path)).family_name) for path in _OWN)]


@cache
def _charmap(path: Path) -> frozenset[int]:
    return frozenset(FT2Font(str(path)).get_charmap())


def missing(text: str) -> str:
    """Return the characters of a text that would come out as empty boxes, each once.

    Examples
    --------
    >>> missing("淮安市 2024 年 45.3%"), missing("龘")
    ('', '龘')
    """
    known = [_charmap(packaged()), *(_charmap(path) for path in _OWN)]
    drawn = {ord("\n")}
    return "".join(
        sign for sign in dict.fromkeys(text) if ord(sign) not in drawn and not any(ord(sign) in m for m in known)
    )


def provide(text: str) -> None:
    """See to it that every character of a text can be drawn.

    Where the packaged font lacks one (a rare character of a place name), a font of the machine that has it is taken
    for that character alone.

    Raises
    ------
    MissingGlyphError
        No font at hand has it; the message names the characters and says what to do.
    """
    lacking = missing(text)
    if not lacking:
        return
    # A font of last resort has every character, each as a box.
    fonts = {Path(font.fname) for font in font_manager.fontManager.ttflist if "last resort" not in font.name.lower()}
    for entry in sorted(fonts):
        if missing(text) and _has_any(entry, missing(text)):
            use_font(entry)
    lacking = missing(text)
    if lacking:
        codes = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in lacking)
        raise MissingGlyphError(
            f"No font at hand can draw {codes}. Name a font file that has them: govreports.charts.use_font('….ttf')."
        )


def _has_any(path: Path, signs: str) -> bool:
    try:
        return any(ord(sign) in _charmap(path) for sign in signs)
    except (OSError, RuntimeError):  # a font of the machine that FreeType cannot open is none of ours
        return False


@cache
def _advance(sign: str) -> float:
    """Return the width of a character in em."""
    for path in (packaged(), *_OWN):
        if ord(sign) in _charmap(path):
            font = _sized(path)
            return float(font.load_char(ord(sign)).linearHoriAdvance) / 65536 / _EM
    return 1.0


_EM = 100  # points, so that a width in points is one in hundredths of an em


@cache
def _sized(path: Path) -> FT2Font:
    font = FT2Font(str(path))
    font.set_size(_EM, 72)
    return font


def width(text: str, size: float) -> float:
    """Measure a line of text.

    Parameters
    ----------
    text : str
        One line.
    size : float
        Font size in points.

    Returns
    -------
    float
        Its width in inches.

    Examples
    --------
    >>> round(width("公开率", 12), 2)
    0.5
    """
    return sum(_advance(sign) for sign in text) * size / 72
