"""Numbers as shapes: the same 3 stands fifty times on a page, so that a few numbers tell what all of them say.

A number whose every shape looks like shapes that the network has read in other numbers, always as the same digit, needs
no reading of its own. One that holds an odd shape is read by itself, at full care.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from govreports.sources.scan.ink_lines import Extent, runs
from govreports.sources.scan.pixels import Gray, Mask, hairs_of, ink_of
from govreports.sources.scan.settings import SETTINGS


def shapes_of(gray: Gray, line: Extent) -> list[Extent]:
    """Find the shapes of a line that paper parts from each other, from left to right.

    Parameters
    ----------
    gray : numpy.ndarray
        Shape ``(H, W)``, uint8: black print on white.
    line : Extent
        The line.

    Returns
    -------
    list of Extent
        Two figures that touch are one shape. Points and commas are shapes too.
    """
    # Down to the thinnest grey, lest the hair lines of a 0 are taken for paper.
    return _parted(hairs_of(gray[line.top : line.bottom, line.left : line.right]), line)


def figures_of_line(gray: Gray, line: Extent) -> list[Extent]:
    """Find the shapes of a line as `shapes_of` does, those that are too wide for a figure parted where grey joins them.

    A figure may break there: its parts look like none that the network has read as so many figures.
    """
    shapes = []
    for shape in shapes_of(gray, line):
        wide = shape.width > SETTINGS.figure_width_heights * line.height
        ink = ink_of(gray[line.top : line.bottom, shape.left : shape.right])
        shapes += (wide and _parted(ink, Extent(shape.left, line.top, shape.right, line.bottom))) or [shape]
    return shapes


def _parted(ink: Mask, line: Extent) -> list[Extent]:
    shapes = []
    for left, right in runs(ink.max(axis=0) > 0):
        rows = np.flatnonzero(ink[:, left:right].any(axis=1)) + line.top
        shapes.append(Extent(line.left + left, int(rows[0]), line.left + right, int(rows[-1]) + 1))
    return shapes


def count_figures(shapes: Sequence[Extent], line: Extent) -> int:
    """Count the shapes of a line apart from points and commas: at most the number of its figures."""
    return sum(shape.height > SETTINGS.figure_heights * line.height for shape in shapes)


def match_figures(shapes: Sequence[Extent], line: Extent, figures: str) -> bool:
    """Return whether a line has no more shapes than figures were read, where thin print breaks a 0 in two halves."""
    high = [shape for shape in shapes if shape.height > SETTINGS.figure_heights * line.height]
    for figure in figures:
        if figure.isdigit() or figure in "+/":
            halves = figure == "0" and len(high) > 1 and _are_halves(high[0], high[1], line)
            high = high[1 + halves :]
    return not high


def _are_halves(left: Extent, right: Extent, line: Extent) -> bool:
    narrow, wide = sorted((left.width, right.width))
    gap = right.left - left.right
    return (
        narrow >= SETTINGS.half_alike_share * wide
        and gap <= SETTINGS.half_gap_heights * line.height
        and right.right - left.left <= SETTINGS.whole_zero_heights * line.height
    )


def holds_words(shapes: Sequence[Extent], line: Extent) -> bool:
    """Return whether a shape of a line is too wide for a figure."""
    return any(shape.width > SETTINGS.figure_width_heights * line.height for shape in shapes)


def are_figures(shapes: Sequence[Extent], line: Extent) -> bool:
    """Return whether all shapes of a line are as high and as narrow as figures."""
    return count_figures(shapes, line) == len(shapes) and not holds_words(shapes, line)


class NumbersOfShapes:
    """The numbers of a page as shapes, and what these say, as far as numbers were read.

    Parameters
    ----------
    numbers : mapping of int to sequence of int
        The kinds of shapes of every number.
    known : sequence of str
        What the first kinds say: those that earlier pages have told.

    Examples
    --------
    >>> numbers = NumbersOfShapes({0: (7,), 1: (7, 8), 2: (8, 7), 3: (8, 8), 4: (9,)})
    >>> numbers.to_read(2)
    [1, 2, 4]
    >>> numbers.learn({1: "10", 2: "01", 4: None})
    >>> numbers.text(0), numbers.text(3), numbers.text(4), numbers.digits()
    ('1', '00', None, {7: '1', 8: '0'})
    """

    def __init__(self, numbers: Mapping[int, Sequence[int]], known: Sequence[str] = ()) -> None:
        self._unread = dict(numbers)
        self._votes = {kind: [digit] * SETTINGS.witnesses for kind, digit in enumerate(known)}

    def to_read(self, witnesses: int) -> list[int]:
        """Choose numbers to be read, so that every shape that is not known is seen in so many of them."""
        seen: Counter[int] = Counter()
        chosen = []
        # Long numbers first: they show the most shapes for their width.
        for number, kinds in sorted(self._unread.items(), key=lambda item: -len(item[1])):
            if any(self._digit(kind) is None and seen[kind] < witnesses for kind in kinds):
                chosen.append(number)
                seen.update(set(kinds))
        return sorted(chosen)

    def learn(self, read: Mapping[int, str | None]) -> None:
        """Take note of what numbers were read as; None where that is in doubt."""
        for number, text in read.items():
            kinds = self._unread.pop(number)
            if text is not None and text.isdigit() and len(text) == len(kinds):
                for kind, digit in set(zip(kinds, text, strict=True)):
                    self._votes.setdefault(kind, []).append(digit)

    def text(self, number: int) -> str | None:
        """Put a number together; None where it holds a shape that is not known, or was itself read."""
        digits = [self._digit(kind) for kind in self._unread.get(number, ())]
        return "".join(digit for digit in digits if digit) if digits and None not in digits else None

    def digits(self) -> dict[int, str]:
        """Return what each kind says that is known."""
        return {kind: digit for kind in self._votes if (digit := self._digit(kind))}

    def _digit(self, kind: int) -> str | None:
        votes = self._votes.get(kind, [])
        return votes[0] if len(votes) >= SETTINGS.witnesses and len(set(votes)) == 1 else None
