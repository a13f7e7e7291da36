"""Lines of print outside the tables."""

from __future__ import annotations

import re

import numpy as np

from govreports.sources.document import TextLine
from govreports.sources.scan.engine import Reading, engine
from govreports.sources.scan.find_rules import Rules
from govreports.sources.scan.ink_lines import Extent
from govreports.sources.scan.line_crops import line_crop
from govreports.sources.scan.page_picture import Picture
from govreports.sources.scan.pixels import Gray, Mask, ink_of
from govreports.sources.scan.settings import SETTINGS
from govreports.sources.scan.table_lattice import Lattice

#: A heading begins with a number.
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]+[）)]?[、.．，]|第[一二三四五六七八九十]+")


def read_prose(
    picture: Picture, printed: list[Extent], lattices: list[Lattice], page: int
) -> list[tuple[float, TextLine]]:
    """Read lines outside the tables: those that can be a title, a heading, a date or a table's caption.

    Reading all takes about a second a page.

    Parameters
    ----------
    picture : Picture
        The straightened page.
    printed : list of Extent
        Its lines, as `printed_lines` finds them.
    lattices : list of Lattice
        Its tables.
    page : int
        The page, counted from 1; the first begins with the title.

    Returns
    -------
    list of (float, TextLine)
        Each with its top in pixels of the straightened picture.
    """
    found = [line for line in printed if not any(_stands_in(line, lattice) for lattice in lattices)]
    crops = {line: line_crop(picture.gray, line, picture.scale) for line in found}
    usual = float(np.median([line.height for line in found])) if found else 0.0
    first = found[: SETTINGS.title_lines] if page == 1 else []
    # The end of a paragraph is short too, but begins where all lines begin.
    margin = min((line.left for line in found), default=0) + SETTINGS.indent_heights * usual

    def chosen(line: Extent) -> bool:
        above_table = any(0 < lattice.ys[0] - line.bottom < SETTINGS.caption_pt * picture.scale for lattice in lattices)
        short = line.width < SETTINGS.short_line_share * picture.gray.shape[1] and line.left > margin
        return above_table or short or line in first or line.height > SETTINGS.large_times * usual

    whole = [line for line in found if chosen(line)]
    others = [line for line in found if not chosen(line)]
    beginnings = engine().read(
        [crops[line][:, : SETTINGS.heading_heights * line.height] for line in others], SETTINGS.narrowed_share
    )
    whole += [line for line, seen in zip(others, beginnings, strict=True) if _HEADING.match(seen.text)]
    whole.sort(key=lambda line: (line.top, line.left))
    readings = _read_whole([crops[line] for line in whole])
    return [
        (line.top, TextLine(reading.text, page, picture.box(*line)))
        for line, reading in zip(whole, readings, strict=True)
        if reading.text.strip()
    ]


def _read_whole(crops: list[Gray]) -> list[Reading]:
    """Read lines narrowed, and again at full width where that is not sure: 人民政府2023 lost its 府 in a photograph."""
    readings = engine().read(crops, SETTINGS.narrowed_share)
    unsure = [n for n, reading in enumerate(readings) if reading.confidence < SETTINGS.prose_certainty]
    for n, reading in zip(unsure, engine().read([crops[n] for n in unsure]), strict=True):
        readings[n] = reading
    return readings


def _stands_in(line: Extent, lattice: Lattice) -> bool:
    across, down = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return lattice.xs[0] < across < lattice.xs[-1] and lattice.ys[0] < down < lattice.ys[-1]


def printed_lines(picture: Picture, rules: Rules) -> list[Extent]:
    """Find the lines of print of a page, from top to bottom."""
    import cv2

    # A caption may stand in a box of its own, which is no table.
    ink: Mask = ink_of(picture.gray) & (1 - (rules.across | rules.down))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    large = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= SETTINGS.speck_pt * picture.scale
    ink &= large.astype(np.uint8)[labels]
    joined = cv2.morphologyEx(
        ink, cv2.MORPH_CLOSE, np.ones((1, round(SETTINGS.word_gap_pt * picture.scale) | 1), np.uint8)
    )
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    pieces = [
        Extent(left, top, left + width, top + height)
        for left, top, width, height in np.asarray(stats[1:count, :4], dtype=np.int64).tolist()
        if max(width, height) >= SETTINGS.line_height_pt * picture.scale / 2
    ]
    whole = _whole_characters(sorted(pieces, key=lambda line: line.top))
    high = (SETTINGS.line_height_pt * picture.scale, SETTINGS.highest_line_pt * picture.scale)
    return _without_inner([line for line in whole if high[0] <= line.height <= high[1] and line.width >= high[0]])


def _whole_characters(pieces: list[Extent]) -> list[Extent]:
    """Put the upper and the lower part of a character that stands alone together (告 on a line of its own)."""
    whole: list[Extent] = []
    for piece in pieces:
        for place, above in enumerate(whole):
            both = Extent(
                min(above.left, piece.left), above.top, max(above.right, piece.right), max(above.bottom, piece.bottom)
            )
            shared = min(above.right, piece.right) - max(above.left, piece.left)
            alone = (
                both.width <= SETTINGS.square_times * both.height and both.height <= SETTINGS.square_times * both.width
            )
            if alone and shared > 0 and piece.top - above.bottom < SETTINGS.part_gap_share * both.height:
                whole[place] = both
                break
        else:
            whole.append(piece)
    return whole


def _without_inner(lines: list[Extent]) -> list[Extent]:
    """Leave out a stroke that lies within the rectangle of a line."""
    kept: list[Extent] = []
    for line in sorted(lines, key=lambda line: -line.width * line.height):
        middle = (line.top + line.bottom) / 2
        if not any(k.left <= line.left and line.right <= k.right and k.top <= middle <= k.bottom for k in kept):
            kept.append(line)
    return sorted(kept, key=lambda line: (line.top, line.left))
