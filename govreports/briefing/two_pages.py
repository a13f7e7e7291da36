"""How large the charts of a briefing may be, so that it ends on its second page."""

from __future__ import annotations

from dataclasses import dataclass

from govreports.briefing.content import Content
from govreports.charts.wrap import wrap

WIDEST = 15.6 / 2.54
"""Width of a chart in inches, where there is room for it."""
_LEAST = 0.66
"""Of their width: smaller, the words in the charts could not be read. Then a third page is the lesser evil."""
_LINE, _PAGE = 0.94, 0.97
"""How much of a line and of a page is counted on: fonts differ from machine to machine."""


@dataclass(frozen=True)
class Type:
    """How a kind of text is set: size, distance of lines and space after a paragraph, in points."""

    size: float
    line: float
    after: float = 0.0

    def height(self, text: str, room: float) -> float:
        """Return the height in inches that a paragraph takes in a column of a width."""
        return (len(wrap(text, self.size, room * _LINE)) * self.line + self.after) / 72


@dataclass(frozen=True)
class Paper:
    """What a page holds, in inches, and how its texts are set."""

    width: float
    height: float
    title: Type
    text: Type
    cell: Type
    note: Type
    columns: tuple[float, ...]  # widths of the table's columns
    above: float = 0.0  # height of what stands on the first page already


@dataclass(frozen=True)
class Layout:
    """How wide the charts are, in inches, and how many of them stand on the first page."""

    width: float
    first: int


def layout(content: Content, paper: Paper) -> Layout:
    """Choose one width for all charts, so that their type is of one size.

    Parameters
    ----------
    content : Content
    paper : Paper

    Returns
    -------
    Layout
        The first chart stands below the table, unless it would have to be too small there.
    """
    widest = min(WIDEST, paper.width)
    if not content.charts:
        return Layout(widest, 0)
    gap = 6 / 72
    heights = [widest * chart.get_figheight() / chart.get_figwidth() + gap for chart in content.charts]
    page = paper.height * _PAGE
    first = (page - paper.above - _text(content, paper)) / heights[0]
    notes = page - sum(paper.note.height(note, paper.width) for note in content.notes)
    if len(heights) == 1:  # one chart, and the notes below it on the same page
        notes_height = sum(paper.note.height(note, paper.width) for note in content.notes)
        return Layout(widest * min(1.0, max(_LEAST, first - notes_height / heights[0])), 1)
    split, below = min(1.0, first, notes / sum(heights[1:])), min(1.0, notes / sum(heights))
    if split >= _LEAST:
        return Layout(widest * split, 1)
    return Layout(widest * max(_LEAST, below), 0)


def _text(content: Content, paper: Paper) -> float:
    """Measure what stands above the charts."""
    found = paper.title.height(content.title, paper.width) + paper.text.height(content.subtitle, paper.width)
    bullet = paper.width - 0.3
    found += sum(paper.text.height(sentence, bullet) for sentence in content.sentences)
    for row in content.table:
        pairs = zip(row, paper.columns, strict=True)
        found += max(paper.cell.height(text, wide - 0.16) for text, wide in pairs) + 1 / 72
    return found
