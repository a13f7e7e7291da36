"""The cells of a table in a picture: what is printed in each, and whether that is certain."""

from __future__ import annotations

from typing import NamedTuple

from govreports.sources.pdf.writing import Line, joined
from govreports.sources.scan.crops import line_crop
from govreports.sources.scan.engine import Reading, engine
from govreports.sources.scan.lattice import Lattice
from govreports.sources.scan.lines import Extent
from govreports.sources.scan.picture import Picture
from govreports.sources.scan.pixels import Gray
from govreports.sources.scan.window import Window, look_into

#: Print no higher than this, in points, and wider than high is a dash. A long one is an em dash.
_FLAT, _LONG = 1.9, 5.5

#: A line is a number where the network takes every character for a figure at least so far.
_LIKE = 0.3

#: Below this the reading of a number, or of a text, is in doubt.
_SURE, _SURE_TEXT = 0.6, 0.5

#: The margin of the second reading of a number, in heights of its line.
_SECOND_MARGIN = 0.4


class _Read(NamedTuple):
    text: str
    doubt: str | None


def read_cells(picture: Picture, lattice: Lattice) -> list[tuple[str, str | None]]:
    """Read all cells of a table.

    Every number is read twice, at two sizes; a cell is in doubt where the two differ, where the network is not sure,
    where print crosses a side of the cell, and where a stamp may hide something.

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
    windows = [look_into(picture, lattice, place) for place in lattice.places]
    every = [(window, line) for window in windows for line in window.lines if not _is_dash(line, picture.scale)]
    first = engine().read([line_crop(window.gray, line, picture.scale) for window, line in every])
    numbers = [place for place, reading in enumerate(first) if _has_figures(reading)]
    second = engine().read(
        [line_crop(_other(every[n][0]), every[n][1], picture.scale, _SECOND_MARGIN) for n in numbers]
    )
    again = dict(zip(numbers, second, strict=True))
    read = {
        (id(window), line): _settled(reading, again.get(place))
        for place, ((window, line), reading) in enumerate(zip(every, first, strict=True))
    }
    cells = []
    for window, place in zip(windows, lattice.places, strict=True):
        lines = [read.get((id(window), line)) or _dash(line, picture.scale) for line in window.lines]
        text = _joined(lines, window, picture.scale)
        doubt = next((line.doubt for line in lines if line.doubt), None) or _doubt(window, text, place.sure)
        cells.append((text, doubt))
    return cells


def _other(window: Window) -> Gray:
    """The picture for the second reading: where a grey stamp lies, the one with its letters."""
    return window.gray if window.other is None else window.other


def _settled(first: Reading, second: Reading | None) -> _Read:
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
    return _Read(better.figures, None if better.certainty >= _SURE else "ocr_low_confidence")


def _is_number(reading: Reading) -> bool:
    return bool(reading.figures) and reading.likeness >= _LIKE


def _has_figures(reading: Reading) -> bool:
    return _is_number(reading) or bool(_figures_of(reading.text)) or len(reading.text) < 2


def _figures_of(text: str) -> str:
    return "".join(character for character in text if character.isdigit() or character in ".,")


def _doubt(window: Window, text: str, sure: bool) -> str | None:
    if not sure:
        return "ocr_rules_broken"
    if window.crosses:
        return "ocr_crosses_rule"
    under = window.other is not None
    if window.stamped and (under or not text):
        return "ocr_stamp"
    return None


def _is_dash(line: Extent, scale: float) -> bool:
    return line.height <= _FLAT * scale and line.width > 1.2 * line.height


def _dash(line: Extent, scale: float) -> _Read:
    return _Read("—" if line.width > _LONG * scale else "-", None)


def _joined(lines: list[_Read], window: Window, scale: float) -> str:
    if not lines:
        return ""
    placed = [
        Line(0, read.text, *(edge / scale for edge in extent)) for read, extent in zip(lines, window.lines, strict=True)
    ]
    return joined(placed, 0.0, window.gray.shape[1] / scale)
