"""Which of two reports for one agency and year counts: the one place of the rule."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def last_published(keys: Sequence[Key], published: Sequence[str], names: Sequence[str]) -> dict[Key, int]:
    """Return the place of the report that counts for each agency and year: the one published last.

    Where that is not known (or both came out on one day), the one whose name sorts last, so that the same files always
    give the same numbers; the other one stays in the data and is named.

    Parameters
    ----------
    keys : sequence of hashable
        Agency and year of each report.
    published : sequence of str
        Dates of publication as ``2025-01-31``, "" where unknown.
    names : sequence of str
        The reports' names.

    Examples
    --------
    >>> last_published([("a", 2024), ("a", 2024)], ["2025-03-01", "2025-01-31"], ["r1", "r2"])
    {('a', 2024): 0}
    """
    order = sorted(range(len(keys)), key=lambda place: (published[place], names[place]))
    return {keys[place]: place for place in order}
