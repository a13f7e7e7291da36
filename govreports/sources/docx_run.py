"""What Word shows of a run of text: the run's own format over its styles'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from govreports.sources.characters import OF_SIGNS
from govreports.sources.colours import BLACK, WHITE, Colour, contrast, read_colour
from govreports.sources.settings import SETTINGS

Element: TypeAlias = Any  # lxml's elements carry no types

SEEN = "seen"
"""The attribute that `mark` writes onto runs: ``unseen``, ``faint``, ``raised``, ``small``, or ``unlike`` (in a format
of which we cannot say that it shows the digits as they are)."""
DOUBTS = {"faint": "hidden_text", "small": "raised_digits", "unlike": "text_unlike_ink"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OFF = ("0", "false", "off")
_WEIGHED_OR_HARMLESS = frozenset(
    re.findall(
        r"\S+",
        """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike shadow emboss imprint outline noProof snapToGrid
        vanish webHidden specVanish color spacing w kern position sz szCs highlight u effect bdr shd vertAlign rtl cs em
        lang oMath rPrChange ins del moveFrom moveTo""",
    )
)
_MEASURES = frozenset(["sz", "position", "spacing", "w"])
_HARMLESS_2010 = frozenset(["ligatures", "numForm", "numSpacing", "stylisticSets", "cntxtAlts", "textFill"])
_SETS = re.compile(r"\s*(?:SET|ASK|TC|XE|RD)\b")  # fields that show nothing
_THEME = {"background1": "FFFFFF", "light1": "FFFFFF", "text1": "000000", "dark1": "000000"}


def mark(body: Element, styles: Styles) -> None:
    """Write onto each run that is not plainly seen what a reader sees of it, see `SEEN`."""
    before, ends_with, size = None, "", 0.0
    in_code = _in_codes(body)
    for run in body.iter(f"{W}r"):
        if run in in_code:
            run.set(SEEN, "unseen")
            continue
        look = styles.look(run)
        text = "".join(piece.text or "" for piece in run.findall(f"{W}t"))
        runs_on = run.getparent() is before and ends_with.isdigit() and text[:1].isdigit()
        seen = look.seen
        alike = SETTINGS.note_digit_share
        if not seen and runs_on and not alike <= look.size / max(size, 1.0) <= 1 / alike:
            seen = "small"
        if seen:
            run.set(SEEN, seen)
        if text and seen not in ("unseen", "raised"):
            before, ends_with, size = run.getparent(), text[-1], look.size


def _in_codes(body: Element) -> set[Element]:
    """Return the runs inside the codes of fields, and inside fields that show nothing (``SET``)."""
    simple = (field for field in body.iter(f"{W}fldSimple") if _SETS.match(field.get(f"{W}instr") or ""))
    hidden: set[Element] = {run for field in simple for run in field.iter(f"{W}r")}
    open_fields: list[bool] = []  # whether what stands in each shows
    if next(body.iter(f"{W}fldChar"), None) is None:
        return hidden
    for run in body.iter(f"{W}r"):
        shown = all(open_fields)
        for sign in run.iter(f"{W}fldChar", f"{W}instrText"):
            kind = sign.get(f"{W}fldCharType")
            if kind == "begin":
                open_fields.append(False)
                sets = False
            elif kind is None:
                sets = _SETS.match(sign.text or "") is not None
            elif open_fields and kind == "separate":
                open_fields[-1] = not sets
            elif open_fields:
                open_fields.pop()
        if not shown and not all(open_fields):
            hidden.add(run)
    return hidden


class RunLook(NamedTuple):
    """What is seen of a run: ``seen`` is ``""``, ``unseen``, ``faint`` or ``raised``; its size is in half-points."""

    seen: str
    size: float


class Styles:
    """The styles of a Word file.

    Parameters
    ----------
    root : lxml element or None
        The root of ``styles.xml``.
    """

    def __init__(self, root: Element | None) -> None:
        self._styles = {s.get(f"{W}styleId"): s for s in root.iter(f"{W}style")} if root is not None else {}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._defaults = [defaults] if defaults is not None else []
        plain = [s for s in self._styles.values() if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") == "1"]
        self._plain = plain[0].get(f"{W}styleId") if plain else None

    def look(self, run: Element) -> RunLook:
        """Return what is seen of a run at its place in the document."""
        paragraph = next(run.iterancestors(f"{W}p"), None)
        cell = next(run.iterancestors(f"{W}tc"), None)
        formats = list(self._formats(run, paragraph))
        size = _number(formats, "sz", SETTINGS.usual_half_pt)
        raised = _value(formats, "vertAlign", "") in ("superscript", "subscript")
        raised |= abs(_number(formats, "position", 0.0)) >= SETTINGS.note_raised_share * size
        if any(_on(formats, name) for name in ("vanish", "strike", "dstrike")) or size < SETTINGS.unseen_half_pt:
            return RunLook("unseen", size)
        # An automatic colour is the one that is seen on its ground; but with a black marker numbers are blacked out.
        weighed = _coloured(formats) or _marked(formats)
        strength = contrast(_colour(formats), self._ground(formats, paragraph, cell)) if weighed else 21.0
        if (strength < SETTINGS.unseen_contrast and _coloured(formats)) or _transparent(formats):
            return RunLook("unseen", size)
        squeezed = _number(formats, "w", 100.0) < SETTINGS.squeezed_percent
        if strength < SETTINGS.faint_contrast or size < SETTINGS.faint_half_pt or squeezed:
            return RunLook("faint", size)
        if any(map(_is_unlike, formats)) or _crowded(formats, size):
            return RunLook("unlike", size)
        return RunLook("raised" if raised else "", size)

    def _formats(self, run: Element, paragraph: Element | None) -> Iterator[Element]:
        """Return the run properties that hold, the strongest first."""
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
            yield from self._chain(own.find(f"{W}rStyle"))
        style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
        yield from self._chain(style) if style is not None else self._by_id(self._plain)
        table = next(run.iterancestors(f"{W}tbl"), None)
        if table is not None:
            yield from self._chain(table.find(f"{W}tblPr/{W}tblStyle"))
        yield from self._defaults

    def _chain(self, reference: Element | None) -> Iterator[Element]:
        return self._by_id(reference.get(f"{W}val") if reference is not None else None)

    def _by_id(self, name: str | None) -> Iterator[Element]:
        """Return the run properties of a style and of those that it is based on."""
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            properties = style.find(f"{W}rPr")
            if properties is not None:
                yield properties
            based = style.find(f"{W}basedOn")
            name = based.get(f"{W}val") if based is not None else None

    def _ground(self, formats: list[Element], paragraph: Element | None, cell: Element | None) -> Colour | None:
        """Return the colour behind a run; None where a table's style may shade it."""
        if _marked(formats):
            return read_colour(_value(formats, "highlight", "none"))
        places = [rpr.find(f"{W}shd") for rpr in formats[:1]]
        places += [paragraph.find(f"{W}pPr/{W}shd")] if paragraph is not None else []
        places += [cell.find(f"{W}tcPr/{W}shd")] if cell is not None else []
        for shading in places:
            fill = shading.get(f"{W}fill") if shading is not None else None
            if fill is not None and fill != "auto":
                return read_colour("#" + fill)
        table = next(cell.iterancestors(f"{W}tbl"), None) if cell is not None else None
        style = table.find(f"{W}tblPr/{W}tblStyle") if table is not None else None
        shaded = self._styles.get(style.get(f"{W}val")) if style is not None else None
        return None if shaded is not None and next(shaded.iter(f"{W}shd"), None) is not None else WHITE


def _crowded(formats: list[Element], size: float) -> bool:
    """Return whether characters are moved one over the other; a twip is a tenth of a half-point."""
    return _number(formats, "spacing", 0.0) < -SETTINGS.crowded_em * 10 * size


def _is_unlike(format_: Element) -> bool:
    """Return whether a format has what is not known to show digits as they are."""
    for child in format_:
        namespace, _, name = child.tag.rpartition("}")
        if namespace == W[:-1] and name not in _WEIGHED_OR_HARMLESS:
            return True
        if namespace == _W14[:-1] and name not in _HARMLESS_2010 and child.find(f"{_W14}noFill") is None:
            return True
        if name in _MEASURES and not re.fullmatch(r"[-+]?\d+(?:\.\d+)?%?", child.get(f"{W}val", "0")):
            return True  # 1.5pt: a value that is not read
        if name == "rFonts" and any(OF_SIGNS.search(value) for value in child.values()):
            return True
        if name == "textFill" and not _is_dark(child):
            return True
    return False


def _is_dark(fill: Element) -> bool:
    """Return whether a fill of letters is one dark colour."""
    colours = list(fill.iter(f"{_W14}srgbClr", f"{_W14}schemeClr"))
    if fill.find(f"{_W14}noFill") is not None or len(colours) != 1 or next(fill.iter(f"{_W14}alpha"), None) is not None:
        return False
    name = colours[0].get(f"{_W14}val") or ""
    colour = BLACK if name in ("tx1", "dk1", "tx2", "dk2") else read_colour("#" + name)
    return colour is not None and contrast(colour, WHITE) >= SETTINGS.faint_contrast


def _first(formats: list[Element], name: str) -> Element | None:
    return next((found for rpr in formats if (found := rpr.find(W + name)) is not None), None)


def _value(formats: list[Element], name: str, default: Any) -> Any:
    found = _first(formats, name)
    value = found.get(f"{W}val") if found is not None else None
    return default if value is None else value.rstrip("%")


def _number(formats: list[Element], name: str, default: float) -> float:
    try:
        return float(_value(formats, name, default))
    except ValueError:
        return default


def _on(formats: list[Element], name: str) -> bool:
    found = _first(formats, name)
    return found is not None and found.get(f"{W}val") not in _OFF


def _marked(formats: list[Element]) -> bool:
    return bool(_value(formats, "highlight", "none") != "none")


def _coloured(formats: list[Element]) -> bool:
    colour = _first(formats, "color")
    return colour is not None and (colour.get(f"{W}val") != "auto" or colour.get(f"{W}themeColor") is not None)


def _colour(formats: list[Element]) -> Colour:
    element = _first(formats, "color")
    theme = element.get(f"{W}themeColor") if element is not None else None
    named = _THEME.get(theme or "", element.get(f"{W}val") if element is not None else "")
    colour = read_colour("#" + (named or "000000")) or Colour(0.0, 0.0, 0.0)
    tint, shade = (_part(element, name) for name in ("themeTint", "themeShade"))
    return Colour(*(part * shade * tint + 1 - tint for part in colour[:3]))


def _part(element: Element | None, name: str) -> float:
    """Read a theme colour's tint or shade: a hexadecimal part of 255, all of it where none is given."""
    value = element.get(W + name) if element is not None and element.get(f"{W}themeColor") is not None else None
    return int(value, 16) / 255 if value else 1.0


def _transparent(formats: list[Element]) -> bool:
    fill = next((rpr.find(f"{_W14}textFill") for rpr in formats if rpr.find(f"{_W14}textFill") is not None), None)
    return fill is not None and fill.find(f"{_W14}noFill") is not None
