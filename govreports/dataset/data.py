"""A folder of reports as frames."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govreports.columns import TABLES, frame, records
from govreports.dataset.result import result_of
from govreports.dataset.store import save
from govreports.dataset.stored import Stored, ask
from govreports.words import many

if TYPE_CHECKING:
    import pandas as pd


def _empty(name: str) -> Callable[[], pd.DataFrame]:
    """Return what makes an empty frame of a dataset."""
    return lambda: frame([], TABLES.get(name, {}))


@dataclass(frozen=True, repr=False)
class Dataset:
    """Every report of a folder.

    Attributes
    ----------
    reports : pandas.DataFrame
        One row a report; columns of `govreports.columns.REPORT_COLUMNS`. `agency`, here and in the other frames, is the
        name in ``agencies.csv``, so that a renamed agency is one; `agency_printed` is the name in the report's title.
    cells : pandas.DataFrame
        One row a printed cell: ``report, agency, year`` and the columns of a report's `cells`.
    checks : pandas.DataFrame
        One row a check: ``report, agency, year`` and the columns of a report's `checks`.
    problems : pandas.DataFrame
        What could not be read: ``path, page, code, reason, remedy``.
    sections : pandas.DataFrame
        Prose: ``report, agency, year, section, title, text``.
    agencies : pandas.DataFrame
        The user's ``agencies.csv`` (beside the folder of reports), empty where there is none.
    corrections : pandas.DataFrame
        The user's ``corrections.csv`` (beside the folder of reports), empty where there is none.

    Examples
    --------
    >>> Dataset().cells.shape
    (0, 18)
    """

    reports: pd.DataFrame = field(default_factory=_empty("reports"))
    cells: pd.DataFrame = field(default_factory=_empty("cells"))
    checks: pd.DataFrame = field(default_factory=_empty("checks"))
    problems: pd.DataFrame = field(default_factory=_empty("problems"))
    sections: pd.DataFrame = field(default_factory=_empty("sections"))
    agencies: pd.DataFrame = field(default_factory=_empty("agencies"))
    corrections: pd.DataFrame = field(default_factory=_empty("corrections"))

    def __post_init__(self) -> None:
        for name in _READ_FIRST:
            object.__setattr__(self, name, result_of(getattr(self, name)))

    def __repr__(self) -> str:
        doubtful = int(self.cells["flag"].notna().sum())
        failed = int((self.checks["status"] == "fail").sum())
        return (
            f"<Dataset: {many(len(self.reports), 'report', 'reports')}, {len(self.cells)} cells ({doubtful} in doubt), "
            f"{many(failed, 'check fails', 'checks fail')}, {many(len(self.problems), 'problem', 'problems')}>"
        )

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Read a frame of a dataset that `load` opened, when it is first asked for."""
        stored = self.__dict__.get("_stored")
        if stored is None or name not in FRAMES:
            raise AttributeError(f"a Dataset has no {name!r}")
        table: pd.DataFrame = stored.frame(name)
        table = result_of(table) if name in _READ_FIRST else table
        object.__setattr__(self, name, table)
        return table

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *FRAMES})

    def pieces(self, name: str, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """Yield some columns of a frame.

        A dataset that `load` opened yields them by a million rows, texts as categories, and holds none: the cells of
        100,000 reports would take 14 GB. The pieces are in the order of the files, not of the reports.
        """
        stored: Stored | None = self.__dict__.get("_stored")
        if stored is None or name in self.__dict__:
            yield getattr(self, name)[list(columns)]
        else:
            yield from stored.pieces(name, columns)

    def of_reports(self, name: str, reports: Collection[str]) -> pd.DataFrame:
        """Return the rows of some reports; of a dataset that `load` opened no others are held for it."""
        stored: Stored | None = self.__dict__.get("_stored")
        if stored is None or name in self.__dict__:
            table: pd.DataFrame = getattr(self, name)
            return table[table["report"].isin(list(reports))]
        return stored.frame(name, reports)

    @cached_property
    def prose_cells(self) -> pd.DataFrame:
        """The numbers that stand only in prose, one row each: ``report, agency, year`` and the columns of `cells`.

        They are read from `sections` when first asked for.
        """
        return frame(prose_rows(self.sections), TABLES["cells"])

    def sql(self, query: str) -> pd.DataFrame:
        """Answer a question in SQL, by DuckDB.

        Parameters
        ----------
        query : str
            Its tables are the frames: ``reports``, ``cells``, ``checks``, ``problems``, ``sections``, ``agencies``,
            ``corrections``.

        Returns
        -------
        pandas.DataFrame
            The answer. Of a dataset that `load` opened only what the question needs is read, so a nation's fits a
            laptop.

        Raises
        ------
        ValueError
            The query cannot be answered.

        Examples
        --------
        >>> import govreports as gr
        >>> data = gr.read_folder("data/raw", progress=False)
        >>> data.sql("select count(*) as n from reports where agency = '淮安市人民政府' and year = 2024")["n"].tolist()
        [1]
        """
        stored: Stored | None = self.__dict__.get("_stored")
        if stored is not None:
            return stored.sql(query)
        return ask(query, {}, {name: getattr(self, name) for name in FRAMES})

    def save(self, folder: str | Path, *, csv: bool | None = None, source: str | None = None) -> Path:
        """Save as Parquet and, where the dataset is small or it is asked for, as CSV.

        Parameters
        ----------
        folder, csv, source
            See `govreports.dataset.store.save`.

        Returns
        -------
        Path
            The folder.
        """
        return save({name: getattr(self, name) for name in FRAMES}, folder, csv=csv, source=source)


def prose_rows(sections: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of `Dataset.prose_cells`, in the order of a dataset's `sections`."""
    from govreports.matching.prose.report_sections import SectionText
    from govreports.report.prose_numbers import cells_only_in_prose

    for row in records(sections):
        # What was saved before there was this column has none.
        section = SectionText.of(row["section"], row["title"], row["text"], row.get("page_starts"))
        for cell in cells_only_in_prose([section], row["year"]):
            yield (row["report"], row["agency"], row["year"], *cell)


_READ_FIRST = ("reports", "cells", "checks")
"""Frames of more columns than a screen has: JupyterLab shows the chief ones in words."""
FRAMES = tuple(part.name for part in fields(Dataset))
"""The frames of a dataset, in their order."""


def load(folder: str | Path) -> Dataset:
    """Open a dataset that was saved; each frame is read when it is asked for.

    Parameters
    ----------
    folder : str or Path
        The folder.

    Returns
    -------
    Dataset

    Raises
    ------
    FileNotFoundError
        The folder holds no dataset.
    NotADirectoryError
        A file was named.
    DatasetError
        What it holds is not whole; the message says what is damaged, and what to do.

    Examples
    --------
    >>> load("data/raw")
    Traceback (most recent call last):
    ...
    FileNotFoundError: data/raw holds no tables. If reports lie there: govreports run --raw data/raw --out RESULTS...
    """
    place = Path(folder)
    if place.is_file():
        raise NotADirectoryError(f"{place} is a file: gr.read_report({str(place)!r}). Name the folder of results.")
    stored = Stored.open(place, FRAMES)
    if stored is None:
        raise FileNotFoundError(
            f"{place} holds no tables. If reports lie there: govreports run --raw {place} --out RESULTS; "
            "then name RESULTS."
        )
    return opened(stored)


def opened(stored: Stored) -> Dataset:
    """Return a dataset on disk, each frame of which is read when it is asked for."""
    data = object.__new__(Dataset)
    object.__setattr__(data, "_stored", stored)
    return data
