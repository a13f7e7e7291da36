"""Pages that must be read as pictures: scans, text that nobody can read, tables pasted as pictures.

Nothing here loads the recognition engine before a page needs it.
"""

from __future__ import annotations

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from govreports.sources.document import Box, Grid, PageSize, TextLine
from govreports.sources.pdf.drawn import Drawn
from govreports.sources.pdf.pdfium import _INT, _POINTER, Display, TextPage, _bind
from govreports.sources.pdf.rendered import rendered
from govreports.sources.pdf.settings import SETTINGS

_mode = _bind(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)

_PRIVATE = (0xE000, 0xF8FF)


def why_picture(text: TextPage, drawn: Drawn, size: PageSize) -> str | None:
    """Determine why a page must be read as a picture, None where its text can be read.

    Parameters
    ----------
    text : TextPage
        The page's text.
    drawn : Drawn
        What the page draws.
    size : PageSize
        Its size in points.

    Returns
    -------
    str or None
        ``scan``: it has no text, or only text that some recognition program laid under its picture: invisible, or
        drawn first and covered by it. What that program misread must not be taken for print.
        ``no_unicode``: its characters have no meaning, since the file maps its glyphs to nothing.
    """
    covered = sum(
        (picture.area.right - picture.area.left) * (picture.area.top - picture.area.bottom)
        for picture in drawn.pictures
    )
    scanned = covered >= SETTINGS.page_share * size.width * size.height
    codes = text.codes() if text.count else np.zeros(0, dtype=np.uint32)
    printed = codes[(codes > 0x20) & (codes != 0xA0) & (codes != 0x3000)]
    if scanned and (not len(printed) or _invisible(drawn) or _covered(drawn, size)):
        return "scan"
    meaningless = (
        ((codes < 0x20) & (codes != 10) & (codes != 13) & (codes != 9))
        | ((codes >= _PRIVATE[0]) & (codes <= _PRIVATE[1]))
        | (codes == 0xFFFD)
    )
    if int(meaningless.sum()) > SETTINGS.meaningless_share * len(printed):
        return "no_unicode"
    return None


def _invisible(drawn: Drawn) -> bool:
    modes = [_mode(shape) for shape in drawn.texts]
    return bool(modes) and sum(mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes) > len(modes) / 2


def _covered(drawn: Drawn, size: PageSize) -> bool:
    """Return whether most of a page's text lies under a picture of the page."""
    whole = SETTINGS.page_share * size.width * size.height
    over = [
        picture.over
        for picture in drawn.pictures
        if (picture.area.right - picture.area.left) * (picture.area.top - picture.area.bottom) >= whole
    ]
    return max(over, default=0) > len(drawn.texts) / 2


def may_hold_table(drawn: Drawn) -> bool:
    """Return whether a picture among the text is large enough to be a table."""
    return any(
        picture.area.right - picture.area.left >= SETTINGS.picture_width_pt
        and picture.area.top - picture.area.bottom >= SETTINGS.picture_height_pt
        for picture in drawn.pictures
    )


def picture_of(page: int, drawn: Drawn, size: PageSize) -> NDArray[np.uint8]:
    """Return the picture of a whole page that is read as one: shape ``(H, W, 3)``, RGB.

    Parameters
    ----------
    page : address of a loaded pdfium page
    drawn : Drawn
        What it draws: a scan is looked at in its own resolution.
    size : PageSize
        Its size in points.
    """
    finest = max((picture.resolution for picture in drawn.pictures), default=SETTINGS.usual_dpi)
    return rendered(page, size, min(max(finest, SETTINGS.coarsest_dpi), SETTINGS.finest_dpi))


def read_pasted(page: int, number: int, drawn: Drawn, size: PageSize) -> list[TextLine | Grid]:
    """Read the tables that are pasted as pictures among a page's text; see `picture_of`."""
    from govreports.sources.scan.read_scan import read_picture

    display = Display(page)
    in_pictures: list[TextLine | Grid] = []
    for picture in drawn.pictures:
        area = picture.area
        ltrb = np.array([[area.left, area.top, area.right, area.bottom]])
        x0, top, x1, bottom = display.boxes(ltrb)[0].tolist()
        x0, top, x1, bottom = max(0.0, x0), max(0.0, top), min(size.width, x1), min(size.height, bottom)
        if x1 - x0 < SETTINGS.picture_width_pt or bottom - top < SETTINGS.picture_height_pt:
            continue
        dpi = min(max(picture.resolution, SETTINGS.coarsest_dpi), SETTINGS.finest_dpi)
        image = rendered(page, size, dpi)
        scale = dpi / 72
        crop = image[round(top * scale) : round(bottom * scale), round(x0 * scale) : round(x1 * scale)]
        blocks = read_picture(np.ascontiguousarray(crop), number, PageSize(x1 - x0, bottom - top)).blocks
        if any(isinstance(block, Grid) for block in blocks):
            in_pictures.extend(_moved(block, x0, top) for block in blocks)
    return in_pictures


def _moved(block: TextLine | Grid, x: float, y: float) -> TextLine | Grid:
    """Lay a block of a cut-out back where it stands on its page."""
    if isinstance(block, TextLine):
        return block._replace(box=_shifted(block.box, x, y))
    edges = None if block.column_edges is None else tuple(edge + x for edge in block.column_edges)
    cells = tuple(cell._replace(box=_shifted(cell.box, x, y)) for cell in block.cells)
    return Grid(
        cells, block.n_rows, block.n_columns, block.page, _shifted(block.box, x, y), edges, block.method, block.ragged
    )


def _shifted(box: Box | None, x: float, y: float) -> Box | None:
    return None if box is None else Box(box.x0 + x, box.top + y, box.x1 + x, box.bottom + y)
