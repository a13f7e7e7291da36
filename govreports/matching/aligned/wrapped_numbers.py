"""Lines of numbers that may be one row's: numbers that narrow columns wrap stand one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from govreports.matching.aligned.printed_lines import DIGITS, PrintedLine
from govreports.matching.settings import SETTINGS
from govreports.sources.document import Box, Word

Fit = Literal["center", "top", "bottom"]
FITS: tuple[Fit, ...] = ("center", "top", "bottom")


class NumberRun(NamedTuple):
    """Lines of numbers that may be one row's."""

    first: int  # the first and the last of its lines
    last: int
    # A number for each column that has one; one that is wrapped keeps a line break between its digits, since nothing
    # but a sum proves that they are one number
    numbers: tuple[Word, ...]
    level: float  # the height at which the row's label has its middle, begins or ends

    @property
    def wrapped(self) -> bool:
        """Whether it has more than one line."""
        return self.first < self.last


def number_runs(
    lines: Sequence[PrintedLine], numbered: Sequence[int], fit: Fit, full: Sequence[Word] = ()
) -> list[NumberRun]:
    """List the runs of lines of numbers that may be one row's.

    Parameters
    ----------
    lines : sequence of PrintedLine
        Lines of pages.
    numbered : sequence of int
        Those that print numbers.
    fit : str
        How the cells of a row stand beside one another.
    full : sequence of Word
        The numbers of rows that print one in each column: they tell how wide a column is.

    Returns
    -------
    list of NumberRun
        Each line of its own, and each run of lines in which digits stand closely below digits that fill their column.
    """
    runs = []
    for place, first in enumerate(numbered):
        runs.append(NumberRun(first, first, lines[first].numbers, lines[first].level))
        for end in range(place + 1, len(numbered)):
            run = [lines[index] for index in numbered[place : end + 1]]
            em = min(line.em for line in run)
            blocks = _blocks(run, em)
            if not follows(lines, *numbered[end - 1 : end + 1]) or not all(_is_one_number(b, full, em) for b in blocks):
                break
            cut = run[0].leaf != run[-1].leaf
            places = [_place(block[0][0], block[-1][0], "top" if cut else fit) for block in blocks]
            if max(places) - min(places) <= SETTINGS.same_line_em * em:
                level = run[0].level if cut else sum(places) / len(places)
                numbers = tuple(_joined([word for _, word in block]) for block in blocks)
                runs.append(NumberRun(first, numbered[end], numbers, level))
    return runs


def follows(lines: Sequence[PrintedLine], row: int, below: int) -> bool:
    """Return whether a line follows another as the lines of one cell do: closely, or beyond a page break."""
    line, other = lines[row], lines[below]
    if line.leaf != other.leaf:
        return below - row <= SETTINGS.lines_between_pages
    return other.level - line.level <= SETTINGS.wrapped_line_em * min(line.em, other.em)


def _blocks(lines: Sequence[PrintedLine], em: float) -> list[list[tuple[float, Word]]]:
    """Group the numbers of a run that stand below one another, from left to right; each group from top to bottom.

    Each number is given with its height; below a page break only the order of the lines counts.
    """
    cut = lines[0].leaf != lines[-1].leaf
    levels = [number * em if cut else line.level for number, line in enumerate(lines)]
    words = [(level, word) for level, line in zip(levels, lines, strict=True) for word in line.numbers]
    blocks: list[list[tuple[float, Word]]] = []
    end = float("-inf")
    for level, word in sorted(words, key=lambda placed: placed[1].box.x0):
        if blocks and end - word.box.x0 > SETTINGS.tight_columns_em * em:
            blocks[-1].append((level, word))
            end = max(end, word.box.x1)
        else:
            blocks.append([(level, word)])
            end = word.box.x1
    return [sorted(block, key=lambda placed: placed[0]) for block in blocks]


def _is_one_number(block: Sequence[tuple[float, Word]], full: Sequence[Word], em: float) -> bool:
    """Return whether words one below the other are the lines of a number that its column has no room for."""
    words = [word for _, word in block]
    if len(words) == 1:
        return True
    levels = {level for level, _ in block}
    digits = all(set(word.text) <= DIGITS for word in words)
    return len(levels) == len(words) and digits and all(_is_full(word, [*full, *words], em) for word in words[:-1])


def _is_full(word: Word, others: Sequence[Word], em: float) -> bool:
    """Return whether a line of a number leaves no room in its column for another digit, or no line would follow."""
    box = word.box
    widest = max(
        (other.box.x1 - other.box.x0 for other in others if min(box.x1, other.box.x1) - max(box.x0, other.box.x0) > 0),
        default=0.0,
    )
    return len(word.text) > 1 and widest < box.x1 - box.x0 + SETTINGS.digit_width_em * em


def _place(top: float, bottom: float, fit: Fit) -> float:
    return {"center": (top + bottom) / 2, "top": top, "bottom": bottom}[fit]


def _joined(words: Sequence[Word]) -> Word:
    if len(words) == 1:
        return words[0]
    boxes = [word.box for word in words if word.page == words[0].page]
    box = Box(
        min(box.x0 for box in boxes), boxes[0].top, max(box.x1 for box in boxes), max(box.bottom for box in boxes)
    )
    doubt = next((word.doubt for word in words if word.doubt), None)
    return words[0]._replace(text="\n".join(word.text for word in words), box=box, centres=(), doubt=doubt)
