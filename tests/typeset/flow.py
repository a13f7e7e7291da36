"""Let title, headings, prose and tables flow over pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle

from tests.typeset import typefaces
from tests.typeset.bands import first_part
from tests.typeset.grid import TableGrid
from tests.typeset.layout import Layout
from tests.typeset.measure import Measured, measure
from tests.typeset.page import Bold, Fill, Page, Text
from tests.typeset.parts import Boxes, TableSetter
from tests.typeset.wrap import wrap


class Flow:
    """The pages so far, and the place on the last one where the next thing goes."""

    def __init__(self, layout: Layout, filler: Sequence[str], pages: list[Page]) -> None:
        self.layout = layout
        self.filler: Iterator[str] = cycle(filler)
        self.pages = pages
        self.boxes: Boxes = {}
        self.new_page()

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def width(self) -> float:
        return self.page.width - self.layout.margins[0] - self.layout.margins[2]

    @property
    def bottom(self) -> float:
        return self.page.height - self.layout.margins[3]

    def new_page(self, *, landscape: bool = False, rotate: int = 0) -> None:
        """Begin a page."""
        short, long = self.layout.paper
        width, height = (long, short) if landscape else (short, long)
        self.pages.append(Page(width, height, (self.layout.rotate + rotate) % 360))
        self.y = self.layout.margins[1]

    def title(self, lines: Sequence[str]) -> None:
        """Set the title, centred."""
        size = self.layout.title_size
        for text in lines:
            for line in wrap(text, self.layout.face, size, self.width):
                x = (self.page.width - typefaces.width(line, self.layout.face, size)) / 2
                self._line(line, x, size, size * 1.6, self.layout.bold)
        self.gap(size)

    def heading(self, text: str, before: TableGrid | None = None) -> None:
        """Set a heading on the page of the line after it, or of the head of the table `before` which it stands."""
        height = self.heading_height()
        after = 2 * self.layout.body_size
        if before and self.layout.keep_head and before.head_rows:
            after = sum(measure(before, self.layout).heights[: before.head_rows + 1])
        if self.y + height + after > self.bottom:
            self.new_page()
        x = self.layout.margins[0] + 2 * self.layout.body_size
        self._line(text, x, self.layout.body_size * 1.08, height, self.layout.bold)

    def heading_height(self) -> float:
        return self.layout.body_size * 2.1

    def paragraph(self, text: str, *, size: float | None = None, indent: float = 2.0) -> None:
        """Set a paragraph, its first line indented by so many characters."""
        size = size or self.layout.body_size
        first = self.width - indent * size
        for number, line in enumerate(wrap(text, self.layout.face, size, self.width, first)):
            if self.y + size * self.layout.leading > self.bottom:
                self.new_page()
            x = self.layout.margins[0] + (indent * size if number == 0 else 0)
            self._line(line, x, size, size * self.layout.leading, "no")

    def gap(self, height: float) -> None:
        """Leave a space, none at the top of a page."""
        self.y += height

    def filler_lines(self, count: int) -> None:
        """Set so many lines of prose that says nothing of the agency."""
        lines: list[str] = []
        size = self.layout.body_size
        while len(lines) < count:
            lines.extend(wrap("　　" + next(self.filler), self.layout.face, size, self.width))
        for line in lines[:count]:
            if self.y + size * self.layout.leading > self.bottom:
                self.new_page()
            self._line(line, self.layout.margins[0], size, size * self.layout.leading, "no")

    def tables(self, grids: Sequence[TableGrid]) -> None:
        """Set tables, one below the other."""
        for grid in grids:
            self.table(measure(grid, self.layout))
            self.gap(8)

    def fill_until(self, grid: TableGrid, break_after: int, above: float) -> None:
        """Add prose so that, after `above` points more, the page breaks after so many rows of the table."""
        table = measure(grid, self.layout)
        part = first_part(table, break_after, self.layout) if break_after < len(table.heights) else None
        used = above + sum(table.heights[:break_after]) + (part.height if part else 0) + 0.5
        wanted = self.bottom - used
        if wanted < self.layout.margins[1]:
            raise ValueError(f"{break_after} rows of {grid.id} do not fit on a page")
        if wanted < self.y:
            self.filler_lines(int((self.bottom - self.y) / (self.layout.body_size * self.layout.leading)))
            self.new_page()
        self.filler_lines(int((wanted - self.y) / (self.layout.body_size * self.layout.leading)))
        self.y = wanted

    def table(self, table: Measured) -> None:
        """Set one table over as many pages as it needs."""
        setter = TableSetter(table, self.layout, self.boxes)
        while not setter.done:
            below = setter.set(self.page, len(self.pages), self.layout.margins[0], self.y, self.bottom)
            if below == self.y and self.y == self.layout.margins[1]:
                raise ValueError(f"a row of {table.grid.id} is higher than a page")
            self.y = below
            if not setter.done:
                turn = self.page.rotate - self.layout.rotate
                self.new_page(landscape=self.page.width > self.page.height, rotate=turn)

    def _line(self, text: str, x: float, size: float, height: float, bold: Bold) -> None:
        if self.layout.white_boxes:
            right = x + typefaces.width(text, self.layout.face, size)
            self.page.behind.append(Fill(x, self.y, right, self.y + height, "#ffffff"))
        if text.strip():
            baseline = self.y + height / 2 + 0.36 * size
            self.page.marks.append(Text(x, baseline, text, self.layout.face, size, bold))
        self.y += height
