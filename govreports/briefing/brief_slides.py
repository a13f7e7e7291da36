"""A briefing as slides: what it says on the first, then a slide a chart, each to be edited in PowerPoint."""

from __future__ import annotations

from govreports.briefing.content import Content
from govreports.charts.slide import add_slide, presentation, saved, title_height, write

_TITLE, _SUBTITLE, _TEXT, _NOTE = 32, 16, 16, 12
"""Sizes of type in points."""
_BLANK = 6


def brief_slides(content: Content) -> bytes:
    """Write a briefing as a presentation.

    Returns
    -------
    bytes
        The content of a ``.pptx``; the same for the same data.
    """
    deck = presentation()
    first = deck.slides.add_slide(deck.slide_layouts[_BLANK])
    top = 0.6 + title_height(content.title, _TITLE)
    write(first, content.title, 0.7, 0.5, top - 0.5, _TITLE)
    write(first, content.subtitle, 0.7, top, 0.5, _SUBTITLE)
    write(first, "\n".join(content.sentences), 0.7, top + 0.65, 4.5, _TEXT)
    write(first, content.provenance, 0.7, 6.5, 0.7, _NOTE)
    for chart in content.charts:
        add_slide(deck, chart)
    return saved(deck)
