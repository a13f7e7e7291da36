"""Plain text, as copied from a page or a PDF → lines and ragged grids."""

from __future__ import annotations

from pathlib import Path

from govreports.errors import ReadError
from govreports.sources.barred_cells import rows_of_barred_cells
from govreports.sources.charset import decode
from govreports.sources.comma_separated import sheet_blocks
from govreports.sources.document import Document, TextLine
from govreports.sources.separated_lines import with_rows


def read(path: Path, data: bytes) -> Document:
    """Read a text file.

    Returns
    -------
    Document
        Without pages and boxes; its `method` is ``plain``. What a column index of its grids means, the counts of a row
        must tell (`Grid.ragged`).

    Raises
    ------
    ReadError
        ``charset_unknown``, or ``no_text`` where the file holds blanks only.

    Examples
    --------
    >>> read(Path("a.txt"), "二、主动公开\\n规章\\t0\\t0\\t0\\n".encode()).blocks[0].text
    '二、主动公开'
    """
    text = decode(path, data).replace("\f", "\n")
    lines = [TextLine(line) for line in rows_of_barred_cells(text.split("\n")) if line.strip()]
    blocks = with_rows(sheet_blocks(text, "plain") or lines, "plain")
    if not blocks:
        raise ReadError.of(path, "no_text", "The file holds no text.", "Copy the report's text again.")
    return Document(blocks, method="plain")
