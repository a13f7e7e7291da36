"""The reference engine: what pdfplumber itself finds, for tests to compare with and for analysts to inspect.

It reads ruled tables only, and about ten times slower. It is known to lose the row at a page break that has no rule
below it (hongze_2023), and to take the rules of a letterhead for a table.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from govreports.errors import ReadError
from govreports.sources.document import Box, Document, Grid, GridCell, PageSize, TextLine
from govreports.sources.pdf.ruled.rules import edges
from govreports.sources.pdf.settings import SETTINGS

_SETTINGS = {"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"}


def read(path: Path, data: bytes) -> Document:
    """Read a PDF with pdfplumber.

    Raises
    ------
    ReadError
        ``encrypted`` or ``damaged``.
    """
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    blocks: list[TextLine | Grid] = []
    sizes: list[PageSize] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                sizes.append(PageSize(float(page.width), float(page.height)))
                blocks.extend(_page_blocks(page))
                page.close()
            title = str((document.metadata or {}).get("Title") or "")
    except PdfminerException as error:
        if "Password" in repr(error):
            reason, remedy = "The PDF is protected by a password.", "Print it to a new PDF and put that one here."
            raise ReadError.of(path, "encrypted", reason, remedy) from error
        raise ReadError.of(path, "damaged", "The PDF is damaged and cannot be opened.", "Download it again.") from error
    return Document(tuple(blocks), tuple(sizes), "text", title)


def _page_blocks(page: Any) -> list[TextLine | Grid]:
    tables = [table for table in page.find_tables(_SETTINGS) if len(table.cells) > 1]
    areas = [table.bbox for table in tables]
    around = page.filter(lambda thing: not any(_inside(thing, area) for area in areas))
    lines = [
        TextLine(line["text"], page.page_number, Box(line["x0"], line["top"], line["x1"], line["bottom"]))
        for line in around.extract_text_lines(return_chars=False)
    ]
    blocks: list[TextLine | Grid] = [*lines, *(_grid(page, table) for table in tables)]
    return sorted(blocks, key=lambda block: block.box.top if block.box else 0.0)


def _inside(thing: dict[str, Any], area: tuple[float, float, float, float]) -> bool:
    x0, top, x1, bottom = area
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(x0 <= across <= x1 and top <= down <= bottom)


def _grid(page: Any, table: Any) -> Grid:
    xs = edges([x for cell in table.cells for x in (cell[0], cell[2])], SETTINGS.same_rule_pt)
    ys = edges([y for cell in table.cells for y in (cell[1], cell[3])], SETTINGS.same_rule_pt)
    cells = []
    for x0, top, x1, bottom in table.cells:
        row, column = _nearest(ys, top), _nearest(xs, x0)
        text = page.within_bbox((x0, top, x1, bottom), strict=False).extract_text() or ""
        rows, columns = _nearest(ys, bottom) - row, _nearest(xs, x1) - column
        cells.append(GridCell(row, column, text, rows, columns, Box(x0, top, x1, bottom), None, page.page_number))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), len(ys) - 1, len(xs) - 1, page.page_number, Box(*table.bbox), tuple(xs))


def _nearest(places: list[float], place: float) -> int:
    return min(range(len(places)), key=lambda i: abs(places[i] - place))
