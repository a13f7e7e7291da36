"""Look at a page to see which of its characters show: what no reader sees is no number.

The page is rendered as it is, and again without its text. Where the two differ there is the ink of text, in whatever
colour, on whatever ground; white on white, text under a box, outside a clip or on a layer that is off makes no
difference. Where texts stand one over the other they are taken away one after another.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from govreports.sources.document import PageSize
from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.rendered import rendered
from govreports.sources.pdf.settings import SETTINGS


class Seen(NamedTuple):
    """What a look at the page tells of its characters, each of shape (n,)."""

    hidden: NDArray[np.bool_]  # the characters that do not show at all
    partly: NDArray[np.bool_]  # those of which a part is cut off or covered
    blacked: NDArray[np.bool_]  # those that do not show where the page is dark: something may stand there


def look(
    page: int,
    size: PageSize,
    codes: NDArray[np.uint32],
    glyphs: Floats,
    shapes: Sequence[int],
    over: NDArray[np.bool_],
    texts: Iterable[int],
    white: NDArray[np.bool_],
) -> Seen:
    """Determine which characters of a page show.

    Parameters
    ----------
    page : address of a loaded pdfium page
    size : PageSize
        The displayed page in points.
    codes : ndarray of uint32, shape (n,)
        The characters.
    glyphs : ndarray, shape (n, 4)
        x0, top, x1, bottom of their ink in points of the displayed page.
    shapes : sequence of int, length n
        Addresses of the text objects that they belong to; 0 for none.
    over : ndarray of bool, shape (n,)
        Those of watermarks, which are taken away before the look.
    texts : iterable of int
        Addresses of all text objects on the page, those too whose characters pdfium left out.
    white : ndarray of bool, shape (n,)
        Those of white ink.
    """
    seen = Seen(*np.zeros((3, len(codes)), dtype=bool))
    owned = np.array([bool(shape) for shape in shapes], dtype=bool)
    sides = glyphs[:, 2:] - glyphs[:, :2]
    seen.hidden[owned & (sides.min(axis=1) <= 0) & (sides.max(axis=1) > 0) & ~_blank(codes)] = True
    looked = owned & (sides > 0).all(axis=1) & ~_blank(codes) & ~over
    if not looked.any():
        return seen
    usual = float(np.median(sides[looked].max(axis=1)))
    scale = min(
        max(SETTINGS.character_pixels / max(usual, 0.1), SETTINGS.coarsest_pixels_pt),
        SETTINGS.finest_pixels_pt,
        (SETTINGS.most_pixels / (size.width * size.height)) ** 0.5,
    )
    depths = _depths(glyphs, shapes, looked)
    aside = {shape for shape, apart in zip(shapes, over.tolist(), strict=True) if apart and shape}
    whole = bare(page, size, scale, aside)
    amounts = np.zeros(len(codes))
    for depth in sorted(set(depths[looked].tolist())):
        chosen = np.flatnonzero(looked & (depths == depth))
        without = bare(page, size, scale, aside | {shapes[i] for i in chosen.tolist()})
        ink = _apart(whole, without)
        for i in chosen.tolist():
            amounts[i], whole_glyph = _shows(ink, glyphs[i] * scale)
            # White ink that runs over a rule shows as a notch in it (c_white_text_d1).
            seen.hidden[i] = amounts[i] <= white[i] * SETTINGS.notch_share * np.prod(sides[i] * scale)
            seen.partly[i] = bool(amounts[i]) and not whole_glyph
    lost = np.flatnonzero(looked & seen.hidden & (amounts == 0))
    if len(lost):
        every = {shape for shape in shapes if shape} | set(texts)
        ground = bare(page, size, scale, every)
        seen.blacked[lost] = [_is_dark(ground, glyphs[i] * scale) for i in lost.tolist()]
        ink = _apart(whole, ground)
        seen.hidden[_printed_anew(ink, glyphs * scale, np.flatnonzero(looked & ~seen.hidden), lost)] = False
    _compare(codes, glyphs, amounts, seen, looked)
    seen.partly[_doubled(codes, glyphs, seen.hidden)] = False
    return seen


def _is_dark(page: NDArray[np.uint8], glyph: Floats) -> bool:
    """Return whether a page is dark in the middle of a glyph."""
    x, y = (glyph[:2] + glyph[2:]) / 2
    pixel = page[min(max(int(y), 0), page.shape[0] - 1), min(max(int(x), 0), page.shape[1] - 1)]
    return int(pixel.min()) < SETTINGS.plain_ink_of_255


def _apart(whole: NDArray[np.uint8], bare: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Determine which pixels of two pictures differ; NumPy's maximum over three channels takes many times as long."""
    seen = np.zeros(whole.shape[:2], dtype=bool)
    for channel in range(3):
        level, bare_level = whole[:, :, channel], bare[:, :, channel]
        seen |= np.maximum(level, bare_level) - np.minimum(level, bare_level) > SETTINGS.faint_of_255
    return seen


def _doubled(codes: NDArray[np.uint32], glyphs: Floats, hidden: NDArray[np.bool_]) -> list[int]:
    """Return the digits that show twice, for bold: neither hides anything of the other."""
    digits = np.flatnonzero((codes >= ord("0")) & (codes <= ord("9")) & ~hidden)
    heights = glyphs[:, 3] - glyphs[:, 1]
    return [
        i
        for i in digits.tolist()
        if (
            (codes[digits] == codes[i])
            & (np.abs(glyphs[digits] - glyphs[i]).max(axis=1) < SETTINGS.stacked_share * heights[i])
        ).sum()
        > 1
    ]


def _printed_anew(
    ink: NDArray[np.bool_], glyphs: Floats, shown: NDArray[np.int64], lost: NDArray[np.int64]
) -> list[int]:
    """Return the hidden characters over which the same one is printed: pdfium gives only the first of the two.

    A number is covered and typed anew (1286, then 1268): the new 1 stands where the old one did.
    """
    free = ink.copy()
    for x0, top, x1, bottom in glyphs[shown].tolist():
        free[max(0, int(top) - 1) : int(bottom) + 2, max(0, int(x0) - 1) : int(x1) + 2] = False
    anew = []
    for i in lost.tolist():
        x0, top, x1, bottom = glyphs[i].tolist()
        part = free[max(0, int(top)) : int(bottom) + 1, max(0, int(x0)) : int(x1) + 1]
        if part.any() and np.ptp(np.flatnonzero(part.any(axis=1))) > SETTINGS.anew_share * (bottom - top):
            anew.append(i)
    return anew


def _blank(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    blank: NDArray[np.bool_] = (
        (codes <= 0x20) | (codes == 0xA0) | (codes == 0x3000) | (codes == 0xFFFE) | (codes == 0xFEFF)
    )
    return blank


def _depths(glyphs: Floats, shapes: Sequence[int], looked: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return how many texts lie under each character's text, where they overlap; texts are numbered as drawn."""
    depths: dict[int, int] = {}
    chosen = np.flatnonzero(looked)
    boxes = glyphs[chosen]
    areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    for place, i in enumerate(chosen.tolist()):
        before = boxes[:place]
        side = np.minimum(before[:, 2:], boxes[place, 2:]) - np.maximum(before[:, :2], boxes[place, :2])
        shared = np.prod(np.maximum(side, 0), axis=1) > SETTINGS.stacked_share * np.minimum(areas[:place], areas[place])
        under = {shapes[chosen[k]] for k in np.flatnonzero(shared).tolist()} - {shapes[i]}
        depth = max((depths.get(shape, 0) + 1 for shape in under), default=0)
        depths[shapes[i]] = min(max(depths.get(shapes[i], 0), depth), SETTINGS.stacked_texts)
    return np.array([depths.get(shape, 0) for shape in shapes], dtype=np.int64)


def bare(page: int, size: PageSize, scale: float, shapes: Iterable[int]) -> NDArray[np.uint8]:
    """Render a page with some texts taken away, and lay them back."""
    handles = [ctypes.cast(shape, pdfium.FPDF_PAGEOBJECT) for shape in shapes]
    for handle in handles:
        pdfium.FPDFPageObj_SetIsActive(handle, False)
    try:
        return rendered(page, size, scale * 72)
    finally:
        for handle in handles:
            pdfium.FPDFPageObj_SetIsActive(handle, True)


def _shows(ink: NDArray[np.bool_], glyph: Floats) -> tuple[float, bool]:
    """Return how much of a character shows (pixels), and whether its ink reaches all four sides of its glyph."""
    x0, top, x1, bottom = glyph.tolist()
    left, above = max(0, int(np.floor(x0))), max(0, int(np.floor(top)))
    part = ink[above : int(np.ceil(bottom)), left : int(np.ceil(x1))]
    if not part.any():
        return 0.0, False
    across, down = np.flatnonzero(part.any(axis=0)) + left, np.flatnonzero(part.any(axis=1)) + above
    wide, high = max(1.5, SETTINGS.lacking_share * (x1 - x0)), max(1.5, SETTINGS.lacking_share * (bottom - top))
    whole = (
        across[0] - x0 < wide and x1 - 1 - across[-1] < wide and down[0] - top < high and bottom - 1 - down[-1] < high
    )
    return float(part.sum()), bool(whole)


def _compare(codes: NDArray[np.uint32], glyphs: Floats, amounts: Floats, seen: Seen, looked: NDArray[np.bool_]) -> None:
    """Find digits that show less ink than others of their kind and size: something lies over a part of them."""
    heights = np.round(glyphs[:, 3] - glyphs[:, 1], 1)
    for code in range(ord("0"), ord("9") + 1):
        same = looked & (codes == code) & ~seen.hidden
        for height in set(heights[same].tolist()):
            alike = same & (heights == height)
            seen.partly[alike & (amounts < SETTINGS.covered_ink_share * np.median(amounts[alike]))] = True
