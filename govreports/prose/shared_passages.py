"""Shared passages: what a report has word for word in common with its agency's last one and with other agencies."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import numpy as np

from govreports.columns import KEY_COLUMNS, TEXT, WHOLE, frame
from govreports.dataset.agencies import ancestors
from govreports.prose.common_runs import Passage, passages
from govreports.prose.corpus import Corpus, certain_day, corpus_of
from govreports.prose.own_prose import left_out, report_rows

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

SHARED_COLUMNS: dict[str, str] = KEY_COLUMNS | {
    "section": TEXT,
    "start": WHOLE,
    "end": WHOLE,
    "other_report": TEXT,
    "other_agency": TEXT,
    "other_year": WHOLE,
    "other_section": TEXT,
    "other_start": WHOLE,
    "other_end": WHOLE,
    "letters": WHOLE,
    "relation": TEXT,
    "first": TEXT,
    "text": TEXT,
    "other_text": TEXT,
}
"""The columns of `shared_passages`."""

OWN, RELATED, OTHER = "own_earlier", "parent_or_part", "other_agency"
_NOT_COPIED = (
    "文字相同不等于抄袭：可能出自上级的统一要求或范本。",
    "The same words are no proof of copying: both may follow an instruction or a model text.",
)


def shared_passages(data: Dataset, reports: Collection[str] | None = None) -> pd.DataFrame:
    """Return the passages that reports share with the agency's report before, and with the first other agency.

    What everybody writes is left out: the words of law and form, and every run of characters that more than five
    agencies (in large corpora: two in a hundred) write. Years, counts, punctuation and line breaks do not count; a word
    changed within a passage does not break it.

    Parameters
    ----------
    data : Dataset
    reports : collection of str, optional
        Only passages of these reports, e.g. those that came in last: the others are not compared with each other again.

    Returns
    -------
    pandas.DataFrame
        One row a passage, columns of `SHARED_COLUMNS`: `start` and `end` are places in the section's `text` (those of
        the `section`'s row in ``data.sections``), `letters` counts what is the same, `relation` is ``own_earlier``,
        ``parent_or_part`` (by ``agencies.csv``) or ``other_agency``. `first` is the report that was written first: of
        two years the earlier, of one year by the days of publication where both are certain; NA where that is not
        known. ``attrs["notes"]`` says what the rows do not prove and which reports are left out.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> shared_passages(Dataset()).empty
    True
    """
    corpus = corpus_of(data)
    of = None
    if reports is not None:
        wanted = set(reports)
        of = np.array([section.report in wanted for section in corpus.sections], dtype=bool)
    known = {str(row["report"]): row for row in report_rows(data)}
    above = ancestors(data.agencies)
    result = frame((_row(corpus, known, above, found) for found in passages(corpus, of)), SHARED_COLUMNS)
    result.attrs["notes"] = [*_NOT_COPIED, *(note for lang in ("zh", "en") if (note := left_out(data, lang)))]
    return result


def _row(
    corpus: Corpus, known: dict[str, dict[Any, Any]], above: dict[str, tuple[str, ...]], found: Passage
) -> list[Any]:
    later, earlier = corpus.sections[found.later], corpus.sections[found.earlier]
    row, other = known[later.report], known[earlier.report]
    own = corpus.agency[found.later] == corpus.agency[found.earlier]
    ids = str(row["agency_id"]), str(other["agency_id"])
    related = ids[0] in above.get(ids[1], ()) or ids[1] in above.get(ids[0], ())
    start, end = _printed(corpus, found.later, found.later_run)
    other_start, other_end = _printed(corpus, found.earlier, found.earlier_run)
    return [
        *(later.report, row["agency"], row["year"], later.section, start, end),
        *(earlier.report, other["agency"], other["year"], earlier.section, other_start, other_end),
        found.letters,
        OWN if own else RELATED if related else OTHER,
        _first(row, other),
        later.text[start:end],
        earlier.text[other_start:other_end],
    ]


def _printed(corpus: Corpus, section: int, run: tuple[int, int]) -> tuple[int, int]:
    """Return where a run of letters stands in the section as printed."""
    places = corpus.texts[section].places
    return int(places[run[0]]), int(places[run[1] - 1]) + 1


def _first(row: dict[Any, Any], other: dict[Any, Any]) -> str | None:
    """Return the report that was written first, None where that is not known."""
    years, days = (row["year"], other["year"]), (certain_day(row), certain_day(other))
    if not all(isinstance(year, int) for year in years):
        return None
    if years[0] != years[1]:
        return str(row["report"] if years[0] < years[1] else other["report"])
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return None
    return str(row["report"] if days[0] < days[1] else other["report"])
