"""Name the indicators of a list: 被依法纠错数 stands under reconsideration and under litigation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from govreports.form import Item, Table, table
from govreports.matching.labels import LabelIndex, normalise

_OF_WHICH = re.compile(r"^[\s(（]*其中\s*[:：]?\s*")


class Indicator(NamedTuple):
    """The item that a row names, if it names one, and the group that the rows below it stand in."""

    item: str | None
    group: str | None


class Indicators:
    """The labels of a list.

    Parameters
    ----------
    form : Table
        The list in one edition.

    Examples
    --------
    >>> known = indicators("2014")
    >>> known.find(["五、行政诉讼数量"], None)
    Indicator(item='lawsuits', group='lawsuit')
    >>> known.find(["（二）被依法纠错数"], "lawsuit").item, known.find(["（二）被依法纠错数"], None).item
    ('lawsuit_corrected', None)
    """

    def __init__(self, form: Table) -> None:
        wordings = Counter(word for item in form.items for word in {normalise(w) for w in (item.zh, *item.spellings)})
        sole = [
            item for item in form.items if all(wordings[normalise(word)] == 1 for word in (item.zh, *item.spellings))
        ]
        self._groups = LabelIndex(form.groups)
        self._sole = LabelIndex(sole)
        self._in_group = {group.id: LabelIndex(_in_group(form, group.id)) for group in form.groups}

    def find(self, labels: Sequence[str], group: str | None) -> Indicator:
        """Name a row by the texts before its numbers, the last of them that says something.

        Parameters
        ----------
        labels : sequence of str
            From left to right.
        group : str or None
            The group that the row above stands in.
        """
        for text in labels:
            named = self._groups.find(_plain(text))
            group = named.id if named is not None else group
        for text in reversed(labels):
            for index in (self._in_group.get(group or ""), self._sole):
                indicator = index.find(_plain(text)) if index is not None else None
                if indicator is not None:
                    return Indicator(indicator.id, group)
        return Indicator(None, group)


def _in_group(form: Table, group: str) -> list[Item]:
    return [item for item in form.items if item.group == group]


def _plain(text: str) -> str:
    return _OF_WHICH.sub("", text)


@cache
def indicators(edition: str) -> Indicators:
    """Return the labels of an edition's list."""
    return Indicators(table(edition, "statistics"))
