"""What a cell of a workbook shows: its value in its number format, without what is struck out, white or hidden."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from govreports.sources.characters import OF_SIGNS, RAISED
from govreports.sources.colours import BLACK, WHITE, Colour, contrast, read_colour
from govreports.sources.settings import SETTINGS
from govreports.sources.shown_number import hides_text, shown_number

_DIGITS = re.compile(r"[\d.,]+")
# The first colours of every theme: light and dark, for the ground and for the text.
_THEME = (WHITE, BLACK, Colour(0.91, 0.9, 0.9), Colour(0.27, 0.33, 0.42))
_SYSTEM = {64: BLACK, 65: WHITE}
_EVEN_FILLS = frozenset({None, "none", "solid", "gray125", "gray0625", "lightGray"})


class CellText(NamedTuple):
    """The text that a cell shows, and why it is in doubt."""

    text: str
    doubt: str | None = None


def cell_text(cell: Any, *, formula: bool, zeros: bool) -> CellText:
    """Return what a cell shows.

    Parameters
    ----------
    cell : openpyxl cell
        With its value, not its formula.
    formula : bool
        True where the file holds a formula; without its value the cell is in doubt (``no_value``).
    zeros : bool
        False where the sheet is set to show no zeros.
    """
    value = cell.value
    if value is None:
        return CellText("", "no_value" if formula else None)
    ground = _ground(cell)
    if isinstance(value, list):  # rich text: strings and blocks with a font of their own
        parts = [_part(getattr(part, "text", part), getattr(part, "font", None) or cell.font, ground) for part in value]
        return CellText("".join(text for text, _ in parts).strip(), next((doubt for _, doubt in parts if doubt), None))
    text, doubt = _plain(cell, value, zeros)
    seen, faint = _part(text, cell.font, ground, raise_digits=False)
    repeated = cell.alignment.horizontal == "fill"
    striped = cell.fill.fill_type not in _EVEN_FILLS
    if seen and (repeated or striped or OF_SIGNS.search(cell.font.name or "")):
        doubt = doubt or "text_unlike_ink"
    elif not seen and not cell.font.strike and any(map(str.isdigit, text)):
        doubt = "hidden_text"
    return CellText(seen.strip(), doubt or faint)


def _plain(cell: Any, value: object, zeros: bool) -> CellText:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return CellText("" if isinstance(value, str) and hides_text(cell.number_format) else str(value))
    if value == 0 and not zeros:
        return CellText("")
    shown = shown_number(value, cell.number_format)
    return CellText(shown.text, None if shown.certain else "text_unlike_ink")


def _part(text: Any, font: Any, ground: Colour | None, raise_digits: bool = True) -> CellText:
    """Return what is seen of a stretch of text in one font."""
    text = str(text or "")
    if getattr(font, "strike", None) or getattr(font, "strikethrough", None):
        return CellText("")
    size = 2 * float(getattr(font, "sz", None) or SETTINGS.usual_half_pt / 2)
    strength = (
        contrast(_colour(getattr(font, "color", None), BLACK), ground) if size >= SETTINGS.unseen_half_pt else 0.0
    )
    if strength < SETTINGS.unseen_contrast:
        return CellText("")
    if raise_digits and getattr(font, "vertAlign", None) in ("superscript", "subscript"):
        text = text.translate(RAISED)
    faint = strength < SETTINGS.faint_contrast or size < SETTINGS.faint_half_pt
    return CellText(text, "hidden_text" if faint and text.strip() else None)


def _ground(cell: Any) -> Colour | None:
    fill = cell.fill
    if fill is None or fill.fill_type is None:
        return WHITE
    return _colour(fill.fgColor, WHITE) if fill.fill_type == "solid" else None


def _colour(colour: Any, default: Colour) -> Colour:
    """Read a workbook's colour: of its own, of its theme, or of the old palette."""
    from openpyxl.styles.colors import COLOR_INDEX

    if colour is None:
        return default
    known: Colour | None = None
    if colour.type == "theme" and colour.theme < len(_THEME):
        known = _THEME[colour.theme]
    elif colour.type == "rgb" and isinstance(colour.rgb, str):
        known = read_colour("#" + colour.rgb[-6:])
    elif colour.type == "indexed":
        inside = 0 <= colour.indexed < len(COLOR_INDEX)
        known = _SYSTEM.get(colour.indexed) or (read_colour("#" + COLOR_INDEX[colour.indexed][-6:]) if inside else None)
    return _tinted(known, colour.tint or 0.0) if known is not None else default


def _tinted(colour: Colour, tint: float) -> Colour:
    """Return a theme's colour darker (tint below 0) or lighter."""
    return Colour(*(part * (1 + tint) if tint < 0 else part * (1 - tint) + tint for part in colour[:3]))


def cut_off(cell: Any, text: str, width: float, height: float | None) -> bool:
    """Return whether a cell has no room for its number: Excel then shows ### or a slice of it.

    Parameters
    ----------
    cell : openpyxl cell
    text : str
        What it would show.
    width : float
        Its own, in digits of the usual size; infinite where nothing sets it.
    height : float or None
        Its row's, in points.
    """
    if height is not None and height * 20 < SETTINGS.least_row_twip:
        return True
    turned = cell.alignment is not None and (cell.alignment.shrink_to_fit or cell.alignment.textRotation)
    if turned or isinstance(cell.value, bool) or not (isinstance(cell.value, int | float) or _DIGITS.fullmatch(text)):
        return False
    indent = cell.alignment.indent if cell.alignment is not None else 0
    return (len(text) + indent) * float(cell.font.sz or SETTINGS.usual_half_pt / 2) * 2 / SETTINGS.usual_half_pt > width


def hiding_ranges(sheet: Any) -> list[Any]:
    """Return the ranges in which a conditional format may colour, strike out or hide what a cell holds."""
    return [area.sqref for area in sheet.conditional_formatting for rule in area.rules if _may_hide(rule)]


def _may_hide(rule: Any) -> bool:
    """Return whether a conditional format may leave a reader another number: signs or bars may stand in its place."""
    if any(getattr(kind, "showValue", None) is False for kind in (rule.iconSet, rule.dataBar)):
        return True
    if rule.dxf is None:
        return False
    font, fill = rule.dxf.font, rule.dxf.fill
    ground = _colour(fill.bgColor, WHITE) if fill is not None and fill.bgColor is not None else WHITE
    strike = font is not None and bool(font.strike)
    return strike or rule.dxf.numFmt is not None or _part("0", font, ground) != CellText("0")
