"""Promises: the problems and measures of section 五, and what the next year's report says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.checks.which_report import last_published
from govreports.columns import KEY_COLUMNS, NUMBER, TEXT, WHOLE, frame
from govreports.prose.cut_promises import MEASURE, PROBLEM, REVIEW, Item, cut, words
from govreports.prose.own_prose import SectionOf, left_out, report_rows, sections_of, sentences_of

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

PROMISE_COLUMNS: dict[str, str] = KEY_COLUMNS | {
    "kind": TEXT,
    "topics": TEXT,
    "sentence": TEXT,
    "next_report": TEXT,
    "next_year": WHOLE,
    "outcome": TEXT,
    "next_section": TEXT,
    "next_sentence": TEXT,
    "similarity": NUMBER,
}
"""The columns of `promises`."""

REPEATED, TAKEN_UP, DONE, VANISHED, UNCLEAR = "repeated", "taken_up", "reported_done", "vanished", "unclear"
SAME = 0.75
"""Share of the longer one's pairs of characters from which on two sentences are the same one: a word may differ."""
ALIKE = 0.3
"""Share from which on two sentences about the same topic say the same thing in other words."""
UNLIKE = 0.15
"""Share below which a sentence about other topics has nothing to do with it."""
_ADVERBS = re.compile("进一步|不断|持续|继续|切实|着力|较为|我[市县区局委办]|[还仍较的了将]|[^一-龥]")
_EVERYWHERE = re.compile("政府信息|公开|政务|工作|有待|不够|不足|方面|问题|部分|个别|单位|水平|[在和与及]")


class Outcome(NamedTuple):
    """What became of a promise, and the next report's sentence that shows it."""

    outcome: str
    section: str | None
    sentence: str | None
    similarity: float


class NextReport(NamedTuple):
    """What the next report says: the items of its section 五, the sentences of its section 一, and all sentences."""

    items: Sequence[Item]
    overview: Sequence[str]
    prose: Sequence[str]
    year: int | None = None


def promises(data: Dataset) -> pd.DataFrame:
    """Return every problem and measure of a section 五 and what the agency's next report says of it.

    Parameters
    ----------
    data : Dataset

    Returns
    -------
    pandas.DataFrame
        One row an item whose agency has a report for the year after, columns of `PROMISE_COLUMNS`. `outcome`:
        ``repeated`` (word for word), ``taken_up`` (the same thing in other words), ``reported_done`` (the next report
        says what was done), ``vanished`` (its section 五 speaks of other things only, and its overview of nothing like
        it), else ``unclear``. `similarity` is the share of pairs of characters, 0 … 1, that the two sentences have in
        common. ``reported_done`` is what the agency says, not what it did. ``attrs["notes"]`` says which reports are
        left out: those that say of themselves that they are set anew.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> promises(Dataset()).empty
    True
    """
    rows: list[list[Any]] = []
    prose: dict[str, list[SectionOf]] = {}
    for section in sections_of(data):
        prose.setdefault(section.report, []).append(section)
    for row, after in _pairs(data):
        items = [item for item in _five(prose, row) if item.kind != REVIEW]
        following = _next_report(prose, after)
        for item in items:
            what = (item.kind, ";".join(sorted(item.topics)), item.text, after["report"], after["year"])
            rows.append([row["report"], row["agency"], row["year"], *what, *outcome_of(item, following)])
    result = frame(rows, PROMISE_COLUMNS)
    result.attrs["notes"] = [note for lang in ("zh", "en") if (note := left_out(data, lang))]
    return result


def _pairs(data: Dataset) -> Iterator[tuple[dict[Any, Any], dict[Any, Any]]]:
    """Return each report that counts with the one of the same agency for the year after."""
    rows = [row for row in report_rows(data) if isinstance(row["year"], int)]
    rows = [row for row in rows if isinstance(row["agency_id"] or row["agency"], str)]
    keys = [(_who(row), row["year"]) for row in rows]
    days = [str(row["published"]) if isinstance(row["published"], str) else "" for row in rows]
    chosen = last_published(keys, days, [str(row["report"]) for row in rows])
    for (who, year), place in sorted(chosen.items()):
        if (who, year + 1) in chosen:
            yield rows[place], rows[chosen[who, year + 1]]


def _who(row: dict[Any, Any]) -> str:
    return str(row["agency_id"] if isinstance(row["agency_id"], str) else row["agency"])


def _next_report(prose: dict[str, list[SectionOf]], row: dict[Any, Any]) -> NextReport:
    sentences = [
        (section.section, sentence)
        for section in prose.get(row["report"], ())
        for sentence in sentences_of(section.text)
    ]
    overview = [sentence for section, sentence in sentences if section == "一"]
    return NextReport(_five(prose, row), overview, [sentence for _, sentence in sentences], row["year"])


def _five(prose: dict[str, list[SectionOf]], row: dict[Any, Any]) -> list[Item]:
    texts = [section.text for section in prose.get(row["report"], ()) if section.section == "五"]
    return cut("\n".join(texts), row["year"])


def outcome_of(item: Item, following: NextReport) -> Outcome:
    """Return what the next report says of a problem or a measure.

    Examples
    --------
    >>> item, following = cut("政策解读的形式不够多样。")[0], cut("存在的问题是：政策解读形式还不够多样。")
    >>> outcome_of(item, NextReport(following, (), ())).outcome
    'repeated'
    """
    again = [other for other in following.items if other.kind != REVIEW]
    same = max(again, key=lambda other: sameness(item.text, other.text), default=None)
    if same and sameness(item.text, same.text) >= SAME:
        return Outcome(REPEATED, "五", same.text, sameness(item.text, same.text))
    reviewed = [other.text for other in following.items if other.kind == REVIEW]
    reviewed += [text for text in following.overview if words().looks_back(following.year).search(text)]
    reviewed = [text for text in reviewed if _is_done(text)]
    about = _nearest(item.text, [text for text in reviewed if item.topics & _topics(text)])
    if about:
        return Outcome(DONE, "一" if about[0] in following.overview else "五", *about)
    alike = _nearest(item.text, [other.text for other in again if other.topics & item.topics])
    if alike and alike[1] >= ALIKE:
        return Outcome(TAKEN_UP, "五", *alike)
    # 认识不足, and the year after 重视不够: two problems of a narrow topic need no word in common.
    for other in again:
        if item.kind == other.kind == PROBLEM and item.topics == other.topics and item.topics <= words().narrow:
            return Outcome(TAKEN_UP, "五", other.text, similarity(item.text, other.text))
    told = _nearest(item.text, [text for text in following.overview if item.topics & _topics(text)])
    if item.kind == MEASURE and told and told[1] >= ALIKE and _is_done(told[0]):
        return Outcome(DONE, "一", *told)
    near = _nearest(item.text, following.prose)
    silent = not reviewed and not any(item.topics & _topics(text) for text in following.prose)
    if any(other.kind == PROBLEM for other in following.items) and silent and (near is None or near[1] < UNLIKE):
        return Outcome(VANISHED, None, None, near[1] if near else 0.0)
    best = max(filter(None, (alike, told, near)), key=lambda pair: pair[1], default=None)
    return Outcome(UNCLEAR, None, *best) if best else Outcome(UNCLEAR, None, None, 0.0)


def _topics(text: str) -> frozenset[str]:
    """Every topic that a sentence names, the general ones too: a report on a problem names more than the problem."""
    return frozenset(topic for topic, pattern in words().topics.items() if pattern.search(text))


def _is_done(text: str) -> bool:
    return words().done.search(text) is not None and words().not_done.search(text) is None


def _nearest(text: str, others: Iterable[str]) -> tuple[str, float] | None:
    """Return the sentence most like a text, and how like it is."""
    shares = [(other, similarity(text, other)) for other in others]
    return max(shares, key=lambda pair: pair[1], default=None)


def similarity(one: str, other: str) -> float:
    """Return the share of pairs of characters that the shorter of two sentences has in common with the other.

    Words that stand in every such sentence (公开, 工作, 有待, 进一步 …) do not count.

    Examples
    --------
    >>> similarity("政策解读形式单一", "部分单位政策解读的形式仍较单一，多为文字")
    1.0
    >>> similarity("政策解读形式不够多样", "人员流动性大")
    0.0
    """
    sets = [_pairs_of(_EVERYWHERE.sub("", _ADVERBS.sub("", _folded(text)))) for text in (one, other)]
    least = min(map(len, sets))
    return len(sets[0] & sets[1]) / least if least else 0.0


def _folded(text: str) -> str:
    for pattern, word in words().same:
        text = pattern.sub(word, text)
    return text


def sameness(one: str, other: str) -> float:
    """Return the share of pairs of characters that the longer of two sentences has in common with the other.

    Examples
    --------
    >>> sameness("政策解读形式不够多样", "政策解读的形式还不够多样")
    1.0
    """
    sets = [_pairs_of(_ADVERBS.sub("", text)) for text in (one, other)]
    most = max(map(len, sets))
    return len(sets[0] & sets[1]) / most if most else 0.0


def _pairs_of(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
