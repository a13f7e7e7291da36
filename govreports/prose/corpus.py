"""The prose of a dataset as fingerprints, in the order in which it was written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govreports.dataset.in_time import CERTAIN, CERTAINTY
from govreports.prose.fingerprints import RUN, Hashes, Places, Plain, fingerprints, hashes_of, plain
from govreports.prose.own_prose import SectionOf, report_rows, sections_of

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset

EVERYBODYS = 5
"""Agencies that write one run of characters from which on it is everybody's: an instruction, a model text, a phrase."""
EVERYBODYS_SHARE = 0.02
"""In a corpus of many agencies, the share of them from which on a run is everybody's."""
_FOREWORD = ""
_CLAUSE_END = re.compile(r"[，,。；;：:！!？?\n]")
_MASK = (1 << 64) - 1


@dataclass(frozen=True)
class Corpus:
    """The sections of a dataset and their fingerprints."""

    sections: list[SectionOf]  # all with prose but the forewords, which the form gives word for word
    texts: list[Plain]  # one for each section
    rank: Places  # for each section, the place of its report in order of year, day (where certain) and name
    agency: Places  # for each section, a number for its report's agency
    # Shape (n,); one for each fingerprint: its hash, the section that it is of, the character at which it begins.
    # What is everybody's is left out.
    hashes: Hashes
    section: Places
    place: Places
    own: list[npt.NDArray[np.bool_]]  # for each section, which of its letters stand in no clause that is everybody's


def corpus_of(data: Dataset) -> Corpus:
    """Take the fingerprints of a dataset's prose, those of everybody left out."""
    ranks, agencies = _order(data)
    sections = [section for section in sections_of(data) if section.section != _FOREWORD]
    texts = [plain(section.text) for section in sections]
    taken = [fingerprints(text.codes) for text in texts]
    counts = np.array([len(hashes) for hashes, _ in taken], dtype=np.int64)
    hashes = _joined([hashes for hashes, _ in taken], np.uint64)
    place = _joined([places for _, places in taken], np.int64)
    section = np.repeat(np.arange(len(sections)), counts)
    rank = np.array([ranks[one.report] for one in sections], dtype=np.int64)
    agency = np.array([agencies[one.report] for one in sections], dtype=np.int64)
    kept = ~_everybodys(hashes, agency[section] if len(section) else section) & ~np.isin(hashes, formulas())
    own = _own_letters(sections, texts, agency)
    return Corpus(sections, texts, rank, agency, hashes[kept], section[kept], place[kept], own)


def _own_letters(sections: list[SectionOf], texts: list[Plain], agency: Places) -> list[npt.NDArray[np.bool_]]:
    """Return which letters are no clause's that is everybody's: short clauses have few runs, or none, to be known by.

    A row of clauses that each stand in every report is nobody's passage, though no other report has the same row.
    """
    clauses = [_clauses(section.text, text) for section, text in zip(sections, texts, strict=True)]
    counts = np.array([len(keys) for keys, _ in clauses], dtype=np.int64)
    keys = np.fromiter((key & _MASK for keys, _ in clauses for key in keys), dtype=np.uint64, count=int(counts.sum()))
    common = _everybodys(keys, np.repeat(agency, counts))
    found, at = [], 0
    for text, (own, edges) in zip(texts, clauses, strict=True):
        mine = np.repeat(~common[at : at + len(own)], np.diff(edges))
        runs = np.flatnonzero(np.isin(hashes_of(text.codes), formulas()))
        for shift in range(RUN):
            mine[runs + shift] = False
        found.append(mine)
        at += len(own)
    return found


def _clauses(text: str, letters: Plain) -> tuple[list[int], Places]:
    """Return a key for each clause of a text, and the letters at which the clauses begin, the last one's end too."""
    codes = letters.codes
    ends = np.array([match.end() for match in _CLAUSE_END.finditer(text)], dtype=np.int64)
    edges = np.unique(np.r_[0, np.searchsorted(letters.places, ends), len(codes)])
    return [hash(codes[begin:end].tobytes()) for begin, end in pairwise(edges.tolist())], edges


@cache
def formulas() -> Hashes:
    """Return the hashes of every run of the phrases of ``formulas.toml``."""
    written = (resources.files("govreports.prose") / "formulas.toml").read_text(encoding="utf-8")
    phrases = [phrase for phrases in tomllib.loads(written).values() for phrase in phrases]
    return np.unique(_joined([hashes_of(plain(phrase).codes) for phrase in phrases], np.uint64))


def _joined(parts: Sequence[Any], dtype: Any) -> Any:
    return np.concatenate(parts) if parts else np.empty(0, dtype)


def _order(data: Dataset) -> tuple[dict[str, int], dict[str, int]]:
    """Return each report's rank in time, and a number for its agency; an unknown agency is one of its own."""
    keys: dict[str, tuple[int, str, str]] = {}
    agencies: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for row in report_rows(data):
        name = str(row["report"])
        year = row["year"] if isinstance(row["year"], int) else 9999
        keys[name] = (year, certain_day(row) or "9999", name)
        who = next((str(row[key]) for key in ("agency_id", "agency") if isinstance(row[key], str)), f"?{name}")
        agencies[name] = numbers.setdefault(who, len(numbers))
    return {name: rank for rank, name in enumerate(sorted(keys, key=keys.__getitem__))}, agencies


def certain_day(row: dict[Any, Any]) -> str | None:
    """Return a report's day of publication where its source is certain."""
    day, source = row.get("published"), row.get("published_source")
    return day if isinstance(day, str) and CERTAINTY.get(str(source)) == CERTAIN else None


def _everybodys(hashes: Hashes, agency: Places) -> npt.NDArray[np.bool_]:
    """Return which fingerprints are everybody's."""
    if not len(hashes):
        return np.zeros(0, dtype=bool)
    order = np.lexsort((agency, hashes))
    sorted_hashes, sorted_agency = hashes[order], agency[order]
    new_hash = np.r_[True, sorted_hashes[1:] != sorted_hashes[:-1]]
    new_agency = new_hash | np.r_[True, sorted_agency[1:] != sorted_agency[:-1]]
    group = np.cumsum(new_hash) - 1
    agencies = np.bincount(group, weights=new_agency)
    many = agencies > max(EVERYBODYS, EVERYBODYS_SHARE * len(np.unique(agency)))
    common = np.empty(len(hashes), dtype=bool)
    common[order] = many[group]
    return common
