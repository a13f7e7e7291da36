"""The objects of an OFD page → characters with boxes, strokes and filled areas, in points."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from govreports.sources.affine import Affine
from govreports.sources.colours import BLACK, WHITE, Colour, contrast, mixed
from govreports.sources.document import FIRST_WIDE
from govreports.sources.ofd.package import Element, local_name
from govreports.sources.settings import SETTINGS

POINTS = 72 / 25.4  # a millimetre
_TO_POINTS = Affine(a=POINTS, d=POINTS)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COMMAND = re.compile(r"([MSLQBAC])([^MSLQBAC]*)")
# Of a character's size: what a font has above and below its line, and how wide a narrow character is.
_ABOVE, _BELOW, _NARROW = 0.88, 0.12, 0.5


class Character(NamedTuple):
    """A character: its code point, its box (x0, top, x1, bottom), its colour, whether it leans, when it was drawn."""

    code: int
    box: tuple[float, float, float, float]
    colour: Colour
    leans: bool
    order: int


class Area(NamedTuple):
    """A stroke or a filled area: its box, its colour, and when it was drawn."""

    box: tuple[float, float, float, float]
    colour: Colour
    order: int


@dataclass(slots=True)
class Drawing:
    """What is drawn, in the order of drawing."""

    characters: list[Character] = field(default_factory=list)
    strokes: list[Area] = field(default_factory=list)
    fills: list[Area] = field(default_factory=list)
    pictures: int = 0
    _order: int = 0

    def add(self, container: Element, x: float = 0.0, y: float = 0.0) -> None:
        """Draw every object inside an element; `x` and `y` are its place in millimetres."""
        for element in container.iterdescendants():
            kind = local_name(element)
            if kind not in ("TextObject", "PathObject", "ImageObject") or element.get("Visible") == "false":
                continue
            self._order += 1
            boundary = _numbers(element.get("Boundary"))
            left, top, width, _ = boundary if len(boundary) == 4 else (0.0, 0.0, math.inf, math.inf)
            ctm = _numbers(element.get("CTM"))
            turn = Affine(*ctm) if len(ctm) == 6 else Affine()
            placed = _TO_POINTS.after(turn._replace(e=turn.e + left + x, f=turn.f + top + y))
            if kind == "TextObject":
                self._text(element, placed, (left + x) * POINTS, (left + x + width) * POINTS)
            elif kind == "PathObject":
                self._path(element, placed)
            else:
                self.pictures += 1

    def _text(self, element: Element, place: Affine, left: float, right: float) -> None:
        if element.get("Fill") == "false" and element.get("Stroke") != "true":
            return
        colour = _colour(element, "FillColor")
        colour = colour._replace(opacity=colour.opacity * float(element.get("Alpha") or 255) / 255)
        size = float(element.get("Size") or 0)
        stretch = float(element.get("HScale") or 1)
        leans = abs(math.remainder(math.atan2(place.b, place.a), math.pi / 2)) > SETTINGS.slant_radians
        for code in element:
            if local_name(code) == "TextCode":
                for character, x, y, width in _placed(code, size, stretch):
                    box = place.box(x, y - _ABOVE * size, x + width, y + _BELOW * size)
                    # An object's boundary cuts off what is drawn outside of it.
                    if size > 0 and left <= (box[0] + box[2]) / 2 <= right:
                        self.characters.append(Character(ord(character), box, colour, leans, self._order))

    def _path(self, element: Element, place: Affine) -> None:
        data = next((child.text or "" for child in element if local_name(child) == "AbbreviatedData"), "")
        lines = list(_polylines(data))
        thick = float(element.get("LineWidth") or 0.353) / 2
        if element.get("Stroke") != "false" and (colour := _colour(element, "StrokeColor")).opacity > 0:
            for line in lines:
                for (x0, y0), (x1, y1) in pairwise(line):
                    if math.isclose(x0, x1, abs_tol=0.05) or math.isclose(y0, y1, abs_tol=0.05):
                        upright = abs(x1 - x0) < abs(y1 - y0)
                        dx, dy = (thick, 0.0) if upright else (0.0, thick)
                        box = place.box(min(x0, x1) - dx, min(y0, y1) - dy, max(x0, x1) + dx, max(y0, y1) + dy)
                        self.strokes.append(Area(box, colour, self._order))
        if element.get("Fill") == "true" and (colour := _colour(element, "FillColor")).opacity > 0:
            for line in lines:
                across, down = [x for x, _ in line], [y for _, y in line]
                box = place.box(min(across), min(down), max(across), max(down))
                self.fills.append(Area(box, colour, self._order))

    def visible(self) -> list[Character]:
        """Return the characters that are seen: none that is covered later, struck through, or lost on its ground."""
        return [character for character in self.characters if self._shows(character) and not self._struck(character)]

    def _shows(self, character: Character) -> bool:
        """Return whether a character has another colour than what lies behind it, and nothing lies over it."""
        under = [area for area in self.fills if _holds(area.box, character.box)]
        if any(area.order > character.order for area in under):
            return False
        ground = under[-1].colour if under else WHITE
        return contrast(mixed(character.colour, ground, 1.0), ground) >= SETTINGS.unseen_contrast

    def _struck(self, character: Character) -> bool:
        """Return whether a line runs through the middle of a character from side to side."""
        x0, top, x1, bottom = character.box
        height = bottom - top
        return any(
            area.box[0] <= x0 + 0.3 * (x1 - x0)
            and area.box[2] >= x1 - 0.3 * (x1 - x0)
            and top + 0.3 * height < (area.box[1] + area.box[3]) / 2 < bottom - 0.25 * height
            and area.box[3] - area.box[1] < 0.25 * height
            for area in self.strokes
        )


def _holds(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _colour(element: Element, name: str) -> Colour:
    colour = next((child for child in element if local_name(child) == name), None)
    numbers = _numbers(colour.get("Value")) if colour is not None else []
    opacity = float(colour.get("Alpha") or 255) / 255 if colour is not None else 1.0
    if len(numbers) == 1:
        numbers *= 3
    if len(numbers) == 4:  # cyan, magenta, yellow, black
        numbers = [255 * (1 - min(1.0, (part + numbers[3]) / 255)) for part in numbers[:3]]
    if len(numbers) != 3:
        return BLACK._replace(opacity=opacity)
    red, green, blue = (part / 255 for part in numbers)
    return Colour(red, green, blue, opacity)


def _placed(code: Element, size: float, stretch: float) -> Iterator[tuple[str, float, float, float]]:
    """Return each character of a ``TextCode`` with its place on the line and its width."""
    text = code.text or ""
    x, y = float(code.get("X") or 0), float(code.get("Y") or 0)
    steps, drops = list(_deltas(code.get("DeltaX"))), list(_deltas(code.get("DeltaY")))
    for place, character in enumerate(text):
        own = size * stretch * (_NARROW if ord(character) < FIRST_WIDE else 1.0)
        step = steps[place] if place < len(steps) else (0.0 if drops else own)
        yield character, x, y, min(own, step) if step > 0 else own
        x += step
        y += drops[place] if place < len(drops) else 0.0


def _deltas(text: str | None) -> Iterator[float]:
    """Read distances; ``g 3 4.2`` stands for three times 4.2.

    Examples
    --------
    >>> list(_deltas("1 g 2 4.5 2"))
    [1.0, 4.5, 4.5, 2.0]
    """
    parts = iter((text or "").split())
    for part in parts:
        if part == "g":
            count, distance = next(parts, "0"), next(parts, "0")
            yield from [float(distance)] * min(int(count), 10_000)
        else:
            yield float(part)


def _polylines(data: str) -> Iterator[list[tuple[float, float]]]:
    """Return the corners of each figure of a path; of curves their ends."""
    line: list[tuple[float, float]] = []
    for command, rest in _COMMAND.findall(data):
        numbers = _numbers(rest)
        if command in "MS":
            if len(line) > 1:
                yield line
            line = [(numbers[-2], numbers[-1])] if len(numbers) >= 2 else []
        elif command == "C" and line:
            line.append(line[0])
        elif len(numbers) >= 2:
            line.append((numbers[-2], numbers[-1]))
    if len(line) > 1:
        yield line


def _numbers(text: str | None) -> list[float]:
    return [float(part) for part in _NUMBER.findall(text or "")]
