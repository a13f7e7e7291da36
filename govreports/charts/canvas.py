"""The sheet that a chart is drawn on: title, key and caption take the room they need, the rest is the chart's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from govreports.charts.chart import Chart
from govreports.charts.fonts import width
from govreports.charts.say import pick
from govreports.charts.style import FAINT, FEW_FACE, INK, SMALL, SOFT, TEXT, TINY, TITLE, look, sheet_of
from govreports.charts.wrap import even, wrap
from govreports.measures.too_few import FEWEST_CASES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MARGIN = 0.22  # inches
_LEADING = 1.4  # heights of the type from one line to the next


@dataclass(frozen=True)
class Words:
    """What is written around a chart: title, subtitle (indicator and unit), caption and the words that stand for it."""

    title: str
    subtitle: str
    caption: str
    alt: str
    lang: str


@dataclass(frozen=True)
class Key:
    """One entry of the key."""

    label: str
    kind: str  # ``box``, ``line``, ``dot`` or ``band``
    color: str
    hatch: str = ""
    dash: Any = "-"
    mark: str = "o"
    hollow: bool = False


def grey_key(lang: str) -> Key:
    """Return the entry for dots that rest on too few cases."""
    return Key(pick(lang, f"不足 {FEWEST_CASES} 件（灰）", f"under {FEWEST_CASES} cases (grey)"), "dot", FEW_FACE)


@dataclass(frozen=True)
class Canvas:
    """A sheet with its free area, in inches from the top left corner."""

    chart: Chart
    page: Axes  # spans the sheet; its units are inches, y downwards
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of the free area."""
        return self.bottom - self.top

    def axes(self, x0: float, y0: float, x1: float, y1: float) -> Axes:
        """Return axes at a place of the sheet."""
        wide, high = self.chart.get_size_inches()
        return self.chart.add_axes((x0 / wide, 1 - y1 / high, (x1 - x0) / wide, (y1 - y0) / high))

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: float = TEXT,
        color: str = INK,
        *,
        ha: str = "left",
        va: str = "center",
    ) -> None:
        """Write on the sheet."""
        self.page.text(x, y, text, fontsize=size, color=color, ha=ha, va=va, linespacing=1.25)


def canvas(
    words: Words,
    numbers: pd.DataFrame,
    body: float,
    *,
    size: str = "page",
    keys: Sequence[Key] = (),
    fill: bool = True,
    broad: float = 0.0,
) -> Canvas:
    """Lay a sheet out.

    Parameters
    ----------
    words : Words
    numbers : pandas.DataFrame
        The plotted numbers.
    body : float
        Height in inches that the chart itself needs.
    size : str
        One of `govreports.charts.style.SIZES`.
    keys : sequence of Key
        The key, above the chart.
    fill : bool
        Whether the chart takes the room that is left on a sheet of fixed shape.
    broad : float
        Width in inches that the chart needs; a narrower sheet is drawn larger in the same shape.

    Raises
    ------
    ValueError
        The size is unknown.
    """
    wide, high, grows = sheet_of(size)
    if wide < broad:
        wide, high = broad, high * broad / wide
    # A sheet of fixed shape is made larger until everything fits; a larger one has fewer lines, so this ends soon.
    for _ in range(60):
        blocks = _blocks(words, keys, wide)
        needed = sum(block.height for block in blocks) + body + 2 * MARGIN
        if grows or needed <= high:
            break
        scale = min(1.25, max(1.02, needed / high))
        wide, high = wide * scale, high * scale
    if grows:
        high = max(high, needed) if fill else needed
    with look():
        chart = Chart(wide, high)
        chart.heading, chart.caption, chart.alt, chart.lang = words.title, words.caption, words.alt, words.lang
        chart.numbers = numbers
        page = chart.add_axes((0, 0, 1, 1), zorder=-1)
        page.set(xlim=(0, wide), ylim=(high, 0))
        page.set_axis_off()
        y = MARGIN
        for block in blocks[:-1]:
            block.draw(page, y)
            y += block.height
        foot = high - MARGIN - blocks[-1].height
        chart.body = ((MARGIN + blocks[0].height) / high, foot / high)
        blocks[-1].draw(page, foot)
    return Canvas(chart, page, MARGIN, wide - MARGIN, y, foot)


def tall(size: str, inches: float) -> float:
    """Return the height of a chart over years: flatter in the column of a text."""
    return inches * 0.72 if size == "column" else inches


class _Lines:
    """Lines of text of one size."""

    def __init__(self, text: str, size: float, room: float, color: str, above: float, below: float) -> None:
        broken = even if size == TITLE else wrap
        self.lines = [line for part in text.split("\n") for line in broken(part, size, room)] if text else []
        self.size, self.color, self.above = size, color, above
        self.height = above + len(self.lines) * size / 72 * _LEADING + below if self.lines else 0.0

    def draw(self, page: Axes, y: float) -> None:
        step = self.size / 72 * _LEADING
        for place, line in enumerate(self.lines):
            at = y + self.above + (place + 0.5) * step
            page.text(MARGIN, at, line, fontsize=self.size, color=self.color, va="center_baseline")


class _Keys:
    """The key, as many lines as it needs."""

    _LINE, _MARK, _GAP = 0.22, 0.34, 0.2

    def __init__(self, keys: Sequence[Key], room: float) -> None:
        self.placed: list[tuple[float, int, Key, str]] = []
        x, row = 0.0, 0
        for key in keys:
            label = wrap(key.label, SMALL, room - self._MARK)[0]
            label = label if label == key.label else label[:-1] + "…"
            long = self._MARK + width(label, SMALL)
            if x > 0 and x + long > room:
                x, row = 0.0, row + 1
            self.placed.append((x, row, key, label))
            x += long + self._GAP
        self.height = (row + 1) * self._LINE + 0.1 if keys else 0.0

    def draw(self, page: Axes, y: float) -> None:
        for x, row, key, label in self.placed:
            left, middle = MARGIN + x, y + 0.05 + (row + 0.5) * self._LINE
            _mark(page, key, left, middle)
            page.text(left + self._MARK, middle, label, fontsize=SMALL, color=INK, va="center_baseline")


def _mark(page: Axes, key: Key, x: float, y: float) -> None:
    if key.kind in ("box", "band"):
        box = Rectangle((x, y - 0.065), 0.26, 0.13, facecolor=key.color)
        lines = SOFT if key.color == "#ffffff" else "white"
        box.set(hatch=key.hatch, edgecolor=lines if key.hatch else FAINT, linewidth=0.6)
        page.add_patch(box)
        return
    face = "white" if key.hollow else key.color
    across = [x, x + 0.13, x + 0.26]
    line = key.dash if key.kind == "line" else "none"
    mark = Line2D(across, [y] * 3, color=key.color, ls=line, lw=1.8, marker=key.mark, markevery=[1])
    mark.set(markersize=5.5 if key.mark else 0, markerfacecolor=face, markeredgecolor=key.color)
    page.add_line(mark)


def _blocks(words: Words, keys: Sequence[Key], wide: float) -> list[Any]:
    room = wide - 2 * MARGIN
    return [
        _Lines(words.title, TITLE, room, INK, 0.0, 0.04),
        _Lines(words.subtitle, TEXT, room, SOFT, 0.0, 0.06),
        _Keys(keys, room),
        _Lines(words.caption, TINY, room, SOFT, 0.1, 0.0),
    ]
