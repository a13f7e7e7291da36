"""The cells of tables in a picture: what is printed in each, and whether that is certain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govreports.sources.pdf.text_lines import Line, joined
from govreports.sources.scan.dash_marks import mark_of
from govreports.sources.scan.engine import Reading, engine
from govreports.sources.scan.ink_lines import Extent
from govreports.sources.scan.label_crops import figures_of, read_labels
from govreports.sources.scan.line_crops import line_crop
from govreports.sources.scan.number_shapes import (
    NumbersOfShapes,
    are_figures,
    figures_of_line,
    match_figures,
    shapes_of,
)
from govreports.sources.scan.page_picture import Picture
from govreports.sources.scan.pixels import Gray, Mask, ink_of
from govreports.sources.scan.same_shapes import KnownShapes
from govreports.sources.scan.settings import SETTINGS
from govreports.sources.scan.table_lattice import Lattice
from govreports.sources.scan.window import Window, look_into


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

    @property
    def figures(self) -> list[Extent]:
        return figures_of_line(self.window.gray, self.line)


def read_cells(
    picture: Picture, lattices: Sequence[Lattice], known: KnownShapes | None = None
) -> list[list[tuple[str, str | None]]]:
    """Read all cells of a page's tables.

    Numbers that consist of the same shapes are read once, and every one of those twice, at two sizes. A cell is in
    doubt where the two differ, where the network is not sure, where there are more separate shapes than figures, where
    print crosses a side of the cell, and where a stamp may hide something.

    Parameters
    ----------
    picture : Picture
        The straightened page.
    lattices : sequence of Lattice
        The tables.
    known : KnownShapes, optional
        See `read_windows`.

    Returns
    -------
    list of list of (str, str or None)
        For each table text and doubt of each of its places, in their order.
    """
    places = [(lattice, place) for lattice in lattices for place in lattice.places]
    windows = [look_into(picture, lattice, place) for lattice, place in places]
    read = read_windows(windows, picture.scale, known)
    each = iter(
        (text, doubt if place.sure or doubt else "ocr_rules_broken")
        for (text, doubt), (_, place) in zip(read, places, strict=True)
    )
    return [[next(each) for _ in lattice.places] for lattice in lattices]


def read_windows(
    windows: Sequence[Window], scale: float, known: KnownShapes | None = None
) -> list[tuple[str, str | None]]:
    """Read the insides of cells, or words where there are no cells; see `read_cells`.

    Parameters
    ----------
    windows : sequence of Window
        What is to be read of a page.
    scale : float
        Pixels per point.
    known : KnownShapes, optional
        What other pages of the document told; what this one tells is added.

    Returns
    -------
    list of (str, str or None)
        Text and doubt of each.
    """
    labels = read_labels(windows, scale)
    pieces = [_Piece(window, line) for n, window in enumerate(windows) if n not in labels for line in window.lines]
    readings = iter(_read_pieces(pieces, scale, known or KnownShapes()))
    cells = []
    for n, window in enumerate(windows):
        lines = [] if n in labels else [next(readings) for _ in window.lines]
        text = labels[n] if n in labels else _joined(lines, window, scale)
        doubt = next((line.doubt for line in lines if line.doubt), None) or _doubt(window, text)
        cells.append((text, doubt))
    return cells


def _read_pieces(pieces: list[_Piece], scale: float, known: KnownShapes) -> list[_Read]:
    marks = [mark_of(piece.ink, scale) for piece in pieces]
    readings = {n: _Read(mark, None) for n, mark in enumerate(marks) if mark}
    # What lies under a stamp is read by itself.
    plain = [
        n
        for n, piece in enumerate(pieces)
        if n not in readings and not piece.window.stamped and are_figures(piece.figures, piece.line)
    ]
    crops = [line_crop(pieces[n].window.gray, figure, scale) for n in plain for figure in pieces[n].figures]
    kinds = iter(known.kinds_of(crops))
    numbers = NumbersOfShapes({n: [next(kinds) for _ in pieces[n].figures] for n in plain}, known.digits)
    times = SETTINGS.witnesses
    while chosen := numbers.to_read(times):
        read = dict(zip(chosen, _read_each([pieces[n] for n in chosen], scale), strict=True))
        numbers.learn({n: None if reading.doubt else reading.text for n, reading in read.items()})
        readings |= read
        times *= 2
    readings |= {n: _Read(text, None) for n in plain if (text := numbers.text(n))}
    known.keep(numbers.digits())
    rest = [n for n in range(len(pieces)) if n not in readings]
    readings |= dict(zip(rest, _read_each([pieces[n] for n in rest], scale), strict=True))
    return [readings[n] for n in range(len(pieces))]


def _read_each(pieces: list[_Piece], scale: float) -> list[_Read]:
    """Read every line by itself, numbers at two sizes."""
    first = engine().read([line_crop(piece.window.gray, piece.line, scale) for piece in pieces])
    twice = [n for n, reading in enumerate(first) if _has_figures(reading)]
    crops = [line_crop(_other(pieces[n].window), pieces[n].line, scale, SETTINGS.second_above_heights) for n in twice]
    second = dict(zip(twice, engine().read(crops), strict=True))
    return [_settled(piece, first[n], second.get(n)) for n, piece in enumerate(pieces)]


def _other(window: Window) -> Gray:
    """The picture for the second reading: where a grey stamp lies, the one with its letters."""
    return window.gray if window.other is None else window.other


def _settled(piece: _Piece, first: Reading, second: Reading | None) -> _Read:
    """Take the reading of a line and say whether it is certain."""
    if second is None:
        return _Read(first.text, None if first.confidence >= SETTINGS.text_certainty else "ocr_low_confidence")
    if not _is_number(first) and not _is_number(second):
        same = figures_of(first.text) == figures_of(second.text)
        # Ink of which nothing is read is no blank: 427 and the rim of a stamp, both black in a fax.
        sure = bool(first.text) and max(first.confidence, second.confidence) >= SETTINGS.text_certainty
        return _Read(first.text, "ocr_disagreement" if not same else None if sure else "ocr_low_confidence")
    better = max(first, second, key=lambda reading: reading.certainty)
    if first.figures != second.figures:
        return _Read(better.figures, "ocr_disagreement")
    if not match_figures(shapes_of(piece.window.gray, piece.line), piece.line, better.figures):
        return _Read(better.figures, "ocr_count")
    return _Read(better.figures, None if better.certainty >= SETTINGS.number_certainty else "ocr_low_confidence")


def _is_number(reading: Reading) -> bool:
    return bool(reading.figures) and reading.likeness >= SETTINGS.number_likeness


def _has_figures(reading: Reading) -> bool:
    return _is_number(reading) or bool(figures_of(reading.text)) or len(reading.text) < 2


def _doubt(window: Window, text: str) -> str | None:
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
