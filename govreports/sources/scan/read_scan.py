"""A page's picture → its grids and, around them, its lines, in reading order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.document import Grid, GridCell, PageSize, TextLine, Word
from govreports.sources.scan.page_picture import Picture, View
from govreports.sources.scan.printed_words import Unread, read_words
from govreports.sources.scan.prose_lines import read_prose
from govreports.sources.scan.read_cells import read_cells
from govreports.sources.scan.same_shapes import KnownShapes
from govreports.sources.scan.table_lattice import Lattice, find_lattices
from govreports.sources.scan.upright import upright


class ReadPage(NamedTuple):
    """What the picture of a page shows."""

    # From top to bottom, boxes in points of the page as it lies in the picture. Grids have the method ``ocr``, and
    # every cell whose reading is not certain has a `doubt`.
    blocks: list[TextLine | Grid]
    words: Callable[[], list[Word]]  # reads all words of the page, in cells or not: few pages need it
    view: View  # the page, straightened


def read_picture(image: NDArray[np.uint8], page: int, size: PageSize, known: KnownShapes | None = None) -> ReadPage:
    """Read the picture of a page.

    Parameters
    ----------
    image : numpy.ndarray
        Shape ``(H, W, 3)``, uint8, RGB.
    page : int
        The page, counted from 1.
    size : PageSize
        The page's size in points.
    known : KnownShapes, optional
        What other pages of the document told of the shapes of numbers; what this one tells is added.

    Returns
    -------
    ReadPage
        Of prose with those lines that can be a title, a heading, a date or a table's caption.
    """
    picture, rules, printed = upright(image, size)
    lattices = find_lattices(rules, picture.scale)
    read = read_cells(picture, lattices, known)
    grids = [_grid(picture, lattice, cells, page) for lattice, cells in zip(lattices, read, strict=True)]
    lines = read_prose(picture, printed, lattices, page)
    placed: list[tuple[float, TextLine | Grid]] = [
        (lattice.ys[0], grid) for lattice, grid in zip(lattices, grids, strict=True)
    ]
    placed += lines
    blocks = [block for _, block in sorted(placed, key=lambda pair: pair[0])]
    return ReadPage(blocks, partial(read_words, Unread.of(picture, rules), page), picture.view)


def _grid(picture: Picture, lattice: Lattice, read: list[tuple[str, str | None]], page: int) -> Grid:
    cells = []
    for place, (text, doubt) in zip(lattice.places, read, strict=True):
        box = picture.box(
            lattice.xs[place.column],
            lattice.ys[place.row],
            lattice.xs[place.column + place.column_span],
            lattice.ys[place.row + place.row_span],
        )
        cells.append(GridCell(place.row, place.column, text, place.row_span, place.column_span, box, doubt, page))
    edges = tuple(round(x / picture.scale, 2) for x in lattice.xs)
    whole = picture.box(lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
    shape = len(lattice.ys) - 1, len(lattice.xs) - 1
    return Grid(tuple(cells), *shape, page, whole, edges, "ocr")
