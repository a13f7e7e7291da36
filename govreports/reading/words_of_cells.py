"""Hold the numbers that no sum proves against the words of their page: is each one word, within its cell?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from govreports.columns import Cell, Check
from govreports.form import equation_of, printed_forms
from govreports.sources.document import Box, Word
from govreports.sources.pdf.settings import SETTINGS

_APART = "digits_apart"


def with_words(
    words: Callable[[int], Sequence[Word]], cells: Sequence[Cell], checks: Sequence[Check], editions: dict[str, str]
) -> list[Cell]:
    """Return the cells, in doubt where no sum proves a number that may be two, or half another cell's.

    A number that a narrow column wraps is one number, and one that runs over its cell's edge is that cell's, where a
    sum proves it: 1054240 over 81 may as well be an old number and a new one.

    Parameters
    ----------
    words : callable
        Gives the words of a page, see `Document`.
    cells : sequence of Cell
    checks : sequence of Check
    editions : dict of str to str
        The edition of each table.
    """
    forms = {form.id: form for form in printed_forms(editions)}
    proven: dict[tuple[str, str, str], bool] = {}
    for check in checks:
        form = forms.get(check.table)
        equation = equation_of(form, check.check, check.item, check.column) if form is not None else None
        for place in equation.cells if equation is not None else ():
            proven[place] = check.status == "pass" or proven.get(place, False)
    suspects = [c for c in cells if not proven.get((c.table, c.item, c.column), True) and _is_placed(c)]
    pages = {page: [word for word in words(page) if _has_digit(word)] for page in {cell.page or 0 for cell in suspects}}
    apart = {id(cell) for cell in suspects if not _is_one_word(cell, pages[cell.page or 0])}
    return [cell._replace(flag=_APART) if id(cell) in apart else cell for cell in cells]


def _is_placed(cell: Cell) -> bool:
    return cell.value is not None and cell.flag is None and cell.page is not None and cell.x0 is not None


def _has_digit(word: Word) -> bool:
    return any(map(str.isdigit, word.text))


def _is_one_word(cell: Cell, words: Sequence[Word]) -> bool:
    """Return whether the page shows no more than one word in a cell, and that all of it stands within."""
    x0, top, x1, bottom = cell.x0 or 0.0, cell.top or 0.0, cell.x1 or 0.0, cell.bottom or 0.0
    inside = [
        word.box
        for word in words
        if top < (word.box.top + word.box.bottom) / 2 < bottom and any(x0 < x < x1 for x in word.centres)
    ]
    return len(inside) <= 1 and all(_overhang(box, x0, x1) <= SETTINGS.rule_inside_share for box in inside)


def _overhang(box: Box, x0: float, x1: float) -> float:
    """Return how far a word reaches beyond its cell, in parts of its height."""
    return max(x0 - box.x0, box.x1 - x1) / max(box.bottom - box.top, 1.0)
