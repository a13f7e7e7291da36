"""How much of a label stands in a text, in order: the length of their longest common subsequence, letter by letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


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
    >>> list(Wording("其他").along(["其", "它", "他"]))
    [1, 1, 2]
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._all = (1 << len(text)) - 1
        self._at: dict[str, int] = {}
        for place, character in enumerate(text):
            self._at[character] = self._at.get(character, 0) | 1 << place

    def along(self, parts: Iterable[str]) -> Iterator[int]:
        """Return after each part how much of the wording was met so far (Hyyrö's bits: one addition a character)."""
        bits = self._all
        for part in parts:
            for character in part:
                met = bits & self._at.get(character, 0)
                bits = ((bits + met) | (bits - met)) & self._all
            yield len(self.text) - bits.bit_count()

    def shared(self, text: str) -> int:
        """Return how many characters of the wording stand in a text, in order."""
        return next(self.along([text]))

    def recall(self, text: str) -> float:
        """Return the share of the wording that stands in a text, in order."""
        return self.shared(text) / len(self.text) if self.text else 0.0
