"""Hold the numbers of a PDF against the shapes that it draws, where a sum fails: its map of characters may lie."""

from __future__ import annotations

from collections.abc import Sequence

from govreports.columns import Cell
from govreports.sources.document import Box

LIES = "text_unlike_ink"


def with_shapes(data: bytes, cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells, in doubt where the page draws another digit than the text says.

    Fonts that call 9 a 0 leave sums that fail, so that only such reports need the look.

    Parameters
    ----------
    data : bytes
        The PDF.
    cells : sequence of Cell
    """
    from govreports.sources.pdf.shapes_of_digits import digits_unlike_shapes  # few reports need it

    boxes: dict[int, list[Box]] = {}
    places: dict[tuple[int, int], int] = {}
    for number, cell in enumerate(cells):
        if cell.page is None or cell.value is None or None in (cell.x0, cell.top, cell.x1, cell.bottom):
            continue
        on_page = boxes.setdefault(cell.page, [])
        places[cell.page, len(on_page)] = number
        on_page.append(Box(cell.x0 or 0.0, cell.top or 0.0, cell.x1 or 0.0, cell.bottom or 0.0))
    doubtful = {places[place] for place in digits_unlike_shapes(data, boxes)}
    return [cell._replace(flag=LIES) if number in doubtful else cell for number, cell in enumerate(cells)]
