"""What patterns and shadings paint under digits: a stroke that a style draws as a gradient shows in no path."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from govreports.sources.document import PageSize
from govreports.sources.pdf.ink import Floats
from govreports.sources.pdf.settings import SETTINGS
from govreports.sources.pdf.visible_ink import bare

_PAINTED = re.compile(rb"/(?:PatternType|ShadingType)\b")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b[^\x00]{0,400}?stream\r?\n", re.DOTALL)


def may_paint_patterns(data: bytes) -> bool:
    """Return whether a PDF defines patterns or shadings, or may: pdfium gives their areas an arbitrary colour."""
    if _PAINTED.search(data):
        return True
    streams = (match.end() for match in _OBJECT_STREAM.finditer(data))
    return any(_may_define(data[start : data.find(b"endstream", start)]) for start in streams)


def _may_define(stream: bytes) -> bool:
    packed = zlib.decompressobj()
    try:
        objects = packed.decompress(stream, SETTINGS.object_stream_bytes)
    except zlib.error:  # encrypted, as a file is that may be read but not changed, or packed otherwise
        return True
    return bool(_PAINTED.search(objects) or packed.unconsumed_tail)


def marked(
    page: int, size: PageSize, glyphs: Floats, digit: NDArray[np.bool_], texts: Iterable[int]
) -> NDArray[np.bool_]:
    """Determine under which digits the page, its text taken away, is neither plain nor evenly shaded.

    Parameters
    ----------
    page : address of a loaded pdfium page
    size : PageSize
        The displayed page in points.
    glyphs : ndarray, shape (n, 4)
        x0, top, x1, bottom of the characters' ink in points of the displayed page.
    digit : ndarray of bool, shape (n,)
        Those in question.
    texts : iterable of int
        Addresses of all text objects on the page.
    """
    scale = SETTINGS.usual_dpi / 72
    ground = bare(page, size, scale, texts)
    painted = np.zeros(len(glyphs), dtype=bool)
    for i in np.flatnonzero(digit).tolist():
        x0, top, x1, bottom = (glyphs[i] * scale).tolist()
        aside, down = SETTINGS.rule_inside_share * (x1 - x0), SETTINGS.rule_inside_share * (bottom - top)
        part = ground[max(0, int(top + down)) : int(bottom - down) + 1, max(0, int(x0 + aside)) : int(x1 - aside) + 1]
        if part.size:
            painted[i] = np.ptp(part.reshape(-1, 3), axis=0).max() > SETTINGS.plain_ink_of_255
    return painted
