"""Fingerprints of prose: which runs of characters a text has, sampled so that no common passage is missed.

Winnowing (Schleimer, Wilkerson, Aiken 2003): of each window of hashes the least is kept, so that two texts with a
common run of `RUN` + `WINDOW` − 1 characters always share a fingerprint, wherever the run stands. MinHash compares
whole texts: a paragraph that two reports have in common among ten others it does not see.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

RUN = 12
"""Characters that are compared at once; shorter runs (政府信息公开工作) are everybody's."""
WINDOW = 8
"""Hashes of which one is kept: each common run of 19 characters is met, at a quarter of the memory of all hashes."""
_LEFT_OUT = re.compile(r"[\W\d_]+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]


class Plain(NamedTuple):
    """A text without blanks, digits and punctuation."""

    codes: npt.NDArray[np.uint32]  # shape (n,); its characters
    places: Places  # shape (n,); where each stands in the text as printed


def plain(text: str) -> Plain:
    """Reduce a text to what is compared: its letters, since years, counts and line breaks differ in every copy.

    Examples
    --------
    >>> plain("2024年，公开 3 条").places.tolist()
    [4, 6, 7, 11]
    """
    kept = np.ones(len(text), dtype=bool)
    for match in _LEFT_OUT.finditer(text):
        kept[match.start() : match.end()] = False
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    places = np.flatnonzero(kept[: codes.size])
    return Plain(codes[places], places)


def hashes_of(codes: npt.NDArray[np.uint32]) -> Hashes:
    """Return the hash of every run of `RUN` characters, shape (n - `RUN` + 1,); empty for a shorter text."""
    count = max(codes.size - RUN + 1, 0)
    hashes = np.zeros(count, np.uint64)
    for at in range(RUN if count else 0):
        hashes = (hashes ^ codes[at : at + count]) * _FACTOR
        hashes ^= hashes >> np.uint64(29)
    return hashes


def fingerprints(codes: npt.NDArray[np.uint32]) -> tuple[Hashes, Places]:
    """Return the fingerprints of a text.

    Parameters
    ----------
    codes : ndarray of uint32, shape (n,)
        Its characters, from `plain`.

    Returns
    -------
    ndarray of uint64, shape (m,)
        The hashes of runs of `RUN` characters that were kept; m is about 2 n / (`WINDOW` + 1).
    ndarray of int64, shape (m,)
        Where each begins, ascending.

    Examples
    --------
    >>> first, _ = fingerprints(plain("主动公开的内容不够细，政策解读的形式不够多样，依申请公开的答复不够规范").codes)
    >>> again, _ = fingerprints(plain("其中主动公开的内容不够细，政策解读的形式不够多样等").codes)
    >>> len(set(first.tolist()) & set(again.tolist())) > 0
    True
    """
    hashes = hashes_of(codes)
    if not hashes.size:
        return hashes, np.empty(0, np.int64)
    if hashes.size <= WINDOW:
        least = int(hashes.argmin())
        return hashes[least : least + 1], np.array([least])
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
    # Of equal hashes the last one, so that a run of one character leaves few.
    chosen = np.unique(np.arange(windows.shape[0]) + WINDOW - 1 - windows[:, ::-1].argmin(axis=1))
    return hashes[chosen], chosen
