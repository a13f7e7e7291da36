"""PDF files of one page, written by hand: a ruled row of cells, and whatever a clerk or a program does to a number."""

from __future__ import annotations

from pathlib import Path

from govreports.sources.document import GridCell
from govreports.sources.pdf.read_pdf import read

LEFT, FOOT, WIDTH, HEIGHT = 50, 700, 60, 24  # points: where the first cell stands, and its size
SIZE = 10  # points


def text_at(x: float, y: float, text: str, size: float = SIZE, before: str = "") -> str:
    """Return the operators that print a text."""
    return f"q {before} BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET Q\n"


def in_cell(number: int, text: str, size: float = SIZE, before: str = "", dx: float = 0, dy: float = 0) -> str:
    """Return the operators that print a text in a cell of the row."""
    return text_at(LEFT + WIDTH * number + 5 + dx, FOOT + 8 + dy, text, size, before)


def rules(cells: int = 6) -> str:
    """Return the operators that rule two rows of cells."""
    x1 = LEFT + WIDTH * cells
    lines = [f"{LEFT} {FOOT + HEIGHT * i} m {x1} {FOOT + HEIGHT * i} l S" for i in range(3)]
    lines += [f"{LEFT + WIDTH * i} {FOOT} m {LEFT + WIDTH * i} {FOOT + 2 * HEIGHT} l S" for i in range(cells + 1)]
    return "0.5 w\n" + "\n".join(lines) + "\n"


def pdf_of(content: str, annotations: str = "", resources: str = "") -> bytes:
    """Return a file with one page that draws the content by more resources, with annotations laid over it."""
    stream = (rules() + content).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> %s >> /Annots [%s] >>"
        % (resources.encode("latin-1"), annotations.encode("latin-1")),
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )


def cells_of(content: str, annotations: str = "", resources: str = "") -> list[GridCell]:
    """Read the lower row of the page's table."""
    grids = read(Path("hand.pdf"), pdf_of(content, annotations, resources)).grids
    return [cell for cell in grids[0].cells if cell.row == 1]
