"""The cells of a table in a picture: what is printed in each, and whether that is certain."""

from __future__ import annotations

import re
from typing import NamedTuple

from govreports.sources.pdf.text_lines import Line, joined
from govreports.sources.scan.dash_marks import count_shapes, mark_of
from govreports.sources.scan.engine import Reading, engine
from govreports.sources.scan.ink_lines import Extent
from govreports.sources.scan.line_crops import line_crop
from govreports.sources.scan.page_picture import Picture
from govreports.sources.scan.pixels import Gray, Mask, ink_of
from govreports.sources.scan.same_shapes import same_shapes
from govreports.sources.scan.table_lattice import Lattice
from govreports.sources.scan.window import Window, look_into

#: A line is a number where the network takes every character for a figure at least so far.
_LIKE = 0.3

#: Below this the reading of a number, or of a text, is in doubt.
_SURE, _SURE_TEXT = 0.6, 0.5

#: The margin of the second reading of a number, in heights of its line.
_SECOND_MARGIN = 0.4


#: A label that begins with its number: 1.属于国家秘密.
_NUMBERED = re.compile(r"^\d{1,2}[.、．,，]?\s*(?=[^\d\s.、．,，])")


class _Read(NamedTuple):
    text: str
    doubt: str | None


class _Piece(NamedTuple):
    """One line of a cell."""

    window: Window
    line: Extent

    @property
    def ink(self) -> Mask:
        line = self.line
        return ink_of(self.window.gray[line.top : line.bottom, line.left : line.right])


def read_cells(picture: Picture, lattice: Lattice) -> list[tuple[str, str | None]]:
    """Read all cells of a table.

    Lines that look the same are read once, and every number twice, at two sizes. A cell is in doubt where the two
    differ, where the network is not sure, where there are more separate shapes than figures, where print crosses a
    side of the cell, and where a stamp may hide something.

    Parameters
    ----------
    picture : Picture
        The straightened page.
    lattice : Lattice
        The table.

    Returns
    -------
    list of (str, str or None)
        Text and doubt of each of the lattice's places, in their order.
    """
    scale = picture.scale
    windows = [look_into(picture, lattice, place) for place in lattice.places]
    pieces = [_Piece(window, line) for window in windows for line in window.lines]
    marks = [mark_of(piece.ink, scale) for piece in pieces]
    written = [piece for piece, mark in zip(pieces, marks, strict=True) if mark is None]
    crops = [line_crop(piece.window.gray, piece.line, scale) for piece in written]
    stands = _standing_for(written, crops)
    alone = sorted(set(stands))
    first = dict(zip(alone, engine().read([crops[n] for n in alone]), strict=True))
    twice = [n for n in alone if _has_figures(first[n])]
    again = engine().read([line_crop(_other(written[n].window), written[n].line, scale, _SECOND_MARGIN) for n in twice])
    second = dict(zip(twice, again, strict=True))
    readings = iter([_settled(piece, first[n], second.get(n)) for piece, n in zip(written, stands, strict=True)])
    each = iter([_Read(mark, None) if mark else next(readings) for mark in marks])
    cells = []
    for window, place in zip(windows, lattice.places, strict=True):
        lines = [next(each) for _ in window.lines]
        text = _joined(lines, window, scale)
        doubt = next((line.doubt for line in lines if line.doubt), None) or _doubt(window, text, place.sure)
        cells.append((text, doubt))
    return cells


def _standing_for(pieces: list[_Piece], crops: list[Gray]) -> list[int]:
    """Return for each line the one whose reading is its own too; what lies under a stamp is read by itself."""
    plain = [n for n, piece in enumerate(pieces) if piece.window.other is None and not piece.window.stamped]
    stands = list(range(len(pieces)))
    for n, same in zip(plain, same_shapes([crops[n] for n in plain]), strict=True):
        stands[n] = plain[same]
    return stands


def _other(window: Window) -> Gray:
    """The picture for the second reading: where a grey stamp lies, the one with its letters."""
    return window.gray if window.other is None else window.other


def _settled(piece: _Piece, first: Reading, second: Reading | None) -> _Read:
    """Take the reading of a line and say whether it is certain."""
    if second is None:
        return _Read(first.text, None if first.confidence >= _SURE_TEXT else "ocr_low_confidence")
    if not _is_number(first) and not _is_number(second):
        same = _figures_of(first.text) == _figures_of(second.text)
        sure = max(first.confidence, second.confidence) >= _SURE_TEXT
        return _Read(first.text, "ocr_disagreement" if not same else None if sure else "ocr_low_confidence")
    better = max(first, second, key=lambda reading: reading.certainty)
    if first.figures != second.figures:
        return _Read(better.figures, "ocr_disagreement")
    shapes = sum(figure.isdigit() or figure in "+/" for figure in better.figures)
    if count_shapes(piece.window.gray, piece.line) > shapes:
        return _Read(better.figures, "ocr_count")
    return _Read(better.figures, None if better.certainty >= _SURE else "ocr_low_confidence")


def _is_number(reading: Reading) -> bool:
    return bool(reading.figures) and reading.likeness >= _LIKE


def _has_figures(reading: Reading) -> bool:
    return _is_number(reading) or bool(_figures_of(reading.text)) or len(reading.text) < 2


def _figures_of(text: str) -> str:
    """The figures of a text, without the number that a label begins with."""
    return "".join(character for character in _NUMBERED.sub("", text) if character.isdigit() or character in ".,")


def _doubt(window: Window, text: str, sure: bool) -> str | None:
    if not sure:
        return "ocr_rules_broken"
    if window.crosses:
        return "ocr_crosses_rule"
    if window.specked:
        return "ocr_speck"
    under = window.other is not None
    if window.stamped and (under or not text):
        return "ocr_stamp"
    return None


def _joined(lines: list[_Read], window: Window, scale: float) -> str:
    if not lines:
        return ""
    placed = [
        Line(0, read.text, x0 / scale, top / scale, x1 / scale, bottom / scale)
        for read, (x0, top, x1, bottom) in zip(lines, window.lines, strict=True)
    ]
    return joined(placed, 0.0, window.gray.shape[1] / scale)
