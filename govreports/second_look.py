"""Scanned numbers that failing identities point at are looked at once more: each digit beside its like in the report.

A sum that does not add up on a scan is either printed so or misread. A network that reads a half-eaten 8 as a 3 is sure
of it, so its own certainty cannot tell. But the report prints every digit many times in one type: a digit that is no
misread looks like the others of its kind, and one that a crease or weak toner has changed does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from govreports.checks.faults.system import equation_of
from govreports.form import table
from govreports.frames import Cell, Check

FLAG = "digit_unlike_its_kind"
OCR = "ocr"

_SCALE = 3.0  # pixels a point: 216 dpi, about what a scan has
_HIGH, _WIDE = 32, 28  # pixels of a digit brought to one height
_LEAST_INK = 12  # pixels: less is a speck
_LEAST_LEFT = 4  # pixels: so little may be left of a digit in a cell that is read as blank
_LEAST_CONTRAST = 60  # grey values between paper and ink
_RULE = 5  # pixels at each side of a cell that may hold its rule
_FEWEST = 4  # a kind with fewer others tells nothing
_SPREADS, _LEAST_SPREAD = 4.0, 0.006

_Pixel = TypeVar("_Pixel", np.uint8, np.bool_)
Glyph = NDArray[np.float32]
Place = tuple[str, str, str]


class _Page(NamedTuple):
    """A page as it was read, without its stamps, and where they lay."""

    gray: NDArray[np.uint8]
    stamps: NDArray[np.bool_]


def second_look(path: Path, cells: Sequence[Cell], checks: Iterable[Check], editions: dict[str, str]) -> list[Cell]:
    """Flag those scanned numbers of failing identities whose digits do not look like their kind.

    Parameters
    ----------
    path : Path
        The report's file.
    cells : sequence of Cell
    checks : iterable of Check
    editions : dict of str to str
        The edition of each table.

    Returns
    -------
    list of Cell
        The same cells, some with the flag ``digit_unlike_its_kind``; no value is changed. A number whose digits touch,
        or whose kind is too rare to compare, is flagged too: nothing is known of it but what the network says.
    """
    suspects = _suspects(cells, checks, editions)
    emptied = {number for number in _lone_blanks(cells) if _holds_ink(path, cells[number])}
    if not suspects and not emptied:
        return list(cells)
    glyphs = {number: _glyphs_of(path, cell) for number, cell in enumerate(cells) if _is_read(cell)}
    kinds: dict[str, list[Glyph]] = {}
    for number, found in glyphs.items():
        for digit, glyph in zip(_digits(cells[number]), found, strict=False):
            if len(found) == len(_digits(cells[number])):
                kinds.setdefault(digit, []).append(glyph)
    known = {digit: _Kind(others) for digit, others in kinds.items() if len(others) >= _FEWEST}
    return [
        cell._replace(flag=FLAG)
        if number in emptied
        or (number in suspects and _is_unlike(cell, glyphs.get(number, []), known, _is_stamped(path, cell)))
        else cell
        for number, cell in enumerate(cells)
    ]


class _Kind:
    """What a digit looks like in a report: the median of its glyphs, and how far they lie from it."""

    def __init__(self, glyphs: list[Glyph]) -> None:
        self.usual: Glyph = np.median(np.stack(glyphs), axis=0).astype(np.float32)
        distances = np.array([self.distance(glyph) for glyph in glyphs])
        middle = float(np.median(distances))
        spread = max(float(np.median(np.abs(distances - middle))) * 1.4826, _LEAST_SPREAD)
        self.limit = middle + _SPREADS * spread

    def distance(self, glyph: Glyph) -> float:
        """Mean difference of the grey values, at the best of the shifts by a pixel."""
        shifts = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
        return min(float(np.abs(np.roll(glyph, shift, (0, 1)) - self.usual).mean()) for shift in shifts)


def _is_unlike(cell: Cell, glyphs: list[Glyph], known: dict[str, _Kind], stamped: bool) -> bool:
    digits = _digits(cell)
    if len(glyphs) != len(digits):
        return True
    for digit, glyph in zip(digits, glyphs, strict=True):
        if digit not in known:
            return True
        # Under a stamp print is never quite as it was: there a digit need only be more like its kind than like others.
        if known[digit].distance(glyph) > known[digit].limit and not stamped:
            return True
        nearest = min(known, key=lambda kind: known[kind].distance(glyph))
        if nearest != digit:
            return True
    return False


def _is_read(cell: Cell) -> bool:
    return cell.method == OCR and cell.value is not None and cell.flag is None and cell.x0 is not None


def _digits(cell: Cell) -> str:
    """What is printed in a cell, piece by piece; a separator is a piece of its own kind."""
    return "".join(char for char in cell.text if char.isdigit() or char in ",.，．")


def _suspects(cells: Sequence[Cell], checks: Iterable[Check], editions: dict[str, str]) -> set[int]:
    """The scanned numbers that stand in a failing identity, by their place in `cells`."""
    places: set[Place] = set()
    for check in checks:
        if check.status == "fail" and check.table in editions:
            equation = equation_of(table(editions[check.table], check.table), check.check, check.item, check.column)
            if equation is not None:
                places |= {(check.table, *place) for place, _ in equation.terms}
    return {n for n, cell in enumerate(cells) if _is_read(cell) and (cell.table, cell.item, cell.column) in places}


def _lone_blanks(cells: Sequence[Cell]) -> set[int]:
    """Scanned cells read as blank in a table that prints its zeros: a digit may have been eaten whole."""
    found: set[int] = set()
    for name in {cell.table for cell in cells}:
        inside = [n for n, cell in enumerate(cells) if cell.table == name and cell.method == OCR]
        blanks = [n for n in inside if cells[n].state == "blank" and cells[n].flag is None and cells[n].x0 is not None]
        if sum(cells[n].value == 0 for n in inside) > len(blanks):
            found |= set(blanks)
    return found


def _holds_ink(path: Path, cell: Cell) -> bool:
    gray = _inside(path, cell)
    if not gray.size or int(gray.max()) - int(gray.min()) < _LEAST_CONTRAST:
        return False
    return int(np.count_nonzero(_dark(gray))) >= _LEAST_LEFT


def _glyphs_of(path: Path, cell: Cell) -> list[Glyph]:
    gray = _inside(path, cell)
    return _cut(gray) if gray.size else []


def _is_stamped(path: Path, cell: Cell) -> bool:
    """Tell whether a stamp was taken off the cell."""
    return bool(_of(cell, _page(path, cell).stamps).any())


def _inside(path: Path, cell: Cell) -> NDArray[np.uint8]:
    """The picture of a cell without its rules."""
    return _of(cell, _page(path, cell).gray)


def _of(cell: Cell, pixels: NDArray[_Pixel]) -> NDArray[_Pixel]:
    edges = [round(float(edge or 0) * _SCALE) for edge in (cell.x0, cell.top, cell.x1, cell.bottom)]
    return pixels[edges[1] + _RULE : edges[3] - _RULE, edges[0] + _RULE : edges[2] - _RULE]


def _cut(gray: NDArray[np.uint8]) -> list[Glyph]:
    """Cut a number into what is printed of it, from left to right, each piece brought to one height.

    What is lower than a digit is a piece too: half of a digit may be all that is left of it.
    """
    low, high = int(gray.min()), int(gray.max())
    if high - low < _LEAST_CONTRAST:
        return []
    return [_at_one_height(gray[box], low, high) for line in _lines(_marks(gray)) for box in line]


def _lines(boxes: list[tuple[slice, slice]]) -> list[list[tuple[slice, slice]]]:
    """Put pieces into lines, each from left to right: a number too long for its cell goes on below."""
    lines: list[list[tuple[slice, slice]]] = []
    for box in sorted(boxes, key=lambda box: box[0].start):
        if lines and box[0].start < max(other[0].stop for other in lines[-1]):
            lines[-1].append(box)
        else:
            lines.append([box])
    return [sorted(line, key=lambda box: box[1].start) for line in lines]


def _marks(gray: NDArray[np.uint8]) -> list[tuple[slice, slice]]:
    """Find the pieces of connected ink that are no specks."""
    from scipy import ndimage

    labels, count = ndimage.label(_dark(gray), structure=np.ones((3, 3)))
    sizes = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    boxes: list[tuple[slice, slice]] = ndimage.find_objects(labels)
    # On a page that lies askew the rules of a wide cell run into it.
    widest = max(gray.shape[1] / 2, 2 * _HIGH)
    return [box for box, n in zip(boxes, sizes, strict=True) if n >= _LEAST_INK and box[1].stop - box[1].start < widest]


def _dark(gray: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.asarray(gray < (int(gray.min()) + int(gray.max())) / 2)


def _at_one_height(gray: NDArray[np.uint8], low: int, high: int) -> Glyph:
    from PIL import Image

    ink = ((high - gray.astype(np.float32)) / (high - low)).clip(0, 1)
    wide = min(max(round(ink.shape[1] * _HIGH / ink.shape[0]), 1), _WIDE)
    scaled = np.asarray(Image.fromarray(ink).resize((wide, _HIGH), Image.Resampling.BILINEAR))
    glyph = np.zeros((_HIGH, _WIDE), dtype=np.float32)
    left = (_WIDE - wide) // 2
    glyph[:, left : left + wide] = scaled
    return glyph


def _page(path: Path, cell: Cell) -> _Page:
    from govreports.pictures import render_page
    from govreports.sources.scan.stamps import lift_stamps

    assert cell.page is not None
    key = (path, cell.page)
    if key not in _PAGES:
        _PAGES.clear()
        channels = np.asarray(render_page(path, cell.page, _SCALE).convert("RGB"))
        bright = channels.max(axis=2)
        lifted = lift_stamps(bright, channels.min(axis=2), _SCALE).gray
        _PAGES[key] = _Page(lifted, lifted != bright)
    return _PAGES[key]


_PAGES: dict[tuple[Path, int], _Page] = {}
