"""Lines of numbers ↔ the form's rows: the alignment in the form's order that the printed labels speak for most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate, pairwise
from typing import NamedTuple

from govreports.form import Item, Table
from govreports.matching.aligned.printed_lines import DIGITS, PrintedLine, plain
from govreports.matching.aligned.subsequence import Wording
from govreports.matching.aligned.wrapped_numbers import FITS, NumberRun, follows, number_runs
from govreports.matching.labels import normalise
from govreports.matching.settings import SETTINGS
from govreports.sources.document import Word


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """A row of the form with the numbers that stand beside its label."""

    number_line: int  # the index of the numbers' first line; where the row is blank, that of its label's first line
    numbers: tuple[Word, ...]  # the numbers
    first: int  # the lines of the label: the first and the one after the last
    last: int
    recall: float  # the share of the form's label that is printed there, in order


class _Label(NamedTuple):
    """A run of lines as a row's label: how many of the label's characters stand there, and which share of it."""

    first: int
    last: int
    shared: int
    recall: float


class _Step(NamedTuple):
    """The best way to a row: the characters of labels met so far, and the step before."""

    value: float
    row: AlignedRow
    before: _Step | None


@cache
def _wordings(item: Item) -> tuple[Wording, ...]:
    return tuple({text: Wording(text) for text in map(normalise, (item.zh, *item.spellings)) if text}.values())


def align_rows(
    lines: Sequence[PrintedLine], skippable: Mapping[int, bool], table: Table, em: float, full: Sequence[Word] = ()
) -> dict[str, AlignedRow] | None:
    """Align the form's rows with lines of numbers.

    Parameters
    ----------
    lines : sequence of PrintedLine
        Lines whose `labels` are what stands left of the numbers' columns.
    skippable : mapping of int to bool
        For each line that prints numbers whether it may be none of the table's (a page's foot).
    table : Table
        The table in the edition that is tried.
    em : float
        Height of the print in points.
    full : sequence of Word
        The numbers of rows that print one in each column.

    Returns
    -------
    dict of str to AlignedRow, or None
        Every item of the table; None where not each of them stands there in the form's order, with no line of numbers
        between them left over and with most of its label beside it. A row is blank where its whole label has no line of
        numbers beside it.
    """
    texts = [plain(line.labels) for line in lines]
    labels = []
    for item in table.items:
        labels.append(_labels(item, texts))
        if not labels[-1]:
            return None
    fits = [number_runs(lines, sorted(skippable), fit, full) for fit in FITS]
    wrapped = [runs for runs in fits if any(run.wrapped for run in runs)]
    ways = (_best_way(lines, texts, labels, runs, skippable, em) for runs in wrapped or fits[:1])
    return _traced(max((way for way in ways if way is not None), key=lambda way: way.value, default=None), table)


def is_printed(item: Item, lines: Sequence[PrintedLine]) -> bool:
    """Return whether a row's whole label stands somewhere among some lines."""
    labels = _labels(item, (plain(line.labels) for line in lines))
    return any(label.recall == 1 for label in labels.values())


def _best_way(
    lines: Sequence[PrintedLine],
    texts: Sequence[str],
    labels: Sequence[Mapping[tuple[int, int], _Label]],
    runs: Sequence[NumberRun],
    skippable: Mapping[int, bool],
    em: float,
) -> _Step | None:
    """Return the last step of the best way through all rows."""
    blank = [(NumberRun(row, row, (), 0.0), _blank(lines, texts, row, skippable, em)) for row in range(len(lines))]
    beside = [(run, _beside(lines, texts, run, em)) for run in runs]
    beside += [(run, windows) for run, windows in blank if run.first not in skippable and windows]
    skipped = [0, *accumulate(not skippable.get(row, True) for row in range(len(lines)))]
    open_above, open_below = _open_ends(lines, skippable)
    before: list[dict[int, _Step]] | None = None
    for number, label_at in enumerate(labels):
        here: list[dict[int, _Step]] = [{} for _ in lines]
        best = cache(partial(_best_before, before, skipped))
        for run, windows in beside:
            if (number == 0 and run.first in open_above) or (number == len(labels) - 1 and run.last in open_below):
                continue
            for label in (label_at[window] for window in windows if window in label_at):
                if not run.numbers and label.recall < 1:
                    continue
                earlier = best(run.first, label.first)
                if earlier is None and before is not None:
                    continue
                costs = SETTINGS.row_cost_characters * (label.last - label.first)
                costs += 0 if run.numbers else SETTINGS.blank_cost_characters
                value = label.shared - costs + (earlier.value if earlier is not None else 0)
                known = here[run.last].get(label.last)
                if known is None or value > known.value:
                    aligned = AlignedRow(run.first, run.numbers, label.first, label.last, label.recall)
                    here[run.last][label.last] = _Step(value, aligned, earlier)
        before = here
    return max((step for steps in before or () for step in steps.values()), key=lambda step: step.value, default=None)


def _open_ends(lines: Sequence[PrintedLine], numbered: Iterable[int]) -> tuple[set[int], set[int]]:
    """Return the lines of numbers that follow others as one row's do, and those so followed: no table ends there."""
    pairs = [pair for pair in pairwise(sorted(numbered)) if follows(lines, *pair)]
    return {below for _, below in pairs}, {row for row, _ in pairs}


def _traced(last: _Step | None, table: Table) -> dict[str, AlignedRow] | None:
    if last is None:
        return None
    upwards: list[AlignedRow] = []
    step: _Step | None = last
    while step is not None:
        upwards.append(step.row)
        step = step.before
    return dict(zip((item.id for item in table.items), reversed(upwards), strict=True))


def _best_before(
    before: Sequence[Mapping[int, _Step]] | None, skipped: Sequence[int], number: int, first: int
) -> _Step | None:
    """Return the best way to the row above, which leaves no line of numbers out between."""
    best: _Step | None = None
    if before is None:
        return None
    for above in range(number - 1, -1, -1):
        if skipped[number] - skipped[above + 1]:
            break
        for last, step in before[above].items():
            if last <= first and (best is None or step.value > best.value):
                best = step
    return best


def _beside(lines: Sequence[PrintedLine], texts: Sequence[str], run: NumberRun, em: float) -> list[tuple[int, int]]:
    """List the runs of lines that may be the label of some numbers, as first and end: it stands beside them."""
    leaf, level, reach = lines[run.first].leaf, run.level, SETTINGS.label_reach_em * em
    spans = []
    for first in range(max(0, run.first - SETTINGS.wrapped_lines + 1), min(run.last + 2, len(lines))):
        if not texts[first]:
            continue
        if (lines[first].leaf, lines[first].level) > (leaf, level + reach):
            continue
        for last in range(first + 1, min(len(lines), first + SETTINGS.wrapped_lines) + 1):
            lowest = lines[last - 1]
            if (lowest.leaf, lowest.level) >= (leaf, level - reach) and texts[last - 1]:
                spans.append((first, last))
    return spans


def _blank(
    lines: Sequence[PrintedLine], texts: Sequence[str], first: int, numbered: Mapping[int, bool], em: float
) -> list[tuple[int, int]]:
    """List the runs of lines from one on that have no line of numbers beside them."""

    def apart(row: int) -> bool:
        reach = SETTINGS.label_reach_em * em
        around = range(max(0, row - SETTINGS.wrapped_lines), min(len(lines), row + SETTINGS.wrapped_lines))
        return not any(
            other in numbered
            and lines[row].leaf == lines[other].leaf
            and abs(lines[row].level - lines[other].level) <= reach
            for other in around
        )

    if not texts[first] or not apart(first):
        return []
    spans = []
    for last in range(first + 1, min(len(lines), first + SETTINGS.wrapped_lines) + 1):
        if last - 1 in numbered or any(set(word.text) <= DIGITS for word in lines[last - 1].words):
            break  # a number may stand before the print of a neighbouring column
        if texts[last - 1] and apart(last - 1):
            spans.append((first, last))
    return spans


def _labels(item: Item, texts: Iterable[str]) -> Mapping[tuple[int, int], _Label]:
    return _labels_in(item, tuple(texts), SETTINGS.wrapped_lines, SETTINGS.label_share)


@lru_cache(maxsize=256)  # the rows of one report: tables of two editions share them, and those without one row do
def _labels_in(item: Item, texts: tuple[str, ...], most: int, least: float) -> Mapping[tuple[int, int], _Label]:
    """Return each run of at most so many lines in which most of a label stands, by first line and end."""
    labels: dict[tuple[int, int], _Label] = {}
    for wording in _wordings(item):
        size = len(wording.text)
        lines = [wording.places_in(text) for text in texts]
        for first in range(len(texts)):
            parts = lines[first : first + most]
            if not texts[first] or wording.met_at_most(parts) < least * size:
                continue
            for last, shared in enumerate(wording.along(parts), first + 1):
                known = labels.get((first, last))
                if shared >= least * size and (known is None or (shared / size, shared) > (known.recall, known.shared)):
                    labels[first, last] = _Label(first, last, shared, shared / size)
    return labels
