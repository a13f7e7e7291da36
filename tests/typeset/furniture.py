"""What stands on every page besides the text: page numbers, running heads, the foot, stamps."""

from __future__ import annotations

from collections.abc import Sequence

from tests.typeset import typefaces
from tests.typeset.layout import Layout
from tests.typeset.page import Page, Text


def furnish(pages: Sequence[Page], layout: Layout, names: dict[str, str]) -> None:
    """Put page numbers, running heads and foot lines on a report's pages; `names` fills {title} and its like."""
    for number, page in enumerate(pages, start=1):
        facts = {"page": str(number), "pages": str(len(pages)), **names}
        if layout.running_head:
            _centred(page, layout.running_head.format(**facts), 0.62 * layout.margins[1], 8.0, layout)
        if layout.page_number:
            _centred(page, layout.page_number.format(**facts), page.height - 0.62 * layout.margins[3], 10.0, layout)
        for line, text in enumerate(reversed(layout.foot)):
            _centred(page, text.format(**facts), page.height - 12 - 9.0 * line, 6.5, layout, "#777777")


def _centred(page: Page, text: str, baseline: float, size: float, layout: Layout, colour: str = "#000000") -> None:
    x = (page.width - typefaces.width(text, layout.face, size)) / 2
    page.marks.append(Text(x, baseline, text, layout.face, size, colour=colour))
