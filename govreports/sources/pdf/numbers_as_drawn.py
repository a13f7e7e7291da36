"""The numbers of a table's cells as the page draws them, where its text does not say them: outlines, fonts that lie."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from govreports.sources.document import Grid, GridCell, PageSize, TextLine
from govreports.sources.pdf.rendered import rendered
from govreports.sources.pdf.settings import SETTINGS

if TYPE_CHECKING:
    from govreports.sources.scan.page_picture import Picture

_NUMBER = re.compile(r"\d[\d,，.．\s]*(?:亿|万|千)?[元件]?")
_DIGIT = re.compile(r"\d")


def with_drawn_numbers(page: int, size: PageSize, blocks: Sequence[TextLine | Grid]) -> list[TextLine | Grid]:
    """Return a page's blocks with the numbers of cells that hold a drawing and no text (c_digits_outlined).

    Parameters
    ----------
    page : address of a loaded pdfium page
    size : PageSize
        Its size in points.
    blocks : sequence of TextLine and Grid
        What its text says. A drawing in which no digit is seen stays in doubt.
    """
    if not any(_is_drawing(cell) for block in blocks if isinstance(block, Grid) for cell in block.cells):
        return list(blocks)
    from govreports.sources.scan.page_picture import straighten

    picture = straighten(rendered(page, size, SETTINGS.finest_dpi), size)
    return [_reread(block, picture, _is_drawing) if isinstance(block, Grid) else block for block in blocks]


def read_as_drawn(page: int, number: int, size: PageSize, blocks: Sequence[TextLine | Grid]) -> list[TextLine | Grid]:
    """Read a page whose text claims other digits than it draws (c_tounicode_shift): cells by rules, digits by sight.

    Parameters
    ----------
    page, size, blocks
        As for `with_drawn_numbers`.
    number : int
        The page, counted from 1.

    Returns
    -------
    list of TextLine and Grid
        Lines of prose only where they can be a title, a heading or a date.
    """
    from govreports.sources.scan.prose_lines import read_prose
    from govreports.sources.scan.table_lattice import find_lattices
    from govreports.sources.scan.upright import upright

    picture, rules, printed = upright(rendered(page, size, SETTINGS.finest_dpi), size)
    found = read_prose(picture, printed, find_lattices(rules, picture.scale), number)
    lines: list[TextLine | Grid] = [line for _, line in found]
    grids = [_reread(block, picture, _is_number) for block in blocks if isinstance(block, Grid)]
    return sorted([*lines, *grids], key=lambda block: block.box.top if block.box else 0.0)


def _is_drawing(cell: GridCell) -> bool:
    return cell.doubt == "picture"


def _is_number(cell: GridCell) -> bool:
    return _NUMBER.fullmatch(cell.text) is not None


def _as_seen(cell: GridCell, seen: str, doubt: str | None) -> GridCell:
    """Return a cell with what its page shows; where that are the text's digits, the text's blanks may part two numbers.

    Examples
    --------
    >>> cells = [_as_seen(GridCell(0, 1, "2  8"), seen, None) for seen in ("28", "39", "—")]
    >>> [(cell.text, cell.doubt) for cell in cells]
    [('2  8', None), ('39', None), ('2  8', 'text_unlike_ink')]
    """
    digits = _DIGIT.findall(seen)
    if digits == _DIGIT.findall(cell.text):
        return cell
    return cell._replace(text=seen, doubt=doubt) if digits else cell._replace(doubt=cell.doubt or "text_unlike_ink")


def _reread(grid: Grid, picture: Picture, wanted: Callable[[GridCell], bool]) -> Grid:
    """Return a grid with the wanted cells read from the picture."""
    from govreports.sources.scan.read_cells import read_cells
    from govreports.sources.scan.table_lattice import Lattice, Place

    numbers = [number for number, cell in enumerate(grid.cells) if cell.box is not None and wanted(cell)]
    areas = [picture.inside(box, 0.0) for number in numbers if (box := grid.cells[number].box) is not None]
    lattice = Lattice(
        tuple(float(edge) for rows, _ in areas for edge in (rows.start, rows.stop)),
        tuple(float(edge) for _, columns in areas for edge in (columns.start, columns.stop)),
        tuple(Place(2 * n, 2 * n, 1, 1) for n in range(len(areas))),
    )
    (texts,) = read_cells(picture, [lattice])
    read = dict(zip(numbers, texts, strict=True))
    cells = tuple(_as_seen(cell, *read[number]) if number in read else cell for number, cell in enumerate(grid.cells))
    if cells == grid.cells:
        return grid
    return replace(grid, cells=cells, method="ocr", seen=picture.view)
