"""What a program that is not this one sees of a file's tables, so that two files can be said to print the same."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Hashable

from tests.typeset.cells import ReportData
from tests.typeset.layout import Layout
from tests.typeset.web import blocks_of


def workbook(data: ReportData) -> bytes:
    """Write a report as a workbook with merged cells."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    top = 1
    for block in blocks_of(data, Layout()):
        if isinstance(block, str):
            sheet.cell(top, 1, block)
            top += 1
            continue
        for cell in block.cells:
            row, column = top + cell.row, 1 + cell.column
            sheet.cell(row, column, float(cell.text) if cell.text.isdecimal() else cell.text)
            if cell.row_span > 1 or cell.column_span > 1:
                sheet.merge_cells(None, row, column, row + cell.row_span - 1, column + cell.column_span - 1)
        top += block.n_rows + 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _pdf(content: bytes) -> Hashable:
    import pypdfium2

    pages = [page.render(scale=1).to_numpy().tobytes() for page in pypdfium2.PdfDocument(content)]
    return tuple(hashlib.sha256(pixels).digest() for pixels in pages)


def _png(content: bytes) -> Hashable:
    from PIL import Image

    return hashlib.sha256(Image.open(io.BytesIO(content)).convert("L").tobytes()).digest()


def _html(content: bytes) -> Hashable:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(content.decode("utf-8"), "html.parser")
    rows = [[(str(cell.attrs), cell.get_text()) for cell in row(["td", "th"])] for row in soup("tr")]
    return str((rows, [style.get_text() for style in soup("style")]))


def _docx(content: bytes) -> Hashable:
    import docx

    tables = docx.Document(io.BytesIO(content)).tables
    return str([[[cell.text for cell in row.cells] for row in table.rows] for table in tables])


def _xlsx(content: bytes) -> Hashable:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(content)).active
    merged = sorted(str(part) for part in sheet.merged_cells.ranges)
    cells = [(cell.coordinate, cell.value, cell.number_format) for row in sheet.iter_rows() for cell in row]
    return str((merged, cells))


def _txt(content: bytes) -> Hashable:
    return tuple(line for line in content.decode("utf-8").splitlines() if "\t" in line)


SEEN: dict[str, Callable[[bytes], Hashable]] = {
    "pdf": _pdf,
    "png": _png,
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
    "txt": _txt,
}
