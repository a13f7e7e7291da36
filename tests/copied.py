"""Text as copied from a page, read into the form's cells."""

from __future__ import annotations

from pathlib import Path

from govreports import form
from govreports.columns import Cell
from govreports.matching.text.running_text import match_running_text
from govreports.sources import text

HEADS = "信息内容 本年制发件数 本年废止件数 现行有效件数"
FORM = form.table("2021", "applications")


def cells_of_text(*lines: str) -> dict[tuple[str, str], Cell]:
    """Read lines of text, as copied from a page."""
    blocks = text.read(Path("a.txt"), "\n".join(lines).encode()).blocks
    found = match_running_text(blocks, "plain").outcomes
    return {(cell.item, cell.column): cell for outcome in found for cell in outcome.cells}
