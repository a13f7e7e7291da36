"""What every source gives: a document as text lines and grids in reading order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Chinese characters and all that follow in Unicode take a whole em.
FIRST_WIDE = 0x2E80


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's top left corner, as in pdfplumber."""

    x0: float
    top: float
    x1: float
    bottom: float


class SeenPage(Protocol):
    """The straightened picture of a page, as a second look at a cell needs it."""

    @property
    def gray(self) -> NDArray[np.uint8]:
        """Shape ``(H, W)``: black print on white."""

    @property
    def scale(self) -> float:
        """Pixels per point."""

    def inside(self, box: Box, margin: float) -> tuple[slice, slice]:
        """Where a rectangle of the page, without a margin in points, stands in the picture."""

    def is_lifted(self, area: tuple[slice, slice]) -> bool:
        """Whether the ink of a stamp was taken off a part of the picture."""


class GridCell(NamedTuple):
    """One cell of a grid: its place, its span and what is printed in it."""

    row: int  # the cell's first row and column, counted from 0
    column: int
    # The printed text. A line break is ``"\\n"`` where the text could have gone on in the line before it, and nothing
    # at all where the line was full, so that a number wrapped in a narrow column stays one number.
    text: str
    row_span: int = 1  # how many rows and columns the cell covers
    column_span: int = 1
    box: Box | None = None  # where the cell stands on its page; None where the source has no pages
    # Reason code of the source's own doubt about `text` (e.g. ``ocr_low_confidence``), else None.
    doubt: str | None = None
    page: int | None = None


class TextLine(NamedTuple):
    """One printed line of prose."""

    text: str
    page: int | None = None
    box: Box | None = None


class Word(NamedTuple):
    """A run of characters that no gap parts, wherever it stands on its page: in a cell, or outside of all."""

    text: str  # its characters without blanks
    page: int  # the page, counted from 1
    box: Box  # where it stands on its page
    part: int = 0  # which of the pages that are printed on one sheet, in reading order
    # The x of the centre of each character; empty where the source knows the whole word's box only
    centres: tuple[float, ...] = ()
    doubt: str | None = None  # reason code of the source's own doubt about `text`, else None
    # Where it stands on a page that lies askew or turned, `box` being where it would stand on a straight one
    lies: Box | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One table, or one page's part of a table, as a grid of cells."""

    # The cells in order of row and column. Every place of the grid is covered by at most one cell; a place that no
    # cell covers was not printed.
    cells: tuple[GridCell, ...]
    n_rows: int  # size of the grid
    n_columns: int
    page: int | None = None  # the page, counted from 1
    box: Box | None = None  # where the grid stands on its page
    # The x of the ``n_columns + 1`` column edges in points; None where the source has no geometry
    column_edges: tuple[float, ...] | None = None
    method: str = "text"  # how the text was read: ``text``, ``ocr``, ``html``, ``docx``, ``plain``
    # True where the rows were split from running text, so that a cell's column index says nothing by itself
    ragged: bool = False
    # The straightened picture that numbers of the table were read from where its page has text; see `Document.seen`
    seen: SeenPage | None = None


class PageSize(NamedTuple):
    """Width and height of a page in points, as it is displayed (after its rotation)."""

    width: float
    height: float


class Turned(NamedTuple):
    """A page that is read as its writing stands upright: turned by so many quarters clockwise, to this size."""

    quarters: int
    size: PageSize


def _no_words(page: int) -> Sequence[Word]:
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A file as its source read it."""

    # Lines of prose and grids in reading order. Text inside a grid is in the grid only.
    blocks: tuple[TextLine | Grid, ...]
    page_sizes: tuple[PageSize, ...] = ()  # one for each page; empty where the source has no pages
    method: str = "text"  # how most of it was read (see `Grid.method`)
    title: str = ""  # the title that the file's own metadata gives, "" where there is none
    doubts: tuple[str, ...] = ()  # reason codes that concern the whole document
    # Pages with a picture large enough to be a table that was not read, since the page has text of its own
    pictures: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()  # pages that were read as pictures
    # Gives the words of a page; none where the source has no boxes of words. They serve tables whose cells cannot be
    # told, so that they are set only when asked for.
    words: Callable[[int], Sequence[Word]] = _no_words
    # The pages that were turned to be read: all boxes on them are those of the turned page
    turned: Mapping[int, Turned] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()  # addresses of files that the document shows or links and that are not in it
    enclosed: tuple[str, ...] = ()  # names of files that are packed in the document and are not read
    published: tuple[str, ...] = ()  # the days of publication that the file's own metadata name, as written
    addresses: tuple[str, ...] = ()  # where the document says that it was found
    # The straightened pictures of the pages that were read as pictures, so that a doubtful digit can be looked at
    # again without making the page ready anew
    seen: Mapping[int, SeenPage] = field(default_factory=dict)

    @property
    def lines(self) -> list[TextLine]:
        """The lines of prose, in reading order."""
        return [block for block in self.blocks if isinstance(block, TextLine)]

    @property
    def grids(self) -> list[Grid]:
        """The grids, in reading order."""
        return [block for block in self.blocks if isinstance(block, Grid)]
