"""Tables whose cells are told by their backgrounds: filled areas side by side, with nothing or white between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govreports.sources.document import PageSize
from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.ruled.lattice import Lattice, lattices
from govreports.sources.pdf.ruled.rules import split
from govreports.sources.pdf.settings import SETTINGS


def filled_tables(fills: Floats, across: Floats, centres: Floats, size: PageSize) -> list[Lattice]:
    """Find tables whose every cell has a background.

    Parameters
    ----------
    fills : ndarray, shape (f, 4)
        x0, top, x1, bottom of every filled area that is not white.
    across : ndarray, shape (k, 3)
        The horizontal rules that belong to no table yet: y, x0, x1. Where they part the rows, backgrounds tell nothing.
    centres : ndarray, shape (n, 2)
        Where the characters stand that no rule encloses.
    size : PageSize
        Size of the page.

    Returns
    -------
    list of Lattice
        From top to bottom. Where only some rows or heads are filled, their edges do not tell the cells: no table.

    Examples
    --------
    >>> import numpy as np
    >>> fills = np.array([[x, y, x + 49, y + 19.0] for x in (0, 50) for y in (0, 20)])
    >>> tables = filled_tables(fills, np.empty((0, 3)), np.array([[20.0, 10.0]]), PageSize(200, 200))
    >>> [table.owner.shape for table in tables]
    [(2, 2)]
    """
    area = (fills[:, 2] - fills[:, 0]) * (fills[:, 3] - fills[:, 1])
    cells = fills[area < SETTINGS.page_share * size.width * size.height]
    if len(cells) < 2 or not len(centres):
        return []
    x0, top, x1, bottom = cells.T
    sides = [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]
    edges, down = split(np.concatenate([np.stack(side, axis=1) for side in sides]))
    return [
        table
        for table in lattices(edges, down)
        if len(table.xs) > 2 and not _ruled(table, across) and _covers(cells, centres[_within(table.box, centres)])
    ]


def _ruled(table: Lattice, across: Floats) -> bool:
    """Return whether rules part or bound the rows, as in a table whose every other row is filled."""
    x0, top, x1, bottom = table.box
    within = (across[:, 0] > top - 2) & (across[:, 0] < bottom + 2)
    return bool(np.any(within & (across[:, 2] > x0) & (across[:, 1] < x1)))


def _covers(cells: Floats, centres: Floats) -> bool:
    on = np.zeros(len(centres), dtype=bool)
    for cell in cells:
        on |= _within(cell.tolist(), centres)
    return bool(len(centres)) and bool(on.all())


def _within(box: tuple[float, ...] | list[float], centres: Floats) -> NDArray[np.bool_]:
    x0, top, x1, bottom = box
    inside = (centres > (x0, top)) & (centres < (x1, bottom))
    both: NDArray[np.bool_] = inside[:, 0] & inside[:, 1]
    return both
