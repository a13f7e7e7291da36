"""Fingerprints that two sections share → the passages that they have in common."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from govreports.prose.corpus import Corpus
from govreports.prose.fingerprints import RUN, Places

EDIT = 12
"""Characters that may stand between two common runs of one passage: a word that was changed, a name put in."""
SHORTEST = 40
"""Letters of nobody else's that a passage has in common at least; a clause of the usual phrases is shorter."""


class Passage(NamedTuple):
    """A passage that two sections share."""

    later: int  # the sections, as numbered in the corpus
    earlier: int
    later_run: tuple[int, int]  # first letter and the one after the last, counted in the plain texts
    earlier_run: tuple[int, int]
    letters: int  # how many letters they have in common, those of clauses that everybody writes not counted


class Seeds(NamedTuple):
    """Runs that two sections share: section and first letter, in the later and in the earlier one; shape (n,) each."""

    later: Places
    later_at: Places
    earlier: Places
    earlier_at: Places


def passages(corpus: Corpus, of: npt.NDArray[np.bool_] | None = None) -> Iterator[Passage]:
    """Return the passages that sections share, in the order of the later and the earlier section.

    Parameters
    ----------
    corpus : Corpus
    of : ndarray of bool, optional
        The sections of which a passage must hold one; all where None.

    Yields
    ------
    Passage
        Each section is held against its own agency's report before it, and against the first report of another agency
        that has the run: the work grows with the number of runs, not with that of pairs.
    """
    seeds = _seeds(corpus)
    if of is not None:
        wanted = of[seeds.later] | of[seeds.earlier]
        seeds = Seeds(*(part[wanted] for part in seeds))
    order = np.lexsort((seeds.later_at, seeds.later_at - seeds.earlier_at, seeds.earlier, seeds.later))
    later, later_at, earlier, earlier_at = (part[order] for part in seeds)
    if not len(later):
        return
    changed = (later[1:] != later[:-1]) | (earlier[1:] != earlier[:-1])
    edges = np.r_[0, np.flatnonzero(changed) + 1, len(later)]
    for begin, end in pairwise(edges.tolist()):
        ends = int(later[begin]), int(earlier[begin])
        runs = _runs(corpus, ends, later_at[begin:end], earlier_at[begin:end])
        for later_run, earlier_run, letters in _joined(runs, corpus.own[ends[0]]):
            yield Passage(*ends, later_run, earlier_run, letters)


def _seeds(corpus: Corpus) -> Seeds:
    """Pair every run with the one before it of the same agency, and with the first of another agency."""
    rank, agency = corpus.rank[corpus.section], corpus.agency[corpus.section]
    # One run a report: a phrase that a report repeats is one phrase.
    order = np.lexsort((corpus.place, rank, agency, corpus.hashes))
    fresh = np.r_[True, np.diff(rank[order]) != 0] | np.r_[True, np.diff(corpus.hashes[order]) != 0]
    order = order[fresh[: len(order)]]
    same = (np.diff(corpus.hashes[order]) == 0) & (np.diff(agency[order]) == 0)
    own = order[1:][same], order[:-1][same]
    begins = order[np.r_[True, ~same][: len(order)]]  # the first of each agency
    begins = begins[np.lexsort((rank[begins], corpus.hashes[begins]))]
    new = np.r_[True, np.diff(corpus.hashes[begins]) != 0][: len(begins)]
    first = begins[new][np.cumsum(new) - 1]
    others = begins[~new], first[~new]
    late, early = (np.concatenate(pair) for pair in zip(own, others, strict=True))
    return Seeds(corpus.section[late], corpus.place[late], corpus.section[early], corpus.place[early])


def _runs(corpus: Corpus, ends: tuple[int, int], later_at: Places, earlier_at: Places) -> list[tuple[int, int, int]]:
    """Return the longest common runs around the seeds of two sections: first letter in each, and length."""
    later, earlier = (corpus.texts[end].codes for end in ends)
    found: list[tuple[int, int, int]] = []
    covered: dict[int, int] = {}
    for at, other in zip(later_at.tolist(), earlier_at.tolist(), strict=True):
        shift = at - other
        if at < covered.get(shift, -1):
            continue
        back = _same(later[:at][::-1], earlier[:other][::-1])
        on = _same(later[at:], earlier[other:])
        if back + on >= RUN:
            found.append((at - back, other - back, back + on))
        covered[shift] = at + on
    return sorted(found)


def _same(one: npt.NDArray[np.uint32], other: npt.NDArray[np.uint32]) -> int:
    """How many letters two texts have in common from their beginnings."""
    count = min(len(one), len(other))
    differ = one[:count] != other[:count]
    return int(differ.argmax()) if differ.any() else count


def _joined(
    runs: list[tuple[int, int, int]], own: npt.NDArray[np.bool_]
) -> Iterator[tuple[tuple[int, int], tuple[int, int], int]]:
    """Join runs that follow each other in both texts with no more than an edit between; give those long enough."""
    held: list[tuple[int, int, int]] = []
    for run in [*runs, None]:
        if run is not None and held:
            gaps = run[0] - held[-1][0] - held[-1][2], run[1] - held[-1][1] - held[-1][2]
            if all(-RUN < gap <= EDIT for gap in gaps):
                held.append(run)
                continue
        if held:
            last = held[-1]
            letters = _own_letters([(begin, begin + size) for begin, _, size in held], own)
            if letters >= SHORTEST:
                yield (held[0][0], last[0] + last[2]), (held[0][1], last[1] + last[2]), letters
        held = [run] if run is not None else []


def _own_letters(spans: list[tuple[int, int]], own: npt.NDArray[np.bool_]) -> int:
    """How many letters a few ascending spans cover together, those of everybody's clauses not counted."""
    reached = letters = 0
    for begin, end in spans:
        letters += int(own[max(begin, reached) : end].sum())
        reached = max(reached, end)
    return letters
