"""What all charts look like: colours that every eye can tell and that print in grey, sizes of type and of paper."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import matplotlib as mpl

from govreports.charts.fonts import families

INK, SOFT, FAINT, PAPER = "#1a1a1a", "#595959", "#d0d0d0", "#ffffff"
BLUE, ORANGE, GREY = "#1f5f99", "#c25a00", "#6b6b6b"
FEW_EDGE, FEW_FACE = "#a0a0a0", "#c8c8c8"  # of dots that rest on too few cases

# Up to six lines: hues of Okabe and Ito without the red and green that some eyes confuse, each with its own dash and
# mark, so that they differ in grey too.
LINES: tuple[tuple[str, Any, str], ...] = (
    ("#0b4f8a", "-", "o"),
    ("#d55e00", (0, (5, 2)), "s"),
    ("#555555", (0, (1, 1.2)), "^"),
    ("#a24f84", (0, (5, 1.5, 1, 1.5)), "D"),
    ("#b07d00", (0, (8, 2)), "v"),
    ("#3f97cf", (0, (3, 1, 1, 1, 1, 1)), "P"),
)

NAME_INCHES = 2.3
"""Widest label of an agency beside its row; a longer one is written in several lines."""
TITLE, TEXT, SMALL, TINY = 14.0, 9.5, 8.5, 7.5
"""Sizes of type in points."""

SIZES: dict[str, tuple[float, float, bool]] = {
    "page": (9.0, 4.0, True),
    "slide": (13.333, 7.5, False),
    "half": (6.4, 6.0, False),
    "column": (6.3, 2.4, True),
}
"""Width and least height in inches, and whether the height grows with the content.

``page`` for notebooks, ``slide`` a 16:9 slide, ``half`` half of one, ``column`` the text column of an A4 page. A chart
that needs more room than a slide has is drawn larger in the same shape, so that it still fits its place.
"""


def sheet_of(size: str) -> tuple[float, float, bool]:
    """Return width and least height of a size in inches, and whether the height grows.

    Raises
    ------
    ValueError
        The size is unknown.
    """
    if size not in SIZES:
        raise ValueError(f"size is {size!r}; it may be {', '.join(SIZES)}")
    return SIZES[size]


def look(*, live_text: bool = False) -> AbstractContextManager[None]:
    """Return the settings under which charts are made and drawn.

    Parameters
    ----------
    live_text : bool
        Whether an SVG holds its text as text, to be edited and searched; as outlines otherwise, which every page shows.
    """
    return mpl.rc_context(
        {
            "font.family": families(),
            "font.size": TEXT,
            "text.parse_math": False,
            # Hinted letters are drawn some per cent wider or narrower than measured: notes ran off the sheet.
            "text.hinting": "none",
            "axes.unicode_minus": True,
            "axes.facecolor": "none",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.edgecolor": SOFT,
            "axes.linewidth": 0.8,
            "axes.labelcolor": SOFT,
            "axes.axisbelow": True,
            "xtick.color": SOFT,
            "ytick.color": SOFT,
            "xtick.labelsize": SMALL,
            "ytick.labelsize": SMALL,
            "xtick.major.size": 3,
            "ytick.major.size": 0,
            "grid.color": "#e6e6e6",
            "grid.linewidth": 0.7,
            "hatch.linewidth": 0.5,
            "pdf.fonttype": 42,
            "svg.fonttype": "none" if live_text else "path",
            "svg.hashsalt": "govreports",
        }
    )
