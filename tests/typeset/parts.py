"""Set a page's part of a table: its rules, its texts, and the places of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from tests.typeset import typefaces
from tests.typeset.bands import Band, Place, fit
from tests.typeset.cells import Key
from tests.typeset.layout import Layout
from tests.typeset.measure import Measured, Sized, needed
from tests.typeset.page import Fill, Page, Region, Text
from tests.typeset.rules import Placed, draw_backgrounds, draw_rules

Boxes = dict[Key, tuple[int, tuple[float, float, float, float]]]


@dataclass
class TableSetter:
    """Sets one table, part by part. `boxes` gives each number's page (from 1) and box."""

    table: Measured
    layout: Layout
    boxes: Boxes
    place: Place = field(default_factory=lambda: Place(0, 0))
    shown: dict[int, int] = field(default_factory=dict)
    """How many lines of a cut merged label have been set."""

    @property
    def done(self) -> bool:
        return self.place.row >= len(self.table.heights)

    def set(self, page: Page, number: int, x: float, top: float, bottom: float) -> float:
        """Set what fits between `top` and `bottom` and give the y below it; nothing fits where it is `top`."""
        start = self.place
        head = [Band(row, 0, None, self.table.heights[row]) for row in range(self.table.grid.head_rows)]
        if not (self.layout.repeat_head and start.row >= len(head)):
            head = []
        room = bottom - top - sum(band.height for band in head)
        bands, self.place = fit(self.table, start, room, self.layout)
        if not bands:
            return top
        bands = head + bands
        ys = list(accumulate((band.height for band in bands), initial=top))
        xs = [x + edge for edge in self.table.edges]
        parts = [(sized, self._placed(sized, bands, xs, ys)) for sized in self.table.cells]
        here = [(sized, part) for sized, part in parts if part]
        first_mark = len(page.marks)
        draw_backgrounds(page, [part for _, part in here], self.layout)
        draw_rules(page, [part for _, part in here], xs, ys, self.layout, start == Place(0, 0), self.done)
        for sized, part in here:
            self._write(page, number, sized, part, bands)
        page.tables.append(Region(first_mark, len(page.marks), (xs[0], top, xs[-1], ys[-1])))
        return ys[-1]

    def _placed(self, sized: Sized, bands: Sequence[Band], xs: Sequence[float], ys: Sequence[float]) -> Placed | None:
        cell = sized.cell
        inside = [n for n, band in enumerate(bands) if cell.row <= band.row < cell.row + cell.row_span]
        if not inside:
            return None
        low, high = inside[0], inside[-1] + 1
        return Placed(cell, low, high, xs[cell.column], ys[low], xs[cell.column + cell.column_span], ys[high])

    def _write(self, page: Page, number: int, sized: Sized, part: Placed, bands: Sequence[Band]) -> None:
        lines: Sequence[str]
        if sized.cell.row_span > 1:
            lines = self._merged_lines(sized, part, bands)
        else:
            band = bands[part.top_band]
            lines = sized.lines[band.first : band.last]
            if sized.cell.key and band.first == 0:
                self.boxes[sized.cell.key] = number, (part.x0, part.top, part.x1, part.bottom)
        if lines:
            write_cell(page, sized, part, lines, self.layout)

    def _merged_lines(self, sized: Sized, part: Placed, bands: Sequence[Band]) -> Sequence[str]:
        """Return the lines of a cell over several rows that stand in this part of it."""
        layout, lines = self.layout, sized.lines
        index = id(sized)
        last_band = bands[part.bottom_band - 1]
        ends = last_band.last is None and last_band.row == sized.cell.row + sized.cell.row_span - 1
        begins = index not in self.shown
        whole = part.bottom_band - part.top_band == sized.cell.row_span and all(
            band.last is None and band.first == 0 for band in bands[part.top_band : part.bottom_band]
        )
        height = part.bottom - part.top
        fits = height >= (needed(len(lines), layout) if not sized.cell.vertical else len(lines) * layout.table_size)
        way = layout.merged_label
        if sized.cell.vertical and layout.turned and way == "flow":
            way = "middle"
        shown = self.shown.get(index, 0)
        if whole or (way == "repeat" and fits):
            self.shown[index] = len(lines)
            return lines
        if way == "middle":
            rows = self.table.heights[sized.cell.row : sized.cell.row + sized.cell.row_span]
            here = height * 2 >= sum(rows) or ends
            self.shown[index] = len(lines) if here else shown
            return lines if here and shown == 0 else ()
        if (way == "first" and fits) or (way == "last" and not ends and begins):
            self.shown[index] = len(lines) if way == "first" else 0
            return lines[shown:] if way == "first" else ()
        leading = layout.table_size * (1.0 if sized.cell.vertical else layout.table_leading)
        capacity = len(lines) if ends else int((height - layout.padding[1]) / leading)
        self.shown[index] = min(len(lines), shown + capacity)
        return lines[shown : self.shown[index]]


def write_cell(page: Page, sized: Sized, part: Placed, lines: Sequence[str], layout: Layout) -> None:
    """Write lines into a cell's box as the layout aligns them."""
    role, size, face = sized.cell.role, layout.table_size, sized.face
    pad_x, pad_y = layout.padding
    bold = {"caption": layout.bold, "head": layout.bold, "number": layout.bold_numbers}.get(role, "no")
    if sized.cell.vertical and layout.turned:
        up = 1 if layout.merged_text == "rotated_up" else -1
        length = typefaces.width(lines[0], face, size)
        x, y = (part.x0 + part.x1) / 2 + up * 0.36 * size, (part.top + part.bottom + up * length) / 2
        page.marks.append(Text(x, y, lines[0], face, size, bold, angle=90 * up))
        return
    leading = size * (1.0 if sized.cell.vertical else layout.table_leading)
    y = part.top + pad_y
    if layout.vertical_align == "middle" or sized.cell.vertical:
        y = (part.top + part.bottom - len(lines) * leading) / 2
    align = {"number": layout.number_align, "label": layout.label_align}.get(role, "center")
    for line in lines:
        length = typefaces.width(line, face, size) + sized.spacing * (len(line) - 1)
        x = {"left": part.x0 + pad_x, "right": part.x1 - pad_x - length}.get(align, (part.x0 + part.x1 - length) / 2)
        if line:
            if layout.white_boxes:
                page.behind.append(Fill(x - 0.5, y, x + length + 0.5, y + leading, "#ffffff"))
            page.marks.append(Text(x, y + leading / 2 + 0.36 * size, line, face, size, bold, spacing=sized.spacing))
        y += leading
