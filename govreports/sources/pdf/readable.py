"""Which characters of a page are to be read: those that show and that nobody has struck out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.pdf.drawn import Drawn
from govreports.sources.pdf.ink import Floats, median_of
from govreports.sources.pdf.looks_doubtful import looks_doubtful
from govreports.sources.pdf.objects import clip_of, has_clip
from govreports.sources.pdf.painted_grounds import marked
from govreports.sources.pdf.pdfium import Display, TextPage, page_size
from govreports.sources.pdf.settings import SETTINGS
from govreports.sources.pdf.struck import struck
from govreports.sources.pdf.visible_ink import look


class Readable(NamedTuple):
    """The characters that are to be read, and where one of them is in doubt (see `Ink.doubts`)."""

    kept: NDArray[np.bool_]
    doubts: tuple[tuple[float, float, str], ...]


def readable_characters(
    page: int,
    text: TextPage,
    drawn: Drawn,
    codes: NDArray[np.uint32],
    own_boxes: Floats,
    boxes: Floats,
    strokes: Floats,
    across: Floats,
    down: Floats,
    over: NDArray[np.bool_],
    lifted: list[int],
    unsure: Floats,
) -> Readable:
    """Determine which characters of a page are to be read.

    Parameters
    ----------
    page : address of a loaded pdfium page
    text : TextPage
    drawn : Drawn
        What the page draws.
    codes : ndarray of uint32, shape (n,)
        Its characters.
    own_boxes, boxes : ndarray, shape (n, 4)
        Their boxes: left, top, right, bottom in PDF coordinates; x0, top, x1, bottom on the displayed page.
    strokes : ndarray, shape (k, 4)
        What is drawn thin, on the displayed page.
    across, down : ndarray, shape (m, 3)
        Horizontal rules, pasted ones too: y, x0, x1; vertical rules: x, top, bottom.
    over : ndarray of bool, shape (n,)
        The characters that are printed over the page.
    lifted : list of int
        The characters whose boxes pdfium left in a form's own space.
    unsure : ndarray, shape (u, 4)
        Text boxes over the page that not every program shows, on the displayed page.
    """
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    if len(down):  # dates and page numbers around the tables need no look
        digit &= (boxes[:, 3] > down[:, 1].min()) & (boxes[:, 1] < down[:, 2].max())
    crossed = struck(boxes, strokes, across, down)
    gone = crossed.out | (digit & _tiny(boxes, digit)) | (~digit & _outside_clips(text, drawn, own_boxes))
    doubts = [(boxes[i], "struck_out") for i in np.flatnonzero(crossed.out & digit).tolist()]
    doubts += [(boxes[i], "covered") for i in np.flatnonzero(crossed.unsure & digit & ~over).tolist()]
    doubts += [(boxes[i], "text_unlike_ink") for i in np.flatnonzero(digit & _flat(boxes)).tolist()]
    doubts += [(boxes[i], "annotated_over") for i in np.flatnonzero(digit & _within(boxes, unsure)).tolist()]
    doubts += [(area, "annotated_over") for area in unsure]
    if (drawn.patterned and digit.any()) or looks_doubtful(text, drawn, own_boxes, np.flatnonzero(digit)):
        display = Display(page)
        ink = text.glyph_boxes()
        ink[lifted] = own_boxes[lifted]
        glyphs = display.boxes(ink)
        shapes = text.objects(list(range(len(codes))))
        colours = text.colours(list(range(len(codes))))
        white = np.asarray((colours >= SETTINGS.full_of_255).all(axis=1))
        seen = look(page, page_size(page), codes, glyphs, shapes, over, drawn.texts, white)
        gone = gone | seen.hidden
        doubts += [(boxes[i], "covered") for i in np.flatnonzero(seen.partly & digit & ~gone).tolist()]
        if drawn.patterned:
            texts = {*drawn.texts, *filter(None, shapes)}
            painted = marked(page, page_size(page), glyphs, digit & ~over, texts)
            doubts += [(boxes[i], "covered") for i in np.flatnonzero(painted).tolist()]
        areas = [(area.left, area.top, area.right, area.bottom) for area, _, _ in drawn.pictures]
        pictures = display.boxes(np.array(areas, dtype=np.float64).reshape(-1, 4))
        pictured = digit & (seen.blacked | (seen.hidden & _within(boxes, pictures)))
        doubts += [(boxes[i], "covered") for i in np.flatnonzero(pictured).tolist()]
    places = tuple(((x0 + x1) / 2, (top + bottom) / 2, reason) for (x0, top, x1, bottom), reason in doubts)
    return Readable(~gone, places)


def _flat(boxes: Floats) -> NDArray[np.bool_]:
    """Determine which characters are scaled to a line one way or the other."""
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    flat: NDArray[np.bool_] = (width > 0) & (height > 0)
    flat &= (height < SETTINGS.tiny_digit_share * width) | (width < SETTINGS.narrow_digit_share * height)
    return flat


def _tiny(boxes: Floats, digit: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Determine which characters are scaled to nothing beside the page's digits."""
    sides = np.maximum(boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0])
    usual = median_of(sides[digit]) if digit.any() else 0.0
    tiny: NDArray[np.bool_] = sides < SETTINGS.tiny_digit_share * usual
    return tiny


def _outside_clips(text: TextPage, drawn: Drawn, boxes: Floats) -> NDArray[np.bool_]:
    """Determine which characters have their middle where their text is clipped off, as in a cell without room for it.

    Of a digit a part that shows is in doubt, so that it is looked at instead.
    """
    outside = np.zeros(len(boxes), dtype=bool)
    clips = {shape: area for shape in drawn.texts if has_clip(shape) and (area := clip_of(shape)) is not None}
    if not clips:
        return outside
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    shapes = np.array(text.objects(list(range(len(boxes)))))
    for shape, area in clips.items():
        own = shapes == shape
        outside |= own & ((x < area.left) | (x > area.right) | (y < area.bottom) | (y > area.top))
    return outside


def _within(boxes: Floats, areas: Floats) -> NDArray[np.bool_]:
    """Determine which characters have their middle in an area."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside = np.zeros(len(boxes), dtype=bool)
    for x0, top, x1, bottom in areas.tolist():
        inside |= (x > x0) & (x < x1) & (y > top) & (y < bottom)
    return inside
