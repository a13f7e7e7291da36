"""Two files of one agency and year: which cells and passages differ, and which file is the later one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.checks.same_agency import key
from govreports.collect.kept_files import EARLIER
from govreports.columns import KEY_COLUMNS, NUMBER, TEXT, frame, records
from govreports.dataset.diff import differing_cells
from govreports.dataset.earlier_files import collected_from, earlier_versions
from govreports.prose.corpus import certain_day
from govreports.prose.own_prose import judged_reports, sentences_of

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

VERSION_COLUMNS: dict[str, str] = KEY_COLUMNS | {
    "day": TEXT,
    "other_report": TEXT,
    "other_day": TEXT,
    "day_is": TEXT,
    "what": TEXT,
    "table": TEXT,
    "item": TEXT,
    "column": TEXT,
    "value": NUMBER,
    "other_value": NUMBER,
    "section": TEXT,
    "text": TEXT,
    "other_text": TEXT,
    "flag": TEXT,
}
"""The columns of `versions`."""

COLLECTED, PUBLISHED = "collected", "published"
"""What a day is: that of the download, or of publication."""
_PASSAGE = {"replace": "passage_changed", "insert": "passage_added", "delete": "passage_gone"}
_NO_LETTER = re.compile(r"[\W_]+")


class _File(NamedTuple):
    """A report's file: where and when it was collected, the day of publication where that is certain."""

    report: str
    url: str
    collected: str
    published: str | None

    @property
    def stands(self) -> bool:
        """Whether the folder of reports holds it, not the earlier versions."""
        return EARLIER not in self.report.split("/")


class _Pair(NamedTuple):
    """Two files to be compared, the later one last where `day_is` is known."""

    before: str
    after: str
    day_before: str | None
    day_after: str | None
    day_is: str | None


def versions(data: Dataset, raw: str | Path | None = None) -> pd.DataFrame:
    """Determine what differs between two files of one agency and year, cell by cell and sentence by sentence.

    Two files differ for many reasons: an agency put its report right or added to it, the files are of different
    scope, or two formats were read differently. Nothing here says which.

    Parameters
    ----------
    data : Dataset
    raw : str or Path, optional
        The folder that the dataset was read from: earlier versions that ``govreports collect`` kept in ``.earlier``
        are compared too, each with the next one of the same address.

    Returns
    -------
    pandas.DataFrame
        One row a difference, columns of `VERSION_COLUMNS`; `report` is the later file, `other_report` the one before.
        `day_is` says what their days are, ``collected`` or ``published``; NA where it is not known which came first.
        `what` is ``cell_changed``, ``cell_added``, ``cell_gone``, ``passage_changed``, ``passage_added`` or
        ``passage_gone``. `flag` is the reason why our reading of the cell is in doubt in either file. Passages are
        compared only where both files are the agency's own.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> versions(Dataset()).empty
    True
    """
    import pandas as pd

    parts = [data] if raw is None else [data, earlier_versions(Path(raw), data.reports["path"].dropna())]
    reports = pd.concat([part.reports for part in parts], ignore_index=True)
    rows: list[list[Any]] = []
    pairs = list(_pairs(reports, None if raw is None else Path(raw)))
    if pairs:
        cells = pd.concat([part.cells for part in parts], ignore_index=True)
        prose = {name: text for part in parts for name, text in _prose(part, pairs).items()}
        heads = reports.set_index("report")[["agency", "year"]].astype(object)
        for pair in pairs:
            head = [pair.after, *heads.loc[pair.after], pair.day_after, pair.before, pair.day_before, pair.day_is]
            rows += [head + row for row in _cells(cells, pair)]
            if pair.before in prose and pair.after in prose:
                rows += [head + row for row in _passages(prose[pair.before], prose[pair.after])]
    return frame(rows, VERSION_COLUMNS)


def _pairs(reports: pd.DataFrame, raw: Path | None) -> Iterator[_Pair]:
    """Pair files of one agency and year: each address's versions in turn, then the files that stand now."""
    known = reports.assign(who=key(reports)).dropna(subset=["who", "year"])
    known = known[known.duplicated(["who", "year"], keep=False)]
    for _, group in known.groupby(["who", "year"], sort=False):
        files = [_file(row, raw) for row in records(group)]
        for url in sorted({file.url for file in files} - {""}):
            line = sorted((file for file in files if file.url == url), key=lambda file: file.collected)
            for one, two in pairwise(line):
                yield _Pair(one.report, two.report, one.collected[:10], two.collected[:10], COLLECTED)
        standing = sorted((f for f in files if f.stands), key=lambda f: (f.published or "9999", f.report))
        for one, two in pairwise(standing):
            sure = one.published and two.published and one.published != two.published
            yield _Pair(one.report, two.report, one.published, two.published, PUBLISHED if sure else None)


def _file(row: dict[Any, Any], raw: Path | None) -> _File:
    origin = None if raw is None else collected_from(raw, str(row["path"]))
    url, collected = (origin.url, origin.fetched) if origin else ("", "")
    return _File(str(row["report"]), url, collected, certain_day(row))


def _cells(cells: pd.DataFrame, pair: _Pair) -> Iterator[list[Any]]:
    both = differing_cells(cells, cells, {pair.before: pair.after})
    for row in records(both):
        if row["_merge"] == "both" and row["value_old"] == row["value_new"]:
            continue  # only our doubt differs
        what = {"both": "cell_changed", "left_only": "cell_gone", "right_only": "cell_added"}[row["_merge"]]
        flag = row["flag_new"] or row["flag_old"]
        cell = [row["table"], row["item"], row["column"], row["value_new"], row["value_old"]]
        yield [what, *cell, None, None, None, flag]


def _prose(data: Dataset, pairs: list[_Pair]) -> dict[str, list[tuple[str, str]]]:
    """Return the sentences of the reports to be compared, each with its section; of the agencies' own prose only."""
    wanted = {name for pair in pairs for name in (pair.before, pair.after)} & set(judged_reports(data)["report"])
    part = data.sections[data.sections["report"].isin(wanted)]
    said: dict[str, list[tuple[str, str]]] = {name: [] for name in wanted}
    for name, section, text in zip(part["report"], part["section"].fillna(""), part["text"].fillna(""), strict=True):
        said[name] += [(section, sentence) for sentence in sentences_of("".join(text.split()))]
    return said


def _passages(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> Iterator[list[Any]]:
    """Compare two texts sentence by sentence; punctuation and blanks do not count."""
    old_letters, new_letters = ([_NO_LETTER.sub("", sentence) for _, sentence in said] for said in (before, after))
    compared = SequenceMatcher(None, old_letters, new_letters, autojunk=False)
    for what, i, j, k, m in compared.get_opcodes():
        old, new = ("".join(sentence for _, sentence in said) for said in (before[i:j], after[k:m]))
        if what != "equal":
            section = (after[k:m] or before[i:j])[0][0]
            yield [_PASSAGE[what], *[None] * 5, section, new or None, old or None, None]
