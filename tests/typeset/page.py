"""What stands on a page, in points from its top left corner, before anything of a file is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Bold = Literal["no", "stroke", "twice"]


class Text(NamedTuple):
    """A run of text on a baseline. `spacing` is added after each character, `angle` turns counter-clockwise."""

    x: float
    baseline: float
    text: str
    face: str
    size: float
    bold: Bold = "no"
    colour: str = "#000000"
    spacing: float = 0.0
    angle: float = 0.0


class Rule(NamedTuple):
    """A stroked line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: str
    dash: tuple[float, float] | None = None


class Fill(NamedTuple):
    """A filled rectangle without a stroke."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: str


class Frame(NamedTuple):
    """A stroked rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float
    colour: str


class Picture(NamedTuple):
    """An image, as the bytes of a PNG file, in its box."""

    x0: float
    top: float
    x1: float
    bottom: float
    png: bytes


class Region(NamedTuple):
    """A table's part on a page: its marks, from `first` to before `last`, and its box."""

    first: int
    last: int
    box: tuple[float, float, float, float]


Mark = Text | Rule | Fill | Frame | Picture


@dataclass
class Page:
    """One page as it is displayed. `behind` is drawn first."""

    width: float
    height: float
    rotate: int = 0
    behind: list[Fill] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    tables: list[Region] = field(default_factory=list)
    stamps: list[tuple[float, float]] = field(default_factory=list)
    """Centres of the stamps."""
