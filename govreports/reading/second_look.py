"""Scanned numbers that no sum confirms are looked at once more: each digit beside its like in the report.

A sum that does not add up on a scan is either printed so or misread. A network that reads a half-eaten 8 as a 3 is sure
of it, so its own certainty cannot tell. But the report prints every digit many times in one type: a digit that is no
misread looks like the others of its kind, and one that a crease or weak toner has changed does not. The same look
guards the numbers that no identity covers (table 二).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from govreports.columns import Cell, Check
from govreports.form import CellId, equation_of, printed_forms
from govreports.sources.document import Box, PageSize, SeenPage
from govreports.sources.render import render_page
from govreports.sources.scan.glyphs import Glyph, Kinds, cuts, holds_ink
from govreports.sources.scan.pixels import Gray
from govreports.sources.scan.upright import upright

FLAG = "digit_unlike_its_kind"
OCR = "ocr"

_SCALE = 3.0  # pixels a point: 216 dpi, about what a scan has
_RULE = 1.7  # points at each side of a cell that may hold its rule

#: Under a stamp print is never quite as it was: there a digit may lie so many times farther from its kind.
_STAMPED = 2.0

_POINTS = ".,，．"


class _Look(NamedTuple):
    """What is to be seen of a number: the ways to cut it into digits, cut when asked, and whether a stamp was on it."""

    plainest: list[Glyph]
    others: Iterator[list[Glyph]]
    stamped: bool


def second_look(
    path: Path,
    cells: Sequence[Cell],
    checks: Iterable[Check],
    editions: dict[str, str],
    seen: Mapping[int, SeenPage] | None = None,
) -> list[Cell]:
    """Flag scanned numbers whose digits do not look like their kind, unless an identity holds in which they stand.

    Parameters
    ----------
    path : Path
        The report's file.
    cells : sequence of Cell
    checks : iterable of Check
    editions : dict of str to str
        The edition of each table.
    seen : mapping of int to SeenPage, optional
        The pictures that the pages were read from. A page that is not among them is rendered and straightened anew.

    Returns
    -------
    list of Cell
        The same cells, some with the flag ``digit_unlike_its_kind``; no value is changed. Where an identity fails, a
        number that cannot be cut into its digits, or one of whose kinds is too rare to compare, is flagged too:
        nothing is known of it but what the network says.
    """
    checks = list(checks)
    failing, holding = _numbers_in("fail", cells, checks, editions), _numbers_in("pass", cells, checks, editions)
    uncovered = {number for number, cell in enumerate(cells) if _is_read(cell)} - holding - failing
    blanks = _lone_blanks(cells)
    if not failing and not uncovered and not blanks:
        return list(cells)
    pages = _Pages(path, seen or {})
    emptied = {number for number in blanks if holds_ink(pages.inside(cells[number])[0])}
    looks = {number: pages.look(cell) for number, cell in enumerate(cells) if _is_read(cell)}
    by_kind: dict[str, list[Glyph]] = {}
    for number, look in looks.items():
        for digit, glyph in zip(_digits(cells[number]), look.plainest, strict=False):
            by_kind.setdefault(digit, []).append(glyph)
    kinds = Kinds(by_kind)
    unlike = {number for number in failing if _is_unlike(looks[number], _digits(cells[number]), kinds)}
    unlike |= {
        number
        for number in uncovered
        if looks[number].plainest
        and set(_digits(cells[number])) <= set(kinds.known)
        and _is_unlike(looks[number], _digits(cells[number]), kinds)
    }
    return [cell._replace(flag=FLAG) if n in emptied or n in unlike else cell for n, cell in enumerate(cells)]


def _is_unlike(look: _Look, digits: str, kinds: Kinds) -> bool:
    if not look.plainest:
        return True
    # The way of cutting that gives the plainest digits decides, whatever they are.
    seen, far = min((kinds.read(glyphs) for glyphs in (look.plainest, *look.others)), key=lambda reading: reading[1])
    return seen != digits or far > (_STAMPED if look.stamped else 1)


def _is_read(cell: Cell) -> bool:
    return cell.method == OCR and cell.value is not None and cell.flag is None and cell.x0 is not None


def _digits(cell: Cell) -> str:
    """The digits of a number, each a piece of print; so is a sign."""
    return "".join(char for char in cell.text if char.isdigit() or char in "+-")


def _numbers_in(status: str, cells: Sequence[Cell], checks: Sequence[Check], editions: dict[str, str]) -> set[int]:
    """The scanned numbers that stand in an identity of a status, by their place in `cells`."""
    forms, places = {form.id: form for form in printed_forms(editions)}, set[CellId]()
    for check in checks:
        if check.status == status and check.table in forms:
            equation = equation_of(forms[check.table], check.check, check.item, check.column)
            places.update(equation.cells if equation is not None else ())
    return {n for n, cell in enumerate(cells) if _is_read(cell) and (cell.table, cell.item, cell.column) in places}


def _lone_blanks(cells: Sequence[Cell]) -> set[int]:
    """Scanned cells read as blank in a table that prints its zeros: a digit may have been eaten whole."""
    places: set[int] = set()
    for name in {cell.table for cell in cells}:
        inside = [n for n, cell in enumerate(cells) if cell.table == name and cell.method == OCR]
        blanks = [n for n in inside if cells[n].state == "blank" and cells[n].flag is None and cells[n].x0 is not None]
        if sum(cells[n].value == 0 for n in inside) > len(blanks):
            places |= set(blanks)
    return places


class _Pages:
    """The pages of a file, straight and without stamps, each made ready once where its cells come in order."""

    def __init__(self, path: Path, seen: Mapping[int, SeenPage]) -> None:
        self._path = path
        self._seen = seen
        self._ready: dict[int, SeenPage] = {}

    def inside(self, cell: Cell) -> tuple[Gray, bool]:
        """Return the picture of a cell without its rules, and whether a stamp was taken off it."""
        assert cell.page is not None
        picture = self._page(cell.page)
        box = Box(cell.x0 or 0.0, cell.top or 0.0, cell.x1 or 0.0, cell.bottom or 0.0)
        area = picture.inside(box, _RULE)
        return picture.gray[area], picture.is_lifted(area)

    def look(self, cell: Cell) -> _Look:
        """Look at a number."""
        gray, stamped = self.inside(cell)
        scale = self._page(cell.page or 0).scale
        ways = cuts(gray, len(_digits(cell)), sum(char in _POINTS for char in cell.text), scale)
        return _Look(next(ways, []), ways, stamped)

    def _page(self, number: int) -> SeenPage:
        if number in self._seen:
            return self._seen[number]
        if number not in self._ready:
            self._ready.clear()
            image = np.asarray(render_page(self._path, number, _SCALE).convert("RGB"))
            size = PageSize(image.shape[1] / _SCALE, image.shape[0] / _SCALE)
            self._ready[number] = upright(image, size)[0].view
        return self._ready[number]
