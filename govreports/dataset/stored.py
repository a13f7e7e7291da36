"""The frames of a dataset on disk, each read when it is asked for, and answered from by SQL."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.dataset.manifest import REMEDY, DatasetError, Manifest, Part

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Stored:
    """A dataset on disk."""

    folder: Path  # that holds the files
    parts: dict[str, Part]  # by their names below it
    source: str | None = None  # see `Manifest`

    @classmethod
    def open(cls, folder: Path, names: tuple[str, ...]) -> Stored | None:
        """Open what `govreports.dataset.store.save` wrote, None where there is nothing.

        Parameters
        ----------
        folder : Path
        names : tuple of str
            The frames that it must hold.

        Raises
        ------
        DatasetError
            It is not whole.
        """
        manifest = Manifest.read(folder)
        if manifest is None:
            # Saved before there was a manifest: nothing tells whether these files belong together.
            old = {f"{name}.parquet": Part(name, -1, -1, "") for name in names}
            return cls(folder, old) if all((folder / name).is_file() for name in old) else None
        if missing := set(names) - {part.frame for part in manifest.parts.values()}:
            raise DatasetError(f"{folder} lacks the table {', '.join(sorted(missing))}. {REMEDY}")
        return cls(folder / manifest.generation, manifest.parts, manifest.source)

    def files(self, name: str) -> list[Path]:
        """Return the files of a frame."""
        return [self.folder / file for file, part in self.parts.items() if part.frame == name]

    def frame(self, name: str, reports: Collection[str] | None = None) -> pd.DataFrame:
        """Read a frame, or its rows of some reports; those of several files are put back in the order of the reports.

        Raises
        ------
        DatasetError
            A file is not what was saved.
        """
        import pandas as pd

        tables = [self._table(file, reports) for file, part in self.parts.items() if part.frame == name]
        if len(tables) == 1:
            return tables[0]
        whole = pd.concat(tables, ignore_index=True)
        if "path" in whole.columns:
            return whole.sort_values("path", kind="stable", ignore_index=True)
        place = pd.Index(self.frame("reports")["report"]).get_indexer(pd.Index(whole["report"]))
        ordered: pd.DataFrame = whole.iloc[place.argsort(kind="stable")].reset_index(drop=True)
        return ordered

    def pieces(self, name: str, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """Yield some columns of a frame by its files' groups of rows; see `govreports.dataset.data.Dataset.pieces`."""
        from pyarrow.parquet import ParquetFile

        for file, part in self.parts.items():
            if part.frame == name:
                with self._as_saved(file) as whole:
                    parquet = ParquetFile(whole, read_dictionary=list(columns))
                    for group in range(parquet.num_row_groups):
                        yield parquet.read_row_group(group, columns=list(columns)).to_pandas()

    def _table(self, name: str, reports: Collection[str] | None) -> pd.DataFrame:
        import pandas as pd

        wanted = None if reports is None else [("report", "in", list(reports) or [""])]  # an empty list has no type
        with self._as_saved(name) as file:
            table: pd.DataFrame = pd.read_parquet(file, filters=wanted)
        return table

    @contextmanager
    def _as_saved(self, name: str) -> Iterator[Path]:
        """Give a file that is what was saved; what goes wrong in reading it says so."""
        file, part = self.folder / name, self.parts[name]
        try:
            if part.sha256:
                with file.open("rb") as content:
                    if hashlib.file_digest(content, "sha256").hexdigest() != part.sha256:
                        raise DatasetError(f"{file} is damaged: it is not what was saved. {REMEDY}")
            yield file
        except FileNotFoundError as error:
            raise DatasetError(
                f"{file} is gone: the dataset was saved anew since it was opened. Load it again."
            ) from error
        except (OSError, TypeError) as error:
            raise DatasetError(f"{file} cannot be read. {REMEDY}") from error

    def sql(self, query: str) -> pd.DataFrame:
        """Answer a query from the files; see `govreports.dataset.data.Dataset.sql`."""
        views = {}
        for name in dict.fromkeys(part.frame for part in self.parts.values()):
            listed = ", ".join("'" + str(file).replace("'", "''") + "'" for file in self.files(name))
            views[name] = f"read_parquet([{listed}], hive_partitioning=false)"
        return ask(query, views)


def ask(query: str, views: dict[str, str], frames: dict[str, pd.DataFrame] | None = None) -> pd.DataFrame:
    """Answer a query with DuckDB over files or frames, each under its name.

    Parameters
    ----------
    query : str
    views : dict of str to str
        What each name stands for.
    frames : dict of str to pandas.DataFrame, optional
        Data at hand.

    Raises
    ------
    ValueError
        The query cannot be answered; the message says why.
    """
    import duckdb
    import pyarrow as pa

    with duckdb.connect(config={"temp_directory": tempfile.gettempdir()}) as connection:
        for name, table in (frames or {}).items():
            if len(table.columns):
                connection.register(name, pa.Table.from_pandas(table, preserve_index=False))
        for name, source in views.items():
            # A frame without columns (there is no agencies.csv) has nothing to be asked.
            try:
                connection.execute(f"create view {name} as select * from {source}")
            except duckdb.InvalidInputException:
                continue
        try:
            answer: pd.DataFrame = connection.execute(query).df()
        except duckdb.Error as error:
            raise ValueError(f"the query cannot be answered: {error}") from error
        return answer
