"""A page's picture → its grids and, around them, its lines, in reading order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.document import Grid, GridCell, PageSize, TextLine, Word
from govreports.sources.scan.engine import threads
from govreports.sources.scan.page_picture import Picture, View
from govreports.sources.scan.printed_words import Unread, read_words
from govreports.sources.scan.prose_lines import read_prose
from govreports.sources.scan.read_cells import read_cells
from govreports.sources.scan.same_shapes import KnownShapes
from govreports.sources.scan.table_lattice import Lattice, find_lattices
from govreports.sources.scan.upright import Upright, upright


class ReadPage(NamedTuple):
    """What the picture of a page shows."""

    number: int
    # From top to bottom, boxes in points of the page as it lies in the picture. Grids have the method ``ocr``, and
    # every cell whose reading is not certain has a `doubt`.
    blocks: list[TextLine | Grid]
    words: Callable[[], list[Word]]  # reads all words of the page, in cells or not: few pages need it
    view: View  # the page, straightened


class _Ready(NamedTuple):
    """A page that is upright, with its tables."""

    page: Upright
    lattices: list[Lattice]


class PictureReader:
    """Read the pictures of a document's pages one after another: each is made ready while the one before it is read.

    What a page tells of the shapes of numbers serves those that follow.
    """

    def __init__(self) -> None:
        self._known = KnownShapes()
        # A single worker, so that the network is loaded once: by the first page, before any other page asks for it.
        self._beside = ThreadPoolExecutor(1) if threads() > 1 else None
        self._waiting: tuple[int, Callable[[], _Ready]] | None = None

    def put(self, image: NDArray[np.uint8], number: int, size: PageSize) -> ReadPage | None:
        """Take in the picture of a page and return what the one before it shows, if that was not returned yet.

        Parameters
        ----------
        image : numpy.ndarray
            Shape ``(H, W, 3)``, uint8, RGB.
        number : int
            The page, counted from 1.
        size : PageSize
            The page's size in points.
        """
        ready: Callable[[], _Ready] = partial(_made_ready, image, size)
        if self._beside is not None:
            ready = self._beside.submit(ready).result
        before = self.last()
        self._waiting = number, ready
        return before

    def last(self) -> ReadPage | None:
        """Return what the last page shows, if that was not returned yet.

        Of prose only those lines are read that can be a title, a heading, a date or a table's caption.
        """
        if self._waiting is None:
            return None
        (number, ready), self._waiting = self._waiting, None
        return _read(ready(), number, self._known)


def read_picture(image: NDArray[np.uint8], number: int, size: PageSize) -> ReadPage:
    """Read a single picture, see `PictureReader.put`."""
    return _read(_made_ready(image, size), number, KnownShapes())


def _made_ready(image: NDArray[np.uint8], size: PageSize) -> _Ready:
    page = upright(image, size)
    return _Ready(page, find_lattices(page.rules, page.picture.scale))


def _read(ready: _Ready, number: int, known: KnownShapes) -> ReadPage:
    (picture, rules, printed), lattices = ready
    read = read_cells(picture, lattices, known)
    grids = [_grid(picture, lattice, cells, number) for lattice, cells in zip(lattices, read, strict=True)]
    placed: list[tuple[float, TextLine | Grid]] = [
        (lattice.ys[0], grid) for lattice, grid in zip(lattices, grids, strict=True)
    ]
    placed += read_prose(picture, printed, lattices, number)
    blocks = [block for _, block in sorted(placed, key=lambda pair: pair[0])]
    return ReadPage(number, blocks, partial(read_words, Unread.of(picture, rules), number), picture.view)


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
