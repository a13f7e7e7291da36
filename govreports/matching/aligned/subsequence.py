"""How much of a label stands in a text, in order: the length of their longest common subsequence, letter by letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


class Wording:
    """A label's wording, ready to be sought in texts.

    Parameters
    ----------
    text : str
        The wording, as `govreports.matching.labels.normalise` gives it.

    Examples
    --------
    >>> Wording("结果维持").shared("四、结果…维持")
    4
    >>> other = Wording("其他")
    >>> list(other.along(map(other.places_in, ["其", "它", "他"])))
    [1, 1, 2]
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._all = (1 << len(text)) - 1
        self._at: dict[str, int] = {}
        for place, character in enumerate(text):
            self._at[character] = self._at.get(character, 0) | 1 << place

    def places_in(self, text: str) -> list[int]:
        """Return for each character of a text that the wording has where it stands there, as bits."""
        at = self._at
        return [at[character] for character in text if character in at]

    def met_at_most(self, parts: Iterable[Sequence[int]]) -> int:
        """Return how much of the wording can be met in some parts at most: in any order."""
        met = 0
        for part in parts:
            for places in part:
                met |= places
        return met.bit_count()

    def along(self, parts: Iterable[Sequence[int]]) -> Iterator[int]:
        """Return after each part how much of the wording was met so far (Hyyrö's bits: one addition a character)."""
        size, every, bits = len(self.text), self._all, self._all
        for part in parts:
            for places in part:
                met = bits & places
                bits = ((bits + met) | (bits - met)) & every
            yield size - bits.bit_count()

    def shared(self, text: str) -> int:
        """Return how many characters of the wording stand in a text, in order."""
        return next(self.along([self.places_in(text)]))

    def recall(self, text: str) -> float:
        """Return the share of the wording that stands in a text, in order."""
        return self.shared(text) / len(self.text) if self.text else 0.0
